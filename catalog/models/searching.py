"""The narrow table that search reads: one row a resource, its words as bigrams built in Python."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog.models.details import DataItem
from catalog.models.resources import DataResource
from governance.search import vector

#: What can be used comes first among what was found equally well.
SCORES: dict[str, int] = {
    DataResource.Opening.UNCONDITIONAL: 2,
    DataResource.Opening.CONDITIONAL: 1,
}


class ResourceSearchQuerySet(models.QuerySet["ResourceSearch"]):
    """Builds search entries: the one place that does."""

    def rebuild(self, resources: Collection[DataResource]) -> None:
        """Store the entries of these resources anew; a constant number of queries."""
        models.prefetch_related_objects(list(resources), "provider")
        items: dict[int, list[str]] = defaultdict(list)
        named = DataItem.objects.filter(resource__in=resources).values_list(
            "resource", "name", "english_name"
        )
        for pk, *names in named:
            items[pk] += names
        entries: list[Any] = [_entry(resource, items[resource.pk]) for resource in resources]
        self.bulk_create(
            entries,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["resource"],
            update_fields=["tsv", "score", "recency"],
        )


def _entry(resource: DataResource, item_names: list[str]) -> "ResourceSearch":
    provider = resource.provider
    title = [
        resource.name,
        *resource.tags,
        provider.name,
        provider.short_name,
        resource.source_provider,
    ]
    body = [resource.abstract, resource.theme, resource.industry, resource.code, *item_names]
    recency = resource.data_updated_on or resource.issued_on or localdate(resource.created_at)
    return ResourceSearch(
        resource=resource,
        tsv=vector(title, body),
        score=SCORES.get(resource.opening, 0),
        recency=recency,
    )


class ResourceSearch(models.Model):
    """What a resource is found by; derived, rebuilt at will, never shown."""

    resource = models.OneToOneField(
        DataResource,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search",
        verbose_name=_("公共数据资源"),
    )
    tsv = SearchVectorField(_("检索词"))
    score = models.PositiveSmallIntegerField(_("排序分"), default=0, db_default=0)
    recency = models.DateField(_("排序日期"))

    objects: ClassVar[Any] = ResourceSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("资源检索")
        verbose_name_plural = _("资源检索")
        default_permissions = ()
        indexes = (
            GinIndex(fields=("tsv",), name="resourcesearch_by_words", fastupdate=False),
            models.Index(
                fields=("-score", "-recency", "-resource"), name="resourcesearch_best_first"
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource_id}"
