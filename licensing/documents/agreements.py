"""What stands in the printed agreement, and the PDF made of it; equal facts give equal bytes on the same host."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.certificates import layout
from governance.canonical import canonical_json, sha256
from governance.words import field_label, field_value
from licensing import versions
from licensing.models import Licence
from licensing.models.contents import AGREEMENT_CONTENTS

TEMPLATE = Path(__file__).with_name("agreement.typ")


@dataclass(frozen=True)
class Printed:
    """The agreement as it was handed out."""

    pdf: bytes
    sha256: str
    name: str


def agreement_of(licence: Licence, *, origin: str, on: date) -> Printed:
    """The whole text of a licence as it stands on the day."""
    base = settings.SITE_FACTS.get("url") or origin
    address = base.rstrip("/") + licence.get_absolute_url()
    pdf = layout.document(TEMPLATE, facts(licence, address=address, on=on), address=address)
    name = _("授权运营协议-%(number)s.pdf") % {"number": licence.number or licence.pk}
    return Printed(pdf, hashlib.sha256(pdf).hexdigest(), name)


def facts(licence: Licence, *, address: str, on: date) -> dict[str, Any]:
    """The agreement's words by place."""
    return {
        "title": _("公共数据资源授权运营协议"),
        "basis": _(
            "依据《公共数据资源授权运营实施规范（试行）》（发改数据规〔2025〕27号）第十四条"
        ),
        "name": licence.name,
        "number": licence.number or _("（签订后编号）"),
        "state": str(licence.state_on(on)[0]),
        "parties": [[str(label), value] for label, value in parties(licence)],
        "clauses": clauses(licence, on=on),
        "scope_columns": [_("数据资源"), _("许可用途"), _("使用限制")],
        "scope": scope(licence, on=on),
        "undertakings": {"title": _("运营机构承诺"), "words": licence.get_undertakings_words()},
        "signatures": signatures(licence),
        "day": _("签订日期：%(day)s") % {"day": licence.signed_on or "　　　　年　　月　　日"},
        "address": address,
        "verify": _("扫描二维码查看这份授权现在的状态。"),
        "digest": _("协议内容摘要值（SHA-256）：%(digest)s")
        % {"digest": sha256(canonical_json(versions.content_of(licence)))},
    }


def parties(licence: Licence) -> list[tuple[Any, str]]:
    """Who agrees with whom, and who supervises."""
    bodies = ("authorising_body", "implementing_body", "operator", "regulator", "cosigner")
    known = ((name, getattr(licence, name)) for name in bodies)
    return [
        (field_label(Licence, name), f"{body.name}（{body.uscc}）" if body.uscc else body.name)
        for name, body in known
        if body is not None
    ]


def clauses(licence: Licence, *, on: date) -> list[dict[str, Any]]:
    """The thirteen contents in their order, each with its fields."""
    term = _("自 %(first)s 起至 %(last)s 止，共 %(days)d 天。") % {
        "first": licence.starts_on,
        "last": licence.ends_on,
        "days": licence.term.days,
    }
    scoped = ("mode", "domain", "scenario", "content", "business", "region", "is_exclusive")
    first = _lines(licence, scoped)
    return [
        {"title": _("（一）数据资源范围及数据资源目录"), "lines": first, "has_scope": True},
        {"title": _("（二）运营期限"), "lines": [["", term]], "has_scope": False},
        *(
            {"title": str(title), "lines": _lines(licence, fields), "has_scope": False}
            for title, fields in AGREEMENT_CONTENTS
        ),
        {
            "title": _("（十三）其他"),
            "lines": _lines(licence, ("other_terms",)),
            "has_scope": False,
        },
    ]


def _lines(licence: Licence, names: tuple[str, ...]) -> list[list[str]]:
    content = versions.content_of_fields(licence, names)
    return [
        [field_label(Licence, name), field_value(Licence, name, value)]
        for name, value in content.items()
        if value not in (None, "", [])
    ]


def scope(licence: Licence, *, on: date) -> list[list[str]]:
    """The resources in scope on the day, or on the first day of a term that has not begun."""
    day = min(max(on, licence.starts_on), licence.ends_on)
    entries = licence.scope.in_scope(day).select_related("resource", "licence").order_by("pk")
    return [
        [
            each.resource.name + (_("（独占）") if each.is_held_alone else ""),
            each.get_purposes_display(),
            each.restrictions or "–",
        ]
        for each in entries
    ]


def signatures(licence: Licence) -> list[str]:
    """Who signs, in the order of the block."""
    sides = [
        _("实施机构（盖章）：%(name)s") % {"name": licence.implementing_body.name},
        _("运营机构（盖章）：%(name)s") % {"name": licence.operator.name},
    ]
    if licence.cosigner is not None:
        sides.append(_("会签部门（盖章）：%(name)s") % {"name": licence.cosigner.name})
    return sides
