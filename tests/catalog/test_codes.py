"""Code lists: words and entries agree, what has ended is refused for new use, what is unknown stays to be confirmed."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from catalog import code_tables
from catalog.admin.filters import codes_to_confirm
from catalog.coding import CATEGORY_DIGITS, resource_code
from catalog.models import CodeEntry, DataResource
from governance import edits
from governance.errors import NotPermitted, Refusal
from tests.factories import metadata
from tests.factories.catalog import (
    DAY,
    desk,
    draft_resource,
    published_resource,
    submitted_resource,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db
SECTION = "公共管理、社会保障和社会组织"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def saved(resource, by, **fields):
    for name, value in fields.items():
        setattr(resource, name, value)
    edits.save(resource, actor=by.clerk)
    resource.refresh_from_db()
    return resource


def test_the_lists_come_filled_and_are_never_filled_twice():
    of = CodeEntry.objects.filter
    assert [of(code_list="industry", code__regex=f"^.{{{n}}}$").count() for n in (1, 2, 3, 4)] == [
        20, 97, 473, 1381,
    ]  # fmt: skip
    assert of(code="0111", code_list="industry").get().parent.parent.parent.code == "A"
    assert of(code_list="classification", code="101").get().parent.name == "基础类"
    of(code_list="theme", code="05").update(name="本市交通")
    assert code_tables.load(CodeEntry) == 0
    assert of(code_list="theme", code="05").get().name == "本市交通"


@pytest.mark.parametrize("words", [SECTION, "S"])
def test_words_find_their_entry_by_name_or_code(by, words):
    resource = saved(draft_resource(by=by), by, industry=words)
    assert (resource.industry_code.code, resource.industry) == ("S", SECTION)


def test_an_entry_gives_the_words(by):
    entry = CodeEntry.objects.get(code_list="theme", code="06")
    resource = saved(draft_resource(by=by), by, theme_code=entry)
    assert resource.theme == "生态环境"
    resource = saved(resource, by, theme="医疗卫生")
    assert resource.theme_code.code == "03"


def test_words_that_no_list_knows_stay_and_wait_to_be_confirmed(by):
    resource = saved(draft_resource(by=by), by, theme="七彩云州")
    assert (resource.theme, resource.theme_code) == ("七彩云州", None)
    assert DataResource.objects.filter(codes_to_confirm()).get() == resource
    saved(resource, by, theme="交通出行")
    assert not DataResource.objects.filter(codes_to_confirm()).exists()


def test_an_ended_entry_is_refused_for_new_use_and_names_its_successor(by):
    successor = metadata.code(code="T10", name="新主题")
    ended = metadata.code(valid_to=DAY, successor=successor)
    with pytest.raises(Refusal) as refusal:
        saved(draft_resource(by=by), by, theme_code=ended)
    assert refusal.value.details["theme_code"] == [
        f"代码“T9 测试主题”已于{DAY}停用，请改用“T10 新主题”。"
    ]
    CodeEntry.objects.filter(pk=ended.pk).update(successor=None)
    ended.refresh_from_db()
    assert f"有效期到{DAY}前为止" in ended.unusable_because(DAY)
    assert ended.unusable_because(DAY - timedelta(days=1)) == ""


def test_an_entry_of_tomorrow_is_not_yet_for_use(by):
    entry = metadata.code(valid_from=DAY + timedelta(days=1))
    with pytest.raises(Refusal, match="还不能选用"):
        saved(draft_resource(by=by), by, theme_code=entry)


def test_old_uses_of_an_ended_entry_stay(by):
    entry = metadata.code()
    resource = saved(draft_resource(by=by), by, theme_code=entry)
    CodeEntry.objects.filter(pk=entry.pk).update(valid_to=DAY)
    resource = saved(resource, by, abstract="改写的摘要。")
    assert resource.theme_code == entry


def test_an_entry_of_another_list_and_a_class_of_another_category_are_refused(by):
    resource = draft_resource(by=by)
    with pytest.raises(Refusal, match="不属于这张代码表"):
        saved(resource, by, theme_code=CodeEntry.objects.get(code_list="industry", code="A"))
    resource.refresh_from_db()
    base = CodeEntry.objects.get(code_list="classification", code="101")
    with pytest.raises(Refusal, match="与资源分类“主题类”不符"):
        saved(resource, by, classification=base)
    resource.refresh_from_db()
    assert saved(resource, by, category="", classification=base).category == "base"


def test_the_code_of_a_resource_follows_its_class(by):
    entry = CodeEntry.objects.get(code_list="classification", code="205")
    resource = submitted_resource(by=by, classification=entry, category_code="205")
    assert resource_code("theme", "205", resource.pk) == f"205/{resource.pk:06d}"
    published = published_resource(by=by, name="无细类")
    assert published.code == f"2/{published.pk:06d}"


@given(st.sampled_from(tuple(CATEGORY_DIGITS)), st.text(max_size=8), st.integers(1, 10**9))
def test_a_resource_code_is_digits_that_begin_with_its_class(category, finer, number):
    prefix, _sep, running = resource_code(category, finer, number).partition("/")
    assert prefix.isascii()
    assert prefix.isdigit()
    assert prefix.startswith(CATEGORY_DIGITS[category])
    assert int(running) == number


def test_only_the_data_authority_keeps_the_lists(by):
    def entry():
        return CodeEntry(code_list="theme", code="Z1", name="新主题")

    with pytest.raises(NotPermitted):
        edits.save(entry(), actor=by.clerk)
    edits.save(entry(), actor=by.authority)
    other = CodeEntry(
        code_list="theme", code="Z2", name="乙", parent=CodeEntry.objects.get(code="0111")
    )
    with pytest.raises(Refusal, match="属于另一张代码表"):
        edits.save(other, actor=by.authority)


def test_the_list_in_the_site_is_searched_filtered_exported_and_offered(client, by):
    metadata.code(name="旧停车主题", valid_to=DAY)
    metadata.code(code="T10", name="停车主题")
    client.force_login(person(Role.AUTHORITY, organisation=by.provider))
    url = "/admin/catalog/codeentry/"
    listed = client.get(url, {"q": "停车主题", "code_list__exact": "theme"}).content.decode()
    assert "旧停车主题" in listed
    ended = client.get(url, {"q": "停车主题", "in_force": "0"}).content.decode()
    assert "旧停车主题" in ended
    assert "T10" not in ended
    asked = {
        "app_label": "catalog", "model_name": "dataresource", "field_name": "theme_code", "term": "停车主题",
    }  # fmt: skip
    offered = client.get("/admin/autocomplete/", asked).json()["results"]
    assert [each["text"] for each in offered] == ["T10 停车主题"]
    sheet = client.get(f"{url}export/", {"format": "csv", "code_list__exact": "theme"})
    assert sheet.status_code in (200, 302)


def test_machines_read_the_lists(client):
    rows = client.get("/api/v1/codes/", {"code_list": "industry", "code": "S"}).json()["results"]
    assert [row["name"] for row in rows] == [SECTION]


def test_the_source_of_the_codes_is_told_beside_them():
    told = (code_tables.DATA / "SOURCE.txt").read_text("utf-8")
    for _code_list, name, _since in code_tables.SOURCES:
        assert name in told
