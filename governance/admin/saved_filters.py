"""Filters that a person keeps for himself: saved from the list, one click above it ever after."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _

from governance.models import SavedFilter

MOST_FOR_A_LIST = 20
#: What belongs to the moment, not to the filter.
PASSING = ("p", "all", "e", "_popup", "_to_field", "_facets")


class SavedFilterForm(forms.Form):
    """A name for what the list shows now."""

    name = forms.CharField(label=_("筛选名称"), max_length=30)
    query = forms.CharField(max_length=1000, widget=forms.HiddenInput)


def lasting_query(query: QueryDict) -> str:
    """The part of a list's address that makes its filter."""
    return urlencode(
        [(name, value) for name, values in query.lists() if name not in PASSING for value in values]
    )


def saved_filters_context(model_admin: Any, request: HttpRequest) -> dict[str, Any]:
    """The person's own filters of this list, and what could be saved now."""
    own = SavedFilter.objects.filter(owner=request.user.pk, list_label=model_admin.opts.label_lower)
    return {
        "saved_filters": list(own),
        "lasting_query": lasting_query(request.GET),
        "save_filter_url": model_admin.url_of("save_filter"),
    }


def save_filter(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name; the same name again replaces it."""
    list_url = model_admin.url_of("changelist")
    if request.method != "POST" or not model_admin.has_view_permission(request):
        raise Http404
    form = SavedFilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有保存：请填写筛选名称（最多 30 个字），并且先选择筛选条件。"))
        return HttpResponseRedirect(list_url)
    query = lasting_query(QueryDict(form.cleaned_data["query"]))
    own = SavedFilter.objects.filter(owner=request.user.pk, list_label=model_admin.opts.label_lower)
    if own.exclude(name=form.cleaned_data["name"]).count() >= MOST_FOR_A_LIST:
        messages.error(request, _("每个列表最多保存 20 个筛选，请先删除不用的，再保存。"))
    else:
        whose: dict[str, Any] = {
            "owner_id": request.user.pk,
            "list_label": model_admin.opts.label_lower,
        }
        own.update_or_create(
            name=form.cleaned_data["name"],
            defaults={"query": query},
            create_defaults=whose | {"query": query},
        )
        messages.success(request, _("已保存筛选“%(name)s”。") % {"name": form.cleaned_data["name"]})
    return HttpResponseRedirect(f"{list_url}?{query}")


def forget_filter(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Drop one of the person's own filters; another's is as if it were not there."""
    own = SavedFilter.objects.filter(
        owner=request.user.pk, list_label=model_admin.opts.label_lower, pk=pk
    )
    if request.method != "POST" or not own.exists():
        raise Http404
    own.delete()
    messages.success(request, _("已删除筛选。"))
    return HttpResponseRedirect(model_admin.url_of("changelist"))
