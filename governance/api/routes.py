"""Steps as routes: ``POST /api/v1/…/{pk}/{verb}/``."""

from collections.abc import Callable
from typing import Any

from django import forms
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from governance.transitions import Step

KEY_HEADER = OpenApiParameter("Idempotency-Key", OpenApiTypes.STR, OpenApiParameter.HEADER)

# How a form's field is told in the OpenAPI document; everything else is a text.
WIRE_FIELDS: tuple[tuple[type[forms.Field], type[serializers.Field]], ...] = (
    (forms.BooleanField, serializers.BooleanField),
    (forms.DecimalField, serializers.CharField),
    (forms.IntegerField, serializers.IntegerField),
    (forms.DateField, serializers.DateField),
    (forms.ModelMultipleChoiceField, serializers.ListField),
    (forms.ModelChoiceField, serializers.IntegerField),
)


def step_route(step: Step, form: type | None = None) -> Callable[..., Response]:
    """A route for ``step`` on a viewset; assign it to an attribute of the step's own name."""

    def run(self: Any, request: Request, pk: str | None = None) -> Response:
        return self.run_step(request, step, form)

    # The framework looks the handler up by this name.
    run.__name__ = step.__name__
    run.__doc__ = f"{step.transition.label}（{step.transition.clause}）"
    verb = step.transition.verb
    route = action(detail=True, methods=["post"], url_path=verb, url_name=verb)(run)
    request_body = step_body(step, form or step.transition.form)
    described = extend_schema(
        request=request_body, responses=dict, parameters=[KEY_HEADER], filters=False
    )
    return described(route)


def step_body(step: Step, form: type | None) -> Serializer:
    """The request's body as the OpenAPI document shows it."""
    fields: dict[str, serializers.Field] = {
        name: _wire_field(field) for name, field in getattr(form, "base_fields", {}).items()
    }
    fields["reason"] = serializers.CharField(required=step.transition.needs_reason)
    name = "".join(part.title() for part in step.transition.action.replace("_", ".").split("."))
    return inline_serializer(name=f"{name}Request", fields=fields)


def _wire_field(field: forms.Field) -> serializers.Field:
    kind = next(
        (wire for known, wire in WIRE_FIELDS if isinstance(field, known)), serializers.CharField
    )
    return kind(required=field.required)
