"""Risks of the city's licences: assessments in each state, linkages counted from invented samples, a licence barred."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from governance import edits
from governance.clock import today
from governance.models import Attachment
from licensing.linkage import runs
from licensing.models import (
    Licence,
    LinkageAnalysis,
    LinkageSample,
    RiskAssessment,
    RiskPoint,
)
from licensing.workflow import assessments, linkage

Point, Level = RiskPoint.Point, RiskPoint.Level
ASSESSOR = "云州市数据安全测评中心 安测组（演示）"
#: Point → finding, level, measures.
FINDINGS: dict[str, tuple[str, str, str]] = {
    Point.LAWFUL: ("授权目的、方式和范围与实施方案一致，未超出必要限度。", Level.LOW, ""),
    Point.HARM: ("接口密钥由两人分管，近半年无外泄记录。", Level.LOW, ""),
    Point.RECIPIENT: ("运营机构近三年无数据违法记录，信用良好。", Level.LOW, ""),
    Point.CONTRACT: ("协议写明超范围使用即停用、限期整改和撤销授权。", Level.LOW, ""),
    Point.SAFEGUARDS: ("数据可用不可见，日志留存不少于六个月。", Level.LOW, ""),
    Point.OTHER: ("无其他须评估的事项。", Level.LOW, ""),
    Point.LINKAGE: (
        "与已持有资源按单位名称可以对应，个别记录独一无二。",
        Level.MIDDLE,
        "对外只提供按区汇总的结果，不足五条的不输出，由运营机构数据安全负责人落实。",
    ),
    Point.RAW_DATA: ("原始数据不出域，导出须经审核。", Level.LOW, ""),
    Point.PERSONAL: (
        "含法定代表人姓名等个人信息，系依法公开，处理目的明确。",
        Level.MIDDLE,
        "页面和接口默认遮盖姓名，确需核验的逐次留痕。",
    ),
}
MEASURES = "不足五条的结果不输出；姓名默认遮盖；由运营机构数据安全负责人落实，每季度核查一次。"
BROKEN = "样本文件在读取中途损坏，请核对文件后再次开始分析。"
REASON = "分析已经完成，样本不再需要。"


def tell(city: City, chronicle: Chronicle) -> None:
    """So many working days after the scheme of each operation was written."""
    began = {row["key"]: int(row["back"]) for row in rows("operations.csv")}
    story = _Story(city)
    for key, later, happening in (
        ("parking", 27, story.count_parking),
        ("parking", 90, story.reassess_parking),
        ("parking", 120, story.destroy_samples),
        ("parking", 300, story.reassess_parking),
        ("credit", 80, story.fail_credit),
        ("price", 28, story.count_price),
        ("price", 30, story.submit_price),
        ("farming", 24, story.draft_farming),
    ):
        first_day = chronicle.working_days_ago(began[key])
        chronicle.on(chronicle.after(first_day, later), happening)


def write(licence: Licence, *, by: Any, on: date, kind: str = "before_signing") -> RiskAssessment:
    """A draft with every point judged."""
    assessment = RiskAssessment(
        licence=licence,
        kind=kind,
        assessor=ASSESSOR,
        assessed_on=on,
        conclusion=RiskAssessment.Conclusion.WITH_MEASURES,
        measures=MEASURES,
    )

    def judge() -> None:
        for point, (finding, level, measures) in FINDINGS.items():
            RiskPoint.objects.create(
                assessment=assessment, point=point, finding=finding, level=level, measures=measures
            )

    edits.save(assessment, actor=by, relations=judge)
    return assessment


def assess(
    licence: Licence, *, by: Any, confirmed_by: Any, on: date, kind: str = "before_signing"
) -> RiskAssessment:
    """Written, submitted, and confirmed by another person."""
    assessment = write(licence, by=by, on=on, kind=kind)
    assessments.submit_assessment(assessment, actor=by, on=on)
    assessments.confirm_assessment(assessment, actor=confirmed_by, on=on)
    return assessment


def parking_sample() -> str:
    """Districts and roads, six records of each: nobody stands alone."""
    lines = [
        f"云州市第{district}区,{district}号路段{road},{hour}"
        for district in range(1, 7)
        for road in range(1, 5)
        for hour in range(8, 14)
    ]
    return "\n".join(["行政区划,泊位地址,占用数", *lines])


def price_sample() -> str:
    """Invented shops; every seventh district has a single one."""
    lines = [f"演示商行{n:03d},云州市第{n % 7 + 1}区,{n % 3}" for n in range(1, 61)]
    return "\n".join(["单位名称,行政区划,报价笔数", *lines, "演示独店,云州市飞地,1"])


def firm_sample() -> str:
    """The register's side of the same shops."""
    lines = [f"演示商行{n:03d},9199{n:04d},演示职业{n % 4}" for n in range(1, 61)]
    return "\n".join(["单位名称,统一社会信用代码,负责人职务", *lines])


class _Story:
    """What is done about risks."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.leader = city.person("lin.yuan")

    def analyse(self, key: str, by: Any, samples: dict[str, tuple[str, str]]) -> LinkageAnalysis:
        """An analysis with its samples, counted for real."""
        licence = self.city.things[key]
        analysis = LinkageAnalysis(licence=licence, note="签订前按 27号 第二十一条开展（演示）。")
        edits.save(analysis, actor=by)
        for title, (name, text) in samples.items():
            upload = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
            kept = LinkageSample(
                analysis=analysis,
                resource=self.city.things[title],
                file=Attachment.objects.keep(upload, by=by),
            )
            edits.save(kept, actor=by)
        return analysis

    def run(self, analysis: LinkageAnalysis, by: Any) -> None:
        """Here and now: no worker is at hand while the past is told."""
        linkage.begin_analysis(analysis, actor=by, on=today(), in_background=False)
        runs.run(analysis)

    def count_parking(self) -> None:
        """Within the bounds."""
        by = self.city.person("fang.he")
        sample = ("泊位占用样本.csv", parking_sample())
        self.run(self.analyse("parking", by, {"停车泊位小时级占用率": sample}), by)

    def reassess_parking(self) -> None:
        """A change is assessed; the newer assessment takes the place of the older one."""
        licence, on = self.city.things["parking"], today()
        assess(
            licence, by=self.city.person("fang.he"), confirmed_by=self.leader, on=on, kind="change"
        )

    def destroy_samples(self) -> None:
        """The samples are no longer needed."""
        for sample in LinkageSample.objects.filter(analysis__licence=self.city.things["parking"]):
            linkage.destroy_sample(
                sample, actor=self.city.person("fang.he"), on=today(), reason=REASON
            )

    def fail_credit(self) -> None:
        """A file that broke on its way interrupts the analysis, and its page says what to do."""
        by = self.city.person("zhuang.ke")
        sample = ("企业信用样本.csv", firm_sample())
        analysis = self.analyse("credit", by, {"企业信用评价结果": sample})
        linkage.begin_analysis(analysis, actor=by, on=today(), in_background=False)
        worker = User.objects.service_account("worker")
        linkage.fail_analysis(analysis, actor=worker, on=today(), reason=BROKEN)

    def count_price(self) -> None:
        """Joined to the register of firms one shop stands alone: the licence is barred for want of an assessment."""
        by = self.city.person("zhuang.ke")
        samples = {
            "价格监测点日报": ("监测点样本.csv", price_sample()),
            "企业登记基本信息": ("企业登记样本.csv", firm_sample()),
        }
        self.run(self.analyse("price", by, samples), by)

    def submit_price(self) -> None:
        """The assessment waits for another person."""
        by = self.city.person("zhuang.ke")
        assessment = write(self.city.things["price"], by=by, on=today())
        assessments.submit_assessment(assessment, actor=by, on=today())

    def draft_farming(self) -> None:
        """Just begun, both of them."""
        by = self.city.person("zhuang.ke")
        self.analyse("farming", by, {})
        write(self.city.things["farming"], by=by, on=today())
