"""Every factory arrives in the state that it names."""

import pytest

from catalog.models import DataResource, Registration, RegistrationApplication
from tests.factories import catalog

pytestmark = pytest.mark.django_db
RESOURCES = {
    catalog.draft_resource: DataResource.Status.DRAFT,
    catalog.submitted_resource: DataResource.Status.SUBMITTED,
    catalog.returned_resource: DataResource.Status.RETURNED,
    catalog.published_resource: DataResource.Status.PUBLISHED,
    catalog.withdrawn_resource: DataResource.Status.WITHDRAWN,
    catalog.registered_resource: DataResource.Status.PUBLISHED,
}
Status = RegistrationApplication.Status
APPLICATIONS = {
    catalog.draft_application: Status.DRAFT,
    catalog.internally_reviewed_application: Status.DRAFT,
    catalog.submitted_application: Status.SUBMITTED,
    catalog.returned_application: Status.RETURNED,
    catalog.refused_application: Status.REFUSED,
    catalog.application_in_review: Status.IN_REVIEW,
    catalog.failed_application: Status.FAILED,
    catalog.reviewed_application: Status.REVIEWED,
    catalog.application_in_notice: Status.NOTICE,
    catalog.objected_application: Status.OBJECTED,
    catalog.terminated_application: Status.TERMINATED,
    catalog.coded_application: Status.CODED,
    catalog.withdrawn_application: Status.WITHDRAWN,
    catalog.active_registration: Registration.Status.ACTIVE,
}


@pytest.mark.parametrize(
    ("factory", "status"),
    [*RESOURCES.items(), *APPLICATIONS.items()],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_a_factory_arrives_in_its_state(factory, status):
    made = factory()
    assert type(made).objects.get(pk=made.pk).status == status
