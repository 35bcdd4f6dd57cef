"""Who keeps code lists, decides grades, deals with personal data and fixes sources (clauses 一, 三, 十二)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource, SourceConflictMember
from catalog.policies.resources import (
    is_service,
    may_prepare_resource,
    may_view_resource,
    provided_by,
    supervised_by,
)
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule


def _on_resources(condition: Q) -> Q:
    return Q(resource__in=DataResource.objects.filter(condition))


@rule("catalog.view_codeentry")
def may_view_codes(user: Actor) -> Grounds:
    """Code lists are public."""
    return EVERYBODY


@rule("catalog.add_codeentry", "catalog.change_codeentry")
def may_keep_codes(user: Actor) -> Grounds:
    """The data authority keeps the code lists (clause 一: one managed catalogue)."""
    if not user.organisation_ids(Role.AUTHORITY):
        return NOBODY
    return allow(_("数据主管部门维护代码表。"), Q())


@rule("catalog.view_resourcerelation")
def may_view_relations(user: Actor) -> Grounds:
    """Who sees both resources sees that they belong together."""
    visible = DataResource.objects.filter(may_view_resource(user).condition)
    return allow(
        _("两项资源都可以查看的，可以查看其关联。"),
        Q(resource__in=visible, related__in=visible),
    )


@rule("catalog.add_resourcerelation", "catalog.change_resourcerelation")
def may_prepare_relations(user: Actor) -> Grounds:
    """Who writes the draft relates it to what he can see."""
    visible = DataResource.objects.filter(may_view_resource(user).condition)
    drafts = DataResource.objects.filter(may_prepare_resource(user).condition)
    return allow(
        _("可以编制资源的，可以填写它与自己能查看的资源的关联。"),
        Q(resource__in=drafts, related__in=visible),
    )


@rule("catalog.propose_grade_dataresource")
def may_propose_grade(user: Actor) -> Grounds:
    """The provider, or the authority that supervises it."""
    return allow(_("提供单位可以提出本单位资源的分级调整。"), provided_by(user)) | allow(
        _("数据主管部门可以提出所管单位资源的分级调整。"), supervised_by(user)
    )


@rule("catalog.set_grade_dataresource", "catalog.review_grade_dataresource")
def may_settle_grade(user: Actor) -> Grounds:
    """The data authority, but not by the person who submitted the entry."""
    return allow(_("由数据主管部门核定和复核分级。"), supervised_by(user)).unless(
        _("本人提交的资源，不得由本人核定分级。"), Q(submitted_by=user.pk)
    )


@rule("catalog.view_gradechange")
def may_view_grade_change(user: Actor) -> Grounds:
    """Both sides, and the auditor."""
    if user.is_anonymous:
        return NOBODY
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部分级调整。"), Q())
    return allow(
        _("提供单位可以查看本单位资源的分级调整。"), _on_resources(provided_by(user))
    ) | allow(_("数据主管部门可以查看所管单位资源的分级调整。"), _on_resources(supervised_by(user)))


@rule("catalog.decide_gradechange")
def may_decide_grade_change(user: Actor) -> Grounds:
    """The data authority, by another person than who proposed the change or submitted the entry."""
    return allow(_("由数据主管部门核定分级调整。"), _on_resources(supervised_by(user))).unless(
        _("本人提出的分级调整或者本人提交的资源，不得由本人核定。"),
        Q(proposed_by=user.pk) | _on_resources(Q(submitted_by=user.pk)),
    )


@rule("catalog.scan_dataresource")
def may_scan(user: Actor) -> Grounds:
    """Provider and authority may look as often as they like."""
    return allow(_("提供单位可以检查本单位的资源。"), provided_by(user)) | allow(
        _("数据主管部门可以检查所管单位的资源。"), supervised_by(user)
    )


@rule("catalog.view_personaldatafinding")
def may_view_finding(user: Actor) -> Grounds:
    """Who answers for the entry, and the auditor; excerpts are masked even for them."""
    if user.is_anonymous:
        return NOBODY
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部检查结果。"), Q())
    return may_handle_finding(user)


@rule("catalog.handle_personaldatafinding")
def may_handle_finding(user: Actor) -> Grounds:
    """The provider, or the authority that is about to publish."""
    return allow(_("提供单位处理本单位资源的检查结果。"), _on_resources(provided_by(user))) | allow(
        _("数据主管部门处理所管单位资源的检查结果。"), _on_resources(supervised_by(user))
    )


def _taking_part(condition: Q) -> Q:
    members = SourceConflictMember.objects.filter(
        resource__in=DataResource.objects.filter(condition)
    )
    return Q(pk__in=members.values("conflict"))


@rule("catalog.view_sourceconflict")
def may_view_conflict(user: Actor) -> Grounds:
    """The bodies that take part, their authority, the job that finds conflicts, and the auditor."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部数源冲突。"), Q())
    return allow(_("涉及的提供单位可以查看数源冲突。"), _taking_part(provided_by(user))) | allow(
        _("数据主管部门可以查看所管单位的数源冲突。"), _taking_part(supervised_by(user))
    )


@rule("catalog.decide_sourceconflict")
def may_decide_conflict(user: Actor) -> Grounds:
    """The data authority of all bodies that take part fixes the lead body (809号 第十九条)."""
    supervised = supervised_by(user)
    return allow(_("由数据主管部门确定所管单位的数源。"), _taking_part(supervised)).unless(
        _("涉及不归本部门管理的单位，由共同的上级数据主管部门决定。"), _taking_part(~supervised)
    )


@rule("catalog.add_sourceconflict", "catalog.track_sourceconflict")
def may_track_conflicts(user: Actor) -> Grounds:
    """Found and followed by the daily job."""
    return allow(_("由每日检查列出和更新。"), Q()) if is_service(user) else NOBODY


@rule(
    "catalog.change_sourceconflict",
    "catalog.add_gradechange",
    "catalog.change_gradechange",
    "catalog.add_personaldatafinding",
    "catalog.change_personaldatafinding",
)
def written_by_steps_only(user: Actor) -> Grounds:
    """These records come about by steps and are decided by steps."""
    return NOBODY
