"""The demonstration city shows schemes under change, votes that failed, members who stood aside and a late filing."""

import pytest

from config.city import authorising, catalogue, deciding
from config.city.chronicle import Chronicle
from config.city.fill import BEGINNING_DAYS
from config.city.foundation import City, found, rows
from governance.clock import today
from licensing.models import (
    CollectiveDecision,
    DecisionMember,
    Filing,
    QuorumRule,
    Scheme,
    SchemeVersion,
)

#: Registration, and what rests on it, belongs to other chapters.
UNTIL_FILED = {
    "draw_up",
    "decide",
    "sign",
    "file_licence",
    *authorising.SCHEME_PATH,
    "send_back",
    "reject",
}


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> City:
    """The entries that schemes speak of, and the schemes with the drafts of their agreements."""
    listed = {title for row in rows("operations.csv") for title in row["resources"].split(";")}
    entries = [each for each in catalogue.entries() if each.title in listed]
    monkeypatch.setattr(catalogue, "entries", lambda: iter(entries))
    steps = {
        key: tuple(each for each in path if each in UNTIL_FILED)
        for key, path in authorising.LICENCE_ENDS.items()
    }
    monkeypatch.setattr(authorising, "LICENCE_ENDS", steps)
    chronicle = Chronicle(today())
    city = City(chronicle.working_days_ago(BEGINNING_DAYS))
    chronicle.on(city.founded_on, lambda: found(city))
    chronicle.play()
    for chapter in (catalogue, authorising, deciding):
        chapter.tell(city, chronicle)
    chronicle.play()
    return city


@pytest.mark.django_db
def test_the_city_shows_what_becomes_of_schemes(city: City) -> None:
    states = set(Scheme.objects.values_list("status", flat=True))
    assert states >= {
        "draft",
        "submitted",
        "returned",
        "reviewed",
        "deliberation",
        "rejected",
        "filed",
        "merged",
    }
    assert any(each.is_overdue(today()) for each in Scheme.objects.unfiled())
    under_change = Scheme.objects.get(revision_of__isnull=False, status="deliberation")
    assert under_change.decisions.get().status == CollectiveDecision.Status.DRAFT
    assert DecisionMember.objects.filter(attendance="recused", has_conflict=True).exists()
    assert CollectiveDecision.objects.filter(result="rejected", votes_against__gt=3).exists()
    assert set(SchemeVersion.objects.values_list("kind", flat=True)) == set(
        SchemeVersion.Kind.values
    )
    agreements = CollectiveDecision.objects.signed().filter(kind="agreement")
    assert {each.members_recused for each in agreements} == {0, 1}
    filed_with = set(Filing.objects.values_list("authority", flat=True))
    assert filed_with == {city.body("province").pk}
    assert QuorumRule.objects.get().organisation == city.body("government")
