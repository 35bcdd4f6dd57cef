"""Person × permission: who holds what on a record, asked of the list and of the object alike."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from accounts.models import Role
from governance.actors import VISITOR
from governance.policies import explain, holds, permissions_of
from tests.factories.changes import decided_change, draft_change, effective_change
from tests.factories.licensing import (
    draft_licence,
    draft_product,
    licence_in_force,
    product_in_review,
    product_on_sale,
    reviewed_product,
    signed_licence,
    suspended_licence,
)
from tests.factories.people import person
from tests.factories.products import (
    delivery,
    draft_capability,
    published_capability,
    redevelopment,
    suspended_product,
)
from tests.factories.schemes import (
    START,
    Parties,
    annex,
    deliberated_scheme,
    draft_decision,
    draft_scheme,
    parties,
    quorum_rule,
    signed_decision,
)

pytestmark = pytest.mark.django_db

NOON = f"{START} 12:00:00+08:00"
PERSONS: dict[str, Callable[[Parties], Any]] = {
    "visitor": lambda by: VISITOR,
    "citizen": lambda by: person(),
    "author": lambda by: by.drafter,
    "colleague": lambda by: by.decider,
    "dismissed": lambda by: person(Role.IMPLEMENTING_BODY, organisation=by.implementing_body, ends_on=START),
    "inactive": lambda by: person(Role.IMPLEMENTING_BODY, organisation=by.implementing_body, is_active=False),
    "other body": lambda by: person(Role.IMPLEMENTING_BODY),
    "authority": lambda by: by.supervisor,
    "other authority": lambda by: person(Role.AUTHORITY),
    "operator": lambda by: by.seller,
    "other operator": lambda by: person(Role.OPERATOR),
    "price authority": lambda by: person(Role.PRICE_AUTHORITY),
    "provider": lambda by: person(Role.PROVIDER),
    "auditor": lambda by: person(Role.AUDITOR),
    "security admin": lambda by: person(Role.SECURITY_ADMIN),
}  # fmt: skip
EVERYBODY = frozenset(PERSONS)

IMPLEMENT = "sign file terminate return suspend expire renew"
REGULATE = "activate reinstate suspend revoke expire close exempt"
DRAFT_LICENCE = {
    "author": f"view inspect add change {IMPLEMENT}",
    "colleague": f"view inspect add change {IMPLEMENT} decide activate reinstate",
    "authority": f"view inspect {REGULATE}",
    "auditor": "view inspect",
}
SIGNED_LICENCE = {
    "author": f"view inspect {IMPLEMENT}",
    "colleague": f"view inspect {IMPLEMENT} decide activate reinstate",
    "authority": f"view inspect {REGULATE}",
    "operator": "view inspect undertake",
    "price authority": "view inspect",
    "auditor": "view inspect",
}
PUBLIC_LICENCE = (
    dict.fromkeys(PERSONS, "view") | SIGNED_LICENCE | {"operator": "view inspect undertake renew"}
)
CHANGE = "sign file withdraw"
DRAFT_CHANGE = {
    "author": f"view inspect add change {CHANGE}",
    "colleague": f"view inspect add change {CHANGE} decide effect",
    "authority": "view inspect effect",
    "operator": "view inspect add change withdraw",
    "auditor": "view inspect",
}
DECIDED_CHANGE = {
    "author": f"view inspect {CHANGE}",
    "colleague": f"view inspect {CHANGE} decide effect",
    "authority": "view inspect effect",
    "operator": "view inspect",
    "auditor": "view inspect",
}
VERSION = dict.fromkeys(
    ("author", "colleague", "authority", "operator", "price authority", "auditor"), "view"
)
STOP = "return withdraw suspend resume recall"
REVIEW = f"security_review conformity_review {STOP}"
OFFER = "submit sell withdraw register deliver"
DRAFT_PRODUCT = {
    "author": REVIEW,
    "colleague": REVIEW,
    "authority": REVIEW,
    "operator": f"view add change {OFFER}",
    "auditor": "view",
}
PRODUCT_IN_REVIEW = {
    "author": f"view {REVIEW}",
    "colleague": f"view {REVIEW}",
    "authority": f"view {REVIEW}",
    "operator": f"view {OFFER}",
    "auditor": "view",
}
PRODUCT_ON_SALE = dict.fromkeys(PERSONS, "view") | {
    "author": f"view {REVIEW}",
    # Both gave a review of this round: neither gives another one.
    "colleague": f"view {STOP}",
    "authority": f"view {STOP}",
    "operator": f"view {OFFER}",
}
# Whoever uses it reads that it is suspended.
PRODUCT_SUSPENDED = PRODUCT_ON_SALE
DELIVERY = {
    "visitor": "redevelop",
    "inactive": "redevelop",
    "author": "view end",
    "colleague": "view end",
    "authority": "view end",
    "operator": "view end",
    "auditor": "view",
}
DRAFT_CAPABILITY = {
    "authority": "withdraw",
    "operator": "view add change publish withdraw",
    "auditor": "view",
}
PUBLISHED_CAPABILITY = dict.fromkeys(PERSONS, "view") | {
    "authority": "view withdraw",
    "operator": "view publish withdraw",
}
CONDUCT = "return deliberate decide file close correct"
PREPARE = "submit abandon revise strike"
DRAFT_SCHEME = {
    "author": f"view add change {PREPARE}",
    "colleague": f"view add change {PREPARE}",
    "authority": f"view add change {PREPARE} review {CONDUCT}",
    "auditor": "view",
}
SCHEME_BEFORE_THE_MEETING = {
    "author": f"view {PREPARE}",
    "colleague": f"view {PREPARE}",
    "authority": f"view {PREPARE} review {CONDUCT}",
    "auditor": "view",
}
FILING = {"author": "view", "colleague": "view", "authority": "view", "auditor": "view"}
UNSIGNED_DECISION = {
    "author": "view",
    "colleague": "view",
    "authority": "view add change strike",
    "auditor": "view",
}
SIGNED_DECISION = FILING | {"authority": "view strike"}
OPEN_PART = {
    "author": "view add change",
    "colleague": "view add change",
    "authority": "view add change",
    "auditor": "view",
}
RULE = {
    "author": "view",
    "colleague": "view",
    "other body": "view",
    "authority": "view add change",
    "other authority": "view",
    "auditor": "view",
}
REVIEW_ROW = {
    "author": "view",
    "colleague": "view",
    "authority": "view",
    "operator": "view",
    "auditor": "view",
}

TABLE: list[Any] = [
    pytest.param(lambda by: draft_licence(by=by), DRAFT_LICENCE, id="draft licence"),
    pytest.param(lambda by: signed_licence(by=by), SIGNED_LICENCE, id="signed licence"),
    pytest.param(lambda by: licence_in_force(by=by), PUBLIC_LICENCE, id="licence in force"),
    pytest.param(lambda by: suspended_licence(by=by), PUBLIC_LICENCE, id="suspended licence"),
    pytest.param(lambda by: draft_change(by=by), DRAFT_CHANGE, id="draft change"),
    pytest.param(lambda by: decided_change(by=by), DECIDED_CHANGE, id="decided change"),
    pytest.param(
        lambda by: effective_change(by=by),
        dict.fromkeys(PERSONS, "view") | DECIDED_CHANGE,
        id="effective change",
    ),
    pytest.param(lambda by: licence_in_force(by=by).versions.get(), VERSION, id="version"),
    pytest.param(lambda by: draft_product(by=by), DRAFT_PRODUCT, id="draft product"),
    pytest.param(lambda by: product_in_review(by=by), PRODUCT_IN_REVIEW, id="product in review"),
    pytest.param(lambda by: product_on_sale(by=by), PRODUCT_ON_SALE, id="product on sale"),
    pytest.param(lambda by: suspended_product(by=by), PRODUCT_SUSPENDED, id="suspended product"),
    pytest.param(lambda by: delivery(by=by), DELIVERY, id="delivery"),
    pytest.param(lambda by: redevelopment(by=by), REVIEW_ROW, id="redevelopment"),
    pytest.param(lambda by: draft_capability(by=by), DRAFT_CAPABILITY, id="draft capability"),
    pytest.param(lambda by: published_capability(by=by), PUBLISHED_CAPABILITY, id="capability"),
    pytest.param(
        lambda by: reviewed_product(by=by).reviews.first().points.first(), REVIEW_ROW, id="point"
    ),
    pytest.param(lambda by: draft_scheme(by=by), DRAFT_SCHEME, id="draft scheme"),
    pytest.param(
        lambda by: deliberated_scheme(by=by),
        SCHEME_BEFORE_THE_MEETING,
        id="scheme before the meeting",
    ),
    pytest.param(
        lambda by: draft_decision(by=by, scheme=deliberated_scheme(by=by)),
        UNSIGNED_DECISION,
        id="unsigned decision",
    ),
    pytest.param(
        lambda by: signed_decision(by=by, scheme=deliberated_scheme(by=by)),
        SIGNED_DECISION,
        id="signed decision",
    ),
    pytest.param(lambda by: signed_licence(by=by).scheme.filings.get(), FILING, id="filing"),
    pytest.param(
        lambda by: draft_decision(by=by, scheme=deliberated_scheme(by=by)).members.first(),
        FILING | {"authority": "view add change"},
        id="member of an unsigned decision",
    ),
    pytest.param(
        lambda by: signed_decision(by=by, scheme=deliberated_scheme(by=by)).members.first(),
        FILING,
        id="member of a signed decision",
    ),
    pytest.param(lambda by: annex(by=by, scheme=draft_scheme(by=by)), OPEN_PART, id="annex"),
    pytest.param(
        lambda by: deliberated_scheme(by=by).versions.get(), FILING, id="version of a scheme"
    ),
    pytest.param(lambda by: quorum_rule(by=by), RULE, id="quorum rule"),
    pytest.param(lambda by: reviewed_product(by=by).reviews.first(), REVIEW_ROW, id="review"),
]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("make", "expected"), TABLE)
def test_person_by_permission(make: Callable[[Parties], Any], expected: dict[str, str]) -> None:
    by = parties()
    record = make(by)
    model = type(record)
    for name, find in PERSONS.items():
        someone = find(by)
        held = set()
        for permission in permissions_of(model):
            is_held = holds(someone, permission, record)
            assert (
                model.objects.permitted(someone, permission).filter(pk=record.pk).exists()
                is is_held
            )
            assert explain(someone, permission, record).allowed is is_held
            if is_held:
                held.add(permission.partition(".")[2].removesuffix(f"_{model._meta.model_name}"))
        assert held == set(expected.get(name, "").split()), name
