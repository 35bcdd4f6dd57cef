"""Files to import, and batches in each of their states."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation, Role, User
from catalog.importing import mapping_files
from governance.imports import batches, runs
from governance.models import Attachment, ImportBatch, ImportRow
from tests.factories.people import organisation, person
from tests.needs import SHARED_DATA

CATALOGUES = SHARED_DATA / "cn-portal-catalogues"
CITIES = (
    "anhui_chuzhou",
    "anhui_hefei",
    "anhui_wuhu",
    "ningxia_ningxia",
    "ningxia_yinchuan",
    "shaanxi_shaanxi",
    "sichuan_luzhou",
    "sichuan_neijiang",
)


def record(number: int = 1, **over: Any) -> dict[str, Any]:
    """A record as a city's portal gives it."""
    return {
        "标题": f"停车泊位信息{number}",
        "提供单位": "市城市管理局",
        "发布时间": "2022-8-25",
        "开放类型": "无条件开放",
        "更新频率": "每年",
        "描述": "全市公共停车场的位置和泊位数。",
        "资源格式": ["xlsx"],
        "详情页网址": f"https://data.example.cn/detail?id={number}",
    } | over


def json_file(*records: dict[str, Any]) -> bytes:
    """The records as a JSON list."""
    return json.dumps(records, ensure_ascii=False).encode()


def csv_file(*rows: list[str], encoding: str = "utf-8") -> bytes:
    """The rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def clerk_of(place: Organisation | None = None) -> tuple[User, Organisation]:
    """A provider's person with the organisation for which he imports."""
    place = place or organisation()
    return person(Role.PROVIDER, organisation=place), place


def uploaded_batch(content: bytes, *, actor: User, place: Organisation, **over: Any) -> ImportBatch:
    """Stored, with suggested columns, not yet read."""
    upload = SimpleUploadedFile(over.pop("name", "目录.json"), content)
    attachment = Attachment.objects.keep(upload, by=actor)
    fields = {"kind": "catalogue", "source": "data.example.cn"} | over
    return batches.create(attachment=attachment, organisation=place, actor=actor, **fields)


def city_batch(city: str, *, actor: User, place: Organisation) -> ImportBatch:
    """One of the eight real catalogues with its mapping file."""
    content = (CATALOGUES / f"{city}.json.gz").read_bytes()
    batch = uploaded_batch(content, actor=actor, place=place, source=city, name=f"{city}.json.gz")
    columns, _answers = mapping_files.read(CATALOGUES / "mapping" / f"{city}.json")
    batches.choose(batch, actor=actor, columns=columns)
    return batch


def previewed_batch(
    content: bytes, *, actor: User, place: Organisation, **over: Any
) -> ImportBatch:
    """Every row has its fate; nothing is written."""
    return previewed(uploaded_batch(content, actor=actor, place=place, **over))


def previewed(batch: ImportBatch) -> ImportBatch:
    """Bring a batch to its preview."""
    batches.preview_here(batch, actor=batch.created_by)
    return refreshed(batch)


def imported_batch(content: bytes, *, actor: User, place: Organisation, **over: Any) -> ImportBatch:
    """Preview and import to the end."""
    return imported(previewed_batch(content, actor=actor, place=place, **over))


def imported(batch: ImportBatch) -> ImportBatch:
    """Bring a previewed batch to its end."""
    batches.import_here(batch, actor=batch.created_by)
    return refreshed(batch)


def finished(batch: ImportBatch) -> ImportBatch:
    """Do what a worker would do."""
    runs.run(batch)
    return refreshed(batch)


def refreshed(batch: ImportBatch) -> ImportBatch:
    """The batch and its progress as they are stored."""
    batch.refresh_from_db()
    batch.progress.refresh_from_db()
    return batch


def fates(batch: ImportBatch) -> dict[str, int]:
    """Fate → rows, counted from the rows themselves."""
    found: dict[str, int] = {}
    for fate in ImportRow.objects.filter(batch=batch).values_list("fate", flat=True):
        found[fate] = found.get(fate, 0) + 1
    return found


def written(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


def body_of(answer: Any) -> bytes:
    """All of an answer; its files are closed, the test's connection is not."""
    content = b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    for close in answer._resource_closers:
        close()
    return content
