"""The conditions of a selection read out of the scheme's text (27号 第九条第三项): nothing lost, nothing invented."""

import re

#: Words by which a clause tells what it is about, the most telling first.
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("security", ("安全", "等保", "密评", "保密", "隐私")),
    ("credit", ("信用", "信誉", "失信", "违法", "处罚", "诚信")),
    ("funds", ("资金", "资本", "财务", "资产", "投资", "营业收入")),
    ("service", ("服务", "客服", "响应", "售后")),
    ("capability", ("技术", "管理", "人员", "团队", "能力", "经验", "资质", "业绩")),
)
CLAUSE_ENDS = re.compile(r"[；;。\n]+")
NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)+")
LONGEST = 300


def clauses(text: str) -> list[str]:
    """The single demands of a text, without their numbers, each once, in their order."""
    found = (NUMBER.sub("", each).strip() for each in CLAUSE_ENDS.split(text))
    return list(dict.fromkeys(each[:LONGEST] for each in found if each))


def kind_of(clause: str) -> str:
    """What a demand is about; capability where no word tells."""
    return next(
        (kind for kind, words in WORDS if any(word in clause for word in words)), "capability"
    )


def conditions_in(text: str) -> list[tuple[str, str]]:
    """Kind and requirement of each demand."""
    return [(kind_of(each), each) for each in clauses(text)]
