"""What the steps of a product ask for: the reviews' check-lists, listing, suspension, withdrawal, delivery."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from licensing.forms.days import DayField
from licensing.models import Delivery, ProductReview, Redevelopment
from licensing.review_points import MET, NOT_MET, POINTS, Point

JUDGEMENTS = ((MET, _("符合")), (NOT_MET, _("不符合")))


def point_fields(kind: str) -> dict[str, forms.Field]:
    """A judgement and a note for each point of the list."""
    fields: dict[str, forms.Field] = {}
    for point in POINTS[kind]:
        words: Any = point.words
        fields[f"point_{point.key}"] = forms.ChoiceField(
            label=words, choices=JUDGEMENTS, widget=forms.RadioSelect
        )
        fields[f"note_{point.key}"] = forms.CharField(
            label=_("“%(point)s”的说明") % {"point": point.words},
            required=False,
            max_length=500,
            widget=forms.TextInput,
        )
    return fields


class ReviewForm(forms.Form):
    """The conclusion of a review; each kind puts its check-list before it."""

    KIND: str = ""

    result = forms.ChoiceField(
        label=_("审核结论"), choices=ProductReview.Result.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("审核意见"), widget=forms.Textarea(attrs={"rows": 4}))
    evidence = forms.FileField(label=_("审核依据材料"), required=False)

    def clean(self) -> dict[str, Any]:
        """What is not met says why; nothing passes with a point that is not met."""
        given = super().clean() or {}
        missed = [
            point for point in POINTS[self.KIND] if given.get(f"point_{point.key}") == NOT_MET
        ]
        for point in missed:
            self._require_note(point, given)
        if missed and given.get("result") == ProductReview.Result.PASSED:
            raise ValidationError(
                _("有不符合的审核要点，审核结论不能是通过。请改为不通过，或者更正要点的判断。")
            )
        return given

    def _require_note(self, point: Point, given: dict[str, Any]) -> None:
        if not given.get(f"note_{point.key}"):
            self.add_error(f"note_{point.key}", _("请写明哪里不符合、怎样修改。"))


def review_form(kind: str) -> type[ReviewForm]:
    """The form of one kind of review, check-list first."""
    fields = point_fields(kind) | dict(ReviewForm.base_fields)
    form: type[ReviewForm] = type(
        f"{kind.title()}ReviewForm", (ReviewForm,), {"KIND": kind, "__module__": __name__, **fields}
    )
    form.base_fields = {name: form.base_fields[name] for name in fields}
    return form


SecurityReviewForm = review_form(ProductReview.Kind.SECURITY)
ConformityReviewForm = review_form(ProductReview.Kind.CONFORMITY)


class EditionForm(forms.Form):
    edition = forms.CharField(label=_("新版本号"), max_length=20)


class ListingForm(forms.Form):
    listing_no = forms.CharField(
        label=_("场内挂牌编号"),
        required=False,
        max_length=60,
        help_text=_("场内交易的产品必填；不在场内交易的留空。"),
    )


class ProductSuspensionForm(forms.Form):
    until = DayField(label=_("暂停至"), help_text=_("期满前须恢复服务、要求重新审核或者下架。"))


class LastServiceForm(forms.Form):
    last_service_on = DayField(label=_("最后服务日"))
    closing_notice = forms.CharField(
        label=_("停止服务告知"),
        help_text=_("在产品页公布，并记入每份在用合同：为什么停止、客户怎么办。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def checked_code(code: str) -> str:
    """A unified social credit code with a good check digit, or nothing."""
    if code and uscc.check(code) is not uscc.Verdict.OK:
        raise ValidationError(_("统一社会信用代码应为 18 位且校验位正确，请核对后重新填写。"))
    return code


class DeliveryForm(forms.ModelForm):
    class Meta:
        model = Delivery
        fields = (
            "contract_no", "customer_kind", "customer_name", "customer_code", "person_class", "purpose", "use",
            "quantity_terms", "starts_on", "ends_on",
        )  # fmt: skip

    starts_on = DayField(label=_("开始提供日期"))
    ends_on = DayField(label=_("约定结束日期"), required=False)

    def clean_customer_code(self) -> str:
        """Codes are judged where they are typed."""
        return checked_code(self.cleaned_data["customer_code"])

    def validate_constraints(self) -> None:
        """The step judges them: the product is not known to the form."""

    def validate_unique(self) -> None:
        """The step judges it."""


class DeliveryEndForm(forms.Form):
    ended_on = DayField(label=_("实际结束日期"))


class RedevelopmentForm(forms.ModelForm):
    """What a customer tells of a further product; the contract proves that it is one."""

    class Meta:
        model = Redevelopment
        fields = ("developer_name", "developer_code", "title", "description", "contact")

    def clean_developer_code(self) -> str:
        """Codes are judged where they are typed."""
        return checked_code(self.cleaned_data["developer_code"])

    def validate_constraints(self) -> None:
        """The step judges them."""

    def validate_unique(self) -> None:
        """The step judges it."""


class DeclarationForm(RedevelopmentForm):
    """The public form: which contract, then what."""

    contract_no = forms.CharField(label=_("与运营机构签订的合同编号"), max_length=60)
    customer_code = forms.CharField(label=_("合同客户的统一社会信用代码"), max_length=60)

    field_order = ("contract_no", "customer_code", *RedevelopmentForm.Meta.fields)

    def clean_customer_code(self) -> str:
        """As the contract has it."""
        return uscc.normalise(self.cleaned_data["customer_code"])
