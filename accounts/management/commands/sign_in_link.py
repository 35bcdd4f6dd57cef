"""``manage.py sign_in_link``: a one-time link issued on the server, for whoever cannot get one in the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.signin import one_time_link


class Command(BaseCommand):
    help = "为一名人员签发一次性登录链接（24小时内有效），写入审计日志。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument("--base-url", required=True, help="平台的网址")
        parser.add_argument("--set-password", action="store_true", help="登录后须设置密码")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_service=False).first()
        if user is None:
            raise CommandError("没有这个用户名，请核对后重试。")
        base_url, asks = options["base_url"], options["set_password"]
        self.stdout.write(one_time_link(user, base_url=base_url, asks_for_password=asks))
