"""The exit of a licence, from its end to its closing, and the laws that keep it whole (clause 三; 27号 9(6), 14(9))."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from governance.due import run_all
from governance.errors import InvalidInput, NotPermitted, ReasonMissing
from governance.models import AuditEvent, DeadlineRule
from licensing.left_open import left_open
from licensing.models import EarlyEnding, EndingKind, Exit, ExitTask, Licence, Product, TaskKind
from licensing.workflow import endings, ends, exit_tasks, exits
from tests.database import past_the_triggers
from tests.factories import exits as made
from tests.factories.licensing import licence_in_force, product_on_sale, terminated_licence
from tests.factories.schemes import START, parties, scan
from tests.licensing.exit_states import open_task, opened_exit
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_the_end_withdraws_each_product_with_its_own_event_and_names_them_to_the_users() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    offered = [product_on_sale(by=by, licence=licence, name=f"停车产品{n}") for n in (1, 2)]
    ends.terminate_licence(licence, actor=by.drafter, on=START, reason="双方协商一致。")
    for product in offered:
        event = AuditEvent.objects.about(product).filter(action="licensing.product.end").get()
        assert "授权已结束" in event.reason
    opened = licence.exit
    assert (opened.kind, opened.initiator, opened.began_on) == ("agreed", "both", START)
    assert set(opened.tasks.values_list("kind", flat=True)) == set(TaskKind.values)
    told = opened.tasks.get(kind="users").agreed
    assert "停车产品1、停车产品2" in told


def test_every_task_has_a_term_whose_number_is_our_own_suggestion() -> None:
    opened = opened_exit(parties())
    for task in opened.tasks.all():
        assert task.due_on is not None
        assert DeadlineRule.objects.get(key=task.due_rule, region_code="").verified is False
    assert opened.due_rule == "lic.exit_notice"


def test_midnight_opens_exactly_one_exit_however_often_the_job_runs() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)
    job = User.objects.service_account("due-work")
    after = licence.ends_on + DAY
    for _ in range(2):
        run_all(actor=job, on=after)
    opened = Exit.objects.get(licence=licence)
    assert (opened.kind, opened.began_on, opened.tasks.count()) == ("expired", licence.ends_on, 7)
    product.refresh_from_db()
    assert product.status == Product.Status.WITHDRAWN
    withdrawn = AuditEvent.objects.about(product).filter(action="licensing.product.end").get()
    assert withdrawn.actor == job


def test_a_failure_in_the_middle_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    product = product_on_sale(by=by, licence=licence)

    def killed(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(ExitTask, "full_clean", killed)
    with pytest.raises(RuntimeError):
        ends.terminate_licence(licence, actor=by.drafter, on=START, reason="双方协商一致。")
    product.refresh_from_db()
    licence.refresh_from_db()
    assert (product.status, licence.status) == ("on_sale", "in_force")
    assert not Exit.objects.filter(licence=licence).exists()


def test_what_ended_before_exits_were_kept_gets_one() -> None:
    licence = terminated_licence()
    licence.exit.tasks.all()._raw_delete("default")
    Exit.objects.filter(licence=licence)._raw_delete("default")
    job = User.objects.service_account("due-work")
    first, second = (dict(run_all(actor=job, on=START)) for _ in range(2))
    assert [each["为已结束的授权补建退出记录"] for each in (first, second)] == [1, 0]
    assert Exit.objects.get(licence=licence).kind == "agreed"


# Tasks


def test_a_task_is_done_by_its_side_and_confirmed_by_another_person() -> None:
    by = parties()
    task = open_task(by)
    given: dict[str, Any] = {"account": "已结清。", "evidence": scan("结算单.pdf")}
    with pytest.raises(NotPermitted):
        exit_tasks.complete_task(task, actor=by.drafter, on=START, **given)
    exit_tasks.complete_task(task, actor=by.seller, on=START, **given)
    assert task.evidence is not None
    assert len(task.evidence.sha256) == 64
    assert task.due_rule == "lic.exit_confirm"
    with pytest.raises(NotPermitted):
        exit_tasks.confirm_task(task, actor=by.seller, on=START)
    exit_tasks.confirm_task(task, actor=by.decider, on=START)
    assert (task.done_by, task.confirmed_by) == (by.seller, by.decider)
    with against_the_law("exit_task_is_confirmed_by_another"):
        rewrite(task, confirmed_by=by.seller)
    with against_the_law("exit_task_done_has_its_evidence"):
        rewrite(task, evidence=None)


def test_a_destruction_names_its_method_and_its_witness() -> None:
    by = parties()
    task = open_task(by, "destruction")
    with refused("销毁方式", "监销人"):
        exit_tasks.complete_task(
            task, actor=by.seller, on=START, account="已销毁。", evidence=scan(), method="粉碎"
        )
    made.done(task, by=by)
    with against_the_law("exit_task_destruction_names_method_and_witness"):
        rewrite(task, witness="")


def test_not_applicable_only_with_a_reason_that_the_other_side_confirms() -> None:
    by = parties()
    task = open_task(by, "handover")
    with pytest.raises(ReasonMissing):
        exit_tasks.ask_waiver(task, actor=by.seller, on=START, reason=" ")
    exit_tasks.ask_waiver(task, actor=by.seller, on=START, reason="协议没有形成资产。")
    with pytest.raises(NotPermitted):
        exit_tasks.waive_task(task, actor=by.seller, on=START, reason="同意。")
    exit_tasks.waive_task(task, actor=by.decider, on=START, reason="属实。")
    assert task.status == ExitTask.Status.WAIVED


# Report and closing


def test_the_report_names_what_is_left_open() -> None:
    by = parties()
    opened = made.announced(opened_exit(by), by=by)
    with refused("数据销毁证明（待办理）", "关闭平台权限（待办理）"):
        exits.report_exit(
            opened, actor=by.drafter, on=START, report="均已办结。", report_file=scan()
        )
    assert {each.url for each in left_open(opened.licence)} == {
        f"/admin/licensing/exittask/{task.pk}/change/" for task in opened.tasks.all()
    }


def test_closing_needs_the_report_and_another_than_the_reporter() -> None:
    by = parties()
    opened = made.settled(opened_exit(by), by=by)
    licence = opened.licence
    with refused("退出报告还没有报送"):
        ends.close_licence(licence, actor=by.supervisor, on=START, reason="办结。")
    exits.report_exit(opened, actor=by.drafter, on=START, report="均已办结。", report_file=scan())
    with pytest.raises(NotPermitted):
        ends.close_licence(licence, actor=by.drafter, on=START, reason="办结。")
    ends.close_licence(licence, actor=by.supervisor, on=START, reason="办结。")
    opened.refresh_from_db()
    assert (opened.status, opened.closed_by) == ("closed", by.supervisor)
    assert licence.status == Licence.Status.CLOSED


def test_a_returned_exit_opens_tasks_again_and_a_closed_one_never() -> None:
    by = parties()
    opened = made.reported(opened_exit(by), by=by)
    task = opened.tasks.get(kind="destruction")
    with refused("已报送退出报告", "退回"):
        exit_tasks.reopen_task(task, actor=by.decider, on=START, reason="证明不实。")
    exits.return_exit(opened, actor=by.supervisor, on=START, reason="证明不实。")
    exit_tasks.reopen_task(task, actor=by.decider, on=START, reason="证明不实。")
    made.confirmed(task, by=by)
    exits.report_exit(opened, actor=by.drafter, on=START, report="已补办。", report_file=scan())
    ends.close_licence(opened.licence, actor=by.supervisor, on=START, reason="办结。")
    with against_the_law("退出已经办结"):
        rewrite(task, status="returned")


def test_the_database_closes_no_exit_with_something_open() -> None:
    by = parties()
    opened = made.reported(opened_exit(by), by=by)
    product = product_on_sale(by=by, licence=licence_in_force(by=by))
    with past_the_triggers():
        rewrite(opened.tasks.get(kind="users"), status="returned")
    with against_the_law("还有退出事项没有确认"):
        rewrite(opened, status="closed", closed_by=by.supervisor, closed_on=START)
    with against_the_law("退出还没有办结"):
        rewrite(opened.licence, status="closed")
    with past_the_triggers():
        rewrite(opened.tasks.get(kind="users"), status="confirmed")
        Exit.objects.filter(pk=opened.pk).update(licence=product.licence)
    with against_the_law("还没有下架"):
        rewrite(opened, status="closed", closed_by=by.supervisor, closed_on=START)


def test_a_notice_stands_and_its_correction_follows_it() -> None:
    by = parties()
    opened = opened_exit(by)
    with refused("不能早于授权结束之日"):
        exits.announce_exit(opened, actor=by.drafter, on=START, text="停。", stops_on=START - DAY)
    made.announced(opened, by=by)
    exits.correct_notice(
        opened, actor=by.drafter, on=START + DAY, text="停止服务日期改为次日。", stops_on=START + DAY,
        reason="日期有误。",
    )  # fmt: skip
    newest, first = opened.notices.all()
    assert newest.corrects == first
    with against_the_law("只能追加"):
        rewrite(first, text="改写")


# Early ends


def test_i_27_nobody_loses_a_licence_unheard_or_by_the_word_of_one_person() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    with refused("先立案"):
        ends.revoke_licence(licence, actor=by.supervisor, on=START, reason="严重违约。")
    with against_the_law("撤销授权须先立案"):
        rewrite(licence, status="revoked")
    ending = made.notified_ending(licence=licence, by=by)
    with refused("还没有听取"):
        ends.revoke_licence(licence, actor=by.supervisor, on=START, reason="严重。", case=ending)
    endings.state_case(ending, actor=by.seller, on=START, statement="并无此事。")
    with pytest.raises(NotPermitted, match="须由他人决定"):
        endings.approve_ending(ending, actor=by.second_supervisor, on=START, reason="属实。")
    endings.approve_ending(ending, actor=by.supervisor, on=START, reason="属实。")
    licence.refresh_from_db()
    assert (licence.status, licence.exit.kind) == ("revoked", "revoked")
    assert "超范围使用" in licence.exit.grounds
    with against_the_law("ending_is_approved_by_another_than_its_author"):
        rewrite(ending, decided_by=ending.created_by)


def test_silence_counts_only_after_the_operators_time() -> None:
    by = parties()
    ending = made.notified_ending(licence=licence_in_force(by=by), by=by)
    assert ending.due_rule == "lic.exit_statement"
    with refused("尚未届满"):
        endings.lapse_statement(ending, actor=by.second_supervisor, on=ending.due_on)
    endings.lapse_statement(ending, actor=by.second_supervisor, on=made.silent_until(ending))
    assert "没有陈述申辩" in ending.statement


def test_breach_ends_by_a_second_person_of_the_body_and_an_application_needs_no_hearing() -> None:
    for kind, told in ((EndingKind.BREACH, "breach"), (EndingKind.APPLICATION, "applied")):
        by = parties()
        licence = licence_in_force(by=by)
        make = made.heard_ending if kind == EndingKind.BREACH else made.opened_ending
        ending = make(licence=licence, by=by, kind=kind)
        with refused("先在该案件上作出决定"):
            ends.terminate_licence(licence, actor=by.drafter, on=START, reason="协商一致。")
        endings.approve_ending(ending, actor=by.decider, on=START, reason="同意。")
        licence.refresh_from_db()
        assert (licence.status, licence.exit.kind) == ("terminated", told)


def test_an_application_is_not_held_against_the_operator() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    ending = made.opened_ending(licence=licence, by=by, kind=EndingKind.APPLICATION)
    EarlyEnding.objects.filter(pk=ending.pk).update(kind=EndingKind.BREACH)
    with refused("还没有听取"):
        endings.approve_ending(ending, actor=by.decider, on=START, reason="同意。")


def test_a_licence_has_one_case_at_a_time_and_a_revocation_has_evidence() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    ending = made.opened_ending(licence=licence, by=by, evidence=None)
    with refused("证据材料"):
        endings.notify_ending(ending, actor=by.second_supervisor, on=START)
    with against_the_law("ending_revocation_has_evidence"):
        rewrite(ending, status="notified")
    with against_the_law("ending_is_the_only_open_one_of_its_licence"):
        made.opened_ending(licence=licence, by=by, kind=EndingKind.BREACH)
    with against_the_law("ending_hears_the_operator_first"):
        rewrite(ending, status="heard", evidence=licence.agreement)


def test_a_notice_without_a_text_is_no_notice() -> None:
    by = parties()
    with pytest.raises(InvalidInput, match="不能为空"):
        exits.announce_exit(opened_exit(by), actor=by.drafter, on=START, text=" ", stops_on=START)
