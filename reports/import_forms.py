"""The forms by which a spreadsheet is brought in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from campaigns.office_files import LARGEST, TOO_LARGE
from donations.importing.running import LONGEST_REASON

from .corrections import WHY
from .models import Report


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp Excel (.xlsx) hoặc CSV, tối đa 10 MB"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Chọn một tệp."),
            "empty": _("Tệp trống."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """Not too large to be read; what is in it is for the reader to say."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST:
            raise ValidationError(TOO_LARGE)
        return upload


class ConfirmForm(forms.Form):
    """Confirms what was shown, and nothing else: ``digest`` stands for it."""

    digest = forms.CharField(widget=forms.HiddenInput)
    change_reason = forms.CharField(
        label=_("Lý do sửa"), required=False, max_length=LONGEST_REASON, strip=True
    )

    def __init__(self, reports: list[Report], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reports = reports
        if not reports:
            del self.fields["change_reason"]

    def clean_change_reason(self) -> str:
        reason: str = self.cleaned_data["change_reason"]
        if not reason:
            raise ValidationError(WHY % {"report": ", ".join(map(str, self.reports))})
        return reason
