"""``manage.py check_sources``: look for data with several sources and for repeated entries; ``run_due`` does it too."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from catalog.source_check import check_sources
from governance import clock


class Command(BaseCommand):
    """List new conflicts and duplicates, settle those that are gone, as the service account ``scheduler``."""

    help = "Find data items with several sources and repeated resources. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        actor = get_user_model().objects.service_account("scheduler")
        self.stdout.write(f"{check_sources(actor, clock.today())}")
