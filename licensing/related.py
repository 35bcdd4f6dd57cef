"""Who is related to an operator, and what follows from it (27号 第六条、第十四条第六项; I-31).

Three sources: what was disclosed about the operator, what others disclosed about it, and the tree of organisations.
Enterprises under one parent enterprise are related; those that merely share a public body above them are not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from accounts.models import Organisation
from licensing.models.related import RelatedParty


@dataclass(frozen=True)
class Named:
    """Somebody who need not be an organisation of the portal: a name, and a code where there is one."""

    name: str = ""
    code: str = ""

    @property
    def bare_name(self) -> str:
        """The name without the blanks and the kinds of brackets by which one name is written in two ways."""
        return bare(self.name)


def bare(name: str) -> str:
    """A name for comparison."""
    return "".join(name.split()).replace("(", "（").replace(")", "）").casefold()


def relations_of(operator: Organisation, on: date) -> Any:
    """What counts on the day, from either side."""
    about = Q(operator=operator) | Q(party=operator)
    if operator.uscc:
        about |= Q(party_uscc=operator.uscc)
    return RelatedParty.objects.binding(on).filter(about).select_related("operator", "party")


def related_organisations(operator: Organisation, on: date) -> Any:
    """The organisations of the portal that are related to the operator on a day; never the operator itself."""
    keys: set[int] = set()
    codes: set[str] = set()
    for each in relations_of(operator, on):
        keys.add(each.operator_id)
        keys |= {each.party_id} if each.party_id else set()
        codes |= {each.party_uscc} if each.party_uscc else set()
    found = Q(pk__in=keys) | Q(uscc__in=codes) | Q(pk__in=group_of(operator).values("pk"))
    return (
        Organisation._default_manager.filter(found).exclude(pk=operator.pk).order_by("name", "pk")
    )


def group_of(operator: Organisation) -> Any:
    """The enterprises of the operator's group: everything below the enterprises that stand above it, and below it."""
    own = Organisation._default_manager.above(operator)
    heads = own.filter(Q(kind=Organisation.Kind.ENTERPRISE) | Q(pk=operator.pk))
    return Organisation._default_manager.filter(links_up__ancestor__in=heads.values("pk"))


def is_operator_or_related(
    operator: Organisation, on: date, *, organisation: Organisation | None = None, named: Named | None = None
) -> bool:  # fmt: skip
    """Whether somebody is the operator or related to it on the day, by organisation, by code or by name."""
    close = related_organisations(operator, on)
    if organisation is not None:
        if organisation.pk == operator.pk or close.filter(pk=organisation.pk).exists():
            return True
        named = named or Named(organisation.name, organisation.uscc)
    return named is not None and _is_close(named, operator, close, on)


def _is_close(named: Named, operator: Organisation, close: Any, on: date) -> bool:
    code = uscc.normalise(named.code)
    relations = list(relations_of(operator, on))
    if code:
        codes = {operator.uscc, *(each.party_uscc for each in relations)} - {""}
        if code in codes or close.filter(uscc=code).exists():
            return True
    name = named.bare_name
    names = {
        operator.name,
        *(each.name_of_party for each in relations if each.operator_id == operator.pk),
    }
    return bool(name) and (
        name in {bare(each) for each in names}
        or any(name == bare(each) for each in close.values_list("name", flat=True))
    )


def redevelopment_faults(
    operator: Organisation, on: date, *, organisation: Organisation | None = None, named: Named | None = None
) -> list[str | Promise]:  # fmt: skip
    """I-31: neither the operator nor its related parties re-develop what the operator delivered."""
    if not is_operator_or_related(operator, on, organisation=organisation, named=named):
        return []
    who = organisation.name if organisation is not None else (named.name if named else "")
    return [
        _(
            "“%(who)s”是运营机构“%(operator)s”本身或者其关联方，不得直接或间接参与已交付产品和服务的再开发，请更换再开发者。"
        )
        % {"who": who, "operator": operator.name}
    ]
