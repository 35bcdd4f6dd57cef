"""What filing asks: territory, joint applicants, the window, interested parties, the region; the calendar."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Membership, Role
from catalog import digests, duties, inspection
from catalog.models import (
    ApplicationParty,
    Evidence,
    RegistrationApplication,
    RegistrationPractice,
)
from catalog.workflow import applications, beginnings, registrations, resources
from governance import edits
from governance.errors import NotPermitted, ReasonMissing, TransitionError
from governance.models import Attachment
from tests.factories import catalog, registering
from tests.factories.catalog import DAY, desk, passed_internal_review
from tests.factories.people import organisation, person, region
from tests.factories.registering import LATER, Walk, application_of, begun

pytestmark = pytest.mark.django_db
Status = RegistrationApplication.Status
SM3_OF_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.fixture
def by():
    return desk()


def file_it(application, by, on=DAY):
    passed_internal_review(application, by=by, on=on)
    applications.submit(application, actor=by.clerk, on=on)


@pytest.mark.parametrize(
    ("registry", "registrant", "is_served"),
    [
        ({"region": "990100", "level": "CITY"}, {"region": "990102", "level": "COUNTY"}, True),
        ({"region": "990000", "level": "PROVINCE"}, {"region": "990100", "level": "CITY"}, True),
        ({"region": "990102", "level": "COUNTY"}, {"region": "990103", "level": "COUNTY"}, False),
        ({"region": "990102", "level": "COUNTY"}, {"region": "990100", "level": "CITY"}, False),
        ({"region": "990100", "level": "CITY"}, {"region": "990100", "level": "PROVINCE"}, False),
        ({"region": None, "level": "NATIONAL"}, {"region": None, "level": "NATIONAL"}, True),
    ],
)
def test_a_registry_serves_its_place_up_to_its_own_level(by, registry, registrant, is_served):
    for body, terms in ((by.registry, registry), (by.provider, registrant)):
        body.region = region(terms["region"]) if terms["region"] else None
        body.level = terms["level"]
        body.save()
    application = catalog.internally_reviewed_application(by=by)
    if is_served:
        applications.submit(application, actor=by.clerk, on=DAY)
        assert application.status == Status.SUBMITTED
    else:
        with pytest.raises(TransitionError, match="按层级和所在地改选登记机构"):
            applications.submit(application, actor=by.clerk, on=DAY)


def test_joint_applicants_all_consent_and_the_lead_files(by):
    application, other = catalog.draft_application(by=by), organisation(name="云州市水务局")
    member = ApplicationParty.objects.create(application=application, organisation=other)
    with pytest.raises(TransitionError, match="为牵头单位"):
        file_it(application, by)
    ApplicationParty.objects.create(
        application=application, organisation=application.registrant, is_lead=True
    )
    with pytest.raises(TransitionError, match="云州市水务局尚未同意"):
        file_it(application, by)
    member.consent_statement = "联合申请书，2026年3月1日。"
    edits.save(member, actor=by.clerk)
    colleague = person(Role.PROVIDER, organisation=other)
    seen = RegistrationApplication.objects.filter(pk=application.pk)
    assert not seen.visible_to(colleague).exists()
    passed_internal_review(application, by=by, on=DAY)
    with pytest.raises(NotPermitted):
        applications.submit(application, actor=colleague, on=DAY)
    applications.submit(application, actor=by.clerk, on=DAY)
    assert seen.visible_to(colleague).exists()
    Walk(application, by, DAY).accept()
    Walk(application, by, DAY).review()
    registrations.give_notice(application, actor=by.receiver, on=DAY)
    assert application.notice.registrant_name == f"{by.provider.name}、云州市水务局"


def test_a_later_application_keeps_to_subject_registrant_and_registry(by):
    application = begun("change", by=by)
    elsewhere = organisation(name="另一登记中心")
    person(Role.REGISTRY, organisation=elsewhere)
    application.registry = elsewhere
    edits.save(application, actor=by.clerk)
    with pytest.raises(TransitionError, match="一致"):
        file_it(application, by, LATER)


def test_what_is_registered_is_not_registered_again(by):
    registration = catalog.active_registration(by=by)
    again = catalog.draft_application(by=by, resource=registration.resource)
    with pytest.raises(TransitionError, match="已有有效的登记"):
        file_it(again, by, LATER)


class TestInterestedParty:
    def test_the_claim_rests_on_consent_or_evidence(self, by):
        claim = registering.claimed_correction(by=by, error_evidence="")
        at_window = by.receiver
        passed = {"opinion": "窗口录入。", "undertaking_signer": "周五",
                  "undertaking_signed_on": LATER}  # fmt: skip
        applications.pass_internal_review(claim, actor=at_window, on=LATER, **passed)
        with pytest.raises(TransitionError, match="证明登记有误的证据"):
            applications.submit(claim, actor=at_window, on=LATER)
        claim.error_evidence = "经营许可证。"
        edits.save(claim, actor=at_window)
        applications.pass_internal_review(claim, actor=at_window, on=LATER, **passed)
        applications.submit(claim, actor=at_window, on=LATER)
        assert claim.status == Status.SUBMITTED

    def test_neither_the_registrant_answers_for_it_nor_the_window_clerk_handles_it(self, by):
        claim = registering.claimed_correction(by=by)
        assert not RegistrationApplication.objects.visible_to(by.clerk).filter(pk=claim.pk).exists()
        with pytest.raises(NotPermitted):
            passed_internal_review(claim, by=by, on=LATER)
        passed = {"opinion": "窗口录入。", "undertaking_signer": "周五",
                  "undertaking_signed_on": LATER}  # fmt: skip
        applications.pass_internal_review(claim, actor=by.receiver, on=LATER, **passed)
        applications.submit(claim, actor=by.receiver, on=LATER)
        assert RegistrationApplication.objects.visible_to(by.clerk).filter(pk=claim.pk).exists()
        with pytest.raises(NotPermitted):
            applications.accept(claim, actor=by.receiver, on=LATER)
        applications.accept(claim, actor=by.reviewer, on=LATER)

    def test_an_organisation_with_an_account_files_for_itself(self, by):
        company = organisation(name="云州停车服务有限公司")
        officer = person(Role.OPERATOR, organisation=company)
        claim = registering.claimed_correction(by=by, applicant=company)
        passed = {"opinion": "属实。", "undertaking_signer": "周五",
                  "undertaking_signed_on": LATER}  # fmt: skip
        applications.pass_internal_review(claim, actor=officer, on=LATER, **passed)
        applications.submit(claim, actor=officer, on=LATER)
        Walk(claim, by, LATER).accept()
        Walk(claim, by, LATER).review()
        registrations.correct(claim, actor=by.receiver, on=LATER)
        assert claim.about.versions.count() == 1


def test_the_practice_of_the_region_says_what_is_announced(by):
    RegistrationPractice.objects.create(
        region=region(), is_change_announced=False, is_correction_announced=True, source="云州细则"
    )
    change = application_of("change", "reviewed", by=by)
    assert (change.needs_notice, change.due_rule) == (False, "reg.code")
    correction = application_of("correction", "reviewed", by=by)
    assert (correction.needs_notice, correction.due_rule) == (True, "")
    assert RegistrationPractice.objects.of("990102").source == "云州细则"
    assert RegistrationPractice.objects.of("110000").pk is None
    first = catalog.reviewed_application(by=by, resource=catalog.published_resource(by=by))
    assert first.needs_notice


def test_i_26_faults_are_told_at_their_fields_and_empty_ones_are_none(by):
    application = catalog.submitted_application(by=by)
    with pytest.raises(ReasonMissing):
        applications.return_for_supplement(application, actor=by.receiver, on=DAY, volume=" ")
    applications.return_for_supplement(
        application, actor=by.receiver, on=DAY, volume="未填写，请补充。", reason="补充印章"
    )
    notice = application.supplement_notices.get()
    assert notice.by_field == {"volume": "未填写，请补充。"}
    assert notice.lines == ["数据规模：未填写，请补充。", "补充印章"]


class TestEvidenceFile:
    def proof(self, application, by, algorithm, digest):
        upload = SimpleUploadedFile("存证.txt", b"abc")
        return Evidence(
            application=application, algorithm=algorithm, digest=digest, institution="公证处",
            preserved_on=DAY, file=Attachment.objects.keep(upload, by=by.clerk),
        )  # fmt: skip

    @pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
    def test_the_digest_is_computed_from_the_file_or_compared_with_it(self, by, algorithm):
        application = catalog.draft_application(by=by)
        proof = self.proof(application, by, algorithm, "")
        edits.save(proof, actor=by.clerk)
        assert proof.digest == digests.digest_of([b"a", b"bc"], algorithm)
        wrong = self.proof(application, by, algorithm, "cd" * 32)
        with pytest.raises(ValidationError, match="摘要不符"):
            wrong.full_clean()

    def test_sm3_is_the_standards(self):
        assert digests.digest_of([b"abc"], "sm3") == SM3_OF_ABC

    def test_neither_file_nor_digest_is_no_evidence(self, by):
        bare = Evidence(application=catalog.draft_application(by=by), institution="公证处",
                        preserved_on=DAY)  # fmt: skip
        with pytest.raises(ValidationError, match="请填写摘要值"):
            bare.full_clean()


def test_one_draft_of_a_kind_at_a_time(by):
    application = begun("change", by=by)
    with pytest.raises(TransitionError, match="已有未办结的变更登记申请"):
        beginnings.begin_change(
            application.about, actor=by.clerk, on=LATER, change_summary="又改。"
        )


def test_what_is_owed_to_the_registry(by):
    resource = catalog.published_resource(by=by)
    assert duties.unregistered_resources(DAY).count() == 0
    resources.record_delivery(resource, actor=by.clerk, on=DAY, delivered_on=DAY)
    (owed,) = duties.owed_to_the_registry(
        duties.unregistered_resources(DAY), duties.unregistered_products(DAY)
    )
    assert (owed.subject, owed.term.on) == (resource, date(2026, 3, 30))
    assert owed.is_overdue(date(2026, 3, 31))
    catalog.submitted_application(by=by, resource=resource)
    assert duties.unregistered_resources(DAY).count() == 0


def test_the_inspection_sees_gaps_and_contradictions(by):
    application = catalog.submitted_application(by=by)
    application.resource.items.update(is_personal=True)
    application.scenario = ""
    application.grade = "important"
    words = "".join(each.words for each in inspection.inspect(application, DAY))
    for found in (
        "缺少“应用场景”",
        "个人信息",
        "与目录不一致",
        "没有上传文件",
        "没有存证编号",
        "评估报告",
    ):
        assert found in words
    cancelling = application_of("cancellation", "submitted", by=desk())
    assert "没有发现" in inspection.inspect(cancelling, LATER)[0].words


def test_whoever_left_the_registry_handles_nothing(by):
    application = catalog.submitted_application(by=by)
    Membership.objects.filter(user=by.receiver).update(ends_on=date(2026, 1, 1))
    by.receiver.forget_roles()
    with pytest.raises(NotPermitted):
        applications.accept(application, actor=by.receiver, on=DAY)
