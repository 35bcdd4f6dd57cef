"""The narrow table that search reads: one row a resource, its words as bigrams built in Python."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource


class ResourceSearch(models.Model):
    """What a resource is found by; derived, rebuilt at will, never shown."""

    resource = models.OneToOneField(
        DataResource, on_delete=models.CASCADE, primary_key=True, related_name="search", verbose_name=_("公共数据资源")
    )
    tsv = SearchVectorField(_("检索词"))
    recency = models.DateField(_("排序日期"))

    class Meta:
        verbose_name = _("资源检索")
        verbose_name_plural = _("资源检索")
        default_permissions = ()
        indexes = (
            GinIndex(fields=("tsv",), name="resourcesearch_by_words", fastupdate=False),
            models.Index(fields=("-recency", "-resource"), name="resourcesearch_newest_first"),
        )

    def __str__(self) -> str:
        return f"{self.resource_id}"
