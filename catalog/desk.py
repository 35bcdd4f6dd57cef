"""What the catalogue shows on the desk: my registration applications, and the days of my registrations."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.clocks import renewal_window_days
from catalog.models import Registration, RegistrationApplication, SupplementNotice
from governance.actors import as_actor
from governance.desk import Entry, Link, Obligation, Section, desk_section, obligation_source
from governance.policies import could
from governance.presentation import tone_of

MOST = 20
APPLICANTS = (Role.PROVIDER, Role.OPERATOR, Role.IMPLEMENTING_BODY)
Status = RegistrationApplication.Status
OVER = (Status.COMPLETED, Status.WITHDRAWN, Status.CODED)
RENEWAL_BASIS = _("26号 第十五条")


def is_applicant(user: Any) -> bool:
    """Who files for registration."""
    return as_actor(user).holds(*APPLICANTS)


def my_applications(user: Any, on: date) -> Iterable[Entry]:
    """What I or my body filed and what is still under way, the newest first."""
    mine = Q(created_by=user.pk) | Q(registrant__in=user.organisation_ids(*APPLICANTS))
    visible: Any = RegistrationApplication.objects.visible_to(user)
    rows = list(
        visible.filter(mine)
        .exclude(status__in=OVER)
        .select_related("registrant", "registry")
        .order_by("-pk")[:MOST]
    )
    wanted = wanted_of(rows)
    return [entry_of(each, wanted.get(each.pk, ())) for each in rows]


def wanted_of(rows: Iterable[RegistrationApplication]) -> dict[int, tuple[str, ...]]:
    """What the last notice asks of each application that was sent back."""
    returned = [each.pk for each in rows if each.status == Status.RETURNED]
    notices = SupplementNotice.objects.filter(application__in=returned).order_by("submission")
    return {each.application_id: tuple(each.lines) for each in notices}


def entry_of(application: RegistrationApplication, marked: tuple[str, ...]) -> Entry:
    """One application as a line of the desk."""
    url = reverse("admin:catalog_registrationapplication_change", args=[application.pk])
    return Entry(
        title=application.data_name or str(application),
        url=url,
        number=_("申请 %(n)d 号") % {"n": application.pk},
        state=application.get_status_display(),
        tone=tone_of(application),
        facts=(
            (_("登记类型"), application.get_kind_display()),
            (_("登记机构"), application.registry.name),
        ),
        marked=marked,
        due_on=application.due_on,
    )


def begin(user: Any) -> Link | None:
    """Where a new application begins."""
    if not could(user, "catalog.add_registrationapplication", RegistrationApplication):
        return None
    url = reverse("admin:catalog_registrationapplication_add")
    return Link(label=_("申请登记"), url=url)


desk_section(
    Section(
        key="applications",
        title=_("我的登记申请"),
        empty=_("没有正在办理的登记申请。"),
        rows=my_applications,
        concerns=is_applicant,
        action=begin,
    )
)


@obligation_source
def renewals_of_registrations(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
    """The day on which the renewal may be asked for, and the last day of the registration."""
    mine = user.organisation_ids(*APPLICANTS)
    if not mine:
        return
    window = timedelta(days=renewal_window_days(""))
    rows = Registration.objects.visible_to(user).active(on).filter(registrant__in=mine)
    for each in rows.filter(valid_to__gte=first, valid_to__lte=last + window).order_by("valid_to")[
        :500
    ]:
        url = reverse("admin:catalog_registration_change", args=[each.pk])
        title = f"{each.number} {each.data_name}"
        days = ((each.valid_to - window, _("可以申请续展登记")), (each.valid_to, _("登记期满")))
        for day, kind in days:
            yield Obligation(on=day, title=title, kind=kind, url=url, basis=RENEWAL_BASIS)
