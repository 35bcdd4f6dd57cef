"""The terms of a licence for machines (ODRL), and the agreement on paper."""

import json
import warnings
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from accounts.models import Region
from catalog.certificates import layout
from catalog.models import DataResource
from licensing.models import Licence
from licensing.workflow import ends
from tests.factories.licensing import licence_in_force, signed_licence
from tests.factories.schemes import START, Parties, licensable_resource, parties
from tests.licensing.test_register import DAY, html, noon, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
__all__ = ("noon",)
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
DCT = Namespace("http://purl.org/dc/terms/")
# ODRL


def terms_of(licence: Licence, client: Client | None = None) -> tuple[Graph, str]:
    """The terms as a graph, and as they were sent."""
    answer = (client or Client()).get(f"{licence.get_absolute_url()}odrl.jsonld")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/ld+json")
    text = answer.content.decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser
        return Graph().parse(data=text, format="json-ld"), text


def test_the_terms_are_an_agreement_in_odrl() -> None:
    region, _made = Region.objects.get_or_create(
        code="990100", defaults={"name": "云州市", "level": "CITY"}
    )
    licence = licence_in_force(region=region, is_exclusive=True, purposes=("industry", "welfare"))
    graph, _text = terms_of(licence)
    agreement = graph.value(predicate=RDF.type, object=ODRL.Agreement)
    assert str(graph.value(agreement, DCT.identifier)) == licence.number
    assert str(graph.value(agreement, ODRL.assignee)) == f"urn:uscc:{licence.operator.uscc}"
    permission = graph.value(agreement, ODRL.permission)
    assert graph.value(permission, ODRL.action) == ODRL.use
    told = {
        (str(graph.value(each, ODRL.leftOperand)).rpartition("/")[2], str(graph.value(each, ODRL.rightOperand)))
        for each in graph.objects(permission, ODRL.constraint)
    }  # fmt: skip
    assert {
        ("dateTime", "2026-04-01"),
        ("dateTime", "2029-03-31"),
        ("spatial", "urn:gbt2260:990100"),
    } <= told
    purposes = [
        line for line in graph.objects() if str(line).startswith("urn:gongshu:odrl:purpose:")
    ]
    assert sorted(str(each).rpartition(":")[2] for each in purposes) == ["industry", "welfare"]


def test_what_the_operator_promised_is_forbidden_or_owed() -> None:
    graph, _text = terms_of(licence_in_force(is_exclusive=True))
    agreement = graph.value(predicate=RDF.type, object=ODRL.Agreement)
    permission = graph.value(agreement, ODRL.permission)
    forbidden = {
        graph.value(each, ODRL.action) for each in graph.objects(agreement, ODRL.prohibition)
    }
    assert ODRL.distribute in forbidden
    assert any(str(action).endswith("redevelop") for action in forbidden)
    owed = {graph.value(each, ODRL.action) for each in graph.objects(agreement, ODRL.obligation)}
    assert ODRL.inform in owed
    assert graph.value(graph.value(permission, ODRL.duty), ODRL.action) == ODRL.ensureExclusivity


def test_what_is_masked_on_the_page_is_masked_in_the_terms() -> None:
    by = parties()
    hidden = licensable_resource(name="内部泊位台账")
    licence = licence_in_force(by=by, resources=(licensable_resource(), hidden))
    DataResource.objects.filter(pk=hidden.pk).update(status="submitted")
    graph, text = terms_of(licence)
    assert "内部泊位台账" not in text
    assert hidden.get_absolute_url() not in text
    assert len(list(graph.subjects(RDF.type, ODRL.Permission))) == 2
    assert "内部泊位台账" in terms_of(licence, signed_in(by.seller))[1]
    assert f"{licence.get_absolute_url()}odrl.jsonld" in html(licence.get_absolute_url())
    assert Client().get(f"{signed_licence().get_absolute_url()}odrl.jsonld").status_code == 404


# The agreement on paper


def paper(licence: Licence, by: Parties) -> Any:
    return signed_in(by.seller).get(reverse("licensing:licence_document", args=[licence.pk]))


def test_the_agreement_on_paper_is_for_those_who_may_inspect_it() -> None:
    by = parties()
    licence = licence_in_force(by=by, other_terms="$ #import \\ 原样照录")
    answer = paper(licence, by)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert paper(licence, by).content == answer.content
    address = reverse("licensing:licence_document", args=[licence.pk])
    assert Client().get(address).status_code == 404
    assert signed_in(parties().seller).get(address).status_code == 404
    assert address in html(licence.get_absolute_url(), signed_in(by.seller))
    assert address not in html(licence.get_absolute_url())


def test_without_a_chinese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    monkeypatch.setattr(layout, "FAMILIES", ())
    answer = paper(licence, by)
    assert answer.status_code == 503
    assert "没有中文字体" in answer.content.decode()


def test_a_long_term_before_its_first_day_is_told_so() -> None:
    licence = licence_in_force(starts_on=START + 5 * DAY, ends_on=date(2030, 4, 5))
    assert "尚未到起始日" in html(licence.get_absolute_url())
    graph, _text = terms_of(licence)
    assert len(list(graph.subjects(RDF.type, ODRL.Permission))) == 1


def test_terms_that_no_longer_hold_say_so() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    assert json.loads(terms_of(licence)[1])["gongshu:inForce"] is True
    ends.terminate_licence(licence, actor=by.drafter, on=START, reason="协商一致。")
    terms = json.loads(terms_of(licence)[1])
    assert (terms["gongshu:inForce"], terms["gongshu:state"]["@value"]) == (False, "已终止")
    last = terms["odrl:permission"][0]["odrl:constraint"][1]["odrl:rightOperand"]
    assert last["@value"] == START.isoformat()


def test_a_term_that_is_over_is_in_the_course_before_any_job() -> None:
    licence = licence_in_force(ends_on=START + 5 * DAY)
    with time_machine.travel(f"{START + 6 * DAY} 00:00:01+08:00", tick=False):
        assert "授权期满" in html(licence.get_absolute_url())
    assert "授权期满" not in html(licence.get_absolute_url())
