"""Who may see and keep the mechanism's own records: trail, terms, calendar, imports (§14, 等保 三员)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

EVERY_ROW = Q()
#: All who act for a public body; operators and evaluators deal with it from outside.
OFFICES = tuple(role for role in Role if role not in {Role.OPERATOR, Role.EVALUATOR})


@rule("governance.view_auditevent")
def may_view_trail(user: Actor) -> Grounds:
    """Auditors and the audit administrator read the whole trail; everybody reads what he did himself."""
    own = allow(_("本人的操作记录"), Q(actor=user.pk)) if user.is_authenticated else NOBODY
    if user.holds(Role.AUDITOR, Role.AUDIT_ADMIN):
        return allow(_("审计机关和审计管理员查阅全部审计日志（审计法第三十五条）"), EVERY_ROW) | own
    return own


@rule("governance.name_auditevent")
def may_read_names(user: Actor) -> Grounds:
    """In the history of a record that he handles: officials everything, others what their own people did."""
    if not user.is_authenticated:
        return NOBODY
    if user.holds(*OFFICES):
        return allow(_("办理机关和审计机关查阅记录的全部经过"), EVERY_ROW)
    colleagues = Membership.objects.filter(organisation__in=user.organisation_ids())
    return allow(_("本人的操作记录"), Q(actor=user.pk)) | allow(
        _("本单位人员的操作记录"), Q(actor__in=colleagues.values("user"))
    )


@rule("governance.export_auditevent")
def may_export_trail(user: Actor) -> Grounds:
    """Export proof: auditors and the audit administrator."""
    if user.holds(Role.AUDITOR, Role.AUDIT_ADMIN):
        return allow(_("审计机关和审计管理员导出审计日志（审计法第三十四条）"), EVERY_ROW)
    return NOBODY


@rule("governance.view_auditpackage", "governance.add_auditpackage")
def may_have_package(user: Actor) -> Grounds:
    """Auditors and the audit administrator ask for packages, each for himself."""
    if user.is_authenticated and user.holds(Role.AUDITOR, Role.AUDIT_ADMIN):
        return allow(_("本人申请的审计包"), Q(created_by=user.pk))
    return NOBODY


@rule("governance.change_auditpackage")
def may_change_package(user: Actor) -> Grounds:
    """What was asked for stays as it was asked for."""
    return NOBODY


@rule("governance.make_auditpackage")
def may_make_package(user: Actor) -> Grounds:
    """The worker's account."""
    if getattr(user, "is_service", False):
        return allow(_("后台任务的服务账号"), EVERY_ROW)
    return NOBODY


@rule("governance.view_importbatch", "governance.view_importmapping")
def may_view_imports(user: Actor) -> Grounds:
    """An import is the affair of the organisation that answers for it; auditors see all."""
    if user.is_authenticated and user.holds(Role.AUDITOR):
        return allow(_("审计机关查阅全部导入"), EVERY_ROW)
    return may_import(user)


@rule(
    "governance.add_importbatch", "governance.change_importbatch", "governance.run_importbatch",
    "governance.add_importmapping", "governance.change_importmapping",
)  # fmt: skip
def may_import(user: Actor) -> Grounds:
    """Providers and the data authority import for their organisations; the worker's account ends what it runs."""
    if getattr(user, "is_service", False):
        return allow(_("后台任务的服务账号"), EVERY_ROW)
    own = user.organisation_ids(Role.PROVIDER, Role.AUTHORITY)
    return allow(_("本单位（数据提供单位、数据主管部门）的导入"), Q(organisation__in=own))


@rule("governance.view_exportfile", "governance.add_exportfile")
def may_order_export(user: Actor) -> Grounds:
    """An export is handed to the person who ordered it, and to nobody else."""
    if not user.is_authenticated:
        return NOBODY
    return allow(_("本人的导出文件"), Q(created_by=user.pk))


@rule("governance.deliver_exportfile")
def may_deliver_export(user: Actor) -> Grounds:
    """Only the worker's account writes the file."""
    is_service = getattr(user, "is_service", False)
    return allow(_("后台任务的服务账号"), EVERY_ROW) if is_service else NOBODY


@rule("governance.change_exportfile")
def never_edited(user: Actor) -> Grounds:
    """What was ordered stays as it was ordered."""
    return NOBODY


@rule("governance.grant_rights")
def may_grant_rights(user: Actor) -> Grounds:
    """Rights on single records are the security administrator's office."""
    return (
        allow(_("安全管理员授予和收回权限"), EVERY_ROW)
        if user.holds(Role.SECURITY_ADMIN)
        else NOBODY
    )


@rule("governance.view_deadlinerule", "governance.view_workday", "governance.view_workdayyear")
def may_view_terms(user: Actor) -> Grounds:
    """Terms and the calendar are public."""
    return EVERYBODY


@rule(
    "governance.add_deadlinerule", "governance.change_deadlinerule",
    "governance.add_workday", "governance.change_workday",
    "governance.add_workdayyear", "governance.change_workdayyear",
)  # fmt: skip
def may_keep_terms(user: Actor) -> Grounds:
    """The data authority keeps the terms and the calendar."""
    return (
        allow(_("数据主管部门维护期限和工作日历"), EVERY_ROW)
        if user.holds(Role.AUTHORITY)
        else NOBODY
    )
