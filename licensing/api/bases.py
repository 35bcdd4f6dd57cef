"""What the addresses of authorised operation have in common."""

from typing import Any

from rest_framework.parsers import MultiPartParser

from governance.actors import as_actor
from governance.api import PolicySerializer, PolicyViewSet
from governance.api.parsers import BoundedJSONParser
from licensing.models import Licence, Scheme


def texts_of(model: type[Scheme] | type[Licence]) -> tuple[str, ...]:
    """The text fields that answer the contents of an article."""
    return tuple(field for _title, fields in model.CONTENTS for field in fields)


class InspectedSerializer(PolicySerializer):
    """Everybody who sees a row reads it; ``INSPECTED`` only those who may inspect it."""

    INSPECTED: tuple[str, ...] = ()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The row, without what is not meant for this person."""
        row: dict[str, Any] = super().to_representation(instance)
        if instance.pk in self._inspectable():
            return row
        return {name: value for name, value in row.items() if name not in self.INSPECTED}

    def _inspectable(self) -> set[int]:
        # One question for a whole page; the context is shared with what stands inside the row.
        context: Any = self.context
        label = self._model._meta.model_name
        key = f"inspectable_{label}"
        if key not in context:
            user = as_actor(context["request"].user)
            rows = self._model.objects.permitted(user, f"licensing.inspect_{label}")
            context[key] = set(rows.values_list("pk", flat=True))
        known: set[int] = context[key]
        return known


class FilesViewSet(PolicyViewSet):
    """Where a record or a step holds a file, it is sent as multipart form data."""

    parser_classes: Any = (BoundedJSONParser, MultiPartParser)
