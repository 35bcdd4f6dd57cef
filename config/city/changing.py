"""Licences of the city that changed, that are changing, that end soon and are being renewed, and one held alone."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from accounts.models import User
from config.city import meetings
from config.city.authorising import SELLERS, STAFF, Operation
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.papers import document_no, scan
from governance import edits
from licensing.models import CollectiveDecision, LicenceChange, LicenceChangeItem, MeetingType
from licensing.workflow import changes, decisions, renewals

#: Document numbers of changes are told apart from those of the agreements.
FIRST_SERIAL = 101
PATH = ("propose", "decide", "sign", "file", "effect")
#: Working days after the proposal.
DAYS_LATER = {"propose": 0, "decide": 6, "sign": 8, "file": 12, "effect": 15}
DAYS_LEFT = 25


def tell(city: City, chronicle: Chronicle) -> None:
    """Two more operations, four changes, one renewal."""
    for serial, row in enumerate(rows("later_operations.csv"), start=FIRST_SERIAL):
        Operation(city, row, serial).tell(chronicle)
    by_key = {row["key"]: row for name in ("operations.csv", "later_operations.csv") for row in rows(name)}  # fmt: skip
    soon = chronicle.today + timedelta(days=DAYS_LEFT)
    later = chronicle.today + timedelta(days=40)
    shortened = {"new_ends_on": soon, "grounds": "街道停放管理改由统一平台承担，双方协商缩短期限。"}
    narrowed = {"grounds": "明确使用限制，双方协商一致。", "restricts": "不得用于识别车辆和个人。"}
    widened = {
        "grounds": "市场需求变化。",
        "new_content": "对数据进行汇总和建模，提供指数和核验服务。",
    }
    told: tuple[tuple[str, int, str, dict[str, Any]], ...] = (
        ("bikes", 40, "effect", shortened),
        ("parking", 60, "effect", narrowed),
        ("credit", 20, "file", widened | {"effective_on": later}),
        ("transit", 4, "propose", {"grounds": "拟增加技术服务内容。", "new_content": "增加出行仿真服务。"}),
    )  # fmt: skip
    for serial, (key, back, until, what) in enumerate(told, start=FIRST_SERIAL):
        _Change(city, by_key[key], serial, what).tell(chronicle, back=back, until=until)
    _renew(city, chronicle, by_key["bikes"])


def _renew(city: City, chronicle: Chronicle, row: dict[str, str]) -> None:
    """The daily work reminds at ninety and at thirty days; then the operator begins the renewal."""

    def remind() -> None:
        renewals.remind_of_end(
            city.things[row["key"]], actor=User.objects.service_account("due-work")
        )

    def renew() -> None:
        seller = city.person(SELLERS[row["operator"]])
        renewals.renew_licence(city.things[row["key"]], actor=seller)

    chronicle.on(chronicle.working_days_ago(22), remind)
    chronicle.on(chronicle.working_days_ago(1), remind)
    chronicle.on(chronicle.working_days_ago(1), renew)


class _Change:
    """One change on its way."""

    def __init__(self, city: City, row: dict[str, str], serial: int, what: dict[str, Any]) -> None:
        self.city, self.row, self.serial, self.what = city, row, serial, dict(what)
        self.drafter, self.decider = (city.person(name) for name in STAFF[row["body"]])
        self.seller = city.person(SELLERS[row["operator"]])
        self.restricts: str = self.what.pop("restricts", "")
        self.change: Any = None

    def tell(self, chronicle: Chronicle, *, back: int, until: str) -> None:
        """Each step so many working days after the proposal."""
        began_on = chronicle.working_days_ago(back)
        self.what.setdefault("effective_on", chronicle.after(began_on, DAYS_LATER["effect"]))
        for name in PATH[: PATH.index(until) + 1]:
            on = chronicle.after(began_on, DAYS_LATER[name])
            happening: Callable[[date], None] = getattr(self, name)
            chronicle.on(on, partial(happening, on))

    def propose(self, on: date) -> None:
        """The operator proposes."""
        licence = self.city.things[self.row["key"]]
        licence.refresh_from_db()
        self.change = LicenceChange(licence=licence, **self.what)
        edits.save(self.change, actor=self.seller, relations=self._name_resources)

    def _name_resources(self) -> None:
        if self.restricts:
            entry = self.change.licence.scope.order_by("pk").first()
            LicenceChangeItem.objects.create(
                change=self.change, action="revise", resource=entry.resource, purposes=entry.purposes,
                restrictions=self.restricts,
            )  # fmt: skip

    def decide(self, on: date) -> None:
        """The implementing body decides collectively."""
        body = self.city.body(self.row["body"])
        listed = meetings.members(meetings.BUREAU, "++++.")
        decision = CollectiveDecision(
            kind=CollectiveDecision.Kind.AGREEMENT,
            licence=self.change.licence,
            body=body,
            meeting_type=MeetingType.PARTY_GROUP,
            meeting="局党组会",
            held_on=on,
            minutes_no=document_no(f"{body.short_name}党纪", on, self.serial),
            chair=listed[0]["name"],
            opinions="同意变更。",
            result=CollectiveDecision.Result.PASSED,
        )
        meetings.record(decision, listed, actor=self.drafter)
        minutes = scan(f"变更会议纪要{self.serial}")
        decisions.sign_decision(decision, actor=self.decider, file=minutes, signed_on=on)
        changes.decide_change(self.change, actor=self.decider)

    def sign(self, on: date) -> None:
        agreement = scan(f"补充协议{self.serial}")
        changes.sign_change(self.change, actor=self.drafter, agreement=agreement, signed_on=on)

    def file(self, on: date) -> None:
        changes.file_change(
            self.change, actor=self.drafter, authority=self.city.body("province"),
            number=document_no("云数变备", on, self.serial), filed_on=on,
        )  # fmt: skip

    def effect(self, on: date) -> None:
        changes.effect_change(self.change, actor=self.city.person("lin.yuan"))
