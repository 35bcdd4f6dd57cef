"""What authorised operation shows on the desk: my licences with what each allows, and when they end."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.vocabulary import Purpose
from governance.actors import as_actor
from governance.desk import Entry, Link, Obligation, Section, Words, desk_section, obligation_source
from governance.policies import covered
from governance.transitions import offered_steps_of
from licensing.application.desk import SECTION as APPLICATIONS
from licensing.models import Licence, LicensedResource, RiskAssessment

MOST = 50
#: 27号 第十四条第九项: the parties are told so many days before the end.
RENEWAL_DAYS = (90, 30, 7)
#: What an operator does under a licence that is in force; a page that is not there yet is left out.
DOINGS = (
    ("admin:licensing_usagereport_add", _("报告使用情况")),
    ("admin:licensing_product_guide", _("登记产品和服务")),
)
TERM_BASIS = _("27号 第十四条第二项、第九项")


def is_party(user: Any) -> bool:
    """Operators and implementing bodies."""
    return as_actor(user).holds(Role.OPERATOR, Role.IMPLEMENTING_BODY)


def my_licences(user: Any) -> Any:
    """The licences to which my bodies are parties, until their exit is complete."""
    operated = Q(operator__in=user.organisation_ids(Role.OPERATOR))
    implemented = Q(implementing_body__in=user.organisation_ids(Role.IMPLEMENTING_BODY))
    rows = Licence.objects.visible_to(user).filter(operated | implemented)
    return rows.exclude(status=Licence.Status.CLOSED).order_by("ends_on", "pk")


def licences(user: Any, on: date) -> list[Entry]:
    """Each with what it allows, until when, and what can be done from here."""
    entries = Prefetch("scope", queryset=LicensedResource.objects.only("licence", "purposes"))
    rows = my_licences(user).with_parties().annotate(resource_total=Count("scope"))
    found = list(rows.prefetch_related(entries)[:MOST])
    renewable = _renewable(user, found, on)
    operators = set(user.organisation_ids(Role.OPERATOR))
    return [
        _entry(each, on=on, links=tuple(_links(each, each.pk in renewable, operators, on)))
        for each in found
    ]


def _entry(licence: Any, *, on: date, links: tuple[Link, ...]) -> Entry:
    state, tone = licence.state_on(on)
    return Entry(
        title=licence.name,
        url=reverse("licensing:licence", args=[licence.pk]),
        number=licence.number,
        state=state,
        tone=tone,
        facts=(
            (_("运营机构"), licence.operator.name),
            (_("允许做什么"), allowed(licence)),
            (_("资源范围"), _("%(n)d 项数据资源") % {"n": licence.resource_total}),
            (_("期限"), term_words(licence, on)),
        ),
        links=links,
    )


def allowed(licence: Licence) -> str:
    """Business and purposes in words."""
    business = "、".join(str(Licence.Business(each).label) for each in licence.business)
    used = {purpose for entry in licence.scope.all() for purpose in entry.purposes}
    purposes = "、".join(str(each.label) for each in Purpose if each in used)
    return str(_("%(business)s；用途：%(purposes)s") % {"business": business, "purposes": purposes or "–"})  # fmt: skip


def term_words(licence: Licence, on: date) -> str:
    """From when to when, and how many days are left of it."""
    span = {"first": licence.starts_on, "last": licence.ends_on, "left": licence.term.days_left(on)}
    if licence.is_in_force(on):
        return str(_("%(first)s 至 %(last)s，还剩 %(left)d 天") % span)
    return str(_("%(first)s 至 %(last)s") % span)


def _renewable(user: Any, found: list[Any], on: date) -> set[int]:
    """Those near their end whose renewal the person may begin, where the procedure has such a step."""
    step = next((each for each in offered_steps_of(Licence) if each.transition.verb == "renew"), None)  # fmt: skip
    latest = on + timedelta(days=RENEWAL_DAYS[0])
    near = [each for each in found if each.is_in_force(on) and each.ends_on <= latest]
    return covered(user, step.transition.permission, near) if step is not None else set()


def _links(licence: Any, is_renewable: bool, operators: set[int], on: date) -> Iterator[Link]:
    if is_renewable:
        url = reverse("admin:licensing_licence_step", args=[licence.pk, "renew"])
        yield Link(label=_("续约（已预填）"), url=url)
    if licence.operator_id in operators and licence.is_in_force(on):
        for name, label in DOINGS:
            address = _address(name)
            if address:
                yield Link(label=label, url=f"{address}?licence={licence.pk}")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


desk_section(
    Section(
        key="licences",
        title=_("我的授权"),
        empty=_("贵单位还没有授权运营协议。协议由实施机构在遴选后拟订。"),
        rows=licences,
        concerns=is_party,
    )
)
desk_section(APPLICATIONS)


@obligation_source
def ends_of_licences(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
    """Ninety, thirty and seven days before the end of a licence that runs, and its last day."""
    if not is_party(user):
        return
    latest = last + timedelta(days=RENEWAL_DAYS[0])
    rows = my_licences(user).filter(
        status__in=Licence.RUNNING, ends_on__gte=first, ends_on__lte=latest
    )
    for each in rows[:500]:
        url = reverse("licensing:licence", args=[each.pk])
        for days in RENEWAL_DAYS:
            kind: Words = _("授权还有 %(n)d 天期满，商定续约或退出") % {"n": days}
            day = each.ends_on - timedelta(days=days)
            yield Obligation(on=day, title=str(each), kind=kind, url=url, basis=TERM_BASIS)
        yield Obligation(
            on=each.ends_on, title=str(each), kind=_("授权期满"), url=url, basis=TERM_BASIS
        )


@obligation_source
def ends_of_assessments(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
    """The last day of each confirmed risk assessment of my licences."""
    bodies = user.organisation_ids(Role.IMPLEMENTING_BODY)
    rows: Any = RiskAssessment.objects.confirmed().filter(
        licence__implementing_body__in=bodies, valid_until__range=(first, last)
    )
    for each in rows.select_related("licence").order_by("valid_until", "pk")[:500]:
        yield Obligation(
            on=each.valid_until,
            title=str(each),
            kind=_("风险评估有效期满"),
            url=reverse("admin:licensing_riskassessment_change", args=[each.pk]),
            basis=_("网络数据安全管理条例 第三十三条"),
        )
