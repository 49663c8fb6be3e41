"""What a document needs besides its figures: names at the head, where it goes, who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from campaigns.models import Committee, Letterhead, Signatory

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
    letterhead = Letterhead.objects.of(committee).in_force_on(today).first()
    return Letter(
        host_body=_lines(letterhead.host_body) if letterhead else (NO_HOST_BODY,),
        issuing_body=_lines(letterhead.issuing_body if letterhead else committee.name.upper()),
        place=letterhead.place if letterhead else NO_PLACE,
        addressees=_lines(committee.addressees) or (NO_ADDRESSEE,),
        recipients=_lines(committee.recipients),
        drafting_unit=committee.drafting_unit,
        signature=_head(committee, today),
    )


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a setting; the list they go into sets its own ";" and "."."""
    lines = (line.strip().rstrip(";.").rstrip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _head(committee: Committee, today: date) -> Signature | None:
    """The head or acting head in force; whoever else is to sign has to be chosen."""
    signatory = (
        Signatory.objects.of(committee)
        .in_force_on(today)
        .filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
            capacity__in=[Signatory.Capacity.HEAD, Signatory.Capacity.ACTING],
        )
        .first()
    )
    if signatory is None:
        return None
    return Signature(
        signatory.name, signatory.capacity, signatory.title, _lines(signatory.agency_post)
    )


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
