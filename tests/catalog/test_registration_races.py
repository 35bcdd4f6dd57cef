"""Two hands on one registration: objections against decisions, filing against withdrawal of the entry."""

import pytest

from catalog.models import DataResource, Objection, RegistrationApplication
from catalog.workflow import applications, objections, resources
from governance.actors import VISITOR
from tests.catalog.test_races import OBJECTION, all_at_once, winners
from tests.database import arranging
from tests.factories import catalog
from tests.factories.catalog import DAY, desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_filing_against_withdrawing_the_entry_has_one_winner():
    with arranging():
        by = desk()
        application = catalog.internally_reviewed_application(by=by)

    def file_it():
        mine = RegistrationApplication.objects.get(pk=application.pk)
        return applications.submit(mine, actor=by.clerk, on=DAY)

    def withdraw():
        mine = DataResource.objects.get(pk=application.resource_id)
        return resources.withdraw(mine, actor=by.clerk, on=DAY, reason="停用。")

    assert len(winners(all_at_once(*[file_it] * 5, *[withdraw] * 5))) == 1
    application.refresh_from_db()
    is_filed = application.status == "submitted"
    assert application.resource.status == ("published" if is_filed else "withdrawn")


def test_two_dismissals_at_once_let_the_notice_go_on():
    with arranging():
        by = desk()
        application = catalog.objected_application(by=by)
        catalog.objection(application, real_name="周四")
        raised = list(application.notice.objections.values_list("pk", flat=True))

    def dismiss(pk):
        mine = Objection.objects.get(pk=pk)
        return objections.dismiss(mine, actor=by.decider, on=DAY, reason="不成立。")

    acts = [lambda pk=pk: dismiss(pk) for pk in raised * 5]
    assert len(winners(all_at_once(*acts))) == len(raised)
    application.refresh_from_db()
    assert not Objection.objects.open().exists()
    assert application.status == "notice"


def test_a_new_objection_against_the_last_dismissal_stays_open():
    with arranging():
        by = desk()
        application = catalog.objected_application(by=by)
        first = application.notice.objections.get()

    def dismiss():
        mine = Objection.objects.get(pk=first.pk)
        return objections.dismiss(mine, actor=by.decider, on=DAY, reason="不成立。")

    def object_again():
        mine = RegistrationApplication.objects.get(pk=application.pk)
        return objections.raise_objection(mine, actor=VISITOR, on=DAY, **OBJECTION)

    assert len(winners(all_at_once(*[dismiss] * 5, *[object_again] * 5))) == 2
    application.refresh_from_db()
    assert Objection.objects.open().count() == 1
    assert application.status == "objected"
