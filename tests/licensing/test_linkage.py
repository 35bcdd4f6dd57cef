"""汇聚关联: what items identify, what joins resources, and what samples show when they are counted."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from accounts.models import User
from governance.errors import NotPermitted
from governance.models import AuditEvent
from licensing.linkage import runs, sampling
from licensing.linkage.holdings import matrix_of
from licensing.linkage.matrix import Table, Word, direct_items, matrix
from licensing.linkage.reading import rows_of
from licensing.models import IdentifierWord, LinkageAnalysis, LinkageProgress
from licensing.tasks import destroy_old_samples, resume_abandoned
from licensing.workflow.linkage import begin_analysis, destroy_sample, finish_analysis
from tests.factories.licensing import draft_licence, licence_in_force
from tests.factories.risks import (
    done_analysis,
    draft_analysis,
    identifying_resource,
    running_analysis,
    sample,
)
from tests.factories.schemes import START, parties
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db

WORDS = (
    Word("电话", "电话", "direct"),
    Word("投诉电话", "公开电话", "none"),
    Word("性别", "性别", "quasi"),
    Word("出生日期", "出生日期", "quasi"),
)


def test_the_longest_word_decides_and_public_telephones_identify_nobody() -> None:
    found = matrix([Table(1, "甲", ("联系电话", "投诉电话", "性 别", "数量"))], WORDS)
    assert found["resources"][0]["cells"] == {"电话": ["联系电话"], "性别": ["性 别"]}
    assert found["concepts"] == [
        {"name": "电话", "kind": "direct"},
        {"name": "性别", "kind": "quasi"},
    ]
    assert direct_items(found) == {"甲": ["联系电话"]}


@pytest.mark.parametrize(
    ("other", "strong"),
    [
        (("手机电话",), True),
        (("性别",), False),
        (("性别", "出生日期"), True),
        (("停车许可证编号",), True),
        (("数量",), None),
    ],
)
def test_resources_are_joined_by_what_they_share(
    other: tuple[str, ...], strong: bool | None
) -> None:
    own = Table(1, "甲", ("电话", "性别", "出生日期", "停车许可证编号"))
    joins = matrix([own, Table(2, "乙", other, held_by="云授1号")], WORDS)["joins"]
    assert [each["is_strong"] for each in joins] == ([] if strong is None else [strong])


def test_what_the_operator_holds_already_counts_and_ended_licences_do_not() -> None:
    by = parties()
    held = licence_in_force(by=by, resources=(identifying_resource("性别"),))
    new = draft_licence(by=by, resources=(identifying_resource("出生日期"),))
    found = matrix_of(new, on=START)
    assert [bool(row["held_by"]) for row in found["resources"]] == [False, True]
    assert {each["name"] for each in found["concepts"]} >= {"性别", "出生日期"}
    later = matrix_of(new, on=held.ends_on + timedelta(days=1))
    assert len(later["resources"]) == 1


def test_the_list_of_words_is_filled_and_an_entry_out_of_use_no_longer_counts() -> None:
    assert IdentifierWord.objects.filter(kind="direct").count() > 20
    by = parties()
    licence = draft_licence(by=by, resources=(identifying_resource("性别"),))
    IdentifierWord.objects.filter(word="性别").update(is_active=False)
    assert matrix_of(licence, on=START)["concepts"] == []


def rows(*lines: str) -> str:
    return "\n".join(lines)


def test_samples_are_counted_and_no_value_is_kept() -> None:
    by = parties()
    resource = identifying_resource("性别", "出生日期")
    licence = draft_licence(by=by, resources=(resource,))
    text = rows(
        "性别,出生日期,数量", *["男,1990-01-01,1"] * 6, *["女,1991-01-01,2"] * 3, "女,1992-02-02,3"
    )
    analysis = done_analysis(licence=licence, by=by, samples={resource: text})
    assert (analysis.rows_total, analysis.least_class) == (10, 1)
    assert analysis.unique_share == Decimal("10.0000")
    assert (analysis.is_beyond, analysis.has_direct) == (True, False)
    assert [each["columns"] for each in analysis.result["combinations"]] == [
        ["性别", "出生日期"], ["性别"], ["出生日期"],
    ]  # fmt: skip
    assert "1990" not in str(analysis.result) + str(analysis.matrix)
    told = AuditEvent.objects.filter(subject_type="licensing.linkageanalysis")
    assert "1990" not in str(list(told.values_list("changes", flat=True)))


def test_a_sample_of_what_is_held_already_adds_its_columns() -> None:
    by = parties()
    held = identifying_resource("手机号码", "职业")
    licence_in_force(by=by, resources=(held,))
    resource = identifying_resource("手机号码", "性别")
    licence = draft_licence(by=by, resources=(resource,))
    people = [f"1390000{n:04d}" for n in range(10)]
    own = rows("手机号码,性别", *(f"{each},男" for each in people))
    theirs = rows(
        "手机号码,职业", *(f"{each},{'教师' if n else '飞行员'}" for n, each in enumerate(people))
    )
    analysis = done_analysis(licence=licence, by=by, samples={held: theirs, resource: own})
    assert analysis.result["links"][0]["linked"] == 10
    assert analysis.concepts == ["职业", "性别"]
    assert (analysis.least_class, analysis.unique_share) == (1, Decimal("10.0000"))
    assert "13900000001" not in str(analysis.result)


def test_without_samples_the_meaning_of_the_items_decides() -> None:
    by = parties()
    plain = done_analysis(licence=draft_licence(by=by), by=by)
    assert (plain.status, plain.is_beyond, plain.least_class) == ("done", False, None)
    telling = draft_licence(by=by, resources=(identifying_resource("手机号码"),))
    assert done_analysis(licence=telling, by=by).is_beyond


def test_a_killed_worker_s_successor_counts_only_what_is_left(monkeypatch: Any) -> None:
    by = parties()
    resource = identifying_resource("性别", "出生日期")
    licence = draft_licence(by=by, resources=(resource,))
    analysis = draft_analysis(licence=licence, by=by)
    sample(analysis, resource, rows("性别,出生日期", "男,1", "女,2"), by=by.drafter)
    begin_analysis(analysis, actor=by.drafter, on=START, in_background=False)
    asked: list[tuple[str, ...]] = []
    count = sampling.count

    def dies_at_the_second(cells: Any, chosen: tuple[str, ...]) -> Any:
        asked.append(chosen)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return count(cells, chosen)

    monkeypatch.setattr(sampling, "count", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        runs.run(analysis)
    assert len(LinkageProgress.objects.get(analysis=analysis).found) == 1
    assert resume_abandoned(by.drafter, START) == 1
    runs.run(analysis)
    analysis.refresh_from_db()
    assert (analysis.status, len(asked)) == ("done", 4)


def test_a_file_that_cannot_be_read_interrupts_in_words_and_the_next_start_goes_on() -> None:
    by = parties()
    resource = identifying_resource("性别")
    licence = draft_licence(by=by, resources=(resource,))
    analysis = draft_analysis(licence=licence, by=by)
    kept = sample(analysis, resource, rows("性别", "男"), by=by.drafter)
    begin_analysis(analysis, actor=by.drafter, on=START, in_background=False)
    kept.file.file.storage.delete(kept.file.file.name)
    runs.run(analysis)
    analysis.refresh_from_db()
    assert analysis.status == LinkageAnalysis.Status.FAILED
    assert "样本文件无法读取" in analysis.failure


def test_foreign_and_destroyed_samples_are_refused() -> None:
    by = parties()
    licence = draft_licence(by=by)
    analysis = draft_analysis(licence=licence, by=by)
    kept = sample(analysis, identifying_resource("性别"), rows("性别", "男"), by=by.drafter)
    with refused("既不在本协议范围内"):
        begin_analysis(analysis, actor=by.drafter, on=START)
    rewrite(kept, resource=licence.scope.get().resource)
    destroy_sample(kept, actor=by.drafter, on=START, reason="不再需要。")
    with refused("样本已经销毁"):
        begin_analysis(analysis, actor=by.drafter, on=START)


def test_too_many_columns_are_refused_and_some_may_be_left_out() -> None:
    by = parties()
    names = ("性别", "年龄", "民族", "职业", "婚姻状况", "学历", "收入", "邮政编码", "行政区划")
    resource = identifying_resource(*names)
    analysis = draft_analysis(licence=draft_licence(by=by, resources=(resource,)), by=by)
    sample(analysis, resource, ",".join(names), by=by.drafter)
    with refused("最多 8 个"):
        begin_analysis(analysis, actor=by.drafter, on=START)
    begin_analysis(
        analysis, actor=by.drafter, on=START, concepts=["性别", "年龄"], in_background=False
    )
    assert analysis.concepts == ["性别", "年龄"]


def test_samples_are_destroyed_after_their_term_and_the_record_stays(
    django_capture_on_commit_callbacks: Any,
) -> None:
    by = parties()
    resource = identifying_resource("性别")
    analysis = draft_analysis(licence=draft_licence(by=by, resources=(resource,)), by=by)
    kept = sample(analysis, resource, rows("性别", "男"), by=by.drafter)
    job = User.objects.service_account("due-work")
    made_on = kept.created_at.date()
    assert destroy_old_samples(job, made_on + timedelta(days=28)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_old_samples(job, made_on + timedelta(days=31)) == 1
    kept.refresh_from_db()
    assert kept.status == "destroyed"
    assert not kept.file.file.storage.exists(kept.file.file.name)
    assert kept.file.sha256
    assert AuditEvent.objects.filter(action="licensing.linkagesample.destroy").exists()


def test_results_are_counted_not_typed_and_the_bounds_are_the_table_s_too() -> None:
    by = parties()
    analysis = running_analysis(licence=draft_licence(by=by), by=by)
    with refused("无权", error=NotPermitted):
        finish_analysis(analysis, actor=by.supervisor, on=START, result={})
    for values in ({"least_class": 4}, {"unique_share": Decimal("1.01")}, {"has_direct": True}):
        with against_the_law("linkage_beyond_the_bounds_is_marked"):
            rewrite(analysis, **values)


def test_an_xlsx_sample_is_read_like_a_csv(tmp_path: Any) -> None:
    book = Workbook()
    for line in (["性别", "年龄"], ["男", 30], ["女", 31]):
        book.active.append(line)
    path = tmp_path / "样本.xlsx"
    book.save(path)
    with rows_of(path, path.name) as found:
        assert list(found) == [["性别", "年龄"], ["男", "30"], ["女", "31"]]


def test_an_analysis_whose_samples_are_gone_waits_for_nobody() -> None:
    by = parties()
    resource = identifying_resource("性别")
    licence = draft_licence(by=by, resources=(resource,))
    without, gone = (draft_analysis(licence=licence, by=by) for _each in range(2))
    one = sample(gone, resource, "性别\n男", by=by.drafter)
    assert begin_analysis.is_owed_by(without)
    assert begin_analysis.is_owed_by(gone)
    destroy_sample(one, actor=by.drafter, on=START, reason="已到期。")
    assert not begin_analysis.is_owed_by(gone)
