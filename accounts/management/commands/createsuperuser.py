"""Django's ``createsuperuser`` has no place here: a superuser would break the separation of the 三员."""

from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "本系统不设超级用户；首次使用请运行 found_portal。"

    def handle(self, *args: Any, **options: Any) -> NoReturn:
        raise CommandError(self.help)
