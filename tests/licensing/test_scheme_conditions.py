"""Conditions read out of a scheme's text: nothing lost, nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.models import SelectionCondition
from licensing.selecting.scheme_conditions import WORDS, clauses, conditions_in, kind_of

texts = st.text(alphabet="一二（）()1.、；;。\n安全信用资金服务技术 ", max_size=80)


@given(texts)
def test_every_clause_is_part_of_the_text_and_stands_once(text: str) -> None:
    found = clauses(text)
    assert len(found) == len(set(found))
    assert all(each and each in text for each in found)


@given(texts)
def test_kinds_are_those_of_a_condition(text: str) -> None:
    assert {kind for kind, _words in conditions_in(text)} <= set(SelectionCondition.Kind.values)


def test_the_words_name_every_kind() -> None:
    assert {kind for kind, _words in WORDS} == set(SelectionCondition.Kind.values)


@pytest.mark.parametrize(("clause", "kind"), [
    ("近三年无重大违法记录", "credit"), ("有数据安全管理制度", "security"), ("实缴资本五百万元", "funds"),
    ("七乘二十四小时响应", "service"), ("位于本市", "capability"),
])  # fmt: skip
def test_what_a_clause_is_about(clause: str, kind: str) -> None:
    assert kind_of(clause) == kind
    assert conditions_in(f"（一）{clause}；（二）{clause}。") == [(kind, clause)]
