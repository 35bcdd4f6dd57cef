"""Check that the sealed metered records are still what was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from licensing.models import UsageSeal
from licensing.usage import seals


class Command(BaseCommand):
    """Recompute every block and every link."""

    help = "Verify the chain of sealed usage records."

    def handle(self, *args: Any, **options: Any) -> None:
        found = seals.broken()
        if found:
            numbers = "、".join(str(number) for number in found[:20])
            raise CommandError(_("以下区块与封存时不一致：%(numbers)s。") % {"numbers": numbers})
        self.stdout.write(_("%(count)d 个区块全部一致。") % {"count": UsageSeal.objects.count()})
