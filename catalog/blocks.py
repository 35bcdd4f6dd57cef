"""The seven blocks of an application (26号 第九条): what belongs to each, what becomes public, what must be filled."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Evidence, RegistrationApplication
from catalog.vocabulary import SubjectKind
from governance.canonical import canonical_json, sha256
from governance.models import Attachment

#: Shown in the public notice (26号 第十二条).
PUBLIC_FIELDS = frozenset({"registrant", "data_name", "data_abstract"})
Kind = RegistrationApplication.Kind


@dataclass(frozen=True)
class Block:
    """One of the seven blocks: its fields, and which of them filing needs for which kind of subject."""

    title: str | Promise
    fields: tuple[str, ...]
    required: tuple[str, ...] = ()
    required_of_resources: tuple[str, ...] = ()
    required_of_products: tuple[str, ...] = ()

    def required_of(self, application: RegistrationApplication) -> tuple[str, ...]:
        """What this application must fill in."""
        own = (
            self.required_of_products
            if application.is_about_product
            else self.required_of_resources
        )
        return (*self.required, *own)


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
            "provider_consent_file",
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
            "catalogue_code",
            "data_region",
            "industry",
            "data_domain",
            "data_category",
            "grade",
            "data_items",
            "formats",
            "volume",
            "time_span",
            "spatial_range",
            "update_cycle",
            "provision_mode",
            "sample",
        ),
        ("data_name", "data_abstract"),
        required_of_resources=(
            "resource", "grade", "formats", "volume", "update_cycle", "provision_mode",
        ),
    ),
    Block(_("存证情况"), ()),
    Block(
        _("产品和服务信息"),
        (
            "product",
            "product_name",
            "product_form",
            "product_description",
            "product_delivery",
            "product_purpose",
            "source_registrations",
        ),
        required_of_products=(
            "product",
            "product_name",
            "product_form",
            "product_description",
            "product_delivery",
            "product_purpose",
        ),
    ),
    Block(
        _("应用场景信息"),
        ("scenario", "scenario_domain", "scenario_users", "scenario_description"),
        ("scenario",),
    ),
    Block(
        _("数据安全风险评估"),
        (
            "risk_assessor",
            "risk_assessed_on",
            "risk_level",
            "risk_conclusion",
            "risk_measures",
            "risk_report",
        ),
        ("risk_assessor", "risk_assessed_on", "risk_level", "risk_conclusion"),
    ),
)  # fmt: skip
EVIDENCE_FIELDS = (
    "method", "number", "algorithm", "digest", "institution", "preserved_on", "preserved_time",
)  # fmt: skip
EVIDENCE_BLOCK = 3
#: What a supplement notice calls a fault at the evidence, which is a table and no column.
EVIDENCE_ITEM = "evidence"
#: What the registrant's entry in the directory of organisations says; told and frozen with block 1.
ORGANISATION_FIELDS = ("name", "uscc", "kind", "level", "region")
#: What is asked beside the blocks, by the kind of the application.
INTERESTED_FIELDS = (
    "is_by_interested_party", "applicant", "interested_party", "interest", "consent_file", "error_evidence",
    "error_evidence_file",
)  # fmt: skip
REQUEST_FIELDS: dict[str, tuple[str, ...]] = {
    Kind.FIRST: (),
    Kind.CHANGE: ("about", "change_summary"),
    Kind.CORRECTION: ("about", "change_summary", *INTERESTED_FIELDS),
    Kind.CANCELLATION: ("about", "cancellation_ground", "change_summary"),
    Kind.RENEWAL: ("about", "renewal_ends_on"),
}
REQUIRED_OF_KIND: dict[str, tuple[str, ...]] = {
    Kind.FIRST: (),
    Kind.CHANGE: ("about", "change_summary"),
    Kind.CORRECTION: ("about", "change_summary"),
    Kind.CANCELLATION: ("about", "cancellation_ground", "change_summary"),
    Kind.RENEWAL: ("about",),
}
#: Every field at which a supplement notice may find fault (26号 第十条), in the order of the form.
FAULTABLE = tuple(
    dict.fromkeys(
        (*(name for names in REQUEST_FIELDS.values() for name in names),
         *(name for block in BLOCKS for name in block.fields))
    )
)  # fmt: skip


def fault_label(name: str) -> Any:
    """What a supplement notice calls the place of a fault."""
    if name == EVIDENCE_ITEM:
        return Evidence._meta.verbose_name
    field: Any = RegistrationApplication._meta.get_field(name)
    return field.verbose_name


def asked_of(application: RegistrationApplication) -> list[str]:
    """The fields that this kind of application shows, in the order of the form."""
    other = "resource" if application.is_about_product else "product"
    named = [
        *REQUEST_FIELDS[application.kind],
        *(name for block in BLOCKS for name in block.fields),
    ]
    return [name for name in named if name != other]


def required_of(application: RegistrationApplication) -> list[str]:
    """The fields that filing needs; neither a cancellation nor an interested party fills in every block anew."""
    named = list(REQUIRED_OF_KIND[application.kind])
    if application.kind == Kind.CANCELLATION or application.is_by_interested_party:
        return named
    named += [name for block in BLOCKS for name in block.required_of(application)]
    if application.has_personal_data:
        named.append("personal_data_basis")
    return named


def missing(application: RegistrationApplication) -> list[str]:
    """The labels of everything that filing still needs, all at once."""
    labels = [_label(application, name) for name in missing_fields(application)]
    if application.kind != Kind.CANCELLATION and not evidence_of(application):
        labels.append(str(Evidence._meta.verbose_name))
    return labels


def missing_fields(application: RegistrationApplication) -> list[str]:
    """The names of the fields that filing still needs."""
    named = [name for name in required_of(application) if _is_empty(application, name)]
    if application.acquisition == "shared" and not _has_consent(application):
        named.append("provider_consent")
    if application.is_by_interested_party:
        named += [name for name in ("interested_party", "interest") if _is_empty(application, name)]
        if application.consent_file_id is None and not application.error_evidence:
            named.append("error_evidence")
    return named


def evidence_of(application: RegistrationApplication) -> list[Evidence]:
    """Its own evidence; a later application may rest on that of the registration which it is about."""
    own = list(application.evidence.all()) if application.pk else []
    if own or application.about is None:
        return own
    corrections = application.about.versions.order_by("-sequence")
    if application.pk:
        corrections = corrections.filter(application__lt=application.pk)
    earlier = corrections.select_related("application").first()
    return evidence_of(earlier.application if earlier else application.about.application)


def content(application: RegistrationApplication) -> dict[str, Any]:
    """All seven blocks in words, to be shown or frozen."""
    blocks: list[dict[str, Any]] = [
        {"title": str(block.title), "fields": [_told(application, name) for name in block.fields]}
        for block in BLOCKS
    ]
    blocks[0]["fields"] = [*_registrant(application), *blocks[0]["fields"][1:]]
    blocks[EVIDENCE_BLOCK]["fields"] = [
        _told(each, name) for each in evidence_of(application) for name in EVIDENCE_FIELDS
    ]
    return {
        "kind": application.get_kind_display(),
        "subject_kind": application.get_subject_kind_display(),
        "request": [_told(application, name) for name in REQUEST_FIELDS[application.kind]],
        "blocks": blocks,
    }


def digest(frozen: dict[str, Any]) -> str:
    """What proves that frozen content was not altered."""
    return sha256(canonical_json(frozen))


def registrant_names(application: RegistrationApplication) -> str:
    """The registrant, or all who register together, the lead first."""
    joint = [each.organisation.name for each in application.parties.select_related("organisation")]
    return "、".join(joint) or application.registrant.name


def _registrant(application: RegistrationApplication) -> list[dict[str, Any]]:
    """Block 1 begins with what the directory says of the registrant, and with those who register with it."""
    organisation = application.registrant
    told = [_told(application, "registrant")] + [
        _told(organisation, name) for name in ORGANISATION_FIELDS
    ]
    if application.parties.exists():
        label = str(_("共同申请单位"))
        names = registrant_names(application)
        told.append({"name": "parties", "label": label, "value": names})
    return told


def _has_consent(application: RegistrationApplication) -> bool:
    return bool(application.provider_consent) or application.provider_consent_file_id is not None


def _told(record: Any, name: str) -> dict[str, Any]:
    return {"name": name, "label": _label(record, name), "value": words(record, name)}


def _label(record: Any, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)


def _is_empty(record: Any, name: str) -> bool:
    return getattr(record, record._meta.get_field(name).attname) in (None, "", [])


def words(record: Any, name: str) -> str:
    """The value of a field as people read it; a file by its name and digest."""
    field = record._meta.get_field(name)
    if field.many_to_many:
        return "、".join(str(each) for each in getattr(record, name).all()) if record.pk else ""
    value = getattr(record, name)
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    if field.choices:
        return str(getattr(record, f"get_{name}_display")())
    if isinstance(value, list):
        return "、".join(value)
    if isinstance(value, Attachment):
        return f"{value.name}（SHA-256：{value.sha256}）"
    return "" if value is None else str(value)


def subject_of(application: RegistrationApplication) -> Any:
    """The resource or the product that is registered."""
    is_product = application.subject_kind == SubjectKind.PRODUCT
    return application.product if is_product else application.resource
