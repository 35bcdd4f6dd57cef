"""Person × permission of sharing: asked of lists and of single rows, so that the two cannot disagree."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from catalog.models import (
    CorrectionRequest,
    SharingDispute,
    SharingDuty,
    SharingIncident,
    SharingRequest,
    SharingSupplement,
    SharingUse,
)
from catalog.workflow import sharing as workflow
from catalog.workflow import sharing_extensions, sharing_use
from governance.policies import explain, holds, permissions_of, predicate
from tests.factories import sharing, sharing_affairs
from tests.factories.catalog import DAY
from tests.factories.people import membership, organisation, person
from tests.factories.sharing import USE, sides

pytestmark = pytest.mark.django_db
MODELS = (
    CorrectionRequest, SharingDispute, SharingDuty, SharingIncident, SharingRequest, SharingSupplement, SharingUse,
)  # fmt: skip


class World:
    """Two sides, and people who have nothing to do with them."""

    def __init__(self) -> None:
        self.by = sides()
        third = organisation(parent=self.by.root)
        elsewhere = organisation()
        self.people = {
            "visitor": AnonymousUser(),
            "clerk": self.by.clerk,
            "other_clerk": self.by.other_clerk,
            "asker": self.by.asker,
            "other_asker": self.by.other_asker,
            "authority": self.by.authority,
            "decider": self.by.decider,
            "auditor": person(Role.AUDITOR),
            "third_department": person(Role.PROVIDER, organisation=third),
            "other_authority": person(Role.AUTHORITY, organisation=elsewhere),
            "operator": person(Role.OPERATOR),
            "registry": person(Role.REGISTRY),
            "system_admin": person(Role.SYSTEM_ADMIN),
            "inactive": person(Role.PROVIDER, organisation=self.by.provider, is_active=False),
        }


@pytest.fixture
def world():
    return World()


NOBODY: frozenset[str] = frozenset()
PROVIDER = frozenset({"clerk", "other_clerk"})
REQUESTER = frozenset({"asker", "other_asker"})
AUTHORITY = frozenset({"authority", "decider"})
SEEN = PROVIDER | REQUESTER | AUTHORITY | {"auditor"}

#: (factory, permission) → who holds it.
REQUESTS = [
    ("draft_request", "view", REQUESTER | {"auditor"}),
    ("submitted_request", "view", SEEN),
    ("draft_request", "change", REQUESTER),
    ("submitted_request", "change", NOBODY),
    ("request_in_supplement", "change", REQUESTER),
    ("draft_request", "file", REQUESTER),
    ("draft_request", "reply", NOBODY),
    ("submitted_request", "reply", PROVIDER),
    ("agreed_request", "provide", PROVIDER),
    ("submitted_request", "extend", AUTHORITY),
    ("agreed_request", "review", AUTHORITY),
    ("request_in_use", "use", REQUESTER),
    ("request_in_use", "report", PROVIDER | AUTHORITY),
    ("request_in_use", "supervise", AUTHORITY),
    ("disputed_request", "settle", PROVIDER | REQUESTER),
    ("request_in_use", "expire", NOBODY),
]
AFFAIRS = [
    ("reported_incident", "view_sharingincident", SEEN),
    ("reported_incident", "answer_sharingincident", REQUESTER),
    ("reported_incident", "verify_sharingincident", AUTHORITY),
    ("verified_incident", "handle_sharingincident", AUTHORITY),
    ("negotiated_dispute", "view_sharingdispute", SEEN),
    ("negotiated_dispute", "pursue_sharingdispute", REQUESTER),
    ("negotiated_dispute", "answer_sharingdispute", PROVIDER),
    ("negotiated_dispute", "mediate_sharingdispute", AUTHORITY),
    ("negotiated_dispute", "decide_sharingdispute", NOBODY),
    ("mediated_dispute", "escalate_sharingdispute", PROVIDER | REQUESTER | AUTHORITY),
    ("dispute_at_superior", "decide_sharingdispute", {"decider"}),
    ("draft_correction", "view_correctionrequest", REQUESTER | {"auditor"}),
    ("draft_correction", "change_correctionrequest", REQUESTER),
    ("submitted_correction", "view_correctionrequest", SEEN),
    ("submitted_correction", "change_correctionrequest", NOBODY),
    ("submitted_correction", "file_correctionrequest", REQUESTER),
    ("submitted_correction", "answer_correctionrequest", PROVIDER),
]


def holders(world, permission, subject):
    """Who holds it, by the list, by the row, and in words."""
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    people = world.people.items()
    by_list = {name for name, user in people if rows.filter(predicate(user, permission)).exists()}
    by_row = {name for name, user in people if holds(user, permission, subject)}
    by_words = {name for name, user in people if explain(user, permission, subject).allowed}
    assert by_list == by_row == by_words
    return by_list


@pytest.mark.parametrize(("factory", "verb", "expected"), REQUESTS)
def test_who_may_do_what_with_a_request(world, factory, verb, expected):
    request = getattr(sharing, factory)(world.by)
    assert holders(world, f"catalog.{verb}_sharingrequest", request) == expected


@pytest.mark.parametrize(("factory", "permission", "expected"), AFFAIRS)
def test_who_may_do_what_around_shared_data(world, factory, permission, expected):
    subject = getattr(sharing_affairs, factory)(world.by)
    assert holders(world, f"catalog.{permission}", subject) == expected


def test_records_are_seen_with_their_request_and_written_by_nobody(world):
    request = sharing.request_in_use(world.by)
    sharing_use.record_use(request, actor=world.by.asker, on=DAY, **USE)
    notice = sharing.request_in_supplement(world.by).supplements.get()
    for subject, name in ((request.uses.get(), "sharinguse"), (notice, "sharingsupplement")):
        assert holders(world, f"catalog.view_{name}", subject) == SEEN
        for verb in ("add", "change"):
            assert holders(world, f"catalog.{verb}_{name}", subject) == NOBODY


def test_the_responsibility_list_is_for_its_body_its_authority_and_the_auditor(world):
    duty = SharingDuty.objects.get(resource=sharing.shared_resource(world.by))
    assert holders(world, "catalog.view_sharingduty", duty) == PROVIDER | AUTHORITY | {"auditor"}


class TestNobodyInHisOwnCause:
    """Who stands on one side answers, consents, verifies and decides nothing on the other."""

    def both(self, by):
        """Somebody who works for the requester and for the provider."""
        user = person(Role.PROVIDER, organisation=by.requester)
        membership(user, Role.PROVIDER, organisation=by.provider)
        return user

    def test_nobody_answers_his_own_request(self, world):
        user = self.both(world.by)
        request = sharing.draft_request(world.by, created_by=user)
        workflow.submit(request, actor=world.by.asker, on=DAY)
        verdict = explain(user, "catalog.reply_sharingrequest", request)
        assert not verdict.allowed
        assert verdict.clauses == ("本人编制或者提交的共享申请，不得由本人答复。",)

    def test_an_authority_that_provides_does_not_consent_to_its_own_extension(self, world):
        user = person(Role.AUTHORITY, organisation=world.by.root, covers_subtree=True)
        request = sharing.submitted_request(world.by)
        assert holds(user, "catalog.extend_sharingrequest", request)
        membership(user, Role.PROVIDER, organisation=world.by.provider)
        for verb in ("extend", "review", "supervise"):
            assert not holds(user, f"catalog.{verb}_sharingrequest", request)

    def test_who_asked_for_more_time_and_changed_sides_does_not_grant_it(self, world):
        clerk, request = world.by.clerk, sharing.submitted_request(world.by)
        sharing_extensions.ask_extension(request, actor=clerk, on=DAY, reason="需要核对。")
        clerk.memberships.update(ends_on=DAY)
        membership(clerk, Role.AUTHORITY, organisation=world.by.root, covers_subtree=True)
        verdict = explain(clerk, "catalog.extend_sharingrequest", request)
        assert verdict.clauses == ("本人申请的延期，不得由本人同意。",)

    @pytest.mark.parametrize("side", ["provider", "requester"])
    def test_nobody_decides_a_dispute_of_his_own_organisation(self, world, side):
        user = person(Role.AUTHORITY, organisation=world.by.root)
        dispute = sharing_affairs.dispute_at_superior(world.by)
        assert holds(user, "catalog.decide_sharingdispute", dispute)
        membership(user, Role.REGISTRY, organisation=getattr(world.by, side))
        verdict = explain(user, "catalog.decide_sharingdispute", dispute)
        assert verdict.clauses == ("任何人不得裁定本单位的争议。",)

    def test_the_mediator_does_not_decide(self, world):
        dispute = sharing_affairs.dispute_at_superior(world.by)
        verdict = explain(world.by.authority, "catalog.decide_sharingdispute", dispute)
        assert verdict.clauses == ("协调人不得裁定同一争议。",)

    def test_an_authority_far_below_does_not_decide(self, world):
        user = person(Role.AUTHORITY, organisation=world.by.provider)
        dispute = sharing_affairs.dispute_at_superior(world.by)
        assert holds(user, "catalog.view_sharingdispute", dispute)
        assert not holds(user, "catalog.decide_sharingdispute", dispute)


def test_a_superior_that_covers_neither_side_still_sees_what_it_decides(world):
    user = person(Role.AUTHORITY, organisation=world.by.root)
    dispute = sharing_affairs.dispute_at_superior(world.by)
    assert list(SharingDispute.objects.visible_to(user)) == [dispute]
    assert list(SharingRequest.objects.visible_to(user)) == [dispute.request]


@pytest.mark.parametrize("model", MODELS)
def test_the_auditor_sees_everything_and_changes_nothing(world, model):
    sharing_affairs.verified_incident(world.by)
    sharing_affairs.decided_dispute(world.by)
    sharing_affairs.submitted_correction(world.by)
    sharing.request_in_supplement(world.by)
    SharingUse.objects.create(request=SharingRequest.objects.latest("pk"), recorded_on=DAY, **USE)
    auditor, view = world.people["auditor"], f"catalog.view_{model._meta.model_name}"
    assert model.objects.exists()
    assert model.objects.visible_to(auditor).count() == model.objects.count()
    for permission in set(permissions_of(model)) - {view}:
        assert not model.objects.permitted(auditor, permission).exists(), permission
