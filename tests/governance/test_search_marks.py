"""Searched words are marked in whichever way they are written, and nothing of a text is ever run."""

import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from governance.search import excerpt, marked


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("公共停车场", ["停车"], "公共<mark>停车</mark>场"),
        ("公共停車場", ["停车"], "公共<mark>停車</mark>場"),
        ("ＧＤＰ核算", ["gdp"], "<mark>ＧＤＰ</mark>核算"),
        ("停车停车", ["停车"], "<mark>停车停车</mark>"),
        ("道路停车泊位", ["停车", "车泊"], "道路<mark>停车泊</mark>位"),
        (
            "<b>停车</b>",
            ["停车", "b"],
            "&lt;<mark>b</mark>&gt;<mark>停车</mark>&lt;/<mark>b</mark>&gt;",
        ),
        ("停车", [], "停车"),
    ],
)
def test_words_are_marked_as_they_stand(text, words, shown):
    assert marked(text, words) == shown


@given(text=st.text(max_size=40), words=st.lists(st.text(max_size=3), max_size=4))
def test_without_the_marks_the_text_is_itself_escaped(text, words):
    assert re.sub("</?mark>", "", marked(text, words)) == escape(text)


def test_an_excerpt_shows_the_first_hit():
    shown = excerpt("甲" * 100 + "停车" + "乙" * 100, ["停车"], 40)
    assert "<mark>停车</mark>" in shown
    assert shown.startswith("…甲")
    assert shown.endswith("乙…")
    assert excerpt("短文", ["停车"], 40) == "短文"
