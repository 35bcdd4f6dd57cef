"""Start-up errors for routes that would open a leak."""

from collections.abc import Iterator
from typing import Any

from django.core import checks
from django_filters import FilterSet
from rest_framework.filters import OrderingFilter
from rest_framework.viewsets import GenericViewSet

from governance.api.viewsets import PolicyViewSet

#: The chain's own code; what packages bring is not routed.
OWN = ("governance", "accounts", "catalog", "licensing", "pricing", "disclosure", "config")


def descendants(base: Any) -> Iterator[Any]:
    """Every class of our own below ``base``."""
    for each in base.__subclasses__():
        if each.__module__.partition(".")[0] in OWN:
            yield each
        yield from descendants(each)


def _error(message: str, found: Any) -> checks.Error:
    return checks.Error(
        message, hint="Name the fields one by one.", obj=found, id="governance.E004"
    )


@checks.register(checks.Tags.security)
def filters_and_orders_are_named(**kwargs: Any) -> list[checks.CheckMessage]:
    """``__all__`` answers questions about fields that nobody meant to open."""
    found: list[checks.CheckMessage] = []
    for each in descendants(FilterSet):
        meta = getattr(each, "Meta", None)
        if getattr(meta, "fields", None) == "__all__" or getattr(meta, "exclude", None):
            found.append(_error("a filter set takes every field", each))
    for view in descendants(GenericViewSet):
        if "__all__" in (
            getattr(view, "filterset_fields", ()),
            getattr(view, "ordering_fields", ()),
        ):
            found.append(_error("a viewset filters or orders by every field", view))
        elif (
            OrderingFilter in view.filter_backends
            and getattr(view, "ordering_fields", None) is None
        ):
            found.append(_error("a viewset orders by every readable field", view))
    return found


@checks.register(checks.Tags.security)
def every_viewset_asks_the_policies(**kwargs: Any) -> list[checks.CheckMessage]:
    """A viewset of the framework's own knows nothing of policies."""
    return [
        checks.Error(
            "not under the policies",
            hint="Derive it from PolicyViewSet.",
            obj=each,
            id="governance.E007",
        )
        for each in descendants(GenericViewSet)
        if not issubclass(each, PolicyViewSet)
    ]
