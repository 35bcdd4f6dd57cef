"""The two reviews before sale and their check-lists (clause 十二; 27号 第十四条第三项)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel
from licensing.models.products import Product


class ProductReview(GovernedModel):
    """One of the two reviews before sale (clause 十二); written by a step, never changed."""

    class Kind(models.TextChoices):
        SECURITY = "security", _("安全审核")
        CONFORMITY = "conformity", _("业务规范性审核")

    class Result(models.TextChoices):
        PASSED = "passed", _("审核通过")
        FAILED = "failed", _("审核不通过")

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="reviews", verbose_name=_("产品")
    )
    kind = models.CharField(_("审核类别"), max_length=16, choices=Kind)
    round = models.PositiveSmallIntegerField(_("送审次数"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="product_reviews",
        verbose_name=_("审核人"),
    )
    result = models.CharField(_("审核结论"), max_length=16, choices=Result)
    opinion = models.TextField(_("审核意见"))
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审核依据材料"),
    )
    reviewed_on = models.DateField(_("审核日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("产品审核")
        ordering = ("product", "round", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("security", "conformity"), result__in=("passed", "failed")),
                name="product_review_is_listed",
                violation_error_message=_("审核类别和结论不在规定的范围内，请重新选择。"),
            ),
            models.UniqueConstraint(
                fields=("product", "round", "kind"),
                name="product_reviewed_once_of_each_kind",
                violation_error_message=_("本次送审的该项审核已有结论，请查看已有审核意见。"),
            ),
            models.UniqueConstraint(
                fields=("product", "round", "reviewer"),
                name="product_reviews_by_different_people",
                violation_error_message=_(
                    "安全审核与业务规范性审核须由不同人员作出，请由另一人审核。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} {self.get_kind_display()}（{self.get_result_display()}）"


class ReviewPoint(GovernedModel):
    """One point of a review's check-list: met or not, and why; written with the review, never changed."""

    review = models.ForeignKey(
        ProductReview, models.PROTECT, related_name="points", verbose_name=_("产品审核")
    )
    key = models.CharField(_("审核要点代码"), max_length=24)
    point = models.CharField(_("审核要点"), max_length=120)
    field = models.CharField(_("所涉字段"), max_length=40, blank=True)
    is_met = models.BooleanField(_("符合"))
    note = models.TextField(_("说明"), blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("审核要点")
        ordering = ("review", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("review", "key"),
                name="review_judges_a_point_once",
                violation_error_message=_("该审核要点已有判断，请勿重复填写。"),
            ),
            models.CheckConstraint(
                condition=Q(is_met=True) | ~Q(note=""),
                name="review_point_not_met_says_why",
                violation_error_message=_("不符合的审核要点须写明问题，请补充说明。"),
            ),
        )

    def __str__(self) -> str:
        return self.point
