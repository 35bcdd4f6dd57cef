"""Errors at the place where they are to be mended: what is wanting, and what a refusal names."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from catalog.guide import tasks
from governance.errors import Refusal


def posted(request: HttpRequest) -> Any:
    """What was sent; an empty form that was sent is not an unsent one."""
    return request.POST if request.method == "POST" else None


def tell_gaps(form: Any, gaps: list[str]) -> None:
    """Say at each field what is still wanting there."""
    for name in gaps:
        form.add_error(name if name in form.fields else None, tasks.sentence_for(name))


def put_at_fields(form: Any, refusal: Refusal) -> None:
    """A refusal at the fields it names, else on top."""
    named = {name: words for name, words in refusal.details.items() if name in form.fields}
    for name, words in named.items():
        form.add_error(name, words)
    if not named:
        form.add_error(None, refusal.message)


def mark_needed(form: Any, names: Iterable[str]) -> None:
    """What filing needs is not shown as optional, though a draft may be kept without it."""
    form.use_required_attribute = False
    for name in names:
        if name in form.fields:
            form.fields[name].required = True
