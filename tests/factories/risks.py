"""Risk assessments and linkage analyses in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from catalog.models import DataItem, DataResource
from governance.models import Attachment
from licensing.linkage import runs
from licensing.models import (
    Licence,
    LinkageAnalysis,
    LinkageSample,
    RiskAssessment,
    RiskPoint,
)
from licensing.workflow import assessments
from licensing.workflow.linkage import begin_analysis, fail_analysis
from tests.database import arranging
from tests.factories.schemes import START, Parties, licensable_resource


def identifying_resource(*names: str, on: date = START, **over: Any) -> DataResource:
    """A licensable resource with items of these names."""
    resource = licensable_resource(on=on, **over)
    with arranging():
        for place, name in enumerate(names, start=2):
            DataItem.objects.create(resource=resource, name=name, position=place)
    return resource


def draft_assessment(
    *,
    licence: Licence,
    by: Parties,
    on: date = START,
    points: tuple[str, ...] | None = None,
    **over: Any,
) -> RiskAssessment:
    """Every point judged as of low risk."""
    fields: dict[str, Any] = {
        "licence": licence,
        "assessor": "云州市数据安全测评中心 张三",
        "assessed_on": on,
        "conclusion": RiskAssessment.Conclusion.WITH_MEASURES,
        "measures": "去除直接标识，按区域汇总后提供，运营机构数据安全负责人落实。",
        "created_by": by.drafter,
    } | over
    with arranging():
        assessment = RiskAssessment.objects.create(**fields)
        for point in RiskPoint.Point.values if points is None else points:
            RiskPoint.objects.create(
                assessment=assessment, point=point, finding="经核查，风险可控。", level="low"
            )
    return assessment


def submitted_assessment(
    *, licence: Licence, by: Parties, on: date = START, **over: Any
) -> RiskAssessment:
    """Waiting for another person."""
    assessment = draft_assessment(licence=licence, by=by, on=on, **over)
    assessments.submit_assessment(assessment, actor=by.drafter, on=on)
    return assessment


def confirmed_assessment(
    *, licence: Licence, by: Parties, on: date = START, **over: Any
) -> RiskAssessment:
    """Confirmed by the regulator."""
    assessment = submitted_assessment(licence=licence, by=by, on=on, **over)
    assessments.confirm_assessment(assessment, actor=by.supervisor, on=on)
    return assessment


def superseded_assessment(
    *, licence: Licence, by: Parties, on: date = START, **over: Any
) -> RiskAssessment:
    """Replaced by a newer one."""
    assessment = confirmed_assessment(licence=licence, by=by, on=on, **over)
    confirmed_assessment(licence=licence, by=by, on=on, **over)
    assessment.refresh_from_db()
    return assessment


def csv_file(text: str, name: str = "样本.csv") -> SimpleUploadedFile:
    """A sample as it is uploaded."""
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def draft_analysis(*, licence: Licence, by: Parties, **over: Any) -> LinkageAnalysis:
    """Without samples."""
    fields: dict[str, Any] = {"licence": licence, "created_by": by.drafter} | over
    with arranging():
        return LinkageAnalysis.objects.create(**fields)


def sample(
    analysis: LinkageAnalysis, resource: DataResource, text: str, *, by: User
) -> LinkageSample:
    """A sealed sample of one resource."""
    with arranging():
        kept = Attachment.objects.keep(csv_file(text), by=by)
        return LinkageSample.objects.create(
            analysis=analysis, resource=resource, file=kept, created_by=by
        )


def running_analysis(
    *, licence: Licence, by: Parties, on: date = START, **over: Any
) -> LinkageAnalysis:
    """Waiting for the worker."""
    analysis = draft_analysis(licence=licence, by=by, **over)
    begin_analysis(analysis, actor=by.drafter, on=on, in_background=False)
    return analysis


def failed_analysis(
    *, licence: Licence, by: Parties, on: date = START, **over: Any
) -> LinkageAnalysis:
    """Interrupted."""
    analysis = running_analysis(licence=licence, by=by, on=on, **over)
    worker = User.objects.service_account("worker")
    fail_analysis(analysis, actor=worker, on=on, reason="样本文件无法读取。")
    return analysis


def done_analysis(
    *,
    licence: Licence,
    by: Parties,
    on: date = START,
    samples: dict[DataResource, str] | None = None,
    **over: Any,
) -> LinkageAnalysis:
    """Counted to its end."""
    analysis = draft_analysis(licence=licence, by=by, **over)
    for resource, text in (samples or {}).items():
        sample(analysis, resource, text, by=by.drafter)
    begin_analysis(analysis, actor=by.drafter, on=on, in_background=False)
    runs.run(analysis)
    analysis.refresh_from_db()
    return analysis
