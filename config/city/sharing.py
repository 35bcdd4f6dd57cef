"""Sharing between the city's departments: requests in every state, their use, disputes and corrections (809号)."""

from datetime import date, timedelta
from typing import Any

from catalog.models import SharingRequest
from catalog.workflow import sharing, sharing_extensions, sharing_outcomes, sharing_use
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.sharing_affairs import Affairs, tell_corrections
from governance import edits

FILED = (("submit", 0),)
AGREED = (*FILED, ("agree", 1))
USED = (*AGREED, ("provide", 6), ("confirm", 8))
REFUSED = (*FILED, ("refuse_condition", 6))
DISPUTED = (*REFUSED, ("dispute", 9))
ANSWERED = (*DISPUTED, ("answer", 11))
MEDIATED = (*ANSWERED, ("mediate", 17), ("propose", 24))
ESCALATED = (*MEDIATED, ("escalate", 28))
REPORTED = (*USED, ("use", 30), ("report", 60), ("state", 63))
#: What each story goes through; each step so many working days after the first filing.
STORIES: dict[str, tuple[tuple[str, int], ...]] = {
    "draft": (),
    "submitted": FILED,
    "withdrawn": (*FILED, ("withdraw", 1)),
    "supplement": (*FILED, ("send_back", 3)),
    "extension_asked": (*FILED, ("ask", 8)),
    "declined": (*FILED, ("ask", 7), ("decline", 9)),
    "extended": (*FILED, ("ask", 7), ("grant", 9), ("note", 10)),
    "extra": (*FILED, ("agree_with_extra", 6)),
    "struck": (*FILED, ("agree_with_extra", 6), ("strike", 9), ("provide", 18)),
    "agreed": AGREED,
    "in_use": (*USED, ("use", 70), ("use_again", 105)),
    "supplemented": (*FILED, ("send_back", 1), ("refile", 4), ("agree", 5), ("provide", 12), ("confirm", 13),
                     ("use", 90)),
    "refused_by_law": (*FILED, ("refuse_by_law", 9)),
    "refused_condition": REFUSED,
    "negotiating": DISPUTED,
    "mediating": MEDIATED,
    "at_superior": ESCALATED,
    "decided_share": (*ESCALATED, ("decide_share", 40), ("provide", 52), ("confirm", 54), ("use", 80)),
    "decided_keep": (*ESCALATED, ("decide_keep", 42)),
    "settled": (*ANSWERED, ("settle", 16), ("provide", 28), ("confirm", 30)),
    "dropped": (*ANSWERED, ("drop", 15)),
    "suspended": (*REPORTED, ("verify", 66), ("suspend", 72)),
    "stopped": (*REPORTED, ("verify", 66), ("stop", 70)),
    "found": (*REPORTED, ("verify", 66)),
    "cleared": (*REPORTED, ("clear", 68)),
    "unused": (*USED, ("report_unused", 160)),
    "ended": (*USED, ("use", 40), ("end", 90)),
}  # fmt: skip


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the year's sharing into the chronicle."""
    for row in rows("sharing.csv"):
        _Story(city, chronicle, row).tell()
    tell_corrections(city, chronicle)


class _Story(Affairs):
    """One request on its way."""

    def __init__(self, city: City, chronicle: Chronicle, row: dict[str, str]) -> None:
        self.city, self.chronicle, self.row = city, chronicle, row
        self.filed_on = chronicle.working_days_ago(int(row["back"]))
        self.asker = city.provider_of(row["requester"])
        self.authority, self.second = city.person("lin.yuan"), city.person("he.jing")
        self.request: Any = None

    def tell(self) -> None:
        """Draft on the day, then go as far as the story says."""
        self.chronicle.on(self.filed_on, self.draft)
        for name, days in STORIES[self.row["story"]]:
            self.chronicle.on(self.chronicle.after(self.filed_on, days), getattr(self, name))

    def day(self, days: int) -> date:
        """So many working days after the filing."""
        return self.chronicle.after(self.filed_on, days)

    def draft(self) -> None:
        """The requester writes what it wants and promises."""
        self.resource = self.city.things[self.row["title"]]
        self.clerk = self.city.provider_of(self.key_of(self.resource.provider))
        self.request = SharingRequest(
            requester=self.city.body(self.row["requester"]),
            resource=self.resource,
            purpose=f"{self.row['purpose']}。",
            legal_basis=self.row["basis"],
            scope="全市范围，自2025年起",
            way=self.resource.sharing_way or "exchange",
            starts_on=self.filed_on,
            ends_on=self.filed_on + timedelta(days=730),
            conditions_met="只用于本单位履职核验，不转交第三方。"
            if self.resource.sharing == "conditional"
            else "",
            security="专人使用，日志留存六个月以上，用后按约定销毁。",
            contact_name="数据管理科",
            contact_phone="0000-1234567",
        )
        edits.save(self.request, actor=self.asker)

    def key_of(self, body: Any) -> str:
        """The key of an organisation in the city's files."""
        return next(key for key, each in self.city.organisations.items() if each.pk == body.pk)

    def submit(self) -> None:
        sharing.submit(self.request, actor=self.asker)

    def withdraw(self) -> None:
        reason = "已通过其他渠道取得，不再申请。"
        sharing.withdraw(self.request, actor=self.asker, reason=reason)

    def send_back(self) -> None:
        reason = "补充需要的时间范围\n补充使用数据的业务系统名称"
        sharing.return_for_supplement(self.request, actor=self.clerk, reason=reason)

    def refile(self) -> None:
        self.request.refresh_from_db()
        self.request.scope = "全市范围，自2024年起，用于本单位业务管理系统"
        edits.save(self.request, actor=self.asker)
        self.submit()

    def ask(self) -> None:
        reason = "需要与业务处室核对共享条件。"
        sharing_extensions.ask_extension(self.request, actor=self.clerk, reason=reason)

    def grant(self) -> None:
        sharing_extensions.grant_extension(self.request, actor=self.authority)

    def decline(self) -> None:
        reason = "材料齐全，条件清楚，不需要延期。"
        sharing_extensions.decline_extension(self.request, actor=self.authority, reason=reason)

    def note(self) -> None:
        sharing_extensions.note_extension(self.request, actor=self.asker)

    def agree(self) -> None:
        sharing.agree(self.request, actor=self.clerk)

    def agree_with_extra(self) -> None:
        extra = "须经本单位分管负责人签字后方可使用。"
        sharing.agree(self.request, actor=self.clerk, extra_conditions=extra)

    def strike(self) -> None:
        sharing.review_extra_conditions(
            self.request, actor=self.second, verdict="struck",
            reason="目录未载明这一条件，也没有法律依据，阻碍共享，予以取消。",
        )  # fmt: skip

    def refuse_by_law(self) -> None:
        sharing.refuse(
            self.request, actor=self.clerk, reason="许可证附件含商业秘密，申请单位可以查询公开部分。",
            legal_basis="《排污许可管理条例》第二十三条",
        )  # fmt: skip

    def refuse_condition(self) -> None:
        sharing.refuse(
            self.request, actor=self.clerk, reason="申请的用途与目录载明的共享条件不符。",
            legal_basis="" if self.resource.sharing == "conditional" else "《中华人民共和国统计法》第九条",
            unmet_condition="用于履行职责所需的核验",
        )  # fmt: skip

    def provide(self) -> None:
        self.request.refresh_from_db()
        sharing_use.provide(
            self.request, actor=self.clerk, provided_on=self.request.status_since + timedelta(days=1)
            if self.request.status_since < self.chronicle.today else self.request.status_since,
            way=self.request.way, evidence=f"共享交换平台批次{self.request.pk:06d}",
        )  # fmt: skip

    def confirm(self) -> None:
        sharing_use.confirm(self.request, actor=self.asker)

    def use(self) -> None:
        self.request.refresh_from_db()
        sharing_use.record_use(
            self.request, actor=self.asker, used_from=self.request.provided_on,
            used_until=self.request.provided_on + timedelta(days=15), purpose=self.request.purpose,
            times=120 + self.request.pk * 37 % 900, volume="约 2 万条",
            result="减少群众重复提交材料，办理时限缩短一个工作日。",
        )  # fmt: skip

    def use_again(self) -> None:
        self.use()

    def end(self) -> None:
        reason = "评估工作完成，数据已按约定销毁。"
        sharing_use.end_use(self.request, actor=self.asker, reason=reason)

    def dispute(self) -> None:
        reason = "本单位履职确需这项数据，用途没有超出共享条件。"
        sharing_outcomes.raise_dispute(self.request, actor=self.asker, reason=reason)
