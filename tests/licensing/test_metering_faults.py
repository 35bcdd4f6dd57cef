"""Bulk records and step requests that no honest caller sends: told in words, nothing kept, nothing lost."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from governance.errors import InvalidInput
from licensing.models import UsageBatch, UsageRecord
from tests.factories.licensing import product_on_sale
from tests.factories.schemes import START, draft_decision, parties
from tests.licensing.test_metering import send

pytestmark = pytest.mark.django_db

NOON = "2026-07-06 12:00:00+08:00"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_line_that_would_end_the_copy_is_refused_and_nothing_after_it_is_lost() -> None:
    by = parties()
    product = product_on_sale(by=by)
    good = f"{product.pk},2026-06-02T08:00+08:00,1"
    for lines in ((good, "\\.", good), (good, "\\.")):
        with pytest.raises(InvalidInput, match="只有"):
            send(by, product, *lines)
    assert not UsageRecord.objects.exists()


@pytest.mark.parametrize("at", ["4713-01-01 BC", "294276-12-31", "infinity"])
def test_a_moment_beyond_every_calendar_is_told_by_its_line(at: str) -> None:
    by = parties()
    product = product_on_sale(by=by)
    with pytest.raises(InvalidInput):
        send(by, product, f"{product.pk},{at},1")
    assert not UsageBatch.objects.exists()


def test_half_a_character_is_told_by_its_lines() -> None:
    by = parties()
    product = product_on_sale(by=by)
    line = json.dumps({"product": product.pk, "at": "2026-06-02T08:00+08:00", "customer": "\ud800"})
    with pytest.raises(InvalidInput, match="不能识别的字符"):
        send(by, product, head=line, file_format="ndjson")


def test_sums_that_no_longer_fit_are_told() -> None:
    by = parties()
    product = product_on_sale(by=by)
    line = f"{product.pk},2026-06-02T08:00+08:00,999999999999999"
    with pytest.raises(InvalidInput, match="累计过大"):
        send(by, product, *[line] * 9_300, head="product,at,size")


@time_machine.travel(NOON, tick=False)
def test_a_delivery_without_content_is_told() -> None:
    by = parties()
    product = product_on_sale(by=by)
    answer = signed_in(by.seller).post(
        f"/api/v1/usage-batches/?licence={product.licence_id}",
        data="", content_type="text/csv", headers={"Idempotency-Key": "空"},
    )  # fmt: skip
    assert answer.status_code == 400, answer.content.decode()


@pytest.mark.parametrize(
    "body", ['{"signed_on": ["2026-04-01"]}', '{"signed_on": 1e400}', '{"signed_on": {}}',
             '{"reason": []}', '{"reason": null}'],
)  # fmt: skip
def test_a_step_is_told_what_kind_of_value_it_wants(body: str) -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=None, licence=product_on_sale(by=by).licence)
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        answer = signed_in(by.decider).post(
            f"/api/v1/collective-decisions/{decision.pk}/sign/", data=body, content_type="application/json"
        )  # fmt: skip
    assert answer.status_code == 400, answer.content.decode()
    decision.refresh_from_db()
    assert decision.status == "draft"
