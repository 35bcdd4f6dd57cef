"""The public registers: registrations and notices, narrowed by what somebody asks for."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.standing import rows_in
from catalog.verification import matching
from governance.exports import Column

#: The columns that everybody may take away (26号 第十二条、第十三条).
PUBLIC_COLUMNS = (
    Column(_("登记编号"), "number"),
    Column(_("登记结果查询码"), "query_code"),
    Column(_("国家统一登记编码"), "national_code"),
    Column(_("登记类型"), "kind"),
    Column(_("登记对象"), "subject_kind"),
    Column(_("登记数据名称"), "data_name"),
    Column(_("登记主体"), "registrant__name"),
    Column(_("登记机构"), "registry__name"),
    Column(_("赋码日期"), "coded_on"),
    Column(_("有效期起"), "valid_from"),
    Column(_("有效期止"), "valid_to"),
    Column(_("状态"), "status"),
    Column(_("登记内容的摘要值"), "content_digest"),
)


def registrations(visible: Any, asked: dict[str, Any], *, on: date) -> Any:
    """The registrations that somebody asks for, the newest first."""
    rows = visible.filter(_where(asked, kind="kind", subject="subject_kind", registry="registry"))
    if asked.get("q"):
        words = asked["q"].strip()
        rows = rows.filter(
            Q(data_name__icontains=words) | Q(registrant__name__icontains=words) | matching(words)
        )
    return rows.filter(rows_in(asked["standing"], on)) if asked.get("standing") else rows


def notices(visible: Any, asked: dict[str, Any]) -> Any:
    """The notices that somebody asks for."""
    rows = visible.filter(
        _where(
            asked,
            kind="application__kind",
            subject="application__subject_kind",
            registry="application__registry",
        )
    )
    if asked.get("outcome"):
        rows = rows.filter(application__status=asked["outcome"])
    if asked.get("q"):
        words = asked["q"].strip()
        rows = rows.filter(Q(data_name__icontains=words) | Q(registrant_name__icontains=words))
    return rows


def _where(asked: dict[str, Any], *, kind: str, subject: str, registry: str) -> Q:
    paths = {
        "kind": kind,
        "subject": subject,
        "registry": registry,
        "region": f"{registry}__region",
    }
    return Q(**{path: asked[name] for name, path in paths.items() if asked.get(name)})
