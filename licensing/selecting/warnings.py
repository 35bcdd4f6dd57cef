"""Relations that an official should know of before he goes on: told, never decided by the machine (27号 第六条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.clock import today
from licensing.conditions import Words
from licensing.models import Candidate, Scorer, Selection
from licensing.related import related_organisations


def relations(selection: Selection, on: date | None = None) -> list[Words]:
    """Candidates related to the implementing body or to each other; judges who work for one of them."""
    day = on or today()
    if selection.status not in Selection.UNSEALED:
        return []
    standing = list(
        selection.candidates.standing()
        .filter(organisation__isnull=False)
        .select_related("organisation")
    )
    close = {
        each.pk: set(related_organisations(each.organisation, day))
        for each in standing
        if each.organisation
    }
    return [
        *_to_the_body(selection, standing, close),
        *_to_each_other(standing, close),
        *_judges(selection, standing, close),
    ]


def _to_the_body(selection: Selection, standing: list[Candidate], close: Any) -> list[Words]:
    body = selection.implementing_body
    return [
        _("申请单位“%(name)s”与实施机构“%(body)s”有关联关系")
        % {"name": each.name, "body": body.name}
        for each in standing
        if body in close[each.pk]
    ]


def _to_each_other(standing: list[Candidate], close: Any) -> list[Words]:
    return [
        _("申请单位“%(one)s”与“%(other)s”有关联关系") % {"one": one.name, "other": other.name}
        for place, one in enumerate(standing)
        for other in standing[place + 1 :]
        if other.organisation in close[one.pk] or one.organisation in close[other.pk]
    ]


def _judges(selection: Selection, standing: list[Candidate], close: Any) -> list[Words]:
    found: list[Words] = []
    judges = Scorer.objects.filter(selection=selection, round=selection.round).exclude(
        status__in=(Scorer.Status.EXCLUDED, Scorer.Status.DISMISSED)
    )
    for judge in judges.select_related("judge"):
        employers = set(judge.judge.organisation_ids())
        found += [
            _("评审人员“%(judge)s”任职于申请单位“%(name)s”或者其关联方")
            % {"judge": judge.judge, "name": each.name}
            for each in standing
            if employers & _keys(each.organisation, close[each.pk])
        ]
        if selection.implementing_body_id in employers:
            found.append(_("评审人员“%(judge)s”任职于实施机构") % {"judge": judge.judge})
    return found


def _keys(organisation: Organisation | None, close: set[Organisation]) -> set[int]:
    own = {organisation.pk} if organisation else set()
    return own | {each.pk for each in close}
