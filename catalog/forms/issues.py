"""What people enter who report a quality issue, and who answer it (clause 四)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from catalog.models import QualityIssue

LARGEST_FILE = 10 * 1024 * 1024
SHORTEST_WORDS = 5
CONTACT_TOO_LONG = _("最多%(limit_value)d个字，请只写一种联系方式。")
CONTACT_HINT = _("手机号码或者电子邮箱，只用于核实和告知结果，不公开。")


def long_text(label: Any, hint: Any, *, rows: int = 4) -> forms.CharField:
    """A text of several lines, whose faults are told in sentences."""
    messages: dict[str, Any] = {
        "required": _("请填写这一项，至少%(n)d个字。") % {"n": SHORTEST_WORDS},
        "min_length": _("写得太短，看不出要说什么。请至少写%(limit_value)d个字。"),
        "max_length": _("最多%(limit_value)d个字，现在有%(show_value)d个，请删减。"),
    }
    return forms.CharField(
        label=label,
        error_messages=messages,
        help_text=hint,
        min_length=SHORTEST_WORDS,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class QualityIssueForm(forms.Form):
    """Four fields, two of them optional; no account."""

    kind = forms.ChoiceField(
        label=_("问题类型"),
        choices=[("", _("请选择")), *QualityIssue.Kind.choices],
        error_messages={
            "required": _("请选择问题类型，不确定的选“其他问题”。"),
            "invalid_choice": _("没有这种问题类型，请从清单中选择。"),
        },
    )
    description = long_text(
        _("问题说明"),
        _("写明哪一项数据有什么问题，正确的应该是什么。受理后公开，请不要写姓名、电话等个人信息。"),
    )
    contact = forms.CharField(
        label=_("联系方式"),
        max_length=120,
        required=False,
        help_text=CONTACT_HINT,
        error_messages={"max_length": CONTACT_TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    file = forms.FileField(
        label=_("附件"),
        required=False,
        help_text=_("截图或者文件，一个，不超过10MB，不公开。"),
        error_messages={"empty": _("文件是空的，请重新选择。")},
    )

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large to be looked at."""
        upload: UploadedFile | None = self.cleaned_data.get("file")
        if upload and upload.size and upload.size > LARGEST_FILE:
            raise ValidationError(_("附件超过10MB，请压缩或者只截取有问题的部分再上传。"))
        return upload


class MarkForm(forms.Form):
    """What the public reads beside the resource while the issue is looked into."""

    mark_words = forms.CharField(
        label=_("异议标注"),
        max_length=200,
        initial=_("有人对这项数据提出异议，提供单位正在核实，使用时请注意。"),
        help_text=_("显示在资源的公开页面上，撤除标注后消失。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FindingForm(forms.Form):
    """What the verification found."""

    finding = long_text(_("核实情况"), _("写明怎样核实、结果如何。随答复一起公开。"))


class AnswerForm(forms.Form):
    """What the public reads as the answer."""

    answer = long_text(_("答复"), _("写明更正了什么、何时生效。答复公开，请不要写个人信息。"))
