"""Changes of agreements and their versions, for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, PolicyViewSet, step_route
from licensing.api.bases import FilesViewSet, InspectedSerializer
from licensing.models import LicenceChange, LicenceChangeItem, LicenceVersion
from licensing.workflow import changes


class LicenceChangeSerializer(InspectedSerializer):
    """The reasons of a change are for those who may inspect it."""

    INSPECTED = ("grounds",)

    class Meta:
        model = LicenceChange
        fields = (
            *PROCESS_FIELDS, "licence", "grounds", "effective_on", "new_ends_on", "new_business", "new_content",
            "new_region", "new_authorising_body", "new_regulator", "serial", "signed_on", "took_effect_on",
        )  # fmt: skip


class LicenceChangeViewSet(FilesViewSet):
    queryset = LicenceChange.objects.order_by("pk")
    serializer_class = LicenceChangeSerializer
    filterset_fields = ("status", "licence")
    ordering_fields = ("effective_on",)
    decide_change = step_route(changes.decide_change)
    sign_change = step_route(changes.sign_change)
    file_change = step_route(changes.file_change)
    effect_change = step_route(changes.effect_change)
    withdraw_change = step_route(changes.withdraw_change)


class LicenceChangeItemSerializer(PolicySerializer):
    class Meta:
        model = LicenceChangeItem
        fields = (
            "id", "version", "change", "action", "resource", "purposes", "restrictions", "is_exclusive", "consent",
            "assessment",
        )  # fmt: skip
        extra_kwargs = {"consent": {"write_only": True}, "assessment": {"write_only": True}}


class LicenceChangeItemViewSet(FilesViewSet):
    queryset = LicenceChangeItem.objects.order_by("pk")
    serializer_class = LicenceChangeItemSerializer
    filterset_fields = ("change", "resource", "action")


class LicenceVersionSerializer(PolicySerializer):
    class Meta:
        model = LicenceVersion
        fields = ("id", "licence", "number", "valid_from", "change", "content", "digest")


class LicenceVersionViewSet(PolicyViewSet):
    queryset = LicenceVersion.objects.order_by("pk")
    serializer_class = LicenceVersionSerializer
    filterset_fields = ("licence", "number")


ROUTES: list[tuple[str, type[Any]]] = [
    ("licence-changes", LicenceChangeViewSet),
    ("licence-change-items", LicenceChangeItemViewSet),
    ("licence-versions", LicenceVersionViewSet),
]
