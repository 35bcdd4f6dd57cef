"""Synonyms of public-data terms, kept by the data authority: what else a search asks for (clause 二)."""

from functools import lru_cache
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from governance.search import Thesaurus, fold, runs

LONGEST_TERM = 20


class SynonymQuerySet(PolicyQuerySet["Synonym"]):
    """The list as one."""

    def thesaurus(self) -> Thesaurus:
        """The list as it is now: kept in memory until an entry is added or changed (one small query tells)."""
        with connection.cursor() as cursor:
            # Asked before every search: written by hand, since to compile it would take longer than to answer it.
            cursor.execute(
                "SELECT count(*), sum(version), max(id), max(updated_at) FROM catalog_synonym"
            )
            return _thesaurus(cursor.fetchone())


class Synonym(GovernedModel):
    """A term and what is said for the same thing; mutual, or only from the term to the others."""

    term = models.CharField(_("词"), max_length=LONGEST_TERM)
    equivalents = ArrayField(
        models.CharField(max_length=LONGEST_TERM), verbose_name=_("同义词"), size=8
    )
    is_mutual = models.BooleanField(
        _("互为同义"),
        default=True,
        help_text=_("不勾选时，搜“词”同时搜同义词，搜同义词不搜“词”。"),
    )
    is_active = models.BooleanField(
        _("启用"), default=True, help_text=_("不再使用的取消勾选，不能删除。")
    )
    note = models.CharField(_("说明"), max_length=200, blank=True)

    objects: ClassVar[Any] = SynonymQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("同义词")
        verbose_name_plural = _("同义词")
        ordering = ("term",)
        constraints = (
            models.UniqueConstraint(
                fields=("term",),
                name="synonym_term_is_listed_once",
                violation_error_message=_("这个词已经在同义词表中，请修改原有的一条。"),
            ),
            models.CheckConstraint(
                condition=Q(equivalents__len__gt=0),
                name="synonym_has_an_equivalent",
                violation_error_message=_("请至少填写一个同义词。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.term} {'↔' if self.is_mutual else '→'} {'、'.join(self.equivalents)}"

    def clean(self) -> None:
        """Every word is one unbroken run of two signs or more, and no two of them are the same when folded."""
        words = [self.term, *(self.equivalents or ())]
        broken = [word for word in words if len(word) < 2 or list(runs(word)) != [fold(word)]]
        if broken:
            raise ValidationError(
                {
                    "term" if self.term in broken else "equivalents": _(
                        "“%(words)s”不能作为同义词：每个词至少两个字，只能由文字和数字组成，请修改。"
                    )
                    % {"words": "、".join(broken)}
                }
            )
        if len({fold(word) for word in words}) < len(words):
            raise ValidationError(
                {
                    "equivalents": _(
                        "同义词之间、同义词与词之间不能相同（不分简繁、大小写），请删去。"
                    )
                }
            )

    @property
    def directions(self) -> dict[str, list[str]]:
        """What each folded term leads to."""
        words = [self.term, *self.equivalents]
        starts = words if self.is_mutual else words[:1]
        return {fold(one): [each for each in words if each != one] for one in starts}


@lru_cache(maxsize=2)
def _thesaurus(state: tuple[Any, ...]) -> Thesaurus:
    entries: dict[str, dict[str, None]] = {}
    for synonym in Synonym.objects.filter(is_active=True).order_by("pk"):
        for term, others in synonym.directions.items():
            entries.setdefault(term, {}).update(dict.fromkeys(others))
    return Thesaurus({term: tuple(others) for term, others in entries.items()})
