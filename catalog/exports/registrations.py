"""The ledgers of registration as files: terms, ends and judgements of every stage (26号 第十条至第十三条)."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from catalog.ledger import STAGES, Stage, done_on, due_on, receipt_number, told_outcome
from catalog.models import RegistrationApplication
from governance.exports import Column, declare


def _stage_columns(stage: Stage) -> tuple[Column, ...]:
    """Term, end and judgement of one stage, as of the day of the export."""
    title = {"stage": stage.title}
    return (
        Column(_("%(stage)s期限") % title, f"{stage.key}_due_on", partial(due_on, stage)),
        Column(_("%(stage)s办结日期") % title, f"{stage.key}_done_on", partial(done_on, stage)),
        Column(
            _("%(stage)s是否按期") % title, f"{stage.key}_outcome", partial(told_outcome, stage)
        ),
    )


#: The ledger of registrations (登记台账), one application a line.
declare(
    RegistrationApplication,
    Column(_("申请编号"), "receipt", receipt_number),
    Column(_("登记类型"), "kind"),
    Column(_("登记对象"), "subject_kind"),
    Column(_("登记数据名称"), "data_name"),
    Column(_("登记主体"), "registrant__name"),
    Column(_("登记机构"), "registry__name"),
    Column(_("状态"), "status"),
    Column(_("提交次数"), "submission"),
    Column(_("首次收到日期"), "first_received_on"),
    Column(_("收到日期"), "received_on"),
    Column(_("受理日期"), "accepted_on"),
    Column(_("形式审核日期"), "reviewed_on"),
    Column(_("公示开始日期"), "notice__starts_on"),
    Column(_("公示截止日期"), "notice__ends_on"),
    Column(_("登记编号"), "registration__number"),
    Column(_("赋码日期"), "registration__coded_on"),
    Column(_("有效期止"), "registration__valid_to"),
    Column(_("办理结果的理由"), "outcome_reason"),
    *(column for stage in STAGES for column in _stage_columns(stage)),
    Column(_("现在的办理期限"), "due_on"),
)
