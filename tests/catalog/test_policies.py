"""Person × permission: one table, asked of lists and of single rows, so that the two cannot disagree."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from catalog.models import (
    DataResource,
    Evidence,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
    RegistrationPractice,
    SupplementNotice,
)
from governance import grants
from governance.policies import explain, holds, permissions_of, predicate
from tests.factories import catalog, registering
from tests.factories.catalog import desk
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db
SECRET = {
    "is_secret": True,
    "opening": "none",
    "opening_reason": "涉密。",
    "sharing": "none",
    "sharing_legal_basis": "《中华人民共和国保守国家秘密法》第三十五条",
}


class World:
    """A desk, and people who have nothing to do with it."""

    def __init__(self) -> None:
        self.by = desk()
        elsewhere = organisation()
        self.people = {
            "visitor": AnonymousUser(),
            "clerk": self.by.clerk,
            "other_clerk": self.by.other_clerk,
            "authority": self.by.authority,
            "receiver": self.by.receiver,
            "reviewer": self.by.reviewer,
            "decider": self.by.decider,
            "auditor": person(Role.AUDITOR),
            "other_provider": person(Role.PROVIDER, organisation=elsewhere),
            "other_authority": person(Role.AUTHORITY, organisation=elsewhere),
            "other_registry": person(Role.REGISTRY, organisation=elsewhere),
            "operator": person(Role.OPERATOR),
            "system_admin": person(Role.SYSTEM_ADMIN),
            "inactive": person(Role.PROVIDER, organisation=self.by.provider, is_active=False),
        }


@pytest.fixture
def world():
    return World()


EVERYONE = frozenset(
    {
        "visitor", "clerk", "other_clerk", "authority", "receiver", "reviewer", "decider", "auditor", "other_provider",
        "other_authority", "other_registry", "operator", "system_admin", "inactive",
    }
)  # fmt: skip
NOBODY: frozenset[str] = frozenset()
PROVIDER = frozenset({"clerk", "other_clerk"})
REGISTRY = frozenset({"receiver", "reviewer", "decider"})
OWN = PROVIDER | {"authority", "auditor"}

#: (factory, its fields, permission) → who holds it.
RESOURCES = [
    ("draft", {}, "view", OWN),
    ("published", {}, "view", EVERYONE),
    ("published", SECRET, "view", OWN),
    ("withdrawn", {}, "view", OWN),
    ("withdrawn", {}, "see_tombstone", EVERYONE),
    ("withdrawn", SECRET, "see_tombstone", NOBODY),
    ("published", {}, "see_tombstone", NOBODY),
    ("draft", {}, "change", PROVIDER | {"authority"}),
    ("returned", {}, "change", PROVIDER | {"authority"}),
    ("submitted", {}, "change", NOBODY),
    ("published", {}, "change", NOBODY),
    ("draft", {}, "submit", PROVIDER),
    ("submitted", {}, "review", {"authority"}),
    ("published", {}, "withdraw", PROVIDER | {"authority"}),
    ("published", {}, "revise", PROVIDER),
    ("published", {}, "deliver", PROVIDER),
    ("published", {}, "register", REGISTRY | {"other_registry"}),
]
APPLICATIONS = [
    ("draft_application", "view", PROVIDER | {"auditor"}),
    ("submitted_application", "view", OWN | REGISTRY),
    ("draft_application", "change", PROVIDER),
    ("returned_application", "change", PROVIDER),
    ("submitted_application", "change", NOBODY),
    ("draft_application", "file", PROVIDER),
    ("submitted_application", "receive", REGISTRY),
    ("application_in_review", "review", REGISTRY),
    ("reviewed_application", "announce", REGISTRY),
    ("reviewed_application", "code", NOBODY),
    ("application_in_notice", "code", REGISTRY),
    ("application_in_notice", "correct", NOBODY),
    ("application_in_notice", "cancel", NOBODY),
    ("submitted_application", "withdraw", PROVIDER),
    ("submitted_application", "lapse", NOBODY),
    ("application_in_notice", "object", EVERYONE),
    ("reviewed_application", "object", NOBODY),
    ("objected_application", "settle", REGISTRY - {"reviewer"}),
]


def holders(world, permission, subject):
    """Who holds it, by the list and by the row."""
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    by_list = {
        name
        for name, user in world.people.items()
        if rows.filter(predicate(user, permission)).exists()
    }
    by_row = {name for name, user in world.people.items() if holds(user, permission, subject)}
    by_words = {
        name for name, user in world.people.items() if explain(user, permission, subject).allowed
    }
    assert by_list == by_row == by_words
    return by_list


@pytest.mark.parametrize(("state", "fields", "verb", "expected"), RESOURCES)
def test_who_may_do_what_with_a_resource(world, state, fields, verb, expected):
    resource = getattr(catalog, f"{state}_resource")(by=world.by, **fields)
    assert holders(world, f"catalog.{verb}_dataresource", resource) == expected


@pytest.mark.parametrize(("factory", "verb", "expected"), APPLICATIONS)
def test_who_may_do_what_with_an_application(world, factory, verb, expected):
    application = getattr(catalog, factory)(by=world.by)
    assert holders(world, f"catalog.{verb}_registrationapplication", application) == expected


def test_i_21_the_applicants_own_user_never_handles_or_reviews_the_application(world):
    both = person(Role.PROVIDER, organisation=world.by.provider)
    both.memberships.create(
        organisation=world.by.registry, role=Role.REGISTRY, starts_on="2020-01-01"
    )
    both.forget_roles()
    application = catalog.submitted_application(by=world.by, created_by=both)
    for verb in ("receive", "review", "code"):
        verdict = explain(both, f"catalog.{verb}_registrationapplication", application)
        assert not verdict.allowed
        assert verdict.clauses[0].startswith("本人")


def test_nobody_reviews_the_resource_that_he_prepared(world):
    resource = catalog.submitted_resource(by=world.by, created_by=world.by.authority)
    assert holders(world, "catalog.review_dataresource", resource) == NOBODY


def test_evidence_and_supplement_notices_follow_their_application(world):
    application = catalog.returned_application(by=world.by)
    notice = SupplementNotice.objects.get(application=application)
    evidence = Evidence.objects.get(application=application)
    for subject, name in ((notice, "supplementnotice"), (evidence, "evidence")):
        assert holders(world, f"catalog.view_{name}", subject) == OWN | REGISTRY
    assert holders(world, "catalog.change_evidence", evidence) == PROVIDER


def test_i_23_the_objectors_name_is_for_the_deciding_registry_and_the_auditor_only(world):
    raised = catalog.objected_application(by=world.by).notice.objections.get()
    assert holders(world, "catalog.view_objection", raised) == REGISTRY | {"auditor"}
    assert holders(world, "catalog.decide_objection", raised) == REGISTRY - {"reviewer"}


def test_results_are_public_and_only_steps_write_them(world):
    registration = catalog.active_registration(by=world.by)
    notice = registration.application.notice
    for subject, name in ((registration, "registration"), (notice, "publicnotice")):
        assert holders(world, f"catalog.view_{name}", subject) == EVERYONE
    assert holders(world, "catalog.change_publicnotice", notice) == NOBODY
    assert holders(world, "catalog.change_registration", registration) == REGISTRY
    assert holders(world, "catalog.expire_registration", registration) == NOBODY
    assert holders(world, "catalog.add_registration", registration) == NOBODY


def test_a_grant_by_name_opens_one_draft_until_it_ends(world):
    draft, other = (
        catalog.draft_resource(by=world.by),
        catalog.draft_resource(by=world.by, name="另一项"),
    )
    guest, officer = world.people["operator"], person(Role.SECURITY_ADMIN)
    grants.grant(guest, "catalog.view_dataresource", draft, actor=officer, reason="联合登记。")
    assert list(DataResource.objects.visible_to(guest)) == [draft]
    assert other not in DataResource.objects.visible_to(guest)
    grants.withdraw(guest, "catalog.view_dataresource", draft, actor=officer, reason="已办结。")
    assert not DataResource.objects.visible_to(guest).exists()


@pytest.mark.parametrize(
    "model",
    [
        DataResource,
        RegistrationApplication,
        PublicNotice,
        Objection,
        Registration,
        Evidence,
        SupplementNotice,
    ],
)
def test_the_auditor_sees_everything_and_changes_nothing(world, model):
    catalog.objected_application(by=world.by)
    catalog.returned_application(
        by=world.by, resource=catalog.published_resource(by=world.by, name="乙")
    )
    third = catalog.published_resource(by=world.by, name="丙")
    catalog.coded_application(by=world.by, resource=third)
    auditor, meta = world.people["auditor"], model._meta
    assert model.objects.exists()
    assert model.objects.visible_to(auditor).count() == model.objects.count()
    public = {"see_tombstone_dataresource", "object_registrationapplication"}
    for permission in permissions_of(model):
        name = permission.partition(".")[2]
        if name != f"view_{meta.model_name}" and name not in public:
            assert not model.objects.permitted(auditor, permission).exists(), permission


LATER_APPLICATIONS = [
    ("correction", "reviewed", "correct", REGISTRY),
    ("correction", "reviewed", "code", NOBODY),
    ("correction", "reviewed", "announce", NOBODY),
    ("cancellation", "reviewed", "cancel", REGISTRY),
    ("cancellation", "reviewed", "correct", NOBODY),
    ("renewal", "reviewed", "code", REGISTRY),
    ("change", "reviewed", "code", NOBODY),
    ("change", "reviewed", "announce", REGISTRY),
    ("change", "draft", "view", PROVIDER | {"auditor"}),
    ("change", "draft", "change", PROVIDER),
    ("change", "submitted", "withdraw", PROVIDER),
    ("change", "withdrawn", "view", OWN | REGISTRY),
]


@pytest.mark.parametrize(("kind", "state", "verb", "expected"), LATER_APPLICATIONS)
def test_who_may_do_what_with_a_later_application(world, kind, state, verb, expected):
    application = registering.application_of(kind, state, by=world.by)
    assert holders(world, f"catalog.{verb}_registrationapplication", application) == expected


def test_an_interested_partys_draft_is_its_own_affair(world):
    claim = registering.claimed_correction(by=world.by)
    assert holders(world, "catalog.view_registrationapplication", claim) == REGISTRY | {"auditor"}
    assert holders(world, "catalog.change_registrationapplication", claim) == REGISTRY


def test_who_may_do_what_with_a_registration(world):
    registration = registering.application_of("correction", "finished", by=world.by).about
    assert holders(world, "catalog.apply_registration", registration) == PROVIDER
    for verb in ("supersede", "amend", "end"):
        assert holders(world, f"catalog.{verb}_registration", registration) == REGISTRY
    version = registration.versions.get()
    assert holders(world, "catalog.view_registrationversion", version) == OWN | REGISTRY
    for verb in ("add", "change"):
        assert holders(world, f"catalog.{verb}_registrationversion", version) == NOBODY


def test_who_may_do_what_with_a_revocation(world):
    revocation = registering.opened_revocation(by=world.by)
    assert holders(world, "catalog.view_revocation", revocation) == REGISTRY | {
        "authority",
        "auditor",
    }
    for verb in ("add", "change", "verify", "decide", "drop"):
        assert holders(world, f"catalog.{verb}_revocation", revocation) == REGISTRY
    registering.revocations.verify(
        revocation, actor=world.by.reviewer, on=registering.LATER, reason="属实。"
    )
    assert holders(world, "catalog.decide_revocation", revocation) == REGISTRY - {"reviewer"}
    assert holders(world, "catalog.change_revocation", revocation) == NOBODY
    registering.revocations.revoke(
        revocation, actor=world.by.decider, on=registering.LATER, reason="撤销。"
    )
    assert holders(world, "catalog.view_revocation", revocation) == OWN | REGISTRY


def test_the_practice_is_public_and_set_by_the_regions_authority(world):
    practice = RegistrationPractice.objects.create(
        region=world.by.provider.region, source="云州细则"
    )
    assert holders(world, "catalog.view_registrationpractice", practice) == EVERYONE
    for verb in ("add", "change"):
        set_by = holders(world, f"catalog.{verb}_registrationpractice", practice)
        assert set_by == {"authority", "other_authority"}
