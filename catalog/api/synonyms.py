"""The list of synonyms for machines."""

from catalog.models import Synonym
from governance.api import PolicySerializer, PolicyViewSet


class SynonymSerializer(PolicySerializer):
    class Meta:
        model = Synonym
        fields = ("id", "version", "term", "equivalents", "is_mutual", "is_active", "note")


class SynonymViewSet(PolicyViewSet):
    queryset = Synonym.objects.order_by("pk")
    serializer_class = SynonymSerializer
    filterset_fields = ("term", "is_mutual", "is_active")


ROUTES = (("synonyms", SynonymViewSet),)
