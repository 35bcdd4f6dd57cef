"""Schemes of the city after their decision: larger changes, a filing that is late, a correction, rules of meetings."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from config.city import meetings
from config.city.chronicle import Chronicle
from config.city.foundation import City
from config.city.papers import document_no, scan
from governance import edits
from governance.models import Attachment
from licensing.models import (
    CollectiveDecision,
    MeetingType,
    PlannedProduct,
    ProductForm,
    Purpose,
    QuorumRule,
    Scheme,
    SchemeAnnex,
)
from licensing.workflow import decisions, scheme_changes, schemes

#: Working days before today on which a story begins, and the steps with the days after it.
UNDER_CHANGE = (
    18,
    (("revise", 0), ("widen", 1), ("submit", 3), ("review", 7), ("deliberate", 9), ("meet", 14)),
)
NEVER_FILED = (
    62,
    (("revise", 0), ("lengthen", 1), ("submit", 2), ("review", 6), ("deliberate", 8), ("meet", 13), ("sign", 14),
     ("approve", 15)),
)  # fmt: skip
GIVEN_UP = (30, (("revise", 0), ("lengthen", 1), ("abandon", 6)))
#: By the key of the licence that rests on the scheme: who prepares it, and its story.
STORIES: dict[str, tuple[str, tuple[int, tuple[tuple[str, int], ...]]]] = {
    "parking": ("fang.he", UNDER_CHANGE),
    "transit": ("qiu.shi", NEVER_FILED),
    "credit": ("zhuang.ke", GIVEN_UP),
}
CORRECTED_BACK = 45


def tell(city: City, chronicle: Chronicle) -> None:
    """Write what became of the schemes, and how the city's government votes, into the chronicle."""
    chronicle.on(chronicle.working_days_ago(700), partial(write_rule, city))
    for serial, (key, (drafter, (back, steps))) in enumerate(STORIES.items(), start=81):
        began_on = chronicle.working_days_ago(back)
        change = _Change(city, key, city_person(city, drafter), serial)
        for name, later in steps:
            on = chronicle.after(began_on, later)
            chronicle.on(on, partial(getattr(change, name), on))
    chronicle.on(chronicle.working_days_ago(CORRECTED_BACK), partial(correct, city))


def city_person(city: City, name: str) -> Callable[[], Any]:
    """Somebody of the city, found when the time has come."""
    return lambda: city.person(name)


def write_rule(city: City) -> None:
    """The government's own rules of procedure."""
    rule = QuorumRule(
        organisation=city.body("government"),
        meeting_type=MeetingType.GOVERNMENT,
        attendance_part=1,
        attendance_whole=2,
        attendance_is_strict=True,
        least_present=5,
        source="《云州市人民政府工作规则》（演示）第二十条",
        verified=True,
    )
    edits.save(rule, actor=city.person("lin.yuan"))


def correct(city: City) -> None:
    """A text that is no larger change is put right with a reason."""
    scheme = city.things["health"].scheme
    scheme.refresh_from_db()
    scheme_changes.correct_scheme(
        scheme,
        actor=city.person("lin.yuan"),
        reason="统计口径笔误，不涉及授权范围、期限和收益分配，不属于较大变更。",
        field="demand",
        text="全市二级以上医院年门诊量约八百万人次，预约就诊查询需求集中。",
    )


class _Change:
    """One larger change on its way."""

    def __init__(self, city: City, key: str, drafter: Callable[[], Any], serial: int) -> None:
        self.city, self.key, self.drafter, self.serial = city, key, drafter, serial

    @property
    def scheme(self) -> Scheme:
        """The scheme in force."""
        found: Scheme = Scheme.objects.get(pk=self.city.things[self.key].scheme_id)
        return found

    @property
    def text(self) -> Scheme:
        """The text of its change."""
        found: Scheme = self.scheme.revisions.latest("pk")
        return found

    @property
    def leader(self) -> Any:
        """Who conducts the procedure."""
        return self.city.person("lin.yuan")

    def revise(self, on: date) -> None:
        """The implementing body begins."""
        reason = "接入的设施增加，原定的期限和产品清单不能满足需要。"
        scheme_changes.revise_scheme(self.scheme, actor=self.drafter(), reason=reason)

    def widen(self, on: date) -> None:
        """Another product, and the study that supports it."""
        text, actor = self.text, self.drafter()
        text.planned_months = 48
        edits.save(
            text, actor=actor, reason="延长期限", relations=partial(self.add_rows, text, actor)
        )

    def add_rows(self, text: Scheme, actor: Any) -> None:
        """What hangs on the text of the change."""
        PlannedProduct.objects.create(
            scheme=text, name="停车诱导指数", purpose=Purpose.GOVERNANCE, form=ProductForm.INDEX
        )
        SchemeAnnex.objects.create(
            scheme=text,
            content=SchemeAnnex.Content.NECESSITY,
            title="扩大停车数据授权运营的可行性论证报告",
            file=Attachment.objects.keep(scan("可行性论证报告"), by=actor),
        )

    def lengthen(self, on: date) -> None:
        """A longer term."""
        text = self.text
        text.planned_months = 60
        edits.save(text, actor=self.drafter(), reason="延长期限")

    def submit(self, on: date) -> None:
        schemes.submit_scheme(self.text, actor=self.drafter())

    def review(self, on: date) -> None:
        schemes.review_scheme(self.text, actor=self.leader)

    def deliberate(self, on: date) -> None:
        schemes.deliberate_scheme(self.text, actor=self.leader)

    def meet(self, on: date) -> None:
        """The government votes; one member stands aside, one abstains."""
        listed = meetings.members(meetings.GOVERNMENT, "+++++0x.+")
        decision = CollectiveDecision(
            kind=CollectiveDecision.Kind.MAJOR_CHANGE,
            scheme=self.text,
            body=self.city.body("government"),
            meeting_type=MeetingType.GOVERNMENT,
            meeting=f"市政府第{self.serial}次常务会议",
            held_on=on,
            minutes_no=document_no("云政常纪", on, self.serial),
            chair=listed[0]["name"],
            opinions="原则同意变更，请数据主管部门督促做好备案。",
            result=CollectiveDecision.Result.PASSED,
        )
        meetings.record(decision, listed, actor=self.leader)

    def sign(self, on: date) -> None:
        decision = self.text.decisions.get()
        file = scan(f"会议纪要{self.serial}")
        decisions.sign_decision(
            decision, actor=self.city.person("he.jing"), file=file, signed_on=on
        )

    def approve(self, on: date) -> None:
        """It becomes the scheme; the new filing is still missing long after its term."""
        schemes.approve_scheme(self.text, actor=self.leader)

    def abandon(self, on: date) -> None:
        reason = "市场条件变化，不再延长期限。"
        scheme_changes.abandon_scheme(self.text, actor=self.drafter(), reason=reason)
