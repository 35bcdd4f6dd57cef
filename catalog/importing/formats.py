"""File formats as catalogues name them."""

from catalog.importing.words import folded, parts

KNOWN = frozenset(
    "CSV XLS XLSX XML JSON RDF TXT DOC DOCX PDF ET WPS PPT PPTX HTML HTM ZIP RAR GZ 7Z JPG JPEG PNG GIF TIF TIFF BMP SVG MP3 MP4 AVI"
    " SHP KML KMZ GEOJSON GPX GDB DBF MDB ACCDB DWG DXF SQL SQLITE PARQUET TTL TSV OFD ODS GML WMS WFS WMTS API 数据库 文件 链接 其他".split()
)
SPELLINGS = {
    "excel": "XLS", "excel表格": "XLS", "word": "DOC", "text": "TXT", "文本": "TXT", "图片": "图片", "file": "文件", "文件": "文件",
    "files": "文件", "link": "链接", "链接": "链接", "http": "API", "https": "API", "interface": "API", "接口": "API", "服务接口": "API",
    "数据接口": "API", "restful": "API", "rest": "API", "webservice": "API", "api接口": "API", "库表": "数据库", "db数据库": "数据库",
    "database": "数据库", "db": "数据库", "mysql": "数据库", "oracle": "数据库", "postgresql": "数据库", "sqlserver": "数据库",
    "dm": "数据库", "kingbase": "数据库", "数据库": "数据库", "数据表": "数据库", "其他": "其他", "其它": "其他", "other": "其他",
    "esrirest": "API", "arcgisgeoservices": "API", "ogcwms": "WMS", "ogcwfs": "WFS", "geojson": "GEOJSON", "电子表格": "XLS",
}  # fmt: skip
MEDIA = {
    "text/csv": "CSV", "application/json": "JSON", "application/xml": "XML", "text/xml": "XML", "text/html": "HTML",
    "application/pdf": "PDF", "application/zip": "ZIP", "application/geo+json": "GEOJSON", "application/vnd.geo+json": "GEOJSON",
    "application/vnd.ms-excel": "XLS", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.google-earth.kml+xml": "KML",
}  # fmt: skip


def read(value: str | list[str], answers: dict[str, str]) -> tuple[list[str], list[str]]:
    """The formats of a cell, and the words that nobody knows (kept as they are, and listed)."""
    formats: dict[str, None] = {}
    unknown = []
    for part in parts(value):
        word = folded(part).lstrip(".")
        name = answers.get(word) or SPELLINGS.get(word) or MEDIA.get(word) or word.upper()
        if name not in KNOWN and name not in SPELLINGS.values() and word not in answers:
            unknown.append(part)
            name = part
        formats[name[:40]] = None
    return list(formats), unknown
