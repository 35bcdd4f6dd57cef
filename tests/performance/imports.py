"""Imports and exports at scale: records a second, peak memory, and the export against a bare COPY."""

import io
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from accounts.models import Organisation, Role, User
from catalog.models import DataResource
from governance import exports
from governance.imports import batches, returned
from governance.models import Attachment, ImportBatch
from tests.database import arranging
from tests.factories.people import organisation, person
from tests.performance.measuring import Row, ratio

SHEET_ROWS = 20_000
MORE = {
    "联系人": "王某", "联系电话": "0571-88886666", "电子邮箱": "a@example.cn", "共享类型": "无条件共享",
    "资源分类": "部门类", "更新时间": "2023-1-2",
}  # fmt: skip
READ_ALONE = """
import resource, sys
from pathlib import Path
import django
django.setup()
from governance.imports.sources import Reading, source_of
rows = sum(1 for row in source_of(Path(sys.argv[1]), Reading()))
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def measure(rows: int) -> list[Row]:
    """Preview, import and repeat ``rows`` records; export them; read a file a hundred times as long alone."""
    with arranging():
        place = organisation(name="云州市导入测试局")
        clerk = person(Role.PROVIDER, organisation=place)
    content = catalogue(rows)
    first = timed(content, clerk, place)
    again = timed(content, clerk, place)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    read, alone = read_alone(rows * 100)
    return [
        Row("import: preview", f"{rows / first[0]:,.0f} records/s", "≥ 500", "≥ 2,000"),
        Row("import: drafts with events", f"{rows / first[1]:,.0f} records/s", "≥ 500", "≥ 2,000"),
        Row(
            "import again, nothing changed",
            f"{rows / sum(again):,.0f} records/s",
            "≥ 500",
            "≥ 2,000",
        ),
        Row("import: peak memory of the process", f"{peak} MB", "≤ 300 MB", "≤ 150 MB"),
        Row(f"reading {read:,} records: peak memory", f"{alone} MB", "≤ 300 MB", "≤ 100 MB"),
        *workbook_rows(clerk, place),
        Row("CSV export : COPY", ratio(lambda: exported(clerk), copied), "≤ 3.3×", "≤ 2×"),
    ]


def catalogue(rows: int) -> bytes:
    """Records as a city's portal gives them."""
    return json.dumps([record(number) for number in range(rows)], ensure_ascii=False).encode()


def record(number: int) -> dict[str, Any]:
    """One of them."""
    return {
        "标题": f"云州市停车泊位信息{number}",
        "提供单位": "市城市管理局",
        "所属主题": "交通出行",
        "发布时间": "2022-8-25",
        "开放条件": "有条件开放",
        "更新频率": "每年" if number % 9 else "每 121 日",
        "描述": "全市公共停车场的位置、泊位数、收费标准、开放时间和管理单位。" * 4,
        "数据格式": ["xlsx", "csv"],
        "标签": "停车,泊位,交通",
        "详情页网址": f"https://data.example.cn/detail?id={number:032x}",
    }


def timed(content: bytes, clerk: User, place: Organisation) -> tuple[float, float]:
    """Seconds of the preview and of the import."""
    attachment = Attachment.objects.keep(SimpleUploadedFile("目录.json", content), by=clerk)
    batch = batches.create(
        kind="catalogue", attachment=attachment, organisation=place, actor=clerk, source="bench"
    )
    start = perf_counter()
    batches.preview_here(batch, actor=clerk)
    middle = perf_counter()
    batches.import_here(ImportBatch.objects.get(pk=batch.pk), actor=clerk)
    return middle - start, perf_counter() - middle


def workbook_rows(clerk: User, place: Organisation) -> list[Row]:
    """A workbook with a wrong row in fifty: previewed, and handed back with marks; MB that both take."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    upload = SimpleUploadedFile("目录.xlsx", sheet(SHEET_ROWS))
    attachment = Attachment.objects.keep(upload, by=clerk)
    batch = batches.create(
        kind="catalogue",
        attachment=attachment,
        organisation=place,
        actor=clerk,
        source="bench-xlsx",
    )
    start = perf_counter()
    batches.preview_here(batch, actor=clerk)
    middle = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        returned.write(Path(folder) / "back.xlsx", ImportBatch.objects.get(pk=batch.pk))
    ended = perf_counter()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    title = f"workbook of {SHEET_ROWS:,} × 16 cells"
    return [
        Row(f"{title}: preview", f"{middle - start:.1f} s", "≤ 20 s", "≤ 8 s"),
        Row(f"{title}: back with marks", f"{ended - middle:.1f} s", "≤ 20 s", "≤ 8 s"),
        Row(f"{title}: memory on top", f"{grown // 1024} MB", "≤ 150 MB", "≤ 60 MB"),
    ]


def sheet(rows: int) -> bytes:
    """A catalogue of sixteen columns as a workbook."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet("目录")
        page.write_row(0, 0, [*record(0), *MORE])
        for number in range(rows):
            cells = record(number) | MORE
            cells |= {"标题": cells["标题"] if number % 50 else "", "数据格式": "xlsx,csv"}
            page.write_row(number + 1, 0, list(cells.values()))
    return held.getvalue()


def read_alone(rows: int) -> tuple[int, int]:
    """A long file read in a process of its own: rows and peak memory in MB."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write("[")
        for number in range(rows):
            file.write(("," if number else "") + json.dumps(record(number), ensure_ascii=False))
        file.write("]")
        file.flush()
        command = [sys.executable, "-c", READ_ALONE, file.name]
        found = subprocess.run(command, capture_output=True, check=True, text=True, cwd=Path.cwd())
    read, peak = found.stdout.split()
    return int(read), int(peak)


def exported(clerk: User) -> int:
    """The catalogue as CSV, through policy, labels and guard."""
    answer = exports.download(
        DataResource.objects.order_by("pk"), actor=clerk, file_format="csv", at=timezone.now()
    )
    return sum(len(piece) for piece in answer.streaming_content)  # type: ignore[attr-defined]


def copied() -> int:
    """The same columns, bare."""
    columns = ", ".join(
        f'"{DataResource._meta.get_field(column.path).column}"'
        for column in exports.columns_of(DataResource)
        if "__" not in column.path
    )
    statement = (
        f"COPY (SELECT {columns} FROM catalog_dataresource ORDER BY id) TO STDOUT (FORMAT csv)"
    )
    with connection.cursor() as cursor, cursor.copy(statement) as pieces:
        return sum(len(piece) for piece in pieces)
