"""Due work: the cube of the facets in as few rows as it needs."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import FacetCount
from governance.due import due_work


@due_work(_("合并目录计数"))
def sum_up_facets(actor: Any, on: date) -> int:
    """Derived figures, no record: there is nothing to tell the trail."""
    return int(FacetCount.objects.sum_up())
