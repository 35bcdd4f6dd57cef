"""The search page: one box, facets, honest counts, ways out of an empty result (clause 二)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.forms.searching import SearchForm
from catalog.models import DataResource
from catalog.pages.facet_choices import TITLES, Address, Choices
from catalog.search import Ask, Found, count, find, near_titles
from governance.errors import InvalidInput, Refusal
from governance.refusals import refusal_page
from governance.search import words_in

#: Single words that an empty result offers.
MOST_WORDS = 3


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything published that this person may see, by words and facets."""
    form = SearchForm(request.GET)
    visible = DataResource.objects.visible_to(request.user).published()
    is_public = request.user.is_anonymous
    try:
        if not form.is_valid():
            raise InvalidInput(_("搜索条件无法识别，请回到搜索页重新选择。"))
        found = find(visible, form.ask, is_public=is_public)
        context = _context(Address(request.GET), form, found)
        if not found.resources:
            context |= _ways_out(visible, form.ask, is_public=is_public)
    except Refusal as refusal:
        return refusal_page(request, refusal)
    return render(request, "catalog/resource_list.html", context)


def _context(address: Address, form: SearchForm, found: Found) -> dict[str, Any]:
    choices = Choices.of(found, form.filters)
    return {
        "q": form.cleaned_data["q"],
        "terms": found.terms,
        "also": found.also,
        "literal_query": address.with_(literal="1"),
        "widened_query": address.with_(literal="") if form.cleaned_data["literal"] else "",
        "resources": found.resources,
        "total": found.total,
        "facets": choices.facets(address, form.filters),
        "chosen": [
            {"label": choices.label(name, value), "query": address.with_(**{name: ""})}
            for name, value in form.filters.items()
        ],
        "clear_query": address.with_(**dict.fromkeys(TITLES, "")),
        "next_query": address.with_(after=found.following) if found.following else "",
        "first_query": address.with_() if form.cleaned_data["after"] else "",
    }


def _ways_out(visible: Any, ask: Ask, *, is_public: bool) -> dict[str, Any]:
    empty = Address(QueryDict())
    singles = [
        {
            "label": _("只搜“%(word)s”") % {"word": word},
            "query": empty.with_(q=word),
            "note": str(total),
        }
        for word in _single_words(ask.text)
        if (total := count(visible, Ask(word), is_public=is_public)).number
    ]
    return {
        "suggestions": [*_without_filters(visible, ask, empty), *singles],
        "near": near_titles(visible, ask.text),
        "known_total": count(visible, Ask(), is_public=is_public),
    }


def _single_words(text: str) -> list[str]:
    """The words as they were typed apart, else as a segmenter cuts them."""
    typed = [word for word in text.split() if len(word) > 1]
    found = typed if len(typed) > 1 else words_in(text)
    return [word for word in found if word != text][:MOST_WORDS]


def _without_filters(visible: Any, ask: Ask, empty: Address) -> list[dict[str, Any]]:
    if not ask.filters or not ask.text:
        return []
    total = count(visible, Ask(ask.text, is_literal=ask.is_literal))
    if not total.number:
        return []
    label = _("去掉筛选条件，只搜“%(words)s”") % {"words": ask.text}
    return [{"label": label, "query": empty.with_(q=ask.text), "note": str(total)}]
