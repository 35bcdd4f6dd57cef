"""``manage.py seed_city``: fill an empty portal with the demonstration city 云州市."""

from typing import Any

from django.core.management.base import BaseCommand

from config.city.fill import fill
from governance.clock import today


class Command(BaseCommand):
    """Fill once; say so where there is something already."""

    help = "Fill an empty portal with the invented city 云州市. Does nothing where there are organisations already."

    def handle(self, *args: Any, **options: Any) -> None:
        told = fill(today())
        self.stdout.write(
            f"云州市: {told}" if told else "The portal is not empty; nothing was added."
        )
