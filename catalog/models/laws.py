"""What the database demands of a data resource (clauses 二, 十二; 809号 第十五条、第十六条; 数安法 第二十一条)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.publicity import STATUSES

#: What stands in the public catalogue: a revision in preparation takes nothing away.
STANDING = STATUSES
#: A draft may be incomplete, what is submitted or published may not.
BINDING = ("submitted", "approved", *STANDING)
#: A revision on its way; there is at most one for each entry.
OPEN = ("draft", "submitted", "returned", "approved")


def once_submitted(condition: Q) -> Q:
    """The condition, asked of rows that a provider has answered for."""
    return ~Q(status__in=BINDING) | condition


RESOURCE_LAWS = (
    models.UniqueConstraint(
        fields=("code",),
        condition=~Q(code=""),
        name="dataresource_code_is_unique",
        violation_error_message=_("资源代码已被使用，请核对后更换。"),
    ),
    models.UniqueConstraint(
        fields=("source_system", "source_key"),
        condition=~Q(source_key=""),
        name="dataresource_source_key_is_unique",
        violation_error_message=_("同一来源系统中已有这一标识的资源，请更新原资源，不要重复新增。"),
    ),
    models.CheckConstraint(
        condition=once_submitted(
            ~Q(abstract="")
            & ~Q(category="")
            & ~Q(sharing="")
            & ~Q(opening="")
            & ~Q(update_cycle="")
            & ~Q(grade="")
        ),
        name="dataresource_core_metadata_is_complete_once_submitted",
        violation_error_message=_(
            "提交前须填写摘要、资源分类、共享类型、开放类型、更新周期和数据分级。"
        ),
    ),
    models.CheckConstraint(
        condition=once_submitted(~Q(sharing="conditional") | ~Q(sharing_conditions="")),
        name="dataresource_conditional_sharing_states_conditions",
        violation_error_message=_("有条件共享的资源须写明共享条件。"),
    ),
    models.CheckConstraint(
        condition=once_submitted(~Q(sharing="none") | Q(sharing_legal_basis__regex=r"第.+条")),
        name="dataresource_refused_sharing_cites_an_article",
        violation_error_message=_(
            "不予共享的资源须写明法律依据的名称和条款，例如“《××法》第×条”。"
        ),
    ),
    models.CheckConstraint(
        condition=once_submitted(~Q(opening="conditional") | ~Q(opening_conditions="")),
        name="dataresource_conditional_opening_states_conditions",
        violation_error_message=_("有条件开放的资源须写明开放条件。"),
    ),
    models.CheckConstraint(
        condition=once_submitted(~Q(opening="none") | ~Q(opening_reason="")),
        name="dataresource_closed_states_reason",
        violation_error_message=_("不予开放的资源须写明理由。"),
    ),
    models.CheckConstraint(
        condition=Q(is_secret=False) | (Q(opening__in=("", "none")) & Q(sharing__in=("", "none"))),
        name="dataresource_secret_is_never_open_or_shared",
        violation_error_message=_("涉密资源不得开放或者共享，请改为不予开放、不予共享。"),
    ),
    models.CheckConstraint(
        condition=~Q(grade__in=("core", "important")) | Q(opening__in=("", "none")),
        name="dataresource_core_and_important_are_never_open",
        violation_error_message=_("核心数据和重要数据不得向社会开放，请改为不予开放。"),
    ),
    models.CheckConstraint(
        condition=~Q(grade="general_4") | ~Q(opening="unconditional"),
        name="dataresource_sensitive_is_not_open_unconditionally",
        violation_error_message=_("一般数据4级不得无条件开放，请改为有条件开放或者不予开放。"),
    ),
    models.CheckConstraint(
        condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("submitted_by")),
        name="dataresource_reviewer_is_not_submitter",
        violation_error_message=_("审核人不得是提交人，请由另一人审核。"),
    ),
    models.CheckConstraint(
        condition=~Q(status="withdrawn") | ~Q(withdrawal_reason=""),
        name="dataresource_withdrawal_states_reason",
        violation_error_message=_("撤回资源须写明理由。"),
    ),
    models.UniqueConstraint(
        fields=("revision_of",),
        condition=Q(status__in=OPEN),
        name="dataresource_has_one_open_revision",
        violation_error_message=_("这一条目已有修订稿，请在原修订稿上继续修改。"),
    ),
    models.CheckConstraint(
        condition=Q(revision_of=None) | ~Q(status__in=(*STANDING, "withdrawn")),
        name="dataresource_revision_is_never_public",
        violation_error_message=_("修订稿不得单独公开，请审核通过后并入原条目。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("merged", "abandoned")) | Q(revision_of__isnull=False),
        name="dataresource_only_a_revision_is_merged_or_abandoned",
        violation_error_message=_("只有修订稿可以并入或者放弃；公开的条目请办理撤回。"),
    ),
    models.CheckConstraint(
        condition=Q(revision_of=None) | (Q(code="") & Q(source_key="") & Q(delivered_on=None)),
        name="dataresource_revision_has_no_code_of_its_own",
        violation_error_message=_("修订稿沿用原条目的资源代码、来源标识和首次提供日期，不得另填。"),
    ),
    models.CheckConstraint(
        condition=Q(revision_of=None) | ~Q(revision_reason=""),
        name="dataresource_revision_states_reason",
        violation_error_message=_("修订须写明理由。"),
    ),
    models.CheckConstraint(
        condition=~Q(status="approved") | Q(release_on__isnull=False),
        name="dataresource_approved_names_its_day",
        violation_error_message=_("审核通过后待发布的条目须写明发布日期。"),
    ),
    models.CheckConstraint(
        condition=Q(covers_from=None) | Q(covers_to=None) | Q(covers_to__gte=F("covers_from")),
        name="dataresource_time_span_ends_after_it_begins",
        violation_error_message=_("数据截止日期不能早于起始日期，请核对后重新填写。"),
    ),
    models.CheckConstraint(
        condition=Q(grade_reviewed_by=None) | ~Q(grade_reviewed_by=F("submitted_by")),
        name="dataresource_grade_reviewer_is_not_submitter",
        violation_error_message=_("分级核定人不得是提交人，请由另一人核定。"),
    ),
)
