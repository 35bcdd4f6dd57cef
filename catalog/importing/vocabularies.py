"""Code lists as other catalogues spell them; what is not known is listed for a person, never guessed."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import TextChoices

from catalog.importing.words import folded, is_missing
from catalog.vocabulary import (
    Acquisition,
    Category,
    Grade,
    Opening,
    OpeningWay,
    Sharing,
    SharingWay,
    UpdateCycle,
)

#: Our code → how others write it.
SPELLINGS: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "data" / "vocabularies.json").read_text("utf-8")
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The code for a word; unknown words have no code and wait for a person."""

    code: str = ""
    is_unknown: bool = False


Pattern = Callable[[str], str]


@dataclass(frozen=True)
class Vocabulary:
    """One code list: its own labels, other people's spellings, and patterns."""

    choices: tuple[tuple[str, str], ...]
    spellings: Mapping[str, str]
    pattern: Pattern = field(default=lambda word: "")

    def read(self, text: str, answers: Mapping[str, str]) -> Reading:
        """The code; an answer that a person gave for this source goes before everything."""
        if is_missing(text):
            return Reading()
        word = folded(text)
        if word in answers:
            return Reading(answers[word])
        code = self.spellings.get(word) or self.pattern(word)
        return Reading(code, is_unknown=not code)

    def covers(self, text: str) -> bool:
        """Whether the word belongs to this list (evidence for what a column means)."""
        return not is_missing(text) and not self.read(text, {}).is_unknown


def _vocabulary(
    name: str, choices: type[TextChoices], pattern: Pattern | None = None
) -> Vocabulary:
    own = {folded(str(label)): code for code, label in choices.choices}
    codes = {folded(code): code for code in choices.values}
    words = {folded(word): code for code, many in SPELLINGS[name].items() for word in many}
    pairs = tuple((str(code), str(label)) for code, label in choices.choices)
    return Vocabulary(pairs, codes | words | own, pattern or (lambda word: ""))


PERIOD = re.compile(
    r"^(?:每|按|per)?(\d+|[一二两三四五六七八九十]+)?个?(工作日|日|天|周|星期|旬|月|季度|季|年|年度|小时|分钟|秒)(?:一次|1次|更新|更新一次|/次)?$"
)
ISO = re.compile(r"^r/p(?:t?(\d+(?:\.\d+)?)([ymwdhs]))$")
NUMERALS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "十": 10,
    "十二": 12,
}
EXACT = {
    (1, "日"): UpdateCycle.DAILY, (7, "日"): UpdateCycle.WEEKLY, (10, "日"): UpdateCycle.TEN_DAYS,
    (1, "周"): UpdateCycle.WEEKLY, (1, "旬"): UpdateCycle.TEN_DAYS, (1, "月"): UpdateCycle.MONTHLY,
    (3, "月"): UpdateCycle.QUARTERLY, (6, "月"): UpdateCycle.HALF_YEARLY, (12, "月"): UpdateCycle.YEARLY,
    (1, "季"): UpdateCycle.QUARTERLY, (2, "季"): UpdateCycle.HALF_YEARLY, (4, "季"): UpdateCycle.YEARLY,
    (1, "年"): UpdateCycle.YEARLY, (24, "小时"): UpdateCycle.DAILY,
}  # fmt: skip
UNITS = {"天": "日", "星期": "周", "季度": "季", "年度": "年"}
ISO_CYCLES = {
    ("1", "d"): UpdateCycle.DAILY, ("1", "w"): UpdateCycle.WEEKLY, ("7", "d"): UpdateCycle.WEEKLY,
    ("10", "d"): UpdateCycle.TEN_DAYS, ("1", "m"): UpdateCycle.MONTHLY, ("3", "m"): UpdateCycle.QUARTERLY,
    ("6", "m"): UpdateCycle.HALF_YEARLY, ("1", "y"): UpdateCycle.YEARLY, ("1", "s"): UpdateCycle.REALTIME,
}  # fmt: skip


def _cycle(word: str) -> str:
    """Periods that are exactly one of the nine cycles; every 121 days or two years are not, and are listed."""
    match = PERIOD.match(word)
    if match:
        number, unit = match.groups()
        count = int(number) if number and number.isdigit() else NUMERALS.get(number or "一", 0)
        return EXACT.get((count, UNITS.get(unit, unit)), "")
    match = ISO.match(word)
    return ISO_CYCLES.get((match[1], match[2]), "") if match else ""


UPDATE_CYCLE = _vocabulary("update_cycle", UpdateCycle, _cycle)

OPENING = _vocabulary("opening", Opening)

OPENING_WAY = _vocabulary("opening_way", OpeningWay)

SHARING = _vocabulary("sharing", Sharing)

SHARING_WAY = _vocabulary("sharing_way", SharingWay)

CATEGORY = _vocabulary("category", Category)

GRADE = _vocabulary("grade", Grade)

ACQUISITION = _vocabulary("acquisition", Acquisition)

VOCABULARIES: Mapping[str, Vocabulary] = {
    "update_cycle": UPDATE_CYCLE,
    "opening": OPENING,
    "opening_way": OPENING_WAY,
    "sharing": SHARING,
    "sharing_way": SHARING_WAY,
    "category": CATEGORY,
    "grade": GRADE,
    "acquisition": ACQUISITION,
}
