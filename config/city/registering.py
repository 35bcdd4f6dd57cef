"""Registrations of the city: one application in each state, and the registrations that licences rest on (26号)."""

from datetime import date
from typing import Any

from catalog import prefill
from catalog.models import ApplicationParty, Evidence, RegistrationApplication
from catalog.workflow import applications, objections, registrations
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from governance import edits
from governance.actors import VISITOR
from governance.canonical import sha256
from governance.clock import today

#: What each outcome has gone through; each step so many working days after the first filing.
PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "send_back"),
    "refused": ("submit", "refuse"),
    "in_review": ("submit", "accept"),
    "failed": ("submit", "accept", "fail"),
    "reviewed": ("submit", "accept", "review"),
    "notice": ("submit", "accept", "review", "announce"),
    "objected": ("submit", "accept", "review", "announce", "object"),
    "terminated": ("submit", "accept", "review", "announce", "object", "uphold"),
    "coded": ("submit", "accept", "review", "announce", "code"),
    "withdrawn": ("submit", "withdraw"),
}
DAYS_AFTER_FILING = {
    "submit": 0, "accept": 2, "send_back": 3, "refuse": 3, "withdraw": 2, "review": 9, "fail": 9, "announce": 10,
    "object": 14, "uphold": 20, "code": 22,
}  # fmt: skip


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the registry's work into the chronicle."""
    for row in rows("registrations.csv"):
        Filing(city, row).tell(chronicle)


#: What the story says of every application alike.
BLOCKS: dict[str, Any] = {
    "volume": "约 2 万条",
    "time_span": "2020 年至今",
    "spatial_range": "云州市",
    "provision_mode": "接口和文件",
    "scenario": "城市运行和民生服务",
    "scenario_users": "政府部门和社会公众",
    "risk_assessor": "云州市信息安全测评中心（演示）",
    "risk_level": RegistrationApplication.RiskLevel.LOW,
    "risk_conclusion": "风险可控。",
    "risk_measures": "已采取访问控制、脱敏和留痕措施。",
}


class Filing:
    """One application on its way."""

    def __init__(self, city: City, row: dict[str, str]) -> None:
        self.city, self.row = city, row
        self.clerk = city.provider_of(row["provider"])
        self.desk = [city.person(name) for name in ("tao.ran", "xu.qing", "yu.bo")]
        self.application: Any = None

    def tell(self, chronicle: Chronicle) -> None:
        """File on the day, then go as far as the story says."""
        filed_on = chronicle.working_days_ago(int(self.row["back"]))
        chronicle.on(filed_on, lambda: self.draft(filed_on))
        for name in PATHS[self.row["until"]]:
            chronicle.on(chronicle.after(filed_on, DAYS_AFTER_FILING[name]), getattr(self, name))

    def draft(self, on: date) -> None:
        """The registrant writes the seven blocks."""
        resource = self.city.things[self.row["title"]]
        provider = self.city.body(self.row["provider"])
        self.application = RegistrationApplication(
            **prefill.from_resource(resource)
            | {
                "registry": self.city.body("registry"),
                "registrant": provider,
                "legal_representative": "负责人（演示）",
                "address": f"云州市政务中心{resource.pk}号",
                "contact_name": "数据管理科",
                "contact_phone": "0000-1234567",
                "legal_basis": f"{provider.name}职责规定；《云州市公共数据管理办法》（演示）第12条",
                "formats": resource.formats or ["CSV"],
            }
            | BLOCKS
            | {"risk_assessed_on": on}
        )
        edits.save(self.application, actor=self.clerk, relations=lambda: self.preserve(on))

    def preserve(self, on: date) -> None:
        """Evidence is kept before filing (26号 第七条)."""
        Evidence.objects.create(
            application=self.application,
            number=f"云证（演示）{self.application.pk}号",
            digest=sha256(self.application.data_name),
            institution="云州市公证处（演示）",
            preserved_on=on,
        )
        if self.row.get("joint"):
            self.join(self.city.body(self.row["joint"]))

    def join(self, other: Any) -> None:
        """Another body registers together with it and has said so."""
        parties = ApplicationParty.objects
        parties.create(
            application=self.application,
            organisation=self.application.registrant,
            is_lead=True,
        )
        parties.create(
            application=self.application,
            organisation=other,
            consent_statement="同意共同申请，见盖章的联合申请书（演示）。",
        )

    def submit(self) -> None:
        """Reviewed inside the registrant, signed, filed."""
        applications.pass_internal_review(
            self.application,
            actor=self.second_pair_of_eyes(),
            opinion="材料齐全，同意提交。",
            undertaking_signer="负责人（演示）",
            undertaking_signed_on=today(),
        )
        applications.submit(self.application, actor=self.clerk)

    def second_pair_of_eyes(self) -> Any:
        """A colleague of the clerk where there is one."""
        return {"urban": self.city.person("shen.wei")}.get(self.row["provider"], self.clerk)

    def accept(self) -> None:
        applications.accept(self.application, actor=self.desk[0])

    def send_back(self) -> None:
        applications.return_for_supplement(
            self.application,
            actor=self.desk[0],
            reason="存证证明请加盖存证机构印章。",
            spatial_range="填写不完整，请补充到区县。",
            risk_report="未上传，请补充。",
        )

    def withdraw(self) -> None:
        applications.withdraw(
            self.application, actor=self.clerk, reason="数据口径调整，重新准备后再申请。"
        )

    def refuse(self) -> None:
        applications.refuse(self.application, actor=self.desk[0], reason="不属于本机构登记范围。")

    def review(self) -> None:
        applications.review(self.application, actor=self.desk[1])

    def fail(self) -> None:
        applications.fail_review(
            self.application, actor=self.desk[1], reason="存证编号与存证机构出具的证明不符。"
        )

    def announce(self) -> None:
        registrations.give_notice(self.application, actor=self.desk[0])

    def object(self) -> None:
        objections.raise_objection(
            self.application,
            actor=VISITOR,
            real_name="市民（演示）",
            contact="demo@yunzhou.example",
            claim="公示的数据规模与实际不符。",
            evidence_statement="现场照片三张。",
        )

    def uphold(self) -> None:
        raised = self.application.notice.objections.get()
        objections.uphold(raised, actor=self.desk[2], reason="经核实，异议成立，终止登记。")

    def code(self) -> None:
        self.application.refresh_from_db()
        registrations.assign_code(self.application, actor=self.desk[0])
