"""Personal data before publication: found, then masked, an office's contact, or justified (PIPL; clause 十二; I-30)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource, PersonalDataFinding
from catalog.personal_data import Hit, scan_table, scan_text
from governance.transitions import Transition, TransitionError, step

Place = PersonalDataFinding.Place
Kind = PersonalDataFinding.Kind
OPEN = frozenset({PersonalDataFinding.Status.OPEN})
CONTACT_FIELDS = ("contact_name", "contact_phone", "contact_email")
Key = tuple[str, str, str]


@step(
    Transition(
        action="catalog.dataresource.scan",
        label=_("检查个人信息"),
        sources=frozenset(
            {
                DataResource.Status.DRAFT,
                DataResource.Status.RETURNED,
                DataResource.Status.SUBMITTED,
                *DataResource.STANDING,
            }
        ),
        target=None,
        permission="catalog.scan_dataresource",
        clause=_("个人信息保护法；意见（十二）"),
        keeps_clock=True,
        is_duty=False,
        is_aside=True,
    )
)
def scan(resource: DataResource, *, actor: Any, on: date) -> dict[str, object]:
    """Look through contacts, abstract and samples now; submission does the same."""
    list_findings(resource, actor=actor, on=on)
    return {}


@step(
    Transition(
        action="catalog.personaldatafinding.mark_masked",
        label=_("已脱敏或者删除"),
        sources=OPEN,
        target=PersonalDataFinding.Status.MASKED,
        permission="catalog.handle_personaldatafinding",
        clause=_("个人信息保护法；意见（十二）"),
    )
)
def mark_masked(finding: PersonalDataFinding, *, actor: Any, on: date) -> dict[str, object]:
    """It is no longer there: looked up, not believed."""
    if (finding.kind, finding.place_detail, finding.digest) in live_findings(finding.resource):
        raise TransitionError(
            _("“%(name)s”的%(place)s中仍有%(kind)s。请先退回或者修订，脱敏或者删除后再办理。")
            % {
                "name": finding.resource,
                "place": finding.place_detail,
                "kind": finding.get_kind_display(),
            }
        )
    return _handled(actor, on)


@step(
    Transition(
        action="catalog.personaldatafinding.accept_office_contact",
        label=_("认定为公务联系方式"),
        sources=OPEN,
        target=PersonalDataFinding.Status.OFFICE,
        permission="catalog.handle_personaldatafinding",
        clause=_("个人信息保护法 第十三条"),
    )
)
def accept_office_contact(
    finding: PersonalDataFinding, *, actor: Any, on: date
) -> dict[str, object]:
    """The number or address belongs to the office; its middle stays hidden from the public."""
    if finding.place != Place.CONTACT or finding.kind not in (Kind.MOBILE, Kind.EMAIL):
        raise TransitionError(
            _(
                "%(place)s中的%(kind)s不在联系人、联系电话和电子邮箱栏内，不能认定为公务联系方式。请脱敏，或者说明公开的理由。"
            )
            % {"place": finding.place_detail, "kind": finding.get_kind_display()}
        )
    return _handled(actor, on)


@step(
    Transition(
        action="catalog.personaldatafinding.justify",
        label=_("说明公开理由"),
        sources=OPEN,
        target=PersonalDataFinding.Status.JUSTIFIED,
        permission="catalog.handle_personaldatafinding",
        clause=_("个人信息保护法 第十三条"),
        needs_reason=True,
        reason_hint=_("写明允许公开的法律依据，或者为什么这不是个人信息。"),
    )
)
def justify(
    finding: PersonalDataFinding, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """There is a ground for publishing it, or it is no personal data at all."""
    return {**_handled(actor, on), "justification": reason.strip()}


def list_findings(resource: DataResource, *, actor: Any, on: date) -> None:
    """Bring the list up to date: new ones added, what is gone settled, what was handled left alone."""
    live = live_findings(resource)
    known = {key_of(each): each for each in resource.findings.all()}
    handled = _handled_keys(resource)
    for key, finding in known.items():
        if key not in live and finding.status == PersonalDataFinding.Status.OPEN:
            mark_masked(finding, actor=actor, on=on)
    PersonalDataFinding.objects.bulk_create(
        PersonalDataFinding(
            resource=resource,
            kind=hit.kind,
            place=place,
            place_detail=hit.where,
            excerpt=hit.excerpt,
            number=hit.number,
            digest=key[2],
            found_on=on,
            status_since=on,
        )
        for key, (place, hit) in live.items()
        if key not in known and key not in handled
    )


def require_no_open_finding(resource: DataResource) -> None:
    """What is published was looked through, and everything found was handled (I-30)."""
    handled = _handled_keys(resource)
    waiting = [hit for key, (_place, hit) in live_findings(resource).items() if key not in handled]
    if waiting:
        places = "、".join(
            _("%(place)s中的%(kind)s") % {"place": hit.where, "kind": Kind(hit.kind).label}
            for hit in waiting[:5]
        )
        raise TransitionError(
            _(
                "“%(name)s”还有个人信息没有处理：%(places)s。请在“个人信息检查结果”中逐项处理后再发布。"
            )
            % {"name": resource, "places": places}
        )


def live_findings(resource: DataResource) -> dict[Key, tuple[str, Hit]]:
    """Everything that looks like personal data in the entry as it stands."""
    return {(hit.kind, hit.where, _digest(hit)): (place, hit) for place, hit in _hits(resource)}


def key_of(finding: PersonalDataFinding) -> Key:
    """What tells one finding from another."""
    return finding.kind, finding.place_detail, finding.digest


def open_findings() -> Q:
    """The filter for resources with something to handle."""
    waiting = PersonalDataFinding.objects.filter(status__in=OPEN)
    return Q(pk__in=waiting.values("resource"))


def _hits(resource: DataResource) -> Iterator[tuple[str, Hit]]:
    for name in CONTACT_FIELDS:
        label = str(DataResource._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        yield from ((Place.CONTACT, hit) for hit in scan_text(label, getattr(resource, name)))
    yield from ((Place.ABSTRACT, hit) for hit in scan_text(str(_("摘要")), resource.abstract))
    for name, sample in resource.distributions.exclude(sample="").values_list("name", "sample"):
        yield from ((Place.SAMPLE, hit) for hit in scan_table(f"{name[:100]}", sample))


def _handled_keys(resource: DataResource) -> set[Key]:
    """What was handled for the entry stays handled for its revisions, and the other way round."""
    entry = resource.revision_of_id or resource.pk
    family = Q(resource=entry) | Q(resource__revision_of=entry)
    settled = PersonalDataFinding.objects.filter(family).exclude(status__in=OPEN)
    return {key_of(each) for each in settled}


def _digest(hit: Hit) -> str:
    """Keyed, so that nobody finds the number by trying all of them."""
    return salted_hmac(
        "catalog.personal_data", "\n".join(sorted(hit.values)), algorithm="sha256"
    ).hexdigest()


def _handled(actor: Any, on: date) -> dict[str, object]:
    return {"handled_by_id": actor.pk, "handled_on": on}
