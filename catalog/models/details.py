"""What hangs on a data resource: its data items and its distributions (编制指南; clause 二)."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.resources import DataResource
from governance.records import GovernedModel


class DataItem(GovernedModel):
    """One column or element of a resource."""

    DataType = vocabulary.DataType

    resource = models.ForeignKey(
        DataResource, on_delete=models.PROTECT, related_name="items", verbose_name=_("公共数据资源")
    )
    name = models.CharField(_("数据项名称"), max_length=120)
    english_name = models.CharField(_("英文名称"), max_length=120, blank=True)
    data_type = models.CharField(
        _("数据类型"), max_length=1, choices=DataType, default=DataType.CHARACTER
    )
    length = models.PositiveIntegerField(_("长度"), null=True, blank=True)
    unit = models.CharField(_("计量单位"), max_length=40, blank=True)
    description = models.CharField(_("说明"), max_length=500, blank=True)
    is_personal = models.BooleanField(_("是否个人信息"), default=False)
    sensitivity = models.CharField(
        _("敏感级别"), max_length=16, choices=vocabulary.Grade, blank=True
    )
    authoritative_source = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authoritative_items",
        verbose_name=_("数源单位"),
    )
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("修订的原数据项"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = _("数据项")
        verbose_name_plural = _("数据项")
        ordering = ("resource", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("resource", "name"),
                name="dataitem_name_is_unique_within_its_resource",
                violation_error_message=_("同一资源中已有同名的数据项，请更换名称。"),
            ),
            models.CheckConstraint(
                condition=Q(length=None) | Q(length__gt=0),
                name="dataitem_length_is_positive",
                violation_error_message=_("数据项的长度须大于零。"),
            ),
            models.CheckConstraint(
                condition=Q(length=None) | ~Q(data_type__in=vocabulary.WITHOUT_LENGTH),
                name="dataitem_length_is_of_a_type_that_has_one",
                violation_error_message=_(
                    "日期型、日期时间型、逻辑型、备注型和通用型没有长度，请清空长度或者更换数据类型。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(data_type__in=vocabulary.MEASURED),
                name="dataitem_unit_is_of_a_measured_type",
                violation_error_message=_(
                    "只有数值型、货币型、双精度型、整型和浮点型有计量单位，请清空单位或者更换数据类型。"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def refresh_derived(self) -> None:
        """Resources are found by their items too."""
        self.resource.refresh_derived()


class Distribution(GovernedModel):
    """A file or an interface by which the data reach people."""

    class Kind(models.TextChoices):
        FILE = "file", _("文件")
        INTERFACE = "interface", _("接口")

    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="distributions",
        verbose_name=_("公共数据资源"),
    )
    name = models.CharField(_("名称"), max_length=200)
    kind = models.CharField(_("形式"), max_length=16, choices=Kind, default=Kind.FILE)
    format = models.CharField(_("格式"), max_length=40)
    url = models.CharField(
        _("网址"), max_length=1000, blank=True, validators=[URLValidator(["http", "https"])]
    )
    file_name = models.CharField(_("文件名"), max_length=200, blank=True)
    size_bytes = models.PositiveBigIntegerField(_("大小（字节）"), null=True, blank=True)
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("修订的原分发方式"),
    )
    sample = models.TextField(
        _("样例数据"),
        blank=True,
        max_length=20_000,
        help_text=_("第一行为列名，列之间用逗号分隔；发布前检查其中的个人信息。"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = _("分发方式")
        verbose_name_plural = _("分发方式")
        ordering = ("resource", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file_name=""),
                name="distribution_names_an_address_or_a_file",
                violation_error_message=_("请填写网址或者文件名，使用者才知道从哪里取得数据。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def refresh_derived(self) -> None:
        """In what the data can be had counts for the score."""
        self.resource.refresh_derived()


class ResourceRelation(GovernedModel):
    """Another resource that belongs to this one (编制指南: 关联资源代码)."""

    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="relations",
        verbose_name=_("公共数据资源"),
    )
    related = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="related_to",
        verbose_name=_("关联资源"),
    )
    note = models.CharField(_("关联说明"), max_length=100, blank=True)

    class Meta(GovernedModel.Meta):
        verbose_name = _("关联资源")
        verbose_name_plural = _("关联资源")
        ordering = ("resource", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("resource", "related"),
                name="resourcerelation_is_named_once",
                violation_error_message=_("这项关联资源已经列出，不用重复填写。"),
            ),
            models.CheckConstraint(
                condition=~Q(resource=models.F("related")),
                name="resourcerelation_is_with_another_resource",
                violation_error_message=_("资源不能关联自己，请选择另一项资源。"),
            ),
        )

    def __str__(self) -> str:
        return str(self.related)
