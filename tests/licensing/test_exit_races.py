"""Two people end one licence at the same moment: one end, one exit, one line in the ledger."""

import pytest

from governance.due import run_all
from licensing.models import Exit, Licence
from licensing.workflow import ends, exits
from tests.factories import exits as made
from tests.factories.licensing import licence_in_force, product_on_sale, terminated_licence
from tests.factories.schemes import START, parties, scan
from tests.licensing.test_races import arranged, at_once, times

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_end_one_licence_once() -> None:
    by = arranged(parties)
    licence = arranged(licence_in_force, by=by)
    arranged(product_on_sale, by=by, licence=licence)
    pk = licence.pk
    answers = at_once(
        *(
            lambda actor=actor: ends.terminate_licence(
                Licence.objects.get(pk=pk), actor=actor, on=START, reason="协商一致。"
            )
            for actor in (by.drafter, by.decider)
        )
    )
    assert sorted(answers) == ["done", "wrong_state"]
    assert times("licensing.licence.terminate") == times("licensing.product.end") == 1
    assert Exit.objects.filter(licence=pk).count() == 1


def test_two_runs_of_the_job_open_one_exit() -> None:
    by = arranged(parties)
    licence = arranged(licence_in_force, by=by)
    over = licence.ends_on.replace(year=licence.ends_on.year + 1)
    job = arranged(lambda: type(by.drafter).objects.service_account("due-work"))
    at_once(*(lambda: run_all(actor=job, on=over) for _ in range(2)))
    assert times("licensing.licence.expire") == 1
    assert Exit.objects.filter(licence=licence).count() == 1


def test_a_report_against_a_reopened_task_never_leaves_one_open() -> None:
    by = arranged(parties)
    opened = arranged(terminated_licence, by=by).exit
    arranged(made.settled, exit=opened, by=by)
    task = opened.tasks.first()
    answers = at_once(
        lambda: exits.report_exit(
            Exit.objects.get(pk=opened.pk),
            actor=by.drafter,
            on=START,
            report="办结。",
            report_file=scan(),
        ),
        lambda: made.exit_tasks.reopen_task(task, actor=by.decider, on=START, reason="证明不实。"),
    )
    assert answers.count("done") == 1
    opened.refresh_from_db()
    assert (opened.status == "reported") is (not opened.tasks.left_open().exists())
