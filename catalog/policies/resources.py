"""Who may see, prepare, review and withdraw data resources (809号 第十六条, clauses 一, 二, 十二)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource, DataResourceGroupGrant, DataResourceUserGrant
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import NOBODY, Grounds, allow, rule

Status = DataResource.Status
PREPARED = Q(status__in=(Status.DRAFT, Status.RETURNED))
PUBLIC = Q(status__in=DataResource.STANDING, is_secret=False)


def is_service(user: Actor) -> bool:
    """Whether a named service account acts for a job."""
    return bool(getattr(user, "is_service", False))


def provided_by(user: Actor) -> Q:
    """Rows of the organisations for which the person provides data."""
    return Q(provider__in=user.organisation_ids(Role.PROVIDER))


def supervised_by(user: Actor) -> Q:
    """Rows of the organisations that the person's data authority answers for."""
    return Q(provider__in=user.organisation_ids(Role.AUTHORITY))


def granted_to(user: Actor, codename: str) -> Q:
    """Rows on which the right was given by name, to the person or to a group."""
    by_name = DataResourceUserGrant.objects.to(user, codename)
    by_group = DataResourceGroupGrant.objects.to(user, codename)
    return Q(pk__in=by_name) | Q(pk__in=by_group)


@rule("catalog.view_dataresource")
def may_view_resource(user: Actor) -> Grounds:
    """Published to all, unless secret; everything else to those who answer for it, and to auditors."""
    public = allow(_("已发布且不涉密的资源向所有人公开。"), PUBLIC)
    return public if user.is_anonymous else public | _beyond_the_public(user)


def _beyond_the_public(user: Actor) -> Grounds:
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部资源。"), Q())
    return (
        allow(_("提供单位可以查看本单位及其下级单位的资源。"), provided_by(user))
        | allow(_("数据主管部门可以查看所管单位的资源。"), supervised_by(user))
        | allow(_("已单独授予查看权限。"), granted_to(user, "view_dataresource"))
    )


@rule("catalog.see_tombstone_dataresource")
def may_see_tombstone(user: Actor) -> Grounds:
    """That a published resource was withdrawn, and why, is no secret."""
    return allow(
        _("曾经公开的资源撤回后，公开撤回的事实和理由。"),
        Q(status=Status.WITHDRAWN, is_secret=False, issued_on__isnull=False),
    )


@rule("catalog.add_dataresource", "catalog.change_dataresource")
def may_prepare_resource(user: Actor) -> Grounds:
    """Providers, their data authority and import jobs write drafts; nobody writes what was submitted."""
    if user.holds(Role.AUDITOR):
        return NOBODY
    if is_service(user):
        return allow(_("导入任务可以编制草稿。"), PREPARED)
    return (
        allow(_("提供单位可以编制本单位的草稿。"), PREPARED & provided_by(user))
        | allow(_("数据主管部门可以编制所管单位的草稿。"), PREPARED & supervised_by(user))
        | allow(_("已单独授予修改权限。"), PREPARED & granted_to(user, "change_dataresource"))
    )


@rule("catalog.submit_dataresource", "catalog.revise_dataresource", "catalog.deliver_dataresource")
def may_answer_for_resource(user: Actor) -> Grounds:
    """Who provides, answers for it: 谁主管、谁提供、谁负责."""
    return allow(_("由提供单位提交、修订并负责。"), provided_by(user))


@rule("catalog.review_dataresource")
def may_review_resource(user: Actor) -> Grounds:
    """The data authority reviews, but nobody reviews what he prepared or submitted himself (clause 十三)."""
    return allow(_("由数据主管部门审核。"), supervised_by(user)).unless(
        _("本人编制或者提交的资源，不得由本人审核。"),
        Q(submitted_by=user.pk) | Q(created_by=user.pk) | edited_by(user, DataResource),
    )


@rule("catalog.withdraw_dataresource")
def may_withdraw_resource(user: Actor) -> Grounds:
    """The provider, or the authority that published it."""
    return allow(_("提供单位可以撤回本单位的资源。"), provided_by(user)) | allow(
        _("数据主管部门可以撤回所管单位的资源。"), supervised_by(user)
    )


@rule("catalog.extend_dataresource")
def may_extend_update(user: Actor) -> Grounds:
    """The authority consents to a later update where the term of 809号 第十七条 runs."""
    return allow(
        _("由数据主管部门同意延长目录更新期限。"),
        supervised_by(user) & Q(revision_of__isnull=False, due_rule__startswith="cat.update"),
    )


@rule("catalog.abandon_dataresource")
def may_abandon_revision(user: Actor) -> Grounds:
    """Who revises may leave it."""
    return allow(
        _("由提供单位放弃本单位的修订稿。"), provided_by(user) & Q(revision_of__isnull=False)
    )


@rule("catalog.release_dataresource")
def may_release(user: Actor) -> Grounds:
    """The daily run publishes what was approved for a day; no door offers this."""
    if not is_service(user):
        return NOBODY
    return allow(_("定时任务按审核时确定的日期发布。"), Q(status=Status.APPROVED))


@rule("catalog.merge_dataresource")
def may_merge(user: Actor) -> Grounds:
    """Approving a revision merges it; the revision's own review has decided who may."""
    updating = Q(status=Status.UPDATING)
    if is_service(user):
        return allow(_("定时任务按审核时确定的日期并入修订稿。"), updating)
    return allow(_("数据主管部门审核通过修订稿后并入原条目。"), updating & supervised_by(user))


@rule("catalog.view_resourceversion")
def may_view_versions(user: Actor) -> Grounds:
    """Who sees the entry sees what it was."""
    return allow(_("可以查看资源的，可以查看其历次版本。"), _details(user, may_view_resource(user)))


@rule("catalog.inspect_resourceversion")
def may_inspect_versions(user: Actor) -> Grounds:
    """Contacts and the reasons of revisions are for those who answer for the entry, and for auditors."""
    if user.is_anonymous:
        return NOBODY
    return allow(
        _("提供单位、数据主管部门和审计机关可以查阅版本的全部内容。"),
        _details(user, _beyond_the_public(user)),
    )


@rule("catalog.add_resourceversion", "catalog.change_resourceversion")
def may_write_versions(user: Actor) -> Grounds:
    """Only publication writes a version, and nothing changes it."""
    return NOBODY


@rule("catalog.register_dataresource")
def may_mark_registered(user: Actor) -> Grounds:
    """The registry tells a resource of its registration; no door offers this, coding does it."""
    if not user.organisation_ids(Role.REGISTRY):
        return NOBODY
    return allow(_("登记机构赋码后记录登记结果。"), Q())


def _details(user: Actor, resources: Grounds) -> Q:
    return Q(resource__in=DataResource.objects.filter(resources.condition))


@rule("catalog.view_dataitem", "catalog.view_distribution")
def may_view_details(user: Actor) -> Grounds:
    """Who sees the resource sees what hangs on it."""
    return allow(
        _("可以查看资源的，可以查看其数据项和分发方式。"), _details(user, may_view_resource(user))
    )


@rule(
    "catalog.add_dataitem",
    "catalog.change_dataitem",
    "catalog.add_distribution",
    "catalog.change_distribution",
)
def may_prepare_details(user: Actor) -> Grounds:
    """Who writes the draft writes what hangs on it."""
    return allow(
        _("可以编制资源的，可以编制其数据项和分发方式。"),
        _details(user, may_prepare_resource(user)),
    )
