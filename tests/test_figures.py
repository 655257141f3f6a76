"""The page on which figures of a file become baselines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tabular import spreadsheet, written

from smartcity_widgets.desk import Desk, create
from smartcity_widgets.editing import undoable
from smartcity_widgets.exchange.baselines import TABLE
from smartcity_widgets.forms import FiguresPanel
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JOBLESS = "ISO 37120:2014:5.1"
LONG = [
    ("Year", "Group", "Value"),
    ("2019", "", "7.7"),
    ("2018", "", "7"),
    ("2019", "W", "6"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)
    details = {"language": "en", "terms": "be", "author": "Anne"}
    method = load_method()
    create(store, "valmont", method=method, name="Valmont", **details)
    yield Desk(store, "valmont", method=method, author="Anne")
    store.close()


@pytest.fixture
def panel(desk: Desk) -> Iterator[FiguresPanel]:
    one = FiguresPanel(desk)
    yield one
    one.close()


def give(panel: FiguresPanel, data: bytes, name: str = "jobs.csv") -> None:
    """Send a file in two parts, as the browser does."""
    half = len(data) // 2
    for part, bytes_ in enumerate((data[:half], data[half:])):
        message = {"type": "attach", "upload": "u1", "part": part, "parts": 2}
        panel.receive(message | {"path": "figures", "name": name}, [bytes_])


def act(panel: FiguresPanel, action: str, **fields: str) -> None:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    panel.receive({"type": "action", "action": action, "fields": named})


def html(panel: FiguresPanel) -> str:
    return panel.fragments()["figures"]


def stored(desk: Desk) -> list[dict[str, Any]]:
    columns = ("indicator", "year", "value", "unit", "source", "data_quality")
    return [
        {name: row[name] for name in columns if name in row}
        for row in desk.answers.table(TABLE, columns)
    ]


def test_nothing_is_stored_before_it_is_added(desk: Desk, panel: FiguresPanel) -> None:
    before = desk.answers.entry
    give(panel, written(LONG))
    act(panel, "figures-choose", indicator_2=f"={JOBLESS}")

    assert desk.answers.entry == before
    assert "Add 2 figures" in html(panel)


def test_figures_are_added_in_one_act_that_one_undo_takes_back(
    desk: Desk, panel: FiguresPanel
) -> None:
    give(panel, written(LONG))
    fields = {"indicator_2": f"={JOBLESS}", "quality": "=measured", "source": "jobs.csv"}
    act(panel, "figures-add", **fields)

    common = {"unit": "%", "source": "jobs.csv", "data_quality": "measured"}
    assert stored(desk) == [
        {"indicator": JOBLESS, "year": 2018, "value": "7", **common},
        {"indicator": JOBLESS, "year": 2019, "value": "7.7", **common},
    ]
    assert "2 figures added." in html(panel)
    last = undoable(desk.history(), "diagnosis")
    desk.apply({"edit": "u", "op": "undo", "path": TABLE, "entry": last.number})
    assert stored(desk) == []
    assert undoable(desk.history(), "diagnosis") is None


def test_the_same_file_again_adds_nothing(desk: Desk, panel: FiguresPanel) -> None:
    for _ in range(2):
        give(panel, written(LONG))
        act(panel, "figures-add", indicator_2=f"={JOBLESS}")

    assert len(stored(desk)) == 2
    assert "2 are in the workbook already." in html(panel)
    assert "figures-add" not in html(panel)


def test_another_value_is_left_for_somebody_to_choose(
    desk: Desk, panel: FiguresPanel
) -> None:
    give(panel, written(LONG))
    act(panel, "figures-add", indicator_2=f"={JOBLESS}")
    give(panel, written([LONG[0], ("2019", "", "8.1")]), "newer.csv")
    act(panel, "figures-choose", indicator_2=f"={JOBLESS}")
    (box,) = re.findall(r'name="(replace-\w+)"', html(panel))
    assert "8.1 instead of 7.7" in html(panel)
    assert "figures-add" not in html(panel)

    act(panel, "figures-add", **{box: "yes", "source": "newer.csv"})

    values = [(one["year"], one["value"], one["source"]) for one in stored(desk)]
    assert values == [(2018, "7", "jobs.csv"), (2019, "8.1", "newer.csv")]
    last = undoable(desk.history(), "diagnosis")
    desk.apply({"edit": "u", "op": "undo", "path": TABLE, "entry": last.number})
    assert [one["value"] for one in stored(desk)] == ["7", "7.7"]


def test_what_is_ambiguous_is_asked_and_stops_everything(
    desk: Desk, panel: FiguresPanel
) -> None:
    give(panel, written([("Year", "Value"), ("2019", "1,234"), ("2020", "2,345")]))
    act(panel, "figures-choose", indicator_1=f"={JOBLESS}")
    assert "(“1,234” is 1.234)" in html(panel)
    act(panel, "figures-add")
    assert stored(desk) == []

    act(panel, "figures-add", reading_1="=point")

    assert [one["value"] for one in stored(desk)] == ["1234", "2345"]


def test_our_row_is_found_by_name_and_a_total_is_told_apart(
    desk: Desk, panel: FiguresPanel
) -> None:
    rows = [("Code", "Area", "Unemployment rate 2015")]
    rows += [("E09000001", "VALMONT", "11"), ("E09000002", "Barnet", "8.5")]
    rows += [("E92000001", "England", "5.1")]
    give(panel, written(rows))

    assert "Totals and other levels" in html(panel)
    act(panel, "figures-add", indicator_2=f"={JOBLESS}")
    assert [(one["year"], one["value"]) for one in stored(desk)] == [(2015, "11")]


def test_a_column_is_taken_given_an_indicator_and_left_again(
    desk: Desk, panel: FiguresPanel
) -> None:
    rows = [("Town", "A 2015", "B 2016"), ("Valmont", "1", "2")]
    give(panel, written(rows))
    assert "Nothing yet: 1 thing is to be chosen above." in html(panel)
    act(panel, "figures-choose", take="=2")
    assert 'name="indicator-2"' in html(panel)
    act(panel, "figures-choose", indicator_2=f"={JOBLESS}")
    assert "Add 1 figure" in html(panel)
    act(panel, "figures-choose", indicator_2="=")

    assert 'name="indicator-2"' not in html(panel)
    assert desk.answers.rows(TABLE) == ()


def test_a_role_can_be_changed_and_given_back(panel: FiguresPanel) -> None:
    give(panel, written(LONG))
    act(panel, "figures-choose", role_2="=ignored")
    assert "Which column holds the values?" in html(panel)
    act(panel, "figures-choose", role_2="")

    assert "Which column holds the values?" not in html(panel)


def test_a_refused_cell_is_named_with_its_row(panel: FiguresPanel) -> None:
    rows = [
        ("Year", "Value"),
        *((f"{2010 + one}", "5") for one in range(6)),
        ("2020", "five"),
    ]
    give(panel, written(rows))
    act(panel, "figures-choose", indicator_1=f"={JOBLESS}")

    assert "Row 8: “five” is no number." in html(panel)
    assert "Add 6 figures" in html(panel)


def test_another_sheet_starts_anew(panel: FiguresPanel) -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(spreadsheet(LONG[:2])))
    book.create_sheet("More").append(["Town", "Jobs 2015"])
    book["More"].append(["Valmont", 3])
    out = io.BytesIO()
    book.save(out)
    give(panel, out.getvalue(), "two.xlsx")
    act(panel, "figures-choose", sheet="=1")

    assert "Jobs 2015" in html(panel)


def test_a_file_that_cannot_be_read_is_refused_in_the_page(panel: FiguresPanel) -> None:
    give(panel, b"%PDF-1.7 \x00\x01")

    assert "only CSV and text files and Excel workbooks" in html(panel)
    assert "Add" not in html(panel)


def test_cancel_forgets_the_file(desk: Desk, panel: FiguresPanel) -> None:
    give(panel, written(LONG))
    act(panel, "figures-forget")

    assert "jobs.csv" not in html(panel)
    act(panel, "figures-add", indicator_2=f"={JOBLESS}")
    assert stored(desk) == []


def test_what_stands_in_a_file_is_escaped(panel: FiguresPanel) -> None:
    rows = [("<b>Year</b>", "<i>x</i>"), ("2019", "<script>1</script>"), ("2020", "&")]
    give(panel, written(rows), "<img>.csv")

    assert not re.search("<(script|img|b>Year|i>x)", html(panel))


def test_one_of_very_many_places_is_typed(desk: Desk, panel: FiguresPanel) -> None:
    rows = [("Town", "Waste 2019"), *((f"Town {one}", f"{one}") for one in range(600))]
    give(panel, written(rows))
    act(panel, "figures-choose", indicator_1=f"={JOBLESS}", place="Nowhere")
    assert 'value="Nowhere"' in html(panel)
    assert "figures-add" not in html(panel)

    act(panel, "figures-add", place="town 77")

    assert [one["value"] for one in stored(desk)] == ["77"]
