"""Which records owe a step now, where the state alone does not say it (for 我的待办)."""

from django.db.models import Q

from governance.clock import today
from pricing import cycles


def with_a_complete_year() -> Q:
    """Trial prices under licences that have a complete operating year behind them (I-16)."""
    begun = Q(product__licence__starts_on__lte=cycles.latest_start_with_full_year(today()))
    return begun & Q(stage="trial", formal_applied_on=None)
