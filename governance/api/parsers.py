"""Reading what machines send: JSON of bounded depth whose text the database can keep."""

from collections.abc import Mapping
from math import isfinite
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST_NESTING = 20


class BoundedJSONParser(JSONParser):
    """400 for what is too deep or holds NUL or half a character; never 500."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The parsed and checked value."""
        try:
            value = super().parse(stream, media_type, parser_context)
        except RecursionError:
            _refuse()
        check_value(value, depth=0)
        return value


def check_value(value: Any, *, depth: int) -> None:
    """Raise ``ParseError`` for a value that cannot be kept."""
    if depth > DEEPEST_NESTING:
        _refuse()
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, float) and not isfinite(value):
        raise ParseError(_("请求内容中有过大的数字，请核对后重新提交。"))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            _check_text(name)
            check_value(each, depth=depth + 1)
    elif isinstance(value, list):
        for each in value:
            check_value(each, depth=depth + 1)


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse()
    if "\x00" in text:
        _refuse()


def _refuse() -> NoReturn:
    raise ParseError(_("请求内容嵌套过深，或者含有不能保存的字符。"))
