"""The unified social credit code: published codes, early ones that fail, and what pasting adds (GB 32100-2015)."""

import csv
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts import uscc
from accounts.models import Organisation

VECTORS = Path(__file__).parent.parent / "vectors" / "uscc.csv"
GOOD = "12100000400000624D"


def vectors():
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return [
            pytest.param(row["code"], row["expected"], id=row["code"])
            for row in csv.DictReader(lines)
        ]


@pytest.mark.parametrize(("code", "expected"), vectors())
def test_published_codes(code, expected):
    assert uscc.check(code).value == expected


@pytest.mark.parametrize("code", ["N2510104MF12345672", "A1110000600037341L"])
def test_letters_may_open_a_code(code):
    assert uscc.check(code) in {uscc.Verdict.OK, uscc.Verdict.BAD_CHECK_DIGIT}


@given(place=st.integers(0, 17), other=st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_altered_character_is_always_noticed(place, other):
    altered = GOOD[:place] + other + GOOD[place + 1 :]
    assert (uscc.check(altered) is uscc.Verdict.OK) == (altered == GOOD)


@pytest.mark.parametrize(
    "pasted",
    [
        " 1210 0000 4000 0062 4D\n",
        "１２１０００００４０００００６２４Ｄ",
        "12100000-40000062-4d",
        "\u300012100000400000624D\u200b\ufeff",
    ],
)
def test_what_pasting_adds_is_taken_off(pasted):
    assert uscc.normalise(pasted) == GOOD


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("12345", "18位"),
        ("9111000060003IOZSV", "不允许的字符"),
        ("91350211M00013FA1N", "校验位不符"),
    ],
)
def test_the_record_says_what_is_wrong(code, words):
    with pytest.raises(ValidationError) as refused:
        Organisation(name="甲公司", uscc=code).clean()
    assert words in refused.value.message_dict["uscc"][0]
