"""Who may report, check and see the use of licensed data (27号 第十九条至第二十一条; clause 四)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Licence, ProductSource, UsageReport
from licensing.policies.grounds import holders_of, staff_of, the_job, through

EVER_IN_FORCE = Q(licence__status__in=Licence.PUBLIC)


def may_report(user: Actor, within: Q | None = None) -> Grounds:
    """The operator, under its own licences."""
    return staff_of(
        user, Role.OPERATOR, "licence__operator", _("运营机构报送本单位协议的使用情况（27号第十九条）"), within
    )  # fmt: skip


def may_check(user: Actor) -> Grounds:
    """The implementing body of the licence."""
    return staff_of(
        user,
        Role.IMPLEMENTING_BODY,
        "licence__implementing_body",
        _("实施机构审核本单位协议的使用情况（27号第二十条）"),
    )


def overseers(user: Actor) -> Grounds:
    """Implementing body, regulator and auditors follow the use of a licence."""
    return (
        may_check(user)
        | staff_of(user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门掌握使用情况"))
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部使用情况（审计法第三十四条）"))
    )


@rule("licensing.view_usagereport")
def may_view_reports(user: Actor) -> Grounds:
    """The operator and those who oversee it."""
    return may_report(user) | overseers(user)


@rule("licensing.add_usagereport")
def may_add_reports(user: Actor) -> Grounds:
    """The operator of a licence that took effect; the job opens the reports of a period that is over."""
    return may_report(user, EVER_IN_FORCE & Q(status=UsageReport.Status.DRAFT)) | the_job(
        user, _("系统开启到期应报的报告")
    )


@rule("licensing.change_usagereport")
def may_write_reports(user: Actor) -> Grounds:
    """Drafts and returned reports."""
    return may_report(user, Q(status__in=UsageReport.OPEN_TO_EDITS))


@rule("licensing.prefill_usagereport")
def may_prefill(user: Actor) -> Grounds:
    """The operator; and the job, for the reports that it opens."""
    return may_report(user) | the_job(user, _("系统预填到期应报的报告"))


@rule("licensing.submit_usagereport", "licensing.correct_usagereport")
def may_submit(user: Actor) -> Grounds:
    """The operator answers for its report."""
    return may_report(user)


@rule("licensing.accept_usagereport", "licensing.return_usagereport")
def may_accept(user: Actor) -> Grounds:
    """The implementing body, but never whoever submitted the report."""
    own = Q(submitted_by=user.pk)
    return may_check(user).unless(_("本人报送的报告须由他人审核"), own)


def drawing_on_own_data(user: Actor) -> Q:
    """Rows of products that draw on what the person's bureau provides."""
    provided = ProductSource.objects.filter(
        licensed_resource__resource__provider__in=user.organisation_ids(Role.PROVIDER)
    )
    return Q(product__in=provided.values("product"))


@rule("licensing.view_usagemonthly")
def may_trace(user: Actor) -> Grounds:
    """Operator, overseers, and whoever provided the data: who used what for which purpose (clause 四)."""
    label = _("数据提供单位追溯本单位数据的使用（意见第四条）")
    return may_report(user) | overseers(user) | allow(label, drawing_on_own_data(user))


@rule("licensing.view_usageentry")
def may_view_entries(user: Actor) -> Grounds:
    """Who sees the report; and who provided the data sees what became of them, once it was accepted."""
    used = Q(report__status=UsageReport.Status.ACCEPTED) & drawing_on_own_data(user)
    return through(
        user, UsageReport, "licensing.view_usagereport", "report", _("可查阅所属报告")
    ) | allow(_("数据提供单位掌握本单位数据的使用情况（意见第四条）"), used)


@rule("licensing.add_usageentry", "licensing.change_usageentry")
def may_write_entries(user: Actor) -> Grounds:
    """Who may change the report."""
    return through(user, UsageReport, "licensing.change_usagereport", "report", _("可修改所属报告"))


@rule("licensing.view_usagebatch")
def may_view_batches(user: Actor) -> Grounds:
    """The operator and those who oversee it."""
    return may_report(user) | overseers(user)


@rule("licensing.ingest_usagebatch", "licensing.add_usagebatch")
def may_ingest(user: Actor) -> Grounds:
    """The operator delivers the records of its own licences; what was used too late is refused record by record."""
    return may_report(user, EVER_IN_FORCE)


@rule("licensing.change_usagebatch")
def nobody_changes_batches(user: Actor) -> Grounds:
    """What was taken in stays."""
    return NOBODY
