"""Bigrams: any fragment of a text finds it; full-width, case and single characters make no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.errors import InvalidInput
from governance.search import LONGEST_QUERY, TITLE, checked, lexemes, query, vector, wanted

LETTERS = st.characters(codec="utf-8", categories=["Lo", "Lu", "Ll", "Nd"])
WORDS = st.text(LETTERS, min_size=1, max_size=30)


def is_found(text: str, words: str) -> bool:
    """What PostgreSQL answers: every wanted lexeme is there, or begins one where a prefix is asked for."""
    stored = lexemes(text)
    for term in wanted(words):
        lexeme, is_prefix = term.strip(":*").strip("'"), term.endswith("*")
        if not (any(each.startswith(lexeme) for each in stored) if is_prefix else lexeme in stored):
            return False
    return True


@given(before=st.text(max_size=20), fragment=WORDS, after=st.text(max_size=20))
def test_any_fragment_finds_its_text(before, fragment, after):
    # Folding may join a character with the one before it: separators keep the fragment whole.
    assert is_found(f"{before}，{fragment}。{after}", fragment)


@given(
    text=st.text(st.sampled_from("公共停车场实时空位ABCabc019，（）"), min_size=1, max_size=40),
    data=st.data(),
)
def test_every_piece_of_a_run_finds_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 8))]
    assert is_found(text, piece)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("空气质量PM2.5监测", "pm2.5"),
        ("ＧＤＰ核算", "gdp"),
        ("道路停车泊位", "停车　泊位"),
        ("公共停车场", "停"),
        ("公共停车场", "场"),
        ("（试行）名单", "试行"),
        ("𠮷林铁路", "𠮷林"),
    ],
)
def test_what_people_type_finds_what_officials_wrote(text, words):
    assert is_found(text, words)


def test_what_is_not_there_is_not_found():
    assert not is_found("公共停车场实时空位", "充电桩")
    assert not is_found("公共停车场", "车公")


def test_title_lexemes_stand_beside_those_of_the_whole_text():
    stored = vector(["停车"], ["泊位"]).split()
    assert {"'停车'", f"'{TITLE}停车'", "'泊位'"} <= set(stored)
    assert f"'{TITLE}泊位'" not in stored


def test_a_query_of_punctuation_asks_for_nothing():
    assert query("，。！") == ""


@pytest.mark.parametrize(
    "words", ["停\x00车", "停\ud800车", "a" * (LONGEST_QUERY + 1), "停" * 10_000]
)
def test_what_no_text_contains_is_refused_in_words(words):
    with pytest.raises(InvalidInput) as refusal:
        checked(words)
    assert str(refusal.value).endswith("。")
