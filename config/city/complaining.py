"""Incidents and complaints of the city, one in each state of its procedure (意见（五）; 27号 第二十一条)."""

from datetime import date
from functools import partial
from typing import Any

from config.city.chronicle import Chronicle
from config.city.foundation import City
from config.city.selling import SELLERS
from governance.actors import VISITOR
from governance.clock import today
from licensing.models import Licence
from licensing.workflow import complaints, incidents

#: Licence, kind, severity, working days back, how far, what happened.
INCIDENTS = (
    ("health", "leak", "serious", 30, "closed", "接口密钥写入了公开的代码仓库，发现后立即停用。"),
    ("parking", "other", "ordinary", 70, "dismissed", "监测提示夜间调用异常，疑似爬取。"),
    ("credit", "out_of_scope", "ordinary", 12, "resolved", "把信用评价结果用于授权用途以外的广告投放测试。"),
    ("transit", "overcharge", "ordinary", 6, "handling", "两份合同的单价高于公示的收费标准。"),
    ("parking", "interruption", "ordinary", 1, "reported", "空余泊位接口中断约四十分钟。"),
)  # fmt: skip
INCIDENT_PATHS: dict[str, tuple[str, ...]] = {
    "reported": (),
    "dismissed": ("dismiss",),
    "handling": ("take_up", "measure"),
    "resolved": ("take_up", "measure", "notify", "resolve"),
    "closed": ("take_up", "measure", "notify", "resolve", "close"),
}
INCIDENT_DAYS = {"dismiss": 2, "take_up": 1, "measure": 1, "notify": 2, "resolve": 5, "close": 8}
#: Operator, kind, working days back, how far, what somebody wrote.
COMPLAINTS = (
    ("op_data", "monopoly", 80, "closed", "要求购买停车接口的单位同时购买导航服务。"),
    ("op_credit", "other", 50, "declined", "希望公司降低招聘门槛。"),
    ("op_travel", "unfair_service", 40, "answered", "同样的接口，对小公司限制调用次数。"),
    ("op_credit", "out_of_scope", 22, "decided", "收到的推销短信里有企业信用评价的内容。"),
    ("op_health", "other", 15, "investigating", "床位数据与医院公布的不一致，影响就诊。"),
    ("op_data", "unfair_competition", 6, "accepted", "在宣传中贬低其他停车服务企业。"),
    ("op_travel", "other", 1, "filed", "客服电话一直没有人接听。"),
)
COMPLAINT_PATHS: dict[str, tuple[str, ...]] = {
    "filed": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "investigating": ("accept", "investigate"),
    "decided": ("accept", "investigate", "decide"),
    "answered": ("accept", "investigate", "decide", "answer"),
    "closed": ("accept", "investigate", "decide", "answer", "close"),
}
COMPLAINT_DAYS = {"decline": 3, "accept": 2, "investigate": 5, "decide": 18, "answer": 21, "close": 25}  # fmt: skip


def tell(city: City, chronicle: Chronicle) -> None:
    """Write incidents and complaints into the chronicle."""
    for licence, kind, severity, back, until, what in INCIDENTS:
        incident = _Incident(city, licence, kind, severity, what)
        told(chronicle, incident, back, INCIDENT_PATHS[until], INCIDENT_DAYS)
    for operator, kind, back, until, what in COMPLAINTS:
        complaint = _Complaint(city, operator, kind, what)
        told(chronicle, complaint, back, COMPLAINT_PATHS[until], COMPLAINT_DAYS)


def told(
    chronicle: Chronicle, story: Any, back: int, path: tuple[str, ...], days: dict[str, int]
) -> None:
    """The beginning, and each step so many working days later."""
    began_on = chronicle.working_days_ago(back)
    chronicle.on(began_on, story.begin)
    for name in path:
        on = chronicle.after(began_on, days[name])
        chronicle.on(on, partial(getattr(story, name), on))


class _Incident:
    """One incident, reported by the operator."""

    def __init__(self, city: City, licence: str, kind: str, severity: str, what: str) -> None:
        self.city, self.key, self.kind, self.severity, self.what = city, licence, kind, severity, what  # fmt: skip
        self.leader, self.second = city.person("lin.yuan"), city.person("he.jing")
        self.record: Any = None

    @property
    def seller(self) -> Any:
        operator = self.city.things[self.key].operator
        key = next(key for key in SELLERS if self.city.body(key) == operator)
        return self.city.person(SELLERS[key])

    def begin(self) -> None:
        self.record = incidents.report_incident(
            licence=self.city.things[self.key], kind=self.kind, what=self.what, actor=self.seller, on=today(),
            severity=self.severity,
        )  # fmt: skip

    def dismiss(self, on: date) -> None:
        incidents.dismiss_incident(
            self.record, actor=self.leader, reason="经核对日志，是运营机构的压力测试，没有异常。"
        )

    def take_up(self, on: date) -> None:
        incidents.take_up(
            self.record, actor=self.leader, severity=self.severity, effect="涉及一个产品，未发现数据流出。",
            touches_persons=False,
        )  # fmt: skip

    def measure(self, on: date) -> None:
        incidents.measure(
            self.record, actor=self.seller, kind="stop", what="停用有关接口和密钥，留存日志。", taken_on=on
        )  # fmt: skip

    def notify(self, on: date) -> None:
        for recipient, name in (
            ("authority", "云州市数据局"),
            ("cyberspace", "市网信部门（演示）"),
        ):
            incidents.notify(
                self.record, actor=self.seller, recipient=recipient, name=name, way="书面报告", told_on=on
            )  # fmt: skip

    def resolve(self, on: date) -> None:
        incidents.resolve(
            self.record, actor=self.seller, cause="密钥和用途没有一一对应，上线前没有复核。",
            prevention="一个用途一个密钥，上线前由另一人复核。",
        )  # fmt: skip

    def close(self, on: date) -> None:
        incidents.close_incident(self.record, actor=self.second, reason="措施有效，同意办结。")


class _Complaint:
    """One complaint: one official investigates, another decides."""

    def __init__(self, city: City, operator: str, kind: str, what: str) -> None:
        self.city, self.key, self.kind, self.what = city, operator, kind, what
        self.leader, self.second = city.person("lin.yuan"), city.person("he.jing")
        self.record: Any = None

    def begin(self) -> None:
        self.record, _is_new = complaints.file_complaint(
            self.city.body(self.key), kind=self.kind, what=self.what, actor=VISITOR, on=today()
        )

    def decline(self, on: date) -> None:
        complaints.decline_complaint(
            self.record, actor=self.leader, reason="不属于公共数据授权运营的事项，请向企业反映。"
        )

    def accept(self, on: date) -> None:
        running = Licence.objects.on_register().filter(operator=self.record.operator)
        licence = running.order_by("pk").first()
        complaints.accept_complaint(self.record, actor=self.leader, licence=licence)

    def investigate(self, on: date) -> None:
        complaints.investigate_complaint(self.record, actor=self.leader)
        complaints.hear_operator(
            self.record, actor=self.leader, statement="公司说明了有关做法，并提供了合同样本。"
        )

    def decide(self, on: date) -> None:
        complaints.decide_complaint(
            self.record, actor=self.second, outcome="founded", findings="合同和日志与反映的情况一致。",
            measures="责令立即改正，列入重点检查。", public_words="反映某运营机构的做法不当，属实，已责令改正。",
        )  # fmt: skip

    def answer(self, on: date) -> None:
        complaints.answer_complaint(
            self.record, actor=self.leader, answer="经查属实，已责令改正。感谢您的监督。"
        )

    def close(self, on: date) -> None:
        complaints.close_complaint(self.record, actor=self.leader)
