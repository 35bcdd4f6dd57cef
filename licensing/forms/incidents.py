"""What the steps of an incident ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField
from licensing.models import Incident, IncidentMeasure, IncidentNotice


def words(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SeverityForm(forms.Form):
    severity = forms.ChoiceField(
        label=_("事件级别"),
        choices=Incident.Severity.choices,
        help_text=_("级别决定处置期限；较大以上的须报告数据主管部门和网信部门。"),
    )


class TakeUpForm(SeverityForm):
    effect = words(_("影响"), _("写明影响的数据、产品、单位和人数；尚不清楚的写明已知情况。"))
    touches_persons = forms.BooleanField(
        label=_("涉及个人信息"),
        required=False,
        help_text=_("涉及的，须通知个人，或者写明不通知的理由（个人信息保护法第五十七条）。"),
    )


class MeasureForm(forms.Form):
    kind = forms.ChoiceField(label=_("措施类型"), choices=IncidentMeasure.Kind.choices)
    what = words(_("措施内容"), _("写明采取了什么措施、由谁采取。登记后不能修改。"))
    taken_on = DayField(label=_("采取日期"))


class NoticeForm(forms.Form):
    recipient = forms.ChoiceField(
        label=_("报告或者通知对象"), choices=IncidentNotice.Recipient.choices
    )
    name = forms.CharField(label=_("单位名称或者人员范围"), max_length=120)
    way = forms.CharField(
        label=_("方式"), max_length=120, help_text=_("例如：书面报告、电话、短信、公告。")
    )
    told_on = DayField(label=_("报告或者通知日期"))


class ResolutionForm(forms.Form):
    cause = words(_("根本原因"))
    prevention = words(_("防止再次发生的措施"))
    not_told_because = words(
        _("不通知个人的理由"),
        _("涉及个人信息而没有通知个人的，写明采取的措施为什么能够有效避免危害。"),
        required=False,
    )
