"""Past every door: what was decided, concluded or counted stands, and no state is reached that no step leads to."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from licensing.models import Licence, Product, Redevelopment, UsageDaily, UsageReport
from tests.factories import licensing as made
from tests.factories.products import declaration, delivery
from tests.factories.schemes import START, parties, signed_decision
from tests.factories.selections import concluded_selection
from tests.factories.usage import accepted_report
from tests.licensing.refusals import against_the_law, rewrite
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = pytest.mark.django_db
WHOLES: dict[str, str] = import_module("licensing.migrations.0041_parts_stay").WHOLES


# No state without its step


@pytest.mark.parametrize(
    ("state", "target"),
    [
        ("expired_licence", "in_force"),
        ("closed_licence", "expired"),
        ("closed_licence", "in_force"),
        ("terminated_licence", "in_force"),
        ("revoked_licence", "suspended"),
    ],
)
def test_an_ended_licence_does_not_come_back(state: str, target: str) -> None:
    licence: Licence = getattr(made, state)()
    with against_the_law("不能从状态|授权不能生效|须先立案"):
        rewrite(licence, status=target)


def test_i_02_a_decided_agreement_is_not_filed_unsigned() -> None:
    with against_the_law("licence_signed_has_agreement_and_number"):
        rewrite(made.decided_licence(), status="filed", signed_on=START, number="X1", year=2026)
    with against_the_law("不能从状态“signed”变为“in_force”|授权不能生效"):
        rewrite(made.signed_licence(), status="in_force")


@pytest.mark.parametrize("state", ["decided", "signed", "filed", "in_force", "expired"])
def test_i_02_no_licence_starts_past_its_drafting(state: str) -> None:
    licence = made.draft_licence()
    values = {
        field.attname: getattr(licence, field.attname) for field in Licence._meta.concrete_fields
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence._base_manager.create(**values | {"id": None, "name": "直接写入", "status": state})


def test_i_10_old_reviews_do_not_bring_a_product_back_on_sale() -> None:
    product = made.product_on_sale()
    with against_the_law("不能从状态"):
        rewrite(product, status="draft")
    with against_the_law("不能从状态"):
        rewrite(made.draft_product(), status="withdrawn")
    assert Product.objects.get(pk=product.pk).status == "on_sale"


def test_an_accepted_report_is_not_reopened() -> None:
    report = accepted_report(by=parties())
    for state in ("draft", "returned", "submitted"):
        with against_the_law("不能从状态|经受理"):
            rewrite(report, status=state)
    assert UsageReport.objects.get(pk=report.pk).status == "accepted"


# No part moves to another whole


@pytest.mark.parametrize("table", WHOLES, ids=str)
def test_a_part_stays_with_its_whole(table: str) -> None:
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table == table
    ]
    assert found, table
    column = found[0]._meta.get_field(WHOLES[table].removesuffix("_id"))
    assert isinstance(column, models.ForeignKey)


def test_a_resource_is_not_smuggled_out_of_a_licence_or_into_one() -> None:
    by = parties()
    running, draft = made.licence_in_force(by=by), made.draft_licence(by=by, name="另一份")
    inside, outside = running.scope.first(), draft.scope.first()
    assert inside
    assert outside
    for entry, other in ((inside, draft), (outside, running)):
        with against_the_law("不能移到另一条记录|资源范围不能再改"):
            rewrite(entry, licence=other)


# What was agreed


@pytest.mark.parametrize("state", ["decided", "signed", "filed", "in_force", "suspended"])
@pytest.mark.parametrize(
    "change",
    [
        {"ends_on": date(2030, 1, 1)},
        {"content": "另一个内容"},
        {"business": ["technical_service"]},
        {"is_exclusive": True},
        {"starts_on": START + timedelta(days=1)},
        {"breach": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_i_02_an_agreement_says_what_was_decided(state: str, change: dict[str, Any]) -> None:
    factory = "licence_in_force" if state == "in_force" else f"{state}_licence"
    licence: Licence = getattr(made, factory)()
    with against_the_law("不能再改|授权变更|agreement|licence_"):
        rewrite(licence, **change)


def test_i_02_the_operator_and_the_decision_of_a_running_licence_stand() -> None:
    by = parties()
    licence = made.licence_in_force(by=by)
    other = signed_decision(by=by, licence=licence, on=START)
    for change in (
        {"operator": by.authority},
        {"decision": other},
        {"number": "假"},
        {"signed_on": date(2026, 1, 1)},
    ):
        with against_the_law("不能再改|licence_"):
            rewrite(licence, **change)


def test_i_01_a_longer_term_goes_by_a_decision_on_this_very_agreement() -> None:
    by = parties()
    elsewhere = made.decided_licence(by=by)
    licence = made.draft_licence(by=by, name="另一份")
    rewrite(licence, exceptional_term=elsewhere.decision, ends_on=date(2033, 4, 1))
    own = signed_decision(by=by, licence=licence)
    with against_the_law("须有对本协议作出并写明理由的集体决策"):
        rewrite(licence, status="decided", decision=own)


# What was chosen, and what was counted


@pytest.mark.usefixtures("evaluation_time")
def test_i_04_the_chosen_one_is_not_swapped() -> None:
    selection = concluded_selection(by=parties())
    with against_the_law("已经选定运营机构"):
        rewrite(selection, winner=selection.reserve)
    with against_the_law("已经选定运营机构"):
        rewrite(selection, result=[])


def test_sums_of_metered_records_only_grow() -> None:
    product = made.product_on_sale()
    row = UsageDaily.objects.create(
        licence=product.licence,
        product=product,
        purpose="industry",
        day=START,
        records=2,
        quantity=5,
        size=9,
        failed=0,
        refused=0,
    )
    for change in (
        {"quantity": 6},
        {"records": 1},
        {"records": 3, "quantity": 4},
        {"day": date(2026, 1, 1)},
    ):
        with against_the_law("计量汇总"):
            rewrite(row, **change)
    with against_the_law("计量汇总"):
        UsageDaily._base_manager.filter(pk=row.pk)._raw_delete("default")
    rewrite(row, records=3, quantity=6)


@pytest.mark.parametrize("code", ["lower", "padded", "empty"])
def test_i_31_the_operators_code_is_known_however_it_is_written(code: str) -> None:
    by = parties()
    handed = delivery(by=by)
    written = {
        "lower": by.operator.uscc.lower(),
        "padded": f"{by.operator.uscc[:17]} ",
        "empty": "",
    }[code]
    told = declaration(developer_code=written)
    with pytest.raises(IntegrityError, match="再开发"), transaction.atomic():
        Redevelopment.objects.bulk_create(
            [Redevelopment(delivery=handed, declared_on=START, **told)]
        )
