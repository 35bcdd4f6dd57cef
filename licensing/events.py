"""What the events of authorised operation are called that are neither steps nor plain edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions

name_actions(
    {
        "licensing.schemeresource.strike": _("移出方案资源"),
        "licensing.plannedproduct.strike": _("移出拟提供的产品和服务"),
        "licensing.schemeannex.strike": _("移出方案附件"),
        "licensing.decisionmember.strike": _("移出参会成员"),
    }
)
