"""Rows inside a record's form: each changed row is an edit of its own, under its own policy."""

import pytest

from catalog.models import DataItem
from governance.models import AuditEvent
from tests.factories.catalog import desk, draft_resource
from tests.governance.site import LIST, filled, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return desk()


@pytest.fixture
def resource(office):
    return draft_resource(provider=office.provider)


def test_a_changed_row_is_an_edit_of_its_own_with_the_reason(office, resource):
    client, address = signed_in(office.clerk), f"{LIST}{resource.pk}/change/"
    sent = filled(client, address, _reason="名称写错") | {"items-0-name": "泊位编号"}
    assert client.post(address, sent).status_code == 302
    item = resource.items.get()
    assert item.name == "泊位编号"
    event = AuditEvent.objects.about(item).first()
    assert event is not None
    assert (event.action, event.reason, event.actor) == (
        "catalog.dataitem.change",
        "名称写错",
        office.clerk,
    )
    assert (
        not AuditEvent.objects.about(resource).filter(action="catalog.dataresource.change").exists()
    )


def test_a_new_row_is_added_under_its_parent(office, resource):
    client, address = signed_in(office.clerk), f"{LIST}{resource.pk}/change/"
    sent = filled(client, address) | {
        "items-TOTAL_FORMS": 2,
        "items-1-position": 2,
        "items-1-name": "更新时间",
        "items-1-data_type": resource.items.get().data_type,
    }
    assert client.post(address, sent).status_code == 302
    assert resource.items.count() == 2
    added = DataItem.objects.get(name="更新时间")
    assert AuditEvent.objects.about(added).get().action == "catalog.dataitem.add"


def test_a_row_of_another_record_cannot_be_slipped_in(office, resource):
    foreign = draft_resource().items.get()
    client, address = signed_in(office.clerk), f"{LIST}{resource.pk}/change/"
    sent = filled(client, address) | {"items-0-id": foreign.pk, "items-0-name": "改了别人的"}
    client.post(address, sent)
    foreign.refresh_from_db()
    assert foreign.name != "改了别人的"


def test_every_input_of_a_row_says_which_row_and_field_it_is(office, resource):
    page = signed_in(office.clerk).get(f"{LIST}{resource.pk}/change/").content.decode()
    assert 'aria-label="第 1 行，数据项名称"' in page


def test_line_breaks_as_browsers_send_them_are_no_change(office, resource):
    resource.distributions.update(sample="名称,泊位\n甲,10")
    client, address = signed_in(office.clerk), f"{LIST}{resource.pk}/change/"
    sent = filled(client, address) | {"distributions-0-sample": "名称,泊位\r\n甲,10"}
    version = resource.distributions.get().version
    assert client.post(address, sent).status_code == 302
    assert resource.distributions.get().version == version
