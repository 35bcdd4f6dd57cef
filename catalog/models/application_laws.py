"""What the database demands of an application for registration (26号 第七条至第十五条; I-21, I-25, I-27)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

#: Not before the registry, or given up before it came there.
UNFILED = ("draft", "withdrawn")
#: On its way through the registry.
OPEN = ("submitted", "returned", "in_review", "reviewed", "notice", "objected")
#: Kinds that lead to a registration of their own.
CODED_KINDS = ("first", "change", "renewal")


def once_filed(condition: Q) -> Q:
    """The condition, asked of applications that somebody has answered for."""
    return Q(status__in=UNFILED) | condition


FILING_LAWS = (
    models.CheckConstraint(
        condition=once_filed(Q(submission__gt=0) & Q(undertaking_signed_on__isnull=False)),
        name="application_is_filed_with_a_signed_undertaking",
        violation_error_message=_("提交登记申请须先签署承诺书。"),
    ),
    models.CheckConstraint(
        condition=once_filed(Q(internally_reviewed_on__isnull=False)),
        name="application_is_filed_after_internal_review",
        violation_error_message=_("提交登记申请须先通过本单位业务审核。"),
    ),
    models.CheckConstraint(
        condition=once_filed(
            Q(kind="cancellation")
            | Q(is_by_interested_party=True)
            | (~Q(data_abstract="") & ~Q(legal_basis="") & ~Q(risk_conclusion=""))
        ),
        name="application_blocks_are_complete_once_filed",
        violation_error_message=_("提交前须填写数据内容简介、合法合规依据和安全风险评估结论。"),
    ),
    models.CheckConstraint(
        condition=once_filed(
            Q(has_personal_data=False) | Q(kind="cancellation") | ~Q(personal_data_basis="")
        ),
        name="application_with_personal_data_states_its_basis",
        violation_error_message=_("含个人信息的，须写明处理依据或者匿名化情况。"),
    ),
    models.CheckConstraint(
        condition=once_filed(
            Q(subject_kind="resource", resource__isnull=False, product__isnull=True)
            | Q(subject_kind="product", resource__isnull=True, product__isnull=False)
        ),
        name="application_names_one_subject_of_its_kind",
        violation_error_message=_(
            "登记对象为公共数据资源的，须选择资源，不选产品；登记对象为产品和服务的，须选择产品，不选资源。"
        ),
    ),
)
KIND_LAWS = (
    models.CheckConstraint(
        condition=Q(kind="first", about__isnull=True)
        | (~Q(kind="first") & (Q(status__in=UNFILED) | Q(about__isnull=False))),
        name="application_names_the_registration_that_it_is_about",
        violation_error_message=_(
            "变更、更正、注销和续展登记须选择所针对的登记；首次登记不选已有登记。"
        ),
    ),
    models.CheckConstraint(
        condition=once_filed(
            ~Q(kind__in=("change", "correction", "cancellation")) | ~Q(change_summary="")
        ),
        name="application_to_alter_a_registration_says_what_and_why",
        violation_error_message=_("变更、更正和注销登记须写明事由，请在“申请事由”中填写。"),
    ),
    models.CheckConstraint(
        condition=Q(kind="cancellation", status__in=UNFILED)
        | (Q(kind="cancellation") & ~Q(cancellation_ground=""))
        | (~Q(kind="cancellation") & Q(cancellation_ground="")),
        name="application_for_cancellation_states_one_of_the_grounds",
        violation_error_message=_("注销登记须选择一项注销情形；其他登记类型不选注销情形。"),
    ),
    models.CheckConstraint(
        condition=Q(is_by_interested_party=False) | Q(kind="correction"),
        name="application_by_an_interested_party_is_a_correction",
        violation_error_message=_("利害关系人只能申请更正登记，请把登记类型改为更正登记。"),
    ),
    models.CheckConstraint(
        condition=Q(is_by_interested_party=False)
        | Q(status__in=UNFILED)
        | (
            ~Q(interested_party="")
            & ~Q(interest="")
            & (Q(consent_file__isnull=False) | ~Q(error_evidence=""))
        ),
        name="application_by_an_interested_party_rests_on_consent_or_evidence",
        violation_error_message=_(
            "利害关系人申请更正登记，须写明姓名或者名称和利害关系，并提交登记主体的书面同意或者证明登记有误的证据。"
        ),
    ),
)
OUTCOME_LAWS = (
    models.CheckConstraint(
        condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("submitted_by")),
        name="application_reviewer_is_not_the_applicant",
        violation_error_message=_("形式审核人不得是申请的提交人，请由另一人审核。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("refused", "failed", "terminated", "withdrawn"))
        | ~Q(outcome_reason=""),
        name="application_negative_outcome_states_reason",
        violation_error_message=_("不予受理、审核未通过、终止登记和撤回申请须写明理由。"),
    ),
    models.CheckConstraint(
        condition=(Q(status="coded", kind__in=CODED_KINDS))
        | Q(status="completed", kind__in=("correction", "cancellation"))
        | ~Q(status__in=("coded", "completed")),
        name="application_ends_as_its_kind_ends",
        violation_error_message=_(
            "首次、变更和续展登记以赋码办结，更正和注销登记不赋码，请按登记类型办理。"
        ),
    ),
)


def only_open_one(
    name: str, field: str, kinds: tuple[str, ...], message: Any
) -> models.UniqueConstraint:
    """At most one application on its way for one thing."""
    return models.UniqueConstraint(
        fields=(field,),
        condition=Q(kind__in=kinds, status__in=OPEN),
        name=name,
        violation_error_message=message,
    )


SINGLE_LAWS = (
    only_open_one(
        "application_is_the_only_open_one_of_its_resource",
        "resource",
        ("first",),
        _("这一资源已有正在办理的首次登记申请，请勿重复提交。"),
    ),
    only_open_one(
        "application_is_the_only_open_one_of_its_product",
        "product",
        ("first",),
        _("这一产品已有正在办理的首次登记申请，请勿重复提交。"),
    ),
    only_open_one(
        "application_is_the_only_open_one_of_its_registration",
        "about",
        ("change", "cancellation", "renewal"),
        _("这项登记已有正在办理的变更、注销或者续展申请，请待其办结后再提交。"),
    ),
    only_open_one(
        "application_is_the_only_open_correction_of_its_registration",
        "about",
        ("correction",),
        _("这项登记已有正在办理的更正申请，请待其办结后再提交。"),
    ),
)
APPLICATION_LAWS = (*FILING_LAWS, *KIND_LAWS, *OUTCOME_LAWS, *SINGLE_LAWS)
