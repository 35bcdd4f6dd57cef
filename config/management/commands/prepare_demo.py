"""``manage.py prepare_demo``: schema, demo city, static files, and a way in for each kind of person."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Membership, Role
from accounts.signin import one_time_link
from governance.clock import today


class Command(BaseCommand):
    """Progress goes to stderr; stdout holds the sign-in links only, for ``config.demo`` to show."""

    help = "Prepare the demo city; only under PORTAL_DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Not the demo (PORTAL_DEMO=1). 本命令只用于演示环境。")
        call_command("migrate", verbosity=0, interactive=False, stdout=self.stderr)
        with transaction.atomic():  # a city that was interrupted is told anew from its beginning
            call_command("seed_city", stdout=self.stderr)
        call_command("collectstatic", verbosity=0, interactive=False, stdout=self.stderr)
        for line in self.ways_in(os.environ["PORTAL_ORIGIN"]):
            self.stdout.write(line)

    def ways_in(self, origin: str) -> list[str]:
        """One person for each role, with a link that signs in once within a day."""
        lines = ["Sign in once with / 一次性登录链接（24 小时内有效）："]
        for role in Role:
            held = Membership.objects.in_force(today()).filter(role=role, user__is_active=True)
            membership = held.select_related("user", "organisation").order_by("pk").first()
            if membership is not None:
                who = f"{role.label}  {membership.user}（{membership.organisation}）"
                lines.append(f"  {who}\n      {one_time_link(membership.user, base_url=origin)}")
        return lines
