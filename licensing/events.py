"""What the trail calls the events of authorised operation that are neither steps nor edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions

name_actions({"licensing.complaint.reveal": _("查看投诉举报人信息")})
