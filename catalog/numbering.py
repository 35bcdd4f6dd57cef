"""Local numbers: by prefix and year, without gaps, never like a national code (26号 第十四条)."""

from accounts.models import Organisation
from catalog.models import NumberSeries


def next_number(registry: Organisation, *, year: int) -> str:
    """The next registration number of the registry's place in a year."""
    region = registry.region
    return next_in_series(f"{region.name[:1] if region else '本'}登", year=year)


def next_in_series(prefix: str, *, year: int) -> str:
    """The next number under a prefix (at most 12 signs); the series stays locked until the commit."""
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{year}-{series.last:04d}"
