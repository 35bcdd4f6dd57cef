"""The list of resources narrowed to what one import created and changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.models import ImportBatch, ImportRow

LONGEST_NUMBER = 18


class FromBatchFilter(admin.SimpleListFilter):
    """The batch that the address names: the way here is the result of an import, and costs other lists nothing."""

    title = _("导入批次")
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The chosen batch, if this person may see it."""
        chosen = self._number(request.GET.get("batch", ""))
        if chosen is None:
            return []
        seen = ImportBatch.objects.visible_to(request.user).filter(pk=chosen)
        return [(str(pk), f"{pk} {source}") for pk, source in seen.values_list("pk", "source")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """What the rows of the batch became; a hidden batch is the same as none."""
        value = self.value()
        if value is None:
            return queryset
        number = self._number(value) or 0
        seen = ImportBatch.objects.visible_to(request.user).filter(pk=number)
        rows = ImportRow.objects.filter(batch__in=seen, record_pk__isnull=False)
        return queryset.filter(pk__in=rows.values("record_pk"))

    def has_output(self) -> bool:
        """What the address asks for is applied, even where there is nothing to choose from."""
        return bool(self.lookup_choices) or self.value() is not None

    @staticmethod
    def _number(value: str) -> int | None:
        is_number = value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER
        return int(value) if is_number else None
