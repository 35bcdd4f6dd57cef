"""Steps in the admin site: actions of a list run row by row, each refusal told in its own sentence."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin import helpers
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from governance import clock
from governance.errors import Refusal
from governance.policies import could, covered
from governance.step_forms import StepInput
from governance.transitions import Step

MOST_ROWS = 500
SHOWN_ROWS = 50

Action = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]


@dataclass
class Outcome:
    """What became of the chosen rows."""

    done: list[Model] = field(default_factory=list)
    refused: list[tuple[Model, str]] = field(default_factory=list)


def step_action(step: Step, form: type | None = None) -> Action:
    """A list action that carries out ``step`` on each chosen row, after a page that asks for what it needs."""

    def act(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        # The list itself posts no key: that comes with the page which asks for what the step needs.
        is_sent = "idempotency_key" in request.POST
        asked = StepInput(
            step, request, is_sent=is_sent, form=form, phrases=model_admin.phrases_of(step)
        )
        rows = list(queryset.order_by("pk")[: MOST_ROWS + 1])
        if len(rows) <= MOST_ROWS and asked.is_valid():
            return _result(model_admin, request, step, run(step, rows, asked, actor=request.user))
        return _question(model_admin, request, step, rows, asked)

    act.__name__ = action_name(step)
    act.short_description = step.transition.label  # type: ignore[attr-defined]
    act.step = step  # type: ignore[attr-defined]
    return act


def action_name(step: Step) -> str:
    """The name under which a list offers the step."""
    return f"step_{step.transition.verb}"


def is_offered(action: Any, user: Any, model: type[Model]) -> bool:
    """Whether an action's step could be open to this person at all; other actions decide for themselves."""
    step = getattr(action, "step", None)
    return step is None or could(user, step.transition.permission, model)


def run(step: Step, rows: list[Model], asked: StepInput, *, actor: Any) -> Outcome:
    """Carry the step out on each row in a transaction of its own; a refused row does not stop the others."""
    outcome, on, arguments = Outcome(), clock.today(), asked.arguments
    for row in rows:
        try:
            step(row, actor=actor, on=on, idempotency_key=row_key(asked.key, row), **arguments)
        except Refusal as refusal:
            outcome.refused.append((row, str(refusal.message)))
        else:
            outcome.done.append(row)
    return outcome


def row_key(key: str, row: Model) -> str:
    """The request's key, for one of its rows."""
    return (
        str(uuid.uuid5(uuid.NAMESPACE_OID, f"{key}/{row._meta.label_lower}/{row.pk}"))
        if key
        else ""
    )


def _question(
    model_admin: Any, request: HttpRequest, step: Step, rows: list[Model], asked: StepInput
) -> TemplateResponse:
    chosen = rows[:MOST_ROWS]
    context = {
        **model_admin.admin_site.each_context(request),
        **_prospect(step, chosen, request.user),
        "title": _("%(step)s：%(count)d 项")
        % {"step": step.transition.label, "count": len(chosen)},
        "opts": model_admin.opts,
        "transition": step.transition,
        "asked": asked,
        "is_too_many": len(rows) > MOST_ROWS,
        "most": MOST_ROWS,
        "action": action_name(step),
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
    }
    status = 400 if asked.is_sent else 200
    return TemplateResponse(request, "admin/governance/step_question.html", context, status=status)


def _prospect(step: Step, chosen: list[Model], user: Any) -> dict[str, Any]:
    """What will happen to the chosen rows: one query, whatever their number."""
    sources = step.transition.sources
    allowed = covered(user, step.transition.permission, chosen)
    ready = {
        row.pk for row in chosen if row.pk in allowed and getattr(row, "status", None) in sources
    }
    return {
        "rows": chosen[:SHOWN_ROWS],
        "more": max(len(chosen) - SHOWN_ROWS, 0),
        "ready": len(ready),
        "not_ready": len(chosen) - len(ready),
        "ready_pks": ready,
    }


def _result(
    model_admin: Any, request: HttpRequest, step: Step, outcome: Outcome
) -> TemplateResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("%(step)s：已办 %(done)d 项，未办 %(refused)d 项")
        % {
            "step": step.transition.label,
            "done": len(outcome.done),
            "refused": len(outcome.refused),
        },
        "opts": model_admin.opts,
        "transition": step.transition,
        "outcome": outcome,
        "list_url": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/governance/step_result.html", context)
