"""How licences of the city end: one closed in full, one revoked after a hearing, one whose exit is half done."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from accounts.models import Role, User
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.papers import scan
from governance import edits
from governance.deadlines import add_months
from governance.models import Attachment
from licensing.models import (
    EarlyEnding,
    EndingGround,
    EndingKind,
    ExitTask,
    Licence,
    Side,
    TaskKind,
)
from licensing.workflow import endings, exit_tasks, exits
from licensing.workflow.due import expire_lapsed_licences

#: Working days from the scheme to the agreement's draft, as the chapter of authorising tells them.
DRAWN_UP = 22
ACCOUNTS = {
    TaskKind.SETTLEMENT: "已按协议的收益分配机制结清，双方签字确认。",
    TaskKind.STOP: "全部接口已关停，停用页面写明原因和联系方式。",
    TaskKind.USERS: "已以短信和站内信告知全部订购用户。",
    TaskKind.DATA_RETURN: "过程数据和成果数据已移交实施机构。",
    TaskKind.DESTRUCTION: "平台和备份中的数据已销毁。",
    TaskKind.HANDOVER: "设备和文档已按资产清单移交。",
    TaskKind.ACCESS: "已关闭运营机构在平台上的全部账号和密钥。",
}
CASE = {
    "kind": EndingKind.REVOCATION,
    "ground": EndingGround.OUT_OF_SCOPE,
    "facts": "平台日志显示，抽检结果被用于协议以外的商业征信，责令整改后仍未停止。",
    "basis": "授权运营协议违约责任条款；意见 第三条",
}


def tell(city: City, chronicle: Chronicle) -> None:
    """The licence that expired: its exit is under way, some tasks settled, one sent back, one said not to apply."""
    for row in rows("operations.csv"):
        if row["licence"] == "expired":
            _tell_of_expiry(city, chronicle, row)


def _tell_of_expiry(city: City, chronicle: Chronicle, row: dict[str, str]) -> None:
    began_on = chronicle.working_days_ago(int(row["back"]))
    starts_on = chronicle.after(began_on, DRAWN_UP) + timedelta(days=16)
    over_on = add_months(starts_on, int(row["months"]))
    if over_on > chronicle.today:
        return
    job = partial(User.objects.service_account, "due-work")
    chronicle.on(over_on, lambda: expire_lapsed_licences(job(), over_on))
    for days, happening in ((2, _is_announced), (6, _is_half_settled)):
        on = chronicle.after(over_on, days)
        chronicle.on(on, partial(happening, city, row["key"], on))


def _ended(city: City, key: str) -> Licence:
    licence: Licence = city.things[key]
    licence.refresh_from_db()
    return licence


def _is_announced(city: City, key: str, on: date) -> None:
    licence = _ended(city, key)
    announce(licence, _staff(city, licence)[0], on)


def _is_half_settled(city: City, key: str, on: date) -> None:
    licence = _ended(city, key)
    drafter, decider = _staff(city, licence)
    settle(city, licence, drafter, decider, kinds=(TaskKind.STOP, TaskKind.USERS, TaskKind.ACCESS))
    returned, waived = (
        licence.exit.tasks.get(kind=kind) for kind in (TaskKind.DESTRUCTION, TaskKind.HANDOVER)
    )
    _complete(city, returned)
    exit_tasks.return_task(returned, actor=decider, reason="销毁记录没有监销人签字，请补充。")
    seller = _seller(city, licence)
    exit_tasks.ask_waiver(waived, actor=seller, reason="运营期间没有购置需要移交的设备。")


def _working_for(city: City, role: Role, organisation: int) -> list[Any]:
    """The people of an organisation in a role, in the order in which the story names them."""
    return [
        person for person in city.people.values() if organisation in person.organisation_ids(role)
    ]


def _staff(city: City, licence: Licence) -> list[Any]:
    return _working_for(city, Role.IMPLEMENTING_BODY, licence.implementing_body_id)


def _seller(city: City, licence: Licence) -> Any:
    return _working_for(city, Role.OPERATOR, licence.operator_id)[0]


# What the other chapters tell too


def charge(city: City, licence: Licence, actor: Any) -> None:
    """The regulator opens a case and tells the operator."""
    ending = EarlyEnding(licence=licence, **CASE)
    ending.evidence = Attachment.objects.keep(scan("平台日志摘录"), by=actor)
    edits.save(ending, actor=actor)
    endings.notify_ending(ending, actor=actor)


def answer(city: City, licence: Licence) -> None:
    """The operator says its word."""
    endings.state_case(
        licence.early_endings.get(),
        actor=_seller(city, licence),
        statement="个别批次因配置失误流出，已停用，请求从轻处理。",
    )


def revoke(city: City, licence: Licence, actor: Any) -> None:
    """A second person decides."""
    endings.approve_ending(
        licence.early_endings.get(), actor=actor, reason="超范围使用数据，拒不整改。"
    )
    licence.refresh_from_db()


def announce(licence: Licence, actor: Any, on: date) -> None:
    """The public is told."""
    opened = licence.exit
    exits.announce_exit(
        opened,
        actor=actor,
        text=f"“{licence.name}”已经结束，所属产品和服务停止提供。已付费未使用的部分原路退还，"
        "咨询电话 0000-1234567。",
        stops_on=max(on, opened.began_on) + timedelta(days=1),
    )


def settle(
    city: City, licence: Licence, drafter: Any, decider: Any, kinds: Any = tuple(TaskKind)
) -> None:
    """Tasks done by one side and confirmed by the other."""
    for task in licence.exit.tasks.filter(kind__in=kinds):
        is_operators = task.side == Side.OPERATOR
        _complete(city, task, None if is_operators else drafter)
        exit_tasks.confirm_task(task, actor=decider if is_operators else city.person("he.jing"))


def _complete(city: City, task: ExitTask, actor: Any = None) -> None:
    kind = TaskKind(task.kind)
    exit_tasks.complete_task(
        task,
        actor=actor or _seller(city, task.exit.licence),
        account=ACCOUNTS[kind],
        evidence=scan(f"{kind.label}材料"),
        method="三次覆写后注销存储卷" if kind == TaskKind.DESTRUCTION else "",
        witness="监销人（演示）" if kind == TaskKind.DESTRUCTION else "",
    )


def report(licence: Licence, actor: Any) -> None:
    """The implementing body reports."""
    exits.report_exit(
        licence.exit,
        actor=actor,
        report="停止服务、告知用户、结算、数据返还和销毁、资产移交均已办结，没有遗留问题。",
        report_file=scan("退出报告"),
    )
