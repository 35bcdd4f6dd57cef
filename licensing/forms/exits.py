"""What the steps of an exit and of an early end ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField

LONG = forms.Textarea(attrs={"rows": 5})


class StopNoticeForm(forms.Form):
    text = forms.CharField(
        label=_("公告正文"),
        widget=LONG,
        help_text=_("写明停止哪些服务、用户怎样处理已有的订购、向谁联系。"),
    )
    stops_on = DayField(label=_("停止服务日期"))


class ExitReportForm(forms.Form):
    report = forms.CharField(label=_("退出报告"), widget=LONG)
    report_file = forms.FileField(label=_("退出报告附件"))


class TaskForm(forms.Form):
    account = forms.CharField(label=_("办理情况"), widget=LONG)
    evidence = forms.FileField(label=_("证明材料"))
    method = forms.CharField(
        label=_("销毁方式"), max_length=200, required=False, help_text=_("办理数据销毁证明时必填。")
    )
    witness = forms.CharField(
        label=_("监销人"), max_length=60, required=False, help_text=_("办理数据销毁证明时必填。")
    )


class StatementForm(forms.Form):
    statement = forms.CharField(label=_("陈述申辩"), widget=LONG)
    statement_file = forms.FileField(label=_("陈述申辩材料"), required=False)


class TerminationForm(forms.Form):
    basis = forms.CharField(
        label=_("依据的协议条款"),
        max_length=200,
        required=False,
        help_text=_("不填写的，按协议约定的变更、终止条件办理。"),
    )
