"""The fields of a data resource that a column may fill, in the order of a filled-in sheet."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.importing.vocabularies import VOCABULARIES
from governance.imports.kinds import TargetField

#: The fifteen names by which mapping files of other portals call these fields.
OTHER_NAMES = {
    "title": "name",
    "department": "department",
    "category": "theme",
    "publish_time": "issued_on",
    "update_time": "data_updated_on",
    "is_open": "opening",
    "update_frequency": "update_cycle",
    "description": "abstract",
    "industry": "industry",
    "data_formats": "formats",
    "telephone": "contact_phone",
    "email": "contact_email",
    "tags": "tags",
    "url": "source_url",
    "data_volume": "",  # figures of the moment: the portal counts its own distributions
}


def _coded(name: str, label: str | Promise, example: str | Promise) -> TargetField:
    return TargetField(
        name=name,
        label=label,
        choices=VOCABULARIES[name].choices,
        example=example,
        note=_("填写列表中的取值。"),
    )


def _flag(name: str, label: str | Promise, note: str | Promise) -> TargetField:
    return TargetField(
        name=name, label=label, note=note, example=_("否"), choices=(("1", _("是")), ("0", _("否")))
    )


DATE_NOTE = _("年-月-日，例如 2026-11-20。")
FIELDS = (
    TargetField(
        name="id",
        label=_("系统编号"),
        note=_("导出时带出，用于对应已有资源，请勿修改；新增时留空。"),
    ),
    TargetField(name="source_key", label=_("来源标识"), note=_("资源在来源系统中的唯一标识。")),
    TargetField(name="code", label=_("资源代码"), note=_("按目录编制规则编码，可留空。")),
    TargetField(
        name="name",
        label=_("资源名称"),
        is_required=True,
        note=_("必填，不超过 200 字。"),
        example=_("城市公共停车泊位信息"),
    ),
    TargetField(
        name="department",
        label=_("提供单位"),
        note=_("与系统中的单位名称一致时自动对应。"),
        example=_("云州市城市管理局"),
    ),
    TargetField(
        name="abstract",
        label=_("摘要"),
        note=_("说明数据内容和用途。"),
        example=_("全市公共停车场的位置、泊位数和收费标准。"),
    ),
    _coded("category", _("资源分类"), _("部门类")),
    TargetField(
        name="category_code",
        label=_("分类码"),
        note=_("类、项、目、细目的代码，见代码表；对不上的原样保留，待确认。"),
        example="201",
    ),
    TargetField(
        name="theme",
        label=_("主题"),
        note=_("代码表中的主题或者其代码，不超过 60 字；对不上的原样保留，待确认。"),
        example=_("交通出行"),
    ),
    TargetField(
        name="industry",
        label=_("所属行业"),
        note=_("国民经济行业的名称或者代码，不超过 60 字；对不上的原样保留，待确认。"),
        example=_("公共管理、社会保障和社会组织"),
    ),
    TargetField(
        name="tags",
        label=_("标签"),
        note=_("多个标签用逗号分隔。"),
        example=_("停车,泊位"),
    ),
    TargetField(
        name="formats",
        label=_("格式"),
        note=_("多种格式用逗号分隔。"),
        example="CSV,XLSX",
    ),
    _coded("sharing", _("共享类型"), _("无条件共享")),
    TargetField(name="sharing_conditions", label=_("共享条件"), note=_("有条件共享时填写。")),
    _coded("sharing_way", _("共享方式"), _("系统对接")),
    TargetField(
        name="sharing_legal_basis",
        label=_("不予共享的依据"),
        note=_("不予共享时写明法律名称和条款。"),
    ),
    _coded("opening", _("开放类型"), _("无条件开放")),
    TargetField(name="opening_conditions", label=_("开放条件"), note=_("有条件开放时填写。")),
    _coded("opening_way", _("开放方式"), _("下载")),
    TargetField(
        name="opening_requirements", label=_("使用要求"), note=_("有条件开放时填写如何使用。")
    ),
    TargetField(
        name="opening_safeguards",
        label=_("安全保障措施"),
        note=_("有条件开放时填写使用者须采取的措施。"),
    ),
    TargetField(name="opening_reason", label=_("不予开放的理由"), note=_("不予开放时填写。")),
    _coded("update_cycle", _("更新周期"), _("每月")),
    _coded("grade", _("数据分级"), _("一般数据1级")),
    TargetField(
        name="grade_rationale",
        label=_("分级理由"),
        note=_("低于数据项最高级别或者原核定分级时填写。"),
    ),
    _flag("is_livelihood", _("民生相关"), _("填“是”或者“否”。")),
    _coded("acquisition", _("取得方式"), _("履职产生")),
    TargetField(name="acquisition_basis", label=_("取得依据"), note=_("职责或者法律依据。")),
    TargetField(name="legal_basis", label=_("法律依据"), note=_("法律法规的名称和条款。")),
    TargetField(
        name="origin_system",
        label=_("来源业务系统"),
        note=_("不超过 100 字。"),
        example=_("停车管理平台"),
    ),
    _flag("is_backflow", _("回流数据"), _("由上级回流的填“是”。")),
    TargetField(name="covers_from", label=_("数据起始日期"), note=DATE_NOTE, example="2026-01-01"),
    TargetField(name="covers_to", label=_("数据截止日期"), note=DATE_NOTE, example="2026-11-20"),
    TargetField(
        name="spatial_range",
        label=_("空间范围"),
        note=_("不超过 200 字。"),
        example=_("云州市全域"),
    ),
    TargetField(name="record_count", label=_("数据量（条）"), note=_("整数。"), example="1280"),
    TargetField(name="volume_bytes", label=_("数据量（字节）"), note=_("整数。"), example="204800"),
    TargetField(name="contact_name", label=_("联系人")),
    TargetField(name="contact_phone", label=_("联系电话")),
    TargetField(name="contact_email", label=_("电子邮箱")),
    TargetField(
        name="issued_on",
        label=_("发布日期"),
        note=DATE_NOTE,
        example="2026-11-20",
    ),
    TargetField(
        name="data_updated_on",
        label=_("数据更新日期"),
        note=DATE_NOTE,
        example="2026-11-20",
    ),
    TargetField(name="source_url", label=_("来源网址"), note=_("资源在来源系统中的详情页。")),
)
BY_NAME = {field.name: field for field in FIELDS}
