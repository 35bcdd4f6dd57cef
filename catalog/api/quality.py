"""Quality for machines: scores, published cases, and the way to report one without an account."""

from catalog.models import ResourceQuality
from governance.api import PolicySerializer, PolicyViewSet


class ResourceQualitySerializer(PolicySerializer):
    class Meta:
        model = ResourceQuality
        fields = (
            "resource", "score", "completeness", "accuracy", "timeliness", "readability", "fix", "fix_gain",
            "next_update_on", "scored_on",
        )  # fmt: skip


class ResourceQualityViewSet(PolicyViewSet):
    """The four aims of clause (二) as figures; lists can be ordered by them."""

    http_method_names = ["get", "head", "options"]
    queryset = ResourceQuality.objects.order_by("pk")
    serializer_class = ResourceQualitySerializer
    filterset_fields = ("resource", "resource__provider", "fix")
    ordering_fields = ("score", "next_update_on")


ROUTES = (("resource-quality", ResourceQualityViewSet),)
