"""The words for what the guidance computes: labels of its figures, sentences for what it refuses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from pricing.guidance import GuidanceError

LABELS = {
    "allowed": _("核定成本"),
    "welfare_share": _("公共治理和公益事业分摊比例"),
    "subsidy": _("政府补助"),
    "cost": _("经营成本"),
    "treasury_yield": _("十年期国债平均收益率"),
    "spread": _("加点"),
    "profit_rate": _("准许利润率"),
    "profit": _("准许利润"),
    "tax": _("税金"),
    "deduction": _("上一周期超收扣减"),
    "sum": _("合计"),
    "total": _("最高准许收入（四舍五入到分）"),
    "cap": _("上限收费标准"),
    "price": _("具体收费标准"),
    "actual": _("实际收入"),
    "quantity": _("数量"),
    "rate": _("单价"),
    "lines": _("成本项"),
    "version": _("公式版本"),
}
CLAUSES = {
    "cost": _("65号 三（一）：授权运营合理成本，扣除政府补助，不含公共治理和公益事业部分"),
    "profit_rate": _("65号 三（一）：成本调查前一年十年期国债平均收益率加不超过6个百分点"),
    "profit": _("65号 三（一）：经营成本乘以准许利润率"),
    "sum": _("65号 三（一）、四：成本加利润加税金，减上一周期超收"),
    "total": _("65号 三（一）：最高准许收入"),
}
PERCENTAGES = frozenset({"welfare_share", "treasury_yield", "spread", "profit_rate"})
FAULTS = {
    "above_limit": _("“%(figure)s”不得高于 %(limit)s，请核对后重新填写。"),
    "negative": _("“%(figure)s”不得为负，请核对后重新填写。"),
    "finer_than_fen": _("“%(figure)s”最小到分，请核对后重新填写。"),
    "exceeds_chargeable_cost": _("政府补助大于核定成本中的收费部分，请核对成本项。"),
    "exceeds_allowed_revenue": _("扣减额大于本周期的成本、利润和税金之和，请分多个周期扣减。"),
    "none": _("还没有“%(figure)s”，请先填写。"),
    "zero": _("“%(figure)s”不得为零，请核对后重新填写。"),
    "unknown": _("这份核定所用的公式版本未知，无法重新计算，请联系系统管理员。"),
}
OTHER_FAULT = _("“%(figure)s”不是可以计算的数，请核对后重新填写。")


def sentence(error: GuidanceError) -> str:
    """What the guidance refused, as an official reads it."""
    limit = "" if error.limit is None else figure(error.figure, error.limit)
    words = {"figure": LABELS.get(error.figure, error.figure), "limit": limit}
    return str(FAULTS.get(error.fault, OTHER_FAULT) % words)


def figure(code: str, amount: Decimal) -> str:
    """A figure as it is printed: rates in per cent, money with its fen, nothing cut off."""
    if code in PERCENTAGES:
        return f"{grouped(amount * 100, least=2)}%"
    return grouped(amount, least=2)


def grouped(amount: Decimal, *, least: int) -> str:
    """Thousands set apart, trailing zeros dropped down to the least number of decimals."""
    whole, _point, decimals = f"{amount:,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


@dataclass(frozen=True)
class PrintedStep:
    """One line of a derivation in words and figures."""

    label: str
    formula: str
    working: str
    amount: str
    clause: str


def printed(record: Mapping[str, Any]) -> Iterator[PrintedStep]:
    """A stored derivation, line by line, from its first item to its total."""
    names = {step["code"]: step["label"] for step in record["steps"] if step["label"]}
    names |= {code: str(label) for code, label in LABELS.items()}
    for step in record["steps"]:
        terms = {code: Decimal(text) for code, text in step["terms"].items()}
        yield PrintedStep(
            label=names.get(step["code"], step["code"]),
            formula=step["expression"].format(**{code: names[code] for code in terms}),
            working=step["expression"].format(
                **{code: figure(code, amount) for code, amount in terms.items()}
            ),
            amount=figure(step["code"], Decimal(step["amount"])),
            clause=str(CLAUSES.get(step["code"], "")),
        )
