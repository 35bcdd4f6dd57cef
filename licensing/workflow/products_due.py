"""What the passing of time does to products: bookkeeping of last days, and clocks that are met (26号 第九条)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.deadlines import NO_CLOCK
from governance.due import due_work
from governance.errors import Refusal
from governance.models import AuditEvent
from governance.snapshots import difference, snapshot
from licensing.models import Product
from licensing.registration_clock import must_be_registered
from licensing.workflow.products import withdraw_product


@due_work(_("下架已过最后服务日的产品"))
def withdraw_closed_products(actor: Any, on: date) -> int:
    """Write down what was over at midnight; nobody could buy since."""
    withdrawn = 0
    for product in Product.objects.filter(status__in=Product.LISTED, last_service_on__lt=on):
        try:
            withdraw_product(product, actor=actor, on=on, reason=str(_("已过最后服务日。")))
        except Refusal:
            # Somebody took it off in the meantime, or its contracts are for a person to look at.
            continue
        withdrawn += 1
    return withdrawn


@due_work(_("停止已完成登记的产品的登记期限"))
def stop_met_registration_clocks(actor: Any, on: date) -> int:
    """A registered product owes no registration: its clock is taken down."""
    running = Product.objects.filter(status="on_sale", due_rule__startswith="reg.")
    return sum(_stop(product.pk, actor, on) for product in running)


@transaction.atomic
def _stop(pk: int, actor: Any, on: date) -> int:
    product = Product.objects.select_for_update(of=("self",)).get(pk=pk)
    if not product.due_rule.startswith("reg.") or must_be_registered(product, on=on):
        return 0
    before = snapshot(product)
    for name, value in NO_CLOCK.items():
        setattr(product, name, value)
    product.save(update_fields=[*NO_CLOCK, "updated_at"])
    changes = difference(before, snapshot(product))
    AuditEvent.objects.record("licensing.product.stop_clock", product, actor=actor, changes=changes)
    return 1
