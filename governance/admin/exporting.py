"""The download of a list: exactly the filtered, visible rows, told to the trail."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock, exports
from governance.errors import InvalidInput
from governance.exports import orders
from governance.policies import is_known
from governance.refusals import refusal_page
from governance.visibility import permission_name

#: What an export's address carries beside the list's own filters.
FORMAT = "format"


def may_export(model_admin: Any, request: HttpRequest) -> bool:
    """By the ``export`` policy where the model declares one, else whoever may see the list."""
    has_own = is_known(permission_name(model_admin.model, "export"))
    if has_own:
        return bool(model_admin.has_policy(request, "export"))
    return bool(model_admin.has_view_permission(request))


def export_list(model_admin: Any, request: HttpRequest) -> HttpResponseBase:
    """The file of the list as it is filtered."""
    if not may_export(model_admin, request):
        raise PermissionDenied(_("您没有导出这份清单的权限。"))
    query = request.GET.copy()
    chosen = query.pop(FORMAT, [exports.Format.CSV])[-1]
    query.pop("p", None)
    request.GET = query  # type: ignore[assignment]
    rows = _filtered(model_admin, request)
    if is_known(permission_name(model_admin.model, "export")):
        rows = rows.permitted(request.user, permission_name(model_admin.model, "export"))
    try:
        if chosen == exports.Format.XLSX and orders.takes_long(rows):
            export = orders.order(rows, actor=request.user, filters=query.urlencode())
            return HttpResponseRedirect(
                reverse("admin:governance_exportfile_change", args=[export.pk])
            )
        return exports.download(
            rows, actor=request.user, file_format=chosen, at=clock.now(), filters=query.urlencode()
        )
    except InvalidInput as refusal:
        return refusal_page(request, refusal)


def _filtered(model_admin: Any, request: HttpRequest) -> Any:
    """The whole list behind the filters, whichever page of it the person was on."""
    if any("\x00" in value for values in request.GET.lists() for value in values[1]):
        raise BadRequest(_("筛选条件中含有无法识别的字符，请重新筛选后再导出。"))
    try:
        return model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters as error:
        raise BadRequest(_("筛选条件不正确，请回到清单重新筛选后再导出。")) from error


def export_tools(model_admin: Any, request: HttpRequest) -> list[dict[str, str]]:
    """The links above a list."""
    if not may_export(model_admin, request):
        return []
    query = request.GET.copy()
    for name in ("p", "all", FORMAT):
        query.pop(name, None)
    tools = []
    for chosen, label in (
        (exports.Format.XLSX, _("导出 Excel")),
        (exports.Format.CSV, _("导出 CSV")),
    ):
        query[FORMAT] = chosen
        tools.append({"url": f"{model_admin.url_of('export')}?{query.urlencode()}", "label": label})
    return tools
