"""What an exported catalogue shows: the columns of a filled-in sheet, so that it comes back without a change."""

from django.utils.translation import gettext_lazy as _

from catalog.importing.fields import BY_NAME
from catalog.importing.item_fields import ITEM_FIELDS, LINKS, SHEETS
from catalog.models import DataItem, DataResource
from governance.exports import Column, DetailSheet, declare, declare_details

#: Columns that only tell; an import passes over them.
TOLD = (
    Column(_("状态"), "status"),
    Column(_("提供单位代码"), "provider__uscc"),
    Column(_("已核定分级"), "confirmed_grade"),
    Column(_("分级复核期限"), "grade_review_by"),
    Column(_("来源系统"), "source_system"),
    Column(_("修改时间"), "updated_at"),
)
PATHS = {"department": "provider__name"}

declare(
    DataResource,
    *(Column(field.label, PATHS.get(name, name)) for name, field in BY_NAME.items()),
    *TOLD,
)

#: The second sheet says of which resource each item is one, and comes back with it.
LINK_PATHS = {
    "id": "resource_id",
    "source_key": "resource__source_key",
    "code": "resource__code",
    "name": "resource__name",
}
ITEM_PATHS = {"authoritative_source": "authoritative_source__name"}

declare_details(
    DataResource,
    DetailSheet(
        title=SHEETS[0],
        model=DataItem,
        link="resource",
        columns=(
            *(Column(field.label, LINK_PATHS[field.name]) for field in LINKS),
            *(Column(field.label, ITEM_PATHS.get(field.name, field.name)) for field in ITEM_FIELDS),
        ),
        order=("position", "pk"),
    ),
)
