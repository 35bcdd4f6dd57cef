"""How a licence takes effect: decision, signature, filing, entry into force (27号 第十二条至第十四条)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import conditions, duties, exclusivity, risk, versions
from licensing.forms.filings import FilingForm
from licensing.forms.licences import AgreementForm
from licensing.models import Licence
from licensing.selecting import demands
from licensing.workflow import promises
from licensing.workflow.filings import record_filing

Status = Licence.Status


@step(
    Transition(
        action="licensing.licence.decide",
        label=_("登记集体决策通过"),
        sources=frozenset({Status.DRAFT}),
        target=Status.DECIDED,
        permission="licensing.decide_licence",
        owed=duties.with_unused_decision,
        clause=_("27号 第十二条、第十三条"),
    )
)
def decide_licence(licence: Licence, *, on: date) -> dict[str, object]:
    """The implementing body's own “三重一大” decision on a complete text (I-01, I-04 to I-07)."""
    conditions.require(
        [
            *conditions.contents(licence),
            *conditions.follows_scheme(licence),
            *demands.licence_follows(licence),
            *conditions.parties(licence),
            *conditions.scope(licence),
            *exclusivity.conflicts(licence, exclusivity.claims_of(licence)),
        ]
    )
    decision = conditions.carried_decision(licence, on=on)
    if decision.body_id != licence.implementing_body_id:
        raise TransitionError(
            _("协议须由实施机构“%(body)s”集体决策，请登记该单位的会议决策。")
            % {"body": licence.implementing_body}
        )
    conditions.require(conditions.term(licence, on=on))
    return {"decision": decision}


@step(
    Transition(
        action="licensing.licence.return",
        label=_("退回拟订"),
        sources=frozenset({Status.DECIDED}),
        target=Status.DRAFT,
        permission="licensing.return_licence",
        clause=_("27号 第十三条"),
        needs_reason=True,
        is_duty=False,
    )
)
def return_licence(licence: Licence) -> dict[str, object]:
    """The text changes before it is signed, so a new decision and new promises will be needed."""
    return {"undertakings": [], "undertaken_on": None, "cosigned_on": None}


@step(
    Transition(
        action="licensing.licence.sign",
        label=_("签订协议"),
        sources=frozenset({Status.DECIDED}),
        target=Status.SIGNED,
        permission="licensing.sign_licence",
        owed=duties.with_promises,
        clause=_("27号 第十三条、第十四条"),
        starts_clock="lic.filing",
        form=AgreementForm,
    )
)
def sign_licence(
    licence: Licence, *, agreement: UploadedFile, signed_on: date, actor: Any, on: date
) -> dict[str, object]:
    """The agreement is signed and gets the next number of its year; the filing is due from here on (I-03)."""
    decided_on = licence.decision.held_on if licence.decision else on
    if not decided_on <= signed_on <= on:
        raise TransitionError(
            _("签订日期应在集体决策之日 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": decided_on, "last": on}
        )
    conditions.require(
        [
            *conditions.term(licence, on=on),
            *promises.missing(licence),
            *risk.assessed(licence, on=on),
        ]
    )
    serial = _next_serial(licence.regulator_id, signed_on.year)
    # After the lock: the scope that another signature of this moment took is seen here, and named.
    conditions.require(exclusivity.conflicts(licence, exclusivity.claims_of(licence)))
    return {
        "agreement": Attachment.objects.keep(agreement, by=actor),
        "signed_on": signed_on,
        "year": signed_on.year,
        "serial": serial,
        "number": f"{licence.regulator}授〔{signed_on.year}〕{serial}号",
    }


def _next_serial(regulator_id: int, year: int) -> int:
    # Two signatures of one moment wait for each other on the regulator's row.
    Organisation._base_manager.select_for_update(of=("self",), no_key=True).get(pk=regulator_id)
    last = Licence.objects.filter(regulator=regulator_id, year=year).aggregate(last=Max("serial"))[
        "last"
    ]
    return (last or 0) + 1


@step(
    Transition(
        action="licensing.licence.file",
        label=_("登记备案"),
        sources=frozenset({Status.SIGNED}),
        target=Status.FILED,
        permission="licensing.file_licence",
        clause=_("27号 第十三条"),
        form=FilingForm,
    )
)
def file_licence(
    licence: Licence, *, authority: Organisation, number: str, filed_on: date, actor: Any, on: date,
    receipt: UploadedFile | None = None,
) -> None:  # fmt: skip
    """Filed with the provincial data authority or the ministry's data body."""
    record_filing(
        licence=licence, authority=authority, number=number, filed_on=filed_on, receipt=receipt,
        not_before=licence.signed_on or on, actor=actor, on=on,
    )  # fmt: skip


@step(
    Transition(
        action="licensing.licence.activate",
        label=_("办理生效"),
        sources=frozenset({Status.FILED}),
        target=Status.IN_FORCE,
        permission="licensing.activate_licence",
        clause=_("27号 第五条、第十一条、第十三条、第十六条"),
    )
)
def activate_licence(licence: Licence, *, on: date) -> dict[str, object]:
    """Everything is asked again on the day: I-01, I-02, I-05 to I-08."""
    if not licence.versions.exists():
        versions.keep(licence, valid_from=licence.starts_on)
    return {"effective_on": on}


@activate_licence.waits_for
def _all_that_the_rules_ask(licence: Licence, *, on: date) -> None:
    conditions.require(faults_on(licence, on=on))


def faults_on(licence: Licence, *, on: date) -> list[conditions.Words]:
    """What keeps a signed licence from being in force on a day."""
    undecided = licence.decision is None or not licence.decision.is_carried
    missing = [_("协议尚未经实施机构集体决策通过，请先办理决策。")] if undecided else []
    return [
        *missing,
        *conditions.follows_scheme(licence),
        *conditions.parties(licence),
        *conditions.term(licence, on=on),
        *conditions.scope(licence),
        *conditions.registered(licence, on=on),
    ]
