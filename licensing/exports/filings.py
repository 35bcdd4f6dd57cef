"""Filings as a file (27号 第十一条、第十三条)."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import Filing

declare(
    Filing,
    Column(_("备案编号"), "number"),
    Column(_("备案机关"), "authority__name"),
    Column(_("实施方案"), "scheme__name"),
    Column(_("授权运营协议"), "licence__name"),
    Column(_("备案日期"), "filed_on"),
    Column(_("回执 SHA-256"), "receipt__sha256"),
)
