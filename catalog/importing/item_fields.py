"""The columns of the second sheet: data items, and the columns that say of which resource each is one."""

from django.db.models import BooleanField, CharField, IntegerField
from django.utils.translation import gettext_lazy as _

from catalog.importing.words import folded
from catalog.models import DataItem
from catalog.vocabulary import Grade
from governance.imports.kinds import TargetField
from governance.imports.sheets import DETAILS

#: How the second sheet is called, ours first.
SHEETS = (DETAILS, "信息项", "数据项信息", "信息项信息")
LINKS = (
    TargetField(name="id", label=_("系统编号"), note=_("导出时带出，请勿修改；新增的资源留空。")),
    TargetField(name="source_key", label=_("来源标识"), note=_("与目录表中的来源标识一致。")),
    TargetField(name="code", label=_("资源代码"), note=_("与目录表中的资源代码一致，可留空。")),
    TargetField(
        name="name",
        label=_("资源名称"),
        note=_("与目录表中的资源名称一致，数据项据此归到资源。"),
        example=_("城市公共停车泊位信息"),
    ),
)
ITEM_FIELDS = (
    TargetField(name="position", label=_("序号"), note=_("正整数，可留空。"), example="1"),
    TargetField(
        name="name",
        label=_("数据项名称"),
        is_required=True,
        note=_("必填，同一资源内不重复。"),
        example=_("停车场名称"),
    ),
    TargetField(name="english_name", label=_("英文名称"), example="parking_name"),
    TargetField(
        name="data_type",
        label=_("数据类型"),
        choices=tuple(DataItem.DataType.choices),
        note=_("填写列表中的取值或者代码。"),
        example=_("字符型"),
    ),
    TargetField(name="length", label=_("长度"), note=_("正整数。"), example="100"),
    TargetField(name="unit", label=_("计量单位")),
    TargetField(name="description", label=_("数据项说明"), example=_("停车场的登记名称")),
    TargetField(
        name="is_personal",
        label=_("是否个人信息"),
        choices=(("1", _("是")), ("0", _("否"))),
        example=_("否"),
    ),
    TargetField(
        name="sensitivity",
        label=_("敏感级别"),
        choices=tuple(Grade.choices),
        note=_("资源的分级就高从严，不低于各数据项的敏感级别。"),
        example=_("一般数据1级"),
    ),
    TargetField(name="authoritative_source", label=_("数源单位"), note=_("填写单位全称。")),
)
BY_NAME = {field.name: field for field in ITEM_FIELDS}
OTHER_HEADINGS = {
    "position": ("编号", "顺序号", "position"),
    "name": (
        "信息项名称",
        "字段名称",
        "字段中文名",
        "字段中文名称",
        "数据项",
        "信息项",
        "中文名称",
    ),
    "english_name": ("字段英文名", "字段英文名称", "英文名", "字段名", "字段代码", "english_name"),
    "data_type": ("类型", "字段类型", "信息项类型", "data_type"),
    "length": ("数据长度", "字段长度", "length"),
    "unit": ("单位", "度量单位", "unit"),
    "description": ("说明", "描述", "备注", "字段描述", "字段说明", "description"),
    "sensitivity": ("敏感程度", "数据项分级", "sensitivity"),
    "is_personal": ("个人信息", "是否涉及个人信息", "is_personal"),
    "authoritative_source": ("权威来源", "数据来源单位", "authoritative_source"),
}
HEADINGS = {
    **{folded(word): name for name, words in OTHER_HEADINGS.items() for word in words},
    **{folded(str(field.label)): name for name, field in BY_NAME.items()},
}
LINK_HEADINGS = {
    **{folded(word): "name" for word in ("信息资源名称", "目录名称", "数据集名称", "所属资源")},
    **{folded(word): "code" for word in ("信息资源代码", "目录代码", "资源编码")},
    **{folded(str(field.label)): field.name for field in LINKS},
}


def is_flag(name: str) -> bool:
    """Whether the field says yes or no."""
    return isinstance(DataItem._meta.get_field(name), BooleanField)


def is_number(name: str) -> bool:
    """Whether the field is a whole number."""
    return isinstance(DataItem._meta.get_field(name), IntegerField)


def longest(name: str) -> int:
    """How much text the field takes; 0 without a limit."""
    field = DataItem._meta.get_field(name)
    return (field.max_length or 0) if isinstance(field, CharField) and not field.choices else 0
