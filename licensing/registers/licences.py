"""What the licence register shows: querysets and plain rows, cut down to what the reader may see."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Registration
from licensing.models import CollectiveDecision, Filing, Licence, LicensedResource, Product
from licensing.registers.exits import exit_words
from licensing.registers.products import product_entries, with_prices

#: Stands where a resource of the scope is not published.
MASKED = _("未向社会公开的数据资源")


def licences(user: Any, *, q: str, standing: str, on: date) -> Any:
    """Licences on the register, the newest first."""
    rows = Licence.objects.visible_to(user).on_register().with_parties()
    rows = rows.annotate(resource_total=Count("scope")).order_by("-starts_on", "-pk")
    if q:
        rows = rows.filter(
            Q(name__icontains=q) | Q(number__icontains=q) | Q(operator__name__icontains=q)
        )
    if standing == "in_force":
        return rows.in_force(on)
    if standing == "stopped":
        return rows.filter(status=Licence.Status.SUSPENDED, ends_on__gte=on)
    if standing == "ended":
        return rows.filter(Q(status__in=Licence.ENDED) | Q(ends_on__lt=on))
    return rows


def register_entries(page: Iterable[Licence], *, on: date) -> list[dict[str, Any]]:
    """Each licence of a page with its state and term in words."""
    return [{"licence": each, **term_facts(each, on=on)} for each in page]


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
    return {
        "licence": licence,
        "on": on,
        **term_facts(licence, on=on),
        **exit_words(licence),
        "business": [str(licence.Business(each).label) for each in licence.business],
        "scope": scope_rows(licence, user, on=on),
        "decisions": decisions_of(licence),
        "filings": filings_of(licence),
        "products": product_entries(with_prices(products_on_sale, user, on=on), user),
    }


def scope_rows(licence: Licence, user: Any, *, on: date) -> list[dict[str, Any]]:
    """The resources of the scope; those that the reader may not see are counted and masked."""
    seen = LicensedResource.objects.visible_to(user).filter(licence=licence)
    known = {each.pk: each for each in seen.select_related("resource__provider")}
    resources = [each.resource_id for each in known.values()]
    registered = Registration.objects.visible_to(user).active(on).filter(resource__in=resources)
    numbers = {each.resource_id: each for each in registered if each.resource_id}
    return [scope_row(entry, known.get(entry.pk), numbers) for entry in licence.scope.all()]


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
    """The two decisions on which a licence rests; table T1 publishes their meeting, number and date."""
    used = [pk for pk in (licence.scheme.decision_id, licence.decision_id) if pk]
    return list(
        CollectiveDecision.objects.filter(pk__in=used)
        .select_related("body")
        .order_by("held_on", "pk")
    )


def filings_of(licence: Licence) -> list[Filing]:
    """The filings of scheme and agreement (I-03)."""
    about = Q(scheme=licence.scheme_id) | Q(licence=licence)
    return list(Filing.objects.filter(about).select_related("authority").order_by("filed_on", "pk"))
