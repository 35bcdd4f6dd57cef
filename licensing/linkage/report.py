"""What the page of an analysis shows: words, figures and the lengths of bars; no query and no value of the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.anonymity import LEAST_CLASS, MOST_UNIQUE, STEPS, Summary, per_cent, plain
from licensing.linkage.matrix import DIRECT
from licensing.models import LinkageAnalysis

KIND_WORDS: dict[str, Promise] = {"direct": _("直接标识"), "quasi": _("准标识")}


@dataclass(frozen=True)
class Bar:
    """One step of the histogram."""

    label: str
    records: int
    share: Decimal
    is_below: bool


def steps_words() -> list[str]:
    """1 条, 2–4 条, … 100 条以上."""
    return [
        str(_("%(n)d 条以上") % {"n": first})
        if last is None
        else str(_("%(n)d 条") % {"n": first})
        if first == last
        else str(_("%(first)d–%(last)d 条") % {"first": first, "last": last})
        for first, last in STEPS
    ]


def bars(found: Summary) -> list[Bar]:
    """The histogram of the decisive combination."""
    return [
        Bar(label, records, per_cent(records, found.rows).quantize(Decimal("0.1")), first < LEAST_CLASS)
        for label, records, (first, _last) in zip(steps_words(), found.histogram, STEPS, strict=True)
    ]  # fmt: skip


def rows_of(matrix: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Resource by resource, one cell for each concept: a word and the names of the items."""
    concepts = matrix.get("concepts", [])
    return [
        {
            "name": row["name"],
            "held_by": row["held_by"],
            "personal": row["personal"],
            "cells": [
                {
                    "concept": each["name"],
                    "items": row["cells"].get(each["name"], []),
                    "word": KIND_WORDS[each["kind"]] if each["name"] in row["cells"] else "",
                    "tone": "bad" if each["kind"] == DIRECT else "warn",
                }
                for each in concepts
            ],
        }
        for row in matrix.get("resources", [])
    ]


def joins_of(matrix: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The links in words."""
    return [
        {
            "names": each["names"],
            "shared": "、".join([*each["shared"], *each["same"]]),
            "adds": "、".join(each["adds"]),
            "is_strong": each["is_strong"],
        }
        for each in matrix.get("joins", [])
    ]


def verdict(analysis: LinkageAnalysis) -> list[str]:
    """Why a written assessment is needed, or that none is; one sentence each."""
    if analysis.status != LinkageAnalysis.Status.DONE:
        return []
    least, share = analysis.least_class, analysis.unique_share
    found: list[str] = []
    if analysis.has_direct:
        found.append(str(_("合并后的数据含有直接标识，可以直接识别到人。")))
    if least is not None and least < LEAST_CLASS:
        found.append(
            str(_("最小等价类只有 %(k)d 条记录，少于 %(least)d 条。") % {"k": least, "least": LEAST_CLASS})
        )  # fmt: skip
    if share is not None and share > MOST_UNIQUE:
        words = {"share": plain(share), "most": MOST_UNIQUE}
        found.append(str(_("%(share)s%% 的记录独一无二，超过 %(most)s%%。") % words))
    return found


def uncounted(analysis: LinkageAnalysis) -> str:
    """That a finished analysis computed nothing, and why: no result is not a clean result."""
    if analysis.status != LinkageAnalysis.Status.DONE or analysis.least_class is not None:
        return ""
    if not analysis.result.get("samples"):
        return str(_("未计算 k 值（没有样本）"))
    return str(_("未计算 k 值（样本没有可计算的记录或准标识）"))


def context(analysis: LinkageAnalysis) -> dict[str, Any]:
    """Everything that the page shows."""
    counted = [Summary.from_json(each) for each in analysis.result.get("combinations", [])]
    return {
        "analysis": analysis,
        "concepts": analysis.matrix.get("concepts", []),
        "resources": rows_of(analysis.matrix),
        "joins": joins_of(analysis.matrix),
        "samples": analysis.result.get("samples", []),
        "links": [
            {**each, "share": per_cent(each["linked"], each["rows"]).quantize(Decimal("0.1"))}
            for each in analysis.result.get("links", [])
        ],
        "combinations": counted,
        "bars": bars(counted[0]) if counted else [],
        "verdict": verdict(analysis),
        "uncounted": uncounted(analysis),
        "least_class": LEAST_CLASS,
        "most_unique": MOST_UNIQUE,
    }
