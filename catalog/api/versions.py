"""Published versions of entries for machines: what the public saw, with the digest taken at publication."""

from typing import Any

from rest_framework import serializers

from catalog import versions
from catalog.models import ResourceVersion
from governance.api import PolicySerializer, PolicyViewSet
from governance.api.filters import PolicyFilterSet


class ResourceVersionSerializer(PolicySerializer):
    """Contacts masked, nothing that stays inside; the digest is that of the whole content as it was frozen."""

    public_content = serializers.SerializerMethodField(label="公开内容")

    class Meta:
        model = ResourceVersion
        fields = (
            "id", "resource", "number", "published_on", "summary", "registration_number", "digest", "public_content",
        )  # fmt: skip

    def get_public_content(self, version: ResourceVersion) -> dict[str, Any]:
        """As on the version's page: of what is closed now neither files nor their basis."""
        return versions.public(version.content, is_open=version.resource.is_open)


class ResourceVersionFilter(PolicyFilterSet):
    class Meta:
        model = ResourceVersion
        fields = {"resource": ["exact"], "number": ["exact"], "published_on": ["gte", "lt"]}


class ResourceVersionViewSet(PolicyViewSet):
    queryset = ResourceVersion.objects.select_related("resource").order_by("-published_on", "-pk")
    serializer_class = ResourceVersionSerializer
    filterset_class = ResourceVersionFilter
    ordering_fields = ("published_on", "number")
    http_method_names = ["get", "head", "options"]


ROUTES = (("resource-versions", ResourceVersionViewSet),)
