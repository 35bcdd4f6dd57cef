"""Who may do what, person by person: lists and single rows give the same answer."""

from typing import Any

import pytest

from accounts.models import Role, User
from governance.actors import VISITOR
from governance.policies import holds
from tests.factories.people import person
from tests.factories.pricing import cost_item, price_desk
from tests.pricing.conftest import Market
from tests.pricing.states import STATES

pytestmark = pytest.mark.django_db

PRICING = "surveyor checker signer"
PARTIES = "drafter decider seller"
INSIDE = f"{PRICING} supervisor {PARTIES} auditor"
EVERYBODY = f"visitor citizen {INSIDE} other_pricer other_authority other_body other_seller evaluator administrator"
# (record, its state) → permission → those who hold it; surveyor, drafter and seller made the drafts.
TABLE: dict[tuple[str, str], dict[str, str]] = {
    ("costsurvey", "draft"): {
        "view": INSIDE,
        "change": PRICING,
        "submit": PRICING,
        "check": "checker signer",
        "return": "checker signer",
    },
    ("costsurvey", "submitted"): {"view": INSIDE, "change": "", "check": "checker signer"},
    ("costsurvey", "checked"): {"view": INSIDE, "change": ""},
    ("allowedrevenue", "draft"): {
        "view": INSIDE,
        "change": PRICING,
        "propose": PRICING,
        "sign": "checker signer",
        "countersign": "supervisor",
    },
    ("allowedrevenue", "proposed"): {
        "view": INSIDE,
        "change": "",
        "sign": "checker signer",
        "countersign": "supervisor",
        "return": "checker signer supervisor",
    },
    ("allowedrevenue", "signed"): {"view": INSIDE, "return": "checker supervisor"},
    ("allowedrevenue", "in_force"): {"view": EVERYBODY, "change": ""},
    ("captariff", "draft"): {
        "view": "drafter decider auditor",
        "change": "drafter decider",
        "set": "decider",
        "report": "drafter decider",
        "supersede": "drafter decider",
    },
    ("captariff", "set"): {"view": EVERYBODY, "change": "", "report": "drafter decider"},
    ("price", "draft"): {
        "view": "drafter decider seller auditor",
        "change": "seller",
        "publish": "seller",
        "supersede": "drafter decider seller",
        "withdraw": "drafter decider seller",
        "apply_formal": "drafter decider",
    },
    ("price", "published"): {"view": EVERYBODY, "change": "", "publish": "seller"},
    ("price", "withdrawn"): {"view": EVERYBODY, "change": ""},
}


def people(market: Market) -> dict[str, Any]:
    """Everybody of the table: the parties, their like elsewhere, and the public."""
    desk, by, elsewhere = market.desk, market.desk.by, price_desk()
    return {
        "visitor": VISITOR,
        "citizen": person(),
        "surveyor": desk.surveyor,
        "checker": desk.checker,
        "signer": desk.signer,
        "supervisor": by.supervisor,
        "drafter": by.drafter,
        "decider": by.decider,
        "seller": by.seller,
        "auditor": person(Role.AUDITOR),
        "other_pricer": elsewhere.surveyor,
        "other_authority": elsewhere.by.supervisor,
        "other_body": elsewhere.by.drafter,
        "other_seller": elsewhere.by.seller,
        "evaluator": person(Role.EVALUATOR),
        "administrator": person(Role.SYSTEM_ADMIN),
    }


@pytest.mark.parametrize(("model", "state"), TABLE)
def test_who_may_do_what(market: Market, model: str, state: str) -> None:
    everybody = people(market)
    record = STATES[model][state](market)
    for verb, names in TABLE[model, state].items():
        permission = f"pricing.{verb}_{model}"
        rows = type(record).objects.filter(pk=record.pk)
        held = {name for name, user in everybody.items() if holds(user, permission, record)}
        listed = {name for name, user in everybody.items() if rows.permitted(user, permission)}
        assert held == set(names.split()), permission
        assert listed == held, permission


def test_a_dismissed_person_has_the_rights_of_the_public(market: Market) -> None:
    record = STATES["captariff"]["draft"](market)
    drafter = User.objects.get(pk=market.desk.by.drafter.pk)
    drafter.is_active = False
    assert not holds(drafter, "pricing.view_captariff", record)


def test_a_cost_item_is_seen_with_its_survey(market: Market) -> None:
    survey = STATES["costsurvey"]["draft"](market)
    item, everybody = cost_item(survey), people(market)
    for name, user in everybody.items():
        assert holds(user, "pricing.view_costitem", item) is (name in INSIDE.split()), name
        assert holds(user, "pricing.change_costitem", item) is (name in PRICING.split()), name


def test_yields_are_public_and_kept_by_the_price_authority(market: Market) -> None:
    mean = market.revenue.treasury_yield
    for name, user in people(market).items():
        assert holds(user, "pricing.view_treasuryyield", mean), name
        may_keep = name in f"{PRICING} other_pricer".split()
        assert holds(user, "pricing.change_treasuryyield", mean) is may_keep, name
