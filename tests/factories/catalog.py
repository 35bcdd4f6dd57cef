"""Applications and registrations in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from catalog.models import DataResource, Evidence, Objection, Registration, RegistrationApplication
from catalog.workflow import applications, objections, registrations
from governance.actors import VISITOR
from governance.deadlines import working_days_after
from tests.factories.resources import (
    DAY,
    Desk,
    abandoned_revision,
    approved_resource,
    approved_revision,
    at_desk,
    desk,
    draft_resource,
    draft_revision,
    merged_revision,
    published_resource,
    returned_resource,
    returned_revision,
    submitted_resource,
    submitted_revision,
    updating_resource,
    withdrawn_resource,
)

__all__ = (
    "AFTER_NOTICE",
    "DAY",
    "Desk",
    "abandoned_revision",
    "approved_resource",
    "approved_revision",
    "at_desk",
    "desk",
    "draft_resource",
    "draft_revision",
    "merged_revision",
    "published_resource",
    "returned_resource",
    "returned_revision",
    "submitted_resource",
    "submitted_revision",
    "updating_resource",
    "withdrawn_resource",
)

#: The first day on which a notice given on ``DAY`` is over.
AFTER_NOTICE = date(2026, 3, 17)


def _office(over: dict[str, Any]) -> Desk:
    """The desk of the provider whose resource is registered, else a new one."""
    resource = over.get("resource")
    return at_desk(resource) if resource is not None else desk()


def filled_in(by: Desk, resource: DataResource, on: date) -> dict[str, Any]:
    """The seven blocks of an application for a resource."""
    return {
        "registry": by.registry,
        "registrant": by.provider,
        "legal_representative": "钱二",
        "contact_name": "赵一",
        "contact_phone": "0000-1234567",
        "acquisition": "duty",
        "legal_basis": "《云州市停车场管理条例》第12条",
        "resource": resource,
        "data_name": resource.name,
        "data_abstract": resource.abstract,
        "grade": resource.grade,
        "formats": ["CSV"],
        "volume": "约2万条",
        "update_cycle": "monthly",
        "provision_mode": "接口和文件",
        "scenario": "停车诱导",
        "risk_assessor": "云州市信息安全测评中心",
        "risk_assessed_on": on,
        "risk_level": "low",
        "risk_conclusion": "风险可控，已采取访问控制和留痕措施。",
        "created_by": by.clerk,
    }


def draft_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Complete, with evidence, not yet reviewed by the registrant."""
    by = by or _office(over)
    resource = over.pop("resource", None) or published_resource(by=by, on=on)
    fields = filled_in(by, resource, on) | over
    application = RegistrationApplication.objects.create(**fields)
    Evidence.objects.create(
        application=application, digest="ab" * 32, institution="云州市公证处", preserved_on=on
    )
    return application


def internally_reviewed_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """A draft that may be filed."""
    by = by or _office(over)
    application = draft_application(by=by, on=on, **over)
    passed_internal_review(application, by=by, on=on)
    return application


def passed_internal_review(application: RegistrationApplication, *, by: Desk, on: date) -> None:
    """The registrant's own review and undertaking."""
    applications.pass_internal_review(
        application,
        actor=by.other_clerk,
        on=on,
        opinion="材料齐全，同意提交。",
        undertaking_signer="钱二",
        undertaking_signed_on=on,
    )


def submitted_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Filed with the registry."""
    by = by or _office(over)
    application = internally_reviewed_application(by=by, on=on, **over)
    applications.submit(application, actor=by.clerk, on=on)
    return application


def returned_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Sent back once with everything that is missing."""
    by = by or _office(over)
    application = submitted_application(by=by, on=on, **over)
    applications.return_for_supplement(
        application, actor=by.receiver, on=on, reason="补充空间范围\n补充评估报告"
    )
    return application


def refused_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Not accepted."""
    by = by or _office(over)
    application = submitted_application(by=by, on=on, **over)
    applications.refuse(application, actor=by.receiver, on=on, reason="不属于本机构登记范围。")
    return application


def withdrawn_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Given up by the registrant."""
    by = by or _office(over)
    application = submitted_application(by=by, on=on, **over)
    applications.withdraw(application, actor=by.clerk, on=on, reason="重新准备后再申请。")
    return application


def application_in_review(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Accepted."""
    by = by or _office(over)
    application = submitted_application(by=by, on=on, **over)
    applications.accept(application, actor=by.receiver, on=on)
    return application


def failed_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Not in order."""
    by = by or _office(over)
    application = application_in_review(by=by, on=on, **over)
    applications.fail_review(
        application, actor=by.reviewer, on=on, reason="存证编号与存证机构不符。"
    )
    return application


def reviewed_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """In order, to be put before the public."""
    by = by or _office(over)
    application = application_in_review(by=by, on=on, **over)
    applications.review(application, actor=by.reviewer, on=on)
    return application


def application_in_notice(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Before the public for ten working days."""
    by = by or _office(over)
    application = reviewed_application(by=by, on=on, **over)
    registrations.give_notice(application, actor=by.receiver, on=on)
    return application


def objection(
    application: RegistrationApplication, *, on: date = DAY, actor: Any = VISITOR, **over: Any
) -> Objection:
    """Somebody objects to the notice of an application."""
    words = {
        "real_name": "孙三",
        "contact": "sun@example.org",
        "claim": "泊位数与现场不符。",
        "evidence_statement": "2026年3月1日现场照片三张。",
    } | over
    objections.raise_objection(application, actor=actor, on=on, **words)
    return application.notice.objections.latest("pk")


def objected_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Stopped by an open objection."""
    application = application_in_notice(by=by, on=on, **over)
    objection(application, on=on)
    application.refresh_from_db()
    return application


def terminated_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Ended by an objection that held."""
    by = by or _office(over)
    application = objected_application(by=by, on=on, **over)
    raised = application.notice.objections.get()
    objections.uphold(raised, actor=by.decider, on=on, reason="经核实，异议成立。")
    application.refresh_from_db()
    return application


def coded_application(
    *, by: Desk | None = None, on: date = DAY, **over: Any
) -> RegistrationApplication:
    """Registered."""
    by = by or _office(over)
    application = application_in_notice(by=by, on=on, **over)
    registrations.assign_code(application, actor=by.receiver, on=day_after_notice(application))
    return application


def day_after_notice(application: RegistrationApplication) -> date:
    """The first working day on which coding is possible."""
    return working_days_after(application.notice.ends_on, 1).on


def active_registration(*, by: Desk | None = None, on: date = DAY, **over: Any) -> Registration:
    """A registration in force since shortly after ``on``."""
    return coded_application(by=by, on=on, **over).registration


def registered_resource(*, by: Desk | None = None, on: date = DAY, **over: Any) -> DataResource:
    """Published and registered; ``on`` is the day of its publication and filing."""
    by = by or _office(over)
    resource = published_resource(by=by, on=on, **over)
    coded_application(by=by, on=on, resource=resource)
    resource.refresh_from_db()
    return resource
