"""What the headings of a catalogue mean: the known names, then parts of words, then what the cells look like."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from catalog.importing import dates
from catalog.importing.fields import FIELDS
from catalog.importing.formats import KNOWN as KNOWN_FORMATS
from catalog.importing.vocabularies import OPENING, SHARING, UPDATE_CYCLE
from catalog.importing.words import folded, is_missing, parts
from governance.imports.rows import SourceRow

#: Headings that 149 portals use (facts gathered by nju-websoft/CNPDS, Apache-2.0), by our fields, and those of DCAT.
KNOWN = {
    "name": "resourceName subjectBaseName title 信息资源名称 名称 数据目录名称 数据集名称 标题 目录名称 资源信息名称 资源名称 资源标题"
    " 数据资源名称 数据名称 name.zh dataset_title",
    "department": "dataSource orgName 信息资源提供方 信息资源提供方名称 发布部门 所属单位 所属部门 提供单位 提供方 提供机构 提供部门"
    " 数据提供方 数据提供方单位 数据来源 数源单位 数源单位/数据提供单位 来源部门 资源所有权单位 资源提供单位 资源提供单位信息"
    " 资源提供方 资源提供方内部部门 资源来源 部门名称 机构分类 publisher.name dataset_publisher_name",
    "abstract": "description remark tableRemark 内容简介 描述 摘要 摘要信息 摘要描述 数据摘要 目录摘要 简介 资源描述 资源摘要 数据简介"
    " 数据描述 信息资源摘要 description.zh dataset_description",
    "theme": "fieldName industryCategory 专题 主题 主题分类 主题名称 主题标签 主题领域 所属主题 所属领域 数据主题 数据领域 服务分类"
    " 资源分类 重点领域 领域 领域分类 领域名称 开放主题 theme dataset_theme",
    "industry": "industry industryField 国家主题分类 所属行业 数据行业 行业分类 行业名称 行业类型 开放领域",
    "formats": "data_formats format resourceType 数据下载 数据格式 数据类型 文件格式 文件类型 格式类型 资源格式 资源类型"
    " 信息资源格式 distribution.format",
    "opening": "openType openTypeName 公开属性 开放属性 开放方式 开放条件 开放状态 开放等级 开放类型 是否向社会开放 条件开放 accessLevel",
    "update_cycle": "dataUpdatePeriod frequency 更新周期 更新时限 更新频度 更新频率 资源更新频率 accrualPeriodicity update_frequency"
    " dataset_accrualPeriodicity",
    "issued_on": "publishTime releaseTime 上传时间 上架日期 上线日期 创建日期 创建时间 发布日期 发布时间 目录发布时间 资源出版日期"
    " 资源发布日期 首次发布日期 首次发布时间 数据集创建时间 issued dataset_issued",
    "data_updated_on": "updateTime 数据更新时间 更新日期 更新时间 最后更新 最后更新时间 最近更新 资源发布/更新时间 资源更新日期"
    " 数据集更新时间 modified dataset_modified",
    "tags": "label 关键字 关键词 数据标签 标签 资源标签 keyword keywords tags tags.zh dataset_keyword",
    "contact_phone": "departmentContactTel orgPhone 技术支持电话 提供方联系方式 联系方式 联系电话 部门电话 contactPoint.hasTelephone",
    "contact_email": "email orgEmail 技术支持邮箱 电子邮箱 联系邮箱 邮箱 邮箱地址 部门邮箱 contactPoint.hasEmail publisher.mbox"
    " dataset_contactPoint_hasEmail",
    "contact_name": "联系人 联系人姓名 contactPoint.fn dataset_contactPoint_fn",
    "source_url": "url 详情页网址 详情页 网址 链接地址 landingPage website dataset_landingPage",
    "source_key": "identifier id uuid 资源标识 资源标识符 数据集标识 唯一标识 dataset_identifier",
    "code": "信息资源代码 资源编码 目录编码 目录代码 资源代码",
    "sharing": "共享属性 共享类型 共享类别 共享方式类型",
    "sharing_way": "共享方式",
    "sharing_conditions": "共享条件",
    "": "dataNumSum dataVolume 数据容量 数据条数 数据量 资源记录数 序号 编号",
}
#: Parts of headings that nobody has seen yet; the more telling ones weigh more.
STEMS: tuple[tuple[str, str, int], ...] = (
    (r"更新(周期|频|时限|间隔)|frequency|periodicity|周期", "update_cycle", 8),
    (r"(不予|拒绝|不)开放.*(理由|原因|依据)", "opening_reason", 9),
    (r"(不予|拒绝|不)共享.*(理由|原因|依据)", "sharing_legal_basis", 9),
    (r"共享.*(条件|要求|范围)", "sharing_conditions", 7),
    (r"共享.*(属性|类型|类别|级别)|sharing", "sharing", 7),
    (r"共享.*(方式|途径)", "sharing_way", 7),
    (r"开放.*(条件|要求)说明|使用要求", "opening_conditions", 8),
    (r"开放|公开|accesslevel|opentype", "opening", 5),
    (r"更新.*(时间|日期)|最(后|近|新)|修改(时间|日期)|updated?|modified", "data_updated_on", 6),
    (r"(发布|上架|上线|创建|上传|登记|编制|出版|入库)(时间|日期)|issued|publish|release|created", "issued_on", 6),
    (r"邮箱|邮件|e-?mail|mbox", "contact_email", 7),
    (r"电话|手机|联系方式|phone|tel", "contact_phone", 6),
    (r"联系人|contact.*(fn|name)|经办人|负责人", "contact_name", 6),
    (r"网址|链接|详情|url|link|地址$|landing", "source_url", 5),
    (r"摘要|简介|描述|说明|介绍|内容|descri|abstract|summary", "abstract", 5),
    (r"关键[字词]|标签|tags?$|keyword", "tags", 6),
    (r"格式|文件类型|format|mediatype", "formats", 6),
    (r"(数据)?(分级|等级|级别|安全级)", "grade", 5),
    (r"(取得|获取|采集|来源)(方式|途径)", "acquisition", 6),
    (r"行业|industry", "industry", 6),
    (r"领域", "industry", 3),
    (r"主题|领域|专题|theme|subject|分类|类目", "theme", 4),
    (r"(提供|来源|数源|发布|责任|所属|归集|主管|编目).*(单位|部门|机构|方|委办局|厅局)|publisher|provider|organi[sz]ation|agency", "department", 6),
    (r"单位|部门|机构|委办局", "department", 3),
    (r"(目录|资源).*(代码|编码)|代码$|编码$", "code", 4),
    (r"标识|identifier|uuid|guid|主键", "source_key", 4),
    (r"(资源|目录|数据集?|接口|表|服务).*名|名称|标题|title|题名", "name", 4),
)
EXACT_SCORE, OWN_SCORE, SHAPE_SCORE = 20, 30, 4
URL, PHONE, MAIL = re.compile(r"^https?://\S+$"), re.compile(r"^[\d\-+()（）转 *]{7,20}$"), re.compile(r"^\S+@\S+\.\w+$")


def _heading(name: str) -> str:
    return folded(re.sub(r"（\d+）$|^\*|[（(]必填[）)]", "", name))


EXACT = {_heading(word): field for field, words in KNOWN.items() for word in words.split()}
OWN = {_heading(str(field.label)): field.name for field in FIELDS}
KNOWN_HEADINGS = frozenset(word for words in KNOWN.values() for word in words.split()) | {str(field.label) for field in FIELDS}


def suggest(headings: Sequence[str], rows: Iterable[SourceRow]) -> dict[str, str]:
    """Heading → field. Every field is given once, to the column that fits best; the rest stay empty."""
    columns = _columns(headings, rows)
    scores = sorted(
        ((score, -position, heading, field)
         for position, heading in enumerate(headings)
         for field, score in _scores(heading, columns[heading], headings).items() if score > SHAPE_SCORE // 2),
        reverse=True,
    )  # fmt: skip
    given: dict[str, str] = dict.fromkeys(headings, "")
    taken: set[str] = set()
    for _score, _position, heading, field in scores:
        if field not in taken and not given[heading]:
            given[heading] = field
            taken.add(field)
    return given


def _columns(headings: Sequence[str], rows: Iterable[SourceRow]) -> dict[str, list[str | list[str]]]:
    columns: dict[str, list[str | list[str]]] = {heading: [] for heading in headings}
    for row in rows:
        for heading, value in row.cells.items():
            if heading in columns and (parts(value) if isinstance(value, list) else not is_missing(value)):
                columns[heading].append(value)
    return columns


def _scores(heading: str, values: Sequence[str | list[str]], headings: Sequence[str]) -> Mapping[str, int]:
    word = _heading(heading)
    if OWN.get(word) and len(OWN.keys() & {_heading(name) for name in headings}) * 2 > len(headings):
        return {OWN[word]: OWN_SCORE}  # our own sheet comes back
    if EXACT.get(word) == "":
        return {}
    scores: Counter[str] = Counter()
    last = word.rpartition(".")[2]
    if word in EXACT:
        scores[EXACT[word]] += EXACT_SCORE
    elif word in OWN:
        scores[OWN[word]] += EXACT_SCORE - 1
    for pattern, field, weight in STEMS:
        if re.search(pattern, last) or ("." in word and re.search(pattern, word) and weight > 4):
            scores[field] = max(scores[field], weight)
    return _with_shapes(scores, [value if isinstance(value, str) else "，".join(value) for value in values])


def _with_shapes(scores: Counter[str], values: Sequence[str]) -> Counter[str]:
    """Cells support or refute a heading: a column of dates is no update cycle, one of openness is no sharing way."""
    if not values:
        return scores
    for field, share in _shapes(values).items():
        if share >= 0.6:
            scores[field] += SHAPE_SCORE if field in scores else SHAPE_SCORE - 1
        elif field in scores and share < 0.2:
            scores[field] -= SHAPE_SCORE * (3 if field in DECISIVE else 1)
    if "sharing_way" in scores and _share(values, OPENING.covers) >= 0.6:
        scores["opening"] += EXACT_SCORE
        scores["sharing_way"] = 0
    return scores


#: Fields whose cells must look like themselves, whatever the heading says.
DECISIVE = frozenset({"issued_on", "data_updated_on", "source_url", "contact_email"})


def _shapes(values: Sequence[str]) -> dict[str, float]:
    return {
        "opening": _share(values, OPENING.covers),
        "sharing": _share(values, SHARING.covers),
        "update_cycle": _share(values, UPDATE_CYCLE.covers),
        "formats": _share(values, lambda text: bool(parts(text)) and all(part.upper() in KNOWN_FORMATS for part in parts(text))),
        "issued_on": (dated := _share(values, lambda text: dates.read(text) is not None)),
        "data_updated_on": dated,
        "source_url": _share(values, lambda text: bool(URL.match(text))),
        "contact_phone": _share(values, lambda text: bool(PHONE.match(text)) and dates.read(text) is None),
        "contact_email": _share(values, lambda text: bool(MAIL.match(text))),
    }


def _share(values: Sequence[str], test: object) -> float:
    return sum(1 for value in values if test(value.strip())) / len(values)  # type: ignore[operator]
