"""The forms of a step: what the rule needs to know, the reason, and the key that makes one of two equal requests."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.transitions import Step
from governance.visibility import only_visible


class ReasonForm(forms.Form):
    """Why, and which request this is."""

    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("写入审计日志，审计员和有权查看这条记录的人可见。"),
    )
    idempotency_key = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        needs_reason: bool = False,
        hint: Any = "",
        phrases: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("idempotency_key", str(uuid.uuid4()))
        reason = self.fields["reason"]
        reason.required = needs_reason
        reason.help_text = hint or reason.help_text
        reason.error_messages["required"] = _("请填写理由。")
        self.phrases = [str(phrase) for phrase in phrases]


class StepInput:
    """The forms that one request for a step fills in; valid together or not at all."""

    def __init__(
        self,
        step: Step,
        request: HttpRequest,
        *,
        is_sent: bool,
        form: type | None = None,
        **options: Any,
    ) -> None:
        self.reason = ReasonForm(
            request.POST if is_sent else None,
            needs_reason=step.transition.needs_reason,
            hint=step.transition.reason_hint,
            phrases=options.get("phrases", ()),
        )
        own = form or step.transition.form
        self.form: forms.BaseForm | None = None
        if own is not None:
            files = request.FILES if is_sent else None
            self.form = step_form(own, request.POST if is_sent else None, files, subject=options.get("subject"),
                                  user=request.user)  # fmt: skip
        self.is_sent = is_sent

    @property
    def forms(self) -> list[forms.BaseForm]:
        """The forms in the order in which they are shown."""
        return [each for each in (self.form, self.reason) if each is not None]

    @property
    def media(self) -> Media:
        """Scripts and sheets of the fields."""
        return sum((each.media for each in self.forms), Media())

    def is_valid(self) -> bool:
        """Whether everything needed was given; every form is asked, so that all errors show at once."""
        faulty = [each for each in self.forms if not each.is_valid()]
        return self.is_sent and not faulty

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments for the step."""
        given = dict(self.form.cleaned_data) if self.form is not None else {}
        return given | {"reason": self.reason.cleaned_data["reason"]}

    @property
    def key(self) -> str:
        """The idempotency key of this request."""
        return str(self.reason.cleaned_data["idempotency_key"])

    @property
    def errors(self) -> list[dict[str, Any]]:
        """Every error with the place where it is to be mended, for the summary on top."""
        found: list[dict[str, Any]] = []
        for form in self.forms:
            for name, messages in form.errors.items():
                bound = form[name] if name in form.fields else None
                where = (
                    {"id": bound.id_for_label, "label": bound.label} if bound is not None else {}
                )
                found.extend({"message": message, **where} for message in messages)
        return found

    def refuse(self, details: dict[str, Any], message: str) -> None:
        """Put a refusal's sentence at the field it names, else on top."""
        home = self.form or self.reason
        named: dict[str | None, Any] = {
            name: words for name, words in details.items() if name in home.fields
        }
        for name, words in (named or {None: message}).items():
            home.add_error(name, words)


def step_form(
    form: type, data: Any, files: Any, *, subject: Model | None, user: Any
) -> forms.BaseForm:
    """The step's own form: told of record and person where it asks for them, choices cut down to visible rows."""
    context = {"subject": subject, "user": user}
    wanted = {name: value for name, value in context.items() if name in getattr(form, "TAKES", ())}
    built: forms.BaseForm = form(data, files, **wanted)
    for field in built.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = only_visible(field.queryset, user)  # type: ignore[arg-type]
    return built
