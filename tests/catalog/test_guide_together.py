"""Joint applicants and interested parties on the guided way (26号 第七条、第九条第三项)."""

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Role
from catalog import claims, prefill
from catalog.models import RegistrationApplication
from catalog.workflow import applications, registrations
from tests.catalog.guiding import SIGNED, filled, page_of, ready, text
from tests.database import arranging
from tests.factories.catalog import DAY, active_registration, desk
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db
CLAIM = {
    "change_summary": "简介写成每年更新，实际为每日更新。",
    "interest": "本公司按这项数据提供停车诱导。",
    "error_evidence": "接口说明第三条。",
}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


@pytest.fixture
def clerk(by, client):
    client.force_login(by.clerk, backend="governance.backends.PolicyBackend")
    return client


@pytest.fixture
def registration(by):
    return active_registration(by=by)


@pytest.fixture
def stranger(client):
    with arranging():
        body = organisation(name="云州停车服务有限公司")
        someone = person(Role.PROVIDER, organisation=body)
    client.force_login(someone, backend="governance.backends.PolicyBackend")
    return client, someone, body


def joined(client, application, organisation, **typed):
    url = page_of(application, "joint")
    return client.post(url, filled(client.get(url), organisation=organisation.pk, **typed))


def claimed(stranger, registration, **typed):
    client, _someone, body = stranger
    sent = {"number": registration.number, "applicant": body.pk, **CLAIM, **typed}
    return client.post(reverse("admin:catalog_registrationapplication_claim"), sent)


def test_the_registrant_leads_and_every_partner_consents_before_filing(by, clerk):
    application = ready(clerk, by)
    with arranging():
        partner = organisation(name="云州市交通运输局")
    assert joined(clerk, application, partner).status_code == 302
    lead, other = application.parties.order_by("-is_lead")
    assert (lead.organisation, lead.is_lead, other.organisation) == (by.provider, True, partner)
    assert "还没有同意" in text(clerk.get(page_of(application, "tasks")))
    refused = text(clerk.post(page_of(application, "check"), SIGNED))
    assert "云州市交通运输局尚未同意共同申请" in refused
    url = f"{page_of(application, 'joint')}?party={other.pk}"
    clerk.post(url, filled(clerk.get(url), consent_statement="云交函〔2026〕3号，2026年2月1日。"))
    assert clerk.post(page_of(application, "check"), SIGNED)["Location"] == page_of(
        application, "done"
    )
    application.refresh_from_db()
    assert application.status == RegistrationApplication.Status.SUBMITTED


def test_the_same_partner_twice_is_told_and_the_lead_is_not_its_own_partner(by, clerk):
    application = ready(clerk, by)
    with arranging():
        partner = organisation()
    joined(clerk, application, partner)
    again = joined(clerk, application, partner)
    assert again.status_code == 400
    assert "同一单位只能列为一次共同申请单位" in text(again)
    assert joined(clerk, application, by.provider).status_code == 400
    assert application.parties.count() == 2


def test_joint_applicants_are_for_whoever_writes_the_application(by, clerk, client):
    application = ready(clerk, by)
    url = page_of(application, "joint")
    client.force_login(by.reviewer, backend="governance.backends.PolicyBackend")
    assert client.get(url).status_code in {403, 404}
    client.logout()
    assert client.get(url).status_code == 302


def test_an_interested_party_says_what_is_wrong_and_nothing_else(by, registration, stranger):
    answer = claimed(stranger, registration)
    application = RegistrationApplication.objects.get(is_by_interested_party=True)
    assert answer["Location"] == page_of(application, "tasks")
    client, _someone, body = stranger
    assert (application.applicant, application.about) == (body, registration)
    assert application.legal_representative == ""
    page = text(client.get(page_of(application, "check")))
    assert registration.application.contact_phone not in page
    assert "还缺内容" not in page
    filed = client.post(page_of(application, "check"), SIGNED)
    assert filed.status_code == 302, filed.context["refusal"]
    assert filed["Location"] == page_of(application, "done")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "不存在"}, "没有找到有效的登记"),
        ({"interest": ""}, "利害关系"),
        ({"error_evidence": ""}, "请写明证明登记有误的证据"),
    ],
)
def test_a_claim_that_rests_on_nothing_is_told_and_kept(registration, stranger, typed, words):
    answer = claimed(stranger, registration, **typed)
    assert answer.status_code == 400
    assert words in text(answer)
    assert CLAIM["change_summary"] in text(answer)
    assert not RegistrationApplication.objects.filter(is_by_interested_party=True).exists()


def test_the_registrants_own_registration_is_corrected_on_its_own_way(by, clerk, registration):
    sent = {"number": registration.number, "applicant": by.provider.pk, **CLAIM}
    answer = clerk.post(reverse("admin:catalog_registrationapplication_claim"), sent)
    assert answer.status_code == 400
    assert "贵单位自己的登记" in text(answer)


def test_a_claim_carried_out_keeps_everything_that_it_is_silent_about(by, registration, stranger):
    stood = claims.standing_values(registration)
    claimed(stranger, registration)
    claim = RegistrationApplication.objects.get(is_by_interested_party=True)
    RegistrationApplication.objects.filter(pk=claim.pk).update(data_abstract="每日更新的停车数据。")
    claim.refresh_from_db()
    told = claims.corrected(claim)
    assert told.data_abstract == "每日更新的停车数据。"
    assert told.legal_representative == stood["legal_representative"] != ""
    assert told.pk == registration.application.pk
    assert claim.legal_representative == ""


def test_the_next_draft_begins_with_the_whole_as_corrected(by, registration, stranger):
    client, _someone, _body = stranger
    claimed(stranger, registration)
    claim = RegistrationApplication.objects.get(is_by_interested_party=True)
    RegistrationApplication.objects.filter(pk=claim.pk).update(data_abstract="每日更新的停车数据。")
    client.post(page_of(claim, "check"), SIGNED)
    claim.refresh_from_db()
    applications.accept(claim, actor=by.receiver)
    applications.review(claim, actor=by.reviewer)
    registrations.correct(claim, actor=by.decider)
    registration.refresh_from_db()
    values = prefill.from_registration(registration, "change")
    assert values["data_abstract"] == "每日更新的停车数据。"
    assert values["legal_representative"] == registration.application.legal_representative
    told = str(registration.content_in_force)
    assert "每日更新的停车数据。" in told
    assert registration.application.contact_name in told
