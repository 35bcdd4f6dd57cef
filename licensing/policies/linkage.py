"""Who analyses linkage, uploads sealed samples and keeps the words that identify (27号 第二十一条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Licence, LinkageAnalysis, LinkageSample
from licensing.policies.assessments import may_assess, may_audit, may_oversee
from licensing.policies.grounds import EVERY_ROW, the_job, through

Status = LinkageAnalysis.Status
OF_SAMPLE = "analysis__"


@rule("licensing.view_linkageanalysis")
def may_view(user: Actor) -> Grounds:
    """Those who license, supervise and audit; it tells of other holdings of the operator, so it is not for him."""
    return may_assess(user) | may_oversee(user) | may_audit(user)


@rule("licensing.add_linkageanalysis", "licensing.change_linkageanalysis")
def may_write(user: Actor) -> Grounds:
    """Before it runs."""
    waiting = Q(status=Status.DRAFT) & ~Q(licence__status__in=Licence.ENDED)
    return may_assess(user, waiting) | may_oversee(user, waiting)


@rule("licensing.run_linkageanalysis")
def may_run(user: Actor) -> Grounds:
    """Who assesses or supervises."""
    return may_assess(user) | may_oversee(user)


@rule("licensing.finish_linkageanalysis")
def may_finish(user: Actor) -> Grounds:
    """The worker alone: results are counted, not typed."""
    return the_job(user, _("系统登记汇聚关联分析的计算结果"))


@rule("licensing.view_linkagesample")
def may_view_samples(user: Actor) -> Grounds:
    """That there is a sample, with its hash; not what is in it."""
    return may_assess(user, path=OF_SAMPLE) | may_oversee(user, path=OF_SAMPLE) | may_audit(user)


@rule("licensing.add_linkagesample", "licensing.change_linkagesample")
def may_upload(user: Actor) -> Grounds:
    """With the analysis, before it runs."""
    label = _("可修改所属汇聚关联分析")
    own = through(user, LinkageAnalysis, "licensing.change_linkageanalysis", "analysis", label)
    return own.unless(_("样本已销毁"), Q(status=LinkageSample.Status.DESTROYED))


@rule("licensing.open_linkagesample")
def nobody_opens(user: Actor) -> Grounds:
    """Samples are counted, never read."""
    return NOBODY


@rule("licensing.destroy_linkagesample")
def may_destroy(user: Actor) -> Grounds:
    """The job when the term is over; those who assess or supervise earlier."""
    return (
        may_assess(user, path=OF_SAMPLE)
        | may_oversee(user, path=OF_SAMPLE)
        | the_job(user, _("系统销毁到期的样本"))
    )


@rule("licensing.view_identifierword")
def may_view_words(user: Actor) -> Grounds:
    """Who works with analyses knows by which words they judge."""
    known = user.organisation_ids(Role.IMPLEMENTING_BODY) or user.organisation_ids(Role.AUDITOR)
    label = _("实施机构和审计机关查阅识别词表")
    return may_write_words(user) | (allow(label, EVERY_ROW) if known else NOBODY)


@rule("licensing.add_identifierword", "licensing.change_identifierword")
def may_write_words(user: Actor) -> Grounds:
    """The data authority keeps the list."""
    is_authority = bool(user.organisation_ids(Role.AUTHORITY))
    return allow(_("数据主管部门维护识别词表"), EVERY_ROW) if is_authority else NOBODY
