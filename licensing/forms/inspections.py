"""What the steps of plans, inspections and rectifications ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField
from licensing.forms.incidents import words


class DrawForm(forms.Form):
    seed = forms.CharField(
        label=_("随机种子"),
        max_length=40,
        help_text=_("在见证下当场确定，例如当天公布的一组数字；随计划一起公布，任何人都可以重算。"),
    )


class VisitForm(forms.Form):
    visited_on = DayField(label=_("检查日期"))
    place = forms.CharField(label=_("检查地点或者方式"), max_length=120)
    met = forms.CharField(label=_("在场人员"), max_length=250)
    seen = words(_("检查情况"))


class ViewForm(forms.Form):
    operator_view = words(
        _("运营机构的意见"), _("对检查报告的陈述和申辩；没有异议的，写“没有异议”。")
    )


class PlanForm(forms.Form):
    plan = words(_("整改方案"), _("写明措施、责任人和完成时间。"))


class DoneForm(forms.Form):
    done = words(_("整改情况"))
    evidence = forms.FileField(label=_("整改证明材料"))
