"""The tree of organisations: its closure is right after any moves, and no circle can be stored."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation, OrganisationClosure
from tests.database import arranging
from tests.factories.people import organisation, region

pytestmark = pytest.mark.django_db

SIZE = 8
MOVES = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.none() | st.integers(0, SIZE - 1)), max_size=12
)


def closure_by_walking(parents):
    """Every (ancestor, descendant, depth), found by climbing from each node."""
    found = set()
    for node in parents:
        above, depth = node, 0
        while above is not None:
            found.add((above, node, depth))
            above, depth = parents[above], depth + 1
    return found


def is_below(parents, node, candidate):
    return any(
        ancestor == node and below == candidate
        for ancestor, below, _ in closure_by_walking(parents)
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
def test_the_closure_follows_any_moves(db, moves):
    with transaction.atomic():
        place = region()
        rows = [
            Organisation.objects.create(name=f"单位{number}", region=place)
            for number in range(SIZE)
        ]
        parents = {row.pk: None for row in rows}
        for child, parent in moves:
            move(parents, rows[child], rows[parent] if parent is not None else None)
        stored = OrganisationClosure.objects.filter(ancestor__in=rows)
        assert set(stored.values_list("ancestor", "descendant", "depth")) == closure_by_walking(
            parents
        )
        assert stored.count() == len(closure_by_walking(parents))
        transaction.set_rollback(True)


def move(parents, child, parent):
    """Store the move, or see it refused where it would close a circle."""
    is_circle = parent is not None and is_below(parents, child.pk, parent.pk)
    child.parent = parent
    if is_circle:
        with pytest.raises(IntegrityError), transaction.atomic():
            child.save()
        child.refresh_from_db()
        return
    child.save()
    parents[child.pk] = parent.pk if parent else None


def test_above_and_within_take_one_query_each(django_assert_num_queries):
    root = organisation(name="市政府")
    bureau = organisation(name="局", parent=root)
    office = organisation(name="处", parent=bureau)
    with django_assert_num_queries(2):
        assert list(Organisation.objects.above(office)) == [root, bureau, office]
        assert set(Organisation.objects.within(root)) == {root, bureau, office}


def test_the_circle_is_refused_in_chinese():
    root = organisation()
    below = organisation(parent=root)
    root.parent = below
    with (
        pytest.raises(IntegrityError, match="上级单位不能是本单位或其下级单位"),
        transaction.atomic(),
    ):
        root.save()


@pytest.mark.django_db(transaction=True)
def test_a_change_without_an_event_is_refused():
    place = region()
    with pytest.raises(IntegrityError, match="没有留下审计记录"):
        Organisation.objects.create(name="无记录", region=place)
    assert not Organisation.objects.filter(name="无记录").exists()
    assert connection.in_atomic_block is False


@pytest.mark.django_db(transaction=True)
def test_of_two_moves_that_together_close_a_circle_one_is_refused():
    with arranging():
        first, second = organisation(name="甲局"), organisation(name="乙局")
    start = Barrier(2)

    def put(body, parent):
        try:
            start.wait(5)
            with arranging():
                Organisation.objects.filter(pk=body.pk).update(parent=parent)
        except IntegrityError:
            return "refused"
        finally:
            connection.close()
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(put, first, second), pool.submit(put, second, first)]
    assert sorted(answer.result() for answer in answers) == ["moved", "refused"]
    assert OrganisationClosure.objects.count() == 3
