"""What people enter at the steps of sharing, the same at every door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import SharingWay


def lines(rows: int = 3) -> forms.Textarea:
    """A box for sentences."""
    return forms.Textarea(attrs={"rows": rows})


class AgreeForm(forms.Form):
    """Consent, with what the provider adds to the catalogue's conditions (I-28)."""

    extra_conditions = forms.CharField(
        label=_("目录以外另加的条件"),
        required=False,
        max_length=2000,
        widget=lines(),
        help_text=_("一般不另加条件。确需另加的，写明条件和理由，将报数据主管部门审查。"),
    )


class RefuseForm(forms.Form):
    """Law and article, or the condition that is not met (I-28)."""

    legal_basis = forms.CharField(
        label=_("法律依据"),
        required=False,
        max_length=300,
        help_text=_("写明法律、行政法规或者国务院决定的名称和条款，例如“《××法》第×条”。"),
    )
    unmet_condition = forms.CharField(
        label=_("不符合的共享条件"),
        required=False,
        max_length=500,
        help_text=_("仅限有条件共享的资源：写明不符合目录载明的哪一项条件。"),
    )


class ExtraReviewForm(forms.Form):
    """The authority's word on conditions beyond the catalogue (I-28)."""

    verdict = forms.ChoiceField(
        label=_("审查结论"), choices=(("upheld", _("予以维持")), ("struck", _("予以取消")))
    )


class ProvideForm(forms.Form):
    """When, how, and by what it can be proved."""

    provided_on = forms.DateField(label=_("提供日期"))
    way = forms.ChoiceField(label=_("提供方式"), choices=SharingWay.choices)
    evidence = forms.CharField(
        label=_("提供凭证"),
        max_length=300,
        help_text=_("写明交换批次号、接口名称或者交接单编号。"),
    )
    file = forms.FileField(label=_("提供凭证文件"), required=False)


class UseForm(forms.Form):
    """What was done with the data."""

    used_from = forms.DateField(label=_("使用时间自"))
    used_until = forms.DateField(label=_("使用时间至"))
    purpose = forms.CharField(label=_("实际用途"), max_length=1000, widget=lines())
    times = forms.IntegerField(label=_("调用次数"), min_value=0, max_value=2**31 - 1, initial=0)
    volume = forms.CharField(label=_("数据量"), max_length=120, required=False)
    result = forms.CharField(label=_("使用成效"), max_length=1000, widget=lines())


class IncidentForm(forms.Form):
    """What the provider or the authority found."""

    kind = forms.ChoiceField(
        label=_("问题类型"),
        choices=(
            ("nonuse", _("取得后未使用")),
            ("beyond_scope", _("超出约定范围或者用途使用")),
            ("third_party", _("未经同意提供给第三方")),
        ),
    )
    facts = forms.CharField(label=_("发现的事实"), max_length=2000, widget=lines(4))
    found_on = forms.DateField(label=_("发现日期"))


class StatementForm(forms.Form):
    """A side is heard."""

    statement = forms.CharField(label=_("说明"), max_length=2000, widget=lines(4))


class MeasureForm(forms.Form):
    """What follows from a verified incident."""

    measure = forms.ChoiceField(
        label=_("处理措施"),
        choices=(("none", _("督促改正")), ("suspend", _("暂停使用")), ("stop", _("停止共享"))),
    )


class CorrectedForm(forms.Form):
    """What the provider found and put right."""

    answer = forms.CharField(
        label=_("校核结果"),
        max_length=2000,
        widget=lines(),
        help_text=_("写明核实的情况、更正的内容和更新数据的时间。"),
    )


class OutcomeForm(forms.Form):
    """Whether the data are to be shared."""

    outcome = forms.ChoiceField(
        label=_("结论"), choices=(("share", _("应当共享")), ("keep", _("可以不予共享")))
    )
