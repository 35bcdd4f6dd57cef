"""Agreements, their scope and their changes as files."""

from datetime import date

from django.db.models import Case, Q, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from governance.clock import today
from governance.exports import Column, declare
from licensing.models import Licence, LicenceChange, LicensedResource

#: What the public register tells of each licence (table T1).
PUBLIC_COLUMNS = (
    Column(_("协议编号"), "number"),
    Column(_("授权名称"), "name"),
    Column(_("运营机构"), "operator__name"),
    Column(_("统一社会信用代码"), "operator__uscc"),
    Column(_("实施机构"), "implementing_body__name"),
    Column(_("授权主体"), "authorising_body__name"),
    Column(_("监管部门"), "regulator__name"),
    Column(_("授权模式"), "mode"),
    Column(_("授权领域"), "domain"),
    Column(_("授权场景"), "scenario"),
    Column(_("授权内容"), "content"),
    Column(_("业务范围"), "business"),
    Column(_("起始日期"), "starts_on"),
    Column(_("截止日期"), "ends_on"),
    Column(_("独占授权"), "is_exclusive"),
    Column(_("使用地域"), "region__name"),
    Column(_("选择方式"), "selection"),
    Column(_("签订日期"), "signed_on"),
    Column(_("状态"), "standing", lambda: told_standing(today())),
    Column(_("结束日期"), "ended_on"),
)


def told_standing(on: date) -> Case:
    """The state of the day in words: the dates speak before the books do."""
    running = Q(status__in=Licence.RUNNING)
    return Case(
        When(running & Q(ends_on__lt=on), then=Value(str(_("已到期")))),
        When(
            Q(status=Licence.Status.IN_FORCE, starts_on__gt=on),
            then=Value(str(_("尚未到起始日"))),
        ),
        *(When(status=code, then=Value(str(label))) for code, label in Licence.Status.choices),
        output_field=TextField(),
    )


declare(
    Licence,
    *PUBLIC_COLUMNS,
    Column(_("会签部门"), "cosigner__name"),
    Column(_("承诺日期"), "undertaken_on"),
    Column(_("中止至"), "suspended_until"),
    Column(_("办理期限"), "due_on"),
)
declare(
    LicensedResource,
    Column(_("协议编号"), "licence__number"),
    Column(_("数据资源"), "resource__name"),
    Column(_("许可用途"), "purposes"),
    Column(_("使用限制"), "restrictions"),
    Column(_("独占授权"), "is_exclusive"),
    Column(_("列入日期"), "scope_from"),
    Column(_("在范围内截至"), "scope_until"),
)
declare(
    LicenceChange,
    Column(_("协议编号"), "licence__number"),
    Column(_("授权名称"), "licence__name"),
    Column(_("补充协议序号"), "serial"),
    Column(_("变更理由"), "grounds"),
    Column(_("变更生效日期"), "effective_on"),
    Column(_("新的截止日期"), "new_ends_on"),
    Column(_("新的业务范围"), "new_business"),
    Column(_("签订日期"), "signed_on"),
    Column(_("状态"), "status"),
)
