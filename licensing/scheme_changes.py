"""A larger change of a scheme in force: a text of its own that is prepared, and merged once it has passed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing import scheme_versions
from licensing.conditions import Words
from licensing.models import Licence, LicensedResource, Scheme
from licensing.scheme_versions import FIELDS, ROWS


def begin(scheme: Scheme, *, reason: str, based_on: Any, actor: Any) -> Scheme:
    """A draft with the contents of the scheme."""
    change = Scheme(
        revision_of=scheme,
        change_reason=reason,
        based_on=based_on,
        created_by=actor,
        **{name: getattr(scheme, name) for name in FIELDS},
    )
    change.full_clean(validate_constraints=False)
    change.save(force_insert=True)
    copy_rows(scheme, change, by=actor)
    return change


def copy_rows(source: Scheme, target: Scheme, *, by: Any) -> None:
    """The rows of one scheme as new rows of another."""
    for name, _model, _fields in ROWS:
        for row in getattr(source, name).order_by("pk"):
            row.pk, row.scheme, row.created_by = None, target, by
            row.version, row._state.adding = 1, True
            row.save(force_insert=True)


def faults_of(change: Scheme) -> list[Words]:
    """What keeps the text of a change from being put forward."""
    scheme = change.revision_of
    faults: list[Words] = []
    contents = [
        scheme_versions.comparable(scheme_versions.content_of(each)) for each in (scheme, change)
    ]
    if contents[0] == contents[1]:
        faults.append(_("变更稿与原方案没有差别，请修改后再报审，或者放弃变更。"))
    if change.authority_id != scheme.authority_id:
        faults.append(_("牵头数据主管部门不因方案变更而改变，请改回原单位。"))
    return faults + list(_bound_resources(change))


def _bound_resources(change: Scheme) -> list[Words]:
    """A resource that an agreement under the scheme still covers cannot leave the scope."""
    kept = change.scope.values("resource")
    bound = (
        LicensedResource.objects.filter(licence__scheme=change.revision_of)
        .exclude(licence__status__in=Licence.ENDED)
        .exclude(resource__in=kept)
        .select_related("resource", "licence")
        .order_by("pk")
    )
    return [
        _("“%(resource)s”仍在协议“%(licence)s”的资源范围内，请先变更或终止协议，再移出方案。")
        % {"resource": each.resource, "licence": each.licence}
        for each in bound
    ]


def merged(scheme: Scheme, change: Scheme, *, by: Any) -> dict[str, Any]:
    """Put the rows of the change in place of the scheme's, and say which fields it changes.

    What was put right on the scheme meanwhile stays, unless the change says something else about it.
    """
    base = change.based_on.content["fields"] if change.based_on else {}
    proposed = scheme_versions.content_of(change)["fields"]
    changed = [name for name in FIELDS if proposed[name] != base.get(name)]
    for name, _model, _fields in ROWS:
        getattr(scheme, name).all().delete()
    copy_rows(change, scheme, by=by)
    return {name: getattr(change, name) for name in changed}
