"""The metadata in full through Excel: codes find their entries, and an untouched export comes back without a change."""

from typing import Any

import pytest
from django.utils import timezone

from catalog.models import DataResource
from governance import exports
from governance.models import ImportRow
from tests.factories.catalog import desk, draft_resource
from tests.factories.imports import (
    body_of,
    clerk_of,
    csv_file,
    imported_batch,
    json_file,
    previewed_batch,
    record,
)
from tests.factories.resources import CONDITIONAL_OPENING

pytestmark = pytest.mark.django_db
FULL: dict[str, Any] = CONDITIONAL_OPENING | {
    "opening": "conditional",
    "opening_conditions": "实名申请。",
    "is_livelihood": True,
    "legal_basis": "《云州市停车场管理条例》第十二条",
    "covers_from": "2025-01-01",
    "covers_to": "2025-12-31",
    "spatial_range": "云州市全域",
    "record_count": 12_800,
    "volume_bytes": 2_048_000,
    "origin_system": "停车管理平台",
    "grade_rationale": "汇总后不再敏感。",
    "category_code": "201",
}


def test_imported_words_find_their_codes_and_unknown_ones_stay() -> None:
    actor, place = clerk_of()
    rows = [
        record(
            1, 主题="交通出行", 所属行业="S", 分类码="201", 民生相关="是", 来源业务系统="停车平台"
        ),
        record(2, 主题="七彩云州", 所属行业="公共停车"),
    ]
    imported_batch(json_file(*rows), actor=actor, place=place)
    known, unknown = DataResource.objects.order_by("pk")
    assert (known.theme_code.code, known.industry_code.code) == ("05", "S")
    assert (known.classification.code, known.is_livelihood) == ("201", True)
    assert known.origin_system == "停车平台"
    assert (unknown.theme, unknown.theme_code, unknown.industry) == ("七彩云州", None, "公共停车")


def test_a_changed_word_finds_its_entry_anew() -> None:
    actor, place = clerk_of()
    imported_batch(json_file(record(1, 主题="交通出行")), actor=actor, place=place)
    imported_batch(json_file(record(1, 主题="生态环境")), actor=actor, place=place)
    assert DataResource.objects.get().theme_code.code == "06"


def test_the_full_metadata_comes_back_without_a_change() -> None:
    by = desk()
    draft_resource(by=by, **FULL)
    rows = DataResource.objects.visible_to(by.clerk)
    answer = exports.download(
        rows, actor=by.clerk, file_format="csv", at=timezone.now(), filters="全部"
    )
    content = body_of(answer)
    assert "云州市全域" in content.decode("utf-8-sig")
    batch = previewed_batch(content, actor=by.clerk, place=by.provider, name="目录.csv")
    (row,) = ImportRow.objects.filter(batch=batch)
    assert (row.fate, row.diff, row.messages) == ("same", {}, [])


def test_a_number_that_cannot_be_read_is_listed_and_left_empty() -> None:
    actor, place = clerk_of()
    sheet = csv_file(["资源名称", "数据量（条）", "回流数据"], ["停车", "约一百", "也许"])
    imported_batch(sheet, actor=actor, place=place, name="目录.csv")
    resource = DataResource.objects.get()
    assert (resource.record_count, resource.is_backflow) == (None, False)
    listed = ImportRow.objects.get().messages
    assert len([message for message in listed if "无法对应" in message]) == 2
