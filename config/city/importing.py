"""A bureau's workbook on its way in: previewed, one row wrong, one repeated, one word unknown, waiting for a choice."""

import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from config.city.chronicle import Chronicle
from config.city.foundation import City
from governance.imports import batches
from governance.models import Attachment

BUREAU = "urban"
HEAD = ("资源名称", "摘要", "主题", "开放类型", "更新周期", "格式", "来源网址")
ROWS = (
    (
        "城市家具普查",
        "全市路名牌、座椅、果壳箱等城市家具的位置和状态。",
        "城市管理",
        "有条件开放",
        "每半年",
        "XLSX",
    ),
    (
        "环卫作业道路等级",
        "市区道路的清扫保洁等级和作业单位。",
        "城市管理",
        "无条件开放",
        "每年",
        "CSV",
    ),
    (
        "户外广告设施名录",
        "经许可的户外广告设施的位置、形式和期限。",
        "城市管理",
        "无条件开放",
        "每两年",
        "CSV",
    ),
    ("", "名称漏填的一行，导入前需要补上。", "城市管理", "无条件开放", "每月", "CSV"),
    ("城市绿道分布", "已建成绿道的走向、长度和驿站。", "生态环境", "无条件开放", "每年", "GEOJSON"),
)
ITEMS = (
    ("城市家具普查", "类别", "category", "字符型", 20),
    ("城市家具普查", "位置", "location", "字符型", 100),
    ("环卫作业道路等级", "道路名称", "road", "字符型", 60),
    ("环卫作业道路等级", "保洁等级", "level", "字符型", 10),
)
ITEM_HEAD = ("资源名称", "数据项名称", "英文名称", "数据类型", "长度")


def tell(city: City, chronicle: Chronicle) -> None:
    """Yesterday's upload, still to be decided on."""
    chronicle.on(chronicle.working_days_ago(1), lambda: upload(city))


def upload(city: City) -> None:
    """The workbook is stored and previewed; nothing is written."""
    clerk = city.provider_of(BUREAU)
    file = SimpleUploadedFile("城市管理目录（补充）.xlsx", workbook())
    batch = batches.create(
        kind="catalogue", attachment=Attachment.objects.keep(file, by=clerk), organisation=city.body(BUREAU),
        source="城市管理目录", actor=clerk,
    )  # fmt: skip
    batches.preview_here(batch, actor=clerk)


def workbook() -> bytes:
    """The catalogue and its items, the last line entered twice."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet, items = book.add_worksheet("目录"), book.add_worksheet("数据项")
        sheet.write_row(0, 0, HEAD)
        for number, row in enumerate((*ROWS, ROWS[-1]), start=1):
            address = f"https://data.yunzhou.example/data/{min(number, len(ROWS))}"
            sheet.write_row(number, 0, (*row, address))
        items.write_row(0, 0, ITEM_HEAD)
        for number, item in enumerate(ITEMS, start=1):
            items.write_row(number, 0, item)
    return held.getvalue()
