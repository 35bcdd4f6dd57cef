"""``manage.py rebuild_search``: build every search entry anew, for instance after a bureau was renamed."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from catalog.models import DataResource, ResourceSearch

BATCH = 1_000


class Command(BaseCommand):
    """Rebuilds in batches; what is searched meanwhile finds the old entries or the new ones."""

    help = "重建资源检索。"

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction a batch; the number of entries is printed."""
        rows = DataResource.objects.order_by("pk").iterator(chunk_size=BATCH)
        number = 0
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                ResourceSearch.objects.rebuild(batch)
            number += len(batch)
        self.stdout.write(f"{number}")
