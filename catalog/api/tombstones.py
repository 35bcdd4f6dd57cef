"""What was withdrawn, for machines: 410 with the reason where an entry stood, and the list of all that are gone."""

import re
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import DataResource
from governance.actors import as_actor
from governance.api import PolicySerializer, PolicyViewSet
from governance.api.filters import PolicyFilterSet

SEE_TOMBSTONE = "catalog.see_tombstone_dataresource"
PK = re.compile(r"[0-9]{1,18}")


class TombstoneSerializer(PolicySerializer):
    """That an entry stood here, who withdrew it, when and why, and the digest of what was shown last."""

    provider = serializers.CharField(label="提供单位", read_only=True)
    withdrawn_by = serializers.SerializerMethodField(label="撤回单位")
    versions = serializers.SerializerMethodField(label="版本数")
    digest = serializers.SerializerMethodField(label="最后版本摘要值")

    class Meta:
        model = DataResource
        fields = (
            "id", "code", "name", "provider", "issued_on", "withdrawn_on", "withdrawn_by", "withdrawal_reason",
            "versions", "digest",
        )  # fmt: skip
        read_only_fields = fields

    def get_fields(self) -> dict[str, serializers.Field]:
        """Only told, never written: no version and no reason are asked for."""
        fields = super().get_fields()
        fields.pop("reason", None)
        fields.pop("version", None)
        return fields

    def get_withdrawn_by(self, resource: DataResource) -> str:
        """The body, never the person."""
        return str(resource.withdrawn_by or resource.provider)

    def get_versions(self, resource: DataResource) -> int:
        """How many versions were published."""
        return max((each.number for each in resource.versions.all()), default=0)

    def get_digest(self, resource: DataResource) -> str:
        """The digest of the last version."""
        last = max(resource.versions.all(), key=lambda each: each.number, default=None)
        return last.digest if last is not None else ""


class TombstoneFilter(PolicyFilterSet):
    class Meta:
        model = DataResource
        fields = {
            "provider": ["exact"],
            "theme": ["exact"],
            "withdrawn_on": ["gte", "lt"],
        }


class TombstoneViewSet(PolicyViewSet):
    """``/withdrawn-resources/``: everything that was public once and is gone."""

    queryset = (
        DataResource.objects.select_related("provider", "withdrawn_by")
        .prefetch_related("versions")
        .order_by("-withdrawn_on", "-pk")
    )
    serializer_class = TombstoneSerializer
    filterset_class = TombstoneFilter
    ordering_fields = ("withdrawn_on",)
    http_method_names = ["get", "head", "options"]

    def get_queryset(self) -> Any:
        """What anybody may know of what is gone."""
        rows: Any = self.queryset.all()
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        return rows.permitted(as_actor(self.request.user), SEE_TOMBSTONE)


#: The answer in place of an entry that is gone.
GONE = inline_serializer(
    "Gone",
    {
        "code": serializers.CharField(),
        "detail": serializers.CharField(),
        "tombstone": TombstoneSerializer(),
    },
)


class TombstoneMixin:
    """410 with reason where a public entry was withdrawn; hidden and absent stay the same 404."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The entry; its tombstone for those who may not see the withdrawn row itself."""
        try:
            answer: Response = super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        except Http404:
            gone = TombstoneViewSet.queryset.permitted(as_actor(request.user), SEE_TOMBSTONE)
            pk = str(kwargs.get("pk", ""))
            resource = gone.filter(pk=pk).first() if PK.fullmatch(pk) else None
            if resource is None:
                raise
            return self._gone(request, resource)
        return answer

    def _gone(self, request: Request, resource: DataResource) -> Response:
        told = TombstoneSerializer(resource, context={"request": request}).data
        detail = _("“%(name)s”已撤回，不再提供。") % {"name": resource}
        return Response({"code": "withdrawn", "detail": detail, "tombstone": told}, status=410)


#: Before the entries themselves: both are rows of one model, and the entries' own route is the one to write by.
ROUTES = (("withdrawn-resources", TombstoneViewSet),)
