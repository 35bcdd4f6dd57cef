"""Supervision in the city: plans, inspections with what was put right, and internal audit (27号 第二十一条)."""

from datetime import date
from functools import partial
from typing import Any

from config.city.authorising import STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City
from config.city.papers import scan
from config.city.selling import SELLERS
from governance import edits
from licensing.models import (
    ChecklistPoint,
    ChecklistTemplate,
    Finding,
    Inspection,
    InspectionPlan,
    Rectification,
)
from licensing.workflow import inspection_plans, inspections, rectifications

#: Who leads, who joins and who closes for the data authority.
AUTHORITY = ("lin.yuan", "he.jing", "du.ruo")
POINTS = (
    ("数据使用不超出授权的资源、用途和期限", "27号 第二十一条", "抽查调用日志，对照授权范围"),
    ("原始数据不出域，产品经过脱敏和汇总", "意见 第十二条", "查看加工流程和产品样例"),
    ("访问权限按岗位分开，离职及时收回", "27号 第二十一条", "查看账号清单和审批记录"),
    ("收费不高于上限并按规定公示", "65号 第五部分", "对照收费公示和合同"),
    ("应急预案每年演练，事件及时报告", "27号 第十四条第八项", "查看演练记录和事件台账"),
)
#: Licence, kind, working days back, how far, and for each point that did not conform its grade and its fate.
STORIES: tuple[tuple[str, str, int, str, tuple[tuple[str, str], ...]], ...] = (
    ("parking", "planned", 120, "closed", (("minor", "verified"), ("major", "verified"))),
    ("food", "cause", 150, "closed", (("major", "refused"),)),
    ("road", "planned", 60, "cancelled", ()),
    ("parking", "planned", 50, "reported", (("minor", "late"),)),
    ("transit", "planned", 20, "reported", (("minor", "ordered"), ("major", "planned"), ("minor", "done"))),
    ("parking", "audit", 18, "reported", ()),
    ("health", "cause", 3, "under_way", ()),
)  # fmt: skip
PATHS: dict[str, tuple[str, ...]] = {
    "cancelled": ("cancel",),
    "under_way": ("begin",),
    "reported": ("begin", "report", "state_view"),
    "closed": ("begin", "report", "state_view", "close"),
}
DAYS_LATER = {"cancel": 2, "begin": 1, "report": 4, "state_view": 7, "close": 48}
FATES: dict[str, tuple[str, ...]] = {
    "late": (),
    "ordered": (),
    "planned": ("plan", "extend"),
    "done": ("plan", "complete"),
    "verified": ("plan", "complete", "verify"),
    "refused": ("refuse",),
}
FATE_DAYS = {"plan": 6, "extend": 8, "complete": 12, "verify": 16, "refuse": 40}
#: Name, sample, working days back, and how far.
PLANS = (
    ("上年度随机抽查计划", 1, 160, "closed"),
    ("本年度第一批随机抽查计划", 2, 25, "drawn"),
    ("本年度第二批随机抽查计划", 2, 2, "draft"),
)


def tell(city: City, chronicle: Chronicle) -> None:
    """Write check-lists, inspections and plans into the chronicle."""
    lists = _Lists(city)
    chronicle.on(chronicle.working_days_ago(200), lists.write)
    for licence, kind, back, until, faults in STORIES:
        _Inspection(city, lists, licence, kind, faults).tell(chronicle, back, until)
    for name, size, back, until in PLANS:
        _Plan(city, lists, name, size).tell(chronicle, back, until)


class _Lists:
    """The check-lists of the authority and of an implementing body."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.by_body: dict[str, ChecklistTemplate] = {}

    def write(self) -> None:
        for body, writer, name, kind in (
            ("data", "lin.yuan", "授权运营监督检查清单", "inspection"),
            ("urban", "fang.he", "运营机构内控审计清单", "audit"),
        ):
            template = ChecklistTemplate(owner=self.city.body(body), name=name, kind=kind)
            edits.save(
                template,
                actor=self.city.person(writer),
                relations=partial(self._write_points, template),
            )
            self.by_body[body] = template

    def _write_points(self, template: ChecklistTemplate) -> None:
        for number, (text, basis, method) in enumerate(POINTS, start=1):
            ChecklistPoint.objects.create(
                template=template, number=number, text=text, basis=basis, method=method
            )


class _Inspection:
    """One inspection and what was put right after it."""

    def __init__(
        self,
        city: City,
        lists: _Lists,
        licence: str,
        kind: str,
        faults: tuple[tuple[str, str], ...],
    ) -> None:
        self.city, self.lists, self.kind, self.faults = city, lists, kind, faults
        self.licence_key = licence
        self.body = "urban" if kind == Inspection.Kind.AUDIT else "data"
        names = STAFF["urban"] if self.body == "urban" else AUTHORITY
        self.people = [city.person(name) for name in names]
        self.record: Any = None

    @property
    def licence(self) -> Any:
        return self.city.things[self.licence_key]

    @property
    def seller(self) -> Any:
        key = next(key for key in SELLERS if self.city.body(key) == self.licence.operator)
        return self.city.person(SELLERS[key])

    def tell(self, chronicle: Chronicle, back: int, until: str) -> None:
        """Each step so many working days after it was planned."""
        planned_on = chronicle.working_days_ago(back)
        chronicle.on(planned_on, partial(self.plan, planned_on))
        for name in PATHS[until]:
            on = chronicle.after(planned_on, DAYS_LATER[name])
            chronicle.on(on, partial(getattr(self, name), on))
        for place, (_grade, fate) in enumerate(self.faults):
            for name in FATES[fate]:
                on = chronicle.after(planned_on, DAYS_LATER["report"] + FATE_DAYS[name])
                chronicle.on(on, partial(self.put_right, place, name))

    def plan(self, on: date) -> None:
        ground = "抽查日志发现调用次数异常，须核实用途。" if self.kind == "cause" else ""
        self.record = Inspection(
            kind=self.kind, licence=self.licence, body=self.city.body(self.body),
            template=self.lists.by_body[self.body], ground=ground, planned_on=on,
        )  # fmt: skip
        edits.save(self.record, actor=self.people[0])

    def cancel(self, on: date) -> None:
        inspections.cancel_inspection(
            self.record, actor=self.people[0], reason="授权即将到期，并入退出核查。"
        )

    def begin(self, on: date) -> None:
        inspections.begin_inspection(self.record, actor=self.people[0])
        inspections.join_inspection(self.record, actor=self.people[1])
        inspections.record_visit(
            self.record, actor=self.people[0], visited_on=on, place="运营机构办公和机房场所",
            met="数据安全负责人、产品负责人（演示）", seen="查看了日志、权限配置、合同和演练记录。",
        )  # fmt: skip

    def report(self, on: date) -> None:
        grades = [grade for grade, _fate in self.faults]
        for place, finding in enumerate(self.record.findings.all()):
            finding.result = grades[place] if place < len(grades) else Finding.Result.CONFORMING
            if place < len(grades):
                finding.what = f"{finding.text}：有部分记录不完整，详见检查底稿。"
                finding.responsible = "数据运营部"
            edits.save(finding, actor=self.people[0])
        self.record.summary = (
            f"检查 {len(POINTS)} 项，其中 {len(grades)} 项不符合，已责令限期整改。"
        )
        edits.save(self.record, actor=self.people[0])
        inspections.report_inspection(self.record, actor=self.people[0])

    def state_view(self, on: date) -> None:
        inspections.state_view(self.record, actor=self.seller, operator_view="对检查结果没有异议。")

    def close(self, on: date) -> None:
        inspections.close_inspection(self.record, actor=self.people[2])

    def put_right(self, place: int, name: str) -> None:
        """One step of the order that came of the point at this place."""
        orders = Rectification.objects.filter(finding__inspection=self.record)
        order = orders.order_by("finding")[place]
        if name == "plan":
            words = "两周内补齐记录，并在系统中设置提醒。"
            rectifications.plan_rectification(order, actor=self.seller, plan=words)
        elif name == "extend":
            rectifications.extend_rectification(
                order, actor=self.people[1], reason="需要更换设备，到货延迟。"
            )
        elif name == "complete":
            rectifications.complete_rectification(
                order, actor=self.seller, done="已补齐记录并上线提醒。", evidence=scan("整改证明")
            )
        elif name == "verify":
            reason = "已查阅证明材料并现场核对，整改到位。"
            rectifications.verify_rectification(order, actor=self.people[2], reason=reason)
        else:
            self._refuse(order)

    def _refuse(self, order: Rectification) -> None:
        leader = self.people[0]
        rectifications.suggest_suspension(order, actor=leader, reason="期满未整改，建议中止授权。")
        rectifications.find_refusal(order, actor=leader, reason="经两次催告仍未整改。")


class _Plan:
    """One plan with its draw."""

    def __init__(self, city: City, lists: _Lists, name: str, size: int) -> None:
        self.city, self.lists, self.name, self.size = city, lists, name, size
        self.people = [city.person(name) for name in AUTHORITY]
        self.record: Any = None

    def tell(self, chronicle: Chronicle, back: int, until: str) -> None:
        """Written, drawn by another person, and finished."""
        on = chronicle.working_days_ago(back)
        chronicle.on(on, partial(self.write, chronicle.after(on, 10)))
        if until != "draft":
            chronicle.on(chronicle.after(on, 3), self.draw)
        if until == "closed":
            chronicle.on(chronicle.after(on, 20), self.finish)

    def write(self, planned_on: date) -> None:
        self.record = InspectionPlan(
            authority=self.city.body("data"), name=self.name, year=planned_on.year,
            scope="数据安全、使用范围、收费和应急处置。", template=self.lists.by_body["data"],
            sample_size=self.size, planned_on=planned_on,
        )  # fmt: skip
        edits.save(self.record, actor=self.people[0])

    def draw(self) -> None:
        inspection_plans.draw_plan(self.record, actor=self.people[1], seed="0713-2026-云州")

    def finish(self) -> None:
        reason = "该运营机构本年度已接受计划检查，结果互认。"
        for drawn in self.record.inspections.all():
            inspections.cancel_inspection(drawn, actor=self.people[1], reason=reason)
        inspection_plans.close_plan(self.record, actor=self.people[0])
