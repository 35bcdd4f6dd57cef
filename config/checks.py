"""What a public site must have before it is opened; asked by ``manage.py check --deploy``."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

REQUIRED_FACTS = ("name", "city", "owner", "phone", "code", "icp")


@checks.register(checks.Tags.security, deploy=True)
def the_footer_is_complete(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[checks.CheckMessage]:
    """国办发〔2017〕47号: the footer names who runs the site, how to reach it and its record numbers."""
    return [
        checks.Warning(
            f"SITE_{name.upper()} is not set: the footer of every page would lack it.",
            id="config.W001",
        )
        for name in REQUIRED_FACTS
        if not settings.SITE_FACTS[name]
    ]
