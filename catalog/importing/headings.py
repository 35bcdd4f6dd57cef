"""What the headings of a catalogue mean: the known names, then parts of words, then what the cells look like."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from catalog.importing import dates, formats
from catalog.importing.fields import FIELDS
from catalog.importing.harvested import HARVESTED
from catalog.importing.vocabularies import OPENING, VOCABULARIES
from catalog.importing.words import folded, is_missing, parts
from governance.imports.rows import SourceRow
from governance.imports.sheets import NOTE_COLUMN

#: Our field → headings that 149 portals use (facts gathered by nju-websoft/CNPDS, Apache-2.0), and those of DCAT.
KNOWN: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "data" / "headings.json").read_text("utf-8")
)
#: Parts of headings that nobody has seen yet; the more telling ones weigh more.
STEMS: tuple[tuple[str, str, int], ...] = (
    (r"更新(周期|频|时限|间隔)|频率|频度|频次|多久|frequency|periodicity|周期", "update_cycle", 8),
    (r"(不予|拒绝|不)开放.*(理由|原因|依据)", "opening_reason", 9),
    (r"(不予|拒绝|不)共享.*(理由|原因|依据)", "sharing_legal_basis", 9),
    (r"共享.*(条件|要求|范围)", "sharing_conditions", 7),
    (r"共享.*(属性|类型|类别|级别)|sharing", "sharing", 7),
    (r"共享.*(方式|途径)", "sharing_way", 7),
    (r"使用要求", "opening_requirements", 9),
    (r"安全(保障|措施|要求)", "opening_safeguards", 8),
    (r"开放.*(条件|要求)说明", "opening_conditions", 8),
    (r"开放.*(方式|途径)", "opening_way", 6),
    (r"民生", "is_livelihood", 8),
    (r"回流", "is_backflow", 8),
    (r"(来源|业务|所属|信息)系统", "origin_system", 7),
    (r"(起始|开始)(时间|日期)", "covers_from", 7),
    (r"(截止|结束|终止)(时间|日期)", "covers_to", 7),
    (r"空间(范围|覆盖)|地理范围|spatial", "spatial_range", 7),
    (r"(法律|法定|编制)依据", "legal_basis", 6),
    (r"分类(码|代码|编码)", "category_code", 8),
    (r"开放|公开|accesslevel|opentype", "opening", 5),
    (r"更新.*(时间|日期)|最(后|近|新)|修改(时间|日期)|updated?|modified", "data_updated_on", 6),
    (
        r"(发布|上架|上线|创建|上传|登记|编制|出版|入库)(时间|日期)|issued|publish|release|created",
        "issued_on",
        6,
    ),
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
    (
        r"(提供|来源|数源|发布|责任|所属|归集|主管|编目).*(单位|部门|机构|方|委办局|厅局)|publisher|provider|organi[sz]ation|agency",
        "department",
        6,
    ),
    (r"单位|部门|机构|委办局", "department", 3),
    (r"(目录|资源).*(代码|编码)|代码$|编码$", "code", 4),
    (r"标识|identifier|uuid|guid|主键", "source_key", 4),
    (r"(资源|目录|数据集?|接口|表|服务).*名|名称|标题|title|题名", "name", 4),
)
OF_FILES = ("distribution.", "distributions.", "resources.", "dcat:distribution.")
EXACT_SCORE, OWN_SCORE, SHAPE_SCORE = 20, 30, 4
URL, PHONE, MAIL = (
    re.compile(r"^https?://\S+$"),
    re.compile(r"^[\d\-+()（）转 *]{7,20}$"),
    re.compile(r"^\S+@\S+\.\w+$"),
)


def _heading(name: str) -> str:
    return folded(re.sub(r"（\d+）$|^\*|[（(]必填[）)]", "", name))


#: What an export tells beside the fields; an import passes over it.
TOLD = ("状态", "修改时间", "来源系统", "提供单位代码", "已核定分级", "分级复核期限")
EXACT = {
    **{_heading(word): field for field, words in HARVESTED.items() for word in words},
    **{_heading(word): field for field, words in KNOWN.items() for word in words},
    _heading(NOTE_COLUMN): "",
}
OWN = (
    {field.name: field.name for field in FIELDS}
    | {_heading(str(field.label)): field.name for field in FIELDS}
    | {"provider__name": "department", "status": "", "updated_at": "", "source_system": ""}
    | {_heading(word): "" for word in TOLD}
)
OWN_NUMBER = "系统编号"
KNOWN_HEADINGS = frozenset(word for words in KNOWN.values() for word in words) | {
    str(field.label) for field in FIELDS
}


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


def _columns(
    headings: Sequence[str], rows: Iterable[SourceRow]
) -> dict[str, list[str | list[str]]]:
    columns: dict[str, list[str | list[str]]] = {heading: [] for heading in headings}
    for row in rows:
        for heading, value in row.cells.items():
            if heading in columns and (
                parts(value) if isinstance(value, list) else not is_missing(value)
            ):
                columns[heading].append(value)
    return columns


def _scores(
    heading: str, values: Sequence[str | list[str]], headings: Sequence[str]
) -> Mapping[str, int]:
    word = _heading(heading)
    if word in OWN and _is_own(headings):
        return {OWN[word]: OWN_SCORE} if OWN[word] else {}
    if EXACT.get(word) == "":
        return {}
    if word.startswith(OF_FILES) and word not in EXACT:
        return {}  # what a record's files are called is not what the record is called
    scores: Counter[str] = Counter()
    last = word.rpartition(".")[2]
    if word in EXACT:
        scores[EXACT[word]] += EXACT_SCORE
    if OWN.get(word) and OWN[word] != EXACT.get(word):
        scores[OWN[word]] += EXACT_SCORE - 1
    for pattern, field, weight in STEMS:
        if re.search(pattern, last) or ("." in word and re.search(pattern, word) and weight > 4):
            scores[field] = max(scores[field], weight)
    return _with_shapes(
        scores, [value if isinstance(value, str) else "，".join(value) for value in values]
    )


def _is_own(headings: Sequence[str]) -> bool:
    """Whether our own sheet or export comes back."""
    return len(OWN.keys() & {_heading(name) for name in headings}) * 2 > len(headings)


def is_own(headings: Sequence[str]) -> bool:
    """Whether it is our own sheet beyond doubt: no other has the portal's own number of each entry."""
    return _heading(OWN_NUMBER) in {_heading(name) for name in headings} and _is_own(headings)


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
#: Code lists whose words other columns use as well: cells alone prove nothing.
BY_HEADING_ONLY = frozenset({"opening_way"})


def _shapes(values: Sequence[str]) -> dict[str, float]:
    return {
        **{
            name: _share(values, known.covers)
            for name, known in VOCABULARIES.items()
            if name not in BY_HEADING_ONLY
        },
        "formats": _share(values, formats.is_known),
        "issued_on": (dated := _share(values, lambda text: dates.read(text) is not None)),
        "data_updated_on": dated,
        "source_url": _share(values, lambda text: bool(URL.match(text))),
        "contact_phone": _share(
            values, lambda text: bool(PHONE.match(text)) and dates.read(text) is None
        ),
        "contact_email": _share(values, lambda text: bool(MAIL.match(text))),
    }


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for value in values if test(value.strip())) / len(values)
