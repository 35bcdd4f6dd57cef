"""What people type or upload who check a registration."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST_CERTIFICATE = 2 * 1024 * 1024


class RegistrationCheckForm(forms.Form):
    """A code as printed on the certificate, or the certificate itself."""

    code = forms.CharField(
        label=_("查询码、登记编号或者哈希值"),
        required=False,
        max_length=200,
        help_text=_("印在登记凭证上；带空格、全角或者小写字母也可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("或者上传登记凭证（PDF）"),
        required=False,
        help_text=_("不超过 2 MB；只计算文件的哈希值，不保存文件。"),
    )

    def clean_file(self) -> UploadedFile | None:
        """A certificate is small."""
        upload: UploadedFile | None = self.cleaned_data.get("file")
        if upload and upload.size and upload.size > LARGEST_CERTIFICATE:
            raise ValidationError(_("文件超过 2 MB，不是本平台出具的登记凭证。请核对后重新选择。"))
        return upload

    def clean(self) -> None:
        """One of the two is needed."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("code") and not cleaned.get("file") and not self.errors:
            self.add_error("code", _("请填写查询码、登记编号或者哈希值，也可以上传登记凭证。"))
