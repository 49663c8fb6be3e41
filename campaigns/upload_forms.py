"""The forms by which pictures and papers are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .folding import tidy
from .forms import RecordForm
from .models import DrivePicture, Paper
from .papers import asks_for_a_password, pdf_in

MOST_AT_ONCE = 20


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file on its own; an empty one is left to whoever opens it, who names it."""
        uploads: Sequence[UploadedFile] = data or []
        if not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MOST_AT_ONCE:
            raise ValidationError(
                _("Mỗi lần nhiều nhất %(most)s ảnh; bạn đã chọn %(many)s. Hãy chia làm vài lần."),
                params={"most": MOST_AT_ONCE, "many": len(uploads)},
            )
        return list(uploads)


class PicturesForm(forms.Form):
    """Several pictures at once, under one caption that can be changed picture by picture."""

    pictures = ManyFilesField(
        label=_("Ảnh"),
        help_text=_(
            "Chọn được nhiều ảnh một lúc; JPEG, PNG, WebP hoặc HEIC, mỗi ảnh tối đa 15 MB. Vị trí "
            "và thông tin máy chụp ghi trong ảnh được xóa khi lưu."
        ),
        widget=ManyFiles(attrs={"accept": "image/*"}),
        error_messages={"required": _("Chọn ít nhất một ảnh.")},
    )
    caption = forms.CharField(
        label=_("Chú thích"),
        required=False,
        max_length=200,
        help_text=_("Chung cho các ảnh vừa chọn; sửa riêng từng ảnh sau khi lưu."),
    )
    is_agreed = forms.BooleanField(
        label=_(
            "Những người nhận ra được trong các ảnh này đã được hỏi và đồng ý để Ban Chỉ đạo lưu "
            "ảnh, in trong báo cáo."
        ),
        help_text=_(
            "Nên chọn ảnh chụp chung, không cận mặt. Ai rút lại sự đồng ý thì bỏ ảnh có người đó."
        ),
        error_messages={"required": _("Đánh dấu ô này khi những người trong ảnh đã đồng ý.")},
    )


class CaptionForm(RecordForm):
    class Meta:
        model = DrivePicture
        fields = ["caption", "version"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["entry_key"]
        self.fields["caption"].help_text = _(
            "Để trống thì trong báo cáo in ngày và nơi tổ chức của đợt."
        )


class PaperForm(forms.Form):
    title = Paper._meta.get_field("title").formfield(
        help_text=_("Ví dụ: Kế hoạch số 03/KH-BCĐHMKCN ngày 05/3/2024.")
    )
    file = forms.FileField(
        label=_("Tệp PDF, tối đa 20 MB"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": _("Chọn một tệp PDF.")},
    )

    def clean_title(self) -> str:
        """On one line, as the name of a downloaded file has to be."""
        title = " ".join(tidy(self.cleaned_data["title"]).split())
        if not title:
            raise ValidationError(self.fields["title"].error_messages["required"])
        return title

    def clean_file(self) -> bytes:
        content = pdf_in(self.cleaned_data["file"])
        if asks_for_a_password(content):
            raise ValidationError(
                _("PDF này đòi mật khẩu mới mở được; hãy lưu bản không mật khẩu.")
            )
        return content
