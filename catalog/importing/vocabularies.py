"""Code lists as other catalogues spell them; what is not known is listed for a person, never guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from catalog.importing.words import folded, is_missing
from catalog.vocabulary import (
    Acquisition,
    Category,
    Grade,
    Opening,
    Sharing,
    SharingWay,
    UpdateCycle,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The code for a word; unknown words have no code and wait for a person."""

    code: str = ""
    is_unknown: bool = False


Pattern = Callable[[str], str]


@dataclass(frozen=True)
class Vocabulary:
    """One code list: its own labels, other people's spellings, and patterns."""

    choices: tuple[tuple[str, str], ...]
    spellings: Mapping[str, str]
    pattern: Pattern = field(default=lambda word: "")

    def read(self, text: str, answers: Mapping[str, str]) -> Reading:
        """The code; an answer that a person gave for this source goes before everything."""
        if is_missing(text):
            return Reading()
        word = folded(text)
        if word in answers:
            return Reading(answers[word])
        code = self.spellings.get(word) or self.pattern(word)
        return Reading(code, is_unknown=not code)

    def covers(self, text: str) -> bool:
        """Whether the word belongs to this list (evidence for what a column means)."""
        return not is_missing(text) and not self.read(text, {}).is_unknown


def _vocabulary(choices: type, spellings: Mapping[str, str], pattern: Pattern | None = None) -> Vocabulary:
    own = {folded(str(label)): code for code, label in choices.choices}  # type: ignore[attr-defined]
    codes = {folded(code): code for code, _label in choices.choices}  # type: ignore[attr-defined]
    words = {folded(word): code for code, many in spellings.items() for word in many.split()}
    pairs = tuple((str(code), str(label)) for code, label in choices.choices)  # type: ignore[attr-defined]
    return Vocabulary(pairs, codes | words | own, pattern or (lambda word: ""))


PERIOD = re.compile(r"^(?:每|按|per)?(\d+|[一二两三四五六七八九十]+)?个?(工作日|日|天|周|星期|旬|月|季度|季|年|年度|小时|分钟|秒)(?:一次|1次|更新|更新一次|/次)?$")
ISO = re.compile(r"^r/p(?:t?(\d+(?:\.\d+)?)([ymwdhs]))$")
NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "十": 10, "十二": 12}
EXACT = {
    (1, "日"): UpdateCycle.DAILY, (7, "日"): UpdateCycle.WEEKLY, (10, "日"): UpdateCycle.TEN_DAYS,
    (1, "周"): UpdateCycle.WEEKLY, (1, "旬"): UpdateCycle.TEN_DAYS, (1, "月"): UpdateCycle.MONTHLY,
    (3, "月"): UpdateCycle.QUARTERLY, (6, "月"): UpdateCycle.HALF_YEARLY, (12, "月"): UpdateCycle.YEARLY,
    (1, "季"): UpdateCycle.QUARTERLY, (2, "季"): UpdateCycle.HALF_YEARLY, (4, "季"): UpdateCycle.YEARLY,
    (1, "年"): UpdateCycle.YEARLY, (24, "小时"): UpdateCycle.DAILY,
}  # fmt: skip
UNITS = {"天": "日", "星期": "周", "季度": "季", "年度": "年"}
ISO_CYCLES = {
    ("1", "d"): UpdateCycle.DAILY, ("1", "w"): UpdateCycle.WEEKLY, ("7", "d"): UpdateCycle.WEEKLY,
    ("10", "d"): UpdateCycle.TEN_DAYS, ("1", "m"): UpdateCycle.MONTHLY, ("3", "m"): UpdateCycle.QUARTERLY,
    ("6", "m"): UpdateCycle.HALF_YEARLY, ("1", "y"): UpdateCycle.YEARLY, ("1", "s"): UpdateCycle.REALTIME,
}  # fmt: skip


def _cycle(word: str) -> str:
    """Periods that are exactly one of the nine cycles; every 121 days or two years are not, and are listed."""
    match = PERIOD.match(word)
    if match:
        number, unit = match.groups()
        count = int(number) if number and number.isdigit() else NUMERALS.get(number or "一", 0)
        return EXACT.get((count, UNITS.get(unit, unit)), "")
    match = ISO.match(word)
    return ISO_CYCLES.get((match[1], match[2]), "") if match else ""


UPDATE_CYCLE = _vocabulary(UpdateCycle, {
    "realtime": "实时 实时更新 即时 即时更新 动态实时 real-time realtime continuous continuously r/pt1s",
    "daily": "每日 每天 日 天 按日 按天 逐日 日更新 每日更新 每天更新 daily",
    "weekly": "每周 周 按周 每星期 逐周 周更新 每周更新 weekly",
    "ten_days": "每旬 旬 按旬 每十天 每十日",
    "monthly": "每月 月 按月 月度 逐月 每个月 月更新 每月更新 monthly",
    "quarterly": "每季度 每季 季 季度 按季 按季度 逐季 季更新 每季度更新 quarterly",
    "half_yearly": "每半年 半年 半年度 按半年 每半年更新 half-yearly halfyearly semiannual semi-annual semiannually biannual",
    "yearly": "每年 年 年度 按年 逐年 年更新 每年更新 一年一次 annual annually yearly",
    "irregular": "不定期 不定期更新 不定时 不定时更新 不固定 非定期 不规律 irregular irregularly as-needed asneeded",
}, _cycle)  # fmt: skip

OPENING = _vocabulary(Opening, {
    "unconditional": "无条件开放 无条件 无条件开发 无条件公开 完全开放 普遍开放 主动开放 全部开放 直接开放 免费开放 无条件开放类 public",
    "conditional": "有条件开放 有条件 有条件开发 有条件公开 依申请开放 申请开放 依申请 受限开放 限制开放 部分开放 登录开放 授权开放 实名开放"
    " 实名认证开放 有条件开放类 restrictedpublic restricted",
    "none": "不予开放 不开放 非开放 不予开发 暂不开放 不公开 不予公开 禁止开放 不予开放类 non-public nonpublic private",
})  # fmt: skip

SHARING = _vocabulary(Sharing, {
    "unconditional": "无条件共享 无条件 无条件共享类 完全共享 普遍共享 无条件分享",
    "conditional": "有条件共享 有条件 有条件共享类 授权共享 依申请共享 受限共享 部分共享",
    "none": "不予共享 不共享 非共享 不予共享类 暂不共享 禁止共享",
})  # fmt: skip

SHARING_WAY = _vocabulary(SharingWay, {
    "exchange": "系统对接 数据交换 库表交换 库表 前置机 数据库对接 库表对接",
    "query": "联机查询 查询",
    "browse": "在线浏览 浏览",
    "service": "调用在线服务 接口 接口调用 服务接口 api 数据接口 在线服务",
    "download": "下载 文件下载 文件 数据下载 文件交换",
    "copy": "拷贝 离线拷贝 复制 介质拷贝",
    "other": "其他 其他方式 其它",
})  # fmt: skip

CATEGORY = _vocabulary(Category, {
    "base": "基础 基础类 基础信息资源 基础信息资源类 基础库 基础数据",
    "theme": "主题 主题类 主题信息资源 主题信息资源类 主题库",
    "department": "部门 部门类 部门信息资源 部门信息资源类 部门数据",
})  # fmt: skip

GRADE = _vocabulary(Grade, {
    "core": "核心 核心数据",
    "important": "重要 重要数据",
    "general_4": "一般数据四级 一般4级 四级 4级 l4 第4级 第四级",
    "general_3": "一般数据三级 一般3级 三级 3级 l3 第3级 第三级",
    "general_2": "一般数据二级 一般2级 二级 2级 l2 第2级 第二级",
    "general_1": "一般数据一级 一般1级 一级 1级 l1 第1级 第一级",
})  # fmt: skip

ACQUISITION = _vocabulary(Acquisition, {
    "duty": "履职产生 依职权产生 自产 履职",
    "collected": "直接采集 采集 自行采集",
    "shared": "共享获得 共享",
    "entrusted": "委托 委托采集",
    "other": "其他 其它 其他来源",
})  # fmt: skip

VOCABULARIES: Mapping[str, Vocabulary] = {
    "update_cycle": UPDATE_CYCLE,
    "opening": OPENING,
    "sharing": SHARING,
    "sharing_way": SHARING_WAY,
    "category": CATEGORY,
    "grade": GRADE,
    "acquisition": ACQUISITION,
}
