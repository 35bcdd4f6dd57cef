"""Applications about a registration that stands, of every kind and in each state, brought there by the steps."""

from collections.abc import Callable
from datetime import date
from typing import Any

from catalog.models import Registration, RegistrationApplication, Revocation
from catalog.workflow import applications, beginnings, objections, registrations, revocations
from governance import edits
from tests.factories import catalog
from tests.factories.catalog import Desk, day_after_notice, desk, objection, passed_internal_review

#: A registration of ``DAY`` has been coded by then.
LATER = date(2026, 4, 1)
#: Within the last sixty days of a registration of ``DAY``, which ends on 2029-03-17.
IN_WINDOW = date(2029, 2, 1)
KINDS = ("change", "correction", "cancellation", "renewal")
#: What the desk does last, by kind.
FINISH = {
    "first": registrations.assign_code,
    "change": registrations.assign_code,
    "renewal": registrations.assign_code,
    "correction": registrations.correct,
    "cancellation": registrations.cancel,
}
#: The states that an application of the kind passes, as its path from the draft.
PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "send_back"),
    "refused": ("submit", "refuse"),
    "in_review": ("submit", "accept"),
    "failed": ("submit", "accept", "fail"),
    "reviewed": ("submit", "accept", "review"),
    "notice": ("submit", "accept", "review", "announce"),
    "objected": ("submit", "accept", "review", "announce", "object"),
    "terminated": ("submit", "accept", "review", "announce", "object", "uphold"),
    "withdrawn": ("submit", "withdraw"),
    "finished": ("submit", "accept", "review", "finish"),
}


def day_of(kind: str) -> date:
    """A day on which an application of the kind is in order."""
    return IN_WINDOW if kind == "renewal" else LATER


def begun(
    kind: str, *, by: Desk, registration: Registration | None = None, on: date | None = None
) -> RegistrationApplication:
    """A draft about a registration, its blocks filled in as they stand."""
    about = registration or catalog.active_registration(by=by)
    steps: dict[str, tuple[Any, dict[str, Any]]] = {
        "change": (beginnings.begin_change, {"change_summary": "新增夜间泊位数据。"}),
        "correction": (beginnings.begin_correction, {"change_summary": "数据规模登记有误。"}),
        "cancellation": (
            beginnings.begin_cancellation,
            {"cancellation_ground": "lost", "change_summary": "系统停用，数据已经灭失。"},
        ),
        "renewal": (beginnings.begin_renewal, {}),
    }
    step, asked = steps[kind]
    step(about, actor=by.clerk, on=on or day_of(kind), **asked)
    application: RegistrationApplication = about.later_applications.latest("pk")
    if kind in ("change", "correction"):
        application.volume = "约3万条"
        edits.save(application, actor=by.clerk)
    return application


class Walk:
    """Takes one application along its path, each step by whose office it is."""

    def __init__(self, application: RegistrationApplication, by: Desk, on: date) -> None:
        self.application, self.by, self.on = application, by, on

    def to(self, state: str) -> RegistrationApplication:
        """As far as the state."""
        for name in PATHS[state]:
            act: Callable[[], Any] = getattr(self, name)
            act()
            self.application.refresh_from_db()
        return self.application

    def submit(self) -> None:
        """Reviewed inside, signed and filed."""
        passed_internal_review(self.application, by=self.by, on=self.on)
        applications.submit(self.application, actor=self.by.clerk, on=self.on)

    def send_back(self) -> None:
        """At two fields."""
        applications.return_for_supplement(
            self.application, actor=self.by.receiver, on=self.on, reason="补充评估报告",
            spatial_range="未填写，请补充。",
        )  # fmt: skip

    def refuse(self) -> None:
        """With the reason."""
        applications.refuse(
            self.application, actor=self.by.receiver, on=self.on, reason="不属于登记范围。"
        )

    def accept(self) -> None:
        """By the receiver."""
        applications.accept(self.application, actor=self.by.receiver, on=self.on)

    def review(self) -> None:
        """By the reviewer."""
        applications.review(self.application, actor=self.by.reviewer, on=self.on)

    def fail(self) -> None:
        """With the reason."""
        applications.fail_review(
            self.application, actor=self.by.reviewer, on=self.on, reason="与存证不一致。"
        )

    def announce(self) -> None:
        """Where the practice asks for a notice, or as if it did."""
        RegistrationApplication.objects.filter(pk=self.application.pk).update(needs_notice=True)
        registrations.give_notice(self.application, actor=self.by.receiver, on=self.on)

    def object(self) -> None:
        """By a visitor."""
        objection(self.application, on=self.on)

    def uphold(self) -> None:
        """By the decider."""
        raised = self.application.notice.objections.get()
        objections.uphold(raised, actor=self.by.decider, on=self.on, reason="异议成立。")

    def withdraw(self) -> None:
        """By whoever filed."""
        applications.withdraw(
            self.application, actor=self.by.clerk, on=self.on, reason="重新准备。"
        )

    def finish(self) -> None:
        """After the notice where one is due."""
        on = self.on
        if self.application.needs_notice:
            self.announce()
            self.application.refresh_from_db()
            on = day_after_notice(self.application)
        FINISH[self.application.kind](self.application, actor=self.by.receiver, on=on)


def application_of(
    kind: str, state: str, *, by: Desk | None = None, registration: Registration | None = None,
    on: date | None = None,
) -> RegistrationApplication:  # fmt: skip
    """An application of any later kind in any state."""
    by = by or desk()
    day = on or day_of(kind)
    draft = begun(kind, by=by, registration=registration, on=day)
    return Walk(draft, by, day).to(state)


def claimed_correction(
    *, by: Desk, registration: Registration | None = None, applicant: Any = None, **over: Any
) -> RegistrationApplication:
    """A correction asked for by an interested party, as a draft."""
    about = registration or catalog.active_registration(by=by)
    draft = begun("correction", by=by, registration=about)
    terms = {
        "is_by_interested_party": True,
        "applicant": applicant,
        "interested_party": "云州停车服务有限公司",
        "interest": "登记内容涉及本公司经营的停车场。",
        "error_evidence": "经营许可证载明泊位数为120个。",
    } | over
    RegistrationApplication.objects.filter(pk=draft.pk).update(**terms)
    draft.refresh_from_db()
    return draft


def opened_revocation(*, by: Desk, registration: Registration | None = None) -> Revocation:
    """A case that the registry has opened against a registration."""
    revocation = Revocation(
        registration=registration or catalog.active_registration(by=by),
        ground="false_material",
        facts="存证证明系伪造。",
    )
    edits.save(revocation, actor=by.receiver)
    return revocation


def verified_revocation(*, by: Desk, registration: Registration | None = None) -> Revocation:
    """Found to be true."""
    revocation = opened_revocation(by=by, registration=registration)
    revocations.verify(revocation, actor=by.reviewer, on=LATER, reason="向存证机构核实属实。")
    return revocation


def revoked_registration(*, by: Desk) -> Registration:
    """Ended by the registry."""
    revocation = verified_revocation(by=by)
    revocations.revoke(revocation, actor=by.decider, on=LATER, reason="事实清楚，撤销登记。")
    registration: Registration = revocation.registration
    registration.refresh_from_db()
    return registration
