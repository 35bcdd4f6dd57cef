"""Each step through each door: the function, the admin site and the machine interface tell alike."""

from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent
from governance.transitions import Step
from tests.factories.pricing import DAY
from tests.pricing.conftest import Market
from tests.pricing.states import STATES, actor_of
from tests.pricing.test_workflow import STEPS

pytestmark = pytest.mark.django_db
NOUNS = {
    "costsurvey": "cost-surveys",
    "allowedrevenue": "allowed-revenues",
    "captariff": "cap-tariffs",
    "price": "prices",
}
ASKED: dict[str, dict[str, str]] = {
    "pricing.allowedrevenue.countersign": {
        "document_no": "云发改价格〔2026〕8号",
        "document_on": "2026-07-01",
    },
    "pricing.captariff.report": {"report_no": "云函〔2026〕8号", "reported_on": "2026-07-01"},
    "pricing.captariff.end": {"ends_on": "2026-12-31"},
    "pricing.price.end": {"ends_on": "2026-12-31"},
    "pricing.price.apply_formal": {
        "application_no": "云数函〔2028〕1号",
        "applied_on": "2028-01-03",
    },
}
DAYS = {"pricing.price.apply_formal": "2028-01-03"}


def by_function(step: Step, record: Any, actor: Any, asked: dict[str, str]) -> None:
    form = step.transition.form
    filled = form(asked) if form else None
    assert filled is None or filled.is_valid()
    arguments = filled.cleaned_data if filled else {}
    step(record, actor=actor, reason="依规办理。", **arguments)


def by_admin(step: Step, record: Any, actor: Any, asked: dict[str, str]) -> None:
    client = Client()
    client.force_login(actor)
    name = f"admin:pricing_{record._meta.model_name}_step"
    address = reverse(name, args=(record.pk, step.transition.verb))
    assert client.get(address).status_code == 200
    answer = client.post(address, asked | {"reason": "依规办理。", "idempotency_key": "k"})
    assert answer.status_code == 302


def by_api(step: Step, record: Any, actor: Any, asked: dict[str, str]) -> None:
    client = Client()
    client.force_login(actor)
    noun = NOUNS[record._meta.model_name]
    address = f"/api/v1/{noun}/{record.pk}/{step.transition.verb}/"
    body = asked | {"reason": "依规办理。"}
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code == 200, answer.content.decode()


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_every_door_leaves_the_same_event(market: Market, step: Step) -> None:
    action = step.transition.action
    told = []
    for door, take in (("function", by_function), ("admin", by_admin), ("api", by_api)):
        with transaction.atomic(), time_machine.travel(f"{DAYS.get(action, DAY)}T09:00:00+08:00"):
            record = STATES[step.transition.model_label.partition(".")[2]][
                "published" if action.startswith("pricing.price.apply") else source_of(step)
            ](market)
            take(step, record, actor_of(action, market), ASKED.get(action, {}))
            event = AuditEvent.objects.about(record).first()
            assert event is not None
            told.append((event.action, event.reason, event.legal_basis, known(event.changes)))
            assert door == "function" or event.door == door
            transaction.set_rollback(True)
    assert told[0] == told[1] == told[2]
    assert told[0][0] == action


def source_of(step: Step) -> str:
    """One of the states from which the step leads on."""
    return "published" if "published" in step.transition.sources else min(step.transition.sources)


def known(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes without what differs from record to record."""
    return {name: values for name, values in changes.items() if name not in ("validity", "line")}


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("prices/", 0),
        ("cap-tariffs/", 0),
        ("cost-surveys/", 0),
        ("allowed-revenues/", 1),
        ("treasury-yields/", 1),
    ],
)
def test_machines_see_what_the_public_sees(market: Market, path: str, count: int) -> None:
    for model in ("costsurvey", "captariff", "price"):
        STATES[model]["draft"](market)
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == 200
    assert answer.json()["count"] == count


def test_a_survey_is_filled_in_through_the_admin_form(market: Market) -> None:
    client = Client()
    client.force_login(market.desk.surveyor)
    answer = client.post(
        "/admin/pricing/costsurvey/add/",
        {
            "licence": market.product.licence.pk,
            "year": "2031",
            "price_authority": market.desk.price_authority.pk,
            "_key": "k",
            "items-TOTAL_FORMS": "1",
            "items-INITIAL_FORMS": "0",
            "items-0-category": "3_people",
            "items-0-name": "人员工资",
            "items-0-amount": "1000.00",
            "items-0-allowed": "900.00",
            "items-0-welfare_share": "0.1",
            "items-0-subsidy": "0",
            "items-0-note": "核减超编人员。",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    survey = market.product.licence.cost_surveys.get(year=2031)
    assert [str(line.net) for line in survey.lines()] == ["810.00000000"]


def test_the_lists_and_forms_of_the_site_open(market: Market) -> None:
    client = Client()
    client.force_login(market.desk.surveyor)
    for model in ("treasuryyield", "costsurvey", "allowedrevenue", "captariff", "price"):
        assert client.get(f"/admin/pricing/{model}/").status_code == 200
    for model, pk in (
        ("allowedrevenue", market.revenue_pk),
        ("costsurvey", market.revenue.survey_id),
    ):
        shown = client.get(f"/admin/pricing/{model}/{pk}/change/")
        assert shown.status_code == 200
        assert "云州市发展和改革委员会" in shown.content.decode()


def test_a_revenue_is_drafted_through_both_doors(market: Market) -> None:
    client = Client()
    client.force_login(market.desk.surveyor)
    typed = {
        "survey": market.revenue.survey_id,
        "data_authority": market.desk.by.authority.pk,
        "cycle_start": "2029-07-01",
        "cycle_end": "2030-06-30",
        "treasury_yield": market.revenue.treasury_yield_id,
        "spread": "0.05",
        "tax": "1000.00",
        "carry_over_deduction": "0",
    }
    answer = client.post("/admin/pricing/allowedrevenue/add/", typed | {"_key": "k"})
    assert answer.status_code == 302, answer.content.decode()
    sent = client.post("/api/v1/allowed-revenues/", typed, content_type="application/json")
    assert sent.status_code == 201, sent.content.decode()
    for revenue in market.product.licence.allowed_revenues.filter(status="draft"):
        assert revenue.licence == market.product.licence
        assert revenue.price_authority == market.desk.price_authority
