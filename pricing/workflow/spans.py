"""The dates of tariffs: nothing reaches back, nothing that was published is lengthened (I-19)."""

from datetime import date, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from governance.transitions import TransitionError
from pricing.models import Tariff

ONE_DAY = timedelta(days=1)
QUEUE = 65  # the namespace of this app's advisory locks


def wait_in_line(tariff: Tariff) -> None:
    """Caps and prices of one product are decided one after the other, until each has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s::int)", [QUEUE, tariff.product_id])


def require_no_retroaction(tariff: Tariff, *, on: date) -> None:
    """No tariff applies before the day on which it is set."""
    if tariff.starts_on < on:
        raise TransitionError(
            _("“%(tariff)s”的执行起始日已过，不能追溯执行。请把起始日改为今天或以后。")
            % {"tariff": tariff}
        )


def require_end(tariff: Tariff, *, ends_on: date, on: date) -> None:
    """A last day in the past, before the first day, or later than announced is refused."""
    if ends_on < on - ONE_DAY:
        raise TransitionError(_("执行截止日不得早于昨天，请改为今天或以后。"))
    if ends_on < tariff.starts_on:
        raise TransitionError(
            _("“%(tariff)s”的执行截止日不得早于执行起始日，请核对日期。") % {"tariff": tariff}
        )
    if tariff.ends_on is not None and ends_on > tariff.ends_on:
        raise TransitionError(
            _("“%(tariff)s”已定于 %(day)s 截止，不能延长。请另行制定新的标准。")
            % {"tariff": tariff, "day": tariff.ends_on}
        )
