"""The catalogue of indicators: what is in it, how one is named, found, read and refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method import Question, load_method
from smartcity_widgets.method.loader import CONTENT_FOLDER
from smartcity_widgets.schema import schema
from smartcity_widgets.values import (
    check,
    folded,
    found,
    label_of_indicator,
    read,
    said_of,
    show,
    typed,
)
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from pathlib import Path

METHOD = load_method()
CATALOGUE = METHOD.indicators
ASKED = METHOD.at("diagnosis/baseline/r1/indicator") or Question("x", "text", "x")
LANGUAGES = ("en", "fr")

# Read off the standards' own lists, not off the file: id, unit, direction, dimension.
FACTS = """
ISO 37120:2014:5.1 | percent | lower | economy
ISO 37120:2018:5.4 | percent | lower | economy
ISO 37120:2014:5.4 | percent | higher | economy
ISO 37120:2014:9.2 | percent | context | economy
U4SSC:2017:EC: P: EM: 1C | percent | lower | economy
ISO 37120:2018:8.1 | micrograms_per_m3 | lower | environment
U4SSC:2022:EC: ICT: ES: 1C | percent | higher | environment
U4SSC:2017:EN: EN: AQ: 2C | tonnes_per_inhabitant_year | lower | environment
ISO 37120:2018:21.1 | hectares_per_100k | higher | environment
SDG 11:2017:11.3.1 | ratio | lower | environment
ISO 37120:2018:19.5 | per_100k_year | lower | mobility
SDG 11:2017:11.2.1 | percent | higher | mobility
ISO 37120:2018:11.1 | years | higher | living
ISO 37122:2019:6.2 | per_1000_students | higher | people
ISO 37120:2014:11.2 | percent | parity | governance
U4SSC:2017:EC: ICT: PS: 2A | number | higher | governance
"""


def test_the_catalogue_has_sixty_indicators_of_four_standards() -> None:
    counted: dict[str, int] = {}
    for one in CATALOGUE.values():
        counted[one.standard] = counted.get(one.standard, 0) + 1

    assert len(CATALOGUE) == 60
    assert counted == {"ISO 37120": 37, "ISO 37122": 12, "U4SSC": 8, "SDG 11": 3}


@pytest.mark.parametrize("fact", FACTS.strip().splitlines())
def test_an_indicator_is_what_its_standard_says(fact: str) -> None:
    name, unit, direction, dimension = (one.strip() for one in fact.split(" | "))

    one = CATALOGUE[name]

    assert (one.id, one.unit, one.direction, one.dimension) == (
        name,
        unit,
        direction,
        dimension,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_indicators_are_called_alike(language: str) -> None:
    labels = [label_of_indicator(one, words(language)) for one in CATALOGUE.values()]

    assert len({folded(one) for one in labels}) == len(CATALOGUE)
    assert all(len(one) < 120 for one in labels)


# The file ---------------------------------------------------------------------------------

WRONG = {
    'code = "5.1", unit = "percent", direction = "lower"': {
        'code = "5.1", unit = "percent", direction = "lowre"': (
            "indicators.toml: indicator 'ISO 37120:2014:5.1': no direction is called "
            "'lowre'. Did you mean 'lower'?"
        ),
        'code = "5.4", unit = "percent", direction = "lower"': (
            "indicators.toml: indicator 'ISO 37120:2014:5.4': this id stands twice. "
            "Remove one."
        ),
        'code = "5/1", unit = "percent", direction = "lower"': (
            "indicators.toml: '5/1' cannot be the code of an indicator. "
            "Use letters, digits, and what joins them."
        ),
        'code = "5.1", units = "percent", direction = "lower"': (
            "indicators.toml: indicator 'ISO 37120:2014:5.1': 'unit' is missing. Add it."
        ),
        'code = "5.1", unit = "percents", direction = "lower"': (
            "text/en.toml: 'unit.percents.other': this word is missing."
        ),
        'code = "5.11", unit = "percent", direction = "lower"': (
            "text/en.toml: 'indicator.ISO 37120:2014:5.11.name': this word is missing."
        ),
    }
}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(one, to, said) for one, all_ in WRONG.items() for to, said in all_.items()],
)
def test_a_wrong_indicator_is_refused_with_its_place(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, folder)
    file = folder / "indicators.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        load_method(folder)

    assert str(refused.value).startswith(said)


def test_a_reference_to_a_catalogue_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, folder)
    (folder / "indicators.toml").unlink()

    with pytest.raises(ContentError, match="a catalogue without indicators"):
        load_method(folder)


# Reading ----------------------------------------------------------------------------------

NAMED = [
    ("en", "ISO 37120:2014:5.1", "ISO 37120:2014:5.1"),
    ("en", "19.14", "ISO 37122:2019:19.14"),
    ("en", "ec:p:em:1c", "U4SSC:2017:EC: P: EM: 1C"),
    ("en", "no2 concentration", "ISO 37120:2018:8.5"),
    ("en", "SDG 11:2017, 11.2.1", "SDG 11:2017:11.2.1"),
    ("fr", "esperance de  VIE", "ISO 37120:2018:11.1"),
    ("fr", "ODD 11:2017, 11.2.1", "SDG 11:2017:11.2.1"),
    ("fr", "Concentration de particules fines PM2.5", "ISO 37120:2018:8.1"),
]


@pytest.mark.parametrize(("language", "text", "named"), NAMED)
def test_an_indicator_is_read_by_id_name_or_code(
    language: str, text: str, named: str
) -> None:
    assert read(ASKED, text, language=language).value == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_field_shows_is_read_back(language: str) -> None:
    for one in CATALOGUE:
        shown = show(ASKED, one, words=words(language))

        assert read(ASKED, shown, language=language).value == one
        assert typed(ASKED, one, language=language) == shown


_NO_INDICATOR = "« {} » n’est pas un indicateur du catalogue. Vouliez-vous dire : {} ?"
_TWICE = "Unemployment rate · ISO 37120:2014, 5.1; Unemployment rate · {}"
SLIPS = [
    (
        "en",
        "Unemployment rate",
        "“Unemployment rate” could mean several indicators: {}. Choose one from the list.",
        (_TWICE.format("U4SSC:2017, EC: P: EM: 1C"),),
    ),
    (
        "fr",
        "espérance de vit",
        _NO_INDICATOR,
        ("espérance de vit", "Espérance de vie · ISO 37120:2018, 11.1"),
    ),
    (
        "fr",
        "taux de chomage des jeun",
        _NO_INDICATOR,
        ("taux de chomage des jeun", "Taux de chômage des jeunes · ISO 37120:2018, 5.4"),
    ),
    (
        "en",
        "xyz",
        "“{}” is no indicator of the catalogue. Choose one from the list.",
        ("xyz",),
    ),
]


@pytest.mark.parametrize(("language", "text", "sentence", "named"), SLIPS)
def test_what_names_no_single_indicator_is_a_slip_in_words(
    language: str, text: str, sentence: str, named: tuple[str, ...]
) -> None:
    problem = read(ASKED, text, language=language).problem

    assert problem is not None
    said = problem.sentence(words(language)).replace("\N{NO-BREAK SPACE}", " ")
    assert said == sentence.format(*named)


def test_a_document_names_indicators_that_exist() -> None:
    unknown, near = (check(ASKED, value) for value in ("p1", "ISO 37120:2014:5.11"))

    assert check(ASKED, "U4SSC:2017:EC: P: EM: 1C") is None
    assert unknown is not None
    assert unknown.rule == "indicator"
    assert near is not None
    assert near.details["nearest"] == "ISO 37120:2014:5.1"


def test_the_schema_lists_the_catalogue() -> None:
    made = schema(METHOD)
    answers = made["$defs"]["answers"]["properties"]
    column = answers["diagnosis"]["properties"]["baseline"]["items"]["properties"]

    assert made["$defs"]["indicator"] == {"enum": [*CATALOGUE, None]}
    assert column["indicator"]["$ref"] == "#/$defs/indicator"


def test_a_row_or_an_indicator_may_be_meant() -> None:
    mixed = replace(ASKED, targets=("context/persons", "catalogue"))
    rows = {"context/persons": ("p1",)}

    def given(text: str) -> object:
        reading = read(mixed, text, language="en", rows=lambda one: rows.get(one, ()))
        return reading.problem.rule if reading.problem else reading.value

    assert given("context/persons/p1") == "context/persons/p1"
    assert given("life expectancy") == "ISO 37120:2018:11.1"
    assert given("context/persons/p2") == "reference"


# Finding ----------------------------------------------------------------------------------

indicators = st.sampled_from(list(CATALOGUE.values()))
spoken = st.sampled_from([words(one) for one in LANGUAGES])


@pytest.mark.parametrize(
    ("language", "query", "codes"),
    [
        ("en", "5.1", ["5.1", "5.1"]),  # not 15.1, nor 25.1
        ("en", "ploy", []),  # words are found by their beginning
        ("en", "PM2,5", ["8.1"]),
        ("en", "no2", ["8.5"]),
        ("fr", "ECO chomage", ["5.1", "5.4", "EC: P: EM: 1C"]),
        ("fr", "odd 11", ["11.2.1", "11.7.1", "11.3.1"]),
        ("fr", "sdg transports", ["11.2.1"]),
        ("en", "u4ssc people stop", ["EC: I: T: 2A"]),  # by its formula
    ],
)
def test_a_query_finds_by_the_beginnings_of_words(
    language: str, query: str, codes: list[str]
) -> None:
    assert [one.code for one in found(query, CATALOGUE, words(language))] == codes


@given(indicators, spoken, st.data())
def test_any_beginnings_of_what_is_said_of_an_indicator_find_it(
    one: object, spoken: object, data: st.DataObject
) -> None:
    said = st.sampled_from(said_of(one, spoken))  # type: ignore[arg-type]
    parts = data.draw(st.lists(said, min_size=1, max_size=4))
    cut = [part[: data.draw(st.integers(1, len(part)))] for part in parts]

    assert one in found(" ".join(cut).upper(), CATALOGUE, spoken)  # type: ignore[arg-type]


@given(st.text())
def test_a_text_is_folded_once_and_for_all(text: str) -> None:
    once = folded(text)

    assert folded(" ".join(once)) == once


@given(st.text(), st.text(), spoken)
def test_more_words_never_find_more(text: str, more: str, spoken: object) -> None:
    few = found(f"{text} {more}", CATALOGUE, spoken)  # type: ignore[arg-type]

    assert set(few) <= set(found(text, CATALOGUE, spoken))  # type: ignore[arg-type]
