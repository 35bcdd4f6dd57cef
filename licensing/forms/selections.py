"""What the steps of a selection ask for: parsing and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField
from licensing.models import Scorer


class ConflictForm(forms.Form):
    """The judge's statement; the names of the candidates stand above it."""

    TAKES = ("subject",)

    has_conflict = forms.TypedChoiceField(
        label=_("您与下列申请单位或者其人员是否存在投资、任职、亲属等利益关系？"),
        choices=(("0", _("不存在，可以公正评审")), ("1", _("存在，申请回避"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=_("说明"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("存在利益关系的，写明与谁、什么关系；不存在的，写明已逐家核对。"),
    )
    signature = forms.CharField(
        label=_("签名"), max_length=60, help_text=_("请输入您的姓名，作为签名。")
    )

    def __init__(self, *args: Any, subject: Scorer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = (
            subject.selection.candidates.standing().values_list("name", flat=True)
            if subject
            else ()
        )
        self.fields["has_conflict"].help_text = "、".join(names)


class AppointForm(forms.Form):
    """A judge is called by his sign-in name: the list of all accounts is not for everybody."""

    judge = forms.CharField(label=_("评审人员的登录名"), max_length=150)
    ends_on = DayField(label=_("聘期截止日期"), help_text=_("过了这一天，评审权限自动失效。"))


class ResultForm(forms.Form):
    result_no = forms.CharField(label=_("结果文号"), max_length=60)


class ChallengeForm(forms.Form):
    """What a challenge to a result says; sent by anybody, without an account."""

    real_name = forms.CharField(label=_("姓名或者单位名称"), max_length=120)
    contact = forms.CharField(label=_("联系方式"), max_length=120)
    claim = forms.CharField(
        label=_("质疑事项"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    grounds = forms.CharField(
        label=_("事实和理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label=_("证明材料"), required=False)


class DrawUpForm(forms.Form):
    starts_on = DayField(
        label=_("拟定起始日期"), help_text=_("截止日期按实施方案的拟授权期限计算，可以再改。")
    )
