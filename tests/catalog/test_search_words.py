"""Bigrams: any fragment of a text finds it, however it is written: in either script, in full width, by its sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.errors import InvalidInput
from governance.search import (
    LONGEST_QUERY,
    TITLE,
    Thesaurus,
    checked,
    fold,
    lexemes,
    nearly,
    query,
    vector,
    wanted,
    words_in,
)
from governance.search.pinyin import sound_lexemes, wanted_sounds

LETTERS = st.characters(codec="utf-8", categories=["Lo", "Lu", "Ll", "Nd"])
WORDS = st.text(LETTERS, min_size=1, max_size=30)
HAN = st.text(
    st.sampled_from("公交停车场重庆银行行人云州市城管局实时泊位信息线路"), min_size=2, max_size=12
)
BUSES = Thesaurus({"公交": ("公共交通", "公共汽电车"), "公共交通": ("公交",)})


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公共停車場", "停车场"),
        ("公共停车场", "停車場"),
        ("裏面的綫路", "里面的线路"),
        ("後面", "后面"),
    ],
)
def test_either_script_finds_the_other(text, words):
    assert is_found(text, words)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(before=HAN, middle=HAN, after=HAN)
def test_a_fragment_folds_like_the_text_it_was_cut_from(before, middle, after):
    assert fold(before + middle + after) == fold(before) + fold(middle) + fold(after)


def sounds_like(title, typed):
    """What PostgreSQL answers: one way of hearing it has all of its lexemes."""
    stored = sound_lexemes(title)
    return any(
        all(
            any(each.startswith(term[1:-3]) for each in stored)
            if term.endswith(":*")
            else term[1:-1] in stored
            for term in way
        )
        for way in wanted_sounds(typed)
    )


@pytest.mark.parametrize(
    "typed",
    ["gj", "gjtc", "gjtcc", "gjtccmlxx", "tccml", "gongjiaotingche", "tingchechang", "jiaoting"],
)
def test_titles_are_found_by_how_they_sound(typed):
    assert sounds_like("公交停车场名录信息", typed)


@pytest.mark.parametrize("typed", ["tcgj", "gjcc", "gongjiaoche", "xx"])
def test_what_sounds_otherwise_is_not_found(typed):
    assert not sounds_like("公交停车场名录", typed)


@pytest.mark.parametrize("typed", ["cqyh", "zqyx", "chongqingyinhang", "zhongqing"])
def test_a_polyphone_is_read_as_its_phrase_and_as_it_reads_alone(typed):
    assert sounds_like("重庆银行", typed)


@given(title=HAN, data=st.data())
def test_any_fragment_of_the_initials_finds_the_title(title, data):
    letters = "".join(sound[1] for sound in initials_of(title))
    start = data.draw(st.integers(0, len(letters) - 2))
    assert sounds_like(title, letters[start : start + data.draw(st.integers(2, 9))])


def initials_of(title):
    """One reading of each sign, as the index holds it."""
    alone = {sign: next(each for each in sound_lexemes(sign) if each[0] == "~") for sign in title}
    return [alone[sign] for sign in title]


def test_readings_are_bounded():
    assert len(sound_lexemes("重" * 200)) <= 16
    assert len(wanted_sounds("xian" * 40)) <= 4


def test_a_synonym_is_another_way_of_saying_the_run():
    asked = query("公交线路", thesaurus=BUSES)
    assert "'公交' & '交线' & '线路'" in asked
    assert "'公共' & '共交' & '交通'" in asked
    assert query("地铁线路", thesaurus=BUSES) == query("地铁线路")


def test_a_single_sign_stays_with_the_synonym_beside_it():
    assert "'市公' & '公共'" in query("市公交", thesaurus=BUSES)
    assert "'通站'" in query("公交站", thesaurus=BUSES)


@pytest.mark.parametrize("size", [8, 60, 500])
def test_a_crafted_query_does_not_explode(size):
    many = Thesaurus(
        {f"甲{n:03}": tuple(f"乙{n:03}丙{m:03}" for m in range(size)) for n in range(size)}
    )
    crafted = "".join(f"甲{n:03}" for n in range(50))[:LONGEST_QUERY]
    assert query(crafted, thesaurus=many).count("'") < 2 * 2_000


def test_a_title_with_one_wrong_sign_is_nearly_asked_for():
    assert (
        nearly("停车泊位场") == "(('^泊位' & '^位场') | ('^停车' & '^位场') | ('^停车' & '^车泊'))"
    )
    assert nearly("停车") == nearly("停" * 40) == ""


def test_words_are_cut_for_suggestions_only():
    assert words_in("公共停车场实时空位") == ["公共", "停车场", "实时", "空位"]
