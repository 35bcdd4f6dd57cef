"""What an operator says of the service behind a product: output, protection, level, terms (27号 第十四条第三项)."""

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonalOutput(models.TextChoices):
    """Whether what leaves may tell of a person (clause 十二)."""

    NONE = "none", _("不含个人信息")
    ANONYMISED = "anonymised", _("已匿名化，不能识别个人")
    CONSENTED = "consented", _("经本人同意提供")


class ProductService(models.Model):
    """The service of a product; a part of ``Product`` with a module of its own."""

    PersonalOutput = PersonalOutput

    edition = models.CharField(_("产品版本"), max_length=20, default="1.0")
    exchange_name = models.CharField(
        _("数据交易场所"), max_length=80, blank=True, help_text=_("场内交易的必填。")
    )
    listing_no = models.CharField(_("场内挂牌编号"), max_length=60, blank=True)
    output_fields = models.TextField(
        _("对外提供的内容"),
        blank=True,
        help_text=_("逐项写明交付给客户的字段或结论，例如：停车场名称、空余泊位数、更新时间。"),
    )
    personal_output = models.CharField(
        _("对外内容与个人信息"), max_length=16, choices=PersonalOutput, blank=True
    )
    desensitisation = models.TextField(
        _("脱敏和去标识方法"), blank=True, help_text=_("不涉及的写明不涉及的理由。")
    )
    availability = models.DecimalField(
        _("可用率承诺（%）"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(0), MaxValueValidator(100)),
    )
    latency_ms = models.PositiveIntegerField(_("响应时间承诺（毫秒）"), null=True, blank=True)
    support_hours = models.CharField(
        _("支持时间"), max_length=60, blank=True, help_text=_("例如：工作日 9:00–17:00。")
    )
    how_to_get = models.TextField(
        _("获取方式"), blank=True, help_text=_("写明向谁申请、需要什么材料、多久开通。")
    )
    free_conditions = models.TextField(_("优惠和免费条件"), blank=True)
    terms_of_use = models.TextField(_("使用条款"), blank=True)
    sample = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("样例文件"),
    )
    manual = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("使用文档"),
    )
    manual_url = models.CharField(
        _("在线文档网址"),
        max_length=500,
        blank=True,
        validators=(URLValidator(("http", "https")),),
    )

    class Meta:
        abstract = True
