"""The meetings of the city's bodies: invented members, their votes, who stayed away and who stood aside."""

from collections.abc import Callable, Sequence
from typing import Any

from governance import edits
from licensing.models import CollectiveDecision, DecisionMember

#: Name and post; the chair first.
GOVERNMENT = (
    ("秦望舒", "市长"), ("穆景行", "常务副市长"), ("纪衡之", "副市长"), ("梅若水", "副市长"), ("蓝允执", "副市长"),
    ("骆知秋", "副市长"), ("柯怀瑾", "秘书长"), ("管一鸣", "市发展改革委主任"), ("池明夷", "市数据局局长"),
)  # fmt: skip
BUREAU = (
    ("詹书言", "党组书记"), ("宫子衿", "党组成员"), ("冷思远", "党组成员"), ("班清禾", "党组成员"),
    ("景书衡", "党组成员"),
)  # fmt: skip
ABSENT = "赴外地参加会议。"
RECUSED = "配偶在意向运营机构任职，本人申报利害关系。"


def members(of: Sequence[tuple[str, str]], votes: str) -> list[dict[str, Any]]:
    """One row for each member: + for, - against, 0 abstained, . absent, x recused for a conflict."""
    cases: dict[str, dict[str, Any]] = {
        "+": {"vote": "for", "opinion": "同意。"},
        "-": {"vote": "against", "opinion": "收益分配机制论证不足，建议再议。"},
        "0": {"vote": "abstain"},
        ".": {"attendance": "absent", "reason": ABSENT},
        "x": {"attendance": "recused", "has_conflict": True, "reason": RECUSED},
    }
    return [
        {"name": name, "post": post, **cases[vote]}
        for (name, post), vote in zip(of, votes, strict=True)
    ]


def record(decision: CollectiveDecision, listed: list[dict[str, Any]], *, actor: Any) -> None:
    """Store the record of a meeting with its members, as the recorder does."""
    edits.save(decision, actor=actor, relations=_writer(decision, listed))


def _writer(decision: CollectiveDecision, listed: list[dict[str, Any]]) -> Callable[[], None]:
    def write() -> None:
        for each in listed:
            member = DecisionMember(decision=decision, created_by=decision.created_by, **each)
            member.full_clean()
            member.save(force_insert=True)

    return write
