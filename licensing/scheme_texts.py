"""A scheme as 第九条 orders it: the twelve contents with texts, facts, products, annexes, decisions, filings."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.files import file_link
from licensing import scheme_facts
from licensing.models import CollectiveDecision, Filing, Scheme, SchemeAnnex

HEADINGS = (
    ("01", _("（一）名称")),
    *((each.value, each.label) for each in SchemeAnnex.Content),
)
FIELDS: dict[str, tuple[str, ...]] = {
    "01": ("name", "authorising_body", "authority", "implementing_body"),
    "02": Scheme.CONTENTS[0][1],
    "03": Scheme.CONTENTS[1][1],
    "04": ("mode", "domain", "scenario"),
    "05": Scheme.CONTENTS[2][1],
    "06": ("planned_months", *Scheme.CONTENTS[3][1]),
    "08": Scheme.CONTENTS[4][1],
    "09": Scheme.CONTENTS[5][1],
    "10": Scheme.CONTENTS[6][1],
    "11": Scheme.CONTENTS[7][1],
    "12": ("other_terms",),
}


def told(scheme: Scheme, user: Any) -> dict[str, Any]:
    """Everything on the page of the text; what the reader may not see is left out."""
    matters = [scheme, *scheme.revisions.filter(status=Scheme.Status.MERGED)]
    decisions = CollectiveDecision.objects.visible_to(user).signed().filter(scheme__in=matters)
    filings = Filing.objects.visible_to(user).filter(scheme=scheme)
    return {
        "contents": list(contents(scheme, user)),
        "facts": scheme_facts.of(scheme),
        "product_classes": product_classes(scheme),
        "decisions": decisions.select_related("body", "file").order_by("held_on", "pk"),
        "filings": filings.select_related("authority").order_by("filed_on", "pk"),
    }


def contents(scheme: Scheme, user: Any) -> Iterator[dict[str, Any]]:
    """The twelve, each with its texts and annexes."""
    annexes = defaultdict(list)
    rows = SchemeAnnex.objects.visible_to(user).filter(scheme=scheme).select_related("file")
    for annex in rows.order_by("content", "pk"):
        annexes[annex.content].append({"title": annex.title, "link": file_link(annex, "file")})
    for number, heading in HEADINGS:
        yield {
            "number": number,
            "heading": heading,
            "texts": [_text(scheme, name) for name in FIELDS.get(number, ())],
            "annexes": annexes[number],
        }


def _text(scheme: Scheme, name: str) -> dict[str, Any]:
    field: Any = scheme._meta.get_field(name)
    value = getattr(scheme, f"get_{name}_display")() if field.choices else getattr(scheme, name)
    return {"label": field.verbose_name, "value": value}


def product_classes(scheme: Scheme) -> list[dict[str, Any]]:
    """The two classes of the seventh content, both named even where one is empty."""
    products = list(scheme.planned_products.order_by("pk"))
    return [
        {
            "name": _("支持公共治理、公益事业"),
            "products": [each for each in products if each.is_public_good],
        },
        {
            "name": _("支持产业发展、行业发展"),
            "products": [each for each in products if not each.is_public_good],
        },
    ]
