"""Parties, schemes and collective decisions in each of their states, brought there by the steps themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.cn.uscc import calc_check_digit

from accounts.models import Organisation, Role, User
from catalog.models import DataResource, Registration, RegistrationApplication
from governance.models import Attachment
from licensing.models import (
    CollectiveDecision,
    Licence,
    Mode,
    PlannedProduct,
    ProductForm,
    Purpose,
    Scheme,
    SchemeResource,
)
from licensing.validity import years_later
from licensing.workflow import decisions, schemes
from tests.database import arranging
from tests.factories.catalog import Desk, draft_application, draft_resource
from tests.factories.people import organisation, person

START = date(2026, 4, 1)
#: Registration takes up to 33 working days: what a licence needs was filed this long before.
EARLIER = timedelta(days=60)
_number = count(1)


CLERKS = ("clerk", "other_clerk", "authority", "receiver", "reviewer", "decider")


@dataclass(frozen=True)
class Parties:
    """Everybody whom one licence needs, with two people where two pairs of eyes are needed."""

    government: Organisation
    authority: Organisation
    implementing_body: Organisation
    operator: Organisation
    supervisor: User
    second_supervisor: User
    drafter: User
    decider: User
    seller: User


def code() -> str:
    """A unified social credit code with a good check digit."""
    stem = f"91990100{next(_number):09d}"
    return stem + calc_check_digit(stem)


def company(**over: Any) -> Organisation:
    """A legal person that may operate."""
    number = next(_number)
    fields = {
        "name": f"云州数据运营有限公司{number}",
        "kind": Organisation.Kind.ENTERPRISE,
        "uscc": code(),
    }
    with arranging():
        return organisation(**fields | over)


def parties(**over: Any) -> Parties:
    """A city's authority, an implementing body and an operator."""
    with arranging():
        government = over.get("government") or organisation(name=f"云州市人民政府{next(_number)}")
        authority = over.get("authority") or organisation(name=f"云州市数据局{next(_number)}")
        implementing_body = over.get("implementing_body") or organisation()
        operator = over.get("operator") or company()
        return Parties(
            government=government,
            authority=authority,
            implementing_body=implementing_body,
            operator=operator,
            supervisor=person(Role.AUTHORITY, organisation=authority),
            second_supervisor=person(Role.AUTHORITY, organisation=authority),
            drafter=person(Role.IMPLEMENTING_BODY, organisation=implementing_body),
            decider=person(Role.IMPLEMENTING_BODY, organisation=implementing_body),
            seller=person(Role.OPERATOR, organisation=operator),
        )


def scan(name: str = "会议纪要.pdf") -> SimpleUploadedFile:
    """A scanned document."""
    return SimpleUploadedFile(name, f"%PDF-1.7 {name}".encode(), content_type="application/pdf")


def kept_file(name: str, *, by: User) -> Attachment:
    """A stored document."""
    return Attachment.objects.keep(scan(name), by=by)


def filled(contents: Any) -> dict[str, str]:
    """Every text that an article demands."""
    return {field: "按规定执行。" for _title, fields in contents for field in fields}


def licensable_resource(*, on: date = START, **over: Any) -> DataResource:
    """Published and registered since before ``on``; put there directly: the procedure is catalog's to test."""
    since = on - EARLIER
    with arranging():
        resource = draft_resource(status=DataResource.Status.PUBLISHED, status_since=since, **over)
        application = draft_application(
            by=Desk(provider=resource.provider, registry=organisation(), **dict.fromkeys(CLERKS)),
            resource=resource,
            on=since,
            status=RegistrationApplication.Status.CODED,
            submission=1,
            undertaking_signed_on=since,
            internally_reviewed_on=since,
        )
        Registration.objects.create(
            number=f"试登-{resource.pk}",
            application=application,
            resource=resource,
            registrant=resource.provider,
            registry=application.registry,
            data_name=resource.name,
            notice_ended_on=since - timedelta(days=1),
            coded_on=since,
            valid_from=since,
            valid_to=years_later(since, years=3),
            content={},
            content_digest="ab" * 32,
        )
    return resource


# Schemes


def draft_scheme(*, by: Parties, resources: tuple[DataResource, ...] = (), **over: Any) -> Scheme:
    """Complete, with a scope and a planned product of each class."""
    fields: dict[str, Any] = {
        "name": f"停车出行领域授权运营实施方案{next(_number)}",
        "authority": by.authority,
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


# Decisions and filings


def filing(by: Parties, on: date) -> dict[str, Any]:
    """What a filing step asks for."""
    return {
        "authority": by.government,
        "number": f"云数备〔2026〕{next(_number)}号",
        "filed_on": on,
    }


def draft_decision(
    *,
    by: Parties,
    scheme: Scheme | None = None,
    licence: Licence | None = None,
    on: date = START,
    **over: Any,
) -> CollectiveDecision:
    """Recorded, not yet signed."""
    kind = CollectiveDecision.Kind.SCHEME if scheme else CollectiveDecision.Kind.AGREEMENT
    fields: dict[str, Any] = {
        "kind": kind,
        "scheme": scheme,
        "licence": licence,
        "body": by.government if scheme else by.implementing_body,
        "meeting": "市政府第31次常务会议" if scheme else "局党组会",
        "held_on": on,
        "minutes_no": f"纪要〔2026〕{next(_number)}号",
        "chair": "李四",
        "attendees": "李四\n王五\n赵六",
        "opinions": "一致同意。",
        "result": CollectiveDecision.Result.PASSED,
        "created_by": by.supervisor if scheme else by.drafter,
    } | over
    with arranging():
        return CollectiveDecision.objects.create(**fields)


def signed_decision(*, by: Parties, on: date = START, **over: Any) -> CollectiveDecision:
    """Checked by a second person and fixed."""
    decision = draft_decision(by=by, on=on, **over)
    actor = by.second_supervisor if decision.scheme_id else by.decider
    decisions.sign_decision(decision, actor=actor, on=on, file=scan(), signed_on=on)
    return decision
