"""Metered records for machines: ``POST`` a CSV or NDJSON body with an ``Idempotency-Key``; batches are read only."""

from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from governance import clock
from governance.actors import as_actor
from governance.api import PolicySerializer, PolicyViewSet
from governance.api.routes import KEY_HEADER
from governance.api.viewsets import idempotency_key
from licensing.models import Licence, UsageBatch, UsageMonthly
from licensing.usage import seals
from licensing.usage.ingest import ingest


class StreamParser(BaseParser):
    """Hands the body on unread: it may be larger than memory should hold."""

    media_type = "text/csv"
    format = "csv"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The stream, and how it is to be read."""
        return {"stream": stream, "format": self.format}


class LinesParser(StreamParser):
    media_type = "application/x-ndjson"
    format = "ndjson"


class UsageBatchSerializer(PolicySerializer):
    class Meta:
        model = UsageBatch
        fields = (
            "id", "licence", "key", "rows", "refused", "size", "digest", "first_at", "last_at", "created_at",
        )  # fmt: skip


class UsageBatchViewSet(PolicyViewSet):
    queryset = UsageBatch.objects.filter(rows__gt=0).order_by("pk")
    serializer_class = UsageBatchSerializer
    filterset_fields = ("licence",)
    http_method_names = ["get", "post", "head", "options"]
    parser_classes: Any = (StreamParser, LinesParser)

    @extend_schema(
        request={"text/csv": OpenApiTypes.STR, "application/x-ndjson": OpenApiTypes.STR},
        parameters=[KEY_HEADER, OpenApiParameter("licence", OpenApiTypes.INT, required=True)],
        filters=False,
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take a delivery in: all of it or nothing; the same body under the same key gets the same answer."""
        self._require_could("add")
        key = idempotency_key(request)
        if not key:
            raise ParseError(_("请在请求头 Idempotency-Key 中填写本批记录的幂等键。"))
        sent: Any = request.data
        if "stream" not in sent:
            raise ParseError(_("请求没有内容，请把计量记录放在请求正文中。"))
        actor = as_actor(request.user)
        batch = ingest(
            sent["stream"],
            licence=self._licence(request),
            key=key,
            file_format=sent["format"],
            actor=actor,
            at=clock.now(),
        )
        seals.seal(actor)
        return Response(self.get_serializer(batch).data, status=201)

    def _licence(self, request: Request) -> Licence:
        number = request.query_params.get("licence", "")
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise ParseError(_("请在地址中用 licence 参数写明授权运营协议。"))
        found: Licence = get_object_or_404(
            Licence.objects.visible_to(as_actor(request.user)), pk=number
        )
        return found


class UsageMonthlySerializer(PolicySerializer):
    class Meta:
        model = UsageMonthly
        fields = (
            "id", "licence", "product", "purpose", "month", "records", "quantity", "size", "failed", "refused",
        )  # fmt: skip


class UsageMonthlyViewSet(PolicyViewSet):
    queryset = UsageMonthly.objects.order_by("pk")
    serializer_class = UsageMonthlySerializer
    filterset_fields = ("licence", "product", "purpose", "month")
    http_method_names = ["get", "head", "options"]


ROUTES: list[tuple[str, type[Any]]] = [
    ("usage-batches", UsageBatchViewSet),
    ("usage-months", UsageMonthlyViewSet),
]
