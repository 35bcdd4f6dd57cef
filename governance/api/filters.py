"""Filters by name: a foreign key gives the same answer for a hidden id as for an unknown one."""

from typing import Any

import django_filters
from django import forms
from django.db import models
from django_filters.filterset import FILTER_FOR_DBFIELD_DEFAULTS

LARGEST_ID = 2**63 - 1


class RelatedIdFilter(django_filters.Filter):
    """Compares the stored key only: neither 400 nor 200 tells whether a row with this key exists."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"min_value": 0, "max_value": LARGEST_ID}
        super().__init__(*args, **kwargs)


class RelatedCodeFilter(django_filters.CharFilter):
    """The same for related rows whose key is a text."""


class PolicyFilterSet(django_filters.FilterSet):
    """Named fields only (a system check refuses ``fields = "__all__"`` and ``exclude``)."""

    FILTER_DEFAULTS = FILTER_FOR_DBFIELD_DEFAULTS

    @classmethod
    def filter_for_lookup(cls, field: models.Field, lookup_type: str) -> tuple[Any, dict[str, Any]]:
        """Foreign keys are compared by key; everything else as usual."""
        if isinstance(field, models.ForeignKey) and lookup_type == "exact":
            is_code = isinstance(field.target_field, models.CharField)
            return (RelatedCodeFilter if is_code else RelatedIdFilter), {}
        return super().filter_for_lookup(field, lookup_type)
