"""Filings for machines: to be read; they come from the filing steps alone."""

from typing import Any

from governance.api import PolicySerializer, PolicyViewSet
from licensing.models import Filing


class FilingSerializer(PolicySerializer):
    class Meta:
        model = Filing
        fields = (
            "id",
            "version",
            "scheme",
            "licence",
            "authority",
            "number",
            "filed_on",
            "receipt",
        )
        read_only_fields = fields


class FilingViewSet(PolicyViewSet):
    http_method_names = ["get", "head", "options"]
    queryset = Filing.objects.select_related("receipt").order_by("pk")
    serializer_class = FilingSerializer
    filterset_fields = ("authority", "scheme", "licence", "filed_on")


ROUTES: list[tuple[str, type[Any]]] = [
    ("filings", FilingViewSet),
]
