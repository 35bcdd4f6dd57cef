"""What an application need not ask again: it stands in the catalogue, on the product, or in the registration."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.claims import standing_values
from catalog.models import DataResource, Registration, RegistrationApplication
from catalog.vocabulary import SubjectKind

Kind = RegistrationApplication.Kind


def from_resource(resource: DataResource) -> dict[str, Any]:
    """Name, abstract, source, category and grade of a resource, as its catalogue entry has them."""
    items = resource.items.order_by("position", "pk").values_list("name", flat=True)
    return {
        "subject_kind": SubjectKind.RESOURCE,
        "resource": resource,
        "registrant": resource.provider,
        "data_name": resource.name,
        "data_abstract": resource.abstract,
        "catalogue_code": resource.code,
        "data_region": resource.region,
        "industry": resource.industry,
        "data_domain": resource.theme,
        "data_category": resource.category,
        "grade": resource.grade,
        "data_items": "、".join(items),
        "formats": list(resource.formats),
        "update_cycle": resource.update_cycle,
        "acquisition": resource.acquisition,
        "legal_basis": resource.acquisition_basis,
        "has_personal_data": resource.items.filter(is_personal=True).exists(),
        "contact_name": resource.contact_name,
        "contact_phone": resource.contact_phone,
    }


def from_product(product: Any) -> dict[str, Any]:
    """Name, form, delivery and purpose of a product, and its operator, as its entry has them."""
    return {
        "subject_kind": SubjectKind.PRODUCT,
        "product": product,
        "registrant": product.licence.operator,
        "data_name": product.name,
        "data_abstract": product.description,
        "product_name": product.name,
        "product_form": product.form,
        "product_description": product.description,
        "product_delivery": product.delivery,
        "product_purpose": product.purpose,
        "scenario": product.scenario,
        "legal_basis": _("授权运营协议《%(name)s》") % {"name": product.licence},
        "acquisition": "other",
    }


def sources_of(product: Any) -> list[Registration]:
    """The registrations in the books of the resources that a product draws on."""
    resources = product.sources.values("resource")
    return list(
        Registration.objects.filter(resource__in=resources, status=Registration.Status.ACTIVE)
    )


def from_registration(registration: Registration, kind: str) -> dict[str, Any]:
    """The blocks that stand now, for an application of another kind about the registration."""
    return standing_values(registration) | {
        "kind": kind,
        "about": registration,
        "subject_kind": registration.subject_kind,
        "registrant": registration.registrant,
        "registry": registration.registry,
    }


def from_public_register(registration: Registration, kind: str) -> dict[str, Any]:
    """What everybody may read of a registration: for somebody other than the registrant who says that it is wrong."""
    standing = standing_values(registration)
    return {
        "kind": kind,
        "about": registration,
        "subject_kind": registration.subject_kind,
        "registrant": registration.registrant,
        "registry": registration.registry,
        "data_name": standing["data_name"],
        "data_abstract": standing["data_abstract"],
    }


def begun(registration: Registration, kind: str, **asked: Any) -> RegistrationApplication:
    """An unsaved application about a registration, its blocks filled in as they stand."""
    return RegistrationApplication(**from_registration(registration, kind), **asked)
