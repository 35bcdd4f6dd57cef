"""What an event tells is Chinese on the timeline: no stored name of a key or a code."""

import pytest

from accounts.models import Role, User
from catalog.models import RegistrationApplication
from governance.models import AuditEvent, ImportBatch, WorkdayYear
from governance.words import field_label, field_value
from tests.factories.people import person
from tests.governance.site import signed_in

TOLD = ("means", "username", "link", "expires_at", "filter", "rows", "format", "sha256", "bytes")


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_beside_fields_has_a_name(name):
    label = field_label(None, name)
    assert label != name
    assert any("一" <= sign <= "鿿" for sign in label)


def test_codes_without_choices_have_words_and_a_field_keeps_its_own():
    assert field_value(ImportBatch, "kind", "catalogue") == "公共数据资源目录"
    assert field_value(User, "means", "link") == "登录链接"
    assert field_value(RegistrationApplication, "kind", "first") == "首次登记"
    assert field_value(None, "gone", "kept as it was") == "kept as it was"


@pytest.mark.django_db
def test_the_history_of_a_sign_in_is_chinese():
    user = person(Role.AUTHORITY)
    AuditEvent.objects.record("accounts.user.sign_in", user, actor=user, changes={"means": "link"})
    page = signed_in(user).get(f"/admin/accounts/user/{user.pk}/history/").content.decode()
    assert "登录链接" in page
    assert ">means<" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["scheduler", "import", "packager", "certificates", "worker"])
def test_a_service_account_is_called_in_chinese(name):
    assert User.objects.service_account(name).name != name


@pytest.mark.django_db
def test_whoever_only_reads_a_year_is_shown_no_empty_notice():
    year = WorkdayYear.objects.get(year=2026)
    page = signed_in(person(Role.REGISTRY)).get(f"/admin/governance/workdayyear/{year.pk}/change/")
    assert page.status_code == 200
    assert "Notice" not in page.content.decode()
