"""Schemes in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from django.db import connection

from catalog.models import DataResource
from licensing.models import (
    CollectiveDecision,
    Mode,
    PlannedProduct,
    ProductForm,
    Purpose,
    Scheme,
    SchemeAnnex,
    SchemeResource,
)
from licensing.workflow import scheme_changes, schemes
from tests.database import arranging
from tests.factories.decisions import (
    away,
    draft_decision,
    filing,
    quorum_rule,
    signed_decision,
    voters,
)
from tests.factories.parties import (
    CLERKS,
    EARLIER,
    START,
    Parties,
    code,
    company,
    filing_authority,
    filled,
    kept_file,
    licensable_resource,
    parties,
    running,
    scan,
)

__all__ = (
    "CLERKS",
    "EARLIER",
    "START",
    "Parties",
    "annex",
    "approved_scheme",
    "away",
    "change_before_the_meeting",
    "closed_scheme",
    "code",
    "company",
    "deliberated_scheme",
    "draft_decision",
    "draft_scheme",
    "filed_scheme",
    "filing",
    "filing_authority",
    "filled",
    "foresee",
    "kept_file",
    "licensable_resource",
    "merged_change",
    "parties",
    "quorum_rule",
    "rejected_scheme",
    "returned_scheme",
    "reviewed_scheme",
    "scan",
    "scheme_change",
    "signed_decision",
    "submitted_scheme",
    "voters",
)


def draft_scheme(*, by: Parties, resources: tuple[DataResource, ...] = (), **over: Any) -> Scheme:
    """Complete, with a scope and a planned product of each class."""
    fields: dict[str, Any] = {
        "name": f"停车出行领域授权运营实施方案{next(running)}",
        "authority": by.authority,
        "authorising_body": by.government,
        "implementing_body": by.implementing_body,
        "mode": Mode.DOMAIN,
        "domain": "停车出行",
        "planned_months": 36,
        "created_by": by.drafter,
        **filled(Scheme.CONTENTS),
    } | over
    with arranging():
        scheme = Scheme.objects.create(**fields)
        for resource in resources or (licensable_resource(),):
            SchemeResource.objects.create(
                scheme=scheme, resource=resource, quality_note="完整率98%"
            )
        for name, purpose in (
            ("停车热力周报", Purpose.WELFARE),
            ("停车空位接口", Purpose.INDUSTRY),
        ):
            PlannedProduct.objects.create(
                scheme=scheme, name=name, purpose=purpose, form=ProductForm.INTERFACE
            )
    return scheme


def foresee(scheme: Scheme, resource: DataResource) -> SchemeResource:
    """As if the scheme had listed it from the beginning: the law of the table is set aside for this one row."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        entry: SchemeResource = SchemeResource.objects.create(scheme=scheme, resource=resource)
        cursor.execute("SET LOCAL session_replication_role = origin")
    return entry


def submitted_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Put to the data authority."""
    scheme = draft_scheme(by=by, **over)
    schemes.submit_scheme(scheme, actor=by.drafter, on=on)
    return scheme


def returned_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Sent back."""
    scheme = submitted_scheme(by=by, on=on, **over)
    schemes.return_scheme(scheme, actor=by.supervisor, on=on, reason="市场规模论证不足。")
    return scheme


def reviewed_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Found in order by the data authority."""
    scheme = submitted_scheme(by=by, on=on, **over)
    schemes.review_scheme(scheme, actor=by.supervisor, on=on)
    return scheme


def deliberated_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Before the meeting."""
    scheme = reviewed_scheme(by=by, on=on, **over)
    schemes.deliberate_scheme(scheme, actor=by.supervisor, on=on)
    return scheme


def approved_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Passed by collective decision."""
    scheme = deliberated_scheme(by=by, on=on, **over)
    signed_decision(by=by, scheme=scheme, on=on)
    schemes.approve_scheme(scheme, actor=by.supervisor, on=on)
    return scheme


def rejected_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Turned down by collective decision."""
    scheme = deliberated_scheme(by=by, on=on, **over)
    signed_decision(by=by, scheme=scheme, on=on, result=CollectiveDecision.Result.REJECTED)
    schemes.reject_scheme(scheme, actor=by.supervisor, on=on, reason="会议认为时机不成熟。")
    return scheme


def filed_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """On file with the province."""
    scheme = approved_scheme(by=by, on=on, **over)
    schemes.file_scheme(scheme, actor=by.supervisor, on=on, **filing(by, on))
    return scheme


def closed_scheme(*, by: Parties, on: date = START, **over: Any) -> Scheme:
    """Closed."""
    scheme = filed_scheme(by=by, on=on, **over)
    schemes.close_scheme(scheme, actor=by.supervisor, on=on, reason="方案执行完毕。")
    return scheme


def scheme_change(*, by: Parties, scheme: Scheme | None = None, on: date = START) -> Scheme:
    """The text of a larger change: a longer term, still being prepared."""
    scheme = scheme or filed_scheme(by=by, on=on)
    reason = "建设周期延长。"
    scheme_changes.revise_scheme(scheme, actor=by.drafter, on=on, reason=reason)
    change: Scheme = scheme.revisions.get(status=Scheme.Status.DRAFT)
    with arranging():
        Scheme.objects.filter(pk=change.pk).update(planned_months=48)
    change.refresh_from_db()
    return change


def change_before_the_meeting(
    *, by: Parties, scheme: Scheme | None = None, on: date = START
) -> Scheme:
    """A larger change on its way to the meeting."""
    change = scheme_change(by=by, scheme=scheme, on=on)
    schemes.submit_scheme(change, actor=by.drafter, on=on)
    schemes.review_scheme(change, actor=by.supervisor, on=on)
    schemes.deliberate_scheme(change, actor=by.supervisor, on=on)
    return change


def merged_change(*, by: Parties, scheme: Scheme | None = None, on: date = START) -> Scheme:
    """A larger change that has passed and become part of its scheme."""
    change = change_before_the_meeting(by=by, scheme=scheme, on=on)
    signed_decision(by=by, scheme=change, on=on)
    schemes.approve_scheme(change, actor=by.supervisor, on=on)
    return change


def annex(*, by: Parties, scheme: Scheme, **over: Any) -> SchemeAnnex:
    """The feasibility study of a scheme."""
    file = kept_file("可行性论证报告.pdf", by=by.drafter)
    fields = {"content": SchemeAnnex.Content.NECESSITY, "title": "可行性论证报告", "file": file}
    with arranging():
        return SchemeAnnex.objects.create(scheme=scheme, **fields | over)
