"""What a document needs besides its figures: names at the head, where it goes, who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Q, QuerySet, When

from campaigns.models import Committee, Letterhead, Signatory

if TYPE_CHECKING:
    from .models import Report

NO_ADDRESSEE = "[chưa chọn nơi gửi]"
NO_SIGNER = "[chưa chọn người ký]"
NO_HOST_BODY = "[chưa nhập cơ quan chủ quản]"
NO_PLACE = "[chưa nhập địa danh]"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. ``title`` is the one in the committee; ``agency_post`` goes with a seal."""

    name: str
    capacity: str  # Signatory.Capacity
    title: str = ""
    agency_post: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """``number`` and ``issued_on`` are ``None`` in a draft: they are given after signing (Đ.15)."""

    host_body: tuple[str, ...]
    issuing_body: tuple[str, ...]
    place: str
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    drafting_unit: str = ""
    signature: Signature | None = None
    number: int | None = None
    issued_on: date | None = None

    @property
    def is_draft(self) -> bool:
        return self.number is None


def draft_letter(committee: Committee, *, today: date) -> Letter:
    """A draft's letter with the names in force ``today``, for that is when it would be signed."""
    return _letter(
        committee,
        day=today,
        addressees=committee.addressees,
        recipients=committee.recipients,
        signatory=head_in_force(committee, today),
    )


def letter_of(report: Report, *, today: date) -> Letter:
    """What the report's writers chose, under the names in force on its day, or ``today``."""
    return _letter(
        report.committee,
        day=report.issued_on or today,
        addressees=report.addressees,
        recipients=report.recipients,
        signatory=report.signatory,
        number=report.number,
        issued_on=report.issued_on,
    )


def _letter(
    committee: Committee,
    *,
    day: date,
    addressees: str,
    recipients: str,
    signatory: Signatory | None,
    number: int | None = None,
    issued_on: date | None = None,
) -> Letter:
    letterhead = Letterhead.objects.of(committee).in_force_on(day).first()
    return Letter(
        host_body=lines(letterhead.host_body.upper()) if letterhead else (NO_HOST_BODY,),
        issuing_body=lines((letterhead.issuing_body if letterhead else committee.name).upper()),
        place=letterhead.place if letterhead else NO_PLACE,
        addressees=lines(addressees) or (NO_ADDRESSEE,),
        recipients=lines(recipients),
        drafting_unit=committee.drafting_unit,
        signature=_signature(signatory) if signatory else None,
        number=number,
        issued_on=issued_on,
    )


def lines(text: str) -> tuple[str, ...]:
    """The lines of a list; where they are printed, "-", ";" and "." are set anew."""
    stripped = (line.strip().strip("-–•;. ") for line in text.splitlines())
    return tuple(line for line in stripped if line)


def signatories_between(
    committee: Committee, first: date, last: date, *, or_chosen: Signatory | None = None
) -> QuerySet[Signatory]:
    """Those who might sign from ``first`` to ``last``; whoever is chosen already stays on offer.

    Head or acting head first, then deputies, then others.
    """
    rank = Case(*(When(capacity=each, then=place) for place, each in enumerate(_BY_RANK)))
    return (
        Signatory.objects.of(committee)
        .filter(_in_force(first, last) | Q(pk=or_chosen.pk if or_chosen else None))
        .annotate(rank=rank)
        .order_by("rank", "-valid_from", "pk")
    )


# By order and by authorisation are unusual for a committee's report: allowed, not offered first.
_BY_RANK = (
    Signatory.Capacity.HEAD,
    Signatory.Capacity.ACTING,
    Signatory.Capacity.DEPUTY,
    Signatory.Capacity.BY_ORDER,
    Signatory.Capacity.AUTHORISED,
)


def head_in_force(committee: Committee, day: date) -> Signatory | None:
    """The head or acting head; whoever else is to sign has to be chosen."""
    heads = Signatory.objects.of(committee).filter(capacity__in=_BY_RANK[:2])
    return heads.filter(_in_force(day, day)).order_by("-valid_from", "pk").first()


def _in_force(first: date, last: date) -> Q:
    return Q(valid_from__lte=last) & (Q(valid_to__isnull=True) | Q(valid_to__gte=first))


def _signature(signatory: Signatory) -> Signature:
    post = lines(signatory.agency_post.upper())
    return Signature(signatory.name, signatory.capacity, signatory.title, post)


def capacity_lines(signature: Signature | None, short_name: str) -> tuple[str, ...]:
    """What stands above the room to sign (Nghị định 30/2020/NĐ-CP, PL I, II.7)."""
    on_behalf = f"TM. {short_name.upper()}"
    head = "TRƯỞNG BAN"
    capacity = Signatory.Capacity(signature.capacity) if signature else Signatory.Capacity.HEAD
    title = signature.title.upper() if signature else ""
    return {
        Signatory.Capacity.HEAD: (on_behalf, head),
        Signatory.Capacity.DEPUTY: (on_behalf, f"KT. {head}", f"PHÓ {head}"),
        Signatory.Capacity.ACTING: (on_behalf, f"Q. {head}"),
        Signatory.Capacity.BY_ORDER: (f"TL. {head}", title),
        Signatory.Capacity.AUTHORISED: (f"TUQ. {head}", title),
    }[capacity]
