"""The doors of the machine interface: viewsets that show by ``visible_to`` and write by edits and steps."""

from governance.api import checks
from governance.api.filters import PolicyFilterSet
from governance.api.handling import exception_handler
from governance.api.paging import LongPages, NumberedPages
from governance.api.registered import ROUTES
from governance.api.routes import step_route
from governance.api.serializers import PROCESS_FIELDS, PolicySerializer
from governance.api.viewsets import PolicyViewSet

__all__ = [
    "PROCESS_FIELDS",
    "ROUTES",
    "LongPages",
    "NumberedPages",
    "PolicyFilterSet",
    "PolicySerializer",
    "PolicyViewSet",
    "checks",
    "exception_handler",
    "step_route",
]
