"""The whole chain in one story: import, registration, licence, product, price, disclosure, citizen, auditor."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from accounts.models import Role
from catalog.models import DataItem, DataResource, Distribution
from catalog.workflow import resources
from governance import clock, edits
from governance.models import AuditEvent
from governance.proofs import write_package
from governance.verification import verify
from licensing.models import Product, Purpose
from pricing.models import AllowedRevenue
from tests.database import arranging
from tests.factories import disclosure as disclosing
from tests.factories import licensing as authorising
from tests.factories import pricing as charging
from tests.factories.catalog import Desk, coded_application, desk
from tests.factories.people import person
from tests.factories.schemes import Parties, parties

pytestmark = pytest.mark.django_db

PUBLISHED = date(2026, 1, 12)
LICENSED = date(2026, 4, 1)
PRICED = date(2026, 7, 1)

EXPORT_OF_ANOTHER_CITY = [
    {
        "目录名称": "道路停车泊位分布",
        "来源部门": "市城市管理局",
        "更新频率": "每月",
        "开放条件": "无条件开放",
        "摘要": "全市道路停车泊位的位置、数量和收费时段。",
        "数据格式": "['csv']",
    }
]


def test_from_an_imported_catalogue_to_a_verified_trail(tmp_path: Path, client: Client) -> None:
    office, licence_parties = desk(), parties()

    resource = an_official_imports(tmp_path, office)
    the_provider_completes_and_the_authority_publishes(resource, office)
    the_registry_codes(resource, office)
    product = an_operator_offers_under_a_licence(resource, licence_parties)
    two_authorities_decide_what_may_be_charged(product, licence_parties)
    the_bodies_disclose_the_year(product, licence_parties)

    with time_machine.travel(date(2027, 3, 11), tick=False):
        a_citizen_finds_it_all(client, resource, product)
        an_auditor_takes_the_proof_home(tmp_path)


def an_official_imports(tmp_path: Path, office: Desk) -> DataResource:
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(EXPORT_OF_ANOTHER_CITY, ensure_ascii=False), encoding="utf-8")
    provider = office.provider.name
    call_command("import_catalogue", path, provider=provider, actor=office.clerk.username)
    return DataResource.objects.get(name="道路停车泊位分布")


def the_provider_completes_and_the_authority_publishes(resource: Any, office: Desk) -> None:
    assert resource.status == DataResource.Status.DRAFT
    resource.category = DataResource.Category.THEME
    resource.theme = "交通出行"
    resource.sharing = DataResource.Sharing.UNCONDITIONAL
    resource.grade = DataResource.Grade.GENERAL_1
    resource.acquisition = DataResource.Acquisition.DUTY

    def details() -> None:
        DataItem.objects.create(resource=resource, name="泊位编号")
        Distribution.objects.create(
            resource=resource, name="泊位.csv", format="CSV", file_name="a.csv"
        )

    edits.save(resource, actor=office.clerk, expected_version=resource.version, relations=details)
    resources.submit(resource, actor=office.clerk, on=PUBLISHED)
    resources.publish(resource, actor=office.authority, on=PUBLISHED)


def the_registry_codes(resource: DataResource, office: Desk) -> None:
    application = coded_application(by=office, on=PUBLISHED, resource=resource)
    assert application.registration.valid_to.year == PUBLISHED.year + 3


def an_operator_offers_under_a_licence(resource: DataResource, by: Parties) -> Product:
    licence = authorising.licence_in_force(by=by, on=LICENSED, resources=(resource,))
    return authorising.product_on_sale(
        by=by, licence=licence, on=LICENSED, purpose=Purpose.INDUSTRY, name="泊位占用率接口"
    )


def two_authorities_decide_what_may_be_charged(product: Product, by: Parties) -> None:
    office = charging.price_desk(by)
    charging.revenue_in_force(office, licence=product.licence)
    revenue = AllowedRevenue.objects.get(licence=product.licence)
    assert revenue.total == Decimal("11420000.00")
    cap = charging.reported_cap(office, product=product, on=PRICED)
    charging.published_price(office, cap=cap, on=PRICED)


def the_bodies_disclose_the_year(product: Product, by: Parties) -> None:
    office = disclosing.office(by, licence=product.licence)
    for kind in ("authorisation", "operation"):
        disclosing.published_disclosure(office, kind=kind)


def a_citizen_finds_it_all(client: Client, resource: DataResource, product: Product) -> None:
    def page(address: str, **query: str) -> str:
        answer = client.get(address, query)
        assert answer.status_code == 200, address
        return re.sub(r"<[^>]+>", "", answer.content.decode())

    assert resource.name in page("/catalog/", q="停车泊位")
    assert product.licence.number in page("/licences/")
    assert product.name in page(product.licence.get_absolute_url())
    assert "0.05" in page("/prices/")
    assert product.name in page("/products/")
    release = disclosing.Disclosure.objects.released().latest("pk")
    assert product.name in page(release.get_absolute_url())
    assert "有效" in page("/verify/", code=release.sha256)
    number = resource.registrations.get().number
    assert resource.name in page(f"/registrations/{number}/")


def an_auditor_takes_the_proof_home(tmp_path: Path) -> None:
    with arranging():
        auditor = person(Role.AUDITOR)
    path = tmp_path / "audit.zip"
    events = AuditEvent.objects.permitted(auditor, "governance.export_auditevent")
    write_package(path, events, about={"requested_by": str(auditor)}, made_at=clock.now())
    report = verify(str(path))
    assert report.is_intact
    assert report.events == AuditEvent.objects.count()
    told = set(AuditEvent.objects.values_list("action", flat=True))
    links = {
        "catalog.dataresource.publish", "catalog.registrationapplication.assign_code",
        "licensing.scheme.approve", "licensing.licence.activate", "pricing.allowedrevenue.countersign",
        "pricing.captariff.report", "pricing.price.publish", "disclosure.disclosure.publish",
    }  # fmt: skip
    assert links <= told, links - told
