"""``manage.py found_portal``: the first body and its three administrators, each with a sign-in link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.founding import found
from accounts.models import Organisation, Role, User
from accounts.signin import one_time_link
from governance.clock import today
from governance.errors import Refusal

OFFICES = {
    Role.SYSTEM_ADMIN: "system-admin",
    Role.SECURITY_ADMIN: "security-admin",
    Role.AUDIT_ADMIN: "audit-admin",
}


class Command(BaseCommand):
    help = "设立平台：登记第一个单位，任用系统、安全、审计三名管理员，并签发一次性登录链接。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="第一个单位的全称，例如“云州市人民政府”")
        parser.add_argument("--region", required=True, help="行政区划代码，例如 990100")
        parser.add_argument(
            "--base-url", required=True, help="平台的网址，例如 https://data.example.gov.cn"
        )
        for role, option in OFFICES.items():
            parser.add_argument(
                f"--{option}",
                required=True,
                nargs=2,
                metavar=("用户名", "姓名"),
                help=str(role.label),
            )

    def handle(self, *args: Any, **options: Any) -> None:
        people: dict[str, User] = {
            role: User(username=given[0], name=given[1])
            for role, option in OFFICES.items()
            for given in [options[option.replace("-", "_")]]
        }
        government = Organisation(name=options["name"], region_id=options["region"])
        try:
            found(government, administrators=people, on=today())
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from refusal
        for role, user in people.items():
            link = one_time_link(user, base_url=options["base_url"], asks_for_password=True)
            self.stdout.write(f"{Role(role).label} {user}: {link}")
