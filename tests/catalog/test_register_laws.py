"""The register's own law in the database: rows stay as coded, supplements as given; objections stop the coding."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Registration, RegistrationApplication, SupplementNotice
from governance.constraints import database_refusal
from tests.factories import catalog
from tests.factories.catalog import DAY, desk
from tests.factories.people import organisation
from tests.factories.registering import LATER, application_of

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=30)


def refused_saying(words, act):
    """The act meets a trigger, whose sentence reaches the screen."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    assert words in str(database_refusal(error.value))


#: What somebody might want to alter quietly, within every other constraint.
ALTERED = {
    "registrant": lambda row: organisation(),
    "registry": lambda row: organisation(),
    "resource": lambda row: catalog.published_resource(),
    "valid_from": lambda row: row.valid_from + DAYS,
    "valid_to": lambda row: row.valid_to - DAYS,
    "coded_on": lambda row: row.coded_on + timedelta(days=1),
    "application": lambda row: catalog.draft_application(),
    "created_by": lambda row: desk().clerk,
}


@pytest.mark.parametrize("name", ALTERED)
def test_i_24_a_registration_stays_as_it_was_coded(name):
    registration = catalog.active_registration()
    rows = Registration.objects.filter(pk=registration.pk)
    value = ALTERED[name](registration)
    refused_saying("在赋码时固定，不得修改", lambda: rows.update(**{name: value}))


def test_i_24_a_registration_is_never_deleted():
    registration = catalog.active_registration()
    refused_saying("不得删除", Registration.objects.filter(pk=registration.pk).delete)


def test_i_24_the_name_changes_with_a_corrected_version_only():
    registration = catalog.active_registration()
    rows = Registration.objects.filter(pk=registration.pk)
    for fields in ({"data_name": "另一名称"}, {"corrected_on": LATER}):
        refused_saying("只随更正后的登记内容改变", lambda fields=fields: rows.update(**fields))
    rows.update(national_code="GJ-1", due_on=LATER, due_rule="reg.renew_window")
    version = application_of("correction", "finished").version_made
    about = version.registration
    assert (about.corrected_on, about.data_name) == (
        version.corrected_on, version.application.data_name,
    )  # fmt: skip
    corrected = Registration.objects.filter(pk=about.pk)
    refused_saying("只随更正后的登记内容改变", lambda: corrected.update(data_name="另一名称"))


def test_i_26_a_supplement_notice_stays_as_given():
    notice = catalog.returned_application().supplement_notices.get()
    rows = SupplementNotice.objects.filter(pk=notice.pk)
    more = [{"field": "", "label": "", "words": "再补一项"}]
    refused_saying("只能追加，不能修改或删除", lambda: rows.update(items=more))
    refused_saying("只能追加，不能修改或删除", rows.delete)


def test_i_22_nothing_is_coded_while_an_objection_is_open():
    by = desk()
    application = catalog.objected_application(by=by)
    rows = RegistrationApplication.objects.filter(pk=application.pk)
    refused_saying("还有未处理的异议", lambda: rows.update(status="coded"))
    template = catalog.active_registration(by=by)
    columns = {
        field.attname: getattr(template, field.attname)
        for field in Registration._meta.concrete_fields
        if field.attname not in ("id", "resource_id")
    }
    columns |= {
        "number": "云登-2026-9000", "query_code": "A" * 16, "application_id": application.pk,
        "resource_id": application.resource_id,
    }  # fmt: skip
    coded = Registration(**columns)
    refused_saying("还有未处理的异议", lambda: coded.save(force_insert=True))
    application.notice.objections.update(
        status="dismissed", decided_by=by.decider, decided_on=DAY, decision="不成立。"
    )
    coded.save(force_insert=True)
    assert coded.pk


def test_i_22_nothing_is_completed_while_an_objection_is_open():
    correction = application_of("correction", "objected")
    rows = RegistrationApplication.objects.filter(pk=correction.pk)
    refused_saying("还有未处理的异议", lambda: rows.update(status="completed"))
