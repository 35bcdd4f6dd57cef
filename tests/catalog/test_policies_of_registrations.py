"""Person × permission for what comes after a first registration: later applications, revocations, practice."""

import pytest

from catalog.models import RegistrationPractice
from tests.catalog.policy_world import EVERYONE, NOBODY, OWN, PROVIDER, REGISTRY, World, holders
from tests.factories import registering

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


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
