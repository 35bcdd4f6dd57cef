"""The procedure of a linkage analysis: begun by an official, counted by a worker, fixed when it is done."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from governance.errors import TransitionError
from governance.transitions import Transition, step
from licensing.anonymity import is_beyond
from licensing.forms.linkage import AnalysisForm
from licensing.linkage.holdings import entries, matrix_of, scope_of
from licensing.linkage.matrix import direct_items
from licensing.linkage.reading import MOST_COLUMNS, concepts_of
from licensing.models import LinkageAnalysis, LinkageProgress, LinkageSample

Status = LinkageAnalysis.Status
CLAUSE = _("27号 第二十一条；网络数据安全管理条例 第三十一条")
#: Sent inside the step's transaction: a worker is wanted for ``analysis_id``.
work_waits = Signal()


def with_samples_at_hand() -> Q:
    """Analyses that can begin: of whose samples none is destroyed, or that do without."""
    gone = LinkageSample.objects.filter(
        analysis=OuterRef("pk"), status=LinkageSample.Status.DESTROYED
    )
    return ~Q(Exists(gone))


@step(
    Transition(
        action="licensing.linkageanalysis.begin",
        label=_("开始分析"),
        sources=frozenset({Status.DRAFT, Status.FAILED}),
        target=Status.RUNNING,
        permission="licensing.run_linkageanalysis",
        clause=CLAUSE,
        owed=with_samples_at_hand,
        form=AnalysisForm,
    )
)
def begin_analysis(
    analysis: LinkageAnalysis,
    *,
    actor: Any,
    on: date,
    concepts: Sequence[str] = (),
    in_background: bool = True,
) -> dict[str, object]:
    """The matrix is drawn up at once; samples are counted by the worker, from where an earlier one stopped."""
    if not scope_of(analysis.licence):
        raise TransitionError(
            _("“%(licence)s”尚未列入数据资源，请先填写资源范围。") % {"licence": analysis.licence}
        )
    _require_known_samples(analysis, on)
    chosen = _chosen(analysis, concepts)
    if chosen != analysis.concepts:
        LinkageProgress.objects.filter(analysis=analysis).delete()
    LinkageProgress.objects.get_or_create(analysis=analysis)
    if in_background:
        work_waits.send(LinkageAnalysis, analysis_id=analysis.pk)
    return {
        "run_by": actor,
        "failure": "",
        "concepts": chosen,
        "resource_ids": scope_of(analysis.licence),
        "matrix": matrix_of(analysis.licence, on=on),
    }


def _chosen(analysis: LinkageAnalysis, concepts: Sequence[str]) -> list[str]:
    chosen = [each for each in concepts_of(analysis) if not concepts or each in concepts]
    if len(chosen) > MOST_COLUMNS:
        raise TransitionError(
            _("参与计算的准标识最多 %(most)d 个，现有 %(count)d 个，请减少后再开始分析。")
            % {"most": MOST_COLUMNS, "count": len(chosen)}
        )
    return chosen


def _require_known_samples(analysis: LinkageAnalysis, on: date) -> None:
    held = {each.resource_id for each in entries(analysis.licence, on=on)}
    foreign = [
        str(each.resource)
        for each in analysis.samples.select_related("resource")
        if each.resource_id not in held
    ]
    if foreign:
        raise TransitionError(
            _("样本“%(names)s”既不在本协议范围内，也不是运营机构已持有的资源，请更换资源。")
            % {"names": "、".join(foreign)}
        )
    if analysis.samples.filter(status=LinkageSample.Status.DESTROYED).exists():
        raise TransitionError(_("样本已经销毁，不能再分析，请新建一次分析并重新上传样本。"))


@step(
    Transition(
        action="licensing.linkageanalysis.finish",
        label=_("完成分析"),
        sources=frozenset({Status.RUNNING}),
        target=Status.DONE,
        permission="licensing.finish_linkageanalysis",
        clause=CLAUSE,
        is_duty=False,
        is_consequence=True,
    )
)
def finish_analysis(
    analysis: LinkageAnalysis,
    *,
    on: date,
    result: dict[str, Any],
    rows: int | None = None,
    least: int | None = None,
    unique_share: Decimal | None = None,
) -> dict[str, object]:
    """Frozen as counted; beyond the bounds a written assessment is needed before signing."""
    has_direct = bool(direct_items(analysis.matrix, own_only=False))
    return {
        "result": result,
        "rows_total": rows,
        "least_class": least,
        "unique_share": unique_share,
        "has_direct": has_direct,
        "is_beyond": has_direct or is_beyond(least, unique_share),
        "finished_on": on,
    }


@step(
    Transition(
        action="licensing.linkageanalysis.fail",
        label=_("登记中断"),
        sources=frozenset({Status.RUNNING}),
        target=Status.FAILED,
        permission="licensing.finish_linkageanalysis",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def fail_analysis(analysis: LinkageAnalysis, *, reason: str) -> dict[str, object]:
    """What was counted stays; the next start goes on from there."""
    return {"failure": reason[:500]}


@step(
    Transition(
        action="licensing.linkagesample.destroy",
        label=_("销毁样本"),
        sources=frozenset({LinkageSample.Status.SEALED}),
        target=LinkageSample.Status.DESTROYED,
        permission="licensing.destroy_linkagesample",
        clause=_("27号 第二十一条；个人信息保护法 第四十七条"),
        needs_reason=True,
        is_duty=False,
    )
)
def destroy_sample(sample: LinkageSample, *, on: date) -> dict[str, object]:
    """The bytes go, name and hash stay as the record of what there was."""
    if sample.analysis.status == Status.RUNNING:
        raise TransitionError(_("分析正在进行，请等分析完成后再销毁样本。"))
    # Gone only when the change of state is committed: a step that fails leaves the file.
    stored = sample.file.file
    transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))
    return {"destroyed_on": on}
