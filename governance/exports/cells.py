"""Cells that a spreadsheet must not run: formulas are neutralised on the way out and restored on the way in."""

import re
from typing import Any

from django.db.models import Expression, Func, TextField

GUARD = "'"
#: Signs that begin a formula, and their full-width twins, also behind blanks or apostrophes.
_BLANK = " \t\r\n\f\v\u00a0\u3000\ufeff\u200b"
_DANGER = f"[{_BLANK}]*'*[=+@\t\r＝＋－＠-]"
_FIRST = f"{_BLANK}''=+@＝＋－＠-"  # asked first: most cells begin with none of them
_NUMBER = r"[+-]?\d+([.]\d+)?"
DANGEROUS = re.compile(rf"^(?!{_NUMBER}\Z){_DANGER}")
RESTORABLE = re.compile(rf"^'{_DANGER}")


def guarded(text: str) -> str:
    """The cell as text: an apostrophe before what would be run. Plain numbers stay as they are."""
    return GUARD + text if DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """What was written before ``guarded``."""
    return text[1:] if RESTORABLE.match(text) else text


class GuardedText(Func):
    """The same guard in SQL, for exports that never pass through Python."""

    template = (
        f"CASE WHEN %(expressions)s <> '' AND strpos('{_FIRST}', left(%(expressions)s, 1)) > 0 "
        f"AND %(expressions)s ~ '^[{_BLANK}]*''*[=+@\t\r＝＋－＠-]' "
        "AND %(expressions)s !~ '^[+-]?[0-9]+([.][0-9]+)?$' "
        "THEN '''' || %(expressions)s ELSE %(expressions)s END"
    )
    output_field = TextField()
    arity = 1

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        """The expression stands several times in the template, and so do its parameters."""
        sql, params = super().as_sql(compiler, connection, *args, **extra)
        return sql, list(params) * self.template.count("%(expressions)s")


class ChinaTime(Func):
    """A moment as China writes it."""

    template = "to_char(%(expressions)s AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')"
    output_field = TextField()


class Joined(Func):
    """A list in one cell."""

    template = "array_to_string(%(expressions)s, ',')"
    output_field = TextField()


class AsText(Func):
    """Any value in the database's own spelling."""

    template = "(%(expressions)s)::text"
    output_field = TextField()


Source = str | Expression
