"""``manage.py run_due``: do what has fallen due; call it from cron or a timer, as often as you like."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from governance import clock, due


class Command(BaseCommand):
    """Run all due work as the service account ``scheduler``."""

    help = "Do what has fallen due (expiry, deadlines of newly published years). Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        actor = get_user_model().objects.service_account("scheduler")
        for label, count in due.run_all(actor=actor, on=clock.today()):
            self.stdout.write(f"{label}: {count}")
