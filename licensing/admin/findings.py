"""Findings and what became of them in the shared site (27号 第二十一条; 意见（三）)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalog.admin.cases import OverdueFilter
from governance import clock
from governance.admin import PolicyAdmin, step_action
from licensing.admin.filters import OpenFilter
from licensing.admin.further import step_links
from licensing.models import Finding, Rectification
from licensing.workflow import ends, rectifications

COPIED = ("inspection", "text", "basis", "method")
OWN = ("result", "what", "responsible", "evidence")


class LateFilter(admin.SimpleListFilter):
    """Findings by what became of them."""

    title = _("整改情况")
    parameter_name = "put_right"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Late, under way, done."""
        return [("late", _("逾期未整改")), ("open", _("整改中")), ("done", _("已验收"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the order that came of the finding."""
        orders = {
            "late": Rectification.objects.overdue(clock.today()),
            "open": Rectification.objects.open(),
            "done": Rectification.objects.filter(status=Rectification.Status.VERIFIED),
        }.get(str(self.value()))
        return queryset if orders is None else queryset.filter(rectification__in=orders)


@admin.register(Finding)
class FindingAdmin(PolicyAdmin):
    list_display = ("text", "inspection", "result", "responsible", "basis")
    list_filter = ("result", LateFilter, ("inspection", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("inspection__licence",)
    search_fields = ("text", "what", "responsible")
    autocomplete_fields = ("inspection",)
    fields = (*COPIED, *OWN)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the list asks stands as it was asked."""
        return COPIED if obj else ()


@admin.register(Rectification)
class RectificationAdmin(PolicyAdmin):
    list_display = (
        "what_is_wrong", "licence", "ordered_on", "status", "due_on", "suspension_suggested_on",
    )  # fmt: skip
    list_filter = (
        "status", OpenFilter, OverdueFilter, ("licence", admin.RelatedOnlyFieldListFilter),
        ("finding__inspection", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("licence", "finding")
    search_fields = ("finding__text", "licence__name", "licence__number")
    fieldsets = (
        (_("责令整改"), {"fields": ("status", "licence", "finding", "finding_says", "ordered_on", "extended_from",
                                 "extension_reason")}),
        (_("整改"), {"fields": ("plan", "planned_on", "done", "done_on", "done_by", "evidence")}),
        (_("处理"), {"fields": ("suspension_suggested_on", "decided_by", "decided_on", "decision", "further")}),
    )  # fmt: skip
    readonly_fields = ("finding_says", "further")
    standard_reasons = {
        "verify": (_("已查阅证明材料并现场核对，整改到位。"),),
        "return": (_("证明材料不足以说明已经整改。"),),
        "suggest_suspension": (_("整改期满仍未整改，继续使用有风险，建议中止授权。"),),
        "find_refusal": (_("经催告仍未整改，认定拒不整改。"),),
    }
    actions = (
        step_action(rectifications.extend_rectification),
        step_action(rectifications.verify_rectification),
        step_action(rectifications.suggest_suspension),
        step_action(rectifications.find_refusal),
    )

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The order, knowing who looks at it."""
        order = super().get_object(request, object_id, from_field)
        if order is not None:
            order.shown_to = request.user
        return order

    @admin.display(description=_("检查内容"), ordering="finding__text")
    def what_is_wrong(self, order: Rectification) -> str:
        """What is to be put right."""
        return order.finding.text

    @admin.display(description=_("发现的情况"))
    def finding_says(self, order: Rectification) -> str:
        """In the inspectors' words."""
        finding = order.finding
        return f"{finding.get_result_display()}：{finding.what}（{finding.responsible}）"

    @admin.display(description=_("可以采取的监管措施"))
    def further(self, order: Rectification) -> SafeString | str:
        """Suspension where it was suggested, revocation where putting right was refused."""
        user = getattr(order, "shown_to", None)
        if user is None:
            return "–"
        suspend = order.licence if order.suspension_suggested_on else None
        revoke = order.licence if order.status == Rectification.Status.REFUSED else None
        return step_links(user, ((ends.suspend_licence, suspend), (ends.revoke_licence, revoke)))
