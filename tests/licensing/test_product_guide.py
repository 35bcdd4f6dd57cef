"""An operator registers a product derived from licensed data by the guided way (26号 第五条; 27号 第十六条)."""

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from catalog.guide import tasks
from catalog.models import RegistrationApplication
from tests.catalog.guiding import BEGIN, PROOF, SIGNED, fill, page_of
from tests.factories.licensing import product_on_sale
from tests.factories.people import organisation, person
from tests.factories.schemes import START, parties
from tests.pages.reading import stray_english

pytestmark = pytest.mark.django_db
TYPED = {
    1: {"legal_representative": "钱二", "contact_name": "产品部", "contact_phone": "0000-66001234"},
    4: PROOF | {"preserved_on": str(START)},
    7: {
        "risk_assessor": "云州市信息安全测评中心", "risk_assessed_on": str(START), "risk_level": "low",
        "risk_conclusion": "风险可控。",
    },
}  # fmt: skip


def test_an_operator_registers_a_product_and_need_not_type_what_is_known():
    licensed = parties()
    registry = organisation(name="云州市数据登记中心")
    person(Role.REGISTRY, organisation=registry)
    product = product_on_sale(by=licensed)
    clerk = person(Role.OPERATOR, organisation=licensed.operator)
    client = Client()
    with time_machine.travel(f"{START}T09:00+08:00", tick=False):
        client.force_login(clerk, backend="governance.backends.PolicyBackend")
        assert product.name in client.get(BEGIN).content.decode()
        answer = client.post(BEGIN, {"product": product.pk})
        application = RegistrationApplication.objects.get(product=product)
        assert answer["Location"] == page_of(application, "tasks")
        for number, typed in TYPED.items():
            fill(client, application, number, typed)
        assert [task.title for task in tasks.tasks(application) if not task.is_ready] == []
        check = client.get(page_of(application, "check")).content.decode()
        assert "首次登记" in check
        assert stray_english(check) == []
        signed = SIGNED | {"undertaking_signed_on": str(START)}
        answer = client.post(page_of(application, "check"), signed)
        assert answer["Location"] == page_of(application, "done")
    application.refresh_from_db()
    assert (application.status, application.subject_kind) == ("submitted", "product")
    assert application.registry == registry
