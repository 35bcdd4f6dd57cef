"""What an exported catalogue shows: the columns of a filled-in sheet, so that it comes back without a change."""

from django.utils.translation import gettext_lazy as _

from catalog.importing.fields import BY_NAME
from catalog.models import DataResource
from catalog.sharing_exports import SHARING
from governance.exports import Column, declare

#: Columns that only tell; an import passes over them.
TOLD = (
    Column(_("状态"), "status"),
    Column(_("来源系统"), "source_system"),
    Column(_("修改时间"), "updated_at"),
)
PATHS = {"department": "provider__name"}

declare(
    DataResource,
    *(Column(field.label, PATHS.get(name, name)) for name, field in BY_NAME.items()),
    *TOLD,
)

for model, columns in SHARING.items():
    declare(model, *columns)
