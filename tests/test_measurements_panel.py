"""The page on which the figures of a file become measurements."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from drawing import parse
from measured import DOCUMENT
from openpyxl import load_workbook
from tabular import written

from smartcity_widgets.desk import Desk
from smartcity_widgets.editing import undoable
from smartcity_widgets.exchange import dumps, import_document, read_document
from smartcity_widgets.exchange.measuring import TABLE
from smartcity_widgets.exchange.requests import asked_of, request_bytes
from smartcity_widgets.forms import MeasurementsPanel
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = load_method()
HEAD = ("Date", "Heat lost", "Roofs insulated")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)
    import_document(store, read_document(dumps(dict(DOCUMENT))), METHOD, author="Anne")
    yield Desk(store, "valmont", method=METHOD, author="Anne")
    store.close()


@pytest.fixture
def panel(desk: Desk) -> Iterator[MeasurementsPanel]:
    one = MeasurementsPanel(desk)
    yield one
    one.close()


def give(panel: MeasurementsPanel, *rows: tuple[str, ...], name: str = "v.csv") -> None:
    send(panel, written(rows), name)


def send(panel: MeasurementsPanel, data: bytes, name: str) -> None:
    message = {"type": "attach", "upload": "u1", "part": 0, "parts": 1, "name": name}
    panel.receive(message | {"path": "measurements"}, [data])


def act(panel: MeasurementsPanel, action: str, **fields: str) -> None:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    panel.receive({"type": "action", "action": f"measurements-{action}", "fields": named})


def html(panel: MeasurementsPanel) -> str:
    return panel.fragments()["measurements"]


def told(panel: MeasurementsPanel) -> str:
    return parse(html(panel)).text


def stored(desk: Desk) -> list[tuple[str, ...]]:
    rows: Any = desk.answers.table(TABLE, ("indicator", "date", "value"))
    return [(one["indicator"], one["date"], one["value"]) for one in rows]


def test_nothing_is_stored_before_it_is_added(desk, panel):
    before = desk.answers.entry
    give(panel, HEAD, ("2025-06", "36.5", "12"))

    assert desk.answers.entry == before
    assert "2 measurements can be added." in told(panel)
    assert "June 2025" in told(panel)
    assert "Add 2 measurements" in told(panel)


def test_they_are_added_in_one_act_that_one_undo_takes_back(desk, panel):
    give(panel, HEAD, ("2025-06", "36.5", "12"))
    act(panel, "add", quality="=measured", source="The file of June")

    assert stored(desk)[1:] == [("i1", "2025-06", "36.5"), ("i2", "2025-06", "12")]
    last = desk.answers.table(TABLE, ("data_quality", "source", "entered_by"))[-1]
    assert (last["data_quality"], last["source"]) == ("measured", "The file of June")
    assert "2 measurements were added." in told(panel)
    entry = undoable(desk.history(), "results")
    desk.apply({"edit": "u", "op": "undo", "path": TABLE, "entry": entry.number})
    assert stored(desk) == [("i1", "2024", "37.5")]


def test_the_same_file_again_adds_nothing(desk, panel):
    for _ in range(2):
        give(panel, HEAD, ("2025-06", "36.5", ""))
        act(panel, "add")

    assert len(stored(desk)) == 2
    assert "in the workbook already" in told(panel)


def test_two_values_of_one_date_are_shown_and_become_one_as_chosen(desk, panel):
    give(panel, HEAD, ("2025", "36", ""), ("2025", "34", ""))

    assert "Heat lost, 2025: 2 values on one date (36, 34)" in told(panel).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "measurements-add" not in html(panel)
    act(panel, "choose", by="=mean")
    act(panel, "add")
    assert stored(desk)[-1] == ("i1", "2025", "35")


def test_a_value_out_of_line_is_asked_about(desk, panel):
    give(panel, HEAD, ("2025", "380", ""))

    assert "Heat lost, 2025: 380 beside 37.5." in told(panel)
    act(panel, "choose", leaps="=accept")
    act(panel, "add")
    assert stored(desk)[-1] == ("i1", "2025", "380")


def test_another_value_is_replaced_where_it_is_ticked(desk, panel):
    give(panel, HEAD, ("2024", "36", ""))

    assert "36 instead of 37.5" in told(panel)
    act(panel, "choose", replace_m1="yes")
    act(panel, "add", replace_m1="yes")
    assert stored(desk) == [("i1", "2024", "36")]


def test_a_column_that_is_not_known_is_asked_for_by_the_workbook_s_indicators(desk, panel):
    give(panel, ("Date", "T1"), ("2025", "4"))

    assert "Trees" in told(panel)
    act(panel, "choose", indicator_1="=i3")
    act(panel, "add")
    assert stored(desk)[-1] == ("i3", "2025", "4")


def test_a_request_that_comes_back_is_known(desk, panel):
    spoken = desk.answers.words()
    (asked, *_) = asked_of(desk.method, desk.answers, spoken)
    book = load_workbook(BytesIO(request_bytes(desk.method, desk.answers, spoken, asked)))
    page = book.worksheets[0]
    heads = {
        str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value
    }
    value = next(cell for said, cell in heads.items() if said.startswith("Value"))
    date = next(cell for said, cell in heads.items() if said.startswith("Date"))
    page.cell(value.row + 1, value.column, 36)
    page.cell(value.row + 1, date.column, "2025")
    filled = BytesIO()
    book.save(filled)
    send(panel, filled.getvalue(), "request.xlsx")

    assert "1 measurement can be added." in told(panel)
    act(panel, "add")
    assert stored(desk)[-1] == ("i1", "2025", "36")
    rows = desk.answers.table(TABLE, ("entered_by",))
    assert rows[-1]["entered_by"] == "Ann"


def test_what_is_no_table_is_refused_in_a_sentence_and_nothing_is_lost(desk, panel):
    give(panel, HEAD, ("2025-06", "36.5", ""))
    send(panel, b"%PDF-1.4", "plan.pdf")

    assert "plan.pdf" in told(panel)
    assert stored(desk) == [("i1", "2024", "37.5")]
    act(panel, "forget")
    assert "plan.pdf" not in told(panel)


def test_a_day_that_could_be_a_month_is_asked(desk, panel):
    give(panel, HEAD[:2], ("03/04/2025", "36"), ("05/06/2025", "35"))
    assert "“03/04/2025” is" in told(panel)

    act(panel, "add", reading_0="=day-first")

    assert [date for _, date, _ in stored(desk)][1:] == ["2025-04-03", "2025-06-05"]


def test_rows_of_several_things_may_be_taken_together(desk, panel):
    rows = [("Date", "Sensor", "Heat lost"), ("2025-01-01", "A", "36")]
    give(panel, *rows, ("2025-01-01", "B", "38"))
    assert "all of them together" in told(panel)

    act(panel, "add", breakdown_1="=*", by="=mean")

    assert stored(desk)[1:] == [("i1", "2025-01-01", "37")]


def test_a_file_is_gone_through_once_for_each_choice(panel, monkeypatch):
    from smartcity_widgets.forms import measurements

    gone = []
    really = measurements.measured
    monkeypatch.setattr(
        measurements,
        "measured",
        lambda *given, **more: gone.append(1) or really(*given, **more),
    )
    give(panel, HEAD, ("2025-06", "36.5", "12"))
    for _ in range(3):
        html(panel)
    assert len(gone) == 1

    act(panel, "choose", period="=year", by="=mean")

    html(panel)
    assert len(gone) == 2
