"""What the trail calls the events of authorised operation that are neither steps nor edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions

name_actions(
    {
        "licensing.usagebatch.take_in": _("接收计量记录"),
        "licensing.usagebatch.seal": _("封存计量记录"),
        "licensing.usage.export": _("下载使用情况"),
    }
)
