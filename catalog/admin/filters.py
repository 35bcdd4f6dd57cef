"""What a data official looks for in the list of resources: codes to confirm, personal data, overdue grades."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.coding import CODED_FIELDS
from catalog.workflow.findings import open_findings
from governance.clock import today


def codes_to_confirm() -> Q:
    """Resources with words that no entry of their code list was found for."""
    unmatched = Q()
    for field in CODED_FIELDS:
        unmatched |= ~Q(**{field.words: ""}) & Q(**{field.entry: None})
    return unmatched


class AttentionFilter(admin.SimpleListFilter):
    """What is still to be settled."""

    title = _("待处理事项")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The kinds by name."""
        return [
            ("codes", _("代码待确认")),
            ("personal", _("个人信息待处理")),
            ("grade", _("分级复核逾期")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of one kind."""
        conditions = {
            "codes": codes_to_confirm(),
            "personal": open_findings(),
            "grade": Q(grade_review_by__lt=today(), status="published"),
        }
        value = self.value()
        return queryset.filter(conditions[value]) if value in conditions else queryset
