"""What a product was before its present edition: frozen when the next one took its place (27号 第十九条)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel
from licensing.models.products import Product


class ProductEdition(GovernedModel):
    """One edition that is over: its content with the digest, and from when to when it was served."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="past_editions", verbose_name=_("产品")
    )
    edition = models.CharField(_("产品版本"), max_length=20)
    served_from = models.DateField(_("开始提供日期"))
    served_to = models.DateField(_("停止提供日期"))
    summary = models.TextField(_("下一版本的变化"), blank=True)
    content = models.JSONField(_("版本内容"))
    digest = models.CharField(_("版本摘要值"), max_length=64)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("产品历史版本")
        ordering = ("product", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("product", "edition"),
                name="product_edition_is_kept_once",
                violation_error_message=_("这个版本已有存档，请换一个版本号。"),
            ),
            models.CheckConstraint(
                condition=Q(served_to__gte=F("served_from")),
                name="product_edition_ends_after_it_began",
                violation_error_message=_("版本的停止提供日期不能早于开始提供日期，请核对。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} {self.edition}"
