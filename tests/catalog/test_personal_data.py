"""Personal data before publication: recognised by rule, always shown masked, handled before anybody publishes."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.models import DataResource, Distribution, PersonalDataFinding
from catalog.personal_data import (
    IDENTITY_CHECKS,
    IDENTITY_WEIGHTS,
    hidden,
    is_identity_number,
    passes_luhn,
    scan_table,
    scan_text,
)
from catalog.workflow import findings, resources
from governance.errors import Refusal, TransitionError, WrongState
from governance.models import AuditEvent
from governance.transitions import steps_of
from tests.factories import metadata
from tests.factories.catalog import DAY, desk, submitted_resource
from tests.factories.metadata import MOBILE

BIRTHDAYS = st.dates().filter(lambda day: day.year >= 1900)


def identity(area, born, serial):
    digits = f"{area}{born:%Y%m%d}{serial:03d}"
    total = sum(int(d) * w for d, w in zip(digits, IDENTITY_WEIGHTS, strict=True))
    return digits + IDENTITY_CHECKS[total % 11]


@given(st.integers(110000, 659999), BIRTHDAYS, st.integers(0, 999))
def test_every_true_identity_number_is_known_and_no_neighbour_of_it(area, born, serial):
    number = identity(area, born, serial)
    assert is_identity_number(number)
    assert is_identity_number(number.lower())
    other = str((int(number[5]) + 1) % 10)
    assert not is_identity_number(number[:5] + other + number[6:])


@pytest.mark.parametrize(
    "number", ["110105194913310021", "010105194912310021", "11010519491231002"]
)
def test_what_has_no_birthday_or_too_few_digits_is_no_identity_number(number):
    assert not is_identity_number(number)


@given(st.text(string.digits, min_size=15, max_size=18))
def test_the_card_check_finds_every_single_wrong_digit(digits):
    check = next(d for d in string.digits if passes_luhn(digits + d))
    assert [passes_luhn(digits + d) for d in string.digits].count(True) == 1
    wrong = str((int(digits[0]) + 1) % 10) + digits[1:]
    assert not passes_luhn(wrong + check)


@given(st.text(string.digits + string.ascii_letters + "@.", min_size=6, max_size=40))
def test_an_excerpt_never_shows_half_of_what_was_found(value):
    assume("*" not in value)
    shown = hidden(value)
    kept = sum(1 for sign in shown if sign not in "*@")
    assert kept * 2 <= max(len(value), 4)
    assert value not in shown


def kinds(hits):
    return {(hit.kind, hit.number) for hit in hits}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请联系张三 13812345678", {("mobile", 1)}),
        ("１３８１２３４５６７８，138-1234-5678，+86 13912345678", {("mobile", 3)}),
        ("办公电话 0571-12345678 转 801", set()),
        ("编号 20261381234567890", set()),
        ("证件 11010519491231002X。", {("identity", 1)}),
        ("证件 110105194912310021。", set()),
        ("写信到 zhang.san@example.org", {("email", 1)}),
        ("卡号 4111111111111111", set()),
        ("", set()),
    ],
)
def test_texts_are_read_as_people_write_them(text, expected):
    assert kinds(scan_text("摘要", text)) == expected


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("姓名,银行卡号\n张,4111 1111 1111 1111\n李,4111111111111112", {("bank_card", 1)}),
        ("名称,流水号\n甲,4111111111111112\n乙,4111111111111113", set()),
        ("名称,号\n甲,4111111111111111\n乙,5500005555555559", {("bank_card", 2)}),
        ("姓名\t电话\n张\t13812345678\n李\t13912345678", {("mobile", 2)}),
        ('名称\n"没有结束的引号,13812345678', {("mobile", 1)}),
        ("只有列名", set()),
        ("", set()),
    ],
)
def test_samples_are_read_by_column(sample, expected):
    assert kinds(scan_table("样例", sample)) == expected


def test_a_hit_of_a_sample_names_the_column_and_not_the_value():
    (hit,) = scan_table("数据文件", "姓名,手机\n张,13812345678")
    assert (hit.where, hit.excerpt) == ("数据文件：手机", "1*********8")


@pytest.fixture
def by():
    return desk()


@pytest.mark.django_db
def test_i_30_nothing_is_published_before_what_was_found_is_handled(by):
    finding = metadata.open_finding(by=by)
    resource = finding.resource
    with pytest.raises(TransitionError, match="联系电话中的手机号码"):
        resources.publish(resource, actor=by.authority, on=DAY)
    findings.accept_office_contact(finding, actor=by.authority, on=DAY)
    resources.publish(resource, actor=by.authority, on=DAY)
    assert resource.status == DataResource.Status.PUBLISHED


@pytest.mark.django_db
def test_i_30_what_nobody_listed_stops_publication_too(by):
    resource = submitted_resource(by=by)
    Distribution.objects.filter(resource=resource).update(sample=f"电话\n{MOBILE}")
    with pytest.raises(TransitionError, match="个人信息没有处理"):
        resources.publish(resource, actor=by.authority, on=DAY)
    findings.scan(resource, actor=by.authority, on=DAY)
    findings.justify(resource.findings.get(), actor=by.authority, on=DAY, reason="虚构的样例。")
    resources.publish(resource, actor=by.authority, on=DAY)


@pytest.mark.django_db
def test_the_number_itself_is_stored_nowhere_but_in_the_entry(by):
    finding = metadata.office_finding(by=by)
    stored = str(PersonalDataFinding.objects.filter(pk=finding.pk).values()[0])
    told = str(list(AuditEvent.objects.about(finding).values_list("changes", flat=True)))
    assert MOBILE not in stored + told
    assert MOBILE[3:7] not in finding.excerpt


@pytest.mark.django_db
def test_what_is_said_to_be_masked_is_looked_up(by):
    finding = metadata.open_finding(by=by)
    with pytest.raises(TransitionError, match="联系电话中仍有手机号码"):
        findings.mark_masked(finding, actor=by.clerk, on=DAY)
    DataResource.objects.filter(pk=finding.resource_id).update(contact_phone="0000-1234567")
    findings.mark_masked(finding, actor=by.clerk, on=DAY)
    assert finding.handled_by == by.clerk


@pytest.mark.django_db
def test_a_second_scan_settles_what_is_gone_and_leaves_what_was_handled(by):
    gone = metadata.open_finding(by=by)
    resource = gone.resource
    DataResource.objects.filter(pk=resource.pk).update(
        contact_phone="", contact_email="a.b@example.org"
    )
    for _again in range(2):
        findings.scan(resource, actor=by.clerk, on=DAY)
        found = sorted(resource.findings.values_list("kind", "status"))
        assert found == [("email", "open"), ("mobile", "masked")]
    findings.accept_office_contact(resource.findings.get(kind="email"), actor=by.clerk, on=DAY)
    findings.scan(resource, actor=by.clerk, on=DAY)
    assert not resource.findings.filter(status="open").exists()


@pytest.mark.django_db
def test_a_new_number_in_a_handled_place_is_a_new_finding(by):
    finding = metadata.office_finding(by=by)
    DataResource.objects.filter(pk=finding.resource_id).update(contact_phone="13987654321")
    with pytest.raises(TransitionError, match="个人信息没有处理"):
        resources.publish(finding.resource, actor=by.authority, on=DAY)


@pytest.mark.django_db
def test_only_a_contact_can_be_an_offices_contact(by):
    finding = metadata.open_finding(by=by, contact_phone="", abstract=f"请致电{MOBILE}。")
    with pytest.raises(TransitionError, match="不能认定为公务联系方式"):
        findings.accept_office_contact(finding, actor=by.clerk, on=DAY)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["open", "masked", "office", "justified"])
def test_what_was_handled_is_handled(by, state):
    finding = getattr(metadata, f"{state}_finding")(by=by)
    assert finding.status == state
    for step in steps_of(PersonalDataFinding):
        if state not in step.transition.sources:
            with pytest.raises(WrongState):
                step(finding, actor=by.clerk, on=DAY, reason="理由。")
    finding.refresh_from_db()
    assert finding.status == state


@pytest.mark.django_db
def test_a_bureau_handles_all_its_office_numbers_at_once(client, by):
    found = [metadata.open_finding(by=by, name=f"停车{n}") for n in range(3)]
    client.force_login(by.clerk)
    url = "/admin/catalog/personaldatafinding/"
    data = {
        "action": "step_accept_office_contact",
        "_selected_action": [each.pk for each in found],
        "idempotency_key": "a",
    }
    assert client.post(url, data).status_code == 200
    assert not PersonalDataFinding.objects.filter(status="open").exists()


@pytest.mark.django_db
def test_justifying_needs_a_reason(by):
    with pytest.raises(Refusal, match="请填写理由"):
        findings.justify(metadata.open_finding(by=by), actor=by.clerk, on=DAY, reason=" ")
