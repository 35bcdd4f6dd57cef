"""Pages of long lists: nobody counts, or leafs, beyond ten thousand rows."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

#: Beyond this many rows a list says 超过 1 万项, and the way on is a filter.
MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Counts exactly up to the bound; what lies beyond is said, not counted, and never skipped over by offset."""

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        if not hasattr(rows, "query"):
            return len(rows)
        return int(rows.order_by()[: MOST_COUNTED + 1].count())

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._counted > MOST_COUNTED

    @cached_property
    def count(self) -> int:
        """The rows that can be leafed through."""
        return min(self._counted, MOST_COUNTED)
