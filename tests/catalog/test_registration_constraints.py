"""The law of registering in the database: kinds, joint applicants, versions, revocations, the region's practice."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from catalog.models import (
    ApplicationParty,
    Registration,
    RegistrationApplication,
    RegistrationPractice,
    RegistrationVersion,
    Revocation,
)
from governance.constraints import database_refusal
from tests.catalog.test_constraints import refused
from tests.factories import catalog, registering
from tests.factories.catalog import desk
from tests.factories.people import organisation, region
from tests.factories.registering import LATER, application_of

pytestmark = pytest.mark.django_db
NOTHING_CLAIMED = {"is_by_interested_party": True, "interested_party": "", "interest": ""}
#: Kind and state of an application, constraint, the update that breaks it.
APPLICATIONS: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "change",
        "submitted",
        "application_names_one_subject_of_its_kind",
        {"subject_kind": "product"},
    ),
    ("change", "submitted", "application_names_one_subject_of_its_kind", {"resource": None}),
    ("change", "submitted", "application_names_the_registration_that_it_is_about", {"about": None}),
    (
        "change",
        "submitted",
        "application_names_the_registration_that_it_is_about",
        {"kind": "first"},
    ),
    (
        "change",
        "submitted",
        "application_to_alter_a_registration_says_what_and_why",
        {"change_summary": ""},
    ),
    (
        "cancellation",
        "submitted",
        "application_for_cancellation_states_one_of_the_grounds",
        {"cancellation_ground": ""},
    ),
    (
        "change",
        "draft",
        "application_for_cancellation_states_one_of_the_grounds",
        {"cancellation_ground": "lost"},
    ),
    (
        "change",
        "draft",
        "application_by_an_interested_party_is_a_correction",
        {"is_by_interested_party": True},
    ),
    (
        "correction",
        "submitted",
        "application_by_an_interested_party_rests_on_consent_or_evidence",
        NOTHING_CLAIMED,
    ),
    ("change", "reviewed", "application_ends_as_its_kind_ends", {"status": "completed"}),
    ("correction", "reviewed", "application_ends_as_its_kind_ends", {"status": "coded"}),
    ("change", "submitted", "application_negative_outcome_states_reason", {"status": "withdrawn"}),
]


@pytest.mark.parametrize(("kind", "state", "name", "fields"), APPLICATIONS)
def test_the_law_of_each_kind_stands_in_the_database(kind, state, name, fields):
    application = application_of(kind, state)
    rows = RegistrationApplication.objects.filter(pk=application.pk)
    refused(name, lambda: rows.update(**fields))


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (("change", "cancellation"), "application_is_the_only_open_one_of_its_registration"),
        (
            ("correction", "correction"),
            "application_is_the_only_open_correction_of_its_registration",
        ),
    ],
)
def test_one_open_application_of_its_sort_for_a_registration(kinds, name):
    by = desk()
    first = application_of(kinds[0], "submitted", by=by)
    RegistrationApplication.objects.filter(pk=first.pk).update(status="coded", kind="change")
    second = application_of(kinds[1], "submitted", by=by, registration=first.about)
    rows = RegistrationApplication.objects.filter(pk=first.pk)
    ground = {"cancellation_ground": "lost"} if kinds[0] == "cancellation" else {}
    refused(name, lambda: rows.update(status="submitted", kind=kinds[0], **ground))
    assert second.status == "submitted"


def test_i_24_the_terms_of_a_registration():
    registration = catalog.active_registration()
    rows = Registration.objects.filter(pk=registration.pk)
    longer = registration.valid_from + timedelta(days=1097)
    refused("registration_lasts_at_most_three_years", lambda: rows.update(valid_to=longer))
    refused("registration_is_coded_after_its_notice", lambda: rows.update(notice_ended_on=None))
    refused("registration_that_follows_names_the_previous_one", lambda: rows.update(kind="renewal"))
    refused(
        "registration_is_of_one_subject_of_its_kind", lambda: rows.update(subject_kind="product")
    )
    refused("registration_end_states_when_and_why", lambda: rows.update(status="cancelled"))


def test_one_registration_of_a_thing_for_each_day():
    by = desk()
    renewal = application_of("renewal", "finished", by=by).registration
    rows = Registration.objects.filter(pk=renewal.pk)
    refused(
        "registration_is_the_only_active_one_of_its_resource",
        lambda: rows.update(valid_from=F("valid_from") - timedelta(days=1)),
    )


def test_what_was_coded_is_never_rewritten():
    registration = catalog.active_registration()
    rows = Registration.objects.filter(pk=registration.pk)
    for fields in (
        {"content": {}},
        {"content_digest": "cd" * 32},
        {"number": "云登-2026-9999"},
        {"query_code": "A" * 16},
    ):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            rows.update(**fields)
        assert "在赋码时固定，不得修改" in str(database_refusal(error.value))


def test_a_query_code_has_its_form():
    registration = catalog.active_registration()
    twin = Registration(
        **_columns(registration) | {"number": "云登-2026-8888", "query_code": "abc"}
    )
    refused("registration_query_code_has_16_signs", lambda: twin.save(force_insert=True))


def _columns(registration):
    names = [field.attname for field in Registration._meta.concrete_fields]
    skipped = {"id", "resource_id", "application_id"}
    kept = {name: getattr(registration, name) for name in names if name not in skipped}
    return kept | {"status": "expired", "application": catalog.draft_application()}


@pytest.mark.parametrize(
    ("kind", "shift", "words"),
    [("renewal", "valid_from", "自原登记期满次日起算"), ("change", "valid_to", "不改变有效期止")],
)
def test_i_25_a_term_follows_the_previous_one(kind, shift, words):
    before = catalog.active_registration()
    columns = _columns(before) | {
        "number": "云登-2026-7777", "query_code": "A" * 16, "kind": kind, "previous_id": before.pk,
        shift: getattr(before, shift) - timedelta(days=1),
    }  # fmt: skip
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Registration(**columns).save(force_insert=True)
    assert words in str(database_refusal(error.value))


def test_joint_applicants_are_named_once_and_have_one_lead():
    application = catalog.draft_application()
    other = organisation()
    lead = ApplicationParty(
        application=application, organisation=application.registrant, is_lead=True
    )
    lead.save()
    again = ApplicationParty(application=application, organisation=application.registrant)
    refused("applicationparty_is_named_once", again.save)
    second = ApplicationParty(application=application, organisation=other, is_lead=True)
    refused("applicationparty_has_one_lead", second.save)


def test_a_corrected_version_is_numbered_reasoned_and_frozen():
    version = application_of("correction", "finished").version_made
    columns = {
        "registration": version.registration, "content": {}, "content_digest": "ab" * 32,
        "corrected_on": LATER, "application": catalog.draft_application(),
    }  # fmt: skip
    twice = RegistrationVersion(**columns, sequence=2, reason="更正。")
    refused("registrationversion_is_numbered_once", twice.save)
    first = RegistrationVersion(**columns, sequence=1, reason="更正。")
    refused("registrationversion_follows_what_was_coded", first.save)
    silent = RegistrationVersion(**columns, sequence=3, reason="")
    refused("registrationversion_states_why", silent.save)
    with pytest.raises(DatabaseError), transaction.atomic():
        RegistrationVersion.objects.filter(pk=version.pk).update(reason="改。")


def test_i_27_the_law_of_a_revocation():
    by = desk()
    revocation = registering.verified_revocation(by=by)
    rows = Revocation.objects.filter(pk=revocation.pk)
    refused("revocation_states_the_facts", lambda: rows.update(facts=""))
    refused("revocation_follows_a_verification", lambda: rows.update(findings=""))
    refused("revocation_decision_states_who_and_why", lambda: rows.update(status="revoked"))
    refused(
        "revocation_is_decided_by_another_than_the_verifier",
        lambda: rows.update(status="revoked", decision="撤销。", decided_by=F("verified_by")),
    )
    again = Revocation(registration=revocation.registration, ground="other_law", facts="又有发现。")
    refused("revocation_is_the_only_open_one_of_its_registration", again.save)


def test_the_practice_of_a_region_cites_its_source():
    practice = RegistrationPractice(region=region(), source="")
    refused("registrationpractice_cites_its_source", practice.save)


def test_the_product_side_of_the_law_is_tried_with_products():
    # application_is_the_only_open_one_of_its_product and registration_is_the_only_active_one_of_its_product:
    # tests/licensing/test_product_registration.py, where products are.
    names = {constraint.name for constraint in Registration._meta.constraints}
    assert "registration_is_the_only_active_one_of_its_product" in names
