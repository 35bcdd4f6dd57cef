"""The city's catalogue: 304 data resources with the ordinary dirt of real ones, in every state of their life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from accounts.models import Organisation
from catalog.models import DataItem, DataResource, Distribution, ResourceRelation
from catalog.workflow import findings
from catalog.workflow import resources as workflow
from config.city.chronicle import Chronicle
from config.city.extents import extent_of, phone_of, sample_of
from config.city.foundation import City, rows
from governance import edits

Opening = DataResource.Opening
Sharing = DataResource.Sharing
Cycle = DataResource.UpdateCycle
Grade = DataResource.Grade

#: Words in a title that decide how open the data can be.
CLOSED = ("明细", "驾驶员", "用户", "隐患点", "管线", "医师", "补贴", "救助", "事故")
CONDITIONAL = ("信用", "占用率", "床位", "许可", "登记", "统计", "就业", "检查")
CYCLES = {
    "实时": Cycle.REALTIME, "小时": Cycle.REALTIME, "日": Cycle.DAILY, "统计": Cycle.QUARTERLY, "名录": Cycle.MONTHLY,
}  # fmt: skip
#: Days within which a kept promise renews the data.
PACE = {
    str(Cycle.REALTIME): 1,
    str(Cycle.DAILY): 1,
    str(Cycle.MONTHLY): 28,
    str(Cycle.QUARTERLY): 90,
    str(Cycle.YEARLY): 360,
}
ITEMS = (
    ("名称", "name", "C"),
    ("地址", "address", "C"),
    ("更新时间", "updated_at", "T"),
    ("数量", "quantity", "N"),
)
#: Items that several bureaus keep, each in its own words: the daily check finds them.
SHARED_ITEMS = {
    5: ("法定代表人", "legal_representative"),
    12: ("法人代表", "legal_person"),
    19: ("统一社会信用代码", "uscc"),
    26: ("社会信用代码", "credit_code"),
    31: ("从业人员数", "employees"),
}
RETURN_REASON = "摘要与数据项不符，请写明统计口径后重新提交。"
SAMPLE_REASON = "样例中的号码为虚构，仅用于说明格式。"
WITHDRAWAL_REASON = "职能调整，数据并入同类资源，原目录不再更新。"


@dataclass(frozen=True)
class Entry:
    """One line of ``resources.csv``, unfolded."""

    number: int
    provider: str
    theme: str
    industry: str
    title: str


def entries() -> Iterator[Entry]:
    """Every resource of the city in a fixed order."""
    number = 0
    for row in rows("resources.csv"):
        for title in row["titles"].split(";"):
            number += 1
            yield Entry(number, row["provider"], row["theme"], row["industry"], title)


def fate(number: int) -> str:
    """What became of a resource: most are published, some wait, were sent back, are drafts or are gone."""
    remainders = {7: "draft", 11: "submitted", 13: "returned", 29: "withdrawn"}
    return next(
        (word for divisor, word in remainders.items() if number % divisor == 0), "published"
    )


@lru_cache
def mentioned_later() -> frozenset[str]:
    """The resources of which registrations, schemes and licences speak: published from the beginning."""
    registered = {row["title"] for row in rows("registrations.csv")}
    licensed = {title for row in rows("operations.csv") for title in row["resources"].split(";")}
    return frozenset(registered | licensed)


def published_before(title: str) -> int:
    """So many working days ago: in good time before it was filed for registration."""
    filed = [int(row["back"]) for row in rows("registrations.csv") if row["title"] == title]
    return max([384, *(back + 6 for back in filed)])


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the catalogue's year into the chronicle."""
    for entry in entries():
        _Life(city, chronicle, entry).tell()


class _Life:
    """What happened to one resource."""

    def __init__(self, city: City, chronicle: Chronicle, entry: Entry) -> None:
        self.city, self.chronicle, self.entry = city, chronicle, entry
        self.officer = city.provider_of(entry.provider)
        self.authority = city.person("lin.yuan" if entry.number % 2 else "he.jing")
        self.resource: Any = None

    def tell(self) -> None:
        """Drafted some time ago, submitted two days later, reviewed in time; the last ones are still under way."""
        what = fate(self.entry.number)
        # What still waits was submitted lately; a few of them too long ago.
        back = self.entry.number % 9 if what == "submitted" else 15 + self.entry.number * 7 % 205
        if self.entry.title in mentioned_later():
            what, back = "published", published_before(self.entry.title)
        submitted_on = self.chronicle.working_days_ago(back)
        drafted_on = self.chronicle.working_days_ago(back + 2)
        self.chronicle.on(drafted_on, lambda: self.draft(drafted_on))
        if what == "draft":
            return
        self.chronicle.on(submitted_on, lambda: workflow.submit(self.resource, actor=self.officer))
        if what == "submitted":
            return
        reviewed_on = self.chronicle.after(submitted_on, 1 + self.entry.number % 2)
        self.chronicle.on(reviewed_on, self.send_back if what == "returned" else self.publish)
        if what == "withdrawn":
            self.chronicle.on(self.chronicle.after(reviewed_on, 10), self.withdraw)

    def draft(self, on: date) -> None:
        """The provider's officer writes the entry, with its items and its file."""
        body = self.city.body(self.entry.provider)
        self.resource = resource_for(self.entry, body, on, self.chronicle.today)
        # Several bodies may call theirs the same: the story goes on with the first.
        self.city.things.setdefault(self.entry.title, self.resource)
        edits.save(self.resource, actor=self.officer, relations=self.detail)

    def detail(self) -> None:
        """The data items, and the file where there is one."""
        DataItem.objects.bulk_create(
            DataItem(
                resource=self.resource,
                position=order,
                name=name,
                english_name=english,
                data_type=kind,
                length=200 if kind == "C" else None,
                sensitivity=Grade.GENERAL_1,
            )
            for order, (name, english, kind) in enumerate(self.items(), start=1)
        )
        self.relate()
        if self.resource.is_open:
            title = f"{self.resource.name}.csv"
            Distribution.objects.create(
                resource=self.resource,
                name=title,
                file_name=title,
                format="CSV",
                sample=sample_of(self.entry.number, self.entry.title),
            )

    def items(self) -> tuple[tuple[str, str, str], ...]:
        """The items of the entry: those of every table, and one that other bureaus keep too."""
        shared = SHARED_ITEMS.get(self.entry.number % 37)
        return (*ITEMS, (*shared, "C")) if shared else ITEMS

    def relate(self) -> None:
        """Entries of one bureau and theme belong together."""
        place = f"{self.entry.provider}/{self.entry.theme}"
        earlier = self.city.things.get(place)
        if earlier is not None and self.entry.number % 4 == 0:
            ResourceRelation.objects.create(
                resource=self.resource, related=earlier, note="同一业务"
            )
        self.city.things[place] = self.resource

    def publish(self) -> None:
        """The authority lets it into the catalogue, once what looks like personal data is handled."""
        for finding in self.resource.findings.filter(status="open"):
            if finding.place == "contact":
                findings.accept_office_contact(finding, actor=self.officer)
            else:
                findings.justify(finding, actor=self.officer, reason=SAMPLE_REASON)
        workflow.publish(self.resource, actor=self.authority)

    def send_back(self) -> None:
        """The authority wants something changed."""
        workflow.return_for_revision(self.resource, actor=self.authority, reason=RETURN_REASON)

    def withdraw(self) -> None:
        """It leaves the catalogue and a tombstone stays."""
        workflow.withdraw(self.resource, actor=self.officer, reason=WITHDRAWAL_REASON)


def resource_for(entry: Entry, provider: Organisation, on: date, today: date) -> DataResource:
    """The entry as its officer wrote it: mostly well, now and then with a slip."""
    opening = opening_of(entry.title)
    number = entry.number
    resource = DataResource(
        name=entry.title,
        provider=provider,
        abstract=abstract_of(entry, provider),
        category=DataResource.Category.THEME if number % 3 else DataResource.Category.DEPARTMENT,
        category_code=f"2{number % 12 + 1:02d}" if number % 3 else "3",
        theme=entry.theme,
        industry=entry.industry if number % 23 else "综合服务",
        region=provider.region,
        tags=[entry.theme, entry.title[:4]],
        formats=[["CSV", "XLSX"], ["CSV"], ["JSON", "CSV"], ["API"]][number % 4],
        opening=opening,
        update_cycle=cycle_of(entry),
        grade=grade_of(number, opening),
        acquisition=DataResource.Acquisition.DUTY
        if number % 8
        else DataResource.Acquisition.COLLECTED,
        acquisition_basis=f"{provider.name}职责规定",
        contact_name="数据管理科",
        contact_phone=phone_of(number),
        issued_on=on,
        data_updated_on=renewed_on(number, cycle_of(entry), on, today),
        **sharing_of(number),
        **extent_of(number, entry.theme, provider, on),
    )
    return with_reasons(resource)


def with_reasons(resource: DataResource) -> DataResource:
    """What is not open without conditions says why, or on which."""
    if resource.opening == Opening.CONDITIONAL:
        resource.opening_conditions = "签订使用协议，说明用途，按年报告使用情况。"
        resource.opening_way = DataResource.OpeningWay.APPLICATION
        resource.opening_requirements = "只用于申请书写明的用途，不得转交他人。"
        resource.opening_safeguards = "专人管理，访问留痕，用后销毁。"
    if resource.opening == Opening.UNCONDITIONAL:
        resource.opening_way = DataResource.OpeningWay.DOWNLOAD
    if resource.opening == Opening.NONE:
        resource.opening_reason = "含个人信息或商业秘密，脱敏前不予开放。"
    return resource


def renewed_on(number: int, cycle: str, on: date, today: date) -> date:
    """Most bureaus keep their promise; one in six is late."""
    if number % 6 == 0:
        return min(on + timedelta(days=number * 5 % 400), today)
    return max(on, today - timedelta(days=number % PACE.get(cycle, 365)))


def opening_of(title: str) -> str:
    """Closed where people or secrets are in it, conditional where care is needed, otherwise open."""
    if any(word in title for word in CLOSED):
        return str(Opening.NONE)
    return str(
        Opening.CONDITIONAL if any(word in title for word in CONDITIONAL) else Opening.UNCONDITIONAL
    )


def sharing_of(number: int) -> dict[str, str]:
    """Most are shared freely, some on conditions, very few not at all."""
    way = {"sharing_way": DataResource.SharingWay.DOWNLOAD}
    if number % 17 == 0:
        basis = "《中华人民共和国统计法》第二十五条"
        return {"sharing": Sharing.NONE, "sharing_legal_basis": basis}
    if number % 4 == 0:
        return way | {
            "sharing": Sharing.CONDITIONAL,
            "sharing_conditions": "用于履行职责所需的核验，不得转交第三方。",
        }
    return way | {"sharing": Sharing.UNCONDITIONAL}


def grade_of(number: int, opening: str) -> str:
    """The more closed, the higher the grade; a few are important data."""
    if opening == Opening.NONE:
        return str(Grade.IMPORTANT if number % 6 == 0 else Grade.GENERAL_4)
    if opening == Opening.CONDITIONAL:
        return str(Grade.GENERAL_2 if number % 2 else Grade.GENERAL_3)
    return str(Grade.GENERAL_1)


def cycle_of(entry: Entry) -> str:
    """As the title suggests; otherwise one of the longer ones."""
    for word, cycle in CYCLES.items():
        if word in entry.title:
            return str(cycle)
    return str([Cycle.YEARLY, Cycle.QUARTERLY, Cycle.MONTHLY, Cycle.IRREGULAR][entry.number % 4])


def abstract_of(entry: Entry, provider: Organisation) -> str:
    """Most say what the data hold; some only repeat the title, as in life."""
    if entry.number % 12 == 0:
        return entry.title
    return (
        f"{provider.name}在履行职责中形成的{entry.title}，包括名称、地址、数量和更新时间等数据项，"
        f"覆盖本单位管辖范围，供社会查询和开发利用。"
    )
