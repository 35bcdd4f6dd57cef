"""The names that harvested records bear in other catalogues' interfaces (CKAN packages, DCAT, schema.org)."""

#: Our field → paths inside a record.
HARVESTED: dict[str, tuple[str, ...]] = {
    "name": ("dct:title", "dcterms:title", "name_translated.zh"),
    "abstract": ("notes", "dct:description", "dcterms:description"),
    "department": (
        "organization.title",
        "organization.display_name",
        "publisher",
        "dct:publisher.foaf:name",
        "publisher.prefLabel",
    ),
    "theme": ("groups.title", "groups.display_name", "dcat:theme", "themes"),
    "tags": ("tags.display_name", "dcat:keyword"),
    "formats": ("resources.format", "distribution.mediaType"),
    "issued_on": ("metadata_created", "dct:issued", "dcterms:issued", "datePublished"),
    "data_updated_on": ("metadata_modified", "dct:modified", "dcterms:modified", "dateModified"),
    "contact_name": ("maintainer", "author"),
    "contact_email": ("maintainer_email", "author_email"),
    "source_url": ("dcat:landingPage",),
    "update_cycle": ("dct:accrualPeriodicity", "extras.frequency"),
    "": (
        "license_title",
        "license_id",
        "num_resources",
        "num_tags",
        "revision_id",
        "version",
        "state",
        "type",
    ),
}
