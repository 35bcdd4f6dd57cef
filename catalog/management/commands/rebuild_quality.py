"""``manage.py rebuild_quality``: score every resource anew, for instance after the weights were changed."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.models import DataResource
from catalog.workflow.scoring import rebuild_all
from governance.clock import today


class Command(BaseCommand):
    """Thin: the work is the same that the passing of time asks for."""

    help = "重算每项资源的质量分。"

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction a batch; the number of resources is printed."""
        self.stdout.write(f"{rebuild_all(DataResource.objects.all(), on=today())}")
