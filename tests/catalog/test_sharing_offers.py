"""To whom the page of a resource offers to ask for sharing."""

import pytest

from catalog.admin.sharing import may_ask_for
from tests.factories.resources import published_resource
from tests.factories.sharing import sides

pytestmark = pytest.mark.django_db


def test_sharing_is_offered_to_other_departments_only_and_where_the_data_are_shared():
    by = sides()
    resource = published_resource(by=by.desk, sharing="unconditional")
    assert may_ask_for(by.asker, resource)
    assert not may_ask_for(by.clerk, resource)
    resource.sharing = "none"
    assert not may_ask_for(by.asker, resource)
    resource.sharing, resource.status = "unconditional", "withdrawn"
    assert not may_ask_for(by.asker, resource)
