"""The extended metadata of a data resource and the grounds of its grade (编制指南; GB/T 43697; 深圳条例 第四十九条)."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary


def coded_by(code_list: str, label: Any, help_text: Any) -> Any:
    """A reference to an entry of one code list."""
    return models.ForeignKey(
        "catalog.CodeEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"code_list": code_list},
        verbose_name=label,
        help_text=help_text,
    )


class ExtendedMetadata(models.Model):
    """What may be said of a resource beyond the core of the guide; none of it is demanded."""

    classification = coded_by(
        "classification", _("分类代码"), _("类、项、目、细目；选定后分类码自动填写。")
    )
    theme_code = coded_by("theme", _("主题代码"), _("选定后主题自动填写；表中没有时只填主题原文。"))
    industry_code = coded_by(
        "industry", _("行业代码"), _("按国民经济行业分类选择；表中没有时只填行业原文。")
    )
    opening_way = models.CharField(
        _("开放方式"), max_length=16, choices=vocabulary.OpeningWay, blank=True
    )
    opening_requirements = models.TextField(
        _("使用要求"), blank=True, help_text=_("取得数据后如何使用、不得如何使用。")
    )
    opening_safeguards = models.TextField(
        _("安全保障措施"), blank=True, help_text=_("使用者须采取的安全措施。")
    )
    is_livelihood = models.BooleanField(
        _("民生相关"), default=False, help_text=_("与民生紧密相关、社会需求迫切的数据优先开放。")
    )
    legal_basis = models.TextField(
        _("法律依据"), blank=True, help_text=_("产生和管理这项数据所依据的法律法规和条款。")
    )
    covers_from = models.DateField(_("数据起始日期"), null=True, blank=True)
    covers_to = models.DateField(_("数据截止日期"), null=True, blank=True)
    spatial_range = models.CharField(
        _("空间范围"), max_length=200, blank=True, help_text=_("例如：云州市全域。")
    )
    record_count = models.PositiveBigIntegerField(_("数据量（条）"), null=True, blank=True)
    volume_bytes = models.PositiveBigIntegerField(_("数据量（字节）"), null=True, blank=True)
    origin_system = models.CharField(
        _("来源业务系统"), max_length=100, blank=True, help_text=_("数据产生于哪个业务系统。")
    )
    is_backflow = models.BooleanField(
        _("回流数据"), default=False, help_text=_("由上级单位的系统回流到本地的数据。")
    )

    grade_factors = ArrayField(
        models.CharField(max_length=16, choices=vocabulary.GradeFactor),
        verbose_name=_("分级要素"),
        default=list,
        blank=True,
    )
    grade_rationale = models.TextField(
        _("分级理由"), blank=True, help_text=_("低于数据项最高级别，或者低于原定级别时必须填写。")
    )
    confirmed_grade = models.CharField(
        _("已核定分级"), max_length=16, choices=vocabulary.Grade, blank=True, editable=False
    )
    grade_reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("分级核定人"),
    )
    grade_reviewed_on = models.DateField(_("分级核定日期"), null=True, blank=True, editable=False)
    grade_review_by = models.DateField(
        _("分级复核期限"), null=True, blank=True, editable=False, db_index=True
    )

    class Meta:
        abstract = True
