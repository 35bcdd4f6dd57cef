"""Single rights that the table does not tell: four eyes, masks, the day, a grant by name."""

import pytest
import time_machine

from accounts.models import Role
from governance import grants
from governance.actors import VISITOR
from governance.models import AuditEvent
from governance.policies import holds
from licensing.models import Licence, Product
from tests.factories.licensing import (
    draft_licence,
    expired_licence,
    licence_in_force,
    product_on_sale,
)
from tests.factories.people import person
from tests.factories.schemes import (
    deliberated_scheme,
    draft_decision,
    parties,
)
from tests.licensing.test_policies import NOON, PERSONS

pytestmark = pytest.mark.django_db


@time_machine.travel(NOON, tick=False)
def test_who_recorded_a_decision_does_not_sign_it_and_another_does() -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=deliberated_scheme(by=by))
    assert not holds(by.supervisor, "licensing.sign_collectivedecision", decision)
    assert holds(by.second_supervisor, "licensing.sign_collectivedecision", decision)


@time_machine.travel(NOON, tick=False)
def test_the_scope_is_seen_by_the_parties_and_masked_for_others() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    entry = licence.scope.get()
    everyone = {name: find(by) for name, find in PERSONS.items()}
    assert all(
        holds(someone, "licensing.view_licensedresource", entry) for someone in everyone.values()
    )
    type(entry.resource).objects.filter(pk=entry.resource_id).update(status="submitted")
    still = {
        name
        for name, who in everyone.items()
        if holds(who, "licensing.view_licensedresource", entry)
    }
    assert still >= {"author", "colleague", "authority", "operator", "auditor"}
    assert not still & {
        "visitor",
        "citizen",
        "other body",
        "other operator",
        "inactive",
        "dismissed",
    }


def test_products_of_an_ended_licence_vanish_for_the_public_with_the_day() -> None:
    with time_machine.travel(NOON, tick=False):
        product = product_on_sale()
        assert holds(VISITOR, "licensing.view_product", product)
    with time_machine.travel(f"{product.licence.ends_on} 23:59:59+08:00", tick=False):
        assert holds(VISITOR, "licensing.view_product", product)
    with time_machine.travel(
        f"{product.licence.ends_on} 16:00:00+00:00", tick=False
    ):  # midnight in China
        assert not holds(VISITOR, "licensing.view_product", product)
        assert not Product.objects.visible_to(VISITOR).exists()


@time_machine.travel(NOON, tick=False)
def test_a_grant_by_name_opens_one_draft() -> None:
    by = parties()
    licence, other = draft_licence(by=by), draft_licence(by=by)
    evaluator, guard = person(Role.EVALUATOR), person(Role.SECURITY_ADMIN)
    grants.grant(evaluator, "licensing.view_licence", licence, actor=guard, reason="第三方评估。")
    assert list(Licence.objects.visible_to(evaluator)) == [licence]
    assert not holds(evaluator, "licensing.view_licence", other)
    grants.withdraw(evaluator, "licensing.view_licence", licence, actor=guard, reason="评估结束。")
    assert not Licence.objects.visible_to(evaluator).exists()
    assert (
        AuditEvent.objects.filter(
            subject_type="licensing.licence", action__startswith="governance.grant"
        ).count()
        == 2
    )


@time_machine.travel(NOON, tick=False)
def test_the_register_keeps_ended_licences() -> None:
    with time_machine.travel("2029-06-01 12:00:00+08:00", tick=False):
        licence = expired_licence()
        assert holds(VISITOR, "licensing.view_licence", licence)
