"""The roles that a person may hold in an organisation (regulations §14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One role per duty of the rules; the last three are the 三员 of the classified protection scheme."""

    AUTHORITY = "AUTHORITY", _("数据主管部门")
    PROVIDER = "PROVIDER", _("数据提供单位")
    REGISTRY = "REGISTRY", _("登记机构")
    IMPLEMENTING_BODY = "IMPLEMENTING_BODY", _("实施机构")
    OPERATOR = "OPERATOR", _("运营机构")
    PRICE_AUTHORITY = "PRICE_AUTHORITY", _("价格主管部门")
    AUDITOR = "AUDITOR", _("审计机关")
    EVALUATOR = "EVALUATOR", _("第三方评估机构")
    SYSTEM_ADMIN = "SYSTEM_ADMIN", _("系统管理员")
    SECURITY_ADMIN = "SECURITY_ADMIN", _("安全管理员")
    AUDIT_ADMIN = "AUDIT_ADMIN", _("审计管理员")


#: 三员: never two of them on one person at one time (I-34).
THREE_ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
#: Whose office is to see who holds which account and role.
OVERSEERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR)
