"""The evaluations of a licence as the public reads them: year by year, the three kinds side by side."""

from collections.abc import Iterable
from typing import Any

from licensing.models import Evaluation, EvaluationKind, EvaluationScore, Licence

TONES = {"excellent": "ok", "good": "ok", "pass": "go", "fail": "bad"}


def years_of(licence: Licence, user: Any) -> list[dict[str, Any]]:
    """Each evaluated year, the newest first, with a column for each kind and a row for each indicator."""
    seen = list(
        Evaluation.objects.visible_to(user)
        .published()
        .filter(licence=licence)
        .select_related("evaluator")
        .order_by("-year", "kind")
    )
    scores = list(
        EvaluationScore.objects.filter(evaluation__in=seen)
        .select_related("indicator")
        .order_by("indicator")
    )
    years = sorted({each.year for each in seen}, reverse=True)
    return [_year(year, [each for each in seen if each.year == year], scores) for year in years]


def _year(
    year: int, evaluations: list[Evaluation], scores: Iterable[EvaluationScore]
) -> dict[str, Any]:
    given = {EvaluationKind(each.kind): each for each in evaluations}
    columns = [
        {"kind": kind.label, "evaluation": given.get(kind), "tone": _tone(given.get(kind))}
        for kind in EvaluationKind
    ]
    known = {(row.evaluation_id, row.indicator_id): row for row in scores}
    indicators = {row.indicator_id: row.indicator for row in scores}
    own = {pk for evaluation_pk, pk in known if evaluation_pk in {each.pk for each in evaluations}}
    rows = [
        {
            "indicator": indicator,
            "cells": [
                {
                    "kind": column["kind"],
                    "row": known.get((getattr(column["evaluation"], "pk", 0), pk)),
                }
                for column in columns
            ],
        }
        for pk, indicator in indicators.items()
        if pk in own
    ]
    return {"year": year, "columns": columns, "rows": rows}


def _tone(evaluation: Evaluation | None) -> str:
    return TONES.get(evaluation.grade, "off") if evaluation else "off"
