"""How many public resources each choice of a facet has: a cube that the database keeps by itself."""

from collections import defaultdict
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from catalog.counting import COUNT_ANEW, SUM_UP


class FacetCountQuerySet(models.QuerySet["FacetCount"]):
    """The cube as a whole."""

    def sum_up(self) -> int:
        """One row a cell again; answers how many rows that saved. Readers and writers go on meanwhile."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('catalog_facetcount'))")
            if not cursor.fetchone()[0]:
                return 0
            saved = 0
            for statement in SUM_UP:
                cursor.execute(statement)
                saved += cursor.fetchone()[0]
            return saved

    def count_anew(self) -> None:
        """Forget the cube and count the resources; writers wait until that is done."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE catalog_dataresource IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(COUNT_ANEW)


class FacetCount(models.Model):
    """Resources that came to a cell of the cube, or left it; written only by the database."""

    theme = models.CharField(_("主题"), max_length=60)
    provider = models.BigIntegerField(_("提供单位"))
    opening = models.CharField(_("开放类型"), max_length=16)
    formats = ArrayField(models.CharField(max_length=40), verbose_name=_("格式"))
    update_cycle = models.CharField(_("更新周期"), max_length=16)
    region = models.CharField(_("所属区域"), max_length=6)
    number = models.IntegerField(_("数量"))

    objects: ClassVar[Any] = FacetCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("目录计数")
        verbose_name_plural = _("目录计数")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.theme} {self.number:+d}"


class FacetTotalQuerySet(models.QuerySet["FacetTotal"]):
    """Totals as they stand."""

    def figures(self) -> dict[str, dict[str, int]]:
        """Facet → choice → how many resources are public; ``["total"][""]`` is all of them."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        summed = self.values_list("facet", "value").annotate(models.Sum("number"))
        for facet, value, number in summed.filter(number__sum__gt=0):
            found[facet][value] = number
        return found


class FacetTotal(models.Model):
    """The same for each choice of a facet alone, and for everything (facet ``total``)."""

    facet = models.CharField(_("分面"), max_length=12)
    value = models.CharField(_("取值"), max_length=60)
    number = models.BigIntegerField(_("数量"))

    objects: ClassVar[Any] = FacetTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("目录合计")
        verbose_name_plural = _("目录合计")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.facet} {self.value} {self.number:+d}"
