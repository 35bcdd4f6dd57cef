"""``PolicyViewSet``: rows by ``visible_to``, writes by edits and steps, no delete."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ParseError
from rest_framework.filters import OrderingFilter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from governance import clock
from governance.actors import as_actor
from governance.api.filters import PolicyFilterSet
from governance.api.paging import NumberedPages
from governance.api.parsers import BoundedJSONParser
from governance.api.throttles import PersonRate, VisitorRate
from governance.errors import InvalidInput, NotPermitted
from governance.models import AuditEvent
from governance.policies import could, is_known
from governance.replays import Replay
from governance.step_forms import step_form
from governance.transitions import Step

LONGEST_KEY = 100


class PolicyFilterBackend(DjangoFilterBackend):
    """Filters by named fields; foreign keys by their stored key."""

    filterset_base = PolicyFilterSet


class PolicyViewSet(
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    viewsets.GenericViewSet,
):
    """The rows that the caller may see; writing asks the same policies as every other door."""

    http_method_names = ["get", "post", "put", "patch", "head", "options"]
    # The policies decide, for visitors too: the framework's own permissions would be a second truth.
    permission_classes = ()
    parser_classes = (BoundedJSONParser,)
    renderer_classes = (JSONRenderer,)
    filter_backends = (PolicyFilterBackend, OrderingFilter)
    pagination_class = NumberedPages
    throttle_classes = (VisitorRate, PersonRate)
    filterset_fields: Any = ()
    ordering_fields: Any = ()

    def get_queryset(self) -> QuerySet[Any]:
        """Hidden rows do not exist: 404."""
        rows: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        return rows.visible_to(as_actor(self.request.user))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A new record; sent twice with one ``Idempotency-Key`` it is made once."""
        model = self.get_queryset().model
        self._require_could("add")
        with transaction.atomic():
            replay = Replay(
                idempotency_key(request),
                request.user,
                [f"{model._meta.label_lower}.add", request.data],
            )
            event = replay.answer(lambda: self._create(request))
        record = model._base_manager.get(pk=event.subject_id)
        return Response(self.get_serializer(record).data, status=201)

    def _create(self, request: Request) -> AuditEvent:
        serializer: Any = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        event: AuditEvent = serializer.event
        return event

    def perform_update(self, serializer: Any) -> None:
        """May not is told before bad input is."""
        self._require_could("change")
        serializer.save()

    def _require_could(self, verb: str) -> None:
        model = self.get_queryset().model
        permission = f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        if not is_known(permission) or not could(self.request.user, permission, model):
            raise NotPermitted(
                _("您没有新建或修改%(kind)s的权限。") % {"kind": model._meta.verbose_name}
            )

    def run_step(self, request: Request, step: Step, form: type | None) -> Response:
        """Carry one step out; the body holds the form's fields and the reason."""
        subject = self.get_object()
        if not isinstance(request.data, dict):
            raise ParseError(_("请求内容应当是一个 JSON 对象。"))
        actor = as_actor(request.user)
        reason = request.data.get("reason", "")
        if not isinstance(reason, str):
            raise ParseError(_("理由（reason）应当是文字。"))
        try:
            arguments = step_arguments(step, form, request, subject)
        except InvalidInput as fault:
            # Permission and state are told before the faults of the input.
            raise step.refusal(subject, actor=actor) or fault from fault
        event = step(
            subject,
            actor=actor,
            reason=reason,
            on=clock.today(),
            idempotency_key=idempotency_key(request),
            **arguments,
        )
        return Response(self.step_answer(subject, event))

    def step_answer(self, subject: Any, event: AuditEvent) -> dict[str, Any]:
        """The event, and the record as it is now, if the caller may still see it."""
        record = self.get_queryset().filter(pk=subject.pk).first()
        return {
            "event": {"uuid": event.uuid, "at": localtime(event.at), "action": event.action},
            "record": self.get_serializer(record).data if record is not None else None,
        }


def step_arguments(step: Step, form: type | None, request: Request, subject: Any) -> dict[str, Any]:
    """The step's keyword arguments out of the request; raises ``InvalidInput`` with a sentence for each field."""
    own = form or step.transition.form
    if own is None:
        return {}
    filled: forms.BaseForm = step_form(
        own, as_typed(request.data), request.FILES, subject=subject, user=request.user
    )
    _require_single(filled)
    if not filled.is_valid():
        details = {
            name: [str(message) for message in messages] for name, messages in filled.errors.items()
        }
        raise InvalidInput(_("填写的内容不符合要求，没有办理。"), details=details)
    return dict(filled.cleaned_data)


def _require_single(filled: Any) -> None:
    """Moments and numbers are one value each, not a list."""
    for name, field in filled.fields.items():
        is_one = isinstance(field, forms.fields.BaseTemporalField | forms.IntegerField)
        if is_one and isinstance(filled.data.get(name), list):
            raise ParseError(_("“%(name)s”应当是一个值，不是列表。") % {"name": name})


def as_typed(sent: Any) -> Any:
    """Numbers as a form would send them; lists stay lists, objects have no place."""
    if not isinstance(sent, dict) or hasattr(sent, "getlist"):
        return sent
    found = {}
    for name, value in sent.items():
        if isinstance(value, dict):
            raise ParseError(_("“%(name)s”应当是文字、数字或者列表。") % {"name": name[:40]})
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        found[name] = str(value) if is_number else value
    return found


def idempotency_key(request: Request) -> str:
    """The caller's key; visitors have none, since keys belong to accounts."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise ParseError(_("Idempotency-Key 过长或含有不能识别的字符。"))
    return key if request.user.is_authenticated else ""
