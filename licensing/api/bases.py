"""What the addresses of authorised operation have in common."""

from typing import Any

from rest_framework.parsers import MultiPartParser

from governance.api import PolicyViewSet
from governance.api.parsers import BoundedJSONParser
from licensing.models import Licence, Scheme


def texts_of(model: type[Scheme] | type[Licence]) -> tuple[str, ...]:
    """The text fields that answer the contents of an article."""
    return tuple(field for _title, fields in model.CONTENTS for field in fields)


class FilesViewSet(PolicyViewSet):
    """Where a record or a step holds a file, it is sent as multipart form data."""

    parser_classes: Any = (BoundedJSONParser, MultiPartParser)
