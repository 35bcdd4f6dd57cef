"""Samples as rows: CSV in its own encoding, XLSX by its first sheet; only columns that identify are read."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from governance.errors import TransitionError
from governance.imports.csv_rows import delimiter_of, text_of
from governance.imports.encodings import encoding_of
from governance.imports.limits import UnreadableFile
from governance.imports.stored import at_hand
from governance.imports.unpacking import checked_workbook
from governance.imports.xlsx_rows import cell_text
from licensing.linkage.holdings import words
from licensing.linkage.matrix import DIRECT, Word, ordered, word_in
from licensing.models import LinkageAnalysis, LinkageSample

HEAD = 1 << 16
#: So many quasi-identifiers are counted at most: their combinations grow with the fourth power.
MOST_COLUMNS = 8
Rows = Iterator[list[str]]


@contextmanager
def rows_of(path: Path, name: str) -> Iterator[Rows]:
    """All rows of a sample, the headings first."""
    if name.lower().endswith(".xlsx"):
        yield _of_workbook(path)
        return
    encoding = encoding_of(path)
    with text_of(path, encoding) as text:
        delimiter = delimiter_of(text.read(HEAD))
    with text_of(path, encoding) as text:
        yield csv.reader(text, delimiter=delimiter)


def _of_workbook(path: Path) -> Rows:
    try:
        checked_workbook(path)
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        return ([cell_text(cell) for cell in row] for row in sheet.iter_rows())
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(
            _("样本工作簿无法读取，请另存为不加密码的 .xlsx 后重新上传。")
        ) from error


@contextmanager
def opened_sample(sample: LinkageSample) -> Iterator[Rows]:
    """The rows of a sealed sample; what cannot be read is a refusal in words."""
    try:
        with at_hand(sample.file) as path, rows_of(path, sample.file.name) as rows:
            yield rows
    except (UnreadableFile, UnicodeError, csv.Error, OSError) as error:
        raise TransitionError(
            _("“%(sample)s”的样本文件无法读取，请检查文件后重新上传。") % {"sample": sample}
        ) from error


def headings(sample: LinkageSample) -> list[str]:
    """The first row; empty where there is none."""
    with opened_sample(sample) as rows:
        return [cell.strip() for cell in next(rows, [])]


def columns(names: list[str], known: list[Word]) -> dict[str, int]:
    """Concept → place of its first column; columns that identify nobody are left unread."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        word = word_in(name, known)
        if word is not None:
            found.setdefault(word.concept, place)
    return found


def direct_concepts(known: list[Word]) -> set[str]:
    """The concepts that identify by themselves: they join samples but are not counted."""
    return {word.concept for word in known if word.kind == DIRECT}


def concepts_of(analysis: LinkageAnalysis) -> list[str]:
    """The quasi-identifiers of all samples, in the order in which they are found."""
    known = ordered(words())
    direct = direct_concepts(known)
    sealed: Any = analysis.samples.filter(status=LinkageSample.Status.SEALED)
    samples = sealed.select_related("file", "resource").order_by("pk")
    found = (concept for each in samples for concept in columns(headings(each), known))
    return list(dict.fromkeys(concept for concept in found if concept not in direct))
