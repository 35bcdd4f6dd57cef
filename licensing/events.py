"""What the trail calls the events of authorised operation that are neither steps nor plain edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions

name_actions(
    {
        "licensing.complaint.reveal": _("查看投诉举报人信息"),
        "licensing.schemeresource.strike": _("移出方案资源"),
        "licensing.plannedproduct.strike": _("移出拟提供的产品和服务"),
        "licensing.schemeannex.strike": _("移出方案附件"),
        "licensing.decisionmember.strike": _("移出参会成员"),
        "licensing.usagebatch.take_in": _("接收计量记录"),
        "licensing.usagebatch.seal": _("封存计量记录"),
        "licensing.usage.export": _("下载使用情况"),
    }
)
