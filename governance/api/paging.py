"""Numbered pages with a bound: whoever wants everything filters, or takes the export."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

DEEPEST_PAGE = 500


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
