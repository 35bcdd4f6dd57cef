"""The seven blocks of an application as columns (26号 第九条第一项), filled in by the registrant."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.resources import DataResource

FILE: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "null": True,
    "blank": True,
    "related_name": "+",
}


class SevenBlocks(models.Model):
    """What the registrant says of itself, of the data, of the products, of their use and of the risk."""

    class RiskLevel(models.TextChoices):
        LOW = "low", _("低风险")
        MEDIUM = "medium", _("中风险")
        HIGH = "high", _("高风险")

    # Block 1: the registrant; its name, code, nature, level and place are those of the organisation.
    registrant = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="registration_applications",
        verbose_name=_("登记主体"),
    )
    legal_representative = models.CharField(_("法定代表人或者负责人"), max_length=60, blank=True)
    address = models.CharField(_("住所"), max_length=200, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=60, blank=True)

    # Block 2: lawful source.
    acquisition = models.CharField(
        _("取得方式"), max_length=16, choices=vocabulary.Acquisition, blank=True
    )
    legal_basis = models.TextField(_("合法合规依据"), blank=True)
    provider_consent = models.TextField(_("数据提供方的同意文件"), blank=True)
    provider_consent_file = models.ForeignKey(
        "governance.Attachment", verbose_name=_("同意文件的扫描件"), **FILE
    )
    has_personal_data = models.BooleanField(_("是否含个人信息"), default=False)
    personal_data_basis = models.TextField(_("处理个人信息的依据或者匿名化说明"), blank=True)

    # Block 3: the data; name and abstract are two of the four public columns.
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registration_applications",
        verbose_name=_("公共数据资源"),
    )
    data_name = models.CharField(_("登记数据名称"), max_length=200)
    data_abstract = models.TextField(_("数据内容简介"), blank=True)
    catalogue_code = models.CharField(_("目录代码"), max_length=64, blank=True)
    data_region = models.ForeignKey(
        "accounts.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("数据所属区域"),
    )
    industry = models.CharField(_("所属行业"), max_length=60, blank=True)
    data_domain = models.CharField(_("所属领域"), max_length=60, blank=True)
    data_category = models.CharField(
        _("数据分类"), max_length=16, choices=vocabulary.Category, blank=True
    )
    grade = models.CharField(_("数据分级"), max_length=16, choices=vocabulary.Grade, blank=True)
    data_items = models.TextField(_("数据项"), blank=True)
    formats = ArrayField(
        models.CharField(max_length=40), verbose_name=_("格式"), default=list, blank=True
    )
    volume = models.CharField(_("数据规模"), max_length=100, blank=True)
    time_span = models.CharField(_("时间范围"), max_length=100, blank=True)
    spatial_range = models.CharField(_("空间范围"), max_length=100, blank=True)
    update_cycle = models.CharField(
        _("更新周期"), max_length=16, choices=vocabulary.UpdateCycle, blank=True
    )
    provision_mode = models.CharField(_("提供方式"), max_length=100, blank=True)
    sample = models.ForeignKey("governance.Attachment", verbose_name=_("数据样例"), **FILE)

    # Block 4, evidence, is the table Evidence.

    # Block 5: products and services.
    product = models.ForeignKey(
        "licensing.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registration_applications",
        verbose_name=_("公共数据产品和服务"),
    )
    product_name = models.CharField(_("产品和服务名称"), max_length=200, blank=True)
    product_form = models.CharField(
        _("产品形态"), max_length=16, choices=vocabulary.ProductForm, blank=True
    )
    product_description = models.TextField(_("产品和服务说明"), blank=True)
    product_delivery = models.CharField(_("交付方式"), max_length=120, blank=True)
    product_purpose = models.CharField(
        _("用途类别"), max_length=16, choices=vocabulary.Purpose, blank=True
    )
    source_registrations = models.ManyToManyField(
        "catalog.Registration",
        blank=True,
        related_name="derived_applications",
        verbose_name=_("来源数据资源的登记"),
    )

    # Block 6: where it is used.
    scenario = models.CharField(_("应用场景"), max_length=200, blank=True)
    scenario_domain = models.CharField(_("应用领域"), max_length=60, blank=True)
    scenario_users = models.CharField(_("使用对象"), max_length=200, blank=True)
    scenario_description = models.TextField(_("应用场景说明"), blank=True)

    # Block 7: security risk assessment.
    risk_assessor = models.CharField(_("安全风险评估单位"), max_length=120, blank=True)
    risk_assessed_on = models.DateField(_("安全风险评估日期"), null=True, blank=True)
    risk_level = models.CharField(_("风险等级"), max_length=8, choices=RiskLevel, blank=True)
    risk_conclusion = models.TextField(_("评估结论"), blank=True)
    risk_measures = models.TextField(_("风险防控措施"), blank=True)
    risk_report = models.ForeignKey(
        "governance.Attachment", verbose_name=_("安全风险评估报告"), **FILE
    )

    class Meta:
        abstract = True
