"""The words that schemes, licences and products share (27号 第九条、第十二条、第十四条; clauses 三, 六, 十)."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose


class Mode(models.TextChoices):
    """Clause (三): how much is authorised at once."""

    WHOLE = "whole", _("整体授权")
    DOMAIN = "domain", _("分领域授权")
    SCENARIO = "scenario", _("依场景授权")


FREE_PURPOSES = frozenset({Purpose.GOVERNANCE, Purpose.WELFARE})


class Business(models.TextChoices):
    """Clause (三): what an operator may do."""

    DEVELOPMENT = "development", _("公共数据资源开发")
    PRODUCT_OPERATION = "product_operation", _("产品经营")
    TECHNICAL_SERVICE = "technical_service", _("技术服务")


class Undertaking(models.TextChoices):
    """27号 第六条、第十四条第六项: what the operator promises before it signs."""

    NO_REDEVELOPMENT = "no_redevelopment", _("不直接或间接参与已交付产品和服务的再开发")
    FAIR_SERVICE = "fair_service", _("向各类经营主体公平提供产品和服务，不得差别对待")
    NO_MONOPOLY = "no_monopoly", _("不滥用授权从事垄断或者不正当竞争")
    SECURITY = "security", _("落实数据安全和个人信息保护要求，发现风险立即报告并停止使用")


class SelectionMethod(models.TextChoices):
    """27号 第十二条: the ways of fair competition."""

    PUBLIC_TENDER = "public_tender", _("公开招标")
    INVITED_TENDER = "invited_tender", _("邀请招标")
    NEGOTIATION = "negotiation", _("谈判")
    OTHER_COMPETITIVE = "other_competitive", _("其他公平竞争方式")


class MeetingType(models.TextChoices):
    """§7.6: the meetings of “三重一大”."""

    GOVERNMENT = "government", _("政府常务会议")
    MINISTRY = "ministry", _("部（委、局）务会议")
    PARTY_GROUP = "party_group", _("党组（党委）会议")
    OFFICE = "office", _("办公会议")


class ChargeUnit(models.TextChoices):
    """65号 三(二): what a charge counts."""

    PER_PRODUCT = "per_product", _("按产品数量")
    PER_CALL = "per_call", _("按服务次数")
    PER_PERIOD = "per_period", _("按服务时间")
    PER_VOLUME = "per_volume", _("按数据调用量")
    OTHER = "other", _("其他计费单位")


class ChoicesField(ArrayField):
    """Several values of one list in one column, shown as tick boxes."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            choices=self.base_field.choices or (),
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
        )


def several(choices: type[models.TextChoices], label: Any, **kwargs: Any) -> ChoicesField:
    """A column that holds at least one value of the list."""
    return ChoicesField(
        models.CharField(max_length=24, choices=choices), verbose_name=label, **kwargs
    )


def some_of(field: str, choices: type[models.TextChoices]) -> models.Q:
    """The condition that a column made by ``several`` keeps to its list and is not empty."""
    return models.Q(**{f"{field}__contained_by": list(choices.values), f"{field}__len__gte": 1})


def names_its_mode() -> models.Q:
    """By domain needs the domain, by scenario the scenario."""
    return (
        models.Q(mode=Mode.WHOLE)
        | (models.Q(mode=Mode.DOMAIN) & ~models.Q(domain=""))
        | (models.Q(mode=Mode.SCENARIO) & ~models.Q(scenario=""))
    )
