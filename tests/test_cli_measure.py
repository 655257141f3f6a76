"""Measurements are added by command: what is asked, what is added, one act."""

from __future__ import annotations

import json

import pytest
from measured import DOCUMENT
from tabular import written
from test_cli import smartcity

from smartcity_widgets.exchange import dumps

__all__ = ["smartcity"]

HEAD = ("Date", "Heat lost", "Roofs insulated")


@pytest.fixture
def measure(smartcity, tmp_path):
    """Write files of rows, and add their measurements to a workbook."""
    assert smartcity("import", "-", given=dumps(dict(DOCUMENT))).returncode == 0

    def run(*files, **options):
        paths = []
        for at, rows in enumerate(files):
            path = tmp_path / f"values-{at}.csv"
            path.write_bytes(written(rows))
            paths.append(path.name)
        given = [part for pair in options.items() for part in (f"--{pair[0]}", pair[1])]
        return smartcity("measure", "valmont", *paths, *[one for one in given if one])

    return run


def stored(smartcity):
    answers = json.loads(smartcity("dump", "valmont").stdout)["answers"]
    columns = ("indicator", "date", "value")
    rows = answers["results"]["measurements"]
    return [tuple(one[name] for name in columns) for one in rows]


def test_measurements_are_added_in_one_act_that_says_from_where(measure, smartcity):
    done = measure([HEAD, ("2025-06", "36.5", "12"), ("2024", "37.5", "")])

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Heat lost\t2025-06\t36.5\t",
        "Roofs insulated\t2025-06\t12\t",
        "Workbook 'valmont': 2 measurements added.",
        "1 is in the workbook already.",
        "1 has no value in the file.",
    ]
    assert stored(smartcity) == [
        ("i1", "2024", "37.5"),
        ("i1", "2025-06", "36.5"),
        ("i2", "2025-06", "12"),
    ]
    answers = json.loads(smartcity("dump", "valmont").stdout)["answers"]
    last = answers["results"]["measurements"][-1]
    assert last["source"] == "values-0.csv"
    assert last["entered_by"]


def test_nothing_is_written_while_something_is_asked_and_each_has_its_option(
    measure, smartcity
):
    rows = [HEAD, ("2024", "36.5", ""), ("2025", "380", "")]

    done = measure(rows)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "Heat lost, 2024: 37.5 → 36.5" in done.stderr
    assert "--differing … (keep, replace)" in done.stderr
    assert "--leaps … (accept, leave)" in done.stderr
    assert stored(smartcity) == [("i1", "2024", "37.5")]
    assert measure(rows, differing="replace", leaps="leave").returncode == 0
    assert stored(smartcity) == [("i1", "2024", "36.5")]


def test_what_a_column_holds_is_chosen_by_name(measure):
    rows = [("Date", "Loss"), ("2025", "1,234"), ("2026", "1,200")]

    asking = measure(rows)
    assert "--set indicator-1=… (i1 (Heat lost), i2 (Roofs insulated)" in asking.stderr
    asking = measure(rows, set="indicator-1=i2")
    assert "--set reading-1=… (point, comma)" in asking.stderr


def test_a_choice_that_is_none_is_wrong_use(measure):
    assert measure([HEAD], set="indicator").returncode == 2
    done = measure([HEAD], by="median")
    assert (done.returncode, "mean, sum, last, count" in done.stderr) == (2, True)
    assert measure([HEAD], quality="good").returncode == 2


def test_what_would_be_added_can_be_looked_at_first(measure, smartcity):
    rows = [HEAD, *((f"2025-01-{day:02}", "36", "") for day in range(1, 32))]
    options = {"period": "month", "by": "mean", "quality": "measured", "json": ""}

    done = json.loads(measure(rows, **options, **{"dry-run": ""}).stdout)

    (row,) = done["rows"]
    assert row | {"entered_by": ""} == {
        "row": None,
        "name": "Heat lost",
        "indicator": "i1",
        "date": "2025-01",
        "value": "36",
        "data_quality": "measured",
        "source": "values-0.csv",
        "comment": "mean of 31 values, January 2025",
        "entered_by": "",
    }
    assert (done["added"], done["read"], len(stored(smartcity))) == (False, 31, 1)
    assert json.loads(measure(rows, **options).stdout)["rows"] == [row]
    assert len(stored(smartcity)) == 2


def test_several_files_are_one_act(measure, smartcity):
    one, other = [HEAD, ("2025", "36", "4")], [HEAD, ("2026", "35", "5")]

    assert measure(one, other).returncode == 0

    assert len(stored(smartcity)) == 5
    history = json.loads(smartcity("history", "valmont", "--json").stdout)
    rows = [one for one in history if one["path"].startswith("results/measurements/")]
    assert len({one["author"] for one in rows}) >= 1


def test_what_is_asked_of_the_second_file_is_asked_of_it(measure):
    one = [HEAD, ("2025", "36", "4")]
    other = [("Date", "A", "B", "C", "D"), ("2026", "1", "2", "3", "4")]

    done = measure(one, other)

    assert done.returncode == 1
    assert "--set take=… (1 (A), 2 (B), 3 (C), 4 (D))" in done.stderr


def test_a_workbook_without_indicators_says_where_they_are_defined(smartcity, tmp_path):
    smartcity("new", "empty", "--name", "Empty")
    (tmp_path / "v.csv").write_bytes(written([HEAD, ("2025", "1", "2")]))

    done = smartcity("measure", "empty", "v.csv")

    assert (done.returncode, "no indicator" in done.stderr) == (1, True)


@pytest.mark.usefixtures("measure")
def test_a_file_that_is_not_there_is_said(smartcity):
    done = smartcity("measure", "valmont", "nowhere.csv")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
