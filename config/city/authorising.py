"""Schemes and licences of the city, one in each state of the procedure (27号 第八条至第十四条)."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from config.city import leaving, meetings
from config.city.assessing import assess
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.papers import document_no, filled, scan
from governance import edits
from governance.deadlines import add_months
from licensing import risk
from licensing.models import (
    Business,
    CollectiveDecision,
    Licence,
    LicensedResource,
    MeetingType,
    PlannedProduct,
    ProductForm,
    Purpose,
    Scheme,
    SchemeResource,
    SelectionMethod,
    Undertaking,
)
from licensing.workflow import decisions, ends, exemptions, licences, promises, schemes

SCHEME_PATH = ("submit", "review", "deliberate", "approve", "file_scheme")
SCHEME_ENDS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": SCHEME_PATH[:1],
    "returned": ("submit", "send_back"),
    "reviewed": SCHEME_PATH[:2],
    "deliberation": SCHEME_PATH[:3],
    "rejected": (*SCHEME_PATH[:3], "reject"),
    "approved": SCHEME_PATH[:4],
    "filed": SCHEME_PATH,
    "closed": SCHEME_PATH,
}
LICENCE_PATH = ("draw_up", "decide", "sign", "file_licence", "activate")
LICENCE_ENDS: dict[str, tuple[str, ...]] = {
    "": (),
    "draft": LICENCE_PATH[:1],
    "decided": LICENCE_PATH[:2],
    "signed": LICENCE_PATH[:3],
    "filed": LICENCE_PATH[:4],
    "in_force": LICENCE_PATH,
    "expired": LICENCE_PATH,
    "suspended": (*LICENCE_PATH, "suspend"),
    "revoked": (*LICENCE_PATH, "charge", "answer", "revoke", "announce"),
    "closed": (*LICENCE_PATH, "terminate", "announce", "settle", "report", "close", "close_scheme"),
}
#: Working days after the day on which the scheme was written.
DAYS_LATER = {
    "submit": 2, "review": 6, "send_back": 6, "deliberate": 8, "reject": 14, "approve": 14, "file_scheme": 18,
    "draw_up": 22, "decide": 26, "sign": 28, "file_licence": 31, "activate": 33,
    "suspend": 325, "charge": 228, "answer": 232, "revoke": 240, "terminate": 200, "announce": 242, "settle": 244,
    "report": 246, "close": 250, "close_scheme": 255,
}  # fmt: skip
STAFF = {
    "urban": ("fang.he", "gu.min"),
    "transport": ("qiu.shi", "mo.li"),
    "health": ("bai.lu", "cen.yi"),
    "market": ("zhuang.ke", "lu.ming"),
}
SELLERS = {
    "op_data": "ji.yun",
    "op_travel": "rao.zhi",
    "op_health": "pu.an",
    "op_credit": "ning.ze",
}
TEXTS = {
    "platform": "市公共数据授权运营平台，数据可用不可见。",
    "redevelopment_ban": "运营机构不得直接或间接参与已交付产品和服务的再开发。",
    "breach": "超范围使用数据的，立即停止使用，限期整改；拒不整改的，撤销授权。",
}


def tell(city: City, chronicle: Chronicle) -> None:
    """Write every operation, from the draft of its scheme to where it stands now, into the chronicle."""
    for serial, row in enumerate(rows("operations.csv"), start=1):
        Operation(city, row, serial).tell(chronicle)


class Operation:
    """One scheme and the licence that came of it."""

    def __init__(self, city: City, row: dict[str, str], serial: int) -> None:
        self.city, self.row, self.serial = city, row, serial
        self.body = city.body(row["body"])
        self.drafter, self.decider = (city.person(name) for name in STAFF[row["body"]])
        self.leader, self.second = city.person("lin.yuan"), city.person("he.jing")
        self.scheme: Any = None
        self.licence: Any = None

    def tell(self, chronicle: Chronicle) -> None:
        """Each step so many working days after the first."""
        began_on = chronicle.working_days_ago(int(self.row["back"]))
        chronicle.on(began_on, self.write_scheme)
        for name in (*SCHEME_ENDS[self.row["scheme"]], *LICENCE_ENDS[self.row["licence"]]):
            on = chronicle.after(began_on, DAYS_LATER[name])
            chronicle.on(on, partial(getattr(self, name), on))

    def resources(self) -> list[Any]:
        """The resources in scope."""
        return [self.city.things[title] for title in self.row["resources"].split(";")]

    def number(self, word: str, on: date) -> str:
        """A document number of this operation."""
        return document_no(word, on, self.serial)

    # The scheme

    def write_scheme(self) -> None:
        """The implementing body writes the twelve contents."""
        field = {"domain": "", "scenario": "", self.row["mode"]: self.row["field"]}
        self.scheme = Scheme(
            name=f"{self.row['name']}实施方案",
            authority=self.city.body("data"),
            authorising_body=self.city.body("government"),
            implementing_body=self.body,
            mode=self.row["mode"],
            planned_months=int(self.row["months"]),
            **filled(Scheme.CONTENTS, TEXTS),
            **field,
        )
        edits.save(self.scheme, actor=self.drafter, relations=self._write_scope)
        self.city.things[f"scheme {self.row['key']}"] = self.scheme

    def _write_scope(self) -> None:
        for resource in self.resources():
            SchemeResource.objects.create(
                scheme=self.scheme, resource=resource, quality_note="完整率 98%"
            )
        for name, purpose in (("公众查询服务", Purpose.WELFARE), ("数据接口", Purpose.INDUSTRY)):
            PlannedProduct.objects.create(
                scheme=self.scheme,
                name=self.row["field"] + name,
                purpose=purpose,
                form=ProductForm.INTERFACE,
            )

    def submit(self, on: date) -> None:
        schemes.submit_scheme(self.scheme, actor=self.drafter)

    def review(self, on: date) -> None:
        schemes.review_scheme(self.scheme, actor=self.leader)

    def send_back(self, on: date) -> None:
        schemes.return_scheme(
            self.scheme, actor=self.leader, reason="市场规模论证不足，请补充需求调研。"
        )

    def deliberate(self, on: date) -> None:
        schemes.deliberate_scheme(self.scheme, actor=self.leader)

    def approve(self, on: date) -> None:
        self._meeting(on, CollectiveDecision.Result.PASSED, scheme=self.scheme)
        schemes.approve_scheme(self.scheme, actor=self.leader)

    def reject(self, on: date) -> None:
        self._meeting(on, CollectiveDecision.Result.REJECTED, scheme=self.scheme)
        schemes.reject_scheme(self.scheme, actor=self.leader, reason="会议认为时机不成熟。")

    def file_scheme(self, on: date) -> None:
        schemes.file_scheme(self.scheme, actor=self.leader, **self._filing("云数备案", on))

    def close_scheme(self, on: date) -> None:
        schemes.close_scheme(self.scheme, actor=self.leader, reason="方案执行完毕。")

    def _filing(self, word: str, on: date) -> dict[str, Any]:
        authority = self.city.body("province")
        return {"authority": authority, "number": self.number(word, on), "filed_on": on}

    def _meeting(self, on: date, result: str, **matter: Any) -> None:
        of_scheme = "scheme" in matter
        recorder, signer = (self.leader, self.second) if of_scheme else (self.drafter, self.decider)
        kinds = CollectiveDecision.Kind
        listed = self._members(of_scheme=of_scheme, has_passed=result == "passed")
        decision = CollectiveDecision(
            kind=kinds.SCHEME if of_scheme else kinds.AGREEMENT,
            body=self.city.body("government") if of_scheme else self.body,
            meeting_type=MeetingType.GOVERNMENT if of_scheme else MeetingType.PARTY_GROUP,
            meeting=f"市政府第{20 + self.serial}次常务会议" if of_scheme else "局党组会",
            held_on=on,
            minutes_no=self.number("云政常纪" if of_scheme else f"{self.body.short_name}党纪", on),
            chair=listed[0]["name"],
            opinions="与会人员一致同意。" if result == "passed" else "建议补充论证后再议。",
            result=result,
            **matter,
        )
        meetings.record(decision, listed, actor=recorder)
        decisions.sign_decision(
            decision, actor=signer, file=scan(f"会议纪要{self.serial}"), signed_on=on
        )

    def _members(self, *, of_scheme: bool, has_passed: bool) -> list[dict[str, Any]]:
        """Now and then somebody stands aside or stays away."""
        if not of_scheme:
            return meetings.members(meetings.BUREAU, "++++." if self.serial % 3 else "+++x+")
        votes = ("++++++++." if self.serial % 2 else "+++++++x+") if has_passed else "++--0---."
        return meetings.members(meetings.GOVERNMENT, votes)

    # The licence

    def draw_up(self, on: date) -> None:
        """The agreement with its thirteen contents."""
        starts_on = on + timedelta(days=16)
        self.licence = Licence(
            name=self.row["name"],
            scheme=self.scheme,
            implementing_body=self.body,
            authorising_body=self.city.body("government"),
            operator=self.city.body(self.row["operator"]),
            regulator=self.city.body("data"),
            mode=self.scheme.mode,
            domain=self.scheme.domain,
            scenario=self.scheme.scenario,
            content="对资源范围内的数据进行清洗、汇总和开发，向社会提供产品和服务；原始数据不出域。",
            business=list(Business.values),
            is_exclusive=bool(self.row.get("exclusive")),
            starts_on=starts_on,
            ends_on=add_months(starts_on, int(self.row["months"])) - timedelta(days=1),
            selection=SelectionMethod.PUBLIC_TENDER
            if self.serial % 3
            else SelectionMethod.NEGOTIATION,
            notice_no=self.number("云采公告", on),
            result_no=self.number("云采结果", on),
            **filled(Licence.CONTENTS, TEXTS),
        )
        edits.save(self.licence, actor=self.drafter, relations=self._license_resources)
        self.city.things[self.row["key"]] = self.licence

    def _license_resources(self) -> None:
        for resource in self.resources():
            LicensedResource.objects.create(
                licence=self.licence,
                resource=resource,
                purposes=list(Purpose.values),
                restrictions="不得再授权，不得识别个人。",
            )

    def decide(self, on: date) -> None:
        elsewhere = "遴选在本平台启用以前完成，公告和结果文号见协议。"
        exemptions.exempt_licence(self.licence, actor=self.leader, reason=elsewhere)
        self._meeting(on, CollectiveDecision.Result.PASSED, licence=self.licence)
        licences.decide_licence(self.licence, actor=self.decider)

    def sign(self, on: date) -> None:
        if risk.assessed(self.licence, on=on):
            assess(self.licence, by=self.drafter, confirmed_by=self.leader, on=on)
        seller = self.city.person(SELLERS[self.row["operator"]])
        promises.undertake(self.licence, actor=seller, undertakings=list(Undertaking.values))
        agreement = scan(f"授权运营协议{self.serial}")
        licences.sign_licence(self.licence, actor=self.drafter, agreement=agreement, signed_on=on)

    def file_licence(self, on: date) -> None:
        licences.file_licence(self.licence, actor=self.drafter, **self._filing("云数协备", on))

    def activate(self, on: date) -> None:
        licences.activate_licence(self.licence, actor=self.leader)

    def suspend(self, on: date) -> None:
        until = on + timedelta(days=90)
        ends.suspend_licence(
            self.licence, actor=self.leader, until=until, reason="接口密钥外泄，停用核查。"
        )

    def charge(self, on: date) -> None:
        leaving.charge(self.city, self.licence, self.second)

    def answer(self, on: date) -> None:
        leaving.answer(self.city, self.licence)

    def revoke(self, on: date) -> None:
        leaving.revoke(self.city, self.licence, self.leader)

    def terminate(self, on: date) -> None:
        ends.terminate_licence(self.licence, actor=self.drafter, reason="双方协商一致终止。")

    def announce(self, on: date) -> None:
        leaving.announce(self.licence, self.drafter, on)

    def settle(self, on: date) -> None:
        leaving.settle(self.city, self.licence, self.drafter, self.decider)

    def report(self, on: date) -> None:
        leaving.report(self.licence, self.drafter)

    def close(self, on: date) -> None:
        ends.close_licence(self.licence, actor=self.leader, reason="数据已销毁，资产已移交。")
