"""The stored score of each resource: derived, rebuilt at will, so that lists can filter and sort by it (clause 二)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.details import DataItem, Distribution
from catalog.models.resources import DataResource
from catalog.quality import Facts, FileFacts, FixKey, ItemFacts, Score, score
from governance import clock
from governance.querysets import PolicyQuerySet

DERIVED = (
    "score", "completeness", "accuracy", "timeliness", "readability", "fix", "fix_gain", "fix_minutes", "fix_worth",
    "next_update_on", "scored_on", "holds_until",
)  # fmt: skip


def facts_of(
    resource: DataResource, items: Collection[DataItem], files: Collection[Distribution]
) -> Facts:
    """A resource with what hangs on it, as plain values."""
    same = (
        "name", "abstract", "category", "theme", "industry", "sharing", "opening", "update_cycle", "grade",
        "acquisition", "acquisition_basis", "source_link", "issued_on",
    )  # fmt: skip
    return Facts(
        **{name: getattr(resource, name) for name in same},
        region=resource.region_id or "",
        sharing_terms=resource.sharing_conditions or resource.sharing_legal_basis,
        opening_terms=resource.opening_conditions or resource.opening_reason,
        update_words=resource.update_cycle_text,
        phone=resource.contact_phone,
        email=resource.contact_email,
        updated_on=resource.data_updated_on,
        formats=tuple(resource.formats),
        items=tuple(ItemFacts(bool(each.description.strip())) for each in items),
        files=tuple(FileFacts(each.format, bool(each.url or each.file_name)) for each in files),
    )


class ResourceQualityQuerySet(PolicyQuerySet["ResourceQuality"]):
    """Builds stored scores: the one place that does."""

    def rebuild(self, resources: Collection[DataResource], *, on: date | None = None) -> None:
        """Store the scores of these resources anew; a constant number of queries."""
        items: dict[int, list[DataItem]] = defaultdict(list)
        files: dict[int, list[Distribution]] = defaultdict(list)
        for item in DataItem.objects.filter(resource__in=resources).only("resource", "description"):
            items[item.resource_id].append(item)
        for file in Distribution.objects.filter(resource__in=resources):
            files[file.resource_id].append(file)
        day = on or clock.today()
        entries: list[Any] = [
            entry(
                resource,
                score(facts_of(resource, items[resource.pk], files[resource.pk]), day),
                day,
            )
            for resource in resources
        ]
        self.bulk_create(
            entries, batch_size=1000, update_conflicts=True, unique_fields=["resource"], update_fields=DERIVED
        )  # fmt: skip

    def outdated(self, on: date) -> "ResourceQualityQuerySet":
        """Scores that the passing of time has changed."""
        return self.filter(holds_until__lt=on)

    def with_resource(self) -> "ResourceQualityQuerySet":
        """What a list shows, in the same query."""
        return self.select_related("resource__provider")


def entry(resource: DataResource, found: Score, on: date) -> "ResourceQuality":
    """The stored form of a score."""
    fix = found.cheapest
    return ResourceQuality(
        resource=resource,
        score=found.total,
        **{
            name: found.of(name)
            for name in ("completeness", "accuracy", "timeliness", "readability")
        },
        fix=fix.key if fix else FixKey.NONE,
        fix_gain=fix.gain if fix else 0,
        fix_minutes=fix.minutes if fix else 0,
        fix_worth=fix.worth if fix else 0,
        next_update_on=resource.freshness(on).next_on,
        scored_on=on,
        holds_until=found.holds_until,
    )


class ResourceQuality(models.Model):
    """What a resource is worth, and what to do next; nobody writes it."""

    is_governed: ClassVar[bool] = True

    resource = models.OneToOneField(
        DataResource,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="quality",
        verbose_name=_("公共数据资源"),
    )
    score = models.PositiveSmallIntegerField(_("质量分"))
    completeness = models.PositiveSmallIntegerField(_("完整性"))
    accuracy = models.PositiveSmallIntegerField(_("准确性"))
    timeliness = models.PositiveSmallIntegerField(_("及时性"))
    readability = models.PositiveSmallIntegerField(_("机器可读性"))
    fix = models.CharField(_("先改哪一处"), max_length=16, choices=FixKey, blank=True)
    fix_gain = models.PositiveSmallIntegerField(_("可加分"), default=0)
    fix_minutes = models.PositiveSmallIntegerField(_("约需分钟"), default=0)
    fix_worth = models.PositiveSmallIntegerField(_("每小时可加分"), default=0)
    next_update_on = models.DateField(_("承诺的下次更新"), null=True, blank=True)
    scored_on = models.DateField(_("计分日期"))
    holds_until = models.DateField(_("分数不变至"), null=True, blank=True)

    objects: ClassVar[Any] = ResourceQualityQuerySet.as_manager()

    class Meta:
        verbose_name = _("资源质量")
        verbose_name_plural = _("质量工作清单")
        default_permissions = ("view",)
        permissions = (("improve_resourcequality", _("办理质量工作清单")),)
        ordering = ("-fix_worth", "pk")
        indexes = (
            models.Index(fields=("-fix_worth", "resource"), name="resourcequality_cheapest_first"),
            models.Index(fields=("score",), name="resourcequality_by_score"),
            models.Index(fields=("next_update_on",), name="resourcequality_by_promise"),
            models.Index(fields=("holds_until",), name="resourcequality_by_expiry"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(score__lte=100),
                name="resourcequality_score_is_at_most_a_hundred",
                violation_error_message=_("质量分最高为100分。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("%(name)s：%(score)s分") % {"name": self.resource, "score": self.score})

    def is_late(self, on: date) -> bool:
        """Whether the promised update has not come by ``on``."""
        return self.next_update_on is not None and on > self.next_update_on
