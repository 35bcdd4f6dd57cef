"""What citizens of the city found wrong and asked for, a case in each state, and the scores (clauses 二, 四)."""

from typing import Any

from accounts.models import User
from catalog.models import DataResource
from catalog.workflow import issues, requests, scoring
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from governance.actors import VISITOR

_ANSWERED = ("accept", "mark", "verify")
_ASSIGNED = ("accept", "assign")
#: What each outcome has gone through; each step some working days after the first word.
ISSUE_PATHS: dict[str, tuple[str, ...]] = {
    "filed": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "marked": ("accept", "mark"),
    "verified": _ANSWERED,
    "corrected": (*_ANSWERED, "correct"),
    "rejected": (*_ANSWERED, "reject"),
    "unmarked": (*_ANSWERED, "correct", "unmark"),
    "closed": (*_ANSWERED, "correct", "unmark", "close"),
    "closed_rejected": (*_ANSWERED, "reject", "unmark", "close"),
}
REQUEST_PATHS: dict[str, tuple[str, ...]] = {
    "filed": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "assigned": _ASSIGNED,
    "opened": (*_ASSIGNED, "open_data"),
    "partly": (*_ASSIGNED, "open_partly"),
    "refused": (*_ASSIGNED, "refuse"),
    "replied": (*_ASSIGNED, "open_data", "publish_reply"),
    "replied_partly": (*_ASSIGNED, "open_partly", "publish_reply"),
    "closed": (*_ASSIGNED, "open_data", "publish_reply", "close"),
    "closed_refused": (*_ASSIGNED, "refuse", "publish_reply", "close"),
}
DAYS_AFTER_FILING = {
    "accept": 1, "decline": 2, "mark": 2, "assign": 2, "verify": 5, "correct": 8, "reject": 8, "open_data": 9,
    "open_partly": 9, "refuse": 9, "unmark": 9, "publish_reply": 12, "close": 14,
}  # fmt: skip


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the citizens' words and their answers into the chronicle, and score the city as it stands."""
    for row in rows("quality_issues.csv"):
        _Issue(city, row).tell(chronicle, ISSUE_PATHS)
    for row in rows("data_requests.csv"):
        _Request(city, row).tell(chronicle, REQUEST_PATHS)
    chronicle.on(
        chronicle.today,
        lambda: scoring.rebuild_all(DataResource.objects.all(), on=chronicle.today),
    )


class _Case:
    """One case on its way."""

    def __init__(self, city: City, row: dict[str, str]) -> None:
        self.city, self.row = city, row
        self.case: Any = None

    @property
    def officer(self) -> User:
        """Who answers for the bureau."""
        return self.city.provider_of(self.row["provider"])

    @property
    def resource(self) -> DataResource:
        """The resource of the story, as it is now."""
        resource: DataResource = self.city.things[self.row["resource"]]
        resource.refresh_from_db()
        return resource

    def tell(self, chronicle: Chronicle, paths: dict[str, tuple[str, ...]]) -> None:
        """File on the day, then go as far as the story says."""
        filed_on = chronicle.working_days_ago(int(self.row["back"]))
        chronicle.on(filed_on, lambda: self.file(chronicle))
        for name in paths[self.row["until"]]:
            chronicle.on(chronicle.after(filed_on, DAYS_AFTER_FILING[name]), getattr(self, name))

    def file(self, chronicle: Chronicle) -> None:
        """Somebody writes to the city."""
        raise NotImplementedError


class _Issue(_Case):
    """A quality issue."""

    def file(self, chronicle: Chronicle) -> None:
        """From the public page; one in two leaves an address."""
        contact = "" if int(self.row["back"]) % 2 else "citizen@yunzhou.example"
        filed_on = chronicle.working_days_ago(int(self.row["back"]))
        self.case, _is_new = issues.report(
            self.resource,
            actor=VISITOR,
            on=filed_on,
            kind=self.row["kind"],
            description=self.row["description"],
            contact=contact,
        )

    def accept(self) -> None:
        issues.accept(self.case, actor=self.officer)

    def decline(self) -> None:
        issues.decline(self.case, actor=self.officer, reason=self.row["answer"])

    def mark(self) -> None:
        words = "有人对这项数据提出异议，提供单位正在核实，使用时请注意。"
        issues.mark(self.case, actor=self.officer, mark_words=words)

    def verify(self) -> None:
        issues.verify(self.case, actor=self.officer, finding="已与来源系统和现场情况核对。")
        if self.row["escalated"]:
            authority = self.city.person("lin.yuan")
            issues.escalate(self.case, actor=authority, reason="已临近答复期限，请尽快答复。")

    def correct(self) -> None:
        issues.correct(self.case, actor=self.officer, answer=self.row["answer"])

    def reject(self) -> None:
        issues.reject(self.case, actor=self.officer, reason=self.row["answer"])

    def unmark(self) -> None:
        issues.unmark(self.case, actor=self.officer)

    def close(self) -> None:
        issues.close(self.case, actor=self.officer)


class _Request(_Case):
    """A data request."""

    @property
    def desk(self) -> User:
        """Who receives requests at the data authority."""
        return self.city.person("he.jing")

    def file(self, chronicle: Chronicle) -> None:
        """From the public page; one in two leaves an address."""
        contact = "" if int(self.row["back"]) % 2 else "citizen@yunzhou.example"
        filed_on = chronicle.working_days_ago(int(self.row["back"]))
        words = {name: self.row[name] for name in ("title", "purpose", "theme")}
        self.case, _is_new = requests.ask(actor=VISITOR, on=filed_on, contact=contact, **words)

    def accept(self) -> None:
        is_livelihood = bool(self.row["livelihood"])
        requests.accept(self.case, actor=self.desk, is_livelihood=is_livelihood)

    def decline(self) -> None:
        requests.decline(self.case, actor=self.desk, reason=self.row["reply"])

    def assign(self) -> None:
        requests.assign(self.case, actor=self.desk, bureau=self.city.body(self.row["provider"]))

    def open_data(self) -> None:
        opinion = "已有同类资源向社会开放，可以满足需求。"
        requests.open_data(self.case, actor=self.officer, resource=self.resource, opinion=opinion)

    def open_partly(self) -> None:
        opinion = "不含个人信息的部分已经开放，明细含个人信息，不予开放。"
        requests.open_partly(self.case, actor=self.officer, resource=self.resource, opinion=opinion)

    def refuse(self) -> None:
        reason = "所需内容涉及个人信息或者商业秘密，依法不予开放。"
        requests.refuse(self.case, actor=self.officer, reason=reason)

    def publish_reply(self) -> None:
        requests.publish_reply(self.case, actor=self.desk, reply=self.row["reply"])

    def close(self) -> None:
        requests.close(self.case, actor=self.desk)
