"""What an ended licence still leaves open: each thing in words, with the page on which it is settled."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from licensing.models import ExitTask, Licence, Product

#: A product in any other state is still offered or about to be.
NOT_OFFERED = (
    Product.Status.DRAFT,
    Product.Status.RETURNED,
    Product.Status.RELEASED,
    Product.Status.WITHDRAWN,
)


@dataclass(frozen=True)
class LeftOpen:
    """One open thing."""

    words: str
    url: str


def left_open(licence: Licence) -> list[LeftOpen]:
    """Products still offered, then tasks that are neither confirmed nor found not applicable."""
    products = licence.products.exclude(status__in=NOT_OFFERED).order_by("pk")
    tasks = ExitTask.objects.filter(exit__licence=licence).left_open().order_by("pk")
    return [
        *(_open("product", each.pk, each.name, each.get_status_display()) for each in products),
        *(_open("exittask", each.pk, each.get_kind_display(), each.get_status_display()) for each in tasks),
    ]  # fmt: skip


def _open(noun: str, pk: int, name: str, state: str) -> LeftOpen:
    words = _("%(name)s（%(state)s）") % {"name": name, "state": state}
    return LeftOpen(str(words), reverse(f"admin:licensing_{noun}_change", args=(pk,)))
