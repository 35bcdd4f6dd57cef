"""Every address of the portal, with the arguments by which the access table visits it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from config.api import router

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")
#: Django's own catch-alls answer with a redirect or a 404 for whatever is typed.
CATCH_ALL = re.compile(r"\(\?P<url>|^admin/\w+/\w+/<path:object_id>/$|\(\?P<app_label>")

#: What the public addresses with a number are about.
PUBLIC = {
    "catalog/": "catalog.dataresource",
    "notices/": "catalog.publicnotice",
    "licences/": "licensing.licence",
    "products/": "licensing.product",
    "selections/": "licensing.selection",
    "stop-notices/": "licensing.stopnotice",
    "exits/": "licensing.exit",
    "prices/products/": "licensing.product",
    "prices/revenues/": "pricing.allowedrevenue",
    "disclosures/": "disclosure.disclosure",
}


@dataclass(frozen=True)
class Address:
    """One pattern: how it is called in the table, and what it looks like."""

    pattern: str

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of its arguments."""
        return tuple(first or second for first, second in ARGUMENT.findall(self.pattern))

    @property
    def model(self) -> type[Model] | None:
        """The model of the records that it is about."""
        in_admin = re.match(r"admin/(\w+)/(\w+)/<", self.pattern)
        if in_admin:
            return apps.get_model(in_admin[1], in_admin[2])
        in_api = re.match(r"api/v1/\^([\w-]+)/\(", self.pattern)
        if in_api:
            nouns = {noun: viewset for noun, viewset, _name in router.registry}
            return nouns[in_api[1]].queryset.model
        label = PUBLIC.get(self.pattern.split("<")[0])
        return apps.get_model(label) if label else None

    def path(self, values: dict[str, Any]) -> str:
        """The address with its arguments filled in."""
        filled = ARGUMENT.sub(lambda found: str(values[found[1] or found[2]]), self.pattern)
        return "/" + filled.replace("^", "").replace("$", "").replace("\\", "").replace("//", "/")


def addresses() -> list[Address]:
    """All of them, in the order of their spelling."""
    found = {pattern for pattern in _walk(get_resolver(), "") if not CATCH_ALL.search(pattern)}
    return [Address(pattern) for pattern in sorted(found)]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        text = str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, prefix + text)
        elif isinstance(each, URLPattern):
            yield prefix + text
