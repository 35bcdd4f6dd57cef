"""Sets of catalogue rows by name; the day is always passed in."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import DateField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Coalesce

from governance.querysets import PolicyQuerySet

if TYPE_CHECKING:  # the models import this module
    from catalog.models import (  # noqa: F401 -- named in quotes below
        DataRequest,
        DataResource,
        Objection,
        PublicNotice,
        QualityIssue,
        Registration,
    )

#: Twenty working days never reach further, whatever the holidays: the calendar decides inside.
LONGEST_CLOCK = timedelta(days=120)


class ChinaDay(Func):
    """The day in China of a moment; said in SQL so that an index can hold it."""

    template = "(%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date"
    output_field = DateField()


#: The day by which lists without words are ordered.
RECENCY = Coalesce("data_updated_on", "issued_on", ChinaDay(F("created_at")))


class DataResourceQuerySet(PolicyQuerySet["DataResource"]):
    """Sets of data resources."""

    def published(self) -> Self:
        """What stands in the catalogue, be it under revision or not."""
        return self.filter(status__in=self.model.STANDING)

    def entries(self) -> Self:
        """Without working copies: each entry once."""
        return self.filter(revision_of=None)

    def kept(self) -> Self:
        """Entries that count as data of their own: neither working copies nor what was withdrawn."""
        return self.entries().exclude(status=self.model.Status.WITHDRAWN)

    def open_to_public(self) -> Self:
        """What society may have, with or without conditions (clause 二)."""
        opening = self.model.Opening
        return self.published().filter(
            is_secret=False, opening__in=(opening.UNCONDITIONAL, opening.CONDITIONAL)
        )

    def licensable(self, on: date) -> Self:
        """What a licence may cover: graded below core, not secret, registered or within its clock (I-06, I-08)."""
        graded = (
            self.published().filter(is_secret=False).exclude(grade__in=("", self.model.Grade.CORE))
        )
        registrations: Any = self.model._meta.get_field("registrations").related_model
        registered = registrations.objects.active(on).filter(resource=OuterRef("pk"))
        return graded.filter(Exists(registered) | Q(pk__in=self._within_clock(on)))

    def _within_clock(self, on: date) -> list[int]:
        """Deliveries of late whose time for registration still runs; working days are not for SQL."""
        recently = self.published().filter(
            delivered_on__lte=on, delivered_on__gt=on - LONGEST_CLOCK
        )
        delivered = recently.exclude(registrations__coded_on__lte=on)
        return [resource.pk for resource in delivered if resource.registration_clock_runs(on)]

    def with_source(self) -> Self:
        """Provider and region in the same query."""
        return self.select_related("provider", "region")


class RegistrationQuerySet(PolicyQuerySet["Registration"]):
    """Sets of registrations."""

    def active(self, on: date) -> Self:
        """In force on a day (26号 第十五条): dates decide, so that expiry needs no job."""
        return self.filter(status=self.model.Status.ACTIVE, valid_from__lte=on, valid_to__gte=on)

    def over(self, on: date) -> Self:
        """Past their last day while the books still show them active."""
        return self.filter(status=self.model.Status.ACTIVE, valid_to__lt=on)

    def expiring(self, on: date, *, days: int) -> Self:
        """In force, and within so many days of their end (26号 第十五条)."""
        return self.active(on).filter(valid_to__lte=on + timedelta(days=days))

    def renewed(self) -> Self:
        """Whose renewal is coded and takes over at their end."""
        follower = self.model._default_manager.filter(
            previous=OuterRef("pk"), kind="renewal", status=self.model.Status.ACTIVE
        )
        return self.filter(Exists(follower))


class PublicNoticeQuerySet(PolicyQuerySet["PublicNotice"]):
    """Sets of public notices."""

    def running(self, on: date) -> Self:
        """Open to objections on a day (26号 第十二条)."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class ObjectionQuerySet(PolicyQuerySet["Objection"]):
    """Sets of objections."""

    def open(self) -> Self:
        """Not decided yet: they bar coding (I-22)."""
        return self.filter(status=self.model.Status.RAISED)


class QualityIssueQuerySet(PolicyQuerySet["QualityIssue"]):
    """Sets of quality issues."""

    def open(self) -> Self:
        """Not answered yet."""
        status = self.model.Status
        return self.filter(
            status__in=(status.FILED, status.ACCEPTED, status.MARKED, status.VERIFIED)
        )

    def marking(self) -> Self:
        """Whose mark stands on the resource's page (异议标注)."""
        status = self.model.Status
        return self.filter(
            status__in=(status.MARKED, status.VERIFIED, status.CORRECTED, status.REJECTED)
        )


class DataRequestQuerySet(PolicyQuerySet["DataRequest"]):
    """Sets of data requests."""

    def replied(self) -> Self:
        """Answered before the public."""
        status = self.model.Status
        return self.filter(status__in=(status.REPLIED, status.CLOSED))
