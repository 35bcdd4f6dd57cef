"""The evaluation table and its parts as files."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, DetailSheet, declare, declare_details
from licensing.models import (
    Evaluation,
    EvaluationIndicator,
    EvaluationObjection,
    EvaluationScheme,
    EvaluationScore,
)

declare(
    Evaluation,
    Column(_("授权名称"), "licence__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("评价年度"), "year"),
    Column(_("评价主体"), "kind"),
    Column(_("第三方评估机构"), "evaluator__name"),
    Column(_("状态"), "status"),
    Column(_("总分"), "total"),
    Column(_("等次"), "grade"),
    Column(_("评价结论"), "summary"),
    Column(_("与其他评价的差异说明"), "differences"),
    Column(_("公布日期"), "published_on"),
    Column(_("后续处理"), "follow_up"),
)
declare_details(
    Evaluation,
    DetailSheet(
        title="得分",
        model=EvaluationScore,
        link="evaluation",
        columns=(
            Column(_("授权名称"), "evaluation__licence__name"),
            Column(_("评价年度"), "evaluation__year"),
            Column(_("评价主体"), "evaluation__kind"),
            Column(_("指标"), "indicator__name"),
            Column(_("权重"), "indicator__weight"),
            Column(_("得分"), "score"),
            Column(_("取数依据"), "facts"),
        ),
    ),
)

declare(
    EvaluationScheme,
    Column(_("名称"), "name"),
    Column(_("监管部门"), "regulator__name"),
    Column(_("状态"), "status"),
    Column(_("优秀起点"), "excellent_from"),
    Column(_("良好起点"), "good_from"),
    Column(_("合格起点"), "pass_from"),
    Column(_("启用日期"), "adopted_on"),
)
declare_details(
    EvaluationScheme,
    DetailSheet(
        title="指标",
        model=EvaluationIndicator,
        link="scheme",
        columns=(
            Column(_("成效评价指标体系"), "scheme__name"),
            Column(_("指标"), "name"),
            Column(_("权重"), "weight"),
            Column(_("取数方式"), "measure"),
            Column(_("满分目标或者每次扣分"), "target"),
            Column(_("评分办法"), "method"),
        ),
    ),
)

declare(
    EvaluationObjection,
    Column(_("授权名称"), "evaluation__licence__name"),
    Column(_("评价年度"), "evaluation__year"),
    Column(_("评价主体"), "evaluation__kind"),
    Column(_("异议和理由"), "statement"),
    Column(_("状态"), "status"),
    Column(_("办理期限"), "due_on"),
    Column(_("答复"), "reply"),
    Column(_("答复日期"), "decided_on"),
)
