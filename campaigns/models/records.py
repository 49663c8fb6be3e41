"""What every stored record has in common."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..folding import tidy


class StaleVersionError(Exception):
    """Somebody else has changed or deleted the record since it was read; nothing was saved."""


def protect_what_is_named(model: type[models.Model], name: str) -> None:
    """Refuse to delete a row that another one names in the many-to-many field ``name``.

    Django's own table between the two would silently drop the name with the row. Whoever is told
    of a row of that table reads which record it belongs to.
    """
    field: Any = model._meta.get_field(name)
    between = field.remote_field.through
    named = between._meta.get_field(field.m2m_reverse_field_name())
    named.remote_field.on_delete = models.PROTECT
    between._meta.verbose_name = model._meta.verbose_name
    between.__str__ = lambda row: str(getattr(row, field.m2m_field_name()))


SENT_TWICE = _("Biểu mẫu này đã được lưu từ lần gửi trước; không lưu thêm lần nữa.")


class Record(models.Model):
    """A row that no two editors overwrite in silence, and whose rules speak beside the field.

    ``version`` counts the saves. A form carries the version it was opened with, and saving
    claims exactly this version in the database, so that of two savers one is refused.

    A constraint whose ``violation_error_code`` is the name of a field has its message shown
    beside that field: the rule, its words and its place are written once, in ``Meta``.
    """

    version = models.PositiveIntegerField(_("phiên bản"), default=0)
    # Drawn when an empty form is shown, so that a form sent twice makes one row.
    entry_key = models.UUIDField(
        _("mã lần nhập"), default=uuid4, unique=True, error_messages={"unique": SENT_TWICE}
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as Django does.

        Raises:
            StaleVersionError: the row in the database is no longer the one that was read.
        """
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            row = type(self)._base_manager.filter(pk=self.pk, version=self.version)
            if not row.update(version=F("version") + 1):
                raise StaleVersionError
            self.version += 1
            try:
                super().save(*args, **kwargs)
            except BaseException:
                self.version -= 1
                raise

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        for field in self._meta.fields:
            if isinstance(field, models.CharField | models.TextField):
                setattr(self, field.attname, tidy(getattr(self, field.attname)))
        super().clean_fields(exclude=exclude)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as error:
            raise ValidationError(self.beside_fields(error, exclude or ())) from error

    def beside_fields(
        self, error: ValidationError, exclude: Collection[str]
    ) -> dict[str, list[ValidationError]]:
        """The messages of broken constraints, each beside the field that its rule names."""
        shown = {field.name for field in self._meta.fields} - set(exclude)
        placed: dict[str, list[ValidationError]] = {}
        for field, problems in error.error_dict.items():
            for problem in problems:
                beside = problem.code if field == NON_FIELD_ERRORS else field
                placed.setdefault(beside if beside in shown else field, []).append(problem)
        return placed
