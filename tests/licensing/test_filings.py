"""Filings: with whom, with what receipt, and what is missing (I-03)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, Role
from governance.policies import holds
from licensing.filing_authorities import filing_authorities
from licensing.workflow import licences, schemes
from tests.factories.licensing import signed_licence
from tests.factories.people import organisation, person
from tests.factories.schemes import START, approved_scheme, filed_scheme, filing, parties, scan
from tests.licensing.refusals import refused

pytestmark = pytest.mark.django_db


def test_i_03_filings_are_made_with_a_provincial_or_national_data_authority() -> None:
    by = parties()
    place = organisation(level=Organisation.Level.NATIONAL)
    offices = filing_authorities(START)
    assert by.province in offices
    assert {place, by.government, by.authority}.isdisjoint(offices)
    person(Role.AUTHORITY, organisation=place)
    assert place in filing_authorities(START)
    person(Role.PROVIDER, organisation=(other := organisation(level=Organisation.Level.PROVINCE)))
    assert other not in filing_authorities(START)


@pytest.mark.parametrize("name", ["government", "authority", "operator"])
def test_i_03_nobody_else_takes_a_filing(name: str) -> None:
    by = parties()
    given = filing(by, START) | {"authority": getattr(by, name)}
    with refused("不是省级数据主管部门"):
        schemes.file_scheme(approved_scheme(by=by), actor=by.supervisor, on=START, **given)
    with refused("不是省级数据主管部门"):
        licences.file_licence(signed_licence(by=by), actor=by.drafter, on=START, **given)


def test_i_03_the_receipt_is_kept_with_its_hash_and_seen_by_the_authority_above() -> None:
    by = parties()
    scheme = approved_scheme(by=by)
    given = filing(by, START) | {"receipt": scan("备案回执.pdf")}
    schemes.file_scheme(scheme, actor=by.supervisor, on=START, **given)
    filed = scheme.filings.get()
    assert len(filed.receipt.sha256) == 64
    above = person(Role.AUTHORITY, organisation=by.province)
    assert holds(above, "licensing.view_filing", filed)
    assert not holds(person(Role.AUTHORITY), "licensing.view_filing", filed)


def test_the_form_offers_those_authorities_only() -> None:
    by = parties()
    scheme = approved_scheme(by=by)
    client = signed_in(by.supervisor)
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        html = client.get(f"/admin/licensing/scheme/{scheme.pk}/step/file/").content.decode()
    assert by.province.name in html
    assert f'<option value="{by.government.pk}"' not in html


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_i_03_what_is_not_on_file_is_listed_with_its_term() -> None:
    by, others = parties(), parties()
    late, hidden, licence = (
        approved_scheme(by=by),
        approved_scheme(by=others),
        signed_licence(by=by),
    )
    filed = filed_scheme(by=by)
    with time_machine.travel(f"{START + timedelta(days=60)} 12:00:00+08:00", tick=False):
        client = signed_in(by.supervisor)
        html = client.get(reverse("admin:licensing_filing_unfiled")).content.decode()
        overdue = client.get("/admin/licensing/scheme/?filing=overdue").content.decode()
        due = client.get("/admin/licensing/scheme/?filing=due").content.decode()
        done = client.get("/admin/licensing/scheme/?filing=filed").content.decode()
        table = client.get("/admin/licensing/scheme/export/?filing=overdue&format=csv")
        exported = b"".join(table).decode()
    assert late.name in html
    assert licence.name in html
    assert "逾期" in html
    assert hidden.name not in html
    assert late.name in overdue
    assert filed.name not in overdue
    assert late.name not in due
    assert filed.name in done
    assert late.name in exported
    assert filed.name not in exported
