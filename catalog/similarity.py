"""Names that mean the same: of data items across bodies, of resources within one (clause 一: 一数一源).

Pure and bounded: names are folded to a key, keys are compared only where they share a rare pair of signs, and a pair of
signs that hundreds of names have is no evidence of anything.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

#: Item names that every table has: they never name one datum.
GENERIC = frozenset(
    (
        "名称", "地址", "备注", "序号", "编号", "代码", "类型", "类别", "状态", "数量", "时间", "日期", "年份", "年度",
        "月份", "单位", "说明", "描述", "内容", "标题", "联系电话", "电话", "联系人",
        "经度", "纬度", "更新时间", "更新日期",
        "创建时间", "发布时间", "发布日期", "所在地", "所在区", "行政区划", "行政区划代码", "区县", "所属区域", "主键",
        "id", "姓名", "性别", "邮箱", "网址", "金额", "单价", "总数", "合计", "图片", "数据来源", "填报单位",
    )
)  # fmt: skip
#: Different words for the same item.
SYNONYMS = {
    "身份证号": "公民身份号码", "身份证号码": "公民身份号码", "居民身份证号码": "公民身份号码",
    "公民身份证号码": "公民身份号码", "证件号码身份证": "公民身份号码",
    "社会信用代码": "统一社会信用代码", "信用代码": "统一社会信用代码", "统一信用代码": "统一社会信用代码",
    "企业名称": "市场主体名称", "公司名称": "市场主体名称", "法人名称": "市场主体名称",
    "法人代表": "法定代表人", "法人": "法定代表人", "法定代表人姓名": "法定代表人", "法人姓名": "法定代表人",
    "出生年月": "出生日期", "注册资金": "注册资本", "户籍地": "户籍地址", "户口所在地": "户籍地址",
}  # fmt: skip
ITEM_TAIL = re.compile(r"(?:字段|信息项|数据项|的?数值|（.*?）|\(.*?\))$")
PUNCTUATION = re.compile(r"[\W_]+")
#: Words of a title that say nothing of its subject.
TITLE_FILLER = re.compile(
    r"基本信息|信息|数据集|数据|一览表|明细表|统计表|名录|名单|清单|目录|列表|情况|表$|全市|本市|的"
)
#: Signs that tell otherwise equal names apart: the district they begin with, numbers, and the parts of pairs.
TELLING = re.compile(
    r"^\w{1,4}?[县区]|\d+|[一二三四五六七八九十上下东西南北内外新旧男女出入预决增减收支]"
)
ENOUGH = 0.85
MOST_IN_A_BUCKET = 60


def folded(name: str) -> str:
    """Without width, case, spaces and signs."""
    return PUNCTUATION.sub("", unicodedata.normalize("NFKC", name)).lower()


def item_key(name: str) -> str:
    """The concept that an item's name stands for; empty for names that every table has."""
    bare = folded(ITEM_TAIL.sub("", unicodedata.normalize("NFKC", name.strip())))
    key = SYNONYMS.get(bare, bare)
    return "" if key in GENERIC or len(key) < 2 else key


def title_key(title: str) -> str:
    """What a title speaks of: without the words that all titles have."""
    whole = folded(title)
    return TITLE_FILLER.sub("", whole) or whole


def bigrams(word: str) -> frozenset[str]:
    """The pairs of neighbouring signs."""
    return frozenset(first + second for first, second in pairwise(word))


def likeness(one: str, other: str) -> float:
    """How much two keys share, from 0 to 1; names that differ in a number or a telling sign are not alike."""
    if one == other:
        return 1.0
    if TELLING.findall(one) != TELLING.findall(other):
        return 0.0
    mine, yours = bigrams(one), bigrams(other)
    return 2 * len(mine & yours) / (len(mine) + len(yours)) if mine and yours else 0.0


def near_pairs(keys: Iterable[str], enough: float = ENOUGH) -> Iterator[tuple[str, str]]:
    """Pairs of different keys that are alike; only those that share a rare pair of signs are compared."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        for pair in bigrams(key):
            buckets[pair].append(key)
    compared: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        if len(bucket) > MOST_IN_A_BUCKET:
            continue
        for one, other in combinations(bucket, 2):
            if (one, other) not in compared:
                compared.add((one, other))
                if likeness(one, other) >= enough:
                    yield one, other


def clusters(keys: Iterable[str], enough: float = ENOUGH) -> Mapping[str, str]:
    """Key → the first key of its cluster, in the order of the words."""
    head: dict[str, str] = {key: key for key in keys}

    def root(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    for one, other in near_pairs(head, enough):
        first, second = sorted((root(one), root(other)))
        head[second] = first
    return {key: root(key) for key in head}
