"""Readers: whatever stands in a file, a row is read or has a fault, and the file is read or refused with a sentence."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from governance.imports import limits
from governance.imports.limits import EncodingUnknown, UnreadableFile
from governance.imports.rows import SourceRow
from governance.imports.sources import Reading, rows_after, source_of
from tests.factories.imports import csv_file, json_file, written
from tests.needs import SHARED_DATA

HEAD = ["标题", "提供单位"]


def read(path: Path, content: bytes, **reading: object) -> list[SourceRow]:
    return list(source_of(written(path / "file", content), Reading(**reading)))  # type: ignore[arg-type]


def cells(rows: list[SourceRow]) -> list[list[object]]:
    return [list(row.cells.values()) for row in rows if not row.fault]


def faults(rows: list[SourceRow]) -> list[int]:
    return [row.number for row in rows if row.fault]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_sheet_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    content = csv_file(HEAD, ["𠮷林路停车场", "市城管局"], encoding=encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        content = csv_file(["title", "dept"], ["parking", "bureau"], encoding=encoding)
    rows = read(tmp_path, content)
    assert cells(rows) in ([["𠮷林路停车场", "市城管局"]], [["parking", "bureau"]])


def test_bytes_that_fit_no_encoding_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(EncodingUnknown, match="请选择编码，再预览"):
        read(tmp_path, b"\xff\xff\x81\x20,a\n1,2\n")


def test_a_chosen_encoding_leaves_broken_bytes_in_their_row(tmp_path: Path) -> None:
    content = "标题,单位\n甲,".encode() + b"\xff\n" + "乙,丙\n".encode()
    rows = read(tmp_path, content, encoding="utf-8")
    assert faults(rows) == [2]
    assert cells(rows) == [["乙", "丙"]]


def test_truncated_gb18030_is_a_fault_of_the_last_row(tmp_path: Path) -> None:
    content = csv_file(HEAD, ["甲", "乙"], ["丙", "丁"], encoding="gb18030").rstrip()[:-1]
    rows = read(tmp_path, content)
    assert cells(rows) == [["甲", "乙"]]
    assert faults(rows) == [3]


def test_a_nul_is_a_fault_of_its_row(tmp_path: Path) -> None:
    rows = read(tmp_path, csv_file(HEAD, ["甲\0", "乙"], ["丙", "丁"]))
    assert (faults(rows), cells(rows)) == ([2], [["丙", "丁"]])


def test_a_quote_that_never_closes_costs_one_line(tmp_path: Path) -> None:
    content = csv_file(HEAD, ["甲", "乙"]) + '"丙,丁\r\n戊,己\r\n'.encode() + csv_file(["庚", "辛"])
    rows = read(tmp_path, content)
    assert len(faults(rows)) == 1
    assert cells(rows) == [["甲", "乙"], ["戊", "己"], ["庚", "辛"]]


def test_an_open_quote_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    content = csv_file(HEAD) + '"甲,乙\n'.encode() + "丙,丁\n".encode() * 5000
    rows = read(tmp_path, content)
    assert len(faults(rows)) == 1
    assert len(cells(rows)) == 5000


def test_a_cell_with_line_breaks_stays_one_cell(tmp_path: Path) -> None:
    rows = read(tmp_path, csv_file(HEAD, ["第一行\n第二行", "乙"]))
    assert cells(rows) == [["第一行\n第二行", "乙"]]


def test_a_huge_cell_is_a_fault_of_its_row(tmp_path: Path) -> None:
    rows = read(tmp_path, csv_file(HEAD, ["长" * 200_000, "乙"], ["丙", "丁"]))
    assert (faults(rows), cells(rows)) == ([2], [["丙", "丁"]])


def test_a_line_beyond_memory_is_a_fault_of_its_row(tmp_path: Path) -> None:
    content = csv_file(HEAD) + b"x" * (limits.LINE_CHARACTERS * 3) + b"\n" + csv_file(["丙", "丁"])
    rows = read(tmp_path, content)
    assert (len(faults(rows)), cells(rows)) == (1, [["丙", "丁"]])


def test_a_million_columns_are_refused_with_the_limit(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="超过上限 500 列"):
        read(tmp_path, b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1,2\n")


def test_a_row_with_a_million_cells_is_a_fault_of_its_row(tmp_path: Path) -> None:
    content = csv_file(HEAD) + b"1," * 1_000_000 + b"1\n" + csv_file(["丙", "丁"])
    rows = read(tmp_path, content)
    assert (faults(rows), cells(rows)) == ([2], [["丙", "丁"]])


def test_surplus_cells_are_never_dropped_in_silence(tmp_path: Path) -> None:
    rows = read(tmp_path, "标题,单位\n甲,乙,丙\n".encode())
    assert faults(rows) == [2]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_delimiters_are_found(tmp_path: Path, mark: str) -> None:
    assert cells(read(tmp_path, f"标题{mark}单位\n甲{mark}乙\n".encode())) == [["甲", "乙"]]


def test_a_title_line_above_the_headings_is_no_heading(tmp_path: Path) -> None:
    rows = read(tmp_path, csv_file(["云州市目录", ""], HEAD, ["甲", "乙"]))
    assert cells(rows) == [["甲", "乙"]]


def test_headings_of_the_same_name_stay_apart(tmp_path: Path) -> None:
    source = source_of(
        written(tmp_path / "file", csv_file(["名称", "名称", ""], ["甲", "乙", "丙"])), Reading()
    )
    assert source.headings == ["名称", "名称（2）", "第3列"]


@pytest.mark.parametrize(
    "text",
    [
        '[{"标题": "甲"}, {"标题": "乙"}]',
        '[{"标题": "甲"}][{"标题": "乙"}]',
        '[[{"标题": "甲"}], [{"标题": "乙"}]]',
        '{"标题": "甲"}\n{"标题": "乙"}\n',
        '{"标题": "甲"},{"标题": "乙"}',
        '{"code": 200, "data": {"total": 2, "list": [{"标题": "甲"}, {"标题": "乙"}]}, "themes": [{"id": 1}]}',
        '\ufeff[{"标题": "甲"}, {"标题": "乙"}]',
    ],
)
def test_records_are_found_in_each_shape_of_json(tmp_path: Path, text: str) -> None:
    assert cells(read(tmp_path, text.encode())) == [["甲"], ["乙"]]


def test_the_list_of_a_document_can_be_named(tmp_path: Path) -> None:
    content = json.dumps({"a": [{"x": 1}, {"x": 2}], "b": [{"y": 3}]}).encode()
    assert cells(read(tmp_path, content, part="b")) == [["3"]]


def test_a_nested_record_becomes_flat_columns(tmp_path: Path) -> None:
    record = {
        "name": {"zh": "停车", "en": None},
        "distribution": [{"format": "CSV"}, {"format": "XLSX"}],
        "n": 12345678901234567890123,
        "ok": True,
    }
    (row,) = read(tmp_path, json_file(record))
    assert row.cells == {
        "name.zh": "停车",
        "name.en": "",
        "distribution.format": ["CSV", "XLSX"],
        "n": "12345678901234567890123",
        "ok": "是",
    }


@pytest.mark.parametrize(
    "broken",
    [
        '{"标题": "甲" "x": 1}',
        '{"标题": tru}',
        '{"标题": "\\ud800"}',
        '{"标题": "\\u0000"}',
        '"只是文字"',
        '{"标题": ' + "[" * 5000 + "]" * 5000 + "}",
        '{"标题": ' + '{"a":' * 50 + "1" + "}" * 50 + "}",
        json.dumps({f"列{n}": 1 for n in range(600)}, ensure_ascii=False),
    ],
)
def test_a_broken_record_costs_no_other(tmp_path: Path, broken: str) -> None:
    rows = read(tmp_path, f'[{{"标题": "甲"}}, {broken}, {{"标题": "乙"}}]'.encode())
    assert cells(rows) == [["甲"], ["乙"]]
    assert len(faults(rows)) >= 1


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 200_000, "[" * 9 + '{"x": 1}' + "]" * 9, '{"a" 1}']
)
def test_brackets_without_end_are_a_sentence_or_a_fault(tmp_path: Path, text: str) -> None:
    told = ""
    try:
        rows = read(tmp_path, text.encode())
    except UnreadableFile as refusal:
        rows, told = [], str(refusal)
    assert not cells(rows)
    assert told.endswith("。") or faults(rows)


def test_headings_that_cannot_be_stored_are_cleaned(tmp_path: Path) -> None:
    keys = (r"a\u0000b", r"\ud800", "x" * 5000)
    text = "[{" + ", ".join(f'"{key}": 1' for key in keys) + "}]"
    path = written(tmp_path / "file", text.encode())
    assert source_of(path, Reading()).headings == ["ab", "", "x" * 80]
    rows = read(tmp_path, csv_file(["名\0称", "b"], ["甲", "乙"]))
    assert list(rows[0].cells) == ["名称", "b"]


def test_a_json_file_cut_short_keeps_what_was_whole(tmp_path: Path) -> None:
    rows = read(tmp_path, '[{"标题": "甲"}, {"标题": "乙'.encode())
    assert cells(rows) == [["甲"]]
    assert len(faults(rows)) == 1


def test_records_longer_than_the_window_are_read(tmp_path: Path) -> None:
    records = [{"标题": f"{n}", "描述": "长" * 60_000} for n in range(20)]
    assert len(cells(read(tmp_path, json_file(*records)))) == 20


def test_gzip_is_read_and_a_broken_one_refused(tmp_path: Path) -> None:
    packed = gzip.compress(json_file(*({"标题": f"{n}"} for n in range(1000))))
    assert len(read(tmp_path, packed)) == 1000
    with pytest.raises(UnreadableFile, match="不完整或已损坏"):
        read(tmp_path, packed[:-20])


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    packed = gzip.compress(b"," * 400 * 1024**2, compresslevel=1)
    packed = gzip.compress(bytes(64 * 1024**2)) if len(packed) > 1024**2 else packed
    with pytest.raises(UnreadableFile, match="解压后过大"):
        read(tmp_path, packed)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="文件是空的"):
        read(tmp_path, b"")


def workbook(tmp_path: Path, sheets: dict[str, list[list[object]]]) -> bytes:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path.read_bytes()


def test_the_sheet_with_the_headings_is_taken(tmp_path: Path) -> None:
    book = workbook(
        tmp_path, {"说明": [["填写说明"]], "目录": [["标题", "数据量"], ["甲", 12], ["乙", 1.5]]}
    )
    rows = read(tmp_path, book, known=frozenset({"标题"}))
    assert cells(rows) == [["甲", "12"], ["乙", "1.5"]]
    assert [row.number for row in rows] == [2, 3]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("目录.csv", "a,b")
    with pytest.raises(UnreadableFile, match="不是 Excel 工作簿"):
        read(tmp_path, held.getvalue())


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(limits.WORKBOOK_BYTES + 1))
    with pytest.raises(UnreadableFile, match="解压后过大"):
        read(tmp_path, held.getvalue())


@pytest.mark.parametrize("content", [b"PK\x03\x04garbage", b"\xd0\xcf\x11\xe0" + b"0" * 600])
def test_broken_and_old_workbooks_say_what_to_do(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="另存为"):
        read(tmp_path, content)


def test_reading_goes_on_behind_any_row(tmp_path: Path) -> None:
    path = written(tmp_path / "file", json_file(*({"标题": f"{n}"} for n in range(30))))
    source = source_of(path, Reading())
    numbers = [row.number for row in source]
    for number in (0, 1, 17, 30):
        assert [row.number for row in rows_after(source, number)] == numbers[number:]


@pytest.mark.needs("shared_data")
def test_both_encodings_of_a_real_list_say_the_same() -> None:
    folder = SHARED_DATA / "universities-cn"
    found = [
        cells(list(source_of(folder / f"universities.{name}.csv", Reading())))
        for name in ("utf8", "gb18030")
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2631
