"""The public table of a licence's use as CSV and JSON: exactly what the page shows."""

import csv
import io
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.exports import guarded
from licensing.registers.licences import MASKED
from licensing.usage.figures import COLUMNS, Yearly

HEADINGS = (
    _("年度"), _("产品"), _("用途类别"), _("数据资源"), _("计量单位"),
    _("调用量／交付量"), _("用户数"), _("免费提供量"),
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"  # spreadsheets of the desk know the file as UTF-8 by it


def usage_csv(found: Yearly) -> HttpResponse:
    """One product a line, the totals last; a withheld figure says so."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([str(heading) for heading in HEADINGS])
    for row in found.products:
        product = row["product"]
        figures = (row["deliveries"], row["users"], row["free_quantity"])
        cells = (found.year, product.name, product.get_purpose_display(), "、".join(names(row)))
        line = (*cells, product.unit_name, *map(figure, figures))
        writer.writerow([guarded(str(cell)) for cell in line])
    sums = (figure(found.totals[name]) if name in found.totals else "" for name in COLUMNS)
    writer.writerow([found.year, _("合计"), "", "", common_unit(found), *sums])
    response = HttpResponse(
        (BYTE_ORDER_MARK + held.getvalue()).encode(), content_type="text/csv; charset=utf-8"
    )
    words = {"number": found.licence.number, "year": found.year}
    name = quote(str(_("使用情况-%(number)s-%(year)d.csv") % words))
    response["Content-Disposition"] = f"attachment; filename=\"usage.csv\"; filename*=UTF-8''{name}"
    return response


def figure(value: int | None) -> str:
    """A number, or that it is withheld."""
    return str(_("不公开")) if value is None else str(value)


def common_unit(found: Yearly) -> str:
    """The unit of the sums; where there is none, that they are not added."""
    if not found.adds_up:
        return str(_("单位不同，不合计"))
    return next((str(row["product"].unit_name) for row in found.products), "")


def names(row: dict[str, Any]) -> list[str]:
    """The resources of a product; what is not public is not named."""
    return [str(MASKED) if each is None else each.name for each in row["resources"]]


def usage_record(found: Yearly) -> dict[str, Any]:
    """The year as data; ``null`` is a figure that is withheld, and figures in unlike units have no total."""
    return {
        "licence": found.licence.number,
        "operator": found.licence.operator.name,
        "year": found.year,
        "until": found.until.isoformat() if found.until else None,
        "products": [
            {
                "name": row["product"].name,
                "purpose": row["product"].purpose,
                "resources": names(row),
                "unit": row["product"].unit,
                "unit_name": row["product"].unit_name,
                "deliveries": row["deliveries"],
                "users": row["users"],
                "free_quantity": row["free_quantity"],
            }
            for row in found.products
        ],
        "totals": found.totals,
        "withholds_small_counts": found.hides,
    }
