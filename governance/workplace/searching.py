"""Search in the shared site: readable, bounded terms over the visible rows of every noun."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SHORTEST_TERM = 2
LONGEST_TERM = 200
SHOWN = 5


def checked_term(term: str) -> str:
    """A search term that the database can read and that is no essay; anything else is refused with 400."""
    is_readable = "\x00" not in term and term.isprintable() | term.isspace()
    if len(term) > LONGEST_TERM or not is_readable:
        raise BadRequest(_("搜索内容过长或含有不能识别的字符，请缩短后重新搜索。"))
    return term


def checked_values(values: Iterable[str]) -> None:
    """The same for every value of an address."""
    for value in values:
        checked_term(value)


@dataclass(frozen=True)
class Found:
    """The first hits among the rows of one noun, and where all of them are."""

    name: str
    rows: list[tuple[str, Any]]
    more_url: str


def found_everywhere(site: admin.AdminSite, request: HttpRequest, term: str) -> list[Found]:
    """By noun; a noun without hits is left out."""
    groups = (
        found_in(model_admin, request, term)
        for model_admin in site._registry.values()
        if model_admin.get_search_fields(request) and model_admin.has_view_permission(request)
    )
    return [group for group in groups if group.rows]


def found_in(model_admin: Any, request: HttpRequest, term: str) -> Found:
    """The first visible rows of one noun that the term finds."""
    rows, may_repeat = model_admin.get_search_results(
        request, model_admin.get_queryset(request), term
    )
    related = model_admin.get_list_select_related(request)
    rows = rows.select_related(*related) if isinstance(related, list | tuple) else rows
    first = list((rows.distinct() if may_repeat else rows)[: SHOWN + 1])
    meta = model_admin.opts
    address = f"{model_admin.admin_site.name}:{meta.app_label}_{meta.model_name}"
    return Found(
        name=str(meta.verbose_name_plural),
        rows=[(reverse(f"{address}_change", args=[quote(row.pk)]), row) for row in first[:SHOWN]],
        more_url=f"{reverse(f'{address}_changelist')}?{urlencode({'q': term})}"
        if len(first) > SHOWN
        else "",
    )
