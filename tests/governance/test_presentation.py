"""How states, deadlines and figures are put into words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import models

from governance.calendars import Calendar
from governance.presentation import (
    Tone,
    badge,
    day,
    deadline_words,
    freshness_tone,
    freshness_words,
    money,
    tone_of,
)
from governance.templatetags.changelist import card_cell
from governance.templatetags.gongshu import marked, plain_booleans

ON = date(2026, 11, 20)


class Status(models.TextChoices):
    PUBLISHED = "published", "已发布"
    RETURNED = "returned", "已退回"
    STRANGE = "strange", "其他"


@dataclass
class Record:
    status: str
    Status = Status


@dataclass
class Outspoken(Record):
    TONES = {"published": "warn"}


@dataclass
class Kept:
    last_on: date | None
    next_on: date | None = None
    is_overdue: bool = False


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (-2, Tone.BAD, "逾期 2 个工作日"),
        (0, Tone.WARN, "今天到期"),
        (3, Tone.WARN, "还剩 3 个工作日"),
        (4, Tone.GO, "还剩 4 个工作日"),
    ],
)
def test_a_deadline_says_how_long(left: int, tone: Tone, words: str) -> None:
    assert deadline_words(left) == (tone, words)


@pytest.mark.parametrize(
    ("record", "tone"),
    [
        (Record("published"), Tone.OK),
        (Record("returned"), Tone.WARN),
        (Record("strange"), Tone.WAIT),
        (Outspoken("published"), Tone.WARN),
        (Outspoken("returned"), Tone.WARN),
    ],
)
def test_a_state_has_the_tone_of_its_model_or_of_its_name(record: Record, tone: Tone) -> None:
    assert tone_of(record) is tone


def test_a_badge_escapes_its_word() -> None:
    assert badge("<b>", "ok") == '<span class="st is-ok">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("amount", "places", "written"),
    [
        (Decimal("1500.00"), None, "1,500.00"),
        (Decimal("0.050"), None, "0.050"),
        (Decimal("1234567"), 2, "1,234,567.00"),
        (None, None, "–"),
    ],
)
def test_money_keeps_its_decimals(amount: Decimal | None, places: int | None, written: str) -> None:
    assert money(amount, places) == written


def test_a_day_is_for_people_and_machines() -> None:
    assert day(ON) == '<time datetime="2026-11-20">2026-11-20</time>'


@pytest.mark.parametrize(
    ("kept", "late", "tone", "words"),
    [
        (Kept(None), 0, Tone.WAIT, "尚无更新记录"),
        (Kept(ON), 0, Tone.OK, "今天已更新"),
        (Kept(date(2026, 11, 17)), 0, Tone.OK, "3 天前更新"),
        (Kept(date(2026, 9, 1)), 0, Tone.OK, "更新于 2026-09-01"),
        (
            Kept(date(2026, 10, 5), date(2026, 11, 5), True),
            11,
            Tone.WARN,
            "应于 2026-11-05 更新，晚了 11 个工作日",
        ),
        (
            Kept(date(2026, 7, 15), date(2026, 10, 15), True),
            26,
            Tone.BAD,
            "应于 2026-10-15 更新，晚了 26 个工作日",
        ),
    ],
)
def test_freshness_is_a_promise_and_a_fact(kept: Kept, late: int, tone: Tone, words: str) -> None:
    assert freshness_words(kept, late=late, on=ON) == words
    assert freshness_tone(kept, late) is tone


def test_icons_become_words() -> None:
    icon = '<td class="f"><img src="/static/admin/img/icon-yes.svg" alt="True"></td>'
    assert "是" in plain_booleans(icon)
    assert "img" not in plain_booleans(icon)
    assert "否" in plain_booleans(icon.replace("yes", "no"))


CALENDAR = Calendar(days={}, published_years=frozenset({2026}))


@pytest.mark.parametrize(
    ("cell", "label", "folded"),
    [
        (
            '<td class="action-checkbox"><input name="x"></td>',
            '<input id="action-toggle">',
            '<td class="action-checkbox" role="cell"><input name="x"></td>',
        ),
        (
            '<th class="field-name"><a href="/1">公共停车场</a></th>',
            "名称",
            '<th class="field-name" role="rowheader" scope="row"><a href="/1">公共停车场</a></th>',
        ),
        (
            "<td>一段不短的说明文字，可以换行</td>",
            "单位 & 人",
            '<td class="" role="cell" data-label="单位 &amp; 人">一段不短的说明文字，可以换行</td>',
        ),
        (
            '<td class="field-day">2026-11-20</td>',
            "日期",
            '<td class="field-day nb" role="cell" data-label="日期">2026-11-20</td>',
        ),
    ],
)
def test_cells_say_their_role_and_column(cell: str, label: str, folded: str) -> None:
    assert card_cell(cell, label, None, CALENDAR, ON) == folded


def test_a_running_clock_is_told_in_words() -> None:
    record = Record("published")
    record.due_on = date(2026, 11, 23)  # type: ignore[attr-defined]
    cell = card_cell('<td class="field-due_on">x</td>', "办理期限", record, CALENDAR, ON)
    assert "还剩 1 个工作日" in cell
    assert "2026-11-23" in cell


def test_hits_are_marked_and_nothing_else_gets_in() -> None:
    assert marked("公共停车场<b>", ["停车"]) == "公共<mark>停车</mark>场&lt;b&gt;"
    assert marked("a<b", ["<"]) == "a<mark>&lt;</mark>b"
    assert marked("停车", []) == "停车"
