"""Filters that a person keeps: his own, of one list, never a way around the list's rules."""

import pytest

from governance.models import SavedFilter
from tests.factories.catalog import desk, draft_resource, published_resource
from tests.governance.site import LIST, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return desk()


def test_a_filter_is_kept_shown_and_dropped(office):
    draft_resource(provider=office.provider)
    client = signed_in(office.clerk)
    sent = {"name": "我的草稿", "query": "status__exact=draft&p=3"}
    answer = client.post(f"{LIST}filters/save/", sent)
    assert answer.url == f"{LIST}?status__exact=draft"
    page = client.get(LIST).content.decode()
    assert "我的草稿" in page
    kept = SavedFilter.objects.get()
    assert client.post(f"{LIST}filters/{kept.pk}/forget/").status_code == 302
    assert not SavedFilter.objects.exists()


def test_it_belongs_to_one_person(office):
    published_resource(by=office)
    signed_in(office.clerk).post(
        f"{LIST}filters/save/", {"name": "甲的", "query": "status__exact=draft"}
    )
    other = signed_in(office.other_clerk)
    assert "甲的" not in other.get(LIST).content.decode()
    assert other.post(f"{LIST}filters/{SavedFilter.objects.get().pk}/forget/").status_code == 404


def test_the_same_name_replaces_and_an_empty_one_is_refused(office):
    client = signed_in(office.clerk)
    for query in ("status__exact=draft", "status__exact=published"):
        client.post(f"{LIST}filters/save/", {"name": "常看", "query": query})
    client.post(f"{LIST}filters/save/", {"name": "", "query": "status__exact=draft"})
    assert SavedFilter.objects.get().query == "status__exact=published"


def test_a_kept_filter_opens_no_lookup_that_the_list_refuses(office):
    client = signed_in(office.clerk)
    answer = client.post(
        f"{LIST}filters/save/", {"name": "坏", "query": "created_by__password__startswith=a"}
    )
    assert client.get(answer.url).status_code == 400


def test_it_is_kept_by_post_only(office):
    assert signed_in(office.clerk).get(f"{LIST}filters/save/").status_code == 404
