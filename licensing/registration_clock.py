"""The duty to register a product once it is offered, and its clock (26号 第九条; 27号 第十六条)."""

from datetime import date
from typing import Any

from catalog.clocks import first_registration_term
from catalog.models import Registration, RegistrationPractice
from governance.deadlines import NO_CLOCK
from licensing.models import Product


def must_be_registered(product: Product, *, on: date) -> bool:
    """Where the region's practice says so, until a registration stands."""
    region = product.licence.operator.region_id or ""
    if not RegistrationPractice.objects.of(region).is_product_registration_mandatory:
        return False
    registered: Any = Registration.objects
    return not registered.active(on).filter(product=product).exists()


def registration_clock(product: Product, listed_on: date, *, on: date) -> dict[str, Any]:
    """The columns of the clock from the day of the first listing; none where nothing is owed."""
    if not must_be_registered(product, on=on):
        return dict(NO_CLOCK)
    return first_registration_term(listed_on, product.deadline_region_code).clock
