"""The sidebar: every registered model stands in one group, in the order of the work."""

from django.apps import apps
from django.contrib import admin

from config.navigation import GROUPS, grouped


def entry(name: str) -> dict[str, str]:
    return {"object_name": name, "name": name, "admin_url": f"/admin/{name}/"}


def test_groups_come_in_the_order_of_the_work() -> None:
    found = grouped(
        [
            {"app_label": "pricing", "models": [entry("Price"), entry("CapTariff")]},
            {"app_label": "catalog", "models": [entry("DataResource")]},
        ]
    )
    assert [group["app_label"] for group in found] == ["catalog", "pricing"]
    assert [model["name"] for model in found[1]["models"]] == ["CapTariff", "Price"]


def test_the_audit_trail_stands_with_supervision() -> None:
    found = grouped(
        [{"app_label": "governance", "models": [entry("AuditEvent"), entry("Workday")]}]
    )
    assert [group["app_label"] for group in found] == ["disclosure", "governance"]


def test_an_unknown_model_stands_last_in_its_own_group() -> None:
    found = grouped([{"app_label": "catalog", "models": [entry("Novelty"), entry("DataResource")]}])
    assert [model["name"] for model in found[0]["models"]] == ["DataResource", "Novelty"]


def test_every_named_model_exists() -> None:
    named = [label for _group, _name, labels in GROUPS for label in labels]
    unknown = [label for label in named if not apps.is_installed(label.partition(".")[0])]
    assert unknown == []
    registered = {model._meta.label for model in admin.site._registry}
    existing = {model._meta.label for model in apps.get_models()}
    assert set(named) & registered <= existing
