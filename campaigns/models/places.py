"""Where a drive takes place, and who receives the blood."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..fields import FoldedField
from ..querysets import ScopedQuerySet
from .committees import Committee
from .records import Record

DERIVED = ["folded_name", "search_key"]  # history keeps what they are made of


class Named(Record):
    """One official name, and the other ways in which people write it."""

    name = models.CharField(_("tên chính thức"), max_length=250)
    aliases = models.TextField(
        _("tên gọi khác"),
        blank=True,
        help_text=_("Mỗi dòng một cách viết; tìm được như tên chính."),
    )
    folded_name = FoldedField("name")
    search_key = FoldedField("name", "aliases")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Two names that differ in case, accents or spaces only are one name."""
        self.folded_name = FoldedField("name").folded(self)
        super().validate_constraints(exclude=set(exclude or ()) - {"folded_name"})


def one_name_each(model_name: str, *scope: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        name=f"{model_name}_names_differ",
        fields=[*scope, "folded_name"],
        violation_error_code="name",
        violation_error_message=_("Tên này đã có (chỉ khác chữ hoa, dấu hoặc khoảng trắng)."),
    )


class Zone(Named):
    """Khu công nghiệp; ``position`` is the official order ("Đ" would sort after "Z")."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="zones", verbose_name=_("Ban Chỉ đạo")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    history = HistoricalRecords(excluded_fields=DERIVED)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("khu công nghiệp")
        verbose_name_plural = _("khu công nghiệp")
        ordering = ["committee", "position", "name"]
        constraints = [one_name_each("zone", "committee")]


class Company(Named):
    """Doanh nghiệp; its zone may be unknown. The contact is a person and stays out of history."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="companies", verbose_name=_("Ban Chỉ đạo")
    )
    zone = models.ForeignKey(
        Zone,
        models.PROTECT,
        related_name="companies",
        verbose_name=_("khu công nghiệp"),
        null=True,
        blank=True,
    )
    contact_name = models.CharField(_("người liên hệ"), max_length=100, blank=True)
    contact_phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    history = HistoricalRecords(excluded_fields=["contact_name", "contact_phone", *DERIVED])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("doanh nghiệp")
        verbose_name_plural = _("doanh nghiệp")
        ordering = ["committee", "name"]
        constraints = [one_name_each("company", "committee")]

    @property
    def phone_to_dial(self) -> str:
        """The first number of the contact, as a phone takes it; empty where there is none."""
        number = re.search(r"\+?\(?\d(?:[\d.()]|-(?=\d)|\s(?=[\d(]))*", self.contact_phone)
        return re.sub(r"[^\d+]", "", number[0]) if number else ""

    def clean(self) -> None:
        super().clean()
        if self.zone and self.zone.committee_id != self.committee_id:
            raise ValidationError({"zone": _("Khu công nghiệp thuộc Ban Chỉ đạo khác.")})


class ReceivingFacility(Named):
    """Đơn vị tiếp nhận máu; shared by all committees."""

    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    history = HistoricalRecords(excluded_fields=DERIVED)

    class Meta:
        verbose_name = _("đơn vị tiếp nhận máu")
        verbose_name_plural = _("đơn vị tiếp nhận máu")
        ordering = ["position", "name"]
        constraints = [one_name_each("facility")]
