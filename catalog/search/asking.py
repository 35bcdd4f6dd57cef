"""What is asked of a search, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource, Synonym
from governance.search import NO_SYNONYMS, Thesaurus, is_spelt, query, runs

PAGE_SIZE = 20
#: Beyond this many hits nobody counts on.
CANDIDATES = 10_000

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Ask:
    """What somebody looks for; ``after`` is where the page before ended, ``is_literal`` asks for no synonyms."""

    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    after: str = ""
    is_literal: bool = False


@dataclass(frozen=True)
class Words:
    """The words of a question as the statements need them."""

    text: str
    title: str
    literal: str
    all_ways: str
    also: list[str]

    @classmethod
    def of(cls, ask: Ask) -> "Words | None":
        """Nothing where the text holds no letter or digit."""
        literal = query(ask.text)
        if not literal:
            return None
        thesaurus: Thesaurus = NO_SYNONYMS if ask.is_literal else Synonym.objects.thesaurus()
        return cls(
            text=ask.text,
            title=query(ask.text, in_title=True, thesaurus=thesaurus),
            literal=query(ask.text, thesaurus=thesaurus),
            all_ways=query(ask.text, thesaurus=thesaurus, by_sound=not ask.is_literal),
            also=thesaurus.also(runs(ask.text)),
        )

    @property
    def has_sounds(self) -> bool:
        """Whether the words may be pinyin: hits by sound alone come last."""
        return self.all_ways != self.literal


@dataclass(frozen=True)
class Total:
    """How many were found, honestly: exactly, or more than anybody counted."""

    number: int
    is_exact: bool = False

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.number > CANDIDATES and not self.is_exact

    def __str__(self) -> str:
        return str(
            _("超过 1 万项") if self.is_capped else _("%(n)s 项") % {"n": f"{self.number:,}"}
        )


@dataclass(frozen=True)
class Found:
    """One page of results, the way on, the counts of the whole, and what was asked for besides."""

    resources: list[DataResource]
    following: str
    total: Total
    counts: Counts
    terms: list[str]
    also: list[str] = field(default_factory=list)


def may_be_spelt(text: str) -> bool:
    """Whether any word of the text may be pinyin."""
    return any(is_spelt(run) for run in runs(text))
