"""Everybody whom one licence needs, their papers, and data that may be licensed."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.cn.uscc import calc_check_digit

from accounts.models import Organisation, Role, User
from catalog.models import DataResource, Registration, RegistrationApplication
from governance.models import Attachment
from licensing.validity import years_later
from tests.database import arranging
from tests.factories.catalog import Desk, draft_application, draft_resource
from tests.factories.people import organisation, person

START = date(2026, 4, 1)
#: Registration takes up to 33 working days: what a licence needs was filed this long before.
EARLIER = timedelta(days=60)
running = count(1)


CLERKS = ("clerk", "other_clerk", "authority", "receiver", "reviewer", "decider")


@dataclass(frozen=True)
class Parties:
    """Everybody whom one licence needs, with two people where two pairs of eyes are needed."""

    government: Organisation
    province: Organisation
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
    stem = f"91990100{next(running):09d}"
    return stem + calc_check_digit(stem)


def company(**over: Any) -> Organisation:
    """A legal person that may operate."""
    number = next(running)
    fields = {
        "name": f"云州数据运营有限公司{number}",
        "kind": Organisation.Kind.ENTERPRISE,
        "uscc": code(),
    }
    with arranging():
        return organisation(**fields | over)


def filing_authority() -> Organisation:
    """A provincial data authority: by its level and the office held there."""
    province = organisation(name=f"演示省数据局{next(running)}", level=Organisation.Level.PROVINCE)
    person(Role.AUTHORITY, organisation=province)
    return province


def parties(**over: Any) -> Parties:
    """A city's authority, an implementing body and an operator."""
    with arranging():
        government = over.get("government") or organisation(name=f"云州市人民政府{next(running)}")
        province = over.get("province") or filing_authority()
        authority = over.get("authority") or organisation(name=f"云州市数据局{next(running)}")
        implementing_body = over.get("implementing_body") or organisation()
        operator = over.get("operator") or company()
        return Parties(
            government=government,
            province=province,
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
