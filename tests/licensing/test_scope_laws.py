"""I-05 … I-08 by name: separation of manager and operator, grade gate, consent, registration."""

from datetime import date, timedelta
from typing import Any

import pytest

from catalog.models import Registration
from governance import edits
from licensing.models import (
    Licence,
)
from licensing.workflow import ends, licences
from tests.factories.catalog import published_resource
from tests.factories.licensing import (
    draft_licence,
    filed_licence,
    licence_in_force,
)
from tests.factories.people import organisation
from tests.factories.schemes import (
    START,
    kept_file,
    licensable_resource,
    parties,
)
from tests.licensing.refusals import against_the_law, decide, refused, rewrite

pytestmark = pytest.mark.django_db


# I-05: separation of manager and operator


def test_i_05_nobody_operates_what_he_implements_or_regulates() -> None:
    licence = draft_licence()
    with against_the_law("licence_operator_is_not_implementing_body"):
        rewrite(licence, operator=licence.implementing_body)
    with against_the_law("licence_operator_is_not_regulator"):
        rewrite(licence, operator=licence.regulator)


@pytest.mark.parametrize(
    ("flaw", "words"),
    [({"has_legal_personality": False}, "法人资格"), ({"uscc": ""}, "统一社会信用代码")],
)
def test_i_05_the_operator_is_a_legal_person_with_a_valid_code(
    flaw: dict[str, Any], words: str
) -> None:
    by = parties()
    licence = draft_licence(by=by)
    rewrite(by.operator, **flaw)
    with refused(words):
        decide(licence, by)


def test_i_05_the_database_asks_for_a_legal_person_again() -> None:
    licence = filed_licence()
    rewrite(licence.operator, has_legal_personality=False)
    with against_the_law("法人资格"):
        rewrite(licence, status="in_force", status_since=START)


def test_i_05_the_regulator_does_not_implement_unless_the_region_says_so(settings: Any) -> None:
    body = organisation()
    by = parties(authority=body, implementing_body=body)
    licence = draft_licence(by=by)
    with refused("管运分离"):
        decide(licence, by)
    settings.LICENSING_REGULATOR_MAY_IMPLEMENT = True
    licences.decide_licence(licence, actor=by.decider, on=START)


# I-06, I-07: grade gate and consent

SCOPE_FLAWS = [
    pytest.param({"is_secret": True, "opening": "none", "opening_reason": "涉密", "sharing": "none",
                  "sharing_legal_basis": "《保密法》第九条"}, "依法保密", id="secret"),
    pytest.param({"grade": "core", "opening": "none", "opening_reason": "核心"}, "核心数据", id="core"),
    pytest.param({"grade": "important", "opening": "none", "opening_reason": "重要"}, "风险评估报告", id="important"),
    pytest.param({"acquisition": "shared"}, "同意函", id="shared"),
]  # fmt: skip


@pytest.mark.parametrize(("flaw", "words"), SCOPE_FLAWS)
def test_i_06_i_07_the_scope_is_gated_when_decided_and_when_taking_effect(
    flaw: dict[str, Any], words: str
) -> None:
    by = parties()
    resource = licensable_resource()
    draft = draft_licence(by=by, resources=(resource,))
    filed = filed_licence(by=by, resources=(resource,))
    rewrite(resource, **flaw)
    with refused(words):
        decide(draft, by)
    with refused(words):
        licences.activate_licence(filed, actor=by.supervisor, on=START)
    with against_the_law("不符合授权条件"):
        rewrite(filed, status="in_force", status_since=START)


@pytest.mark.parametrize(
    ("flaw", "kind"),
    [({"grade": "important", "opening": "none", "opening_reason": "重要"}, "assessment"),
     ({"acquisition": "shared"}, "consent")],
)  # fmt: skip
def test_i_06_i_07_the_proof_opens_the_gate(flaw: dict[str, str], kind: str) -> None:
    by = parties()
    licence = draft_licence(by=by)
    entry = licence.scope.get()
    rewrite(entry.resource, **flaw)
    setattr(entry, kind, kept_file("证明.pdf", by=by.drafter))
    edits.save(entry, actor=by.drafter)
    decide(licence, by)
    entry.refresh_from_db()
    assert getattr(entry, kind).name == "证明.pdf"


def test_i_06_a_resource_without_grade_is_refused() -> None:
    by = parties()
    licence = filed_licence(by=by)
    resource = licence.scope.get().resource
    rewrite(resource, status="draft", grade="")
    with refused("尚未定级"):
        licences.activate_licence(licence, actor=by.supervisor, on=START)


# I-08: registration


def test_i_08_an_unregistered_resource_keeps_the_licence_from_taking_effect() -> None:
    by = parties()
    licence = filed_licence(by=by, resources=(published_resource(on=START),))
    with refused("尚未登记"):
        licences.activate_licence(licence, actor=by.supervisor, on=START)
    with against_the_law("不符合授权条件"):
        rewrite(licence, status="in_force", status_since=START)


def test_i_08_within_twenty_working_days_of_its_first_delivery_it_may() -> None:
    by = parties()
    resource = published_resource(on=START)
    licence = filed_licence(by=by, resources=(resource,))
    rewrite(resource, delivered_on=START)
    with refused("尚未登记"):
        # The twentieth working day after 1 April 2026 is 30 April (清明节 on the 6th).
        licences.activate_licence(licence, actor=by.supervisor, on=date(2026, 5, 6))
    licences.activate_licence(licence, actor=by.supervisor, on=date(2026, 4, 29))
    assert licence.status == Licence.Status.IN_FORCE


def test_i_08_an_expired_registration_keeps_a_licence_suspended() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    ends.suspend_licence(
        licence, actor=by.supervisor, on=START, until=date(2029, 3, 1), reason="核查。"
    )
    lapsed = Registration.objects.get(resource=licence.scope.get().resource).valid_to + timedelta(
        days=1
    )
    assert lapsed <= licence.ends_on
    with refused("尚未登记"):
        ends.reinstate_licence(licence, actor=by.decider, on=lapsed, reason="已整改。")
