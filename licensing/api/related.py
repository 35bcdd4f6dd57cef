"""Related parties of operators for machines."""

from typing import Any

from governance.api import PROCESS_FIELDS, PolicySerializer, step_route
from licensing.api.bases import FilesViewSet
from licensing.models import RelatedParty
from licensing.workflow import related


class RelatedPartySerializer(PolicySerializer):
    class Meta:
        model = RelatedParty
        fields = (
            *PROCESS_FIELDS, "operator", "authority", "party", "party_name", "party_uscc", "relation", "note",
            "holds_from", "holds_to", "source", "file",
        )  # fmt: skip


class RelatedPartyViewSet(FilesViewSet):
    queryset = RelatedParty.objects.order_by("pk")
    serializer_class = RelatedPartySerializer
    filterset_fields = ("status", "operator", "party", "relation")
    disclose = step_route(related.disclose)
    confirm = step_route(related.confirm)
    send_back = step_route(related.send_back)
    end = step_route(related.end)


ROUTES: list[tuple[str, type[Any]]] = [("related-parties", RelatedPartyViewSet)]
