"""Words and headings of other catalogues: known ones are mapped, unknown ones are listed, nothing is swallowed."""

import gzip
import json
from collections import Counter
from datetime import date

import pytest

from catalog.importing import dates, formats, mapping_files
from catalog.importing.headings import suggest
from catalog.importing.vocabularies import OPENING, SHARING, UPDATE_CYCLE, VOCABULARIES
from catalog.importing.words import is_missing, parts
from governance.imports.rows import SourceRow
from governance.imports.sources import Reading, sample, source_of
from tests.factories.imports import CATALOGUES, CITIES
from tests.needs import SHARED_DATA


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("实时", "realtime"),
        ("每天", "daily"),
        ("每日", "daily"),
        ("每1日", "daily"),
        ("每 7 天", "weekly"),
        ("每旬", "ten_days"),
        ("按月", "monthly"),
        ("每３个月", "quarterly"),
        ("季度", "quarterly"),
        ("每半年", "half_yearly"),
        ("每12个月", "yearly"),
        ("年度", "yearly"),
        ("R/P1Y", "yearly"),
        ("R/P1M", "monthly"),
        ("Daily", "daily"),
        ("不定期更新", "irregular"),
    ],
)
def test_spellings_of_the_update_cycle(word: str, code: str) -> None:
    assert UPDATE_CYCLE.read(word, {}).code == code


@pytest.mark.parametrize(
    "word", ["每 121 日", "每 null null", "牲畜饲养", "每两年", "其他", "每小时", "每两周", "R/P2Y"]
)
def test_what_is_no_cycle_is_listed_never_guessed(word: str) -> None:
    reading = UPDATE_CYCLE.read(word, {})
    assert (reading.code, reading.is_unknown) == ("", True)


@pytest.mark.parametrize("word", ["", " ", "暂无", "None", "null", "无", "-", "N/A", "空"])
def test_the_many_ways_to_say_nothing(word: str) -> None:
    assert is_missing(word)
    for vocabulary in VOCABULARIES.values():
        assert not vocabulary.read(word, {}).is_unknown


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("无条件开放", "unconditional"),
        ("有条件开发", "conditional"),
        ("有条件 开放", "conditional"),
        ("依申请开放", "conditional"),
        ("不予开放", "none"),
        ("public", "unconditional"),
        ("non-public", "none"),
    ],
)
def test_spellings_of_openness(word: str, code: str) -> None:
    assert OPENING.read(word, {}).code == code


def test_sharing_is_not_opening() -> None:
    assert SHARING.read("有条件共享", {}).code == "conditional"
    assert OPENING.read("有条件共享", {}).is_unknown


def test_an_answer_goes_before_the_list() -> None:
    assert UPDATE_CYCLE.read("每两年", {"每两年": "irregular"}).code == "irregular"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("国土资源、能源\r\n\t信息传输", ["国土资源、能源", "信息传输"]),
        ("['xls', 'xml']", ["xls", "xml"]),
        ('["xls"]["xml"]', ["xls", "xml"]),
        ("教育，医疗；教育", ["教育", "医疗"]),
        ("教育、医疗、社保", ["教育", "医疗", "社保"]),
        (["a,b", "c"], ["a", "b", "c"]),
        ("暂无", []),
        ("[]", []),
    ],
)
def test_cells_that_hold_several(cell: str | list[str], found: list[str]) -> None:
    assert parts(cell) == found


def test_formats_are_named_alike_and_unknown_ones_kept() -> None:
    known, unknown = formats.read(["xlsx", "EXCEL", "DB数据库", "奇怪格式", "text/csv"], {})
    assert known == ["XLSX", "XLS", "数据库", "奇怪格式", "CSV"]
    assert unknown == ["奇怪格式"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-8-25", date(2022, 8, 25)),
        ("2022/08/25 10:30", date(2022, 8, 25)),
        ("2022年8月25日", date(2022, 8, 25)),
        ("20220825", date(2022, 8, 25)),
        ("1661436000000", date(2022, 8, 25)),
        ("44798", date(2022, 8, 25)),
        ("2022-08-24T20:00:00Z", date(2022, 8, 25)),
        ("2022-13-45", None),
        ("最近", None),
        ("2022-08", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert dates.read(text) == day


def test_unseen_headings_are_understood_by_their_parts_and_cells() -> None:
    headings = [
        "资源题名",
        "编目单位",
        "数据更新的频度",
        "面向社会开放方式",
        "入库日期",
        "最近修改日期",
        "内容说明",
        "序号",
    ]
    row = ["停车场", "市城管局", "每月", "有条件开放", "2022-08-25", "2022-09-01", "泊位数", "1"]
    rows = [SourceRow(number, dict(zip(headings, row, strict=True))) for number in range(1, 4)]
    assert suggest(headings, rows) == {
        "资源题名": "name",
        "编目单位": "department",
        "数据更新的频度": "update_cycle",
        "面向社会开放方式": "opening",
        "入库日期": "issued_on",
        "最近修改日期": "data_updated_on",
        "内容说明": "abstract",
        "序号": "",
    }


def test_cells_decide_what_a_doubtful_heading_means() -> None:
    rows = [SourceRow(1, {"名称": "停车场", "共享方式": "有条件开放"})]
    assert suggest(["名称", "共享方式"], rows)["共享方式"] == "opening"
    rows = [SourceRow(1, {"名称": "停车场", "共享方式": "系统对接"})]
    assert suggest(["名称", "共享方式"], rows)["共享方式"] == "sharing_way"


@pytest.mark.needs("shared_data")
@pytest.mark.parametrize("city", CITIES)
def test_the_suggestion_is_the_mapping_that_people_made(city: str) -> None:
    source = source_of(CATALOGUES / f"{city}.json.gz", Reading())
    expected, _answers = mapping_files.read(CATALOGUES / "mapping" / f"{city}.json")
    assert suggest(source.headings, sample(source)) == dict.fromkeys(source.headings, "") | expected


@pytest.mark.needs("shared_data")
def test_the_known_names_are_all_known() -> None:
    named = json.loads(
        (SHARED_DATA / "cn-portal-field-mapping" / "field_mapping.json").read_text("utf-8")
    )
    for heading in named["common"]:
        suggested = suggest([heading], [])
        assert suggested[heading] or named["common"][heading] in ("data_volume", "is_open"), heading


@pytest.mark.needs("shared_data")
def test_every_word_of_the_eight_cities_is_mapped_or_listed() -> None:
    listed: Counter[tuple[str, str]] = Counter()
    for city in CITIES:
        columns, _answers = mapping_files.read(CATALOGUES / "mapping" / f"{city}.json")
        records = json.loads(gzip.decompress((CATALOGUES / f"{city}.json.gz").read_bytes()))
        for heading, name in columns.items():
            if name in ("update_cycle", "opening"):
                listed.update(
                    (name, str(each[heading]))
                    for each in records
                    if VOCABULARIES[name].read(each[heading] or "", {}).is_unknown
                )
    assert listed == {("update_cycle", "其他"): 3285, ("update_cycle", "每两年"): 317}
