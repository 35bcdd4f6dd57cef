"""What the database demands of sharing requests (809号 第二十条至第二十五条, I-26, I-27, I-28)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

#: Law and article, as in ``dataresource_refused_sharing_cites_an_article``.
ARTICLE = r"第.+条"
#: States in which the request waits for the provider's reply or for what was missing.
UNANSWERED = ("submitted", "supplement")
#: States in which the requester has the data.
DELIVERED = ("provided", "in_use", "suspended")

REQUEST_LAWS = (
    models.UniqueConstraint(
        fields=("number",),
        condition=~Q(number=""),
        name="sharingrequest_number_is_unique",
        violation_error_message=_("共享申请的编号已被使用，请刷新页面后重试。"),
    ),
    models.UniqueConstraint(
        fields=("requester", "resource"),
        condition=Q(status__in=UNANSWERED),
        name="sharingrequest_is_the_only_unanswered_one",
        violation_error_message=_(
            "本单位对同一资源已有一件待答复的共享申请，请等待答复或者先撤回原申请。"
        ),
    ),
    models.CheckConstraint(
        condition=~Q(requester=F("provider")),
        name="sharingrequest_is_made_to_another_body",
        violation_error_message=_("资源由本单位提供，不需要申请共享。"),
    ),
    models.CheckConstraint(
        condition=~Q(kind="none"),
        name="sharingrequest_is_never_for_unshared_data",
        violation_error_message=_("不予共享的资源不能申请共享。"),
    ),
    models.CheckConstraint(
        condition=Q(status="draft")
        | (
            Q(provider__isnull=False, received_on__isnull=False, submitted_by__isnull=False)
            & Q(starts_on__isnull=False, ends_on__isnull=False, submission__gte=1)
            & ~Q(number="")
            & ~Q(kind="")
            & ~Q(purpose="")
            & ~Q(legal_basis="")
            & ~Q(way="")
            & ~Q(security="")
            & ~Q(contact_name="")
            & ~Q(contact_phone="")
        ),
        name="sharingrequest_is_complete_once_submitted",
        violation_error_message=_(
            "共享申请须写明用途、履职依据、共享方式、使用期限、安全保障承诺和联系人。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(status="draft") | ~Q(kind="conditional") | ~Q(conditions_met=""),
        name="sharingrequest_says_how_conditions_are_met",
        violation_error_message=_("申请有条件共享的资源，须写明如何符合共享条件。"),
    ),
    models.CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name="sharingrequest_period_is_in_order",
        violation_error_message=_("使用期限的截止日期不能早于开始日期，请核对后重新填写。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("refused", "disputed"))
        | (
            ~Q(reply_reason="")
            & (
                Q(reply_legal_basis__regex=ARTICLE)
                | (Q(kind="conditional") & ~Q(unmet_condition=""))
            )
        ),
        name="sharingrequest_refusal_cites_law_or_unmet_condition",
        violation_error_message=_(
            "不同意共享须说明理由，并写明法律依据的名称和条款；有条件共享的，也可以写明不符合哪一项共享条件。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(replied_by=None) | ~Q(replied_by=F("submitted_by")),
        name="sharingrequest_is_not_answered_by_its_own_submitter",
        violation_error_message=_("本人提交的共享申请，不得由本人答复，请由另一人答复。"),
    ),
    models.CheckConstraint(
        condition=Q(extension_decided_by=None) | ~Q(extension_decided_by=F("extension_asked_by")),
        name="sharingrequest_extension_is_consented_by_another",
        violation_error_message=_("本人申请的延期，不得由本人同意，请由另一人办理。"),
    ),
    models.CheckConstraint(
        condition=Q(extension="") | ~Q(extension_reason=""),
        name="sharingrequest_extension_states_why",
        violation_error_message=_("申请延期须说明理由。"),
    ),
    models.CheckConstraint(
        condition=(Q(extra_conditions="") & Q(extra_review=""))
        | (~Q(extra_conditions="") & ~Q(extra_review="")),
        name="sharingrequest_extra_conditions_are_put_before_the_authority",
        violation_error_message=_("目录以外另加的条件须报数据主管部门审查。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=DELIVERED)
        | (Q(provided_on__isnull=False) & ~Q(provided_way="") & ~Q(provision_evidence="")),
        name="sharingrequest_provision_is_on_record",
        violation_error_message=_("提供共享数据须记录日期、方式和凭证。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("ended", "withdrawn"))
        | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
        name="sharingrequest_end_states_when_and_why",
        violation_error_message=_("结束或者撤回共享申请须记录日期和理由。"),
    ),
)
