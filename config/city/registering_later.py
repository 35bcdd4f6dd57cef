"""What became of registrations in the city: changed, corrected, cancelled, renewed, expired, revoked (26号)."""

from datetime import date
from functools import partial
from typing import Any

from accounts.models import User
from catalog.models import Registration, Revocation
from catalog.workflow import applications, beginnings, daily, registrations, revocations
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.registering import Filing
from governance import edits
from governance.clock import today

PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "send_back"),
    "in_review": ("submit", "accept"),
    "withdrawn": ("submit", "withdraw"),
    "notice": ("submit", "accept", "review", "announce"),
    "finished": ("submit", "accept", "review", "announce", "finish"),
    "verified": ("verify",),
    "revoked": ("verify", "revoke"),
    "dropped": ("drop",),
}
DAYS_LATER = {
    "submit": 1, "send_back": 3, "accept": 2, "withdraw": 4, "review": 6, "announce": 7, "finish": 19, "verify": 3,
    "revoke": 6, "drop": 5,
}  # fmt: skip
FINISH = {
    "change": registrations.assign_code,
    "renewal": registrations.assign_code,
    "correction": registrations.correct,
    "cancellation": registrations.cancel,
}
SUMMARY = {
    "change": "新增夜间时段数据，数据规模扩大（演示）。",
    "correction": "登记的数据规模有误（演示）。",
    "cancellation": "来源系统停用，数据不再产生（演示）。",
}


def tell(city: City, chronicle: Chronicle) -> None:
    """Write what followed the registrations, and the daily runs by which they expire."""
    for row in rows("later_registrations.csv"):
        kind = _Case if row["kind"] == "revocation" else _Later
        kind(city, row).tell(chronicle)
    # The nightly run of the weeks in which the oldest registrations come to their end.
    for back in (*range(60, 0, -5), 0):
        on = chronicle.working_days_ago(back)
        chronicle.on(on, partial(pass_the_night, on))


def pass_the_night(on: date) -> None:
    """What the daily run does for registrations."""
    job = User.objects.service_account("scheduler")
    daily.open_renewals(job, on)
    daily.expire_registrations(job, on)
    daily.close_notices(job, on)


class _Later(Filing):
    """One application about a registration."""

    def tell(self, chronicle: Chronicle) -> None:
        """Begun on the day, then as far as the story says."""
        begun_on = chronicle.working_days_ago(int(self.row["back"]))
        chronicle.on(begun_on, self.begin)
        for name in PATHS[self.row["until"]]:
            chronicle.on(chronicle.after(begun_on, DAYS_LATER[name]), getattr(self, name))

    @property
    def registration(self) -> Registration:
        """The registration in force."""
        return Registration.objects.filter(data_name=self.row["title"], status="active").earliest(
            "pk"
        )

    def begin(self) -> None:
        """The registrant, or somebody whose right is touched, begins with the blocks as they stand."""
        kind, about = self.row["kind"], self.registration
        asked = {"change_summary": SUMMARY[kind]} if kind in SUMMARY else {}
        if kind == "cancellation":
            asked["cancellation_ground"] = "lost"
        step: Any = getattr(beginnings, f"begin_{kind}")
        step(about, actor=self.clerk, **asked)
        self.application = about.later_applications.latest("pk")
        if kind in ("change", "correction"):
            self.rewrite()

    def rewrite(self) -> None:
        """What changes."""
        self.application.volume = "约 3.5 万条"
        if self.row["claimed"]:
            self.application.is_by_interested_party = True
            self.application.applicant = self.application.registrant
            self.application.interested_party = self.row["claimed"]
            self.application.interest = "协会公布的监测数据与登记内容有关。"
            self.application.error_evidence = "监测站点台账复印件两页，载明的数据规模不同。"
        edits.save(self.application, actor=self.clerk)

    def announce(self) -> None:
        """Only where the practice asks the public."""
        if self.application.needs_notice:
            super().announce()

    def finish(self) -> None:
        """Coded, corrected or cancelled."""
        self.application.refresh_from_db()
        FINISH[self.row["kind"]](self.application, actor=self.desk[0])

    def send_back(self) -> None:
        """At one field, in a standard phrase."""
        applications.return_for_supplement(
            self.application,
            actor=self.desk[0],
            reason="",
            volume="与所附材料不一致，请核对后重新填写。",
        )


class _Case(_Later):
    """One revocation by the registry."""

    def begin(self) -> None:
        """Somebody at the registry writes down what was found."""
        self.case = Revocation(
            registration=self.registration,
            ground="false_material",
            facts=f"{today()}抽查发现，存证证明与存证机构的底档不符（演示）。",
        )
        edits.save(self.case, actor=self.desk[0])

    def verify(self) -> None:
        """A second look."""
        revocations.verify(self.case, actor=self.desk[1], reason="经向存证机构核实，事实属实。")

    def revoke(self) -> None:
        """A third person decides."""
        revocations.revoke(self.case, actor=self.desk[2], reason="事实清楚，证据充分，撤销登记。")

    def drop(self) -> None:
        """It was a mistake of the clerk."""
        revocations.drop(
            self.case, actor=self.desk[2], reason="经核实，系笔误，已经改正，不予撤销。"
        )
