"""The front page: counted from what a visitor may see, whole on an empty portal, in few statements."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import DataResource
from config.home import TILES, home_context
from governance.clock import today
from tests.factories import catalog
from tests.factories.chain import whole_chain
from tests.factories.people import person

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 20


def page(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_portal_has_no_empty_columns(client: Client) -> None:
    text = page(client)
    assert "找云州市的公共数据" in text
    for heading in ("按主题找", "最新发布", "正在公示", "公告"):
        assert heading not in text


def test_drafts_are_nobodys_news_on_the_front_page(client: Client) -> None:
    catalog.draft_resource(name="还没有发布的数据")
    client.force_login(person("AUDITOR"), backend="governance.backends.PolicyBackend")
    assert "还没有发布的数据" not in page(client)


def test_figures_are_those_of_the_lists_they_lead_to() -> None:
    whole_chain(on=today())
    shown = {each["label"]: each["value"] for each in home_context(today())["figures"]}
    assert shown["公共数据资源"] == DataResource.objects.published().count()
    assert shown["正在生效的授权运营"] == 1
    assert shown["在供的产品和服务"] == 1


def test_tiles_show_kept_promises_of_different_bureaus_first() -> None:
    desk = catalog.desk()
    on = today()
    for number in range(TILES):
        catalog.published_resource(by=desk, name=f"同一单位的数据{number}", data_updated_on=on)
    other = catalog.published_resource(name="另一单位的数据", data_updated_on=on)
    late = catalog.published_resource(
        name="很久没有更新的数据", data_updated_on=on - timedelta(days=900)
    )
    tiles = home_context(on)["tiles"]
    assert len(tiles) == TILES
    assert other in tiles[:2]
    assert late not in tiles


def test_the_front_page_asks_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    whole_chain(on=today())
    with django_assert_max_num_queries(MOST_STATEMENTS):
        page(client)
