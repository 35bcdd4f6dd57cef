"""Scores kept in step with time: promises run out without anybody touching an entry (clause 二: 及时性)."""

from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource, ResourceQuality
from governance.due import due_work

BATCH = 1_000


def rebuild_all(resources: QuerySet[DataResource], *, on: date) -> int:
    """Score these resources anew, a transaction a batch; return how many there were."""
    # What is scored drops out of the question, so the keys are asked for first.
    keys = iter(list(resources.order_by("pk").values_list("pk", flat=True)))
    number = 0
    while batch := list(islice(keys, BATCH)):
        with transaction.atomic():
            ResourceQuality.objects.rebuild(list(DataResource.objects.filter(pk__in=batch)), on=on)
        number += len(batch)
    return number


@due_work(_("按时间重算质量分"))
def rescore(actor: Any, on: date) -> int:
    """What was never scored, and what the passing of time has changed."""
    outdated = ResourceQuality.objects.outdated(on)
    return rebuild_all(
        DataResource.objects.filter(Q(quality=None) | Q(quality__in=outdated)), on=on
    )
