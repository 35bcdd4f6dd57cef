"""The database itself refuses what the law of sharing forbids, and says so in Chinese."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from catalog.models import (
    CorrectionRequest,
    SharingDispute,
    SharingIncident,
    SharingRequest,
    SharingSupplement,
    SharingUse,
)
from governance.constraints import database_refusal
from tests.factories import sharing, sharing_affairs
from tests.factories.catalog import DAY
from tests.factories.sharing import USE, sides

pytestmark = pytest.mark.django_db

#: Constraint → how to make the row, and the update that breaks it.
LAWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "sharingrequest_is_made_to_another_body": (sharing.submitted_request, {"requester": F("provider")}),
    "sharingrequest_is_never_for_unshared_data": (sharing.submitted_request, {"kind": "none"}),
    "sharingrequest_is_complete_once_submitted": (sharing.submitted_request, {"legal_basis": ""}),
    "sharingrequest_says_how_conditions_are_met": (sharing.submitted_request, {"conditions_met": ""}),
    "sharingrequest_period_is_in_order": (sharing.draft_request, {"ends_on": "2026-01-01"}),
    "sharingrequest_refusal_cites_law_or_unmet_condition": (
        sharing.refused_request, {"reply_legal_basis": "有关规定"},
    ),
    "sharingrequest_is_not_answered_by_its_own_submitter": (
        sharing.agreed_request, {"replied_by": F("submitted_by")},
    ),
    "sharingrequest_extension_is_consented_by_another": (
        sharing.agreed_request,
        {"extension_asked_by": F("replied_by"), "extension_decided_by": F("replied_by")},
    ),
    "sharingrequest_extension_states_why": (sharing.submitted_request, {"extension": "asked"}),
    "sharingrequest_extra_conditions_are_put_before_the_authority": (
        sharing.agreed_request, {"extra_review": ""},
    ),
    "sharingrequest_provision_is_on_record": (sharing.provided_request, {"provision_evidence": ""}),
    "sharingrequest_end_states_when_and_why": (sharing.ended_request, {"end_reason": ""}),
    "sharingincident_states_the_facts": (sharing_affairs.reported_incident, {"facts": ""}),
    "sharingincident_is_verified_by_somebody_with_a_finding": (
        sharing_affairs.verified_incident, {"finding": ""},
    ),
    "sharingincident_is_not_verified_by_its_reporter": (
        sharing_affairs.verified_incident, {"verified_by": F("created_by")},
    ),
    "sharingincident_handling_states_measure_and_reason": (
        sharing_affairs.handled_incident, {"measure": ""},
    ),
    "correctionrequest_is_made_to_another_body": (
        sharing_affairs.submitted_correction, {"applicant": F("provider")},
    ),
    "correctionrequest_is_received_once_submitted": (
        sharing_affairs.submitted_correction, {"received_on": None},
    ),
    "correctionrequest_answer_states_who_and_what": (
        sharing_affairs.corrected_correction, {"answer": ""},
    ),
    "correctionrequest_is_not_answered_by_its_own_submitter": (
        sharing_affairs.corrected_correction, {"answered_by": F("submitted_by")},
    ),
    "correctionrequest_extension_states_why": (
        sharing_affairs.submitted_correction, {"extended_from": DAY},
    ),
    "sharingdispute_states_its_claim": (sharing_affairs.negotiated_dispute, {"claim": ""}),
    "sharingdispute_superior_is_known": (sharing_affairs.dispute_at_superior, {"superior": None}),
    "sharingdispute_decision_states_who_what_and_why": (
        sharing_affairs.decided_dispute, {"decision": ""},
    ),
    "sharingdispute_decider_is_not_the_mediator": (
        sharing_affairs.decided_dispute, {"decided_by": F("mediated_by")},
    ),
    "sharingdispute_end_has_its_day": (sharing_affairs.settled_dispute, {"closed_on": None}),
}  # fmt: skip


def refused(name, write):
    """The write breaks exactly this constraint, and the constraint speaks to people."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    assert error.value.__cause__.diag.constraint_name == name
    assert re.search("[一-鿿]", str(database_refusal(error.value)))
    assert str(database_refusal(error.value)).endswith("。")


@pytest.mark.parametrize("name", LAWS)
def test_the_law_of_sharing_stands_in_the_database(name):
    make, fields = LAWS[name]
    made = make()
    refused(name, lambda: type(made).objects.filter(pk=made.pk).update(**fields))


def test_a_refusal_of_conditional_sharing_may_name_the_unmet_condition_instead():
    made = sharing.refused_request()
    rows = SharingRequest.objects.filter(pk=made.pk)
    assert rows.update(reply_legal_basis="", unmet_condition="申请用途不是履行职责。") == 1
    refused(
        "sharingrequest_refusal_cites_law_or_unmet_condition",
        lambda: rows.update(kind="unconditional"),
    )


def test_one_unanswered_request_of_one_body_for_one_resource():
    by = sides()
    request = sharing.submitted_request(by)
    other = sharing.refused_request(by)
    rows = SharingRequest.objects.filter(pk=other.pk)
    assert rows.update(resource=request.resource) == 1
    refused("sharingrequest_is_the_only_unanswered_one", lambda: rows.update(status="submitted"))
    refused("sharingrequest_number_is_unique", lambda: rows.update(number=request.number))


def test_i_26_a_supplement_notice_is_given_once_per_submission_and_names_what_is_missing():
    request = sharing.request_in_supplement()
    notice = request.supplements.get()
    assert notice.items == ["补充履职依据", "补充数据项"]
    fields = {"request": request, "given_on": DAY}
    twice = SharingSupplement(submission=1, items=["补充"], **fields)
    refused("sharingsupplement_is_given_once_per_submission", twice.save)
    empty = SharingSupplement(submission=2, items=[], **fields)
    refused("sharingsupplement_names_what_is_missing", empty.save)


def test_a_record_of_use_is_in_order_and_says_what_for():
    request = sharing.request_in_use()
    wrong = SharingUse(request=request, recorded_on=DAY, **USE | {"used_from": DAY.replace(day=3)})
    refused("sharinguse_period_is_in_order", wrong.save)
    silent = SharingUse(request=request, recorded_on=DAY, **USE | {"result": ""})
    refused("sharinguse_says_for_what_and_with_what_result", silent.save)


def test_a_record_of_use_stands():
    use = SharingUse.objects.create(request=sharing.request_in_use(), recorded_on=DAY, **USE)
    for write in (lambda: SharingUse.objects.update(times=1), use.delete):
        with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "model",
    [
        SharingRequest,
        SharingSupplement,
        SharingUse,
        SharingIncident,
        SharingDispute,
        CorrectionRequest,
    ],
)
def test_no_table_of_sharing_changes_without_its_event(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [model._meta.db_table, "%_needs_event"],
        )
        assert cursor.fetchone() == (1,)
