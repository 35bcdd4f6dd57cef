"""How a registrant begins a change, correction, cancellation or renewal: a draft with the blocks as they stand."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from catalog import claims, prefill
from catalog.clocks import renewal_window_days
from catalog.forms import CancellationForm, ChangeForm, RenewalForm
from catalog.models import Registration, RegistrationApplication
from catalog.models.registrations import EXPIRING_DAYS
from catalog.validity import renewal_opens_on
from governance import clock, edits
from governance.transitions import Transition, TransitionError, step

Kind = RegistrationApplication.Kind
STANDING = frozenset({Registration.Status.ACTIVE})
PREPARED = (*RegistrationApplication.OPEN, RegistrationApplication.Status.DRAFT)


def renewal_is_due() -> Q:
    """In the last sixty days, as long as nobody has asked for the renewal yet (26号 第十五条)."""
    on = clock.today()
    asked = RegistrationApplication.objects.filter(
        about=OuterRef("pk"), kind=Kind.RENEWAL, status__in=PREPARED
    )
    follower = Registration.objects.filter(previous=OuterRef("pk"), status__in=STANDING)
    window = Q(valid_to__gte=on, valid_to__lte=on + timedelta(days=EXPIRING_DAYS))
    return window & ~Exists(asked) & ~Exists(follower)


@step(
    Transition(
        action="catalog.registration.begin_change",
        label=_("申请变更登记"),
        sources=STANDING,
        target=None,
        permission="catalog.apply_registration",
        clause=_("26号 第九条第二项"),
        keeps_clock=True,
        is_duty=False,
        form=ChangeForm,
    )
)
def begin_change(registration: Registration, *, actor: Any, change_summary: str) -> dict[str, Any]:
    """A major update of source, data, product, evidence or registrant (26号 第九条第二项)."""
    _begin(registration, Kind.CHANGE, actor, change_summary=change_summary)
    return {}


@step(
    Transition(
        action="catalog.registration.begin_correction",
        label=_("申请更正登记"),
        sources=STANDING,
        target=None,
        permission="catalog.apply_registration",
        clause=_("26号 第九条第三项"),
        keeps_clock=True,
        is_duty=False,
        form=ChangeForm,
    )
)
def begin_correction(
    registration: Registration, *, actor: Any, change_summary: str
) -> dict[str, Any]:
    """Something was registered wrongly (26号 第九条第三项)."""
    _begin(registration, Kind.CORRECTION, actor, change_summary=change_summary)
    return {}


@step(
    Transition(
        action="catalog.registration.begin_cancellation",
        label=_("申请注销登记"),
        sources=STANDING,
        target=None,
        permission="catalog.apply_registration",
        clause=_("26号 第九条第四项"),
        keeps_clock=True,
        is_duty=False,
        form=CancellationForm,
    )
)
def begin_cancellation(
    registration: Registration, *, actor: Any, cancellation_ground: str, change_summary: str
) -> dict[str, Any]:
    """On one of the four grounds (26号 第九条第四项)."""
    _begin(
        registration, Kind.CANCELLATION, actor, cancellation_ground=cancellation_ground,
        change_summary=change_summary,
    )  # fmt: skip
    return {}


@step(
    Transition(
        action="catalog.registration.begin_renewal",
        label=_("申请续展登记"),
        sources=STANDING,
        target=None,
        permission="catalog.apply_registration",
        clause=_("26号 第十五条"),
        keeps_clock=True,
        owed=renewal_is_due,
        form=RenewalForm,
    )
)
def begin_renewal(
    registration: Registration, *, actor: Any, on: date, renewal_ends_on: Any = None
) -> dict[str, Any]:
    """In the last sixty days; filing asks for the window again (26号 第十五条, I-25)."""
    opens = renewal_opens_on(
        registration.valid_to, days=renewal_window_days(registration.registry.region_id or "")
    )
    if on < opens:
        raise TransitionError(
            _("“%(number)s”有效期至%(end)s，%(opens)s起才能申请续展。请到时再办理。")
            % {"number": registration, "end": registration.valid_to, "opens": opens}
        )
    _begin(registration, Kind.RENEWAL, actor, renewal_ends_on=renewal_ends_on)
    return {}


def _begin(registration: Registration, kind: str, actor: Any, **asked: Any) -> None:
    """One draft of a kind at a time: the second one would only be thrown away."""
    waiting = registration.later_applications.filter(kind=kind, status__in=PREPARED)
    if waiting.filter(is_by_interested_party=False).exists():
        raise TransitionError(
            _("登记“%(number)s”已有未办结的%(kind)s申请，请在原申请上办理。")
            % {"number": registration, "kind": Kind(kind).label}
        )
    application = prefill.begun(registration, kind, **asked)
    sources = claims.registrants_own(registration).source_registrations.all()
    edits.save(
        application,
        actor=actor,
        relations=lambda: application.source_registrations.set(sources),
    )
