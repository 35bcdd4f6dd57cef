"""What somebody enters who objects to a public notice (26号 第十二条): few fields, no account."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 10 * 1024 * 1024


class ObjectionForm(forms.Form):
    """Real name and evidence; the name is never published (I-23)."""

    real_name = forms.CharField(
        label=_("真实姓名或者单位名称"),
        max_length=120,
        help_text=_("异议须实名提出。您的姓名和联系方式不公开，只供登记机构核实。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("联系方式"), max_length=120, help_text=_("手机号码或者电子邮箱，用于告知处理结果。")
    )
    claim = forms.CharField(
        label=_("异议内容"),
        max_length=2000,
        help_text=_("写明哪一项内容不实，或者侵害了什么权利。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    evidence_statement = forms.CharField(
        label=_("证据说明"),
        max_length=2000,
        help_text=_("写明证据的名称、来源和证明的内容。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence_file = forms.FileField(
        label=_("证据材料"), required=False, help_text=_("一个文件，不超过10MB。")
    )

    def clean_evidence_file(self) -> UploadedFile | None:
        """Refuse what is too large to be looked at."""
        upload: UploadedFile | None = self.cleaned_data.get("evidence_file")
        if upload and upload.size and upload.size > LARGEST_FILE:
            raise ValidationError(_("证据材料超过10MB，请压缩或者拆分后再上传。"))
        return upload
