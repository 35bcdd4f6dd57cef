"""Entries of the city under revision: changed versions, drafts on their way, a release to come, one given up."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from catalog.models import DataItem, DataResource
from catalog.workflow import resources, revisions
from config.city.catalogue import Entry, entries, fate, mentioned_later
from config.city.chronicle import Chronicle
from config.city.foundation import City
from governance import edits

Cause = DataResource.RevisionCause

#: How far each story goes, one entry after the other; the city has enough of them.
STORIES = (
    "merged", "draft", "merged twice", "submitted", "extended", "returned", "merged", "scheduled", "abandoned",
    "overdue", "merged", "submitted", "merged twice", "abandoned", "merged",
)  # fmt: skip
#: Working days before today on which the story begins.
BEGINS = {"merged": 24, "merged twice": 34, "abandoned": 18, "overdue": 15, "returned": 9}
BEGINS_LATELY = 6
#: Older than every story by then.
OLDEST_STORY = 40
REASONS = {
    Cause.LAW: "《云州市公共数据管理办法》（演示）修订，公开口径随之调整。",
    Cause.DUTY: "机构职能调整，数据的采集范围有变化。",
    Cause.OTHER: "补充摘要和数据项说明，便于使用者理解。",
}
ADDED_ITEM = ("统计时间", "counted_at", "T")


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the revisions, and one new entry to be released, into the chronicle."""
    for number, (entry, story) in enumerate(zip(_standing(), STORIES, strict=False)):
        _Revision(city, chronicle, entry, story, number).tell()
    _tell_of_a_release(city, chronicle)


def _standing() -> Iterator[Entry]:
    """Published long ago, and nobody else's story."""
    for entry in entries():
        is_old = entry.number * 7 % 205 > OLDEST_STORY
        if fate(entry.number) == "published" and is_old and entry.title not in mentioned_later():
            yield entry


def _tell_of_a_release(city: City, chronicle: Chronicle) -> None:
    """One entry that waits for review is approved for a day to come."""
    entry = next(each for each in entries() if fate(each.number) == "submitted" and each.number % 9)
    release_on = chronicle.today + timedelta(days=9)
    chronicle.on(
        chronicle.working_days_ago(0),
        lambda: resources.publish(
            city.things[entry.title], actor=_authority(city, entry), release_on=release_on
        ),
    )


def _authority(city: City, entry: Entry) -> Any:
    return city.person("lin.yuan" if entry.number % 2 else "he.jing")


class _Revision:
    """One entry on its way to another version."""

    def __init__(
        self, city: City, chronicle: Chronicle, entry: Entry, story: str, number: int
    ) -> None:
        self.city, self.chronicle, self.entry, self.story = city, chronicle, entry, story
        self.cause = list(Cause)[number % len(Cause)]
        if story in ("extended", "overdue"):
            self.cause = Cause.DUTY
        self.officer = city.provider_of(entry.provider)
        self.authority = _authority(city, entry)

    @property
    def entry_row(self) -> DataResource:
        """The public row."""
        found: DataResource = self.city.things[self.entry.title]
        found.refresh_from_db()
        return found

    @property
    def draft(self) -> DataResource:
        """The working copy on its way."""
        found: DataResource = self.entry_row.revisions.get(status__in=DataResource.OPEN)
        return found

    def tell(self) -> None:
        """Revised, changed, and as far as the story goes."""
        begin = BEGINS.get(self.story, BEGINS_LATELY)
        self.round(begin)
        if self.story == "merged twice":
            self.round(begin - 15)

    def round(self, begin: int) -> None:
        """One revision from its beginning."""
        self.on(begin, self.revise)
        self.on(begin - 1, self.change)
        further = {
            "merged": (self.submit, self.publish),
            "merged twice": (self.submit, self.publish),
            "submitted": (self.submit,),
            "returned": (self.submit, self.send_back),
            "scheduled": (self.submit, self.schedule),
            "abandoned": (self.abandon,),
            "extended": (self.extend,),
        }
        for after, happening in enumerate(further.get(self.story, ()), start=3):
            self.on(begin - after, happening)

    def on(self, back: int, happening: Any) -> None:
        """So many working days ago, or today."""
        self.chronicle.on(self.chronicle.working_days_ago(max(back, 0)), happening)

    def revise(self) -> None:
        """The provider opens the working copy."""
        revisions.revise(
            self.entry_row, actor=self.officer, reason=REASONS[self.cause], cause=self.cause
        )

    def change(self) -> None:
        """A longer abstract, another contact, and an item more."""
        draft = self.draft
        rounds = draft.original.versions.count()
        draft.abstract = f"{draft.abstract.rstrip('。')}；第{rounds + 1}版起按月核对口径。"
        draft.contact_phone = "0000-7654321"
        edits.save(draft, actor=self.officer, relations=lambda: self.add_item(draft))

    def add_item(self, draft: DataResource) -> None:
        """The new item, once."""
        name, english, kind = ADDED_ITEM
        if not draft.items.filter(name=name).exists():
            DataItem.objects.create(
                resource=draft, name=name, english_name=english, data_type=kind, position=9
            )

    def submit(self) -> None:
        resources.submit(self.draft, actor=self.officer)

    def publish(self) -> None:
        resources.publish(self.draft, actor=self.authority)

    def schedule(self) -> None:
        release_on = self.chronicle.today + timedelta(days=5)
        resources.publish(self.draft, actor=self.authority, release_on=release_on)

    def send_back(self) -> None:
        reason = "新增数据项没有写明统计口径，请补充。"
        resources.return_for_revision(self.draft, actor=self.authority, reason=reason)

    def extend(self) -> None:
        reason = "涉及两个部门会签，同意延长。"
        revisions.extend_update(self.draft, actor=self.authority, reason=reason)

    def abandon(self) -> None:
        reason = "职能调整方案未通过，不再修订。"
        revisions.abandon_revision(self.draft, actor=self.officer, reason=reason)
