"""The procedure of an exit: public notice, report, return, closing (27号 第九条第六项、第十四条第九项)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.models import Attachment
from governance.transitions import Transition, TransitionError, step
from licensing import duties
from licensing.forms.exits import ExitReportForm, StopNoticeForm
from licensing.left_open import left_open
from licensing.models import Exit, StopNotice
from licensing.workflow.opening import product_names

Status = Exit.Status


@step(
    Transition(
        action="licensing.exit.announce",
        label=_("发布停止服务公告"),
        sources=frozenset({Status.OPENED}),
        target=Status.SETTLING,
        permission="licensing.announce_exit",
        clause=_("意见 第三条；27号 第十四条第九项"),
        starts_clock="lic.exit_report",
        form=StopNoticeForm,
    )
)
def announce_exit(exit: Exit, *, text: str, stops_on: date, actor: Any, on: date) -> None:
    """The public learns from which day the services stop; the report is due from here on."""
    _publish(exit, None, text=text, stops_on=stops_on, actor=actor, on=on)


@step(
    Transition(
        action="licensing.exit.correct_notice",
        label=_("更正停止服务公告"),
        sources=frozenset({Status.SETTLING, Status.RETURNED}),
        target=None,
        permission="licensing.announce_exit",
        clause=_("意见 第三条；27号 第十四条第九项"),
        needs_reason=True,
        is_duty=False,
        form=StopNoticeForm,
    )
)
def correct_notice(exit: Exit, *, text: str, stops_on: date, actor: Any, on: date) -> None:
    """A published notice stands; a corrected one follows it and says so."""
    _publish(exit, exit.notices.latest("pk"), text=text, stops_on=stops_on, actor=actor, on=on)


def _publish(
    exit: Exit, before: StopNotice | None, *, text: str, stops_on: date, actor: Any, on: date
) -> None:
    if stops_on < exit.began_on:
        raise TransitionError(
            _("停止服务日期不能早于授权结束之日 %(day)s，请改正日期。") % {"day": exit.began_on}
        )
    notice = StopNotice(
        exit=exit, licence=exit.licence, text=text.strip(), stops_on=stops_on, published_on=on, corrects=before,
        products="\n".join(product_names(exit.licence)), created_by=actor,
    )  # fmt: skip
    notice.full_clean()
    notice.save(force_insert=True)


@step(
    Transition(
        action="licensing.exit.report",
        label=_("报送退出报告"),
        sources=frozenset({Status.SETTLING, Status.RETURNED}),
        target=Status.REPORTED,
        permission="licensing.report_exit",
        owed=duties.with_every_task_settled,
        clause=_("27号 第九条第六项、第十四条第九项"),
        starts_clock="lic.exit_close",
        form=ExitReportForm,
    )
)
def report_exit(
    exit: Exit, *, report: str, report_file: UploadedFile, actor: Any, on: date
) -> dict[str, object]:
    """The implementing body reports that everything is settled; what is not is named."""
    faults = left_open(exit.licence)
    if faults:
        raise TransitionError(
            _("还有事项没有办结，不能报送退出报告：%(faults)s。请先办结这些事项。")
            % {"faults": "；".join(each.words for each in faults)}
        )
    return {
        "report": report.strip(),
        "report_file": Attachment.objects.keep(report_file, by=actor),
        "reported_by_id": actor.pk,
        "reported_on": on,
    }


@step(
    Transition(
        action="licensing.exit.return",
        label=_("退回补办"),
        sources=frozenset({Status.REPORTED}),
        target=Status.RETURNED,
        permission="licensing.return_exit",
        clause=_("27号 第九条第六项、第十四条第九项"),
        needs_reason=True,
        is_duty=False,
        starts_clock="lic.exit_redo",
    )
)
def return_exit(exit: Exit) -> None:
    """The regulator finds something amiss; tasks may be opened again."""


@step(
    Transition(
        action="licensing.exit.close",
        label=_("办结"),
        sources=frozenset({Status.REPORTED}),
        target=Status.CLOSED,
        permission="licensing.close_exit",
        clause=_("意见 第三条；27号 第十四条第九项"),
        is_duty=False,
        is_consequence=True,
    )
)
def close_exit(exit: Exit, *, actor: Any, on: date) -> dict[str, object]:
    """Closed with its licence."""
    return {"closed_by_id": actor.pk, "closed_on": on}
