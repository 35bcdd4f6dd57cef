"""The database keeps revisions out of sight, one at a time, and versions as they were published."""

import pytest
from django.db import DatabaseError, transaction

from catalog.models import DataResource, ResourceVersion
from tests.catalog.test_constraints import refused
from tests.factories import catalog
from tests.factories.catalog import DAY

pytestmark = pytest.mark.django_db


def rows_of(resource):
    return DataResource.objects.filter(pk=resource.pk)


@pytest.mark.parametrize("status", ["published", "updating", "withdrawn"])
def test_a_revision_is_never_public_whoever_writes_it(status):
    revision = catalog.submitted_revision()
    refused(
        "dataresource_revision_is_never_public",
        lambda: rows_of(revision).update(status=status, withdrawal_reason="理由。"),
    )


def test_one_open_revision_for_an_entry():
    revision = catalog.draft_revision()
    refused(
        "dataresource_has_one_open_revision",
        lambda: DataResource.objects.create(
            name="乙",
            provider=revision.provider,
            revision_of=revision.revision_of,
            revision_reason="理由。",
        ),
    )
    for status in ("merged", "abandoned"):
        rows_of(revision).update(status=status)
        assert catalog.draft_resource(revision_of=revision.revision_of, revision_reason="再改。").pk
        DataResource.objects.filter(revision_of=revision.revision_of).update(status=status)


@pytest.mark.parametrize(
    "fields", [{"code": "3/1"}, {"source_key": "1"}, {"delivered_on": DAY}], ids=str
)
def test_a_revision_has_no_code_source_or_delivery_of_its_own(fields):
    revision = catalog.draft_revision()
    refused(
        "dataresource_revision_has_no_code_of_its_own", lambda: rows_of(revision).update(**fields)
    )


@pytest.mark.parametrize("status", ["merged", "abandoned"])
def test_only_a_revision_is_merged_or_abandoned(status):
    resource = catalog.published_resource()
    refused(
        "dataresource_only_a_revision_is_merged_or_abandoned",
        lambda: rows_of(resource).update(status=status),
    )


def test_a_revision_states_its_reason_and_an_approval_its_day():
    revision = catalog.draft_revision()
    refused(
        "dataresource_revision_states_reason", lambda: rows_of(revision).update(revision_reason="")
    )
    approved = catalog.approved_resource()
    refused(
        "dataresource_approved_names_its_day", lambda: rows_of(approved).update(release_on=None)
    )


@pytest.mark.parametrize("make", [catalog.approved_resource, catalog.updating_resource])
def test_what_is_approved_or_under_revision_is_as_complete_as_what_is_published(make):
    resource = make()
    refused(
        "dataresource_core_metadata_is_complete_once_submitted",
        lambda: rows_of(resource).update(abstract=""),
    )


def test_versions_are_numbered_from_one_and_each_number_is_given_once():
    version = catalog.published_resource().versions.get()
    fields = {"resource": version.resource, "published_on": DAY, "content": {}, "digest": "ab" * 32}
    refused(
        "resourceversion_number_is_unique_within_its_resource",
        lambda: ResourceVersion.objects.create(number=1, **fields),
    )
    refused(
        "resourceversion_is_numbered_from_one",
        lambda: ResourceVersion.objects.create(number=0, **fields),
    )


def test_a_version_is_neither_changed_nor_deleted():
    version = catalog.published_resource().versions.get()
    rows = ResourceVersion.objects.filter(pk=version.pk)
    for write in (lambda: rows.update(reason="改写"), rows.delete):
        with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
            write()
