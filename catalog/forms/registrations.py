"""What people enter at the steps of an application for registration."""

from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.blocks import EVIDENCE_ITEM, FAULTABLE, asked_of, evidence_of, fault_label, words
from catalog.vocabulary import CancellationGround

#: What is wrong with a field, in the words that are needed again and again.
FAULTS = (
    _("未填写，请补充。"),
    _("填写不完整，请补充。"),
    _("与所附材料不一致，请核对后重新填写。"),
    _("依据不明确，请写明文件名称和条款。"),
    _("附件不清晰或者无法打开，请重新上传。"),
)
LONGEST_FAULT = 200
FAULT_LIST = "supplement-faults"


class InternalReviewForm(forms.Form):
    """The registrant's own review and its undertaking (26号 第七条)."""

    opinion = forms.CharField(
        label=_("业务审核意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    undertaking_signer = forms.CharField(label=_("承诺书签署人"), max_length=60)
    undertaking_signed_on = forms.DateField(
        label=_("承诺书签署日期"), help_text=_("签署即承诺所提交的材料真实、完整、合法、有效。")
    )


class FaultInput(forms.TextInput):
    """A line with standard phrases to choose from or to write over."""

    def __init__(self) -> None:
        super().__init__(attrs={"list": FAULT_LIST, "class": "vTextField"})


def evidence_words(application: Any) -> str:
    """The evidence as it was filled in, one after another."""
    return "；".join(str(each) for each in evidence_of(application))


def _fault_field(name: str) -> forms.CharField:
    return forms.CharField(
        label=fault_label(name),
        required=False,
        max_length=LONGEST_FAULT,
        widget=FaultInput(),
    )


class SupplementFields(forms.Form):
    """Beside each field what was filled in, and room for what is wrong with it (26号 第十条)."""

    TAKES: ClassVar[tuple[str, ...]] = ("subject",)

    def __init__(self, *args: Any, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject is None:
            return
        asked = [*asked_of(subject), EVIDENCE_ITEM]
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        for name, field in self.fields.items():
            filled = evidence_words(subject) if name == EVIDENCE_ITEM else words(subject, name)
            # Told in the page as it was typed: never as markup.
            field.help_text = format_html("{}{}", _("现填："), filled or _("（空）"))

    def clean(self) -> dict[str, Any]:
        """Only the fields at fault."""
        cleaned = super().clean() or {}
        return {name: found for name, found in cleaned.items() if found}


SupplementForm = type(
    "SupplementForm",
    (SupplementFields,),
    {name: _fault_field(name) for name in (*FAULTABLE, EVIDENCE_ITEM)},
)


class ChangeForm(forms.Form):
    """What a change or a correction is about; the fields themselves are changed in the draft."""

    change_summary = forms.CharField(
        label=_("申请事由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明改什么、为什么改。确认后生成草稿，各部分内容已按现有登记填好。"),
    )


class CancellationForm(forms.Form):
    """Ground and reason of a cancellation (26号 第九条第四项)."""

    cancellation_ground = forms.ChoiceField(label=_("注销情形"), choices=CancellationGround.choices)
    change_summary = forms.CharField(
        label=_("申请事由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明具体情况。注销办结后，登记不再有效。"),
    )


class RenewalForm(forms.Form):
    """Until when; nothing typed means as long as possible (26号 第十五条)."""

    renewal_ends_on = forms.DateField(
        label=_("申请续展至"),
        required=False,
        help_text=_("不填的，续展至可以续展的最后一天；每次续展不超过3年，自期满次日起算。"),
    )
