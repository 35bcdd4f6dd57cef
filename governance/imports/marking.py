"""What is written into a returned workbook, whichever way it is written: notes, colours, the first sheet's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.exports import guarded

WRONG, DOUBTFUL = "F8D7DA", "FFF3CD"
#: More lines nobody reads; the notes stand at the cells all the same.
LISTED = 5_000
NOTE_CHARACTERS = 1_000
TEXT_CHARACTERS = 32_767


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence and the cell that it is about; ``column`` counts from 0, or is unknown (-1)."""

    sentence: str
    is_wrong: bool
    column: int
    sheet: str
    row: int
    heading: str

    @property
    def colour(self) -> str:
        """Red must be mended, yellow should be looked at."""
        return WRONG if self.is_wrong else DOUBTFUL


@dataclass(frozen=True, slots=True)
class Marked:
    """A row of the file with its notes; number 0 where it is no row of the first sheet."""

    number: int
    is_wrong: bool
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """All sentences, for the column beside the row."""
        return guarded("；".join(note.sentence for note in self.notes))[:TEXT_CHARACTERS]

    def cells(self, sheet: str = "") -> dict[tuple[int, int | str], list[Note]]:
        """(row, column) → its notes, on the records' own sheet or on a named one."""
        found: dict[tuple[int, int | str], list[Note]] = {}
        for note in self.notes:
            if note.sheet == sheet:
                column: int | str = note.heading if sheet else note.column
                found.setdefault((note.row, column), []).append(note)
        return found


def note_text(notes: Iterable[Note]) -> str:
    """The words of a cell's comment."""
    return "\n".join(note.sentence for note in notes)[:NOTE_CHARACTERS]


def colour_of(notes: Iterable[Note]) -> str:
    """One wrong sentence makes the cell red."""
    return WRONG if any(note.is_wrong for note in notes) else DOUBTFUL


def guide() -> list[str]:
    """What to do with the workbook."""
    return [
        _("红色单元格有误，须改正；黄色单元格请核对，可以不改。把鼠标移到单元格上可以看到说明。"),
        _("改好后保存，直接上传本文件即可，不需要删除颜色、批注、“核对说明”列和本页。"),
        _("已经导入且没有再改动的行，再次上传时显示为“无变化”，不会重复新增。"),
    ]


def list_headings() -> list[str]:
    """The heads of the list on the first sheet."""
    return [_("工作表"), _("行号"), _("单元格"), _("类别"), _("说明")]


def kind_words(note: Note) -> str:
    """有误, or 请核对."""
    return _("有误") if note.is_wrong else _("请核对")


def more_words(count: int) -> str:
    """Said under a list that was cut."""
    return _("另有 %(count)s 条，见各单元格的批注。") % {"count": count}
