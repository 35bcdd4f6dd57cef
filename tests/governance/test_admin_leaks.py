"""Every row of the table of leaks in ``security.md``, shut in the shared site."""

import pytest
from django.contrib import admin
from django.core import checks
from django.test import Client

from accounts.models import Organisation, Role
from catalog.models import DataResource
from governance.admin.checks import (
    every_admin_asks_the_policies,
    nothing_is_edited_in_a_list,
    registered,
)
from governance.models import AuditEvent
from tests.factories.catalog import desk, draft_resource, published_resource
from tests.factories.people import person
from tests.governance.site import LIST, filled, signed_in

pytestmark = pytest.mark.django_db

ABSENT = 987654321


@pytest.fixture
def office():
    return desk()


@pytest.fixture
def own(office) -> DataResource:
    return draft_resource(provider=office.provider, name="本局的草稿")


@pytest.fixture
def hidden() -> DataResource:
    return draft_resource(name="别局的草稿")


@pytest.fixture
def clerk(office) -> Client:
    return signed_in(office.clerk)


@pytest.mark.parametrize("page", ["change/", "history/", "rights/", "delete/", "step/submit/", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_hidden_and_absent_give_the_same_bytes(clerk, hidden, page, method):
    hidden_answer, absent_answer = (
        getattr(clerk, method)(f"{LIST}{pk}/{page}", follow=True) for pk in (hidden.pk, ABSENT)
    )
    assert hidden_answer.status_code == absent_answer.status_code
    assert hidden_answer.status_code in (403, 404)
    assert hidden_answer.content == absent_answer.content


@pytest.mark.parametrize("pk", ["abc", "0", "-1", "9" * 40, "_00", "a%00b"])
def test_a_strange_key_is_404_or_400_and_never_500(clerk, pk):
    assert clerk.get(f"{LIST}{pk}/change/").status_code in (400, 404)


def test_the_list_shows_and_counts_visible_rows_only(clerk, own, hidden):
    page = clerk.get(LIST).content.decode()
    assert own.name in page
    assert hidden.name not in page
    assert clerk.get(LIST).context["cl"].result_count == 1


def test_a_row_that_may_only_be_seen_has_no_form(clerk):
    seen = published_resource(name="别局已发布的")
    page = clerk.get(f"{LIST}{seen.pk}/change/").content.decode()
    assert seen.name in page
    assert 'name="abstract"' not in page
    assert 'name="_save"' not in page
    typed = {"name": "改了", "_version": seen.version}
    assert clerk.post(f"{LIST}{seen.pk}/change/", typed).status_code == 403


def test_list_editable_is_refused_at_start_up(monkeypatch):
    model_admin = next(registered())
    monkeypatch.setattr(type(model_admin), "list_editable", ("name",))
    assert "governance.E002" in {error.id for error in nothing_is_edited_in_a_list()}


def test_an_admin_class_outside_the_policies_is_refused_at_start_up(monkeypatch):
    stock = admin.ModelAdmin(Organisation, admin.site)
    monkeypatch.setitem(admin.site._registry, Organisation, stock)
    assert "governance.E003" in {error.id for error in every_admin_asks_the_policies()}


def test_the_site_starts_without_any_of_these_errors():
    found = {error.id for error in checks.run_checks() if error.id.startswith("governance.")}
    assert found == set()


def test_foreign_key_choices_are_the_visible_rows(office, own, hidden):
    form = signed_in(office.clerk).get(f"{LIST}add/").context["adminform"].form
    user_choices = admin.site._registry[DataResource].get_field_queryset(
        None, DataResource._meta.get_field("created_by"), _request(office.clerk)
    )
    assert form.fields["provider"].queryset.model is Organisation
    assert list(user_choices) == [office.clerk]


def _request(user):
    response = signed_in(user).get("/admin/")
    return response.wsgi_request


def complete(term: str, client: Client) -> list[str]:
    query = {
        "term": term,
        "app_label": "catalog",
        "model_name": "registrationapplication",
        "field_name": "resource",
    }
    return [row["text"] for row in client.get("/admin/autocomplete/", query).json()["results"]]


def test_autocomplete_needs_two_characters_and_names_visible_rows_only(clerk, own, hidden):
    assert complete("草", clerk) == []
    assert complete("", clerk) == []
    assert complete("草稿", clerk) == [str(own)]


@pytest.mark.parametrize("path", ["/admin/r/1/1/", "/admin/r/abc/1/"])
def test_the_redirect_by_content_type_is_gone(clerk, path):
    assert clerk.get(path).status_code == 404


def test_filters_name_only_organisations_of_visible_rows(clerk, own, hidden):
    page = clerk.get(LIST).content.decode()
    assert f"provider__id__exact={hidden.provider_id}" not in page


@pytest.mark.parametrize(
    "lookup",
    [
        "abstract__startswith",
        "created_by__password__startswith",
        "name__regex",
        "provider__name__contains",
        "x",
        "pk__gt",
    ],
)
def test_lookups_outside_the_list_are_400(clerk, own, lookup):
    assert clerk.get(LIST, {lookup: "a"}).status_code == 400


def test_declared_lookups_work(clerk, own):
    assert clerk.get(LIST, {"status__exact": own.status}).context["cl"].result_count == 1


def test_nothing_can_be_deleted(office, own):
    client = signed_in(office.clerk)
    assert client.post(f"{LIST}{own.pk}/delete/", {"post": "yes"}).status_code == 404
    client.post(
        LIST, {"action": "delete_selected", "_selected_action": [own.pk], "post": "yes", "index": 0}
    )
    assert DataResource.objects.filter(pk=own.pk).exists()


def test_a_stale_form_is_shown_again_with_the_differences_and_nothing_lost(clerk, own, office):
    address, other = f"{LIST}{own.pk}/change/", signed_in(office.other_clerk)
    seen_by_both = filled(other, address, abstract="乙的说法")
    assert clerk.post(address, filled(clerk, address, abstract="甲的说法")).status_code == 302
    stale = other.post(address, seen_by_both)
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "已被他人修改" in page
    assert "<del>甲的说法</del>" in page
    assert "<ins>乙的说法</ins>" in page
    own.refresh_from_db()
    assert own.abstract == "甲的说法"
    assert f'name="_version" value="{own.version}"' in page


def test_a_form_without_version_is_refused(clerk, own):
    address = f"{LIST}{own.pk}/change/"
    sent = filled(clerk, address, name="改了")
    del sent["_version"]
    assert clerk.post(address, sent).status_code == 400
    own.refresh_from_db()
    assert own.name != "改了"


def test_a_status_is_never_typed(clerk, own):
    address = f"{LIST}{own.pk}/change/"
    clerk.post(address, filled(clerk, address, abstract="新摘要", status="published"))
    own.refresh_from_db()
    assert (own.abstract, own.status) == ("新摘要", DataResource.Status.DRAFT)


def test_a_change_sent_past_the_form_is_refused_with_its_clause_and_told(office):
    seen = published_resource(name="别局已发布的")
    answer = signed_in(office.clerk).post(f"{LIST}{seen.pk}/change/", {"name": "改了"})
    assert answer.status_code == 403
    assert "您无权修改“别局已发布的”" in answer.content.decode()
    refused = AuditEvent.objects.about(seen).get(outcome=AuditEvent.Outcome.REFUSED)
    assert refused.actor == office.clerk


@pytest.mark.parametrize("term", ["\x00", "停" * 10_000])
@pytest.mark.parametrize("address", ["/admin/search/", LIST, "/admin/autocomplete/"])
def test_an_unreadable_search_is_400(clerk, own, term, address):
    name = "term" if "autocomplete" in address else "q"
    extra = (
        {"app_label": "catalog", "model_name": "dataitem", "field_name": "resource"}
        if name == "term"
        else {}
    )
    assert clerk.get(address, {name: term} | extra).status_code == 400


@pytest.mark.parametrize("lookup", ["status__exact", "provider__id__exact", "p", "o", "name"])
@pytest.mark.parametrize("value", ["\x00", "9" * 40, "'", "%"])
def test_a_strange_filter_value_is_never_500(clerk, own, lookup, value):
    assert clerk.get(LIST, {lookup: value}).status_code in (200, 302, 400)


def test_global_search_finds_visible_rows_only(clerk, own, hidden):
    page = clerk.get("/admin/search/", {"q": "草稿"}).content.decode()
    assert own.name in page
    assert hidden.name not in page


def test_the_download_holds_visible_filtered_rows_and_is_told(office, own, hidden):
    response = signed_in(office.clerk).get(
        f"{LIST}export/", {"format": "csv", "status__exact": own.status}
    )
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert own.name in text
    assert hidden.name not in text
    assert AuditEvent.objects.filter(actor=office.clerk, action__contains="export").exists()


def test_pages_of_the_site_are_private(clerk):
    answer = clerk.get(LIST)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_rights_of_others_are_for_those_who_look_after_rights(office, own):
    page = signed_in(office.clerk).get(
        f"{LIST}{own.pk}/rights/", {"person": office.authority.username}
    )
    assert "本人对这条记录的权限" in page.content.decode()


def test_an_auditor_reads_and_has_no_control_to_write(own):
    auditor = signed_in(person(Role.AUDITOR, covers_subtree=True))
    page = auditor.get(f"{LIST}{own.pk}/change/").content.decode()
    assert own.name in page
    assert 'name="_save"' not in page
    assert "/step/" not in page
    assert auditor.post(f"{LIST}{own.pk}/change/", {"_version": 1}).status_code == 403
