"""Mapping files: heading → field, by our names or by the fifteen that other portals' mappings use."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from catalog.importing.fields import BY_NAME, OTHER_NAMES
from governance.imports.limits import UnreadableFile


def read(path: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Columns and answers; a file is either the columns alone or ``{"columns": …, "answers": …}``."""
    try:
        content: Any = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            _("映射文件“%(path)s”不是有效的 JSON，请检查后重试。") % {"path": path}
        ) from error
    if not isinstance(content, Mapping):
        raise UnreadableFile(
            _("映射文件“%(path)s”须是“列名：字段”的对象，请检查后重试。") % {"path": path}
        )
    columns = content.get("columns", content)
    answers = content.get("answers", {}) if "columns" in content else {}
    return {heading: _field(heading, name) for heading, name in columns.items()}, dict(answers)


def _field(heading: str, name: object) -> str:
    text = str(name or "")
    if text in OTHER_NAMES:
        return OTHER_NAMES[text]
    if text and text not in BY_NAME:
        raise UnreadableFile(
            _("映射文件中“%(heading)s”对应的字段“%(name)s”不存在，请改正后重试。")
            % {"heading": heading, "name": text}
        )
    return text
