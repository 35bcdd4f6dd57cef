"""Load or refresh the administrative divisions of GB/T 2260; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import regions
from accounts.models import Region


class Command(BaseCommand):
    help = "载入或更新行政区划代码（GB/T 2260）。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已载入 {regions.load(Region)} 个行政区划。")
