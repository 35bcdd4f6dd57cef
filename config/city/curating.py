"""The city's data office at work: grades changed and looked at again, sources fixed, codes completed."""

from datetime import date
from functools import partial
from typing import Any

from accounts.models import User
from catalog.models import CodeEntry, DataResource, SourceConflict
from catalog.source_check import check_sources
from catalog.workflow import conflicts, grading
from config.city.catalogue import entries, fate, mentioned_later
from config.city.chronicle import Chronicle
from config.city.foundation import City
from governance import edits

Grade = DataResource.Grade
RAISE_REASON = "数据项增加、覆盖全市后，汇总可以推知经营情况。"
LOWER_REASON = "脱敏并按街道汇总后，不再识别到具体对象。"
AGREED = "理由充分，同意调整。"
REFUSED = "脱敏效果未经验证，维持原分级。"
STANDS = "数据内容和规模没有变化，维持原分级。"
SOURCE_REASON = "依法定职责采集，数据最完整、更新最及时。"
OTHER_DATUM = "名称相近，统计口径不同。"
#: How many cases of each kind the office has settled; the others still wait.
SETTLED_SOURCES, SETTLED_DUPLICATES = 1, 1
#: Overdue reviews that still wait.
OVERDUE = 3


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the office's work into the chronicle."""
    titles = [
        entry.title
        for entry in entries()
        if fate(entry.number) == "published" and entry.title not in mentioned_later()
    ]
    for place, title in enumerate(titles[10:17]):
        _change_of_grade(city, chronicle, title, place)
    chronicle.on(chronicle.working_days_ago(9), lambda: _complete_codes(city))
    for title in sorted(mentioned_later())[OVERDUE:]:
        chronicle.on(chronicle.working_days_ago(140), partial(_look_again, city, title))
    for title in titles[20:22]:
        chronicle.on(chronicle.working_days_ago(10), partial(_repeat, city, title))
    checked_on, decided_on = chronicle.working_days_ago(8), chronicle.working_days_ago(5)
    chronicle.on(checked_on, lambda: _check(checked_on))
    chronicle.on(decided_on, lambda: _decide(city))


def _change_of_grade(city: City, chronicle: Chronicle, title: str, place: int) -> None:
    """Proposed by the provider; four are decided, three wait."""
    proposed_on = chronicle.working_days_ago(6 - place % 3 if place > 3 else 14)

    def propose() -> None:
        resource = city.things[title]
        if resource.status != DataResource.Status.PUBLISHED:
            return
        raised = resource.grade in (Grade.GENERAL_1, Grade.GENERAL_2)
        grading.propose_grade(
            resource,
            actor=resource.submitted_by,
            reason=RAISE_REASON if raised else LOWER_REASON,
            grade_after=Grade.GENERAL_3 if raised else Grade.GENERAL_2,
            factors=["scale", "coverage"],
        )

    def decide() -> None:
        for change in city.things[title].grade_changes.filter(status="proposed"):
            step, reason = (grading.reject, REFUSED) if place == 3 else (grading.confirm, AGREED)
            step(change, actor=city.person("he.jing"), reason=reason)

    chronicle.on(proposed_on, propose)
    if place <= 3:
        chronicle.on(chronicle.after(proposed_on, 3), decide)


def _repeat(city: City, title: str) -> None:
    """Somebody of the same bureau begins an entry that exists already under another title."""
    first = city.things[title]
    again = DataResource(name=f"{title}信息表", provider=first.provider, region=first.region)
    edits.save(again, actor=first.created_by)


def _look_again(city: City, title: str) -> None:
    resource = city.things[title]
    if resource.status == DataResource.Status.PUBLISHED:
        grading.review_grade(resource, actor=city.person("he.jing"), reason=STANDS)


def _complete_codes(city: City) -> None:
    """The office adds finer classes of its own, and ends one code in favour of another."""
    actor = city.person("lin.yuan")
    parking = _code(actor, "205", "205001", "危险化学品安全")
    _code(actor, "205", "205002", "建筑施工安全")
    old = _code(actor, "205", "205009", "其他安全生产")
    old.valid_to, old.successor = date(old.created_at.year, old.created_at.month, 1), parking
    edits.save(old, actor=actor, reason="并入危险化学品安全。")


def _code(actor: Any, parent: str, code: str, name: str) -> CodeEntry:
    of = CodeEntry.objects.filter(code_list="classification")
    entry = CodeEntry(code_list="classification", code=code, name=name, parent=of.get(code=parent))
    edits.save(entry, actor=actor)
    return entry


def _check(on: date) -> None:
    check_sources(User.objects.service_account("scheduler"), on)


def _decide(city: City) -> None:
    """Some cases are settled, the others wait for somebody of the office."""
    actor = city.person("lin.yuan")
    waiting = SourceConflict.objects.order_by("pk")
    for conflict in waiting.filter(status="conflicting")[:SETTLED_SOURCES]:
        source = conflict.members.earliest("pk").resource.provider
        conflicts.fix_source(
            conflict, actor=actor, reason=SOURCE_REASON, authoritative_source=source
        )
    for conflict in waiting.filter(status="duplicated")[:SETTLED_DUPLICATES]:
        conflicts.dismiss(conflict, actor=actor, reason=OTHER_DATUM)
