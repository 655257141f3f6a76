"""What is worth saying of a vision statement."""

from __future__ import annotations

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.analysis.statement import (
    read_statement,
    sentences_of,
    statement_of,
    words_of,
)
from smartcity_widgets.method import load_method

METHOD = load_method()
GOOD = "In 2040 everybody moves, learns and lives well in Valmont. Nobody is left behind."


def rules(text: str, language: str = "en", **details: object) -> list[str]:
    read = read_statement(text, language=language, **details)
    return [one.rule for one in read.hints]


def test_a_short_clear_dated_vision_has_no_remark() -> None:
    read = read_statement(GOOD, language="en", horizon=2040, year=2026)

    assert (read.sentences, read.words, read.hints) == (2, 13, ())


def test_nothing_is_said_of_an_empty_vision() -> None:
    assert rules("", avoided=["smart"]) == []
    assert rules(" \n") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("One here. Two here. Three in 2040.", "many-sentences"),
        ("In 2040 " + "we " * 25 + "live.", "long-sentence"),
        ("Interoperability, sustainability, intermodality by 2040.", "long-words"),
        ("A green town.", "no-horizon"),
    ],
)
def test_a_vision_that_is_hard_to_read_is_told_why(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_twenty_five_words_are_no_long_sentence() -> None:
    assert rules("In 2040 " + "we " * 24 + ".") == []


@pytest.mark.parametrize(
    ("avoided", "text", "found"),
    [
        ("smart city", "Two SMART  Cities in 2040", True),
        ("smart city", "A smart-city in 2040", True),
        ("smart city", "A smart citywide plan for 2040", False),
        ("réseau", "Des réseaux en 2040", True),
        ("art", "Smart in 2040", False),
        ("  ", "In 2040", False),
        ("4.0", "Industry 4.0 in 2040", True),
        ("4.0", "Industry 420 in 2040", False),
    ],
)
def test_words_to_avoid_are_found_whole_in_any_number(
    avoided: str,
    text: str,
    found: bool,  # noqa: FBT001
) -> None:
    assert rules(text, avoided=[avoided]) == (["avoided-words"] if found else [])


@pytest.mark.parametrize(("horizon", "near"), [(2035, True), (2036, False), (2020, True)])
def test_a_horizon_under_ten_years_is_near(horizon: int, near: bool) -> None:  # noqa: FBT001
    said = rules(GOOD, horizon=horizon, year=2026)

    assert said == (["near-horizon"] if near else [])
    assert rules(GOOD, horizon=horizon) == []  # nobody says which year it is


def test_french_counts_elided_words_and_keeps_those_of_one_piece() -> None:
    assert words_of("L’eau d’aujourd’hui, qu'on boit", "fr") == (
        *("L", "eau", "d", "aujourd’hui", "qu", "on", "boit"),
    )
    assert words_of("don't stop the city's well-being", "en")[0] == "don't"


def test_numbers_and_quotes_end_no_sentence_early() -> None:
    assert (
        len(sentences_of("« Vivre mieux ! » en 2040. 2,5 fois plus d’arbres… Et 3.5 ?"))
        == 3
    )


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    read = read_statement(text, language="fr", avoided=[text[:20]], year=2026)

    assert read.words >= 0
    assert "".join("".join(sentences_of(text)).split()) in "".join(text.split())


def test_the_words_to_avoid_come_from_the_communication_step() -> None:
    answers = answers_of(
        {
            "vision": {"vision_statement": "Une smart city.", "vision_horizon": 2030},
            "communication": {"avoided_words": ["smart city"]},
        },
        workbook={"language": "fr"},
    )
    read = statement_of(METHOD, answers, 2026)

    assert [one.rule for one in read.hints] == ["avoided-words", "near-horizon"]
    assert read.hints[1].n == 4
