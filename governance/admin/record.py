"""A record's page: what its state allows this person, how it came here, and who may do what (权限)."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.admin.access import Verdicts
from governance.admin.editing import EditingAdmin
from governance.admin.rights import rights_context
from governance.admin.timeline import TIMELINE_PAGE, timeline
from governance.admin.uploads import files_of
from governance.errors import NotPermitted, Refusal, TransitionError, WrongState
from governance.refusals import refusal_page
from governance.step_forms import StepInput
from governance.transitions import Step, offered_steps_of
from governance.visibility import permission_name
from governance.workplace.home import basis_words


class RecordAdmin(EditingAdmin):
    """Steps, timeline, deadline and rights of one record."""

    change_form_template = "admin/governance/record_form.html"
    object_history_template = "admin/governance/timeline.html"
    # Sentences that officials use again and again as a reason, by the verb of the step.
    standard_reasons: ClassVar[Mapping[str, Sequence[Any]]] = {}

    def get_urls(self) -> list[URLPattern]:
        """The record's own pages, before Django's catch-all."""
        view = self.admin_site.admin_view
        own = [
            path(
                "<path:object_id>/step/<slug:verb>/",
                view(self.step_view),
                name=self.url_name("step"),
            ),
            path("<path:object_id>/rights/", view(self.rights_view), name=self.url_name("rights")),
        ]
        return own + super().get_urls()

    def url_name(self, page: str) -> str:
        """The name of one of this model's pages, as Django names them."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def url_of(self, page: str, *arguments: Any) -> str:
        """The address of one of this model's pages."""
        return reverse(f"{self.admin_site.name}:{self.url_name(page)}", args=arguments)

    def visible_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """The record; hidden and absent give the same answer."""
        subject = self.get_object(request, unquote(object_id))
        if subject is None:
            raise Http404
        return subject

    def phrases_of(self, step: Step) -> Sequence[Any]:
        """The standard sentences for the reason of a step."""
        return self.standard_reasons.get(step.transition.verb, ())

    def open_steps(self, request: HttpRequest, subject: Model) -> list[dict[str, Any]]:
        """The steps that the record's state and its policies leave open to this person: one query for all."""
        status = getattr(subject, "status", None)
        by_state = [
            each for each in offered_steps_of(self.model) if status in each.transition.sources
        ]
        plain = [permission_name(self.model, verb) for verb in ("view", "change")]
        held = Verdicts.of(request).ask(
            [*plain, *(each.transition.permission for each in by_state)], subject
        )
        on = clock.today()
        return [
            {
                "step": each,
                "label": each.transition.label,
                "url": self.step_url(each, subject),
                "hindrance": each.hindrance(subject, on=on),
            }
            for each in by_state
            if each.transition.permission in held
        ]

    def step_url(self, step: Step, subject: Model) -> str:
        """Where the step asks for what it needs."""
        return self.url_of("step", quote(subject.pk), step.transition.verb)

    def step_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """The page of one step on one record; one POST is one step."""
        subject = self.visible_or_404(request, object_id)
        step = next(
            (each for each in offered_steps_of(self.model) if each.transition.verb == verb), None
        )
        if step is None:
            raise Http404
        is_sent = request.method == "POST"
        asked = StepInput(
            step, request, is_sent=is_sent, subject=subject, phrases=self.phrases_of(step)
        )
        # A complete request goes straight to the step: only there is a repeated one known as such.
        if asked.is_valid():
            return self._carry_out(request, subject, step, asked)
        refusal = step.refusal(subject, actor=request.user)
        hindrance = step.hindrance(subject, on=clock.today())
        if refusal is None and hindrance and not is_sent:
            refusal = TransitionError(hindrance)
        if refusal is not None:
            return refusal_page(request, refusal, back=self.url_of("change", quote(subject.pk)))
        return self._step_page(request, subject, step, asked, status=400 if is_sent else 200)

    def _carry_out(
        self, request: HttpRequest, subject: Any, step: Step, asked: StepInput
    ) -> HttpResponse:
        back = self.url_of("change", quote(subject.pk))
        try:
            step(
                subject,
                actor=request.user,
                on=clock.today(),
                idempotency_key=asked.key,
                **asked.arguments,
            )
        except (NotPermitted, WrongState) as refusal:
            return refusal_page(request, refusal, back=back)
        except Refusal as refusal:
            asked.refuse(refusal.details, str(refusal.message))
            subject.refresh_from_db()
            return self._step_page(request, subject, step, asked, status=refusal.http_status)
        Verdicts.of(request).forget()
        messages.success(request, self.step_message(subject, step))
        # Whoever may no longer see the record goes on with what waits next.
        return HttpResponseRedirect(
            back if self.has_view_permission(request, subject) else reverse("admin:index")
        )

    def step_message(self, subject: Any, step: Step) -> str:
        """「已…，下一步：…（期限 …）」."""
        words = {"step": step.transition.label, "record": subject}
        done = _("“%(record)s”已%(step)s") % words
        following = [each for each in offered_steps_of(self.model) if each.is_owed_by(subject)]
        names = "／".join(str(each.transition.label) for each in following)
        if not names:
            return _("%(done)s。") % {"done": done}
        due_on = getattr(subject, "due_on", None)
        term = _("（期限 %(day)s）") % {"day": due_on.isoformat()} if due_on else ""
        return _("%(done)s，下一步：%(names)s%(term)s。") % {
            "done": done,
            "names": names,
            "term": term,
        }

    def _step_page(
        self, request: HttpRequest, subject: Any, step: Step, asked: StepInput, *, status: int
    ) -> TemplateResponse:
        field: Any = self.opts.get_field("status") if hasattr(subject, "status") else None
        choices = dict(field.flatchoices) if field is not None else {}
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(step)s：%(record)s") % {"step": step.transition.label, "record": subject},
            "opts": self.opts,
            "original": subject,
            "step": step,
            "transition": step.transition,
            "present_state": choices.get(getattr(subject, "status", None), ""),
            "next_state": choices.get(step.transition.target, ""),
            "asked": asked,
            "back": self.url_of("change", quote(subject.pk)),
            "media": self.media,
            **self.step_context(request, subject, step),
        }
        return TemplateResponse(request, "admin/governance/step.html", context, status=status)

    def step_context(self, request: HttpRequest, subject: Any, step: Step) -> dict[str, Any]:
        """What else the page of a step shows before it is carried out, for admin classes to add."""
        return {}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Who, when, what, why, and what it changed, from the audit trail."""
        subject = self.visible_or_404(request, object_id)
        events = self.paginator(timeline(subject, request.user), TIMELINE_PAGE)
        page = events.get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            **self.record_context(request, subject),
            "title": _("历史：%(record)s") % {"record": subject},
            "opts": self.opts,
            "original": subject,
            "page": page,
            "media": self.media,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def rights_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every permission on this record, for me or for a chosen person, with the clause that decides."""
        subject = self.visible_or_404(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            **self.record_context(request, subject),
            **rights_context(request, subject),
            "title": _("权限：%(record)s") % {"record": subject},
            "opts": self.opts,
            "original": subject,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/governance/rights.html", context)

    def record_context(self, request: HttpRequest, subject: Model) -> dict[str, Any]:
        """What the head of every page of a record shows."""
        rule = getattr(subject, "due_rule", "")
        names = (("change", _("内容")), ("history", _("历史")), ("rights", _("权限")))
        pages = [
            {"url": self.url_of(name, quote(subject.pk)), "label": label} for name, label in names
        ]
        return {
            "open_steps": self.open_steps(request, subject),
            "record_pages": pages,
            "record_files": files_of(subject),
            "record_tools": [page for page in pages if page["label"] == _("权限")],
            "deadline_basis": basis_words({rule}).get(rule, "") if rule else "",
        }
