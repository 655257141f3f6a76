"""A table with more columns than a page holds: each row is read below the other."""

from __future__ import annotations

from typing import Any

from building import answers_of
from drawing import parse

from smartcity_widgets import render
from smartcity_widgets.method import load_method
from smartcity_widgets.words import words

METHOD = load_method()
SHORT = {"name": "Cycling", "unit": "%", "code": "I1"}
LONG = SHORT | {
    "direction": "range",
    "target_low": "19",
    "target_high": "21",
    "target_value": "20",  # not asked of a range: not read either
    "target_date": "2028",
    "type": "outcome",
    "formula": "a / b",
    "source": "Survey",
    "frequency": "yearly",
}


def read(*rows: dict[str, Any]):
    table = [{"id": f"i{n}", **row} for n, row in enumerate(rows)]
    answers = answers_of({"evaluation": {"indicators": table}})
    return parse(render.read_step(METHOD, answers, "evaluation", words("en")))


def test_a_few_columns_are_a_table():
    page = read(SHORT, SHORT)

    assert page.one("table", class_="rows")
    assert page.all(class_="records") == []


def test_many_columns_are_read_row_by_row_with_what_there_is_and_no_more():
    page = read(LONG, SHORT)

    (group,) = page.all(class_="records")
    assert page.all("table", class_="rows") == []
    assert [one.text for one in group.all(class_="record")] == [
        "1 · Cycling",
        "2 · Cycling",
    ]
    told = dict(
        zip(
            [one.text for one in group.all("dt")],
            [one.text for one in group.all("dd")],
            strict=False,
        )
    )
    assert told["Target: not below"] == "19"
    assert told["How often?"] == "Every year"
    assert "Target" not in told
    assert len(group.all("dt")) == len(LONG) - 2 + len(SHORT) - 1


def test_the_rows_have_a_name_for_those_who_hear_them():
    (group,) = read(LONG).all(class_="records")

    assert group.attrs["role"] == "group"
    assert group.attrs["aria-label"] == "Which indicators?"
