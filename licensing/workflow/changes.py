"""The procedure of a change: proposal, decision, supplementary agreement, filing, effect (27号 第十四条第十二项)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.models import Attachment, AuditEvent
from governance.snapshots import difference, snapshot
from governance.transitions import Transition, TransitionError, step
from licensing import amending, conditions, duties, versions
from licensing.forms.filings import FilingForm
from licensing.forms.licences import AgreementForm
from licensing.models import Licence, LicenceChange
from licensing.workflow.filings import record_filing

Status = LicenceChange.Status
CLAUSE = _("27号 第十三条、第十四条第十二项")


@step(
    Transition(
        action="licensing.licencechange.decide",
        label=_("登记变更的集体决策"),
        sources=frozenset({Status.DRAFT}),
        target=Status.DECIDED,
        permission="licensing.decide_licencechange",
        owed=duties.change_with_unused_decision,
        clause=CLAUSE,
    )
)
def decide_change(change: LicenceChange, *, on: date) -> dict[str, object]:
    """A change goes the way of the agreement itself: the implementing body decides on it collectively."""
    decision = amending.decision_on(change, on=on)
    if change.effective_on < decision.held_on:
        raise TransitionError(
            _("变更不能早于集体决策之日 %(day)s 生效，请改正生效日期。") % {"day": decision.held_on}
        )
    change.decision = decision
    conditions.require(amending.faults(change, on=on))
    return {"decision": decision}


@step(
    Transition(
        action="licensing.licencechange.sign",
        label=_("签订补充协议"),
        sources=frozenset({Status.DECIDED}),
        target=Status.SIGNED,
        permission="licensing.sign_licencechange",
        clause=CLAUSE,
        starts_clock="lic.filing",
        form=AgreementForm,
    )
)
def sign_change(
    change: LicenceChange, *, agreement: UploadedFile, signed_on: date, actor: Any, on: date
) -> dict[str, object]:
    """The supplementary agreement is signed after the decision and gets the next number of its licence."""
    decided_on = change.decision.held_on if change.decision else on
    if not decided_on <= signed_on <= on:
        raise TransitionError(
            _("签订日期应在集体决策之日 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": decided_on, "last": on}
        )
    conditions.require(amending.faults(change, on=on))
    last = change.licence.changes.aggregate(last=Max("serial"))["last"] or 0
    return {
        "agreement": Attachment.objects.keep(agreement, by=actor),
        "signed_on": signed_on,
        "serial": last + 1,
    }


@step(
    Transition(
        action="licensing.licencechange.file",
        label=_("登记备案"),
        sources=frozenset({Status.SIGNED}),
        target=Status.FILED,
        permission="licensing.file_licencechange",
        clause=_("27号 第十三条"),
        keeps_clock=True,
        form=FilingForm,
    )
)
def file_change(
    change: LicenceChange,
    *,
    authority: Organisation,
    number: str,
    filed_on: date,
    actor: Any,
    on: date,
    receipt: UploadedFile | None = None,
) -> dict[str, object]:
    """Filed like the agreement; from here on the day of effect is what waits."""
    record_filing(
        licence=change.licence, authority=authority, number=number, filed_on=filed_on,
        not_before=change.signed_on or on, actor=actor, on=on, receipt=receipt,
    )  # fmt: skip
    return {"due_on": max(change.effective_on, on), "due_rule": "", "due_is_provisional": False}


@step(
    Transition(
        action="licensing.licencechange.effect",
        label=_("办理变更生效"),
        sources=frozenset({Status.FILED}),
        target=Status.EFFECTIVE,
        permission="licensing.effect_licencechange",
        clause=CLAUSE,
    )
)
def effect_change(change: LicenceChange, *, actor: Any, on: date) -> dict[str, object]:
    """The only step by which a running licence changes; what it said before stays as a version."""
    licence = Licence._base_manager.get(pk=change.licence_id)
    if not licence.versions.exists():
        versions.keep(licence, valid_from=licence.starts_on)
    before = snapshot(licence)
    amending.write_into(licence, change, actor=actor, on=on)
    versions.keep(licence, valid_from=on, change=change)
    AuditEvent.objects.record(
        "licensing.licence.change", licence, actor=actor, reason=change.grounds,
        legal_basis=str(CLAUSE), changes=difference(before, snapshot(licence)),
    )  # fmt: skip
    return {"took_effect_on": on}


@effect_change.waits_for
def _its_day_and_all_that_is_asked(change: LicenceChange, *, on: date) -> None:
    if on < change.effective_on:
        raise TransitionError(
            _("变更自 %(day)s 起生效，请在当日或者以后办理。") % {"day": change.effective_on}
        )
    conditions.require(amending.faults(change, on=on))


@step(
    Transition(
        action="licensing.licencechange.withdraw",
        label=_("撤回变更"),
        sources=LicenceChange.OPEN,
        target=Status.WITHDRAWN,
        permission="licensing.withdraw_licencechange",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw_change(change: LicenceChange) -> None:
    """The licence stays as it is."""
