"""What people enter who complain, and who handle complaints (意见（五）)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.forms.issues import CONTACT_TOO_LONG, LARGEST_FILE, long_text
from licensing.forms.days import DayField
from licensing.forms.incidents import words
from licensing.models import ChecklistTemplate, Complaint, Incident, Licence


class ComplaintForm(forms.Form):
    """Seven fields, four of them optional; no account, no name unless one wants to give it."""

    operator = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("被投诉的运营机构"),
        empty_label=_("请选择"),
        error_messages={
            "required": _("请选择被投诉的运营机构，名单与授权运营登记簿一致。"),
            "invalid_choice": _("登记簿上没有这家运营机构，请从清单中选择。"),
        },
    )
    kind = forms.ChoiceField(
        label=_("投诉举报类型"),
        choices=[("", _("请选择")), *Complaint.Kind.choices],
        error_messages={
            "required": _("请选择投诉举报类型，不确定的选“其他”。"),
            "invalid_choice": _("没有这种类型，请从清单中选择。"),
        },
    )
    what = long_text(
        _("投诉举报内容"), _("写明什么时间、什么产品或者服务、发生了什么。内容不公开。"), rows=6
    )
    wanted = forms.CharField(
        label=_("诉求"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": _("最多%(limit_value)d个字，现在有%(show_value)d个，请删减。")
        },
    )
    name = forms.CharField(
        label=_("姓名或者单位名称"),
        required=False,
        max_length=120,
        help_text=_("可以不填。填写的，只有办理人员可以查看，每次查看都有记录，不告知被投诉单位。"),
        error_messages={"max_length": _("最多%(limit_value)d个字，请删减。")},
    )
    contact = forms.CharField(
        label=_("联系方式"),
        required=False,
        max_length=120,
        help_text=_("手机号码或者电子邮箱，只用于核实和告知结果，不公开，不告知被投诉单位。"),
        error_messages={"max_length": CONTACT_TOO_LONG},
    )
    file = forms.FileField(
        label=_("附件"),
        required=False,
        help_text=_("证据材料，一个，不超过10MB，不公开。"),
        error_messages={"empty": _("文件是空的，请重新选择。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_register = Licence.objects.on_register().values("operator")
        self.fields["operator"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=on_register
        ).order_by("name")

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large to be looked at."""
        upload: UploadedFile | None = self.cleaned_data.get("file")
        if upload and upload.size and upload.size > LARGEST_FILE:
            raise ValidationError(_("附件超过10MB，请压缩后再上传。"))
        return upload


class AcceptanceForm(forms.Form):
    TAKES = ("subject",)

    licence = forms.ModelChoiceField(
        Licence.objects.all(), label=_("涉及的授权运营协议"), required=False
    )

    def __init__(self, *args: Any, subject: Complaint | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject is not None:
            field: Any = self.fields["licence"]
            field.queryset = field.queryset.filter(operator=subject.operator_id)


class StatementForm(forms.Form):
    statement = words(
        _("被投诉单位的说明"), _("写明怎样听取、单位怎么说；听取时不得透露投诉举报人。")
    )


class CauseForm(forms.Form):
    template = forms.ModelChoiceField(
        ChecklistTemplate.objects.filter(is_in_use=True), label=_("检查清单")
    )
    planned_on = DayField(label=_("计划检查日期"))


class CaseIncidentForm(forms.Form):
    kind = forms.ChoiceField(label=_("事件类型"), choices=Incident.Kind.choices)
    what = words(_("事件经过"), _("运营机构看得到，不得写明投诉举报人。"))


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("处理结论"), choices=Complaint.Outcome.choices)
    findings = words(_("查明的事实"))
    measures = words(_("处理措施"), _("没有措施的，可以不填。"), required=False)
    public_words = words(
        _("公开摘要"), _("答复后公开，不得写明投诉举报人，也不得写出能认出投诉举报人的情节。")
    )


class ReplyForm(forms.Form):
    answer = long_text(_("答复"), _("投诉举报人凭编号和查询码查看，不公开。"))


class RevealForm(forms.Form):
    purpose = forms.CharField(
        label=_("查看理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明为什么要查看，例如“核实时间和地点”。")},
    )
