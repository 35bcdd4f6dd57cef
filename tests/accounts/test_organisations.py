"""Bodies: entered, moved and given a doubtful code, each by whose office it is."""

import pytest

from accounts.models import Organisation, Role
from accounts.workflow import accept_code, move
from governance import edits
from governance.errors import InvalidInput, NotPermitted, TransitionError
from governance.models import AuditEvent
from tests.factories.people import city, organisation, person, region

pytestmark = pytest.mark.django_db

DOUBTFUL = "91350211M00013FA1N"
GOOD = "91310115591693856A"


@pytest.fixture
def town():
    return city()


def test_the_system_administrator_enters_bodies_below_his_own(town):
    body = Organisation(
        name="新局", parent=town.root, region=region(), uscc=" 9131 0115 5916 9385 6a"
    )
    edits.save(body, actor=town.people[Role.SYSTEM_ADMIN])
    assert body.uscc == GOOD
    assert list(Organisation.objects.above(body)) == [town.root, body]


@pytest.mark.parametrize("parent", ["none", "elsewhere"])
def test_but_nowhere_else(town, parent):
    above = None if parent == "none" else organisation(name="外地政府")
    with pytest.raises(NotPermitted):
        edits.save(Organisation(name="新局", parent=above), actor=town.people[Role.SYSTEM_ADMIN])
    assert not Organisation.objects.filter(name="新局").exists()


def test_two_bodies_do_not_share_a_code(town):
    organisation(uscc=GOOD)
    with pytest.raises(InvalidInput, match="已登记给其他单位"):
        edits.save(
            Organisation(name="新局", parent=town.root, uscc=GOOD),
            actor=town.people[Role.SYSTEM_ADMIN],
        )


class TestMove:
    def shift(self, town, body, parent, **over):
        terms = {"actor": town.people[Role.SYSTEM_ADMIN], "reason": "机构改革"} | over
        return move(body, parent=parent, **terms)

    def test_a_subtree_moves_with_all_that_is_below(self, town):
        bureau, new_parent = organisation(parent=town.root), organisation(parent=town.root)
        office = organisation(parent=bureau)
        reader = person(Role.PROVIDER, organisation=new_parent, covers_subtree=True)
        assert office.pk not in reader.organisation_ids()
        event = self.shift(town, bureau, new_parent)
        assert event.changes == {"parent": [town.root.pk, new_parent.pk]}
        reader.forget_roles()
        assert set(reader.organisation_ids()) == {new_parent.pk, bureau.pk, office.pk}
        assert list(Organisation.objects.above(office)) == [town.root, new_parent, bureau, office]

    def test_not_below_itself(self, town):
        bureau = organisation(parent=town.root)
        office = organisation(parent=bureau)
        for parent in (bureau, office):
            with pytest.raises(TransitionError, match="不能是本单位或其下级单位"):
                self.shift(town, bureau, parent)

    def test_not_out_of_one_s_charge_and_not_into_an_abolished_body(self, town):
        bureau = organisation(parent=town.root)
        abolished = organisation(parent=town.root, is_active=False)
        with pytest.raises(TransitionError, match="不在您管理的单位之内"):
            self.shift(town, bureau, organisation(name="外地政府"))
        with pytest.raises(TransitionError, match="已撤销"):
            self.shift(town, bureau, abolished)

    @pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUTHORITY, Role.AUDITOR])
    def test_only_by_the_system_administrator(self, town, role):
        with pytest.raises(NotPermitted):
            self.shift(town, town.organisations[Role.PROVIDER], town.root, actor=town.people[role])


class TestDoubtfulCode:
    def take(self, body, *, actor, code=DOUBTFUL):
        return accept_code(body, actor=actor, reason="已核对证照原件", code=code)

    def test_typing_it_is_refused_with_the_way_on(self, town):
        body = Organisation(name="新公司", parent=town.root, uscc=DOUBTFUL)
        with pytest.raises(InvalidInput, match="由数据主管部门"):
            edits.save(body, actor=town.people[Role.SYSTEM_ADMIN])

    def test_the_data_authority_accepts_it_on_record(self, town):
        body = organisation(parent=town.root)
        event = self.take(body, actor=town.people[Role.AUTHORITY])
        assert body.uscc == DOUBTFUL
        assert body.uscc_override_reason == event.reason == "已核对证照原件"
        edits.save(body, actor=town.people[Role.SYSTEM_ADMIN])  # and it stays acceptable

    def test_another_doubtful_code_is_not_covered_by_it(self, town):
        body = organisation(parent=town.root)
        self.take(body, actor=town.people[Role.AUTHORITY])
        body.uscc = "124403004558588048"
        with pytest.raises(InvalidInput, match="校验位不符"):
            edits.save(body, actor=town.people[Role.SYSTEM_ADMIN])

    @pytest.mark.parametrize("code", [GOOD, "12345", "9111000060003IOZSV"])
    def test_only_for_a_wrong_check_digit(self, town, code):
        with pytest.raises(TransitionError, match="只有校验位不符的代码需要认可"):
            self.take(organisation(parent=town.root), actor=town.people[Role.AUTHORITY], code=code)

    def test_not_by_who_entered_the_body_and_not_by_others(self, town):
        authority = town.people[Role.AUTHORITY]
        own = organisation(parent=town.root, created_by=authority)
        for body, actor in [(own, authority), (town.root, town.people[Role.SYSTEM_ADMIN])]:
            with pytest.raises(NotPermitted):
                self.take(body, actor=actor)
        assert not AuditEvent.objects.filter(
            action="accounts.organisation.accept_code", outcome="done"
        ).exists()
