"""What a file may be, stated once: the upload form prints these figures and the readers enforce them."""

from django.utils.translation import gettext_lazy as _

UPLOAD_BYTES = 100 * 1024**2
UNPACKED_BYTES = 1024**3
UNPACKED_RATIO = 300
RATIO_COUNTS_FROM = 16 * 1024**2
WORKBOOK_BYTES = 100 * 1024**2  # unpacked; a reader needs about twice that in memory
WORKBOOK_ROWS = 200_000
ROWS = 1_000_000
COLUMNS = 500
HEADING_CHARACTERS = 80
CELL_CHARACTERS = 100_000
LINE_CHARACTERS = 2 * 1024**2
RECORD_CHARACTERS = 4 * 1024**2
QUOTED_LINES = 500
DEPTH = 6
GRAPH_BYTES = 20 * 1024**2
GRAPH_DEPTH = 50


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says what to do next."""

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message


class EncodingUnknown(UnreadableFile):
    """Neither UTF-8 nor GB18030 fits: a person has to name the encoding."""

    def __init__(self) -> None:
        super().__init__(_("文件既不是 UTF-8 也不是 GB18030 编码，请选择编码，再预览。"))
