"""What an entry of the catalogue knows of its revisions, its release and its end (809号 第十六条、第十七条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from catalog.models import laws


class Revisable(models.Model):
    """An entry that stays public while a working copy of it is prepared; the copy is a row of the same table."""

    inbox_title: ClassVar[Any] = models.Case(
        models.When(revision_of__isnull=False, then=Concat("name", models.Value("（修订稿）"))),
        default="name",
        output_field=models.CharField(),
    )

    #: Declared by the model and by Django.
    status: Any
    revision_of_id: Any

    class RevisionCause(models.TextChoices):
        LAW = "law", _("法律法规变化")
        DUTY = "duty", _("职能变化")
        OTHER = "other", _("其他情形")

    #: Public: a revision in preparation takes nothing away (809号 第十七条).
    STANDING: ClassVar[frozenset[str]] = frozenset(laws.STANDING)
    #: A revision on its way.
    OPEN: ClassVar[frozenset[str]] = frozenset(laws.OPEN)
    #: What a revision started from is told by its difference, not field by field in the trail.
    untold: ClassVar[frozenset[str]] = frozenset({"revision_base"})

    withdrawn_by = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("撤回单位"),
    )

    revision_of: Any = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="revisions",
        verbose_name=_("修订的原条目"),
    )
    revision_cause = models.CharField(
        _("修订原因"), max_length=16, choices=RevisionCause, blank=True, editable=False
    )
    revision_reason = models.TextField(_("修订理由"), blank=True, editable=False)
    revision_base = models.JSONField(_("修订前的内容"), default=dict, blank=True, editable=False)
    changed_on = models.DateField(_("变化之日"), null=True, blank=True, editable=False)
    release_on = models.DateField(_("定时发布日期"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_standing(self) -> bool:
        """Whether it is in the public catalogue, be it under revision or not."""
        return self.status in self.STANDING

    @property
    def is_revision(self) -> bool:
        """Whether this is the working copy of another entry."""
        return self.revision_of_id is not None

    @property
    def original(self) -> Any:
        """The entry of which this is the working copy."""
        return self.revision_of

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The entry before its revision, whichever of the two a step begins with."""
        rows: models.QuerySet[Any] = type(self)._default_manager.filter(pk=self.revision_of_id)
        return rows if self.revision_of_id else None
