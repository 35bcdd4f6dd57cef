"""The law of a product as constraints of its table, in words for the operator (I-09, I-11)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import ProductForm, Purpose
from licensing.models.product_service import PersonalOutput

SIGNS = r"[\s，。；、：！,.;:!/—–-]*"
#: A text of these words alone says that nothing was done, or nothing at all.
EXCUSE = (
    rf"^{SIGNS}(无|没有|暂无|略|未|不|免|none|null|n/?a|raw)*(需|须|用|作|做|经|经过|进行|任何|另外)*"
    rf"(数据)*(加工|处理|脱敏|变动|改动)*{SIGNS}$"
)
#: Handing out the source itself under another name: a query, a view, a table, a pass-through.
HANDED_THROUGH = (
    r"select\s.+\sfrom\s|create\s+(or\s+replace\s+)?(materialized\s+)?view|数据库视图|视图直接|"
    r"库表直连|直连(数据库|库表)|原样(提供|输出|转发|返回)|直接转发"
)
#: What PostgreSQL and Python read alike, case put aside.
NO_PROCESSING = rf"({EXCUSE})|({HANDED_THROUGH})"

STATES = ("draft", "in_review", "returned", "on_sale", "suspended", "withdrawn", "released")

PRODUCT_LAWS = (
    models.CheckConstraint(
        condition=Q(status__in=STATES),
        name="product_status_is_known",
        violation_error_message=_("产品的状态不在规定的范围内，请由流程操作变更状态。"),
    ),
    models.CheckConstraint(
        condition=Q(purpose__in=Purpose.values),
        name="product_purpose_is_listed",
        violation_error_message=_(
            "用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(form__in=ProductForm.values),
        name="product_form_is_listed",
        violation_error_message=_("产品形态不在规定的范围内，请重新选择。"),
    ),
    models.CheckConstraint(
        condition=Q(is_raw=True) | ~Q(processing=""),
        name="product_says_how_data_were_processed",
        violation_error_message=_("不是原始数据的产品须写明加工处理情况，请补充后再保存。"),
    ),
    models.CheckConstraint(
        condition=Q(is_raw=True) | Q(processing="") | ~Q(processing__iregex=NO_PROCESSING),
        name="product_processing_is_no_excuse",
        violation_error_message=_(
            "加工处理说明等于没有处理（例如“无”“视图”“直接转发”），原始数据不得这样进入市场。"
            "请写明实际的处理方法；确属依法公开的原始数据的，请勾选“直接提供原始数据”。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(is_raw=False) | Q(form__in=("dataset", "interface", "other")),
        name="product_raw_only_as_data",
        violation_error_message=_("模型、核验、指数和报告不是原始数据，请取消“直接提供原始数据”。"),
    ),
    models.CheckConstraint(
        condition=Q(is_on_exchange=True) & ~Q(exchange_name="")
        | Q(is_on_exchange=False, exchange_name="", listing_no=""),
        name="product_on_exchange_names_the_exchange",
        violation_error_message=_(
            "场内交易的产品须写明数据交易场所；不在场内交易的，请清空交易场所和挂牌编号。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(personal_output__in=("", *PersonalOutput.values)),
        name="product_personal_output_is_listed",
        violation_error_message=_("对外内容与个人信息的关系不在规定的范围内，请重新选择。"),
    ),
    models.CheckConstraint(
        condition=Q(availability=None) | Q(availability__gt=0, availability__lte=100),
        name="product_availability_is_a_share",
        violation_error_message=_("可用率承诺应大于 0、不超过 100，请重新填写。"),
    ),
    models.CheckConstraint(
        condition=~Q(status="suspended") | Q(suspended_until__isnull=False),
        name="product_suspended_until_a_day",
        violation_error_message=_("暂停服务须写明暂停到哪一天，请补充后再办理。"),
    ),
    models.UniqueConstraint(
        fields=("licence", "name"),
        condition=Q(revision_of=None),
        name="licence_offers_a_product_once",
        violation_error_message=_("本协议下已有同名产品，请换一个名称。"),
    ),
    models.UniqueConstraint(
        fields=("revision_of",),
        condition=Q(status__in=("draft", "in_review", "returned")),
        name="product_has_one_new_edition_on_its_way",
        violation_error_message=_("这项产品已有正在编制或审核的新版本，请在该稿上继续办理。"),
    ),
    models.CheckConstraint(
        condition=Q(revision_of=None) | ~Q(status__in=("on_sale", "suspended")),
        name="product_edition_is_not_listed_itself",
        violation_error_message=_("新版本稿不能单独上架，请办理发布新版本。"),
    ),
    models.CheckConstraint(
        condition=~Q(status="released") | Q(revision_of__isnull=False),
        name="product_released_is_an_edition",
        violation_error_message=_("只有新版本稿可以发布为新版本，请办理上架。"),
    ),
    models.UniqueConstraint(
        fields=("id", "licence"),
        name="product_with_its_licence",
        violation_error_message=_("产品与所属协议的对应关系已存在，请刷新后重试。"),
    ),
)
