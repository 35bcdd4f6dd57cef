"""What the database itself refuses of codes, items, grades, findings and sources, and the sentence it says."""

from datetime import timedelta

import pytest
from django.db.models import F

from catalog.models import (
    CodeEntry,
    DataItem,
    DataResource,
    GradeChange,
    PersonalDataFinding,
    ResourceRelation,
    SourceConflict,
    SourceConflictMember,
)
from tests.catalog.test_constraints import refused
from tests.factories import metadata
from tests.factories.catalog import DAY, draft_resource, published_resource
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_the_law_of_codes():
    entry = metadata.code(valid_from=DAY)
    rows = CodeEntry.objects.filter(pk=entry.pk)
    refused("codeentry_code_is_unique_within_its_list", metadata.code)
    refused("codeentry_has_code_and_name", lambda: rows.update(name=""))
    refused("codeentry_ends_after_it_begins", lambda: rows.update(valid_to=DAY))
    for field in ("parent", "successor"):
        refused(
            "codeentry_is_neither_its_own_parent_nor_successor",
            lambda name=field: rows.update(**{name: F("pk")}),
        )


def test_length_and_unit_belong_to_types_that_have_them():
    item = draft_resource().items.get()
    rows = DataItem.objects.filter(pk=item.pk)
    refused(
        "dataitem_length_is_of_a_type_that_has_one", lambda: rows.update(data_type="D", length=8)
    )
    refused("dataitem_unit_is_of_a_measured_type", lambda: rows.update(data_type="C", unit="个"))
    assert rows.update(data_type="N", length=8, unit="个") == 1


def test_the_law_of_spans_relations_and_grade_reviewers():
    resource, other = published_resource(), draft_resource(name="乙")
    rows = DataResource.objects.filter(pk=resource.pk)
    refused(
        "dataresource_time_span_ends_after_it_begins",
        lambda: rows.update(covers_from=DAY, covers_to=DAY - timedelta(days=1)),
    )
    refused(
        "dataresource_grade_reviewer_is_not_submitter",
        lambda: rows.update(grade_reviewed_by=F("submitted_by")),
    )
    ResourceRelation.objects.create(resource=resource, related=other)
    refused(
        "resourcerelation_is_named_once",
        lambda: ResourceRelation.objects.create(resource=resource, related=other),
    )
    refused(
        "resourcerelation_is_with_another_resource",
        lambda: ResourceRelation.objects.create(resource=other, related=other),
    )


def test_the_law_of_grade_changes():
    change = metadata.proposed_change()
    rows = GradeChange.objects.filter(pk=change.pk)
    refused(
        "gradechange_is_pending_once_per_resource",
        lambda: metadata.grade_change(change.resource, grade_after="general_3"),
    )
    refused("gradechange_changes_the_grade", lambda: rows.update(grade_after=F("grade_before")))
    refused("gradechange_states_why", lambda: rows.update(rationale=""))
    refused(
        "gradechange_decider_is_not_the_proposer", lambda: rows.update(decided_by=F("proposed_by"))
    )
    refused("gradechange_decision_states_who_and_why", lambda: rows.update(status="confirmed"))


def test_the_law_of_findings():
    finding = metadata.open_finding()
    rows = PersonalDataFinding.objects.filter(pk=finding.pk)
    known = rows.values("resource_id", "kind", "place", "place_detail", "excerpt", "digest").get()
    refused(
        "personaldatafinding_is_told_once",
        lambda: PersonalDataFinding.objects.create(**known, found_on=DAY),
    )
    refused("personaldatafinding_handling_states_who", lambda: rows.update(status="masked"))
    handled = {"handled_by": person()}
    refused(
        "personaldatafinding_publication_states_why",
        lambda: rows.update(status="justified", **handled),
    )
    refused(
        "personaldatafinding_office_is_a_contact",
        lambda: rows.update(status="office", place="abstract", **handled),
    )


def test_the_law_of_source_conflicts():
    conflict = metadata.conflicting()
    rows = SourceConflict.objects.filter(pk=conflict.pk)
    refused(
        "sourceconflict_is_listed_once",
        lambda: SourceConflict.objects.create(
            kind="item", key=conflict.key, status="conflicting", found_on=DAY
        ),
    )
    refused("sourceconflict_decision_states_who_and_why", lambda: rows.update(status="dismissed"))
    refused(
        "sourceconflict_resolution_names_the_source",
        lambda: rows.update(status="resolved", decided_by=person(), decision="职责。"),
    )
    member = conflict.members.first()
    refused(
        "sourceconflictmember_is_named_once",
        lambda: SourceConflictMember.objects.create(
            conflict=conflict, resource_id=member.resource_id, item_id=member.item_id
        ),
    )
