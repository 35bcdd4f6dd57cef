"""What stands against a withdrawal: a licence in force, an application under way (26号 第十条; 27号 第十四条)."""

import pytest

from accounts.models import Role
from catalog.workflow import resources
from governance.errors import TransitionError
from tests.factories import catalog, licensing
from tests.factories.catalog import AFTER_NOTICE, DAY, desk
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return desk()


def withdraw(resource, actor, on=DAY):
    return resources.withdraw(resource, actor=actor, on=on, reason="来源系统停用。")


def test_what_is_licensed_is_not_withdrawn_while_the_licence_is_in_force():
    licence = licensing.licence_in_force()
    resource = licence.scope.first().resource
    clerk = person(Role.PROVIDER, organisation=resource.provider)
    with pytest.raises(TransitionError, match="授权生效期间不得撤回") as refusal:
        withdraw(resource, clerk, on=licence.starts_on)
    assert str(licence) in str(refusal.value)
    assert "中止" in str(refusal.value)


def test_a_suspended_licence_no_longer_holds_the_resource():
    licence = licensing.suspended_licence()
    resource = licence.scope.first().resource
    clerk = person(Role.PROVIDER, organisation=resource.provider)
    withdraw(resource, clerk, on=licence.starts_on)
    assert resource.status == "withdrawn"


@pytest.mark.parametrize(
    "make",
    [
        catalog.submitted_application, catalog.returned_application, catalog.application_in_review,
        catalog.reviewed_application, catalog.application_in_notice, catalog.objected_application,
    ],
)  # fmt: skip
def test_what_the_registry_works_on_is_not_withdrawn(by, make):
    resource = make(by=by).resource
    with pytest.raises(TransitionError, match="登记申请正在办理"):
        withdraw(resource, by.clerk)
    resource.refresh_from_db()
    assert resource.status == "published"


@pytest.mark.parametrize(
    "make",
    [
        catalog.draft_application, catalog.refused_application, catalog.failed_application,
        catalog.terminated_application,
    ],
)  # fmt: skip
def test_an_application_that_is_over_or_not_filed_holds_nothing(by, make):
    resource = make(by=by).resource
    withdraw(resource, by.clerk)
    assert resource.status == "withdrawn"


def test_a_registration_in_force_does_not_keep_an_entry_that_is_gone(by):
    resource = catalog.registered_resource(by=by)
    withdraw(resource, by.clerk, on=AFTER_NOTICE)
    assert resource.registrations.get().status == "active"


def test_the_tombstone_names_the_body_for_which_the_person_acted(by):
    mine = catalog.published_resource(by=by)
    withdraw(mine, by.clerk)
    assert mine.withdrawn_by == by.provider
    city = organisation(name="云州市数据局")
    bureau = organisation(name="云州市交通局", parent=city)
    officer = person(Role.AUTHORITY, organisation=city, covers_subtree=True)
    theirs = catalog.published_resource(by=desk(provider=bureau))
    withdraw(theirs, officer)
    assert theirs.withdrawn_by == city
