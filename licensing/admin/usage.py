"""Usage reports, their rows and metered batches in the shared site (27号 第十九条)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin, PolicyInline, step_action
from licensing.admin.bases import PartsOfDraft
from licensing.admin.usage_workbook import WorkbookPages
from licensing.models import UsageBatch, UsageEntry, UsageReport
from licensing.workflow import usage

RETURNED_FOR = (
    _("数据与计量记录不一致，请核对后重新报送。"),
    _("与上期相差较大，请在说明中写明原因。"),
    _("产品不全，请补充本期在售的全部产品。"),
)


class UsageEntryInline(PartsOfDraft, PolicyInline):
    model = UsageEntry
    fields = (
        "product", "purpose", "deliveries", "volume", "users", "free_quantity", "revenue", "metered", "note", "marked",
    )  # fmt: skip
    readonly_fields = ("metered", "marked")
    autocomplete_fields = ("product",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """None to begin with: prefilling makes the rows; one more where the report is open."""
        return 1 if obj and self._is_open(request, obj) else 0

    @admin.display(description=_("退回意见"))
    def marked(self, entry: UsageEntry) -> str:
        """What is to be mended in this row."""
        return str(entry.report.marks.get(str(entry.pk), "")) if entry.pk else ""


@admin.register(UsageReport)
class UsageReportAdmin(WorkbookPages):
    list_display = (
        "licence", "period", "revision", "status", "owed_on", "submitted_on", "timeliness", "due_on",
    )  # fmt: skip
    list_filter = (
        "status", "granularity", "year", ("licence", admin.RelatedOnlyFieldListFilter),
        ("licence__operator", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number", "licence__operator__name")
    autocomplete_fields = ("licence",)
    inlines = (UsageEntryInline,)
    fieldsets = (
        (None, {"fields": ("status", "licence", "granularity", "year", "number", "is_nil")}),
        (
            _("办理"),
            {
                "fields": (
                    "starts_on", "ends_on", "owed_on", "revision", "replaces", "correction_reason", "return_reason",
                    "submitted_by", "submitted_on", "accepted_by", "accepted_on",
                )
            },
        ),
    )  # fmt: skip
    actions = (
        step_action(usage.prefill_report),
        step_action(usage.submit_report),
        step_action(usage.return_report),
        step_action(usage.accept_report),
        step_action(usage.correct_report),
    )
    standard_reasons = {"return": RETURNED_FOR}

    @admin.display(description=_("报告期间"), ordering="starts_on")
    def period(self, report: UsageReport) -> str:
        """The period in words."""
        return report.period_words

    @admin.display(description=_("是否按期"))
    def timeliness(self, report: UsageReport) -> str:
        """Whether it came in time."""
        if report.is_late is None:
            return "–"
        return str(_("逾期")) if report.is_late else str(_("按期"))


@admin.register(UsageEntry)
class UsageEntryAdmin(PolicyAdmin):
    """The rows of all reports that the person may see: who used what for which purpose."""

    list_display = ("product", "operator", "purpose", "report", "deliveries", "users", "revenue")
    list_filter = (
        "purpose", "report__status", "report__year", ("product", admin.RelatedOnlyFieldListFilter),
        ("licence__operator", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("product", "licence__operator", "report__licence")
    search_fields = ("product__name", "licence__operator__name", "licence__number")
    autocomplete_fields = ("report", "product")
    fields = (
        "report", "product", "purpose", "deliveries", "volume", "users", "free_quantity", "revenue", "metered", "note",
    )  # fmt: skip
    readonly_fields = ("metered",)

    @admin.display(description=_("运营机构"))
    def operator(self, entry: UsageEntry) -> str:
        """Who operates."""
        return entry.licence.operator.name


@admin.register(UsageBatch)
class UsageBatchAdmin(PolicyAdmin):
    """Batches come over the machine interface or by command; here they are looked at."""

    list_display = ("licence", "key", "rows", "refused", "first_at", "last_at", "created_at")
    list_filter = (("licence", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("licence",)
    search_fields = ("key", "licence__number", "licence__name")
    fields = readonly_fields = (
        "licence", "key", "rows", "refused", "size", "first_at", "last_at", "digest", "created_by", "created_at",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody types a batch."""
        return False
