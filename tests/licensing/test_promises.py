"""Before the signature: every undertaking of the operator, and the department that co-signs (27号 第六条、第十四条)."""

import pytest
import time_machine

from accounts.models import Role
from governance import grants
from governance.errors import NotPermitted
from licensing.models import Licence, Undertaking
from licensing.workflow import licences, promises
from tests.factories.licensing import decided_licence, draft_licence
from tests.factories.people import organisation, person
from tests.factories.schemes import START, parties, scan, signed_decision
from tests.licensing.refusals import against_the_law, decide, refused, rewrite

pytestmark = pytest.mark.django_db
ALL = list(Undertaking.values)


@pytest.mark.parametrize("left", ALL)
def test_each_undertaking_is_given_or_nothing_is_signed(left: str) -> None:
    by = parties()
    licence = draft_licence(by=by)
    decide(licence, by)
    with refused(str(Undertaking(left).label)):
        promises.undertake(
            licence, actor=by.seller, on=START, undertakings=[each for each in ALL if each != left]
        )
    with refused("尚未作出全部承诺"):
        licences.sign_licence(
            licence, actor=by.drafter, on=START, agreement=scan(), signed_on=START
        )
    rewrite(licence, undertakings=[each for each in ALL if each != left], undertaken_on=START)
    with against_the_law("尚未作出全部承诺"):
        rewrite(licence, status="signed")
    promises.undertake(licence, actor=by.seller, on=START, undertakings=ALL)
    licences.sign_licence(licence, actor=by.drafter, on=START, agreement=scan(), signed_on=START)
    assert licence.undertakings == ALL


def test_only_the_operator_promises_and_a_new_text_is_promised_anew() -> None:
    by = parties()
    licence = decided_licence(by=by)
    for person_ in (by.drafter, by.supervisor, parties().seller):
        with pytest.raises(NotPermitted):
            promises.undertake(licence, actor=person_, on=START, undertakings=ALL)
    licences.return_licence(licence, actor=by.decider, on=START, reason="改期限。")
    assert (licence.undertakings, licence.undertaken_on) == ([], None)


@time_machine.travel(f"{START} 12:00:00+08:00", tick=False)
def test_a_department_cosigns_by_a_right_of_its_own_on_this_agreement() -> None:
    by, department = parties(), organisation()
    licence = decided_licence(by=by, cosigner=department)
    cosigner, guard = person(Role.PROVIDER, organisation=department), person(Role.SECURITY_ADMIN)
    assert not Licence.objects.visible_to(cosigner).exists()
    with pytest.raises(NotPermitted):
        promises.cosign(licence, actor=cosigner, on=START)
    with refused("尚未会签", str(department)):
        licences.sign_licence(
            licence, actor=by.drafter, on=START, agreement=scan(), signed_on=START
        )
    with against_the_law("会签部门尚未会签"):
        rewrite(licence, status="signed")
    grants.grant(cosigner, "licensing.cosign_licence", licence, actor=guard, reason="会签人员。")
    assert Licence.objects.permitted(cosigner, "licensing.inspect_licence").get() == licence
    promises.cosign(licence, actor=cosigner, on=START)
    with refused("已于 2026-04-01 会签"):
        promises.cosign(licence, actor=cosigner, on=START)
    licences.sign_licence(licence, actor=by.drafter, on=START, agreement=scan(), signed_on=START)
    assert licence.cosigned_on == START


def test_the_operator_is_not_its_own_cosigner() -> None:
    licence = draft_licence()
    with against_the_law("licence_operator_is_not_its_cosigner"):
        rewrite(licence, cosigner=licence.operator)


def test_the_right_to_cosign_covers_no_agreement_without_a_cosigner() -> None:
    by = parties()
    licence = draft_licence(by=by)
    signed_decision(by=by, licence=licence)
    guard, somebody = person(Role.SECURITY_ADMIN), person(Role.PROVIDER)
    grants.grant(somebody, "licensing.cosign_licence", licence, actor=guard, reason="误授。")
    licences.decide_licence(licence, actor=by.decider, on=START)
    with pytest.raises(NotPermitted):
        promises.cosign(licence, actor=somebody, on=START)
