"""The common superior: properties that hold on any tree of organisations, and the tree of the database."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Organisation, Role
from catalog.superiors import common_superiors, deciding_superior
from catalog.workflow.sharing_disputes import common_superior
from tests.factories import sharing
from tests.factories.catalog import DAY
from tests.factories.people import organisation, person
from tests.factories.sharing import sides


@st.composite
def forests(draw):
    """Parents by number: a body's parent is an earlier one, or nobody."""
    size = draw(st.integers(min_value=2, max_value=25))
    return [draw(st.one_of(st.none(), st.integers(0, n - 1))) if n else None for n in range(size)]


def line(parents, body):
    """From the root down to the body."""
    above = parents[body]
    return [body] if above is None else [*line(parents, above), body]


def ancestors(parents, body):
    """Everything above the body, told another way than by its line."""
    found, above = set(), parents[body]
    while above is not None:
        found.add(above)
        above = parents[above]
    return found


@given(forests(), st.data())
def test_the_superiors_are_exactly_the_bodies_above_both(parents, data):
    bodies = st.integers(0, len(parents) - 1)
    first, second = data.draw(bodies), data.draw(bodies)
    found = common_superiors(line(parents, first), line(parents, second))
    assert set(found) == ancestors(parents, first) & ancestors(parents, second)
    assert found == common_superiors(line(parents, second), line(parents, first))
    # No party is above itself, and each superior stands below the next one.
    assert not {first, second} & set(found)
    assert all(above in ancestors(parents, below) for below, above in pairwise(found))


@given(forests(), st.data())
def test_the_nearest_superior_with_an_office_decides(parents, data):
    bodies = st.integers(0, len(parents) - 1)
    lines = [line(parents, data.draw(bodies)) for _each in range(2)]
    offices = data.draw(st.sets(bodies))
    chosen = deciding_superior(*lines, offices)
    candidates = [each for each in common_superiors(*lines) if each in offices]
    assert chosen == (candidates[0] if candidates else None)
    nearer = common_superiors(*lines)
    assert chosen is None or not offices & set(nearer[: nearer.index(chosen)])


@pytest.mark.django_db
class TestInTheDatabase:
    """The same over stored organisations and appointments."""

    def test_two_bureaus_of_a_city_have_the_government(self):
        by = sides()
        assert common_superior(sharing.draft_request(by), DAY) is None  # nobody is the provider yet
        assert common_superior(sharing.submitted_request(by), DAY) == by.root.pk

    def test_a_district_and_a_city_bureau_meet_at_the_city(self):
        by = sides()
        request = sharing.submitted_request(by)
        district = organisation(parent=by.root, level=Organisation.Level.COUNTY)
        request.requester = organisation(parent=district, level=Organisation.Level.COUNTY)
        assert common_superior(request, DAY) == by.root.pk

    def test_a_body_and_its_own_parent_need_one_above_both(self):
        by = sides()
        request = sharing.submitted_request(by)
        request.requester = by.root
        assert common_superior(request, DAY) is None
        province = organisation(name="演示省人民政府")
        by.root.parent = province
        by.root.save()
        person(Role.AUTHORITY, organisation=province)
        assert common_superior(request, DAY) == province.pk

    def test_a_superior_without_an_office_is_passed_over(self):
        by = sides()
        inner = organisation(parent=by.root)
        for party in (by.provider, by.requester):
            party.parent = inner
            party.save()
        request = sharing.submitted_request(by)
        # The government's office reaches down to the inner body: the nearest one decides.
        assert common_superior(request, DAY) == inner.pk
        by.authority.memberships.update(covers_subtree=False)
        by.decider.memberships.update(covers_subtree=False)
        assert common_superior(request, DAY) == by.root.pk
        by.authority.memberships.update(ends_on=DAY)
        by.decider.memberships.update(ends_on=DAY)
        assert common_superior(request, DAY) is None
