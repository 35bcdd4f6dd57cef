"""Terms of registering: pure arithmetic by property, working days over the feasts and into a year without notice."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import clocks, query_codes, validity
from governance.deadlines import add_months, due
from tests.factories import catalog
from tests.factories.catalog import desk
from tests.factories.registering import application_of

DAYS = st.dates(date(2025, 3, 1), date(2060, 12, 31))
VECTORS = Path(__file__).parents[1] / "vectors" / "working-days.csv"
#: The terms of the desk by their number of working days.
KEYS = {3: "reg.accept", 5: "reg.code", 10: "reg.notice", 20: "reg.review"}


def rows():
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if int(row["working_days"]) in KEYS]


@given(DAYS, st.integers(1, 3000))
def test_i_24_a_first_term_ends_with_the_law_or_the_licence(coded_on, left):
    longest = add_months(coded_on, 36)
    licence_end = coded_on + timedelta(days=left)
    term = validity.first_term(coded_on, longest=longest, licence_ends_on=licence_end)
    assert (term.valid_from, term.valid_to) == (coded_on, min(longest, licence_end))
    assert (term.valid_to - term.valid_from).days <= 1096
    assert validity.first_term(coded_on, longest=longest).valid_to == longest


@given(DAYS, st.integers(2, 1200))
def test_i_25_a_renewal_joins_without_gap_or_overlap_and_never_exceeds_three_years(expires, asked):
    longest = add_months(expires, 36)
    wish = expires + timedelta(days=asked)
    if wish > longest:
        with pytest.raises(validity.NoTerm):
            validity.renewed_term(expires, longest=longest, asked=wish)
        return
    term = validity.renewed_term(expires, longest=longest, asked=wish)
    assert (term.valid_from - expires).days == 1
    assert term.valid_to == wish <= longest
    assert validity.renewed_term(expires, longest=longest).valid_to == longest


@given(DAYS)
def test_i_25_no_term_is_left_where_the_licence_ends_first(expires):
    longest = add_months(expires, 36)
    with pytest.raises(validity.NoTerm):
        validity.renewed_term(expires, longest=longest, licence_ends_on=expires)


@given(DAYS, st.integers(0, 1096))
def test_a_change_keeps_the_end(coded_on, left):
    end = coded_on + timedelta(days=left)
    if not left:
        with pytest.raises(validity.NoTerm):
            validity.changed_term(coded_on, valid_to=end)
    else:
        assert validity.changed_term(coded_on, valid_to=end).valid_to == end


@given(DAYS, st.integers(1, 200))
def test_the_window_opens_so_many_days_before_the_end(expires, days):
    assert (expires - validity.renewal_opens_on(expires, days=days)).days == days


@pytest.mark.parametrize("_try", range(20))
def test_a_query_code_is_read_as_it_is_printed_and_typed(_try):
    code = query_codes.new_query_code()
    assert len(code) == query_codes.LENGTH
    assert not set(code) & set("0O1IL2Z5S8B")
    assert query_codes.typed(f" {query_codes.told(code).lower()} ") == code
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert query_codes.typed(wide) == code


@pytest.mark.django_db
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['start']}+{row['working_days']}")
def test_the_terms_of_the_desk_follow_the_official_calendar(row):
    term = due(KEYS[int(row["working_days"])], start=date.fromisoformat(row["start"]))
    assert term.on == date.fromisoformat(row["due"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filed_on", "accept_by", "is_provisional"),
    [
        (date(2026, 2, 13), date(2026, 2, 25), False),
        (date(2026, 9, 29), date(2026, 10, 9), False),
        (date(2026, 12, 30), date(2027, 1, 4), True),
    ],
    ids=["over the Spring Festival", "over National Day", "into a year without notice"],
)
def test_an_application_is_accepted_within_three_working_days(filed_on, accept_by, is_provisional):
    application = catalog.submitted_application(on=filed_on)
    assert (application.due_rule, application.due_on) == ("reg.accept", accept_by)
    assert application.due_is_provisional == is_provisional


@pytest.mark.django_db
def test_a_cancellation_is_finished_within_ten_working_days_of_its_acceptance():
    application = application_of("cancellation", "in_review")
    assert (application.due_rule, application.due_on) == ("reg.cancel", date(2026, 4, 16))
    reviewed = application_of("cancellation", "reviewed", by=desk())
    assert (reviewed.due_rule, reviewed.due_on) == ("reg.cancel", date(2026, 4, 16))
    assert reviewed.clock_started_on == reviewed.accepted_on


@pytest.mark.django_db
def test_what_needs_no_notice_is_to_be_coded_within_the_portals_own_term():
    application = application_of("renewal", "reviewed")
    assert (application.due_rule, application.needs_notice) == ("reg.code", False)
    assert application.due_on == due("reg.code", start=application.reviewed_on).on


@pytest.mark.django_db
def test_operations_older_than_the_rule_had_thirty_working_days_from_its_beginning():
    old = clocks.first_registration_term(date(2024, 6, 1), "")
    assert (old.key, old.on) == ("reg.legacy", date(2025, 4, 14))
    new = clocks.first_registration_term(date(2025, 3, 3), "")
    assert (new.key, new.on) == ("reg.first", date(2025, 3, 31))
