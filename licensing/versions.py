"""Versions of a licence: the whole agreement frozen as it takes effect, and what differs between two of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.canonical import canonical_json, sha256
from governance.frozen import Difference, field_differences, plain_value
from governance.words import field_label, field_value
from licensing.models import Licence, LicenceChange, LicenceVersion, LicensedResource
from licensing.models.contents import AGREEMENT_CONTENTS

Content = dict[str, Any]

#: What the public register tells of an agreement; everything else stays with those who may inspect it.
PUBLIC = (
    "number", "name", "scheme", "implementing_body", "authorising_body", "operator", "regulator", "mode", "domain",
    "scenario", "content", "business", "starts_on", "ends_on", "is_exclusive", "region", "selection", "notice_no",
    "result_no", "undertakings",
)  # fmt: skip
TEXTS = tuple(field for _title, fields in AGREEMENT_CONTENTS for field in fields)
FIELDS = (*PUBLIC, "selection_basis", *TEXTS, "other_terms", "cosigner")
ENTRY = ("purposes", "restrictions", "is_exclusive", "scope_from", "scope_until")


def content_of(licence: Licence) -> Content:
    """The agreement as plain values; bodies and resources by their names."""
    entries = licence.scope.select_related("resource").order_by("pk")
    return {
        "fields": content_of_fields(licence, FIELDS),
        "scope": [
            {"entry": each.pk, "name": each.resource.name, **{name: plain_value(each, name) for name in ENTRY}}
            for each in entries
        ],
    }  # fmt: skip


def content_of_fields(licence: Licence, names: Iterable[str]) -> dict[str, Any]:
    """Some fields of the agreement as plain values."""
    return {name: plain_value(licence, name) for name in names}


def keep(
    licence: Licence, *, valid_from: date, change: LicenceChange | None = None
) -> LicenceVersion:
    """Freeze the agreement as it stands now; called by the step that makes it so, under its lock."""
    content = content_of(licence)
    last = licence.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = LicenceVersion(
        licence=licence, number=last + 1, valid_from=valid_from, change=change, content=content,
        digest=sha256(canonical_json(content)),
    )  # fmt: skip
    version.save(force_insert=True)
    return version


def differences(
    before: Content, after: Content, *, names: tuple[str, ...] = FIELDS
) -> list[Difference]:
    """Field by field and resource by resource, in words."""
    old, new = ({name: each["fields"].get(name) for name in names} for each in (before, after))
    fields = field_differences(Licence, old, new)
    return [*fields, *_scope_differences(before["scope"], after["scope"])]


def _scope_differences(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterator[Difference]:
    old, new = ({row["entry"]: row for row in rows} for rows in (before, after))
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        name = (now or was or {})["name"]
        yield {
            "label": _("数据资源“%(name)s”") % {"name": name},
            "entry": str(key),
            "before": _words(was),
            "after": _words(now),
        }


def _words(row: dict[str, Any] | None) -> str:
    if row is None:
        return _("（无）")
    told = [name for name in ENTRY if row.get(name) not in (None, "", False, [])]
    return "；".join(
        f"{field_label(LicensedResource, name)}：{field_value(LicensedResource, name, row[name])}"
        for name in told
    )


def is_untouched(version: LicenceVersion) -> bool:
    """Whether the stored content still has the digest that was taken of it."""
    return sha256(canonical_json(version.content)) == version.digest
