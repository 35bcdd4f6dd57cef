"""Local registration numbers: by place and year, without gaps, never like a national code (26号 第十四条)."""

from accounts.models import Organisation
from catalog.models import NumberSeries


def next_number(registry: Organisation, *, year: int) -> str:
    """The next number of the registry's place in a year; the series stays locked until the commit."""
    region = registry.region
    prefix = f"{region.name[:1] if region else '本'}登"
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{year}-{series.last:04d}"
