"""The ledgers of selections and of candidates as files (27号 第十二条)."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import Candidate, Scorer, Selection, SelectionChallenge

declare(
    Selection,
    Column(_("遴选名称"), "name"),
    Column(_("实施方案"), "scheme__name"),
    Column(_("实施机构"), "implementing_body__name"),
    Column(_("遴选方式"), "method"),
    Column(_("公告文号"), "notice_no"),
    Column(_("公告发布日期"), "published_on"),
    Column(_("申请截止时间"), "closes_at"),
    Column(_("拟选定单位"), "winner__name"),
    Column(_("候补单位"), "reserve__name"),
    Column(_("结果文号"), "result_no"),
    Column(_("结果公示日期"), "announced_on"),
    Column(_("结果公示截止日期"), "result_ends_on"),
    Column(_("选定日期"), "concluded_on"),
    Column(_("状态"), "status"),
    Column(_("失败或者取消的理由"), "outcome_reason"),
)
declare(
    Candidate,
    Column(_("申请编号"), "number"),
    Column(_("遴选名称"), "selection__name"),
    Column(_("申请单位名称"), "name"),
    Column(_("统一社会信用代码"), "uscc"),
    Column(_("收到时间"), "received_at"),
    Column(_("状态"), "status"),
    Column(_("总分"), "total"),
    Column(_("名次"), "rank"),
    Column(_("结果的理由"), "outcome_reason"),
)
declare(
    Scorer,
    Column(_("遴选名称"), "selection__name"),
    Column(_("评审轮次"), "round"),
    Column(_("评审人员"), "judge__name"),
    Column(_("状态"), "status"),
    Column(_("聘期截止日期"), "ends_on"),
    Column(_("签署日期"), "signed_on"),
)
declare(
    SelectionChallenge,
    Column(_("遴选名称"), "selection__name"),
    Column(_("提出日期"), "raised_on"),
    Column(_("质疑事项"), "claim"),
    Column(_("状态"), "status"),
    Column(_("答复日期"), "answered_on"),
    Column(_("答复"), "answer"),
)
