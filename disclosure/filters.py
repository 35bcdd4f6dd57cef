"""By what the public and the API narrow the list of releases."""

import django_filters
from django.utils.translation import gettext_lazy as _

from disclosure.models import Disclosure, Kind
from governance.api import PolicyFilterSet


class DisclosureFilter(PolicyFilterSet):
    """Year, kind and disclosing body."""

    year = django_filters.NumberFilter(
        field_name="obligation__year", label=_("披露年度"), min_value=2000, max_value=2200
    )
    kind = django_filters.ChoiceFilter(
        field_name="obligation__kind", choices=Kind, label=_("披露事项"), empty_label=_("全部事项")
    )
    discloser = django_filters.CharFilter(
        field_name="obligation__discloser__name",
        lookup_expr="contains",
        label=_("披露单位"),
        max_length=100,
    )

    class Meta:
        model = Disclosure
        fields: tuple[str, ...] = ()
