"""Disclosure on the machine interface."""

from typing import Any

from disclosure import workflow
from disclosure.filters import DisclosureFilter
from disclosure.models import Disclosure, DisclosureObligation
from governance.api import PolicySerializer, PolicyViewSet, step_route


class DisclosureObligationSerializer(PolicySerializer):
    class Meta:
        model = DisclosureObligation
        fields = ("id", "licence", "kind", "year", "discloser", "due_on", "status", "version")


class DisclosureObligationViewSet(PolicyViewSet):
    queryset = DisclosureObligation.objects.order_by("due_on", "pk")
    serializer_class = DisclosureObligationSerializer
    filterset_fields = ("kind", "year", "status", "discloser", "licence")
    collect = step_route(workflow.collect)


class DisclosureSerializer(PolicySerializer):
    class Meta:
        model = Disclosure
        fields = (
            "id", "obligation", "release", "predecessor", "correction_reason", "explanation", "contents", "sha256",
            "signed_on", "published_on", "withdrawn_on", "withdrawal_reason", "status", "version",
        )  # fmt: skip
        read_only_fields = (
            "obligation", "release", "predecessor", "correction_reason", "contents", "sha256", "signed_on",
            "published_on", "withdrawn_on", "withdrawal_reason",
        )  # fmt: skip

    def to_representation(self, instance: Disclosure) -> dict[str, Any]:
        """A withdrawn release keeps its place, not its contents."""
        told = super().to_representation(instance)
        if instance.status == Disclosure.Status.WITHDRAWN:
            told |= {"contents": {}, "explanation": ""}
        return told


class DisclosureViewSet(PolicyViewSet):
    queryset = Disclosure.objects.select_related("obligation").order_by("-published_on", "-pk")
    serializer_class = DisclosureSerializer
    filterset_class = DisclosureFilter
    refresh = step_route(workflow.refresh)
    sign = step_route(workflow.sign)
    publish = step_route(workflow.publish)
    return_for_changes = step_route(workflow.return_for_changes)
    correct = step_route(workflow.correct)
    withdraw = step_route(workflow.withdraw)


ROUTES: list[tuple[str, type[Any]]] = [
    ("disclosure-obligations", DisclosureObligationViewSet),
    ("disclosures", DisclosureViewSet),
]
