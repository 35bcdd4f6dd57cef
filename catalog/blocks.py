"""The seven blocks of an application (26号 第九条): what belongs to each, what becomes public, what must be filled."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Evidence, RegistrationApplication
from governance.canonical import canonical_json, sha256

#: Shown in the public notice (26号 第十二条).
PUBLIC_FIELDS = frozenset({"registrant", "data_name", "data_abstract"})


@dataclass(frozen=True)
class Block:
    """One of the seven blocks."""

    title: str | Promise
    fields: tuple[str, ...]
    required: tuple[str, ...] = ()


BLOCKS = (
    Block(
        _("主体信息"),
        ("registrant", "legal_representative", "address", "contact_name", "contact_phone"),
        ("legal_representative", "contact_name", "contact_phone"),
    ),
    Block(
        _("数据合法合规性来源"),
        (
            "acquisition",
            "legal_basis",
            "provider_consent",
            "has_personal_data",
            "personal_data_basis",
        ),
        ("acquisition", "legal_basis"),
    ),
    Block(
        _("数据资源情况"),
        (
            "resource",
            "data_name",
            "data_abstract",
            "volume",
            "time_span",
            "spatial_range",
            "provision_mode",
        ),
        ("resource", "data_name", "data_abstract"),
    ),
    Block(_("存证情况"), ()),
    Block(_("产品和服务信息"), ("product_name", "product_description")),
    Block(_("应用场景信息"), ("scenario", "scenario_description"), ("scenario",)),
    Block(
        _("数据安全风险评估"),
        ("risk_assessor", "risk_assessed_on", "risk_level", "risk_conclusion", "risk_report"),
        ("risk_assessor", "risk_assessed_on", "risk_level", "risk_conclusion"),
    ),
)
EVIDENCE_FIELDS = ("method", "number", "algorithm", "digest", "institution", "preserved_on")


def missing(application: RegistrationApplication) -> list[str]:
    """The labels of everything that filing still needs, all at once."""
    labels = [
        _label(application, name)
        for block in BLOCKS
        for name in block.required
        if getattr(application, _attribute(application, name)) in (None, "")
    ]
    if application.has_personal_data and not application.personal_data_basis:
        labels.append(_label(application, "personal_data_basis"))
    if application.acquisition == "shared" and not application.provider_consent:
        labels.append(_label(application, "provider_consent"))
    if not application.evidence.exists():
        labels.append(str(Evidence._meta.verbose_name))
    return labels


def content(application: RegistrationApplication) -> dict[str, Any]:
    """All seven blocks in words, to be shown or frozen."""
    blocks = [
        {"title": str(block.title), "fields": [_told(application, name) for name in block.fields]}
        for block in BLOCKS
    ]
    blocks[3]["fields"] = [
        _told(each, name) for each in application.evidence.all() for name in EVIDENCE_FIELDS
    ]
    return {"kind": application.get_kind_display(), "blocks": blocks}


def digest(frozen: dict[str, Any]) -> str:
    """What proves that frozen content was not altered."""
    return sha256(canonical_json(frozen))


def _told(record: Any, name: str) -> dict[str, Any]:
    return {"name": name, "label": _label(record, name), "value": _words(record, name)}


def _label(record: Any, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)


def _attribute(record: Any, name: str) -> str:
    return record._meta.get_field(name).attname


def _words(record: Any, name: str) -> str:
    value = getattr(record, name)
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    if record._meta.get_field(name).choices:
        return str(getattr(record, f"get_{name}_display")())
    return "" if value is None else str(value)
