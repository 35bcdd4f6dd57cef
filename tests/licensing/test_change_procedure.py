"""How a change is signed, who decides on it, and what others learn of it."""

from datetime import timedelta

import pytest
from django.test import Client

from catalog.workflow.withdrawals import require_free
from governance.errors import NotPermitted
from licensing.models import Licence
from licensing.workflow import changes
from tests.factories import changes as made
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import (
    START,
    licensable_resource,
    parties,
    scan,
    signed_decision,
)
from tests.licensing.refusals import against_the_law, refused, rewrite

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def test_the_supplement_is_signed_after_its_decision_and_numbered() -> None:
    by = parties()
    change = made.decided_change(by=by)
    for day in (START - DAY, START + DAY):
        with refused("签订日期"):
            changes.sign_change(
                change, actor=by.drafter, on=START, agreement=scan("补.pdf"), signed_on=day
            )
    changes.sign_change(
        change, actor=by.drafter, on=START, agreement=scan("补.pdf"), signed_on=START
    )
    assert (change.serial, change.due_rule) == (1, "lic.filing")
    with against_the_law("licence_change_signed_has_its_agreement"):
        rewrite(change, agreement=None)


def test_who_drafted_a_change_neither_decides_nor_effects_it() -> None:
    by = parties()
    change = made.draft_change(by=by)
    signed_decision(by=by, licence=change.licence)
    with pytest.raises(NotPermitted, match="须由他人登记决策"):
        changes.decide_change(change, actor=by.drafter, on=START)
    filed = made.filed_change(by=by, licence=licence_in_force(by=by))
    with pytest.raises(NotPermitted, match="须由他人办理生效"):
        changes.effect_change(filed, actor=by.drafter, on=START)
    assert Licence.objects.get(pk=filed.licence_id).versions.count() == 1


def test_a_resource_that_left_the_scope_may_be_withdrawn_from_the_catalogue() -> None:
    by = parties()
    leaves = licensable_resource()
    licence = licence_in_force(by=by, resources=(leaves, licensable_resource()))
    with refused("授权生效期间不得撤回"):
        require_free(leaves, START)
    item = {"action": "remove", "resource": leaves}
    made.effective_change(by=by, licence=licence, items=(item,))
    require_free(leaves, START)


def test_the_reasons_of_a_change_are_for_those_who_inspect_it() -> None:
    change = made.effective_change(by=(by := parties()))
    address = f"/api/v1/licence-changes/{change.pk}/"
    public = Client().get(address).json()
    assert public["new_ends_on"] == "2029-05-01"
    assert "grounds" not in public
    client = Client()
    client.force_login(by.seller)
    assert client.get(address).json()["grounds"] == change.grounds
    assert Client().get(f"/api/v1/licence-versions/?licence={change.licence_id}").json()["count"] == 0  # fmt: skip
