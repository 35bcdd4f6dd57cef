"""Where a procedure suggests a step on another record: the links that are open to the person now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from governance.transitions import Step


def step_url(step: Step, record: Model) -> str:
    """Where the step asks for what it needs."""
    label = f"{record._meta.app_label}_{record._meta.model_name}"
    return reverse(f"admin:{label}_step", args=(record.pk, step.transition.verb))


def step_links(user: Any, suggested: Iterable[tuple[Step, Model | None]]) -> SafeString | str:
    """Each step that this person may take on its record now, as a link; a dash where there is none."""
    shown = [
        (step_url(step, record), step.transition.label, str(record))
        for step, record in suggested
        if record is not None and step.refusal(record, actor=user) is None
    ]
    if not shown:
        return "–"
    return format_html(
        "<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a>：{}</li>', shown)
    )
