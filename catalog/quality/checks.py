"""The checks behind the score: each looks at one thing, and says how many of its points an entry has earned."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.freshness import freshness
from catalog.quality.facts import Facts
from catalog.quality.formats import MACHINE_READABLE, OPEN_FORMATS
from catalog.vocabulary import Opening, Sharing, UpdateCycle

#: Below this an abstract says hardly more than the name.
SHORTEST_ABSTRACT = 20
#: Nobody promised when; within a year the data still count as cared for.
YEAR = timedelta(days=365)
#: Outside these days nobody reckons: a typing error, not a date.
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)
PHONE = re.compile(r"(\+?86[- ]?)?(1\d{10}|0\d{2,3}[- ]?\d{7,8}([- ]\d{1,5})?|\d{5,8})")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class Dimension(TextChoices):
    """The four aims of clause (二)."""

    COMPLETENESS = "completeness", _("完整性")
    ACCURACY = "accuracy", _("准确性")
    TIMELINESS = "timeliness", _("及时性")
    READABILITY = "readability", _("机器可读性")


Measure = Callable[[Facts, date], float]


@dataclass(frozen=True)
class Check:
    """One line of the score: its weight, and the share of it that an entry has."""

    key: str
    label: str | Promise
    dimension: Dimension
    points: int
    measure: Measure

    def earned(self, facts: Facts, on: date) -> int:
        """The points that an entry has on a day: whole ones, so that the parts add up."""
        return int(self.points * self.measure(facts, on))


def _given(*names: str) -> Measure:
    """Whether all of these are filled."""
    return lambda facts, on: float(all(getattr(facts, name) for name in names))


def _any_given(*names: str) -> Measure:
    return lambda facts, on: float(any(getattr(facts, name) for name in names))


def terms_given(facts: Facts, on: date) -> float:
    """Conditions where there are some, reasons where it is closed: half for sharing, half for opening."""
    sharing = facts.sharing == Sharing.UNCONDITIONAL or bool(facts.sharing and facts.sharing_terms)
    opening = facts.opening == Opening.UNCONDITIONAL or bool(facts.opening and facts.opening_terms)
    return (sharing + opening) / 2


def abstract_says_more(facts: Facts, on: date) -> float:
    """An abstract that repeats the name says nothing, a very short one half."""
    abstract = "".join(facts.abstract.split())
    if not abstract or abstract.strip("。.") == "".join(facts.name.split()):
        return 0
    return 1 if len(abstract) >= SHORTEST_ABSTRACT else 0.5


def update_is_plausible(facts: Facts, on: date) -> float:
    """No data come from the future."""
    return float(facts.updated_on is not None and facts.updated_on <= on)


def issue_is_plausible(facts: Facts, on: date) -> float:
    """The day of publication is set by the step; an import may have brought a wrong one."""
    return float(facts.issued_on is None or facts.issued_on <= on)


def contact_has_shape(facts: Facts, on: date) -> float:
    """A telephone or an address by which somebody can be reached."""
    phone, email = facts.phone.strip(), facts.email.strip()
    return float(bool(PHONE.fullmatch(phone) or EMAIL.fullmatch(email)))


def items_described(facts: Facts, on: date) -> float:
    """The share of items that say what they mean."""
    return facts.described_items / len(facts.items) if facts.items else 0


def promise_binds(facts: Facts, on: date) -> float:
    """A promise that can be checked; an irregular one is a weak promise."""
    if not facts.update_cycle:
        return 0
    return 0.4 if facts.update_cycle == UpdateCycle.IRREGULAR else 1


def promise_is_kept(facts: Facts, on: date) -> float:
    """In time, late by no more than one cycle, or later."""
    last = facts.updated_on
    if not facts.update_cycle or last is None or last > on:
        return 0
    kept = freshness(facts.update_cycle, last=last, on=on)
    if kept.next_on is None:
        return 0.5 if on <= last + YEAR else 0
    if not kept.is_overdue:
        return 1
    return 0.5 if on <= kept.next_on + (kept.next_on - last) else 0


def turning_points(facts: Facts) -> list[date]:
    """The last days of each span in which the score does not change by the mere passing of time."""
    known = [day for day in (facts.issued_on, facts.updated_on) if day and EARLIEST < day < LATEST]
    days = [day - timedelta(days=1) for day in known]
    last = facts.updated_on
    if last not in known or last is None or not facts.update_cycle:
        return days
    due_on = freshness(facts.update_cycle, last=last, on=last).next_on
    return [*days, last + YEAR] if due_on is None else [*days, due_on, due_on + (due_on - last)]


def is_machine_readable(facts: Facts, on: date) -> float:
    """At least one format that a program reads."""
    return float(bool(facts.all_formats & MACHINE_READABLE))


def is_open_format(facts: Facts, on: date) -> float:
    """At least one format that needs no product of one maker."""
    return float(bool(facts.all_formats & OPEN_FORMATS))


def can_be_had(facts: Facts, on: date) -> float:
    """A file, an interface or the page it came from; what is closed to all need not be had."""
    is_closed = facts.opening == Opening.NONE and facts.sharing == Sharing.NONE
    return float(
        is_closed or bool(facts.source_link) or any(each.is_reachable for each in facts.files)
    )


_C, _A, _T, _R = Dimension
CHECKS: tuple[Check, ...] = (
    Check("abstract", _("有摘要"), _C, 6, _given("abstract")),
    Check("category", _("有资源分类"), _C, 3, _given("category")),
    Check("theme", _("有主题"), _C, 3, _given("theme")),
    Check("sharing", _("有共享类型"), _C, 3, _given("sharing")),
    Check("opening", _("有开放类型"), _C, 3, _given("opening")),
    Check("terms", _("共享、开放的条件或者理由写明"), _C, 4, terms_given),
    Check("grade", _("有数据分级"), _C, 3, _given("grade")),
    Check("acquisition", _("有取得方式和依据"), _C, 3, _given("acquisition", "acquisition_basis")),
    Check("cycle", _("有更新周期"), _C, 3, _any_given("update_cycle", "update_words")),
    Check("contact", _("有联系方式"), _C, 3, _any_given("phone", "email")),
    Check("items", _("列出数据项"), _C, 4, _given("items")),
    Check("place", _("有所属区域"), _C, 1, _given("region")),
    Check("industry", _("有所属行业"), _C, 1, _given("industry")),
    Check("says_more", _("摘要说明内容，不重复名称"), _A, 6, abstract_says_more),
    Check("updated_on", _("数据更新日期已填且不晚于今天"), _A, 3, update_is_plausible),
    Check("issued_on", _("发布日期不晚于今天"), _A, 1, issue_is_plausible),
    Check("contact_shape", _("电话或者邮箱格式正确"), _A, 5, contact_has_shape),
    Check("cycle_code", _("更新周期对应到代码"), _A, 3, _given("update_cycle")),
    Check("items_described", _("数据项有说明"), _A, 7, items_described),
    Check("promise", _("承诺的更新周期可以核对"), _T, 5, promise_binds),
    Check("kept", _("按承诺更新"), _T, 15, promise_is_kept),
    Check("machine_readable", _("有机器可读的格式"), _R, 7, is_machine_readable),
    Check("open_format", _("有不依赖特定软件的格式"), _R, 4, is_open_format),
    Check("can_be_had", _("有可以取得的文件或者接口"), _R, 4, can_be_had),
)
