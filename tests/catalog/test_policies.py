"""Person × permission: one table, asked of lists and of single rows, so that the two cannot disagree."""

import pytest

from accounts.models import Role, User
from catalog.models import (
    DataResource,
    Evidence,
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
    SupplementNotice,
)
from catalog.workflow import objections, resources
from governance import edits, grants
from governance.errors import NotPermitted
from governance.models import AuditEvent
from governance.policies import explain, permissions_of
from tests.catalog.policy_world import EVERYONE, NOBODY, OWN, PROVIDER, REGISTRY, World, holders
from tests.factories import catalog
from tests.factories.people import person

pytestmark = pytest.mark.django_db
SECRET = {
    "is_secret": True,
    "opening": "none",
    "opening_reason": "涉密。",
    "sharing": "none",
    "sharing_legal_basis": "《中华人民共和国保守国家秘密法》第三十五条",
}


@pytest.fixture
def world():
    return World()


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
    ("updating", {}, "view", EVERYONE),
    ("updating", SECRET, "view", OWN),
    ("updating", {}, "change", NOBODY),
    ("updating", {}, "withdraw", PROVIDER | {"authority"}),
    ("updating", {}, "merge", {"authority"}),
    ("published", {}, "merge", NOBODY),
    ("approved", {}, "view", OWN),
    ("approved", {}, "change", NOBODY),
    ("approved", {}, "release", NOBODY),
    ("approved", {}, "see_tombstone", NOBODY),
    ("published", {}, "abandon", NOBODY),
    ("draft", {}, "extend", NOBODY),
]
REVISIONS = [
    ("draft", "view", OWN),
    ("merged", "view", OWN),
    ("abandoned", "view", OWN),
    ("abandoned", "see_tombstone", NOBODY),
    ("draft", "change", PROVIDER | {"authority"}),
    ("merged", "change", NOBODY),
    ("draft", "submit", PROVIDER),
    ("draft", "extend", {"authority"}),
    ("draft", "abandon", PROVIDER),
    ("submitted", "review", {"authority"}),
    ("submitted", "merge", NOBODY),
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


@pytest.mark.parametrize(("state", "fields", "verb", "expected"), RESOURCES)
def test_who_may_do_what_with_a_resource(world, state, fields, verb, expected):
    resource = getattr(catalog, f"{state}_resource")(by=world.by, **fields)
    assert holders(world, f"catalog.{verb}_dataresource", resource) == expected


@pytest.mark.parametrize(("state", "verb", "expected"), REVISIONS)
def test_who_may_do_what_with_a_revision(world, state, verb, expected):
    revision = getattr(catalog, f"{state}_revision")(by=world.by)
    assert holders(world, f"catalog.{verb}_dataresource", revision) == expected


def test_only_a_service_account_releases(world):
    world.people = {"job": User.objects.service_account("scheduler"), **world.people}
    for make, verb in (("approved", "release"), ("updating", "merge")):
        resource = getattr(catalog, f"{make}_resource")(by=world.by)
        assert "job" in holders(world, f"catalog.{verb}_dataresource", resource)
    waiting = catalog.submitted_resource(by=world.by)
    assert holders(world, "catalog.release_dataresource", waiting) == NOBODY


def test_versions_are_seen_with_their_entry_and_read_whole_by_those_who_answer_for_it(world):
    version = catalog.published_resource(by=world.by).versions.get()
    hidden = catalog.published_resource(by=world.by, **SECRET).versions.get()
    assert holders(world, "catalog.view_resourceversion", version) == EVERYONE
    assert holders(world, "catalog.view_resourceversion", hidden) == OWN
    assert holders(world, "catalog.inspect_resourceversion", version) == OWN
    for verb in ("add", "change"):
        assert holders(world, f"catalog.{verb}_resourceversion", version) == NOBODY


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


@pytest.mark.parametrize("role", ["submitted_by", "created_by", "internal_reviewer"])
def test_i_21_the_applicants_people_sit_on_one_side_of_the_desk(world, role):
    submitted = catalog.submitted_application(by=world.by)
    rows = RegistrationApplication.objects.filter(pk=submitted.pk)
    rows.update(**{role: world.by.decider})
    for verb in ("receive", "review"):
        held = holders(world, f"catalog.{verb}_registrationapplication", submitted)
        assert held == REGISTRY - {"decider"}


@pytest.mark.parametrize("role", ["submitted_by", "created_by", "internal_reviewer"])
def test_i_21_the_applicants_people_decide_no_objection_to_their_application(world, role):
    application = catalog.objected_application(by=world.by)
    raised = application.notice.objections.get()
    RegistrationApplication.objects.filter(pk=application.pk).update(**{role: world.by.decider})
    assert holders(world, "catalog.decide_objection", raised) == {"receiver"}
    assert holders(world, "catalog.settle_registrationapplication", application) == {"receiver"}


def test_i_21_who_raised_an_objection_does_not_decide_it(world):
    application = catalog.application_in_notice(by=world.by)
    raised = catalog.objection(application, actor=world.by.decider)
    assert raised.created_by == world.by.decider
    assert holders(world, "catalog.decide_objection", raised) == {"receiver"}
    with pytest.raises(NotPermitted, match="本人提出的异议，不得由本人处理"):
        objections.dismiss(raised, actor=world.by.decider, on=catalog.DAY, reason="不成立。")


def test_nobody_reviews_the_resource_that_he_prepared(world):
    resource = catalog.submitted_resource(by=world.by, created_by=world.by.authority)
    assert holders(world, "catalog.review_dataresource", resource) == NOBODY


def test_nobody_reviews_the_resource_that_he_rewrote(world):
    resource = catalog.draft_resource(by=world.by, created_by=world.by.clerk)
    resource.abstract = "全市公共停车场的总泊位、空余泊位和开放时间。"
    edits.save(resource, actor=world.by.authority)
    resources.submit(resource, actor=world.by.clerk, on=catalog.DAY)
    assert holders(world, "catalog.review_dataresource", resource) == NOBODY
    other = catalog.submitted_resource(by=world.by, name="另一项")
    assert holders(world, "catalog.review_dataresource", other) == {"authority"}


def test_an_edit_that_was_refused_bars_nobody_from_reviewing(world):
    resource = catalog.submitted_resource(by=world.by)
    resource.abstract = "另一段摘要。"
    with pytest.raises(NotPermitted):
        edits.save(resource, actor=world.by.authority)
    assert holders(world, "catalog.review_dataresource", resource) == {"authority"}


def test_nobody_reviews_the_application_that_he_rewrote(world):
    application = catalog.application_in_review(by=world.by)
    AuditEvent.objects.record(
        "catalog.registrationapplication.change", application, actor=world.by.decider
    )
    held = holders(world, "catalog.review_registrationapplication", application)
    assert held == REGISTRY - {"decider"}


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
