"""Catalogues of other shapes: DCAT with nulls, bilingual records, foreign workbooks; errors stay in their record."""

import gzip
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation
from catalog.models import DataResource
from governance.models import AuditEvent, ImportBatch
from tests.factories.imports import (
    CATALOGUES,
    clerk_of,
    csv_file,
    fates,
    imported_batch,
    json_file,
    record,
    written,
)
from tests.needs import SHARED_DATA

pytestmark = pytest.mark.django_db


def brought_in(name: str, **over: Any) -> ImportBatch:
    clerk, place = clerk_of()
    content = (SHARED_DATA / name).read_bytes()
    batch = imported_batch(content, actor=clerk, place=place, name=name, **over)
    again = imported_batch(content, actor=clerk, place=place, name=name, **over)
    assert batch.status == again.status == "done"
    assert set(fates(again)) <= {"same", "duplicate", "error"}
    return batch


@pytest.mark.needs("shared_data")
def test_dcat_us_with_nulls() -> None:
    batch = brought_in("dcat/philadelphia-dcat-us-with-nulls.json.gz")
    assert sum(fates(batch).values()) == 402
    assert DataResource.objects.filter(opening="unconditional").exists()
    assert not DataResource.objects.filter(abstract="None").exists()


@pytest.mark.needs("shared_data")
def test_a_data_json_of_another_country() -> None:
    batch = brought_in("dcat/argentina-energia-2018.json.gz")
    assert sum(fates(batch).values()) == 181
    assert DataResource.objects.filter(update_cycle="yearly").exists()


@pytest.mark.needs("shared_data")
def test_bilingual_nested_records() -> None:
    batch = brought_in("firstdata/all-sources.json.gz")
    assert sum(fates(batch).values()) == 768
    assert DataResource.objects.filter(name="千人基因组计划").exists()


@pytest.mark.needs("shared_data")
def test_a_workbook_of_several_sheets() -> None:
    brought_in("xlsx/catalogo-justicia.xlsx")
    assert DataResource.objects.filter(name__startswith="Base de datos legislativos").exists()


@pytest.mark.needs("shared_data")
@pytest.mark.parametrize("name", ["utf8", "gb18030"])
def test_a_list_in_both_encodings(name: str) -> None:
    batch = brought_in(f"universities-cn/universities.{name}.csv")
    assert fates(batch) == {"new": 2631}
    assert DataResource.objects.filter(source_key="4111010001", name="北京大学").exists()


def test_columns_and_words_that_nobody_has_seen() -> None:
    clerk, place = clerk_of()
    rows = [
        ["目录题名", "编目部门", "多久更新一次（频率）", "向社会开放的程度", "入库时间"],
        ["路灯", "城管局", "每 null null", "有条件开发", "2022年8月5日"],
        ["公厕", "城管局", "牲畜饲养", "半开放", "昨天"],
        ["公厕", "城管局", "牲畜饲养", "半开放", "昨天"],
        ["", "城管局", "每月", "", ""],
    ]
    content = csv_file(*rows, encoding="gb18030")
    batch = imported_batch(content, actor=clerk, place=place, source="另一座城市")
    assert fates(batch) == {"new": 2, "duplicate": 1, "error": 1}
    assert batch.progress.listed == {
        "update_cycle": {"每 null null": 1, "牲畜饲养": 2},
        "opening": {"半开放": 2},
        "issued_on": {"昨天": 2},
    }
    lamps = DataResource.objects.get(name="路灯")
    assert (lamps.opening, str(lamps.issued_on)) == ("conditional", "2022-08-05")


def console(path: Any, place: Organisation, **options: Any) -> None:
    call_command("import_catalogue", str(path), provider=place.name, **options)


def test_the_command_prints_what_became_of_the_rows(tmp_path: Any, capsys: Any) -> None:
    _clerk, place = clerk_of()
    content = json_file(record(1), record(1), record(2, 更新频率="每两年"), record(3, 标题=""))
    path = written(tmp_path / "目录.json.gz", gzip.compress(content))
    console(path, place)
    told = capsys.readouterr().out
    assert [line.split("\t") for line in told.splitlines()[1:]] == [
        ["  新增", "2"],
        ["  更新", "0"],
        ["  无变化", "0"],
        ["  重复", "1"],
        ["  有误", "1"],
        ["  待确认", "更新周期“每两年”", "1"],
        ["  第 4 行有误", "缺少资源名称，请补上后重新导入。"],
    ]
    assert AuditEvent.objects.filter(action="catalog.dataresource.add").count() == 2


def test_the_command_writes_all_or_nothing_where_that_is_asked(tmp_path: Any) -> None:
    _clerk, place = clerk_of()
    path = written(tmp_path / "目录.json", json_file(record(1), record(2, 标题="")))
    with pytest.raises(CommandError, match="有 1 行有误"):
        console(path, place, all_or_nothing=True)
    assert not DataResource.objects.exists()
    console(path, place, resume=True)
    assert DataResource.objects.count() == 1


def test_the_command_previews_without_writing(tmp_path: Any, capsys: Any) -> None:
    _clerk, place = clerk_of()
    path = written(tmp_path / "目录.json", json_file(record()))
    console(path, place, preview=True)
    assert "待导入" in capsys.readouterr().out
    assert not DataResource.objects.exists()
    console(path, place, resume=True)
    assert DataResource.objects.count() == 1


def test_the_command_takes_mappings_with_answers(tmp_path: Any, capsys: Any) -> None:
    _clerk, place = clerk_of()
    path = written(tmp_path / "目录.json", json_file(record(更新频率="每两年", 别名="路灯")))
    mapping = {
        "columns": {"别名": "title", "更新频率": "update_frequency"},
        "answers": {"update_cycle": {"每两年": "irregular"}},
    }
    chosen = written(tmp_path / "mapping.json", json.dumps(mapping).encode())
    console(path, place, mapping=chosen)
    draft = DataResource.objects.get()
    assert (draft.name, draft.update_cycle, draft.abstract) == ("路灯", "irregular", "")
    assert "未导入的列" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"provider": "没有的单位"}, "没有找到单位"),
        ({"actor": "nobody"}, "没有名为“nobody”的在用账号"),
        ({"resume": True}, "没有找到这个文件未完成的导入"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path: Any, options: Any, sentence: str) -> None:
    _clerk, place = clerk_of()
    path = written(tmp_path / "目录.json", json_file(record()))
    with pytest.raises(CommandError, match=sentence):
        call_command("import_catalogue", str(path), **({"provider": place.name} | options))


@pytest.mark.needs("shared_data")
def test_the_command_runs_a_real_city(capsys: Any) -> None:
    _clerk, place = clerk_of()
    city = CATALOGUES / "shaanxi_shaanxi.json.gz"
    console(city, place, mapping=CATALOGUES / "mapping" / "shaanxi_shaanxi.json")
    assert "新增\t141" in capsys.readouterr().out
