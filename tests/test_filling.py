"""What a chosen indicator fills in beside it, and what takes it back."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_editing import METHOD, Log

from smartcity_widgets.editing import undoable
from smartcity_widgets.errors import ContentError
from smartcity_widgets.method import load_method
from smartcity_widgets.method.loader import CONTENT_FOLDER
from smartcity_widgets.values import check

if TYPE_CHECKING:
    from pathlib import Path

BASELINE, INDICATORS = "diagnosis/baseline", "evaluation/indicators"
UNEMPLOYED, WOMEN, CAPITAL = (
    "ISO 37120:2014:5.1",
    "ISO 37120:2014:11.2",
    "ISO 37120:2014:9.2",
)
FILLED = ("name", "unit", "direction", "formula", "target_value")


def measured(log: Log, indicator: str, **cells: str) -> None:
    row = log.row(BASELINE)
    log.do("answer", f"{row}/indicator", indicator)
    for name, raw in cells.items():
        log.do("answer", f"{row}/{name}", raw)


def said(log: Log, row: str, *names: str) -> list[Any]:
    return [log.answers.value(f"{row}/{name}") for name in names or FILLED]


def undo(log: Log, step: str = "evaluation") -> None:
    target = undoable(log.entries, step)
    assert target is not None
    log.do("undo", target.path, entry=target.number)


@pytest.mark.parametrize(
    ("language", "indicator", "filled"),
    [
        (
            "en",
            UNEMPLOYED,
            ["Unemployment rate", "%", "lower", "unemployed people ÷ labour force", None],
        ),
        (
            "fr",
            WOMEN,
            [
                "Femmes parmi les élus",
                "%",
                "target_value",
                "femmes élues ÷ ensemble des élus",
                "50",
            ],
        ),
        (
            "en",
            CAPITAL,
            [
                "Capital spending in total spending",
                "%",
                None,
                "capital spending ÷ total spending",
                None,
            ],
        ),
    ],
)
def test_an_indicator_fills_what_the_catalogue_says_of_it(language, indicator, filled):
    log = Log()
    row = log.row(INDICATORS)

    log.do("answer", f"{row}/catalogue", indicator, language=language)

    assert said(log, row) == filled


def test_every_indicator_fills_answers_that_their_columns_can_hold():
    log = Log()
    row = log.row(INDICATORS)
    table = METHOD.at(INDICATORS)
    assert table is not None

    for one in METHOD.indicators:
        log.do("answer", f"{row}/catalogue", one, language="fr")

        assert all(
            check(c, log.answers.value(f"{row}/{c.id}")) is None for c in table.columns
        )
        assert None not in said(log, row, "name", "unit", "formula")


def test_what_somebody_wrote_stays():
    log = Log()
    row = log.row(INDICATORS)
    log.do("answer", f"{row}/name", "Jobs for our young people")
    log.do("answer", f"{row}/target_value", "abc", language="en")  # a draft

    log.do("answer", f"{row}/catalogue", WOMEN)

    assert said(log, row, "name", "unit") == ["Jobs for our young people", "%"]
    assert log.answers.draft(f"{row}/target_value") is not None


def test_one_undo_takes_all_back():
    log = Log()
    row = log.row(INDICATORS)
    log.do("answer", f"{row}/unit", "points")
    log.do("answer", f"{row}/catalogue", WOMEN)

    undo(log)

    assert said(log, row, "catalogue", *FILLED) == [None, None, "points", None, None, None]


def test_an_undo_leaves_what_was_written_since():
    log = Log()
    row = log.row(INDICATORS)
    chosen = log.do("answer", f"{row}/catalogue", WOMEN)[-1]
    log.do("answer", f"{row}/target_value", "45")

    log.do("undo", chosen.path, entry=chosen.number)

    assert said(log, row, "name", "target_value") == [None, "45"]


def test_another_indicator_replaces_what_the_one_before_had_filled():
    log = Log()
    row = log.row(INDICATORS)
    log.do("answer", f"{row}/catalogue", WOMEN)
    log.do("answer", f"{row}/unit", "women in 100")

    log.do("answer", f"{row}/catalogue", UNEMPLOYED)

    assert said(log, row)[:3] == ["Unemployment rate", "women in 100", "lower"]
    assert said(log, row, "target_value") == [None]
    undo(log)
    assert said(log, row, "name", "unit", "target_value") == [
        "Women among those elected",
        "women in 100",
        "50",
    ]


@pytest.mark.parametrize(("op", "raw"), [("answer", ""), ("clear", None)])
def test_no_indicator_fills_nothing(op, raw):
    log = Log()
    row = log.row(INDICATORS)
    log.do("answer", f"{row}/catalogue", WOMEN)

    log.do(op, f"{row}/catalogue", raw)

    assert said(log, row) == [None] * 5


def test_an_own_unit_that_was_undone_is_nobodys_own():
    log = Log()
    row = log.row(INDICATORS)
    log.do("answer", f"{row}/catalogue", WOMEN)
    log.do("answer", f"{row}/unit", "women in 100")
    undo(log)

    log.do("answer", f"{row}/catalogue", "ISO 37120:2018:8.1")

    assert said(log, row, "unit") == ["µg/m³"]


def test_text_that_names_none_changes_nothing_else():
    log = Log()
    row = log.row(INDICATORS)
    log.do("answer", f"{row}/catalogue", WOMEN)

    log.do("answer", f"{row}/catalogue", "women among")

    assert said(log, row, "name", "target_value") == ["Women among those elected", "50"]


# What the diagnosis said ------------------------------------------------------------------


def test_the_latest_baseline_of_the_same_indicator_is_recalled():
    log = Log()
    measured(log, UNEMPLOYED, value="11.5", year="2023", source="Forem")
    measured(log, UNEMPLOYED, value="9.8", year="2025", data_quality="measured")
    measured(log, UNEMPLOYED, value="10.1", year="2024", source="Statbel")
    measured(log, WOMEN, value="41", year="2026")
    row = log.row(INDICATORS)

    log.do("answer", f"{row}/catalogue", UNEMPLOYED)

    names = ("baseline_value", "baseline_date", "data_quality", "source", "unit")
    assert said(log, row, *names) == ["9.8", "2025", "measured", None, "%"]


def test_a_recalled_value_comes_with_its_own_unit():
    log = Log()
    measured(log, UNEMPLOYED, value="1250", year="2025", unit="people")
    row = log.row(INDICATORS)

    log.do("answer", f"{row}/catalogue", UNEMPLOYED)

    assert said(log, row, "baseline_value", "unit") == ["1250", "people"]


def test_a_row_that_begins_with_an_indicator_is_filled_too():
    log = Log()

    log.do("add-row", BASELINE, cells={"indicator": UNEMPLOYED, "value": "9.8"})

    row = log.order(BASELINE)[0]
    assert said(log, row, "indicator", "value", "unit") == [UNEMPLOYED, "9.8", "%"]
    undo(log, "diagnosis")
    assert log.order(BASELINE) == []


def test_a_row_that_says_its_unit_keeps_it():
    log = Log()

    log.do("add-row", BASELINE, cells={"unit": "people", "indicator": UNEMPLOYED})

    assert said(log, log.order(BASELINE)[0], "unit") == ["people"]


acts = st.lists(
    st.tuples(
        st.sampled_from(["catalogue", "unit", "target_value", "name"]),
        st.sampled_from([UNEMPLOYED, WOMEN, CAPITAL, "", "7"]),
    ),
    max_size=6,
)


@given(acts)
def test_undone_act_by_act_nothing_is_left(given_acts):
    log = Log()
    row = log.row(INDICATORS)
    states = []
    for column, raw in given_acts:
        states.append(said(log, row, "catalogue", *FILLED))
        log.do("answer", f"{row}/{column}", raw)

    for state in reversed(states):
        undo(log)

        assert said(log, row, "catalogue", *FILLED) == state


# What content may say ---------------------------------------------------------------------

FILLS = 'fills = { unit = "unit" }'
WRONG = [
    ("60-diagnosis", FILLS, 'fills = { unit = "units" }', "no unit is called 'units'"),
    ("60-diagnosis", FILLS, 'fills = { unity = "unit" }', "has no column 'unity'"),
    ("60-diagnosis", FILLS, 'fills = { value = "unit" }', "it cannot hold the unit"),
    (
        "60-diagnosis",
        FILLS,
        'fills = { data_quality = "direction" }',
        "'data_quality' has no choice 'higher'",
    ),
    ("80-evaluation", '"diagnosis/baseline"', '"diagnosis/base"', "no table is called"),
    ("80-evaluation", 'latest = "year"', 'latest = "value"', "'value' is no year"),
    (
        "80-evaluation",
        'baseline_value = "value"',
        'baseline_value = "unit"',
        "it cannot hold the text 'unit'",
    ),
    (
        "00-context",
        'id = "role"',
        'id = "role"\n  fills = { name = "name" }',
        "only a column",
    ),
]


@pytest.mark.parametrize(("file", "before", "after", "rule"), WRONG)
def test_what_cannot_be_filled_is_refused(
    tmp_path: Path, file: str, before: str, after: str, rule: str
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, folder)
    path = folder / "steps" / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ContentError, match=re.escape(rule)):
        load_method(folder)
