"""What was read in an old text, to be corrected: as cells of the sheets that it is brought in by.

Nothing is checked here: the preview says of every cell what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from campaigns.exporting import Column, workbook_of
from donations.importing.drives import DrivesSheet
from donations.importing.papers import PlansSheet, StatementsSheet, TargetsSheet
from donations.importing.sheet import Sheet, SheetColumn
from donations.texts import text_of_docx
from donations.texts.facts import Words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 200  # lines of one kind


class TextForm(forms.Form):
    """A text, pasted or out of a Word file."""

    text = forms.CharField(
        label=_("Dán báo cáo, tin bài vào đây"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=_("hoặc mở tệp Word (.docx), tối đa 10 MB"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> UploadedFile | None:
        """With its text, which takes the place of a pasted one."""
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload:
            self.read = text_of_docx(upload.read())
        return upload

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not self.whole_text.strip():
            raise ValidationError(_("Dán một văn bản, hoặc chọn một tệp Word có chữ."))
        return cleaned

    @property
    def whole_text(self) -> str:
        text: str = getattr(self, "read", "") or self.cleaned_data.get("text", "")
        return text.replace("\r\n", "\n")


class FoundForm(forms.Form):
    """A line of one sheet, with a tick that says whether it is brought in."""

    sheet: type[Sheet]
    words: Words | None = None  # of the text that it was read from
    take = forms.BooleanField(label=_("Nhập"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in (*self.sheet.columns, *self.sheet.extra_columns):
            self.fields[column.header] = _field(column)

    @property
    def title(self) -> StrOrPromise:
        """Of its sheet; a template would make an instance of the class."""
        return self.sheet.title

    @property
    def asked(self) -> list[forms.BoundField]:
        """The cells that hold something, and those that nearly every line has."""
        return [cell for cell in self._cells if self._is_asked(cell)]

    @property
    def others(self) -> list[forms.BoundField]:
        return [cell for cell in self._cells if not self._is_asked(cell)]

    @property
    def _cells(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "take"]

    def _is_asked(self, cell: forms.BoundField) -> bool:
        required = self.sheet.required()
        return bool(cell.value()) or cell.name in (*required, "Số đơn vị máu", "Trạng thái")


def _field(column: SheetColumn) -> forms.Field:
    if column.words:
        choices = [("", ""), *((word, word) for word in column.words)]
        return forms.ChoiceField(label=column.header, required=False, choices=choices)
    return forms.CharField(label=column.header, required=False, max_length=1000)


def _formset(of: type[Sheet], *, extra: int = 0) -> type[BaseFormSet]:
    form: Any = type(f"{of.__name__}Form", (FoundForm,), {"sheet": of})
    return formset_factory(form, extra=extra, max_num=MOST, absolute_max=MOST)


# By the prefix of their fields; of drives one more line, for one that was not found.
FORMSETS = {
    "drives": _formset(DrivesSheet, extra=1),
    "statements": _formset(StatementsSheet),
    "targets": _formset(TargetsSheet),
    "plans": _formset(PlansSheet),
}

Cells = dict[str, str]


def filled(found: Mapping[str, Sequence[Cells]]) -> list[BaseFormSet]:
    """Each kind of line with what was found; each line has its tick."""
    return [
        formset(prefix=prefix, initial=[{"take": True, **cells} for cells in found[prefix]])
        for prefix, formset in FORMSETS.items()
    ]


def sent(data: Any) -> list[BaseFormSet]:
    return [formset(data, prefix=prefix) for prefix, formset in FORMSETS.items()]


def workbook_of_lines(formsets: Iterable[BaseFormSet]) -> bytes | None:
    """The lines with a tick, in sheets that the import reads; ``None`` where there is none.

    A line without one stays as an empty row, so that the others keep their numbers.
    """
    sheets = []
    for formset in formsets:
        lines = [form.cleaned_data for form in formset.forms]
        taken = [cells if cells.get("take") else {} for cells in lines]
        if any(taken):
            of: type[Sheet] = formset.form.sheet
            columns = [_column(each.header) for each in (*of.columns, *of.extra_columns)]
            sheets.append((str(of.title), columns, taken))
    return workbook_of(sheets) if sheets else None


def _column(header: str) -> Column:
    return Column(header, lambda cells: cells.get(header))
