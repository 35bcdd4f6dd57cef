"""What would make an entry better: each fix is tried on the facts, so that its gain is exactly what doing it gains."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalog.quality.checks import SHORTEST_ABSTRACT
from catalog.quality.facts import Facts, FileFacts, ItemFacts
from catalog.vocabulary import Acquisition, Category, Grade, Opening, Sharing, UpdateCycle

Apply = Callable[[Facts, date], Facts]
#: Stands for what a person would write.
SAID = "已写明"


class FixKey(TextChoices):
    """The fixes in words; the word is what the work-list says."""

    ABSTRACT = "abstract", _("写明摘要：数据的内容、范围和口径")
    CATEGORY = "category", _("选择资源分类")
    THEME = "theme", _("填写主题")
    SHARING = "sharing", _("选择共享类型并写明条件或者依据")
    OPENING = "opening", _("选择开放类型并写明条件或者理由")
    GRADE = "grade", _("确定数据分级")
    ACQUISITION = "acquisition", _("填写取得方式和依据")
    CYCLE = "cycle", _("从清单中选择更新周期，最好是可以核对的")
    CONTACT = "contact", _("填写能打通的电话或者能收信的邮箱")
    UPDATED_ON = "updated_on", _("核对并填写数据更新日期")
    RENEW = "renew", _("更新数据，并填写数据更新日期")
    ISSUED_ON = "issued_on", _("更正发布日期")
    ITEMS = "items", _("列出数据项并写明含义")
    DESCRIBE = "describe", _("给还没有说明的数据项补充说明")
    REGION = "region", _("选择所属区域")
    INDUSTRY = "industry", _("填写所属行业")
    FILE = "file", _("提供CSV、JSON等格式的文件或者接口")
    NONE = "", _("没有要改的")


@dataclass(frozen=True)
class Fix:
    """One thing to do: what it gains, how long it takes, and the field of the form where it is done."""

    key: FixKey
    gain: int
    minutes: int
    field: str

    @property
    def worth(self) -> int:
        """Points for an hour of work: by this the cheapest comes first."""
        return self.gain * 60 // self.minutes


def _with(**values: str) -> Apply:
    def apply(facts: Facts, on: date) -> Facts:
        missing: dict[str, Any] = {n: each for n, each in values.items() if not getattr(facts, n)}
        return replace(facts, **missing)

    return apply


def _abstract(facts: Facts, on: date) -> Facts:
    return replace(facts, abstract=f"{facts.name}：{SAID * SHORTEST_ABSTRACT}")


def _terms(side: str, usual: str) -> Apply:
    def apply(facts: Facts, on: date) -> Facts:
        chosen: dict[str, Any] = {side: getattr(facts, side) or usual, f"{side}_terms": SAID}
        return replace(facts, **chosen)

    return apply


def _cycle(facts: Facts, on: date) -> Facts:
    is_weak = facts.update_cycle in ("", UpdateCycle.IRREGULAR)
    return replace(facts, update_cycle=UpdateCycle.YEARLY) if is_weak else facts


def _firm_contact(facts: Facts, on: date) -> Facts:
    return replace(facts, phone="0990-1234567")


def _updated(facts: Facts, on: date) -> Facts:
    is_wrong = facts.updated_on is None or facts.updated_on > on
    return replace(facts, updated_on=on) if is_wrong else facts


def _renewed(facts: Facts, on: date) -> Facts:
    return replace(facts, updated_on=on)


def _issued(facts: Facts, on: date) -> Facts:
    return replace(facts, issued_on=min(facts.issued_on or on, on))


def _items(facts: Facts, on: date) -> Facts:
    return facts if facts.items else replace(facts, items=(ItemFacts(is_described=True),))


def _described(facts: Facts, on: date) -> Facts:
    return replace(facts, items=tuple(ItemFacts(is_described=True) for _each in facts.items))


def _file(facts: Facts, on: date) -> Facts:
    return replace(facts, files=(*facts.files, FileFacts("CSV", is_reachable=True)))


#: What to do, how many minutes it takes a person who knows the entry, where, and what it changes.
FIXES: tuple[tuple[FixKey, int, str, Apply], ...] = (
    (FixKey.CATEGORY, 1, "id_category", _with(category=Category.DEPARTMENT)),
    (FixKey.THEME, 1, "id_theme", _with(theme=SAID)),
    (FixKey.CYCLE, 1, "id_update_cycle", _cycle),
    (FixKey.CONTACT, 2, "id_contact_phone", _firm_contact),
    (FixKey.UPDATED_ON, 2, "id_data_updated_on", _updated),
    (FixKey.ISSUED_ON, 2, "id_issued_on", _issued),
    (FixKey.REGION, 1, "id_region", _with(region=SAID)),
    (FixKey.INDUSTRY, 1, "id_industry", _with(industry=SAID)),
    (FixKey.ABSTRACT, 5, "id_abstract", _abstract),
    (FixKey.SHARING, 5, "id_sharing", _terms("sharing", Sharing.CONDITIONAL)),
    (FixKey.OPENING, 5, "id_opening", _terms("opening", Opening.CONDITIONAL)),
    (FixKey.ACQUISITION, 5, "id_acquisition",
     _with(acquisition=Acquisition.DUTY, acquisition_basis=SAID)),
    (FixKey.GRADE, 10, "id_grade", _with(grade=Grade.GENERAL_1)),
    (FixKey.DESCRIBE, 10, "items-group", _described),
    (FixKey.ITEMS, 15, "items-group", _items),
    (FixKey.FILE, 30, "distributions-group", _file),
    (FixKey.RENEW, 60, "id_data_updated_on", _renewed),
)  # fmt: skip
