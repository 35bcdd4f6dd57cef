"""What the trail calls the events of the project itself."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions

name_actions({"config.city.found": _("建立演示城市")})
