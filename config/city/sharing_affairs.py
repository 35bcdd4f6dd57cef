"""What became of shared data in the city: incidents, disputes up to the common superior, corrections."""

from functools import partial
from typing import Any

from catalog.models import CorrectionRequest
from catalog.workflow import (
    sharing_corrections,
    sharing_disputes,
    sharing_incidents,
    sharing_use,
)
from config.city.chronicle import Chronicle
from config.city.foundation import City
from governance import edits
from governance.clock import today

#: Who found what wrong, so many working days ago, and what became of it.
CORRECTIONS = (
    ("civil", "医疗机构名录", 2, "draft", "机构名称，登记号 0417", "名称仍为更名前的名称。"),
    (
        "transport",
        "企业登记基本信息",
        3,
        "submitted",
        "住所，统一代码尾号 2071",
        "住所与现场核查不符。",
    ),
    ("health", "养老机构名录", 13, "extended", "床位数，编号 22", "床位数为零，应为一百二十张。"),
    ("police", "公交线路与站点", 40, "corrected", "站点坐标，站号 3106", "坐标落在河道中。"),
    ("education", "常住人口统计", 30, "refused", "云中区小计", "小计与街道合计不符。"),
    ("labour", "高新技术企业名录", 20, "withdrawn", "认定年份，序号 88", "认定年份有误。"),
)


class Affairs:
    """The later part of a request's story."""

    request: Any
    asker: Any
    clerk: Any
    authority: Any
    second: Any

    # Incidents

    def report(self) -> None:
        sharing_use.report_incident(
            self.request, actor=self.clerk, kind="beyond_scope", found_on=today(),
            facts="接口日志显示，查询量超过申请用途所需，来源包括合作企业的系统。",
        )  # fmt: skip

    def report_unused(self) -> None:
        sharing_use.report_incident(
            self.request, actor=self.authority, kind="nonuse", found_on=today(),
            facts="取得数据后半年没有调用，也没有登记使用情况。",
        )  # fmt: skip

    def state(self) -> None:
        sharing_incidents.state_case(
            self.incident(), actor=self.asker, statement="外包人员误用了接口，已收回账号。"
        )

    def verify(self) -> None:
        sharing_incidents.verify(
            self.incident(), actor=self.authority, reason="调用日志与说明相符，事实清楚。"
        )

    def clear(self) -> None:
        sharing_incidents.dismiss(
            self.incident(),
            actor=self.authority,
            reason="查询均来自本单位业务系统，在约定用途之内。",
        )

    def suspend(self) -> None:
        self.handle("suspend", "暂停使用，限期清理外包账号。")

    def stop(self) -> None:
        self.handle("stop", "已提供给第三方使用，停止共享并收回数据。")

    def handle(self, measure: str, reason: str) -> None:
        """The authority decides what follows."""
        sharing_incidents.handle(self.incident(), actor=self.second, measure=measure, reason=reason)

    def incident(self) -> Any:
        """The one that was reported."""
        return self.request.incidents.get()

    # Disputes

    def answer(self) -> None:
        sharing_disputes.answer_claim(
            self.quarrel(),
            actor=self.clerk,
            statement="数据用于核验以外的用途，须由业务处室另行评估。",
        )

    def mediate(self) -> None:
        sharing_disputes.seek_mediation(
            self.quarrel(),
            actor=self.asker,
            reason="与提供单位当面协商一次、书面协商一次，未取得一致。",
        )

    def propose(self) -> None:
        sharing_disputes.propose(
            self.quarrel(), actor=self.authority, outcome="share",
            reason="申请用途属于履行职责，建议共享并限定字段。",
        )  # fmt: skip

    def escalate(self) -> None:
        sharing_disputes.escalate(
            self.quarrel(), actor=self.asker, reason="提供单位不接受协调意见。"
        )

    def decide_share(self) -> None:
        sharing_disputes.decide(
            self.quarrel(), actor=self.second, outcome="share",
            reason="申请单位履职确需，目录载明的条件已经符合，应当共享。",
        )  # fmt: skip

    def decide_keep(self) -> None:
        sharing_disputes.decide(
            self.quarrel(), actor=self.second, outcome="keep",
            reason="公开数据已能满足普查需要，可以不予共享。",
        )  # fmt: skip

    def settle(self) -> None:
        sharing_disputes.agree_to_share(self.quarrel(), actor=self.clerk)

    def drop(self) -> None:
        sharing_disputes.drop(self.quarrel(), actor=self.asker, reason="改用公开数据，不再主张。")

    def quarrel(self) -> Any:
        """The dispute, as it stands."""
        self.request.refresh_from_db()
        return self.request.dispute


def tell_corrections(city: City, chronicle: Chronicle) -> None:
    """What users found wrong, and what the providers said to it."""
    for requester, title, back, until, place, problem in CORRECTIONS:
        story = _Correction(city, requester, title, place, problem)
        filed_on = chronicle.working_days_ago(back)
        chronicle.on(filed_on, partial(story.file, until))
        if until not in ("draft", "submitted"):
            chronicle.on(chronicle.after(filed_on, 5), getattr(story, until))


class _Correction:
    """One request to verify data."""

    def __init__(self, city: City, requester: str, title: str, place: str, problem: str) -> None:
        self.city, self.requester, self.title = city, requester, title
        self.place, self.problem = place, problem
        self.asker = city.provider_of(requester)
        self.correction: Any = None

    def file(self, until: str) -> None:
        """Written, and filed unless it is still a draft."""
        resource = self.city.things[self.title]
        keys = self.city.organisations.items()
        self.clerk = self.city.provider_of(
            next(key for key, body in keys if body.pk == resource.provider_id)
        )
        self.correction = CorrectionRequest(
            resource=resource,
            applicant=self.city.body(self.requester),
            place=self.place,
            problem=self.problem,
            evidence="现场核查记录（演示）",
        )
        edits.save(self.correction, actor=self.asker)
        if until != "draft":
            sharing_corrections.submit(self.correction, actor=self.asker)

    def extended(self) -> None:
        sharing_corrections.extend(
            self.correction, actor=self.clerk, reason="需要向区县调取登记档案核对。"
        )

    def corrected(self) -> None:
        sharing_corrections.correct(
            self.correction, actor=self.clerk, answer="已现场复测并更正，随次日更新发布。"
        )

    def refused(self) -> None:
        sharing_corrections.refuse(
            self.correction,
            actor=self.clerk,
            reason="小计含集体户，口径已在说明中载明，现有数据无误。",
        )

    def withdrawn(self) -> None:
        sharing_corrections.withdraw(
            self.correction, actor=self.asker, reason="核对后确认是本单位记录有误。"
        )
