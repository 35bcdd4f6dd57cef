"""What stands on a certificate: public facts of the registration and nothing else (26号 第十二条、第十三条)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Registration

#: So many signs leave the page one page.
LONGEST_ABSTRACT = 300
LONGEST_NAMES = 160
SHORT_DIGEST = 16


def facts(registration: Registration, *, address: str) -> dict[str, Any]:
    """The certificate's words by place, in the order of reading."""
    coded = registration.coded_on
    return {
        "title": _("公共数据资源登记凭证"),
        "basis": _("依据《公共数据资源登记管理暂行办法》（发改数据规〔2025〕26号）"),
        "number": registration.number,
        "registry": registration.registry.name,
        "date": [coded.year, coded.month, coded.day],
        "day": _("%(year)d 年 %(month)d 月 %(day)d 日") % {"year": coded.year, "month": coded.month, "day": coded.day},
        "rows": [[str(label), value] for label, value in rows(registration) if value],
        "verify": {
            "heading": _("扫码核验"),
            "words": _("扫描二维码，或者打开下面的网址，查看这项登记现在是否有效。"),
            "address": address,
        },
        "note": _(
            "本凭证由登记平台自动生成，登记状态以核验页面显示的为准。"
            "登记内容摘要值是赋码时固定的登记内容的 SHA-256 值的前 16 位。"
        ),
    }  # fmt: skip


def rows(registration: Registration) -> list[tuple[str, str]]:
    """Label and value of each line."""
    return [
        (_("登记编号"), registration.number),
        (_("登记结果查询码"), registration.told_query_code),
        (_("国家统一登记编码"), registration.national_code or ""),
        (_("登记主体"), shortened(holders(registration), LONGEST_NAMES)),
        (_("登记对象"), registration.get_subject_kind_display()),
        (_("登记类型"), registration.get_kind_display()),
        (_("登记数据名称"), registration.data_name),
        (_("数据内容简介"), shortened(frozen_value(registration, "data_abstract"), LONGEST_ABSTRACT)),
        (_("登记机构"), registration.registry.name),
        (_("赋码日期"), registration.coded_on.isoformat()),
        (_("有效期"), _("%(start)s 至 %(end)s") % {
            "start": registration.valid_from.isoformat(), "end": registration.valid_to.isoformat()}),
        (_("最近更正日期"), registration.corrected_on.isoformat() if registration.corrected_on else ""),
        (_("登记内容摘要值"), registration.digest_in_force[:SHORT_DIGEST]),
    ]  # fmt: skip


def holders(registration: Registration) -> str:
    """The registrants by their full legal names, as they were when the registration was coded."""
    joint = frozen_value(registration, "parties")
    return joint or frozen_value(registration, "name") or registration.registrant.name


def frozen_value(registration: Registration, name: str) -> str:
    """A field of the frozen seven blocks."""
    fields = (
        field
        for block in registration.content_in_force.get("blocks", ())
        for field in block["fields"]
    )
    return next((str(field["value"]) for field in fields if field["name"] == name), "")


def shortened(text: str, most: int) -> str:
    """One paragraph of at most so many signs; what is left out is said to be on the page of verification."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + _("……（全文见核验页面）")


def public_address(registration: Registration, *, origin: str) -> str:
    """Where anybody checks this registration: the site's own address, else the one that was asked."""
    base = settings.SITE_FACTS.get("url") or origin
    return base.rstrip("/") + reverse(
        "catalog:registration_by_code", args=[registration.query_code]
    )
