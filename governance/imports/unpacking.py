"""Bytes out of an uploaded file, with a bound on how much a packed file may grow."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from governance.imports import limits
from governance.imports.limits import UnreadableFile

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
MOST_PARTS = 10_000
TOO_LARGE = _("文件解压后过大，疑似压缩炸弹，未导入任何记录。请拆分后重新上传。")


class BoundedReader(io.RawIOBase):
    """A raw reader that stops when an unpacked stream outgrows its file."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, packed: int) -> None:
        super().__init__()
        self._stream = stream
        self._allowed = min(
            limits.UNPACKED_BYTES, max(limits.RATIO_COUNTS_FROM, packed * limits.UNPACKED_RATIO)
        )
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; a broken archive is a message, never a traceback."""
        try:
            piece = self._stream.read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise UnreadableFile(_("压缩文件不完整或已损坏，请重新压缩后上传。")) from error
        self._read += len(piece)
        if self._read > self._allowed:
            raise UnreadableFile(TOO_LARGE)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def opened(path: Path) -> io.BufferedReader:
    """The file's bytes, unpacked when it is a gzip file."""
    with path.open("rb") as stream:
        is_packed = stream.read(2) == GZIP
    if is_packed:
        bounded = BoundedReader(gzip.GzipFile(path, "rb"), path.stat().st_size)
    else:
        bounded = BoundedReader(path.open("rb"), limits.UNPACKED_BYTES)
    return io.BufferedReader(bounded, 1 << 17)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    is_long = part.file_size > limits.RATIO_COUNTS_FROM
    return is_long and part.file_size > part.compress_size * limits.UNPACKED_RATIO


def checked_workbook(path: Path) -> None:
    """Refuse a workbook whose parts would unpack to more than memory allows."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(
            _("文件不是有效的 Excel 工作簿（.xlsx），请另存为 .xlsx 后重新上传。")
        ) from error
    if len(parts) > MOST_PARTS or any(_is_bomb(part) for part in parts):
        raise UnreadableFile(TOO_LARGE)
    if sum(part.file_size for part in parts) > limits.WORKBOOK_BYTES:
        raise UnreadableFile(_("工作簿过大（解压后超过 100 MB），请另存为 CSV 后重新上传。"))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UnreadableFile(_("压缩包不是 Excel 工作簿（.xlsx），请解压后上传其中的文件。"))
