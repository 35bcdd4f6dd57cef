"""What the licence register shows: querysets and plain rows, cut down to what the reader may see."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Registration
from licensing.models import (
    CollectiveDecision,
    Filing,
    Licence,
    LicenceChange,
    LicensedResource,
    Product,
)
from licensing.registers import timelines
from licensing.registers.exits import exit_words
from licensing.registers.products import product_entries, with_prices
from licensing.validity import RENEWAL_STAGES

#: Stands where a resource of the scope is not published.
MASKED = _("未向社会公开的数据资源")
ORDERS = {
    "": ("-starts_on", "-pk"),
    "ending": ("ends_on", "pk"),
    "name": ("name", "pk"),
}


def licences(user: Any, asked: Mapping[str, Any], *, on: date) -> Any:
    """Licences on the register that somebody asks for."""
    rows = Licence.objects.visible_to(user).on_register().with_parties()
    rows = rows.filter(_where(asked))
    if words := asked.get("q", "").strip():
        rows = rows.filter(
            Q(name__icontains=words)
            | Q(number__icontains=words)
            | Q(operator__name__icontains=words)
        )
    if words := asked.get("domain", "").strip():
        rows = rows.filter(Q(domain__icontains=words) | Q(scenario__icontains=words))
    rows = standing_in(rows, asked.get("standing", ""), on)
    return rows.order_by(*ORDERS.get(asked.get("order", ""), ORDERS[""]))


def _where(asked: Mapping[str, Any]) -> Q:
    paths = {"mode": "mode", "operator": "operator", "region": "regulator__region"}
    return Q(**{path: asked[name] for name, path in paths.items() if asked.get(name)})


def standing_in(rows: Any, standing: str, on: date) -> Any:
    """Those that stand so on the day, by their dates and not by the books."""
    if standing == "in_force":
        return rows.in_force(on)
    if standing == "soon":
        return rows.in_force(on).filter(ends_on__lte=on + timedelta(days=RENEWAL_STAGES[0]))
    if standing == "renewing":
        return rows.filter(status__in=Licence.RUNNING, ends_on__gte=on, successors__isnull=False)
    if standing == "stopped":
        return rows.filter(status=Licence.Status.SUSPENDED, ends_on__gte=on)
    if standing == "ended":
        return rows.filter(Q(status__in=Licence.ENDED) | Q(ends_on__lt=on))
    return rows


def counted(rows: Any, *, on: date) -> Any:
    """With the number of resources in scope on the day, and whether a successor is on its way."""
    within = Q(scope__scope_until=None) | Q(scope__scope_until__gte=on)
    return rows.annotate(
        resource_total=Count("scope", filter=within),
        has_successor=Exists(Licence.objects.filter(predecessor=OuterRef("pk"))),
    )


def register_entries(page: Iterable[Any], *, on: date) -> list[dict[str, Any]]:
    """Each licence of a page with its state and term in words."""
    return [
        {
            "licence": each,
            **term_facts(each, on=on),
            "is_renewing": each.has_successor
            and each.status in Licence.RUNNING
            and not each.term.is_over(on),
        }
        for each in page
    ]


def term_facts(licence: Licence, *, on: date) -> dict[str, Any]:
    """State, tone and how much of the term has passed."""
    word, tone = licence.state_on(on)
    stopped_on = licence.ended_on or on
    return {
        "state": word,
        "tone": tone,
        "elapsed": licence.term.elapsed_per_cent(stopped_on),
        "days_left": licence.term.days_left(on) if licence.is_in_force(on) else 0,
    }


def licence_facts(licence: Licence, user: Any, *, on: date) -> dict[str, Any]:
    """Everything on the page of one licence."""
    products_on_sale = Product.objects.visible_to(user).on_sale(on).filter(licence=licence)
    filings, kept = filings_of(licence), list(licence.versions.order_by("number"))
    successors = list(licence.successors.all())
    shown = [each for each in successors if each.status in Licence.PUBLIC]
    scope = scope_rows(licence, user, on=on)
    known = {each["entry"] for each in scope if each["resource"] is not None}
    return {
        "licence": licence,
        "on": on,
        **term_facts(licence, on=on),
        **exit_words(licence),
        "business": [str(licence.Business(each).label) for each in licence.business],
        "scope": scope,
        "scope_total": sum(each["is_within"] for each in scope),
        "undertakings": licence.get_undertakings_words(),
        "decisions": decisions_of(licence),
        "filings": filings,
        "is_renewing": bool(successors)
        and licence.status in Licence.RUNNING
        and not licence.term.is_over(on),
        "timeline": timelines.timeline(
            licence, filings=filings, kept=kept, successors=shown, on=on
        ),
        "versions": timelines.version_rows(kept, known, masked=MASKED),
        "products": product_entries(with_prices(products_on_sale, user, on=on), user),
    }


def scope_rows(licence: Licence, user: Any, *, on: date) -> list[dict[str, Any]]:
    """The resources of the scope; those that the reader may not see are counted and masked."""
    seen = LicensedResource.objects.visible_to(user).filter(licence=licence)
    known = {each.pk: each for each in seen.select_related("resource__provider")}
    resources = [each.resource_id for each in known.values()]
    registered = Registration.objects.visible_to(user).active(on).filter(resource__in=resources)
    numbers = {each.resource_id: each for each in registered if each.resource_id}
    within = {entry.pk for entry in licence.scope.in_scope(on)}
    return [
        scope_row(entry, known.get(entry.pk), numbers)
        | {
            "entry": entry.pk,
            "is_within": entry.pk in within,
            "until": entry.scope_until,
            "is_exclusive": licence.is_exclusive or entry.is_exclusive,
        }
        for entry in licence.scope.all()
    ]


def scope_row(
    entry: LicensedResource, known: LicensedResource | None, registrations: dict[int, Registration]
) -> dict[str, Any]:
    """One row: name and registration where they are public, the purposes always."""
    purposes = entry.get_purposes_display()
    if known is None:
        return {"name": MASKED, "resource": None, "registration": None, "purposes": purposes}
    return {
        "name": known.resource.name,
        "resource": known.resource,
        "registration": registrations.get(known.resource_id),
        "purposes": purposes,
        "restrictions": known.restrictions,
    }


def decisions_of(licence: Licence) -> list[CollectiveDecision]:
    """The decisions on which a licence and its changes rest; T1 publishes their meeting, number and date."""
    changes = licence.changes.filter(status=LicenceChange.Status.EFFECTIVE)
    used = [pk for pk in (licence.scheme.decision_id, licence.decision_id) if pk]
    used += changes.values_list("decision", flat=True)
    return list(
        CollectiveDecision.objects.filter(pk__in=used)
        .select_related("body")
        .order_by("held_on", "pk")
    )


def filings_of(licence: Licence) -> list[Filing]:
    """The filings of scheme and agreement (I-03)."""
    about = Q(scheme=licence.scheme_id) | Q(licence=licence)
    return list(Filing.objects.filter(about).select_related("authority").order_by("filed_on", "pk"))
