"""The search page: one box, facets, honest counts, ways out of an empty result (clause 二)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from catalog.forms.searching import SearchForm
from catalog.models import DataResource
from catalog.search import Ask, Found, count, find
from catalog.vocabulary import Opening, UpdateCycle
from governance.errors import InvalidInput, Refusal
from governance.refusals import refusal_page

#: Choices of a facet that a page shows.
LONGEST_FACET = 8
TITLES = {
    "theme": gettext_lazy("主题"),
    "provider": gettext_lazy("提供单位"),
    "opening": gettext_lazy("开放类型"),
    "format": gettext_lazy("格式"),
    "cycle": gettext_lazy("更新周期"),
}
LABELS: dict[str, dict[str, str | Promise]] = {
    "opening": dict(Opening.choices),
    "cycle": dict(UpdateCycle.choices),
}


@dataclass(frozen=True)
class Address:
    """The present address, with something changed."""

    parameters: QueryDict

    def with_(self, **changes: Any) -> str:
        """The query with these values; an empty one leaves the parameter out."""
        changed = self.parameters.copy()
        changed.pop("after", None)
        for name, value in changes.items():
            changed.pop(name, None)
            if value:
                changed[name] = str(value)
        return f"?{changed.urlencode()}"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything published that this person may see, by words and facets."""
    form = SearchForm(request.GET)
    visible = DataResource.objects.visible_to(request.user).published()
    try:
        if not form.is_valid():
            raise InvalidInput(_("搜索条件无法识别，请回到搜索页重新选择。"))
        found = find(visible, form.ask)
        context = _context(Address(request.GET), form, found)
        if not found.resources:
            context |= _ways_out(visible, form.ask)
    except Refusal as refusal:
        return refusal_page(request, refusal)
    return render(request, "catalog/resource_list.html", context)


def _context(address: Address, form: SearchForm, found: Found) -> dict[str, Any]:
    labels = LABELS | {"provider": _provider_names(found, form.filters)}
    return {
        "q": form.cleaned_data["q"],
        "terms": found.terms,
        "resources": found.resources,
        "total": found.total,
        "facets": [_facet(address, name, found, form.filters, labels) for name in TITLES],
        "chosen": [
            {"label": _label(labels, name, value), "query": address.with_(**{name: ""})}
            for name, value in form.filters.items()
        ],
        "clear_query": address.with_(**dict.fromkeys(TITLES, "")),
        "next_query": address.with_(after=found.following) if found.following else "",
        "first_query": address.with_() if form.cleaned_data["after"] else "",
    }


def _facet(
    address: Address, name: str, found: Found, filters: dict[str, Any], labels: dict[str, Any]
) -> dict[str, Any]:
    chosen = str(filters.get(name, ""))
    most = sorted(found.counts.get(name, {}).items(), key=lambda pair: (-pair[1], pair[0]))
    choices = [
        {
            "label": _label(labels, name, value),
            "count": number,
            "query": address.with_(**{name: "" if value == chosen else value}),
            "is_chosen": value == chosen,
        }
        for value, number in most[:LONGEST_FACET]
    ]
    return {"title": TITLES[name], "choices": choices}


def _label(labels: dict[str, Any], name: str, value: Any) -> Any:
    return labels.get(name, {}).get(str(value), value)


def _provider_names(found: Found, filters: dict[str, Any]) -> dict[str, str]:
    counted = sorted(found.counts.get("provider", {}).items(), key=lambda pair: -pair[1])
    ids = {int(pk) for pk, _number in counted[:LONGEST_FACET]} | {filters.get("provider", 0)}
    return {str(each.pk): str(each) for each in Organisation.objects.filter(pk__in=ids)}


def _ways_out(visible: Any, ask: Ask) -> dict[str, Any]:
    words = ask.text.split()[:3]
    singles = [(word, count(visible, Ask(word))) for word in words if len(words) > 1]
    suggestions = [
        {
            "label": _("只搜“%(word)s”") % {"word": word},
            "query": Address(QueryDict()).with_(q=word),
            "note": str(total),
        }
        for word, total in singles
        if total.number
    ]
    return {"suggestions": suggestions, "known_total": count(visible, Ask())}
