"""Weigh the accepted usage reports against the published prices once more (65号 五)."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from governance.clock import today
from licensing.models import UsageReport
from pricing.events import weigh

ACTOR = "price-checks"


class Command(BaseCommand):
    """Thin: hand each report on, print how many overcharges are on record."""

    help = "Check the revenue in accepted usage reports against prices and caps; file overcharges as incidents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which reports."""
        parser.add_argument("--year", type=int, help="only the reports of this year")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = UsageReport.objects.accepted().with_parties().order_by("starts_on", "pk")
        if options["year"]:
            reports = reports.filter(year=options["year"])
        actor = get_user_model().objects.service_account(ACTOR)
        found = 0
        for report in reports.iterator():
            with transaction.atomic():
                found += len(weigh(report, actor=actor, on=today()))
        self.stdout.write(_("已核对，超标准收费 %(n)d 件。") % {"n": found})
