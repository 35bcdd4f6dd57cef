"""A licence ends by itself at midnight, China time; the nightly job only writes it down (I-01, clause 三)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from governance import edits
from governance.actors import VISITOR
from governance.due import run_all
from governance.errors import NotPermitted, TransitionError
from governance.models import AuditEvent
from licensing.models import Licence, Product
from licensing.workflow import ends, licences, products
from tests.factories.exits import reported
from tests.factories.licensing import (
    draft_product,
    filed_licence,
    licence_in_force,
    product_on_sale,
    reviewed_product,
    suspended_licence,
)
from tests.factories.schemes import START, parties

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LAST = date(2026, 12, 31)


def at(day: date, clock: str) -> time_machine.travel:
    """An instant by the clocks of China."""
    return time_machine.travel(f"{day} {clock}+08:00", tick=False)


def test_in_force_and_on_sale_are_asked_by_the_day() -> None:
    licence = licence_in_force(ends_on=LAST)
    assert not Licence.objects.in_force(licence.starts_on - DAY).exists()
    assert Licence.objects.in_force(licence.starts_on).exists()
    assert Licence.objects.in_force(LAST).exists()
    assert not Licence.objects.in_force(LAST + DAY).exists()
    assert [licence.is_in_force(day) for day in (licence.starts_on - DAY, LAST, LAST + DAY)] == [
        False,
        True,
        False,
    ]


def test_the_last_second_of_the_year_and_the_first_of_the_next() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    product = product_on_sale(by=by, licence=licence)
    with at(LAST, "23:59:59"):
        assert product.name in Client().get(reverse("licensing:products")).content.decode()
    with at(LAST + DAY, "00:00:00"):
        assert product.name not in Client().get(reverse("licensing:products")).content.decode()
        assert Client().get(f"/api/v1/products/{product.pk}/").status_code == 404
    licence.refresh_from_db()
    assert licence.status == Licence.Status.IN_FORCE  # no job has run


def test_a_term_to_the_leap_day_ends_after_it() -> None:
    leap = date(2028, 2, 29)
    licence_in_force(ends_on=leap)
    assert Licence.objects.in_force(leap).exists()
    assert not Licence.objects.in_force(date(2028, 3, 1)).exists()


def test_every_door_of_the_operator_is_closed_the_day_after() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    draft = draft_product(by=by, licence=licence)
    waiting = reviewed_product(by=by, licence=licence)
    after = LAST + DAY
    with pytest.raises(TransitionError, match="不在有效期内"):
        products.submit_product(draft, actor=by.seller, on=after)
    with pytest.raises(TransitionError, match="不在有效期内"):
        products.put_on_sale(waiting, actor=by.seller, on=after)
    draft.description = "到期后修改"
    with at(after, "00:00:01"), pytest.raises(NotPermitted):
        edits.save(draft, actor=by.seller)


def test_suspension_closes_the_same_doors_in_the_same_request() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)
    draft = draft_product(by=by, licence=licence)
    assert Product.objects.on_sale(START).get() == product
    ends.suspend_licence(licence, actor=by.supervisor, on=START, until=START + DAY, reason="核查。")
    assert not Product.objects.on_sale(START).exists()
    with at(START, "12:00:00"):
        assert not Product.objects.visible_to(VISITOR).exists()
        with pytest.raises(NotPermitted):
            edits.save(draft, actor=by.seller)
    ends.reinstate_licence(licence, actor=by.decider, on=START, reason="已整改。")
    assert Product.objects.on_sale(START).get() == product


def test_the_job_writes_the_end_down_once_under_its_own_name() -> None:
    lapsed = licence_in_force(ends_on=LAST)
    halted = suspended_licence(ends_on=LAST)
    running = licence_in_force()
    job = User.objects.service_account("due-work")
    first = dict(run_all(actor=job, on=LAST + DAY))
    assert first["登记已到期的授权"] == 2
    assert dict(run_all(actor=job, on=LAST + DAY))["登记已到期的授权"] == 0
    for licence in (lapsed, halted):
        licence.refresh_from_db()
        assert (licence.status, licence.ended_on) == (Licence.Status.EXPIRED, LAST)
        event = AuditEvent.objects.about(licence).first()
        assert (event.action, event.actor) == ("licensing.licence.expire", job)
    running.refresh_from_db()
    assert running.status == Licence.Status.IN_FORCE


def test_a_term_that_runs_is_not_written_down_as_over() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=LAST)
    with pytest.raises(TransitionError, match="尚未届满"):
        ends.expire_licence(licence, actor=by.supervisor, on=LAST)


def test_a_term_that_is_over_neither_starts_nor_goes_on() -> None:
    by = parties()
    late = filed_licence(by=by, ends_on=LAST)
    with pytest.raises(TransitionError, match="届满"):
        licences.activate_licence(late, actor=by.supervisor, on=LAST + DAY)
    licence = licence_in_force(by=by, ends_on=LAST)
    with pytest.raises(TransitionError, match="届满"):
        ends.suspend_licence(
            licence, actor=by.supervisor, on=LAST + DAY, until=LAST + DAY, reason="核查。"
        )


def test_early_activation_waits_for_the_first_day() -> None:
    by = parties()
    licence = filed_licence(by=by, starts_on=START + 5 * DAY)
    licences.activate_licence(licence, actor=by.supervisor, on=START)
    assert not licence.is_in_force(START)
    assert str(licence.state_on(START)[0]) == "尚未到起始日"
    assert licence.is_in_force(START + 5 * DAY)


def test_the_end_closes_the_shelf_and_opens_the_exit() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)
    ends.terminate_licence(licence, actor=by.drafter, on=START, reason="协商一致。")
    product.refresh_from_db()
    assert product.status == Product.Status.WITHDRAWN
    with pytest.raises(TransitionError, match="7 件没有办结"):
        ends.close_licence(licence, actor=by.supervisor, on=START, reason="办结。")
    reported(licence.exit, by=by)
    ends.close_licence(licence, actor=by.supervisor, on=START, reason="办结。")
    assert licence.status == Licence.Status.CLOSED
