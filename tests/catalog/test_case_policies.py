"""Person × permission on quality issues and data requests, asked of lists and of rows; reporters stay unknown."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from catalog.models import DataRequest, QualityIssue
from governance.policies import explain, holds, permissions_of, predicate
from tests.factories.cases import ISSUE_PATHS, REQUEST_PATHS, data_request, quality_issue
from tests.factories.people import organisation, person
from tests.factories.resources import desk

pytestmark = pytest.mark.django_db
PROVIDER = frozenset({"clerk", "other_clerk"})
OWN = PROVIDER | {"authority", "auditor"}
NOBODY: frozenset[str] = frozenset()


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
            "auditor": person(Role.AUDITOR),
            "other_provider": person(Role.PROVIDER, organisation=elsewhere),
            "other_authority": person(Role.AUTHORITY, organisation=elsewhere),
            "operator": person(Role.OPERATOR),
            "system_admin": person(Role.SYSTEM_ADMIN),
            "inactive": person(Role.PROVIDER, organisation=self.by.provider, is_active=False),
        }


EVERYONE = frozenset(
    {
        "visitor", "clerk", "other_clerk", "authority", "auditor", "other_provider", "other_authority", "operator",
        "system_admin", "inactive",
    }
)  # fmt: skip
ISSUES = [
    ("filed", "view", OWN),
    ("declined", "view", OWN),
    ("accepted", "view", EVERYONE),
    ("closed", "view", EVERYONE),
    ("filed", "track", EVERYONE),
    ("declined", "track", EVERYONE),
    ("accepted", "follow", OWN),
    ("filed", "handle", PROVIDER),
    ("accepted", "supervise", {"authority"}),
    ("accepted", "contact", PROVIDER | {"authority"}),
    ("corrected", "contact", PROVIDER | {"authority"}),
    ("closed", "contact", NOBODY),
    ("declined", "contact", NOBODY),
    ("filed", "change", NOBODY),
    ("accepted", "change", NOBODY),
    ("accepted", "add", NOBODY),
]
AUTHORITIES = frozenset({"authority", "other_authority"})
REQUESTS = [
    ("filed", "view", AUTHORITIES | {"auditor"}),
    ("accepted", "view", EVERYONE),
    ("declined", "view", AUTHORITIES | {"auditor"}),
    ("filed", "track", EVERYONE),
    ("filed", "follow", AUTHORITIES | {"auditor"}),
    ("assigned", "follow", OWN),
    ("filed", "receive", AUTHORITIES),
    ("assigned", "receive", {"authority"}),
    ("filed", "decide", NOBODY),
    ("assigned", "decide", PROVIDER),
    ("filed", "contact", AUTHORITIES),
    ("assigned", "contact", PROVIDER | {"authority"}),
    ("closed", "contact", NOBODY),
    ("filed", "change", NOBODY),
    ("assigned", "change", NOBODY),
]


def holders(world, permission, subject):
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    by_list = {
        name
        for name, user in world.people.items()
        if rows.filter(predicate(user, permission)).exists()
    }
    by_row = {name for name, user in world.people.items() if holds(user, permission, subject)}
    by_words = {n for n, user in world.people.items() if explain(user, permission, subject).allowed}
    assert by_list == by_row == by_words
    return by_list


@pytest.mark.parametrize(("status", "verb", "expected"), ISSUES)
def test_who_may_do_what_with_a_quality_issue(status, verb, expected):
    world = World()
    issue = quality_issue(status, by=world.by)
    assert holders(world, f"catalog.{verb}_qualityissue", issue) == expected


@pytest.mark.parametrize(("status", "verb", "expected"), REQUESTS)
def test_who_may_do_what_with_a_data_request(status, verb, expected):
    world = World()
    request = data_request(status, by=world.by)
    assert holders(world, f"catalog.{verb}_datarequest", request) == expected


def test_anybody_may_file_as_long_as_the_resource_is_public():
    world = World()
    issue = quality_issue(by=world.by)
    assert holders(world, "catalog.add_qualityissue", issue) == EVERYONE
    type(issue.resource).objects.filter(pk=issue.resource_id).update(
        is_secret=True, opening="none", sharing="none", opening_reason="涉密。",
        sharing_legal_basis="《保守国家秘密法》第三十五条",
    )  # fmt: skip
    for verb in ("add", "track", "view"):
        assert "visitor" not in holders(world, f"catalog.{verb}_qualityissue", issue)


def test_an_issue_that_was_taken_over_may_be_handled_by_its_authority_only():
    world = World()
    issue = quality_issue("accepted", by=world.by)
    QualityIssue.objects.filter(pk=issue.pk).update(is_escalated=True)
    assert holders(world, "catalog.handle_qualityissue", issue) == PROVIDER | {"authority"}


def test_nobody_handles_what_he_filed_himself():
    world = World()
    issue = quality_issue(by=world.by, actor=world.by.clerk)
    assert holders(world, "catalog.handle_qualityissue", issue) == {"other_clerk"}
    request = data_request(by=world.by, actor=world.by.authority)
    assert holders(world, "catalog.receive_datarequest", request) == {"other_authority"}


def test_who_decided_does_not_review_his_own_opinion():
    world = World()
    request = data_request("refused", by=world.by)
    DataRequest.objects.filter(pk=request.pk).update(decided_by=world.by.authority)
    assert holders(world, "catalog.receive_datarequest", request) == NOBODY


@pytest.mark.parametrize("model", [QualityIssue, DataRequest])
def test_i_35_the_auditor_sees_every_case_and_changes_none(model):
    world = World()
    for n, status in enumerate(ISSUE_PATHS):
        quality_issue(status, by=world.by, description=f"第{n}处泊位数不对。")
    for n, status in enumerate(REQUEST_PATHS):
        data_request(status, by=world.by, title=f"第{n}项数据")
    auditor = world.people["auditor"]
    assert model.objects.visible_to(auditor).count() == model.objects.count() > 5
    public = {"view", "track", "follow", "add"}
    for permission in permissions_of(model):
        if permission.partition(".")[2].partition("_")[0] not in public:
            assert not model.objects.permitted(auditor, permission).exists(), permission
