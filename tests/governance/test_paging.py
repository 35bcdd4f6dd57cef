"""Long lists: counted to a bound, said so beyond it, never leafed through by offset past it."""

import pytest

from governance import paging
from governance.models import DeadlineRule
from governance.paging import BoundedPaginator

pytestmark = pytest.mark.django_db


def test_a_short_list_is_counted_exactly():
    pages = BoundedPaginator(DeadlineRule.objects.order_by("pk"), 10)
    assert pages.count == DeadlineRule.objects.count()
    assert not pages.is_capped


def test_beyond_the_bound_nobody_counts_or_leafs(monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 5)
    pages = BoundedPaginator(DeadlineRule.objects.order_by("pk"), 2)
    assert (pages.count, pages.num_pages, pages.is_capped) == (5, 3, True)
    assert len(pages.page(3).object_list) == 1


def test_exactly_the_bound_is_still_exact(monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", DeadlineRule.objects.count())
    assert not BoundedPaginator(DeadlineRule.objects.order_by("pk"), 2).is_capped


def test_a_plain_list_is_a_list():
    assert BoundedPaginator([1, 2, 3], 2).count == 3
