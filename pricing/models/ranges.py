"""Spans of days, and tariff lines as numbers: what the exclusion constraints of this app compare."""

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from licensing.models import ChargeUnit

UNITS = tuple(ChargeUnit.values)


class ThreeYearsAfter(Func):
    """The day on which a cycle of three years is over (I-18)."""

    template = "(%(expressions)s + interval '3 years')::date"
    output_field = models.DateField()
    arity = 1


def span(first: str, last: str) -> Func:
    """The days from one column to another, both included; open where the last is empty."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


def only(column: str) -> Func:
    """One number as a range: compared by an exclusion constraint without an extension."""
    number = F(column)
    return Func(
        number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )


def tariff_line() -> models.GeneratedField:
    """Product and unit as one number, a column of the tariff."""
    number = models.Case(
        *(models.When(unit=unit, then=models.Value(n)) for n, unit in enumerate(UNITS)),
        default=models.Value(len(UNITS)),
    )
    return models.GeneratedField(
        expression=Cast(F("product"), models.BigIntegerField()) * 16 + number,
        output_field=models.BigIntegerField(),
        db_persist=True,
        verbose_name=_("产品与计费单位"),
    )


def validity() -> models.GeneratedField:
    """The days on which a tariff stands, a column of the tariff."""
    return models.GeneratedField(
        expression=span("starts_on", "ends_on"),
        output_field=DateRangeField(),
        db_persist=True,
        verbose_name=_("执行期间"),
    )
