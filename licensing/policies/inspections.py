"""Who plans, conducts, answers and closes inspections (27号 第二十一条; 意见（十三）)."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import ChecklistTemplate, Inspection, InspectionPlan, Licence
from licensing.policies.grounds import holders_of, staff_of, through

Status = Inspection.Status
STAFF = (Role.AUTHORITY, Role.IMPLEMENTING_BODY)
AUDITORS = _("审计机关查阅全部监督检查（审计法第三十四条）")


def may_conduct(user: Actor, within: Q | None = None) -> Grounds:
    """The body that inspects: the licence's regulator, or its implementing body."""
    bounds = within or Q()
    return staff_of(
        user,
        Role.AUTHORITY,
        "body",
        _("监管的数据主管部门开展监督检查（意见第十三条）"),
        Q(licence__regulator=F("body")) & ~Q(kind=Inspection.Kind.AUDIT) & bounds,
    ) | staff_of(
        user,
        Role.IMPLEMENTING_BODY,
        "body",
        _("实施机构检查和审计本单位协议的运营机构（27号第二十一条）"),
        Q(licence__implementing_body=F("body")) & bounds,
    )


def inspected_by(user: Actor) -> Q:
    """Inspections of which this person is one of the two inspectors."""
    return Q(lead=user.pk) | Q(second=user.pk)


@rule("licensing.view_checklisttemplate")
def may_view_checklists(user: Actor) -> Grounds:
    """Inspectors, the inspected and auditors know what is looked at."""
    label = _("检查清单向监管部门、实施机构、运营机构和审计机关公开")
    known = user.organisation_ids(*STAFF, Role.OPERATOR, Role.AUDITOR)
    return allow(label, Q(pk__isnull=False)) if known else NOBODY


@rule("licensing.add_checklisttemplate", "licensing.change_checklisttemplate")
def may_write_checklists(user: Actor) -> Grounds:
    """Each body keeps its own lists."""
    label = _("数据主管部门和实施机构制定本单位的检查清单")
    return staff_of(user, Role.AUTHORITY, "owner", label) | staff_of(
        user, Role.IMPLEMENTING_BODY, "owner", label
    )


@rule("licensing.view_checklistpoint")
def may_view_points(user: Actor) -> Grounds:
    """With the list."""
    return through(
        user, ChecklistTemplate, "licensing.view_checklisttemplate", "template", _("可查阅所属清单")
    )


@rule("licensing.add_checklistpoint", "licensing.change_checklistpoint")
def may_write_points(user: Actor) -> Grounds:
    """With the list."""
    return through(
        user,
        ChecklistTemplate,
        "licensing.change_checklisttemplate",
        "template",
        _("可修改所属清单"),
    )


def may_plan(user: Actor, within: Q | None = None) -> Grounds:
    """The data authority plans its own inspections."""
    label = _("数据主管部门制定本单位的检查计划（意见第十三条）")
    return staff_of(user, Role.AUTHORITY, "authority", label, within)


@rule("licensing.view_inspectionplan")
def may_view_plans(user: Actor) -> Grounds:
    """The authority at once; who is inspected, once the draw is over; auditors always."""
    drawn = ~Q(status=InspectionPlan.Status.DRAFT)
    known = user.organisation_ids(Role.IMPLEMENTING_BODY, Role.OPERATOR)
    told = allow(_("抽取结果向实施机构和运营机构公开"), drawn) if known else NOBODY
    return may_plan(user) | told | holders_of(user, Role.AUDITOR, AUDITORS)


@rule("licensing.add_inspectionplan", "licensing.change_inspectionplan")
def may_write_plans(user: Actor) -> Grounds:
    """Until the draw."""
    return may_plan(user, Q(status=InspectionPlan.Status.DRAFT))


@rule("licensing.draw_inspectionplan")
def may_draw(user: Actor) -> Grounds:
    """Another person than who wrote the plan."""
    return may_plan(user).unless(_("本人拟订的检查计划须由他人抽取。"), Q(created_by=user.pk))


@rule("licensing.close_inspectionplan")
def may_close_plan(user: Actor) -> Grounds:
    """The authority."""
    return may_plan(user)


@rule("licensing.view_inspection")
def may_view(user: Actor) -> Grounds:
    """Who inspects and who supervises the licence; the operator once it has begun; auditors."""
    begun = ~Q(status__in=(Status.PLANNED, Status.CANCELLED))
    return (
        may_conduct(user)
        | staff_of(user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门查阅检查"))
        | staff_of(
            user,
            Role.IMPLEMENTING_BODY,
            "licence__implementing_body",
            _("实施机构查阅对本单位协议的检查"),
        )
        | staff_of(user, Role.OPERATOR, "licence__operator", _("运营机构查阅对本单位的检查"), begun)
        | holders_of(user, Role.AUDITOR, AUDITORS)
    )


@rule("licensing.add_inspection")
def may_add(user: Actor) -> Grounds:
    """Under a licence that has taken effect."""
    return may_conduct(user, Q(status=Status.PLANNED, licence__status__in=Licence.PUBLIC))


@rule("licensing.change_inspection")
def may_change(user: Actor) -> Grounds:
    """Before it begins by its body; while it is under way by the two inspectors."""
    if user.is_anonymous:
        return NOBODY
    return may_conduct(user, Q(status=Status.PLANNED)) | may_conduct(
        user, Q(status=Status.UNDER_WAY) & inspected_by(user)
    )


@rule("licensing.conduct_inspection")
def may_begin(user: Actor) -> Grounds:
    """Anybody of the inspecting body may begin or join."""
    return may_conduct(user)


@rule("licensing.join_inspection")
def may_join(user: Actor) -> Grounds:
    """The second inspector is not the first."""
    return may_conduct(user).unless(_("主办人员之外的另一人才能参加检查。"), Q(lead=user.pk))


@rule("licensing.record_inspection")
def may_record(user: Actor) -> Grounds:
    """The two inspectors."""
    return NOBODY if user.is_anonymous else may_conduct(user, inspected_by(user))


@rule("licensing.answer_inspection")
def may_answer(user: Actor) -> Grounds:
    """Who was inspected is heard."""
    return staff_of(user, Role.OPERATOR, "licence__operator", _("运营机构对检查报告陈述和申辩"))


@rule("licensing.close_inspection")
def may_close(user: Actor) -> Grounds:
    """A third person of the inspecting body."""
    return may_conduct(user).unless(
        _("检查人员不得办结自己的检查。"), Q(lead=user.pk) | Q(second=user.pk)
    )


@rule("licensing.view_inspectionvisit")
def may_view_visits(user: Actor) -> Grounds:
    """With the inspection."""
    return through(user, Inspection, "licensing.view_inspection", "inspection", _("可查阅所属检查"))


@rule("licensing.add_inspectionvisit", "licensing.change_inspectionvisit")
def nobody_writes_visits(user: Actor) -> Grounds:
    """Visits come from the step alone."""
    return NOBODY
