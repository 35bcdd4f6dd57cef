"""Selections of operators in each of their states, and the related parties of operators (27号 第十二条)."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from config.city.authorising import STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.papers import document_no, scan
from config.city.selling import SELLERS
from governance import edits
from governance.deadlines import working_days_after
from governance.models import Attachment
from licensing.models import (
    Business,
    Candidate,
    RelatedParty,
    ScoringCriterion,
    Selection,
    SelectionCondition,
)
from licensing.workflow import candidates, challenges, judging, related, results, selections

PUBLISHED = ("submit", "publish", "apply")
OPENED = (*PUBLISHED, "appoint", "close")
JUDGED = (*OPENED, "examine", "declare", "score", "announce")
PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "send_back"),
    "open": PUBLISHED,
    "cancelled": (*PUBLISHED, "cancel"),
    "failed": (*OPENED, "examine", "fail"),
    "evaluating": (*OPENED, "ask_to_mend"),
    "result_notice": JUDGED,
    "challenged": (*JUDGED, "challenge"),
    "concluded": (*JUDGED, "challenge", "answer", "conclude", "draw_up"),
}
#: Working days after the day on which the notice was written; applications close on the evening of the 18th.
DAYS_LATER = {
    "submit": 1, "send_back": 3, "publish": 2, "apply": 6, "cancel": 9, "appoint": 17, "close": 19, "ask_to_mend": 20,
    "examine": 20, "fail": 21, "declare": 21, "score": 22, "announce": 23, "challenge": 24, "answer": 28,
    "conclude": 34, "draw_up": 36,
}  # fmt: skip
CLOSING = 18
REQUIREMENTS = {
    "capability": "有十人以上的数据治理团队，有同类项目经验",
    "credit": "近三年无严重失信和重大违法记录",
    "security": "相关系统通过网络安全等级保护三级测评",
    "funds": "实缴资本不低于五百万元",
    "service": "提供工作日八小时以上的服务支持",
}
WEIGHTS = {"技术方案": 40, "运营方案": 35, "安全保障": 25}
JUDGES = ("science", "statistics", "justice")


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the selections and the related parties into the chronicle."""
    for serial, row in enumerate(rows("selections.csv"), start=1):
        _Choice(city, row, serial).tell(chronicle)
    _tell_relations(city, chronicle)


class _Choice:
    """One selection on its way."""

    def __init__(self, city: City, row: dict[str, str], serial: int) -> None:
        operation = next(each for each in rows("operations.csv") if each["key"] == row["scheme"])
        self.city, self.row, self.serial, self.operation = city, row, serial, operation
        self.body = city.body(operation["body"])
        self.drafter, self.approver = (city.person(name) for name in STAFF[operation["body"]])
        self.selection: Any = None

    def tell(self, chronicle: Chronicle) -> None:
        """Each step so many working days after the first."""
        began_on = chronicle.working_days_ago(int(self.row["back"]))
        chronicle.on(began_on, partial(self.write, began_on))
        for name in PATHS[self.row["until"]]:
            on = chronicle.after(began_on, DAYS_LATER[name])
            chronicle.on(on, partial(getattr(self, name), on))

    def write(self, on: date) -> None:
        """Notice, conditions, criteria."""
        is_other = self.row["method"] == Selection.Method.OTHER_COMPETITIVE
        self.selection = Selection(
            name=f"{self.operation['field']}运营机构遴选（{document_no('第', on, self.serial)}）",
            scheme=self.city.things[f"scheme {self.row['scheme']}"],
            implementing_body=self.body,
            method=self.row["method"],
            method_basis="采用竞争性磋商，市公共资源交易规则允许。" if is_other else "",
            content=f"对{self.operation['field']}相关数据进行清洗、汇总和开发，向社会提供产品和服务。",
            business=list(Business.values),
            notice_no=document_no("云采公告", on, 100 + self.serial),
            notice=f"现就{self.operation['name']}公开遴选运营机构，欢迎符合条件的法人组织申请。",
            channel="云州市公共资源交易平台（演示）",
            terms="数据可用不可见，原始数据不出域；不得再开发已交付的产品；年度评价不合格的终止授权。",
            consultation="向社会公开征求意见十日，收到意见六条，采纳四条。",
            opens_at=_moment(on, 0, time(9)),
            closes_at=_moment(on, CLOSING, time(17)),
        )
        edits.save(self.selection, actor=self.drafter, relations=self._write_parts)

    def _write_parts(self) -> None:
        for kind, requirement in REQUIREMENTS.items():
            SelectionCondition.objects.create(
                selection=self.selection, kind=kind, requirement=requirement
            )
        for name, weight in WEIGHTS.items():
            ScoringCriterion.objects.create(selection=self.selection, name=name, weight=weight)
        if self.row["method"] == Selection.Method.INVITED_TENDER:
            self.selection.invited.set([self.city.body(key) for key in SELLERS])

    def submit(self, on: date) -> None:
        selections.submit_selection(self.selection, actor=self.drafter)

    def send_back(self, on: date) -> None:
        selections.return_selection(
            self.selection, actor=self.approver, reason="安全保障的评分标准不够具体，请细化。"
        )

    def publish(self, on: date) -> None:
        selections.publish_selection(self.selection, actor=self.approver)

    def apply(self, on: date) -> None:
        """Three operators apply; only one where the selection fails, and one more hesitates where it is open."""
        number = 1 if self.row["until"] == "failed" else 3
        for key in list(SELLERS)[:number]:
            self._application(key, on)
        if self.row["until"] in {"open", "evaluating"}:
            hesitant = self._application("op_credit", on)
            candidates.withdraw_candidate(
                hesitant,
                actor=self.city.person(SELLERS["op_credit"]),
                reason="人手不足，本次不参加。",
            )

    def _application(self, key: str, on: date) -> Candidate:
        body, clerk = self.city.body(key), self.city.person(SELLERS[key])
        report = Attachment.objects.keep(scan(f"信用报告（{body.short_name}）"), by=clerk)
        candidate = Candidate(
            selection=self.selection, organisation=body, name=body.name, uscc=body.uscc, contact_person=clerk.name,
            contact_phone="0000-7654321", capability="数据治理团队十五人，做过三个同类项目。",
            credit="近三年无失信记录。",
            credit_file=report, security="相关系统通过等保三级测评。", funds="实缴资本一千万元。",
            service="工作日提供十二小时支持。", proposal="第一年上线两项便民产品，第二年起面向市场。", relations="无",
            undertaking_signer=clerk.name, undertaking_signed_on=on,
        )  # fmt: skip
        edits.save(candidate, actor=clerk)
        # Where it is still open, the last one has not handed in yet.
        if self.row["until"] != "open" or key != "op_health":
            candidates.submit_candidate(candidate, actor=clerk)
        return candidate

    def appoint(self, on: date) -> None:
        for key in JUDGES:
            judge = self.city.provider_of(key)
            selections.appoint_judge(
                self.selection, actor=self.approver, judge=judge.username,
                ends_on=working_days_after(on, 60).on,
            )  # fmt: skip

    def close(self, on: date) -> None:
        selections.close_selection(self.selection, actor=self.approver)

    def _standing(self) -> Any:
        return self.selection.candidates.filter(status="submitted").order_by("pk")

    def ask_to_mend(self, on: date) -> None:
        """One is returned, one is examined, one waits."""
        first, second = self._standing()[:2]
        candidates.return_candidate(
            first, actor=self.approver, credit_file="信用报告已超过三个月，请换新的。"
        )
        self._examine(second)

    def examine(self, on: date) -> None:
        for candidate in self._standing():
            self._examine(candidate)

    def _examine(self, candidate: Candidate) -> None:
        found: dict[str, Any] = {
            f"verdict_{each.pk}": "met" for each in self.selection.conditions.all()
        }
        candidates.examine_candidate(candidate, actor=self.approver, **found)

    def declare(self, on: date) -> None:
        for scorer in self.selection.scorers.select_related("judge"):
            judging.declare_interest(
                scorer, actor=scorer.judge, has_conflict=False, statement="已逐家核对，没有利益关系。",
                signature=scorer.judge.name,
            )  # fmt: skip

    def score(self, on: date) -> None:
        for strictness, scorer in enumerate(self.selection.scorers.select_related("judge")):
            for place, candidate in enumerate(self.selection.candidates.admitted().order_by("pk")):
                share = Decimal(92 - 5 * place - strictness)
                given = {
                    f"points_{each.pk}": (share * each.weight / 100).quantize(Decimal("0.01"))
                    for each in self.selection.criteria.all()
                }
                judging.score_candidate(candidate, actor=scorer.judge, **given)

    def announce(self, on: date) -> None:
        number = document_no("云采结果", on, 100 + self.serial)
        results.announce_result(self.selection, actor=self.approver, result_no=number)

    def challenge(self, on: date) -> None:
        clerk = self.city.person(SELLERS["op_travel"])
        results.challenge_result(
            self.selection, actor=clerk, real_name=clerk.name, contact="0000-7654321",
            claim="本单位“安全保障”一项得分偏低。", grounds="本单位提供了两份等保测评报告，请复核是否都已计入。",
        )  # fmt: skip

    def answer(self, on: date) -> None:
        reason = "经复核，两份测评报告均已计入，评分符合公告的标准，维持结果。"
        open_one = self.selection.challenges.open().get()
        challenges.dismiss_challenge(open_one, actor=self.approver, reason=reason)

    def conclude(self, on: date) -> None:
        self.selection.refresh_from_db()
        results.conclude_selection(self.selection, actor=self.approver)

    def draw_up(self, on: date) -> None:
        starts_on = working_days_after(on, 40).on
        results.draw_up_licence(self.selection, actor=self.drafter, starts_on=starts_on)

    def fail(self, on: date) -> None:
        selections.fail_selection(
            self.selection, actor=self.approver, reason="符合条件的申请单位只有一家，不足三家。"
        )

    def cancel(self, on: date) -> None:
        selections.cancel_selection(
            self.selection, actor=self.approver, reason="资源范围需要调整，另行公告。"
        )


def _moment(on: date, days: int, at: time) -> datetime:
    day = working_days_after(on, days).on if days else on
    return datetime.combine(day, at, ZoneInfo(settings.TIME_ZONE))


# Related parties

RELATIONS = (
    ("op_data", "云州数据算力有限公司", RelatedParty.Relation.CONTROLLED_BY, "confirm", 150),
    ("op_data", "云州数据投资集团有限公司", RelatedParty.Relation.CONTROLS, "disclose", 3),
    ("op_travel", "行知出行服务有限公司", RelatedParty.Relation.COMMON_CONTROL, "send_back", 12),
    ("op_health", "康衡医药咨询有限公司", RelatedParty.Relation.CONTROLLED_BY, "end", 200),
    ("op_credit", "明信征信咨询有限公司", RelatedParty.Relation.KEY_PERSON, "", 1),
)


def _tell_relations(city: City, chronicle: Chronicle) -> None:
    for operator, name, relation, until, back in RELATIONS:
        on = chronicle.working_days_ago(back)
        chronicle.on(on, partial(_relate, city, operator, name, relation, until, on))


def _relate(city: City, operator: str, name: str, relation: str, until: str, on: date) -> None:
    clerk, checker = city.person(SELLERS[operator]), city.person("lin.yuan")
    party = RelatedParty(
        operator=city.body(operator), authority=city.body("data"), party_name=name, relation=relation,
        holds_from=date(2024, 1, 1), source="股东名册（演示）",
    )  # fmt: skip
    edits.save(party, actor=clerk)
    if not until:
        return
    related.disclose(party, actor=clerk)
    if until == "send_back":
        related.send_back(party, actor=checker, reason="请补充股权结构证明。")
    if until in {"confirm", "end"}:
        related.confirm(party, actor=checker)
    if until == "end":
        related.end(party, actor=clerk, holds_to=on, reason="股权已全部转让。")
