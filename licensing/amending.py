"""What a change must fulfil, and how it is written into its licence (27号 第十三条、第十四条第十二项)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource
from governance.errors import TransitionError
from licensing import conditions, exclusivity, validity
from licensing.conditions import Words
from licensing.models import (
    CollectiveDecision,
    Licence,
    LicenceChange,
    LicenceChangeItem,
    LicensedResource,
)
from licensing.validity import Flaw

Action = LicenceChangeItem.Action
RENEWAL_WINDOW = "lic.renew_open"
FLAWS: dict[Flaw, Words] = {
    Flaw.NO_CHANGE: _("新的截止日期与现行截止日期相同，请改正或者留空。"),
    Flaw.BEFORE_THE_CHANGE: _(
        "新的截止日期不能早于变更生效日期，请改正日期；提前结束的请办理终止。"
    ),
    Flaw.TOO_LONG: _("变更后的授权期限超过 5 年，须由本次集体决策写明理由，请补充或者缩短期限。"),
}


def faults(change: LicenceChange, *, on: date) -> list[Words]:
    """Everything that stands in the way of the change on the day."""
    licence = change.licence
    found: list[Words] = []
    if licence.status not in Licence.RUNNING or licence.term.is_over(on):
        found.append(_("“%(licence)s”已不在运营期内，不能变更。") % {"licence": licence})
    if not change.new_values and not change.items.exists():
        found.append(_("变更没有写明任何内容，请填写要变更的事项或者数据资源。"))
    if change.effective_on > licence.ends_on:
        found.append(
            _("变更生效日期晚于授权截止日期 %(day)s，请改正日期。") % {"day": licence.ends_on}
        )
    return [*found, *end_faults(change), *item_faults(change, on=on), *collisions(change)]


def end_faults(change: LicenceChange) -> list[Words]:
    """I-01 once more: the changed term is ordinary, or its own decision says why not."""
    if change.new_ends_on is None:
        return []
    grounds = change.decision.exception_grounds.strip() if change.decision else ""
    flaw = validity.change_of_end(
        change.licence.term,
        effective_on=change.effective_on,
        ends_on=change.new_ends_on,
        is_exceptional=bool(grounds) or change.decision is None,
    )
    return [] if flaw is Flaw.NONE else [FLAWS[flaw]]


def item_faults(change: LicenceChange, *, on: date) -> list[Words]:
    """What comes in passes every gate of a scope; what leaves or changes must be in it."""
    items = list(change.items.select_related("resource"))
    within = set(change.licence.scope.in_scope(on).values_list("resource", flat=True))
    planned = set(change.licence.scheme.scope.values_list("resource", flat=True))
    licensable = set(
        DataResource.objects.licensable(on)
        .filter(pk__in=[item.resource_id for item in items])
        .values_list("pk", flat=True)
    )
    found: list[Words] = []
    for item in items:
        is_within, words = item.resource_id in within, {"resource": item.resource}
        if item.action == Action.ADD:
            if is_within:
                found.append(_("“%(resource)s”已在资源范围内，请改为调整用途和限制。") % words)
            found += conditions.entry_faults(prospective(item))
            if item.resource_id not in planned:
                found.append(
                    _("“%(resource)s”不在已审议的实施方案范围内，请先按程序变更方案。") % words
                )
            if item.resource_id not in licensable:
                found.append(
                    _("“%(resource)s”尚未登记，也不在首次登记期限内，请先办理公共数据资源登记。")
                    % words
                )
        elif not is_within and change.status != LicenceChange.Status.FILED:
            found.append(_("“%(resource)s”不在现行资源范围内，请从变更中移除。") % words)
    return found


def prospective(item: LicenceChangeItem) -> LicensedResource:
    """The row of the scope that an item would become; not stored."""
    return LicensedResource(
        licence=item.change.licence,
        resource=item.resource,
        purposes=item.purposes,
        restrictions=item.restrictions,
        is_exclusive=item.is_exclusive,
        consent=item.consent,
        assessment=item.assessment,
    )


def collisions(change: LicenceChange) -> list[Words]:
    """Exclusive scopes that the changed licence would run into."""
    licence = change.licence
    term = licence.term.ending(change.new_ends_on or licence.ends_on)
    items = {item.resource_id: item for item in change.items.select_related("resource")}
    claims = [
        exclusivity.Claim(item.resource, frozenset(item.purposes), days,
                          item.is_exclusive or licence.is_exclusive)
        for item in items.values()
        if item.action != Action.REMOVE and (days := term.within(change.effective_on, None))
    ]  # fmt: skip
    claims += [
        exclusivity.Claim(entry.resource, frozenset(entry.purposes), days, entry.is_held_alone)
        for entry in licence.scope.select_related("resource")
        if entry.resource_id not in items
        and (days := term.within(entry.scope_from, entry.scope_until))
    ]
    return exclusivity.conflicts(licence, claims)


def decision_on(change: LicenceChange, *, on: date) -> CollectiveDecision:
    """The newest signed decision on the licence that neither the licence nor an earlier change has used up."""
    licence = change.licence
    used = licence.changes.aggregate(last=Max("decision"))["last"] or 0
    about_text = licence.decisions.exclude(kind=CollectiveDecision.Kind.EXCEPTIONAL_TERM)
    newest = about_text.signed().held_by(on).order_by("pk").last()
    if newest is None or newest.pk <= max(used, licence.decision_id or 0):
        raise TransitionError(
            _("“%(record)s”还没有已签署的集体决策，请先登记会议决策并由他人核对签署。")
            % {"record": change}
        )
    if not newest.is_carried:
        raise TransitionError(
            _("“%(record)s”的集体决策结果为“%(result)s”，不能按通过办理。")
            % {"record": change, "result": newest.get_result_display()}
        )
    if newest.body_id != licence.implementing_body_id:
        raise TransitionError(
            _("变更须由实施机构“%(body)s”集体决策，请登记该单位的会议决策。")
            % {"body": licence.implementing_body}
        )
    conditions.require(conditions.tabled(change, newest))
    found: CollectiveDecision = newest
    return found


def write_into(licence: Licence, change: LicenceChange, *, actor: Any, on: date) -> None:
    """Give the licence its new values and its scope its new rows; the caller holds the lock and tells the trail."""
    for name, value in change.new_values.items():
        setattr(licence, name, value)
    if change.new_ends_on is not None and not licence.term.is_ordinary:
        licence.exceptional_term = change.decision
    if change.new_ends_on is not None:
        forget_reminder(licence)
    licence.version += 1
    licence.full_clean(validate_constraints=False)
    licence.save()
    for item in change.items.select_related("resource", "consent", "assessment"):
        _write_item(licence, item, effective_on=change.effective_on, actor=actor, on=on)


def forget_reminder(licence: Licence) -> None:
    """A new end is reminded of anew; the term of a decision on a suspension goes on."""
    licence.reminded_days = None
    if licence.due_rule == RENEWAL_WINDOW:
        licence.due_on, licence.due_rule = None, ""


def _write_item(
    licence: Licence, item: LicenceChangeItem, *, effective_on: date, actor: Any, on: date
) -> None:
    known = licence.scope.filter(resource=item.resource_id).first()
    entry = known or LicensedResource(
        licence=licence, resource=item.resource, created_by_id=actor.pk
    )
    if item.action == Action.REMOVE:
        entry.scope_until = effective_on - timedelta(days=1)
    else:
        entry.purposes, entry.restrictions = item.purposes, item.restrictions
        entry.is_exclusive = item.is_exclusive
        entry.consent = item.consent or entry.consent
        entry.assessment = item.assessment or entry.assessment
    if item.action == Action.ADD:
        entry.scope_from, entry.scope_until = on, None
    entry.version += 1
    entry.full_clean(validate_constraints=False)
    entry.save()
