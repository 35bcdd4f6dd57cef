"""What has to be registered and is not yet: delivered resources, products on sale (26号 5, 9; 27号 16)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from catalog.clocks import first_registration_term
from catalog.models import DataResource, Registration, RegistrationApplication, RegistrationPractice
from governance.deadlines import Due

#: Whoever has filed does not owe the filing.
FILED = (*RegistrationApplication.OPEN,)
MOST = 200


@dataclass(frozen=True)
class Owed:
    """One thing that waits for its first registration, and until when that is due."""

    subject: Any
    is_product: bool
    owner: str
    term: Due

    def is_overdue(self, on: date) -> bool:
        """Whether the term has passed."""
        return on > self.term.on


def unregistered_resources(on: date) -> QuerySet[DataResource]:
    """Published and delivered, neither registered nor filed."""
    delivered = DataResource.objects.published().filter(delivered_on__lte=on)
    return delivered.exclude(_registered("resource", on)).exclude(_filed("resource"))


def unregistered_products(on: date) -> QuerySet[Any]:
    """On sale in a region where products must be registered, neither registered nor filed."""
    model: Any = RegistrationApplication._meta.get_field("product").related_model
    free = RegistrationPractice.objects.filter(is_product_registration_mandatory=False)
    on_sale = model.objects.on_sale(on).exclude(licence__operator__region__in=free.values("region"))
    return on_sale.exclude(_registered("product", on)).exclude(_filed("product"))


def owed_to_the_registry(resources: Any, products: Any) -> list[Owed]:
    """Both lists as one, by what is due first; bounded, since it is a list to work off."""
    found = [
        Owed(
            each,
            False,
            each.provider.name,
            first_registration_term(each.delivered_on, each.deadline_region_code),
        )
        for each in resources.select_related("provider").order_by("delivered_on", "pk")[:MOST]
    ]
    found += [
        Owed(
            each,
            True,
            each.licence.operator.name,
            first_registration_term(each.listed_on, each.deadline_region_code),
        )
        for each in products.exclude(listed_on=None)
        .select_related("licence__operator", "licence__regulator")
        .order_by("listed_on", "pk")[:MOST]
    ]
    return sorted(found, key=lambda each: each.term.on)


def _registered(field: str, on: date) -> Exists:
    return Exists(Registration.objects.active(on).filter(**{field: OuterRef("pk")}))


def _filed(field: str) -> Exists:
    filed = RegistrationApplication.objects.filter(kind="first", status__in=FILED)
    return Exists(filed.filter(**{field: OuterRef("pk")}))
