"""The procedure of a usage report: submitted, checked by another, corrected by a new version (27号 第十九条)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing import conditions
from licensing.forms.usage import ReturnForm
from licensing.models import Incident, UsageEntry, UsageReport
from licensing.usage import checks, metered
from licensing.workflow.incidents import report_incident

Status = UsageReport.Status
CLAUSE = _("意见 第四条、第五条；27号 第十九条至第二十一条")
#: Sent with report, actor and on: what a later app weighs against an accepted report (prices: 65号 五).
report_accepted = Signal()
COPIED = (
    "product", "purpose", "deliveries", "volume", "users", "free_quantity", "revenue", "metered", "note",
)  # fmt: skip


def keep_entry(entry: UsageEntry) -> None:
    """Store a row that a step writes."""
    entry.full_clean(validate_constraints=False)
    entry.save()


@step(
    Transition(
        action="licensing.usagereport.prefill",
        label=_("按产品和计量预填"),
        sources=UsageReport.OPEN_TO_EDITS,
        target=None,
        permission="licensing.prefill_usagereport",
        clause=CLAUSE,
        keeps_clock=True,
        is_duty=False,
    )
)
def prefill_report(report: UsageReport, *, actor: Any) -> None:
    """One row for each product on sale in the period, as metered; rows that are there keep their figures."""
    counted = metered.of_report(report)
    told = {(entry.product_id, entry.purpose): entry for entry in checks.entries_of(report)}
    for product in checks.on_sale_during(report):
        found = counted.get(product.pk)
        entry = told.get((product.pk, product.purpose))
        if entry is None:
            entry = new_entry(report, product, found or metered.Metered(), actor)
        entry.metered = found.deliveries if found else None
        keep_entry(entry)


def new_entry(report: UsageReport, product: Any, found: metered.Metered, actor: Any) -> UsageEntry:
    """A row with the metered figures."""
    free = found.deliveries if product.is_free else 0
    return UsageEntry(
        report=report, product=product, purpose=product.purpose, deliveries=found.deliveries, users=found.users,
        free_quantity=free, created_by=actor,
    )  # fmt: skip


@step(
    Transition(
        action="licensing.usagereport.submit",
        label=_("报送"),
        sources=UsageReport.OPEN_TO_EDITS,
        target=Status.SUBMITTED,
        alternatives=frozenset({Status.RETURNED}),
        permission="licensing.submit_usagereport",
        clause=CLAUSE,
    )
)
def submit_report(report: UsageReport, *, actor: Any, on: date) -> Mapping[str, Any]:
    """What is incomplete is refused; use beyond the licence sends the report back and goes on record."""
    entries = checks.entries_of(report)
    conditions.require(checks.faults(report, entries, on=on))
    beyond = checks.excesses(report, entries)
    if beyond:
        return sent_back(report, beyond, actor=actor, on=on)
    return {"submitted_by": actor, "submitted_on": on, "return_reason": "", "marks": {}}


def sent_back(
    report: UsageReport, beyond: list[checks.Excess], *, actor: Any, on: date
) -> Mapping[str, Any]:
    """The report stays with the operator, each row of unlicensed use marked and on record as an incident."""
    for each in beyond:
        report_incident(
            licence=report.licence,
            product=each.entry.product,
            kind=Incident.Kind.OUT_OF_SCOPE,
            found_by=Incident.Source.SYSTEM,
            what=f"{report}：{each.sentence}",
            actor=actor,
            on=on,
        )
    return {
        "status": Status.RETURNED,
        "return_reason": str(
            _("报告中有超出授权范围的使用，已登记为事件，须说明情况并改正后重新报送。")
        ),
        "marks": {str(each.entry.pk): each.sentence for each in beyond},
    }


@step(
    Transition(
        action="licensing.usagereport.return",
        label=_("退回修改"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.RETURNED,
        permission="licensing.return_usagereport",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
        starts_clock="use.amend",
        form=ReturnForm,
    )
)
def return_report(report: UsageReport, *, rows: Any, reason: str) -> Mapping[str, Any]:
    """Back to the operator, the rows in question marked."""
    strangers = [row for row in rows if row.report_id != report.pk]
    if strangers:
        raise TransitionError(_("所选的行不属于本报告，请从本报告的明细中选择。"))
    return {"return_reason": reason, "marks": {str(row.pk): reason for row in rows}}


@step(
    Transition(
        action="licensing.usagereport.accept",
        label=_("审核通过"),
        sources=frozenset({Status.SUBMITTED}),
        target=Status.ACCEPTED,
        permission="licensing.accept_usagereport",
        clause=CLAUSE,
    )
)
def accept_report(report: UsageReport, *, actor: Any, on: date) -> Mapping[str, Any]:
    """Checked by another person; a correction takes the place of the version before."""
    if report.replaces is not None:
        supersede_report(report.replaces, actor=actor, on=on)
    report_accepted.send(UsageReport, report=report, actor=actor, on=on)
    return {"accepted_by": actor, "accepted_on": on}


@step(
    Transition(
        action="licensing.usagereport.supersede",
        label=_("由更正的报告取代"),
        sources=frozenset({Status.ACCEPTED}),
        target=Status.CORRECTED,
        permission="licensing.accept_usagereport",
        clause=CLAUSE,
        is_consequence=True,
        is_duty=False,
    )
)
def supersede_report(report: UsageReport) -> None:
    """The old version stays readable and no longer counts."""


@step(
    Transition(
        action="licensing.usagereport.correct",
        label=_("更正"),
        sources=frozenset({Status.ACCEPTED}),
        target=None,
        permission="licensing.correct_usagereport",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def correct_report(report: UsageReport, *, actor: Any, reason: str) -> None:
    """A new version with the same rows, to be changed, submitted and checked again; this one counts until then."""
    if report.corrections.exclude(status=Status.ABANDONED).exists():
        raise TransitionError(_("这份报告的更正正在办理，请打开更正的版本继续填写。"))
    version = UsageReport(
        licence=report.licence, granularity=report.granularity, year=report.year, number=report.number,
        is_nil=report.is_nil, revision=last_revision(report) + 1, replaces=report, correction_reason=reason,
        created_by=actor,
    )  # fmt: skip
    version.full_clean(validate_constraints=False)
    version.save(force_insert=True)
    for entry in checks.entries_of(report):
        copied = {name: getattr(entry, name) for name in COPIED}
        keep_entry(UsageEntry(report=version, created_by=actor, **copied))


def last_revision(report: UsageReport) -> int:
    """The number of the newest version of the same period, dropped ones included."""
    versions = UsageReport.objects.filter(
        licence=report.licence_id, granularity=report.granularity, year=report.year, number=report.number
    )  # fmt: skip
    return versions.aggregate(last=Max("revision"))["last"] or report.revision


@step(
    Transition(
        action="licensing.usagereport.abandon",
        label=_("作废报告"),
        sources=UsageReport.OPEN_TO_EDITS,
        target=Status.ABANDONED,
        permission="licensing.correct_usagereport",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def abandon_report(report: UsageReport) -> None:
    """A correction that is not needed, or a report of another kind than is owed; the period's own is not dropped."""
    if report.replaces_id is None and report.granularity == settings.LICENSING_USAGE_PERIOD:
        raise TransitionError(
            _("本期的报告必须报送，不能作废；确无使用的，请勾选“本期没有使用”后报送。")
        )
