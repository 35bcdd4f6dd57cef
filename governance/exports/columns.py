"""What an export of each model shows: columns with Chinese headings, declared once for every door."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Replace
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from governance.exports.cells import AsText, ChinaTime, GuardedText, Joined

NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField, models.AutoField)


@dataclass(frozen=True)
class Column:
    """One column: its heading and the path from the row to the value, or how the value is worked out."""

    heading: str | Promise
    path: str
    # A text made of the row when the file is made; ``path`` is then only its name.
    made: Callable[[], Any] | None = None


_declared: dict[type[models.Model], tuple[Column, ...]] = {}


def declare(model: type[models.Model], *columns: Column) -> None:
    """Say once what exports of this model show."""
    _declared[model] = columns


@dataclass(frozen=True, kw_only=True)
class DetailSheet:
    """What hangs on the rows, on a second sheet of their workbook; ``link`` is its way to the row."""

    title: str
    model: type[models.Model]
    link: str
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("pk",)


_detailed: dict[type[models.Model], DetailSheet] = {}


def declare_details(model: type[models.Model], sheet: DetailSheet) -> None:
    """Say once what stands on the second sheet of this model's workbooks."""
    _detailed[model] = sheet


def details_of(model: type[models.Model]) -> DetailSheet | None:
    """The second sheet, if there is one."""
    return _detailed.get(model)


def columns_of(model: type[models.Model]) -> tuple[Column, ...]:
    """The declared columns, else every stored field under its own name."""
    return _declared.get(model) or tuple(
        Column(field.verbose_name, _default_path(field))
        for field in model._meta.concrete_fields
        if not field.generated
    )


def _default_path(field: models.Field[Any, Any]) -> str:
    related = field.related_model
    if isinstance(related, type) and "name" in {
        each.name for each in related._meta.concrete_fields
    }:
        return f"{field.name}__name"
    return field.attname


def field_at(model: type[models.Model], path: str) -> models.Field[Any, Any]:
    """The field at the end of a path."""
    first, _sep, rest = path.partition("__")
    field = (
        model._meta.pk
        if first == "pk"
        else model._meta.get_field(first.removesuffix("_id") if not rest else first)
    )
    if rest and isinstance(field.related_model, type):
        return field_at(field.related_model, rest)
    return field  # type: ignore[return-value]


def is_number(model: type[models.Model], column: Column) -> bool:
    """Whether the cells are numbers, and stay so."""
    if column.made is not None:
        return False
    field = field_at(model, column.path)
    return isinstance(field, NUMBERS) and not field.choices


def as_text(model: type[models.Model], column: Column) -> Any:
    """The column as text in SQL: labels for codes, China's time, and the guard against formulas."""
    if column.made is not None:
        return GuardedText(AsText(column.made()))
    field, value = field_at(model, column.path), F(column.path)
    if field.choices and not isinstance(field, models.BooleanField):
        labels = [
            When(Q(**{column.path: code}), then=Value(str(label)))
            for code, label in field.flatchoices
        ]
        return Case(*labels, default=GuardedText(AsText(value)), output_field=models.TextField())
    if isinstance(field, models.BooleanField):
        known = [
            When(Q(**{column.path: True}), then=Value(_("是"))),
            When(Q(**{column.path: False}), then=Value(_("否"))),
        ]
        return Case(*known, default=Value(""), output_field=models.TextField())
    if isinstance(field, models.DateTimeField):
        return ChinaTime(value)
    if isinstance(field, ArrayField):
        return GuardedText(in_words(Joined(value), field.base_field))
    if isinstance(field, (*NUMBERS, models.DateField)):
        return AsText(value)
    return GuardedText(AsText(value))


def in_words(joined: Any, inner: models.Field[Any, Any]) -> Any:
    """Codes of a list as their labels; no code of a list is a part of another one."""
    for code, label in sorted(inner.flatchoices or (), key=lambda each: -len(str(each[0]))):
        joined = Replace(joined, Value(str(code)), Value(str(label)))
    return joined


def headings(columns: Sequence[Column]) -> list[str]:
    """The first line."""
    return [str(column.heading) for column in columns]
