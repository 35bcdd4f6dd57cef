"""``manage.py break_glass``: a security administrator for today, when none is left; it cannot be done silently."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.founding import break_glass
from accounts.models import User
from accounts.signin import one_time_link
from governance.clock import today
from governance.errors import Refusal


class Command(BaseCommand):
    help = "应急：让一名现有人员当天担任安全管理员，写入审计日志，并签发一次性登录链接。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument("--reason", required=True, help="理由，写入审计日志")
        parser.add_argument("--base-url", required=True, help="平台的网址")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_service=False).first()
        if user is None:
            raise CommandError("没有这个用户名，请核对后重试。")
        try:
            break_glass(user, reason=options["reason"], on=today())
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from refusal
        link = one_time_link(user, base_url=options["base_url"])
        self.stdout.write(f"{user} 今日为安全管理员: {link}")
