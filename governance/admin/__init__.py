"""The doors of the shared admin site: admin classes, inlines and actions that ask the policies and call the steps."""

from governance.admin import checks
from governance.admin.calendar import WorkdayYearAdmin
from governance.admin.inlines import PolicyInline, PolicyStackedInline
from governance.admin.packages import AuditPackageAdmin
from governance.admin.policy_admin import PolicyAdmin
from governance.admin.registered import AuditEventAdmin
from governance.admin.steps import step_action
from governance.exports.admin import ExportFileAdmin
from governance.imports.admin import ImportBatchAdmin

__all__ = [
    "AuditEventAdmin",
    "AuditPackageAdmin",
    "ExportFileAdmin",
    "ImportBatchAdmin",
    "PolicyAdmin",
    "PolicyInline",
    "PolicyStackedInline",
    "WorkdayYearAdmin",
    "checks",
    "step_action",
]
