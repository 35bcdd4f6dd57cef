"""What people type on the public pages of disclosure."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

SHA256 = re.compile(r"[0-9a-f]{64}")
LARGEST_RELEASE = 5 * 1024 * 1024


class VerificationForm(forms.Form):
    """A hash to look up, or the file itself to be hashed."""

    code = forms.CharField(
        label=_("SHA-256 哈希值或登记编号"),
        required=False,
        max_length=200,
        help_text=_("印在披露页面或凭证上，可连同空格一起粘贴。"),
    )
    file = forms.FileField(
        label=_("或者上传披露文件（JSON）"),
        required=False,
        help_text=_("不超过 5 MB；文件只用来计算哈希，不会保存。"),
    )

    def clean_code(self) -> str:
        """Pasted codes may carry spaces, capitals and full-width characters."""
        text = str(self.cleaned_data["code"]).translate(FULL_WIDTH)
        return "".join(text.split()).strip()

    def clean(self) -> None:
        """One of the two is needed; a file has a limit."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload and upload.size > LARGEST_RELEASE:
            self.add_error("file", _("文件超过 5 MB，不是本平台发布的披露文件。"))
        if not cleaned.get("code") and not upload and not self.errors:
            self.add_error("code", _("请粘贴哈希值或登记编号，或者上传披露文件。"))


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
