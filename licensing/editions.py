"""The working copy of a product on sale: made field by field, merged back once it was reviewed like a new product."""

from datetime import date
from typing import Any

from governance.canonical import canonical_json, plain, sha256
from governance.words import field_label
from licensing.models import Product, ProductEdition, ProductSource

#: What an edition consists of; licence, state and history stay with the product.
CONTENT = (
    "name", "form", "purpose", "scenario", "description", "is_raw", "processing", "delivery", "is_on_exchange", "unit",
    "unit_name", "contact", "edition", "exchange_name", "output_fields", "personal_output", "desensitisation",
    "availability", "latency_ms", "support_hours", "how_to_get", "free_conditions", "terms_of_use", "sample", "manual",
    "manual_url",
)  # fmt: skip


def values_of(product: Product) -> dict[str, Any]:
    """The content by column."""
    fields: list[Any] = [Product._meta.get_field(name) for name in CONTENT]
    return {field.attname: getattr(product, field.attname) for field in fields}


def make(product: Product, edition: str, *, actor: Any, on: date) -> Product:
    """A draft with the content, the sources and the items of the product."""
    copy = Product(
        **values_of(product) | {"edition": edition},
        licence=product.licence,
        revision_of=product,
        status_since=on,
        created_by_id=actor.pk,
    )
    copy.full_clean(validate_constraints=False)
    copy.save(force_insert=True)
    for source in product.product_sources.prefetch_related("items"):
        _write_source(copy, source)
    return copy


def _write_source(product: Product, source: ProductSource) -> None:
    twin = ProductSource(
        product=product, licensed_resource_id=source.licensed_resource_id, licence_id=source.licence_id,
        graded_as=source.graded_as,
    )  # fmt: skip
    twin.save(force_insert=True)
    twin.items.set(source.items.all())


def merge(product: Product, copy: Product, *, actor: Any, on: date) -> dict[str, Any]:
    """Keep the old edition, take over the sources; return the fields that the product gets."""
    _keep(product, copy, actor=actor, on=on)
    product.product_sources.all().delete()
    for source in copy.product_sources.prefetch_related("items"):
        _write_source(product, source)
    return values_of(copy) | {"graded_as": copy.graded_as}


def _keep(product: Product, copy: Product, *, actor: Any, on: date) -> None:
    before, after = values_of(product), values_of(copy)
    changed = [name for name, value in after.items() if value != before[name] and name != "edition"]
    content = {name: plain(value) for name, value in before.items()}
    content["sources"] = sorted(product.sources.values_list("resource__name", flat=True))
    last = product.past_editions.order_by("-pk").first()
    ProductEdition(
        product=product,
        edition=product.edition,
        served_from=last.served_to if last else product.listed_on or on,
        served_to=on,
        summary="、".join(field_label(Product, name.removesuffix("_id")) for name in changed),
        content=content,
        digest=sha256(canonical_json(content)),
        created_by_id=actor.pk,
    ).save(force_insert=True)
