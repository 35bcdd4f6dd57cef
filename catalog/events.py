"""What the trail calls the events of the catalogue that are neither steps nor edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions, name_values

name_actions({"catalog.dataresource.open_revision": _("建立修订稿")})
name_values({("kind", "catalogue"): _("公共数据资源目录")})
