"""The terms of a licence in ODRL 2.2, as JSON-LD that needs no other document to be read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from licensing.models import Licence, LicensedResource, Undertaking

#: Words of our own, where the vocabulary of ODRL has none.
OWN = "urn:gongshu:odrl:"
CONTEXT: dict[str, Any] = {
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "gongshu": OWN,
}
#: Each undertaking of the operator as a duty or a prohibition.
PROHIBITED = {
    Undertaking.NO_REDEVELOPMENT: "gongshu:redevelop",
    Undertaking.NO_MONOPOLY: "gongshu:monopolise",
}
DUTIES = {
    Undertaking.SECURITY: "gongshu:protect",
    Undertaking.FAIR_SERVICE: "gongshu:serveFairly",
}


def agreement(
    licence: Licence,
    entries: Iterable[tuple[int, LicensedResource, str]],
    *,
    address: str,
    on: date,
) -> dict[str, Any]:
    """The licence as an Agreement; each entry comes with its address, empty where its name is not public."""
    shown = list(entries)
    return {
        "@context": CONTEXT,
        "@id": address,
        "@type": "odrl:Agreement",
        "odrl:uid": {"@id": address},
        "odrl:profile": {"@id": f"{OWN}profile"},
        "dct:identifier": licence.number,
        "dct:title": {"@value": licence.name, "@language": "zh"},
        "dct:description": {"@value": licence.content, "@language": "zh"},
        # The terms say what was agreed; whether it holds today is said beside them.
        "gongshu:inForce": licence.is_in_force(on),
        "gongshu:state": {"@value": str(licence.state_on(on)[0]), "@language": "zh"},
        "odrl:assigner": party(licence.implementing_body),
        "odrl:assignee": party(licence.operator),
        "odrl:permission": [permission(licence, *entry, at=address) for entry in shown],
        "odrl:prohibition": prohibitions(),
        "odrl:obligation": obligations(),
    }


def prohibitions() -> list[dict[str, Any]]:
    """What every operator undertakes not to do (27号 第六条、第二十一条)."""
    undertaken = [each for each in Undertaking if each in PROHIBITED]
    return [
        prohibition("odrl:distribute", _("不得再授权，不得对外提供原始数据")),
        *(prohibition(PROHIBITED[each], each.label) for each in undertaken),
    ]


def obligations() -> list[dict[str, Any]]:
    """What every operator owes (27号 第十九条、第二十一条)."""
    undertaken = [each for each in Undertaking if each in DUTIES]
    return [
        duty("odrl:inform", _("按协议定期披露公共数据资源使用情况")),
        *(duty(DUTIES[each], each.label) for each in undertaken),
    ]


def party(body: Organisation) -> dict[str, Any]:
    """A body by its name and code."""
    known = {"@id": f"urn:uscc:{body.uscc}"} if body.uscc else {}
    return {
        **known,
        "@type": ["odrl:Party", "org:FormalOrganization"],
        "foaf:name": {"@value": body.name, "@language": "zh"},
    }


def permission(
    licence: Licence, number: int, entry: LicensedResource, address: str, *, at: str
) -> dict[str, Any]:
    """Use of one resource, for its purposes, within the term and the region."""
    target: dict[str, Any] = {"@id": address or f"{at}#resource-{number}", "@type": "odrl:Asset"}
    if address:
        target["dct:title"] = {"@value": entry.resource.name, "@language": "zh"}
    found: dict[str, Any] = {
        "@type": "odrl:Permission",
        "odrl:target": target,
        "odrl:action": {"@id": "odrl:use"},
        "odrl:constraint": constraints(licence, entry),
    }
    if entry.is_held_alone:
        found["odrl:duty"] = [duty("odrl:ensureExclusivity", _("期限内同一用途独占授权"))]
    return found


def constraints(licence: Licence, entry: LicensedResource) -> list[dict[str, Any]]:
    """From when, until when, what for, and where."""
    days = entry.days or licence.term
    last = min(days.ends_on, licence.ended_on or days.ends_on)
    purposes: list[dict[str, Any]] = [{"@id": f"{OWN}purpose:{each}"} for each in entry.purposes]
    found = [
        constraint("odrl:dateTime", "odrl:gteq", day_of(days.starts_on)),
        constraint("odrl:dateTime", "odrl:lteq", day_of(last)),
        constraint("odrl:purpose", "odrl:isAnyOf", {"@list": purposes}),
    ]
    if licence.region is not None:
        region = {"@id": f"urn:gbt2260:{licence.region.code}", "dct:title": licence.region.name}
        found.append(constraint("odrl:spatial", "odrl:eq", region))
    return found


def constraint(left: str, operator: str, right: Any) -> dict[str, Any]:
    """One condition."""
    return {
        "@type": "odrl:Constraint",
        "odrl:leftOperand": {"@id": left},
        "odrl:operator": {"@id": operator},
        "odrl:rightOperand": right,
    }


def day_of(day: date) -> dict[str, str]:
    """A date with its type."""
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def prohibition(action: str, words: Any) -> dict[str, Any]:
    """What the operator must not do."""
    return {"@type": "odrl:Prohibition", **_said(action, words)}


def duty(action: str, words: Any) -> dict[str, Any]:
    """What the operator must do."""
    return {"@type": "odrl:Duty", **_said(action, words)}


def _said(action: str, words: Any) -> dict[str, Any]:
    return {
        "odrl:action": {"@id": action},
        "dct:description": {"@value": str(words), "@language": "zh"},
    }
