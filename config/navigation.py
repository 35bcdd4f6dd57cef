"""The sidebar of the working site: the registered models, grouped and ordered as the work goes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Group, heading, models in order; a model named nowhere stands last in its own app's group.
GROUPS: tuple[tuple[str, Promise, tuple[str, ...]], ...] = (
    (
        "catalog",
        _("目录"),
        (
            "catalog.DataResource",
            "catalog.PersonalDataFinding",
            "catalog.GradeChange",
            "catalog.SourceConflict",
            "governance.ImportBatch",
            "catalog.CodeEntry",
            "catalog.Synonym",
        ),
    ),
    (
        "quality",
        _("质量和需求"),
        ("catalog.ResourceQuality", "catalog.QualityIssue", "catalog.DataRequest"),
    ),
    (
        "sharing",
        _("政务共享"),
        (
            "catalog.SharingDuty",
            "catalog.SharingRequest",
            "catalog.SharingIncident",
            "catalog.CorrectionRequest",
            "catalog.SharingDispute",
        ),
    ),
    (
        "registration",
        _("登记"),
        (
            "catalog.RegistrationApplication",
            "catalog.PublicNotice",
            "catalog.Objection",
            "catalog.Registration",
            "catalog.Revocation",
            "catalog.RegistrationPractice",
        ),
    ),
    (
        "licensing",
        _("授权运营"),
        (
            "licensing.Scheme",
            "licensing.CollectiveDecision",
            "licensing.Filing",
            "licensing.Selection",
            "licensing.Candidate",
            "licensing.Scorer",
            "licensing.SelectionChallenge",
            "licensing.RelatedParty",
            "licensing.RiskAssessment",
            "licensing.LinkageAnalysis",
            "licensing.LinkageSample",
            "licensing.Licence",
            "licensing.LicenceChange",
            "licensing.EarlyEnding",
            "licensing.Exit",
            "licensing.ExitTask",
            "licensing.StopNotice",
            "licensing.QuorumRule",
            "licensing.IdentifierWord",
        ),
    ),
    (
        "products",
        _("产品和使用"),
        (
            "licensing.Product",
            "licensing.ProductReview",
            "licensing.Capability",
            "licensing.Delivery",
            "licensing.Redevelopment",
            "licensing.UsageReport",
            "licensing.UsageEntry",
            "licensing.UsageBatch",
            "licensing.UsageMonthly",
        ),
    ),
    (
        "supervision",
        _("监管"),
        (
            "licensing.Inspection",
            "licensing.Finding",
            "licensing.Rectification",
            "licensing.Incident",
            "licensing.Complaint",
            "licensing.Evaluation",
            "licensing.EvaluationObjection",
            "licensing.InspectionPlan",
            "licensing.ChecklistTemplate",
            "licensing.EvaluationScheme",
        ),
    ),
    (
        "pricing",
        _("价格"),
        (
            "pricing.CostSurvey",
            "pricing.AllowedRevenue",
            "pricing.CapTariff",
            "pricing.Price",
            "pricing.TreasuryYield",
        ),
    ),
    (
        "disclosure",
        _("披露与监督"),
        ("disclosure.DisclosureObligation", "disclosure.Disclosure", "governance.AuditEvent"),
    ),
    (
        "accounts",
        _("组织与账号"),
        ("accounts.Organisation", "accounts.User", "accounts.Membership", "accounts.Region"),
    ),
    (
        "governance",
        _("治理"),
        (
            "governance.DeadlineRule",
            "governance.WorkdayYear",
            "governance.Workday",
        ),
    ),
)


def grouped(apps: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Django's list of apps as our groups; a group without a model for this person is left out."""
    placed = {
        model: (place, rank)
        for place, (_label, _name, models) in enumerate(GROUPS)
        for rank, model in enumerate(models)
    }
    own_place = {label: place for place, (label, _name, _models) in enumerate(GROUPS)}
    members: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for app in apps:
        for entry in app["models"]:
            label = f"{app['app_label']}.{entry['object_name']}"
            place, rank = placed.get(
                label, (own_place.get(app["app_label"], len(GROUPS) - 1), len(placed))
            )
            members.setdefault(place, []).append((rank, dict(entry)))
    return [group(place, rows) for place, rows in sorted(members.items())]


def group(place: int, rows: list[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    """One group in the shape of Django's app entries."""
    label, name, _models = GROUPS[place]
    models = [entry for _rank, entry in sorted(rows, key=lambda row: row[0])]
    return {
        "name": name,
        "app_label": label,
        "app_url": "",
        "has_module_perms": True,
        "models": models,
    }
