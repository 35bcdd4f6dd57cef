"""Last year's evaluations in the city: all three kinds of one licence published, others on their way."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from accounts.models import Role, User
from config.city.chronicle import Chronicle
from config.city.foundation import City
from config.city.papers import scan
from governance import edits, grants
from governance.models import Attachment
from licensing.models import (
    Evaluation,
    EvaluationIndicator,
    EvaluationKind,
    EvaluationScheme,
    Licence,
    Measure,
)
from licensing.workflow import evaluation_schemes, evaluations
from licensing.workflow.yearly import raise_evaluations, ran_in

KIND = EvaluationKind
INDICATORS = (
    ("产品和服务上架", 20, Measure.PRODUCTS, 4),
    ("公共治理和公益服务供给", 15, Measure.FREE_SUPPLY, 1),
    ("按期披露", 10, Measure.DISCLOSURE, 10),
    ("数据安全事件", 15, Measure.INCIDENTS, 25),
    ("属实的投诉", 10, Measure.COMPLAINTS, 20),
    ("按期整改", 10, Measure.RECTIFICATION, 10),
    ("服务质量和用户满意度", 20, Measure.MANUAL, 10),
)
SUMMARY = "产品按计划上架，公益服务稳定提供，安全管理制度健全，用户满意度有待提高。"
#: How far the evaluations of the licences go, in the order of the licences' numbers.
STORIES: tuple[tuple[EvaluationKind, int, str], ...] = (
    (KIND.SELF, 96, "publish"),
    (KIND.AUTHORITY, 82, "publish"),
    (KIND.THIRD_PARTY, 78, "publish"),
)
OTHERS: tuple[tuple[EvaluationKind, int, str], ...] = (
    (KIND.SELF, 90, "submit"),
    (KIND.AUTHORITY, 40, "object"),
)


def tell(city: City, chronicle: Chronicle) -> None:
    """The set is adopted before the year turns; in the new year the evaluations are given one after another."""
    new_year = date(chronicle.today.year, 1, 1)
    chronicle.on(chronicle.after(new_year, 1), partial(_adopt, city))
    chronicle.on(chronicle.after(new_year, 2), partial(_begin, chronicle.after(new_year, 2)))
    chronicle.on(chronicle.after(new_year, 20), partial(_evaluate, city, new_year.year - 1))


def _adopt(city: City) -> None:
    scheme = EvaluationScheme(
        name="云州市公共数据授权运营成效评价指标", regulator=city.body("data")
    )

    def write_indicators() -> None:
        for name, weight, measure, target in INDICATORS:
            EvaluationIndicator.objects.create(
                scheme=scheme, name=name, weight=Decimal(weight), measure=measure, target=Decimal(target),
                method="查阅记录并抽样访谈，按问题数量和整改情况评分。",
            )  # fmt: skip

    edits.save(scheme, actor=city.person("lin.yuan"), relations=write_indicators)
    evaluation_schemes.adopt_scheme(scheme, actor=city.person("he.jing"))


def _begin(on: date) -> None:
    raise_evaluations(User.objects.service_account("due-work"), on)


def _evaluate(city: City, year: int) -> None:
    evaluated = list(ran_in(year).order_by("serial", "pk")[:2])
    for licence, stories in zip(evaluated, (STORIES, OTHERS), strict=False):
        for kind, points, until in stories:
            _Evaluating(city, licence, year, kind).give(points, until)


class _Evaluating:
    """One evaluation on its way."""

    def __init__(self, city: City, licence: Licence, year: int, kind: EvaluationKind) -> None:
        self.city, self.licence, self.kind = city, licence, kind
        self.leader, self.second = city.person("lin.yuan"), city.person("he.jing")
        self.evaluation = licence.evaluations.filter(
            year=year, kind=kind
        ).first() or self._commission(year)
        self.actor = self._actor()

    def _commission(self, year: int) -> Evaluation:
        scheme = EvaluationScheme.objects.get(status=EvaluationScheme.Status.IN_USE)
        evaluation = Evaluation(
            licence=self.licence,
            year=year,
            kind=self.kind,
            scheme=scheme,
            evaluator=self.city.body("evaluator"),
        )
        edits.save(evaluation, actor=self.second)
        return evaluation

    def _actor(self) -> Any:
        if self.kind == KIND.AUTHORITY:
            return self.leader
        if self.kind == KIND.SELF:
            return _first(self.city, Role.OPERATOR, self.licence.operator_id)
        someone = _first(self.city, Role.EVALUATOR, self.city.body("evaluator").pk)
        guard = next(each for each in self.city.people.values() if each.holds(Role.SECURITY_ADMIN))
        grants.grant(
            someone,
            "licensing.change_evaluation",
            self.evaluation,
            actor=guard,
            reason="委托第三方评价。",
        )
        return someone

    def give(self, points: int, until: str) -> None:
        """Count, score, hand in, and so far as the story goes."""
        evaluations.measure_evaluation(self.evaluation, actor=self.actor)
        for row in self.evaluation.scores.filter(is_measured=False):
            row.score, row.note = Decimal(points), "依据年度问卷和现场检查记录。"
            row.evidence = Attachment.objects.keep(scan("评分依据"), by=self.actor)
            edits.save(row, actor=self.actor)
        evaluations.submit_evaluation(self.evaluation, actor=self.actor, summary=SUMMARY)
        if until == "submit":
            return
        checker = self.second if self.kind == KIND.AUTHORITY else self.leader
        evaluations.confirm_evaluation(self.evaluation, actor=checker)
        getattr(self, until)()

    def publish(self) -> None:
        evaluations.publish_evaluation(
            self.evaluation,
            actor=self.leader,
            differences="自评未抽样访谈用户，与其他评价口径不同。",
        )

    def object(self) -> None:
        """The operator objects; the answer is still owed."""
        seller = _first(self.city, Role.OPERATOR, self.licence.operator_id)
        evaluations.object_to_evaluation(
            self.evaluation, actor=seller, statement="问卷集中在系统升级期间，不能反映全年情况。"
        )


def _first(city: City, role: Role, organisation: int) -> Any:
    return next(
        person for person in city.people.values() if organisation in person.organisation_ids(role)
    )
