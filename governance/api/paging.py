"""Numbered pages with a bound: whoever wants everything filters, goes on by key, or takes the export."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from governance.paging import BoundedPaginator

DEEPEST_PAGE = 500
LARGEST_KEY = 18  # digits


class NumberedPages(PageNumberPagination):
    """20 rows a page, at most 100; pages beyond the bound are refused, not computed."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    last_page_strings = ()
    invalid_page_message: Any = _("没有第 {page_number} 页。")

    def get_page_number(self, request: Request, paginator: Any) -> Any:
        """The page asked for, within the bound."""
        number = super().get_page_number(request, paginator)
        if str(number).isdecimal() and int(str(number)[:10]) > DEEPEST_PAGE:
            raise ValidationError({"page": [_("页码过深，请增加筛选条件，或者使用导出。")]})
        return number


class LongPages(NumberedPages):
    """For lists of any length ordered by ``-pk``: counted up to ten thousand; ``following`` goes on by key.

    ``count`` is what lies from here on; ``count_is_capped`` says that there is more than was counted.
    """

    django_paginator_class = BoundedPaginator
    key_param = "after"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """The page; after a key it is the first page of what follows the key."""
        key = request.query_params.get(self.key_param, "")
        self.is_by_key = not request.query_params.get("ordering")
        if key:
            if not (key.isdecimal() and key.isascii() and len(key) <= LARGEST_KEY):
                raise ValidationError({"after": [_("请原样使用上一页给出的 following 地址。")]})
            if not self.is_by_key:
                raise ValidationError({"after": [_("按标识翻页时不能另外排序，请去掉 ordering。")]})
            queryset = queryset.filter(pk__lt=int(key))
        return super().paginate_queryset(queryset, request, view)

    def get_following_link(self) -> str | None:
        """Where the rows go on after the last one of this page."""
        page: Any = self.page
        if not self.is_by_key or not page.has_next() or not page.object_list:
            return None
        request: Any = self.request
        address = remove_query_param(request.build_absolute_uri(), self.page_query_param)
        return str(replace_query_param(address, self.key_param, page.object_list[-1].pk))

    def get_paginated_response(self, data: Any) -> Response:
        """The usual answer, with the honest count and the way to the end."""
        response = super().get_paginated_response(data)
        response.data["count_is_capped"] = self.page.paginator.is_capped  # type: ignore[union-attr]
        response.data["following"] = self.get_following_link()
        return response

    def get_paginated_response_schema(self, schema: Any) -> Any:
        """For the interface's description."""
        described = super().get_paginated_response_schema(schema)
        described["properties"] |= {
            "count_is_capped": {"type": "boolean"},
            "following": {"type": "string", "format": "uri", "nullable": True},
        }
        return described
