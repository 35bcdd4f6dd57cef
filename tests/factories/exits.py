"""Exits, their tasks and early ends in each of their states, brought there by the steps themselves."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from licensing.models import EarlyEnding, EndingGround, EndingKind, Exit, ExitTask, Licence, Side
from licensing.workflow import endings, exit_tasks, exits
from tests.database import arranging
from tests.factories.schemes import START, Parties, kept_file, scan

FACTS = "日志显示，运营机构将停车数据用于协议以外的保险定价。"


def doer(task: ExitTask, by: Parties) -> User:
    """Who owes the task."""
    return by.seller if task.side == Side.OPERATOR else by.drafter


def confirmer(task: ExitTask, by: Parties) -> User:
    """Somebody of the other side."""
    return by.decider if task.side == Side.OPERATOR else by.supervisor


def done(task: ExitTask, *, by: Parties, on: date = START) -> ExitTask:
    """Done, with its proof."""
    exit_tasks.complete_task(
        task, actor=doer(task, by), on=on, account="已按协议办理完毕。", evidence=scan("证明.pdf"),
        method="覆写三次后粉碎介质", witness="周正",
    )  # fmt: skip
    return task


def confirmed(task: ExitTask, *, by: Parties, on: date = START) -> ExitTask:
    """Done and confirmed."""
    done(task, by=by, on=on)
    exit_tasks.confirm_task(task, actor=confirmer(task, by), on=on)
    return task


def announced(exit: Exit, *, by: Parties, on: date = START) -> Exit:
    """The public was told."""
    exits.announce_exit(
        exit,
        actor=by.drafter,
        on=on,
        text="授权结束，停车空位接口停止服务。",
        stops_on=max(on, exit.began_on),
    )
    return exit


def settled(exit: Exit, *, by: Parties, on: date = START) -> Exit:
    """Announced, and every task confirmed."""
    announced(exit, by=by, on=on)
    for task in exit.tasks.all():
        confirmed(task, by=by, on=on)
    return exit


def reported(exit: Exit, *, by: Parties, on: date = START) -> Exit:
    """Reported to the regulator."""
    settled(exit, by=by, on=on)
    exits.report_exit(
        exit,
        actor=by.drafter,
        on=on,
        report="各项退出事项均已办结。",
        report_file=scan("退出报告.pdf"),
    )
    return exit


def returned(exit: Exit, *, by: Parties, on: date = START) -> Exit:
    """Sent back by the regulator."""
    reported(exit, by=by, on=on)
    exits.return_exit(exit, actor=by.supervisor, on=on, reason="销毁证明没有盖章。")
    return exit


# Early ends


def opened_ending(
    *, licence: Licence, by: Parties, kind: EndingKind = EndingKind.REVOCATION, **over: Any
) -> EarlyEnding:
    """On file."""
    author = {
        EndingKind.APPLICATION: by.seller,
        EndingKind.BREACH: by.drafter,
        EndingKind.REVOCATION: by.second_supervisor,
    }[kind]
    with arranging():
        return EarlyEnding.objects.create(
            **{
                "licence": licence, "kind": kind, "ground": EndingGround.OUT_OF_SCOPE, "facts": FACTS,
                "basis": "授权运营协议第十条", "evidence": kept_file("日志.pdf", by=author),
                "created_by": author,
            } | over
        )  # fmt: skip


def pursuer(ending: EarlyEnding, by: Parties) -> User:
    """Who conducts the case."""
    return by.second_supervisor if ending.kind == EndingKind.REVOCATION else by.drafter


def judge(ending: EarlyEnding, by: Parties) -> User:
    """The second person."""
    return by.supervisor if ending.kind == EndingKind.REVOCATION else by.decider


def notified_ending(*, licence: Licence, by: Parties, on: date = START, **over: Any) -> EarlyEnding:
    """The operator was told."""
    ending = opened_ending(licence=licence, by=by, **over)
    endings.notify_ending(ending, actor=pursuer(ending, by), on=on)
    return ending


def heard_ending(*, licence: Licence, by: Parties, on: date = START, **over: Any) -> EarlyEnding:
    """The operator has spoken."""
    ending = notified_ending(licence=licence, by=by, on=on, **over)
    endings.state_case(ending, actor=by.seller, on=on, statement="系统配置有误，不是有意为之。")
    return ending


def approved_ending(*, licence: Licence, by: Parties, on: date = START, **over: Any) -> EarlyEnding:
    """Decided: the licence has ended."""
    ending = heard_ending(licence=licence, by=by, on=on, **over)
    endings.approve_ending(
        ending, actor=judge(ending, by), on=on, reason="超范围使用数据，拒不整改。"
    )
    return ending


def dropped_ending(*, licence: Licence, by: Parties, on: date = START, **over: Any) -> EarlyEnding:
    """Not pursued further."""
    ending = heard_ending(licence=licence, by=by, on=on, **over)
    endings.drop_ending(ending, actor=judge(ending, by), on=on, reason="已经改正，情节轻微。")
    return ending


def silent_until(ending: EarlyEnding) -> date:
    """The first day after the operator's time."""
    assert ending.due_on is not None
    return ending.due_on + timedelta(days=1)
