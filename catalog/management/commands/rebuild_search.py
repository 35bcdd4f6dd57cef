"""``manage.py rebuild_search``: build every search entry and count the facets anew, as often as one likes."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from catalog.models import DataResource, FacetCount, ResourceSearch

BATCH = 1_000
#: A line for so many entries.
TOLD = 10_000


class Command(BaseCommand):
    """Rebuilds in batches; what is searched meanwhile finds the old entries or the new ones."""

    help = "重建资源检索和目录计数；单位改名、升级检索规则后使用，可以重复执行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction a batch; tells how far it is, and how many there were."""
        expected = DataResource.objects.count()
        rows = DataResource.objects.order_by("pk").iterator(chunk_size=BATCH)
        number = 0
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                ResourceSearch.objects.rebuild(batch)
            number += len(batch)
            if number % TOLD == 0:
                self.stdout.write(f"{number} / {expected}")
        FacetCount.objects.count_anew()
        self.stdout.write(f"{number}")
