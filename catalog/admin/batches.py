"""The list of resources narrowed to what one import created and changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.models import ImportBatch, ImportRow

SHOWN = 20
LONGEST_NUMBER = 18


class FromBatchFilter(admin.SimpleListFilter):
    """Batches that this person may see, the newest first; the address may name an older one."""

    title = _("导入批次")
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The newest imports, and the one that is chosen."""
        seen = ImportBatch.objects.visible_to(request.user).filter(status=ImportBatch.Status.DONE)
        chosen = self._number(request.GET.get("batch", ""))
        newest = list(seen.select_related("attachment").order_by("-pk")[:SHOWN])
        if chosen and chosen not in {batch.pk for batch in newest}:
            newest += seen.select_related("attachment").filter(pk=chosen)
        return [(str(batch.pk), f"{batch.pk} {batch.source}") for batch in newest]

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
