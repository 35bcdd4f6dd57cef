"""Disclosures of the city: in time, corrected, withdrawn, in hand and late (27号 第十八条、第十九条)."""

from datetime import date
from typing import Any

from accounts.models import User
from config.city.authorising import STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from disclosure import workflow
from disclosure.models import Disclosure, DisclosureObligation, Kind
from governance import clock, due, edits

PUBLISHED = {
    ("parking", Kind.AUTHORISATION), ("parking", Kind.OPERATION), ("transit", Kind.AUTHORISATION),
    ("credit", Kind.AUTHORISATION), ("credit", Kind.OPERATION), ("road", Kind.AUTHORISATION),
    ("road", Kind.OPERATION), ("health", Kind.AUTHORISATION), ("food", Kind.AUTHORISATION),
}  # fmt: skip
IN_HAND = ("health", Kind.OPERATION)
SECOND_SELLERS = {
    "op_data": ("ji.yun", "wen.xin"), "op_travel": ("rao.zhi", "yan.shu"),
    "op_health": ("pu.an", "hua.lin"), "op_credit": ("ning.ze", "zhong.li"),
}  # fmt: skip
EXPLANATION = "本年度授权运营总体平稳，未发生数据安全事件。（演示内容）"


def tell(city: City, chronicle: Chronicle) -> None:
    """Obligations arise at the turn of the year; what the bodies made of them; what falls due today."""
    turn = chronicle.after(date(chronicle.today.year, 1, 1), 1)
    chronicle.on(turn, pass_time)
    for row in rows("operations.csv"):
        for kind in Kind:
            matter = (row["key"], kind)
            if matter in PUBLISHED or matter == IN_HAND:
                story = _Disclosure(city, row, kind)
                chronicle.on(chronicle.after(turn, 20), story.collect)
                if matter in PUBLISHED:
                    chronicle.on(chronicle.after(turn, 26), story.sign)
                    chronicle.on(chronicle.after(turn, 30), story.publish)
                if matter == ("parking", Kind.OPERATION):
                    chronicle.on(chronicle.after(turn, 60), story.correct)
                    chronicle.on(chronicle.after(turn, 61), story.sign)
                    chronicle.on(chronicle.after(turn, 62), story.publish)
                if matter == ("food", Kind.AUTHORISATION):
                    chronicle.on(chronicle.after(turn, 70), story.withdraw)
    chronicle.on(chronicle.today, pass_time)


def pass_time() -> None:
    """What time itself does, as of the day of the story."""
    due.run_all(actor=User.objects.service_account("scheduler"), on=clock.today())


class _Disclosure:
    """One release of one body."""

    def __init__(self, city: City, row: dict[str, str], kind: str) -> None:
        self.city, self.row, self.kind = city, row, kind
        staff = (
            STAFF[row["body"]] if kind == Kind.AUTHORISATION else SECOND_SELLERS[row["operator"]]
        )
        self.preparer, self.releaser = (city.person(name) for name in staff)

    @property
    def obligation(self) -> Any:
        """What the body owes for last year."""
        return DisclosureObligation.objects.get(
            licence=self.city.things[self.row["key"]], kind=self.kind
        )

    @property
    def release(self) -> Any:
        """The newest release of it."""
        return Disclosure.objects.filter(obligation=self.obligation).latest("release")

    def collect(self) -> None:
        workflow.collect(self.obligation, actor=self.preparer)
        release = self.release
        release.explanation = EXPLANATION
        edits.save(release, actor=self.preparer)

    def sign(self) -> None:
        workflow.sign(self.release, actor=self.preparer)

    def publish(self) -> None:
        workflow.publish(self.release, actor=self.releaser)

    def correct(self) -> None:
        reason = "产品清单漏列一项公益服务，现予更正。"
        workflow.correct(self.release, actor=self.preparer, reason=reason)

    def withdraw(self) -> None:
        reason = "授权已撤销，原披露口径有误，另行公告。"
        workflow.withdraw(self.release, actor=self.preparer, reason=reason)
