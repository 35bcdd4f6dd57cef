"""Editing in the admin site: forms write through ``governance.edits``; a stale or refused form keeps what was typed."""

import uuid
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance import edits
from governance.admin.access import PolicyAccess, Verdicts
from governance.errors import Refusal, StaleVersion
from governance.models import AuditEvent, IdempotencyKey
from governance.policies import explain, is_known
from governance.replays import Replay
from governance.snapshots import difference, snapshot
from governance.visibility import permission_name
from governance.words import field_label, field_value

VERSION_FIELD = "_version"
KEY_FIELD = "_key"
REASON_FIELD = "_reason"
UNTYPED = frozenset({"csrfmiddlewaretoken", "_save", "_continue", "_addanother"})


class EditingAdmin(PolicyAccess, admin.ModelAdmin):
    """Saving by ``edits.save``: version check, policy asked again after saving, one event."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Django's form view; a refusal rolls everything back and shows the form again as it was typed."""
        self._require_change(request, object_id)
        earlier = earlier_answer(request) if object_id is None else None
        if earlier is not None:
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            request.edit_refusal = refusal  # type: ignore[attr-defined]
            Verdicts.of(request).forget()
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response.status_code = refusal.http_status
            return response

    def _require_change(self, request: HttpRequest, object_id: str | None) -> None:
        """A change sent past the form is refused with the clause that speaks against it, and told to the trail."""
        if request.method != "POST" or not object_id:
            return
        subject = self.get_object(request, unquote(object_id))
        if subject is None or self.has_change_permission(request, subject):
            return
        permission = permission_name(self.model, "change")
        known = is_known(permission)
        clauses = explain(request.user, permission, subject).clauses if known else ()
        message = _("您无权修改“%(record)s”：%(clauses)s") % {
            "record": subject,
            "clauses": "；".join(clauses),
        }
        message = f"{message.rstrip('。：')}。"
        AuditEvent.objects.record(
            f"{self.opts.label_lower}.change", subject, actor=request.user, outcome="refused",
            changes={"message": message},
        )  # fmt: skip
        raise PermissionDenied(message)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form; after a refusal it carries the refusal's sentence, at the field where it names one."""
        form = discreet_form(super().get_form(request, obj, change=change, **kwargs), request.user)
        refusal: Any = getattr(request, "edit_refusal", None)
        return form if refusal is None else refused_form(form, refusal)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write through the one door for edits."""
        reason = request.POST.get(REASON_FIELD, "").strip()
        if change:
            self._save_change(request, obj, form, reason)
        else:
            self._save_new(request, obj, form, reason)
        Verdicts.of(request).forget()

    def _save_change(self, request: HttpRequest, obj: Any, form: Any, reason: str) -> None:
        expected = posted_version(request) if hasattr(obj, "version") else None
        if is_changed(obj, form):
            edits.save(form, actor=request.user, expected_version=expected, reason=reason)
        elif expected is not None and expected != obj.version:
            raise StaleVersion(_("“%(record)s”已被他人修改，请核对后再保存。") % {"record": obj})

    def _save_new(self, request: HttpRequest, obj: Any, form: Any, reason: str) -> None:
        replay = Replay(request_key(request), request.user, [f"{obj._meta.label_lower}.add"])
        event = replay.answer(lambda: edits.save(form, actor=request.user, reason=reason))
        if obj.pk is None:
            # The same form was sent twice: the first one made the record, this one only leads to it.
            obj.pk = obj._meta.pk.to_python(event.subject_id)
            request.is_repeated_form = True  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Rows of inlines; the form's own relations were written with the record."""
        if getattr(request, "is_repeated_form", False):
            return
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Each changed row of an inline is an edit of its own."""
        reason = request.POST.get(REASON_FIELD, "").strip()
        for instance in formset.save(commit=False):
            edits.save(instance, actor=request.user, reason=reason)
        formset.save_m2m()

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The audit event tells of it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The audit event tells of it."""

    def edit_context(self, request: HttpRequest, obj: Model | None, form: Any) -> dict[str, Any]:
        """What the form page needs to send back: version, key and reason; and the differences of a stale form."""
        refusal = getattr(request, "edit_refusal", None)
        is_stale = isinstance(refusal, StaleVersion)
        # A stale form is sent again with the new version: the person has the differences before the eyes now.
        typed_version = (
            request.POST.get(VERSION_FIELD) if request.method == "POST" and not is_stale else None
        )
        return {
            "record_version": typed_version or getattr(obj, "version", None),
            "form_key": request.POST.get(KEY_FIELD) or uuid.uuid4(),
            "edit_reason": request.POST.get(REASON_FIELD, ""),
            "edit_refusal": refusal,
            "differences": stale_differences(self.model, refusal, form) if is_stale else [],
        }


def is_changed(obj: Model, form: Any) -> bool:
    """Whether saving would change anything: a form takes a list typed the same way for a new one."""
    stored = type(obj)._base_manager.get(pk=obj.pk)
    relations = {field.name for field in obj._meta.many_to_many}
    return bool(difference(snapshot(stored), snapshot(obj)) or relations & set(form.changed_data))


def request_key(request: HttpRequest) -> str:
    """The form's key together with what was typed: sent again unchanged it is the same request, else a new one."""
    key = request.POST.get(KEY_FIELD, "")
    typed = [
        (name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in UNTYPED
    ]
    sent: list[tuple[str, Any]] = sorted(request.FILES.items())
    files = [(name, str(found.name), found.size) for name, found in sent]
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr((key, typed, files)))) if key else ""


def earlier_answer(request: HttpRequest) -> IdempotencyKey | None:
    """The answer that this very request got before, if it did."""
    key = request_key(request) if request.method == "POST" else ""
    return IdempotencyKey.objects.filter(actor=request.user.pk, key=key).first() if key else None


def posted_version(request: HttpRequest) -> int:
    """The version that the person had before the eyes."""
    try:
        return int(request.POST[VERSION_FIELD])
    except (KeyError, ValueError) as error:
        raise BadRequest(_("表单缺少版本号，没有保存。请重新打开这条记录再修改。")) from error


def discreet_form(form: type[BaseModelForm], person: Any) -> type[BaseModelForm]:
    """The same form, whose checks tell nothing of rows that the person may not see."""

    class Discreet(form):  # type: ignore[valid-type,misc]
        def _post_clean(self) -> None:
            self.instance.typed_by = person
            super()._post_clean()

    return Discreet


def refused_form(form: type[BaseModelForm], refusal: Refusal) -> type[BaseModelForm]:
    """The same form, invalid because of the refusal."""

    class Refused(form):  # type: ignore[valid-type,misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            named = {name: found for name, found in refusal.details.items() if name in self.fields}
            if named and not isinstance(refusal, StaleVersion):
                for name, messages in named.items():
                    self.add_error(name, messages)
            else:
                self.add_error(None, refusal.message)
            return cleaned

    return Refused


def stale_differences(model: type[Model], refusal: Any, form: Any) -> list[dict[str, str]]:
    """Field by field: what is stored now, and what this person typed."""
    return [
        {
            "label": field_label(model, name),
            "stored": field_value(model, name, stored),
            "typed": field_value(model, name, typed),
        }
        for name, (stored, typed) in refusal.details.items()
        if name in form.fields
    ]
