"""The database itself refuses what the law forbids, whatever Python thinks of it, and says so in Chinese."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F

from catalog.models import (
    DataItem,
    Distribution,
    Evidence,
    NumberSeries,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
    SupplementNotice,
)
from governance.constraints import database_refusal
from governance.errors import InvalidInput
from tests.factories import catalog
from tests.factories.people import person

pytestmark = pytest.mark.django_db

#: Constraint of a published resource → the update that breaks it.
RESOURCE: dict[str, dict[str, Any]] = {
    "dataresource_core_metadata_is_complete_once_submitted": {"grade": ""},
    "dataresource_conditional_sharing_states_conditions": {"sharing": "conditional"},
    "dataresource_refused_sharing_cites_an_article": {
        "sharing": "none",
        "sharing_legal_basis": "有关规定",
    },
    "dataresource_conditional_opening_states_conditions": {"opening": "conditional"},
    "dataresource_closed_states_reason": {"opening": "none"},
    "dataresource_secret_is_never_open_or_shared": {"is_secret": True},
    "dataresource_core_and_important_are_never_open": {"grade": "important"},
    "dataresource_sensitive_is_not_open_unconditionally": {"grade": "general_4"},
    "dataresource_reviewer_is_not_submitter": {"reviewed_by": F("submitted_by")},
    "dataresource_withdrawal_states_reason": {"status": "withdrawn"},
}
#: Constraint of an application in review → the update that breaks it.
APPLICATION: dict[str, dict[str, Any]] = {
    "application_is_filed_with_a_signed_undertaking": {"undertaking_signed_on": None},
    "application_is_filed_after_internal_review": {"internally_reviewed_on": None},
    "application_blocks_are_complete_once_filed": {"legal_basis": ""},
    "application_with_personal_data_states_its_basis": {"has_personal_data": True},
    "application_reviewer_is_not_the_applicant": {"reviewed_by": F("submitted_by")},
    "application_negative_outcome_states_reason": {"status": "failed"},
}


def refused(name, write):
    """The write breaks exactly this constraint, and the constraint speaks to people."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    assert error.value.__cause__.diag.constraint_name == name
    refusal = database_refusal(error.value)
    assert isinstance(refusal, InvalidInput)
    assert re.fullmatch(r"[^A-Za-z]+。", str(refusal))


@pytest.mark.parametrize(("name", "fields"), RESOURCE.items(), ids=list(RESOURCE))
def test_the_law_of_a_resource_stands_in_the_database(name, fields):
    resource = catalog.published_resource()
    rows = type(resource).objects.filter(pk=resource.pk)
    refused(name, lambda: rows.update(**fields))


def test_a_draft_may_still_be_incomplete():
    draft = catalog.draft_resource(opening="none", grade="", abstract="")
    assert draft.opening_reason == ""


def test_resource_codes_and_source_keys_are_unique():
    first = catalog.draft_resource(code="3/000001", source_system="甲", source_key="1")
    assert catalog.draft_resource(source_system="乙", source_key="1").pk
    refused("dataresource_code_is_unique", lambda: catalog.draft_resource(code=first.code))
    refused(
        "dataresource_source_key_is_unique",
        lambda: catalog.draft_resource(source_system="甲", source_key="1"),
    )


def test_the_law_of_items_and_distributions():
    resource = catalog.draft_resource()
    refused(
        "dataitem_name_is_unique_within_its_resource",
        lambda: DataItem.objects.create(resource=resource, name="停车场名称"),
    )
    refused(
        "dataitem_length_is_positive",
        lambda: DataItem.objects.create(resource=resource, name="甲", length=0),
    )
    refused(
        "distribution_names_an_address_or_a_file",
        lambda: Distribution.objects.create(resource=resource, name="甲", format="CSV"),
    )


@pytest.mark.parametrize(("name", "fields"), APPLICATION.items(), ids=list(APPLICATION))
def test_the_law_of_an_application_stands_in_the_database(name, fields):
    application = catalog.application_in_review()
    rows = RegistrationApplication.objects.filter(pk=application.pk)
    refused(name, lambda: rows.update(**fields))


def test_one_open_first_application_for_a_resource():
    by = catalog.desk()
    application = catalog.submitted_application(by=by)
    refused(
        "application_is_the_only_open_one_of_its_resource",
        lambda: RegistrationApplication.objects.filter(
            pk=catalog.internally_reviewed_application(by=by, resource=application.resource).pk
        ).update(status="submitted", submission=1),
    )


def test_i_22_i_24_the_law_of_a_registration():
    registration = catalog.active_registration()
    rows = Registration.objects.filter(pk=registration.pk)
    refused(
        "registration_ends_after_it_starts", lambda: rows.update(valid_to=registration.valid_from)
    )
    refused(
        "registration_is_coded_after_its_notice",
        lambda: rows.update(notice_ended_on=registration.coded_on),
    )
    other = catalog.active_registration()
    refused(
        "registration_is_the_only_active_one_of_its_resource",
        lambda: Registration.objects.filter(pk=other.pk).update(resource=registration.resource),
    )


def test_i_22_a_notice_is_never_short():
    notice = catalog.application_in_notice().notice
    rows = PublicNotice.objects.filter(pk=notice.pk)
    refused(
        "publicnotice_lasts_at_least_ten_days",
        lambda: rows.update(ends_on=notice.starts_on + timedelta(days=9)),
    )


def test_i_26_a_supplement_notice_is_given_once_per_submission_and_names_what_is_missing():
    notice = SupplementNotice.objects.get(application=catalog.returned_application())
    assert notice.lines == ["补充空间范围", "补充评估报告"]
    twice = SupplementNotice(
        application=notice.application, submission=1, items=["补充"], given_on=notice.given_on
    )
    refused("supplementnotice_is_given_once_per_submission", twice.save)
    empty = SupplementNotice(
        application=notice.application, submission=2, items=[], given_on=notice.given_on
    )
    refused("supplementnotice_names_what_is_missing", empty.save)


def test_i_21_i_23_the_law_of_an_objection():
    raised = catalog.objected_application().notice.objections.get()
    rows = Objection.objects.filter(pk=raised.pk)
    decided = {"decided_by": person(), "decision": "属实。"}
    for field in ("real_name", "contact", "claim", "evidence_statement"):
        refused(
            "objection_has_real_name_and_evidence", lambda name=field: rows.update(**{name: ""})
        )
    refused(
        "objection_decider_is_not_the_reviewer",
        lambda: rows.update(**decided | {"decided_by": F("reviewer")}),
    )
    author = person()
    refused(
        "objection_decider_is_not_its_author",
        lambda: rows.update(**decided | {"decided_by": author, "created_by": author}),
    )
    refused("objection_decision_states_who_and_why", lambda: rows.update(status="upheld"))


def test_evidence_carries_a_whole_digest():
    application = catalog.draft_application()
    for digest in ("", "AB" * 32, "ab" * 31, "xy" * 32):
        evidence = Evidence(
            application=application, digest=digest, institution="公证处", preserved_on=catalog.DAY
        )
        refused("evidence_digest_is_64_hexadecimal_digits", evidence.save)


def test_there_is_one_series_for_a_prefix_and_year():
    NumberSeries.objects.create(prefix="云登", year=2026)
    refused(
        "numberseries_is_one_per_prefix_and_year",
        lambda: NumberSeries.objects.create(prefix="云登", year=2026),
    )


def test_every_constraint_of_the_catalogue_is_tried_here(request):
    tried = "".join(path.read_text("utf-8") for path in request.path.parent.glob("test_*.py"))
    names = {
        constraint.name
        for model in apps.get_app_config("catalog").get_models()
        for constraint in model._meta.constraints
    }
    assert names
    assert {name for name in names if name not in tried} == set()
