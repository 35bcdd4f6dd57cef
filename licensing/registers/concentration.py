"""Concentration of licences in force by field and operator, related parties counted together (意见（三）（五）)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import Organisation
from licensing import concentration
from licensing.models import Licence, Mode, Product

#: What is counted for each operator in a field.
MEASURES = ("licences", "resources", "products")
Counts = dict[int, dict[str, int]]


def fields(on: date) -> list[dict[str, Any]]:
    """Each field with its operators, their shares, the index and a word of caution where one is due."""
    counted = counts_by_field(on)
    members = {operator for counts in counted.values() for operator in counts}
    names = dict(Organisation._base_manager.filter(pk__in=members).values_list("pk", "name"))
    groups = concentration.grouped(members, ties(members, on))
    return [field(name, counted[name], groups, names) for name in sorted(counted)]


def counts_by_field(on: date) -> dict[str, Counts]:
    """Licences, resources and products of each operator, by field."""
    found: dict[str, Counts] = defaultdict(lambda: defaultdict(lambda: dict.fromkeys(MEASURES, 0)))
    licences = Licence.objects.in_force(on).order_by().values("mode", "domain", "operator")
    for row in licences.annotate(
        licences=Count("pk", distinct=True), resources=Count("scope__resource", distinct=True)
    ):
        cell = found[field_name(row["mode"], row["domain"])][row["operator"]]
        cell["licences"] += row["licences"]
        cell["resources"] += row["resources"]
    keys = ("licence__mode", "licence__domain", "licence__operator")
    for row in Product.objects.on_sale(on).order_by().values(*keys).annotate(products=Count("pk")):
        name = field_name(row["licence__mode"], row["licence__domain"])
        found[name][row["licence__operator"]]["products"] += row["products"]
    return found


def field_name(mode: str, domain: str) -> str:
    """The field of a licence: its domain, or that it covers everything or one scenario."""
    return domain if mode == Mode.DOMAIN else str(Mode(mode).label)


def field(
    name: str, counts: Counts, groups: Mapping[int, int], names: Mapping[int, str]
) -> dict[str, Any]:
    """One field as the page shows it; shares and index are of the resources that are licensed."""
    held = {operator: cell["resources"] for operator, cell in counts.items()}
    by_group = concentration.together(held, groups)
    largest = max(concentration.shares(by_group).values())
    share = concentration.shares(held)
    operators = [
        {
            "name": names[operator],
            "group": names[groups[operator]],
            "share": share[operator],
            **cell,
        }
        for operator, cell in counts.items()
    ]
    index = concentration.index(by_group)
    return {
        "name": name,
        "operators": sorted(operators, key=lambda each: (-each["share"], each["name"])),
        "number": len(held),
        "groups": len(by_group),
        **{each: sum(cell[each] for cell in counts.values()) for each in MEASURES},
        "largest": largest,
        "index": index,
        "caution": caution(largest, index),
    }


def caution(largest: Any, index: int) -> str:
    """A hint to look closer, by the thresholds of the settings; no judgement of law."""
    share_limit = settings.LICENSING_CONCENTRATION_SHARE
    if largest >= share_limit:
        words = _("一家（含关联方）占 %(share)s%%，达到提示线 %(limit)s%%，请关注。")
        return words % {"share": largest, "limit": share_limit}
    if index >= settings.LICENSING_CONCENTRATION_INDEX:
        words = _("集中度指数 %(index)d，达到提示线 %(limit)d，请关注。")
        return words % {"index": index, "limit": settings.LICENSING_CONCENTRATION_INDEX}
    return ""


def ties(members: Iterable[int], on: date) -> list[tuple[int, int]]:
    """Who counts together: enterprises under one parent enterprise, and disclosed related parties."""
    enterprises = Organisation._base_manager.filter(kind=Organisation.Kind.ENTERPRISE)
    parents = enterprises.filter(pk__in=members, parent__in=enterprises)
    by_parent: dict[int, list[int]] = defaultdict(list)
    for child, parent in parents.values_list("pk", "parent"):
        if parent is not None:
            by_parent[parent].append(child)
    tied = [(each[0], other) for each in by_parent.values() for other in each[1:]]
    tied += [(child, parent) for parent, each in by_parent.items() for child in each]
    return tied + disclosed(on)


def disclosed(on: date) -> list[tuple[int, int]]:
    """What operators have disclosed of themselves, where the portal keeps related parties."""
    model: Any = apps.get_app_config("licensing").models.get("relatedparty")
    if model is None:
        return []
    rows = model._default_manager.binding(on).filter(party__isnull=False)
    return list(rows.values_list("operator", "party"))
