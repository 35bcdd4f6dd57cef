"""List filters that offer only what the person may see, and the closed list of lookups an address may ask for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, DateField, Field, Model
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

from governance.visibility import visible_rows

STOCK_RELATED = (admin.RelatedFieldListFilter, admin.RelatedOnlyFieldListFilter)


class VisibleRelatedFilter(admin.RelatedFieldListFilter):
    """Choices: related rows that the person may see and that a visible row of the list refers to."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, Any]]:
        """Two predicates in one statement: of the list's model and of the related one."""
        used = model_admin.get_queryset(request).order_by().values(f"{self.field_path}__pk")
        rows = visible_rows(field.remote_field.model, request.user).filter(pk__in=used)
        ordering = self.field_admin_ordering(field, request, model_admin)
        rows = rows.order_by(*ordering) if ordering else rows
        key = field.target_field.attname if hasattr(field, "target_field") else "pk"
        return [(getattr(row, key), str(row)) for row in rows]


class VisibleValuesFilter(admin.AllValuesFieldListFilter):
    """The values of a plain field, of a related model even, that occur in the visible rows of the list."""

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: Any,
        model: Any,
        model_admin: Any,
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        rows = model_admin.get_queryset(request).order_by(field_path)
        self.lookup_choices = rows.values_list(field_path, flat=True).distinct()


def governed_filters(model: type[Model], declared: Iterable[Any]) -> list[Any]:
    """The declared filters, each one on a relation turned into a ``VisibleRelatedFilter``."""
    return [_governed_filter(model, each) for each in declared]


def _governed_filter(model: type[Model], declared: Any) -> Any:
    if isinstance(declared, str):
        path, stock = declared, None
    elif isinstance(declared, tuple | list):
        path, stock = declared
    else:
        return declared
    field = get_fields_from_path(model, path)[-1]
    if field.is_relation and (stock is None or stock in STOCK_RELATED):
        return path, VisibleRelatedFilter
    return (path, VisibleValuesFilter) if stock is None and _lists_values(field) else declared


def _lists_values(field: Any) -> bool:
    """Whether Django would list every value that any row has."""
    is_closed = field.is_relation or bool(getattr(field, "choices", None))
    return not is_closed and not isinstance(field, BooleanField | DateField)


def allowed_lookups(
    model: type[Model], *, filters: Iterable[Any], search: Iterable[str], by_date: str
) -> set[str]:
    """Every query parameter that the list answers to; all others are refused."""
    allowed = (
        {f"{by_date}__{part}" for part in ("year", "month", "day", "gte", "lt")}
        if by_date
        else set()
    )
    for each in filters:
        if isinstance(each, type) and issubclass(each, admin.SimpleListFilter):
            allowed.add(str(each.parameter_name))
            continue
        path = each if isinstance(each, str) else each[0]
        allowed.update(_field_lookups(model, path))
    # A search field may be asked for its exact value: the search itself already answers more than that.
    for name in (each.lstrip("^=@") for each in search):
        if LOOKUP_SEP not in name:
            allowed.update({name, f"{name}__exact"})
    return allowed


def _field_lookups(model: type[Model], path: str) -> Iterator[str]:
    try:
        field = get_fields_from_path(model, path)[-1]
    except FieldDoesNotExist:
        return
    yield from (path, f"{path}__exact", f"{path}__in", f"{path}__isnull")
    if field.is_relation:
        target = getattr(field, "target_field", None)
        for key in {"id", "pk", target.name if isinstance(target, Field) else "pk"}:
            yield from (f"{path}__{key}__exact", f"{path}__{key}__in", f"{path}__{key}")
    if isinstance(field, DateField):
        yield from (f"{path}__{bound}" for bound in ("gte", "gt", "lte", "lt"))
    if isinstance(field, BooleanField):
        yield f"{path}__isnull"
