"""How tests walk the registrant's guided way: what a newcomer types, and what a browser would send."""

from django.urls import reverse

from catalog.guide import tasks
from catalog.models import RegistrationApplication
from tests.factories.catalog import published_resource

BEGIN = "/admin/catalog/registrationapplication/begin/"
#: What a newcomer types on each page, as the portal does not know it yet.
TYPED = {
    1: {"legal_representative": "钱二", "address": "云州市政务中心1号"},
    3: {"volume": "约 2 万条", "provision_mode": "接口"},
    6: {"scenario": "停车诱导"},
    7: {
        "risk_assessor": "云州市信息安全测评中心", "risk_assessed_on": "2026-02-20", "risk_level": "low",
        "risk_conclusion": "风险可控。", "risk_measures": "访问控制和留痕。",
    },
}  # fmt: skip
PROOF = {
    "method": "hash", "number": "2026 0087", "institution": "云州市公证处", "preserved_on": "2026-02-20",
    "algorithm": "sha256", "digest": "AB" * 32,
}  # fmt: skip
SIGNED = {
    "opinion": "材料齐全，同意提交。", "undertaking_signer": "钱二", "undertaking_signed_on": "2026-03-02",
}  # fmt: skip


def text(response):
    return response.content.decode()


def page_of(application, page, *more):
    name = f"admin:catalog_registrationapplication_{page}"
    return reverse(name, args=[application.pk, *more])


def filled(page, **typed):
    """What a browser would send of the form on a page, with something typed."""
    form = page.context["form"]
    sent = {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, False)
    }
    shown = {name: form.fields[name].prepare_value(value) for name, value in sent.items()}
    return {**shown, "_version": page.context["record_version"], **typed}


def word_of(application, number):
    return tasks.tasks(application)[number].word


def begun(client, resource):
    answer = client.post(BEGIN, {"resource": resource.pk})
    application = RegistrationApplication.objects.get(resource=resource)
    assert answer["Location"] == page_of(application, "tasks")
    return application


def fill(client, application, number, typed, **more):
    url = page_of(application, "block", number)
    answer = client.post(url, filled(client.get(url), **typed, **more))
    assert answer.status_code == 302, text(answer)
    application.refresh_from_db()
    return answer["Location"]


def ready(client, by):
    application = begun(client, published_resource(by=by))
    for number, typed in {**TYPED, 4: PROOF}.items():
        fill(client, application, number, typed)
    return application
