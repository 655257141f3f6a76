"""The page on which a cycle is closed: chosen row by row, asked once more, done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from documents import small
from drawing import parse
from monitored import MONITORED

from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import ClosedCycleError
from smartcity_widgets.exchange import import_document
from smartcity_widgets.forms import ComparisonPanel, NextCyclePanel
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = load_method()
CHOSEN = "adjustment/next_cycle_carried_over"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'workbooks.sqlite'}", folder=tmp_path)
    answers = {name: dict(one) for name, one in MONITORED.items()}
    rows = [one for one in answers["results"]["measurements"] if one["indicator"] != "gone"]
    answers["results"] = {"measurements": rows}
    indicators = [one for one in answers["evaluation"]["indicators"] if one["id"] != "i8"]
    answers["evaluation"] = {"indicators": indicators}
    answers["results"]["measurements"] = [one for one in rows if one["indicator"] != "i8"]
    answers["adjustment"] = {"next_cycle_carried_over": ["vision/objectives/o1"]}
    import_document(store, small(answers=answers), METHOD, author="ann")
    yield Desk(store, "namur", method=METHOD, author="ann")
    store.close()


def press(panel: NextCyclePanel | ComparisonPanel, action: str, *ticked: str, **more: str):
    fields = {f"carry-{one}": "yes" for one in ticked} | more
    panel.hear({"type": "action", "action": action, "fields": fields})


def ticked(panel: NextCyclePanel) -> set[str]:
    boxes = parse(panel.html()).all("input")
    return {
        one.attrs["name"].removeprefix("carry-") for one in boxes if "checked" in one.attrs
    }


def test_what_the_step_says_is_ticked_and_every_row_can_be(desk):
    panel = NextCyclePanel(desk)
    names = {one.attrs["name"] for one in parse(panel.html()).all("input")}

    assert ticked(panel) == {"vision/objectives/o1"}
    assert len(names) == 2 + 7
    assert "The next cycle" in panel.html()


def test_nothing_is_closed_before_it_is_asked_once_more(desk):
    panel = NextCyclePanel(desk)
    press(panel, "ask", "vision/objectives/o2")

    assert "It cannot be opened again" in parse(panel.html()).text
    assert ticked(panel) == {"vision/objectives/o2"}
    assert desk.answers.closing is None

    press(panel, "keep", "vision/objectives/o2")
    assert "It cannot be opened again" not in parse(panel.html()).text
    assert desk.cycles() == {1: None}


def test_what_was_ticked_goes_on_and_the_page_says_so(desk):
    panel = NextCyclePanel(desk)
    chosen = ("vision/objectives/o1", "evaluation/indicators/i1")
    press(panel, "ask", *chosen)
    press(panel, "close", *chosen)
    told = parse(panel.html()).text

    assert "Cycle 1 is closed, cycle 2 has begun. 2 rows go on." in told
    assert "Run the notebooks again" in told
    assert desk.answers.value(CHOSEN) == list(chosen)
    after = desk.at_cycle(2)
    assert after.rows("vision/objectives") == ("o1",)
    assert after.rows("evaluation/indicators") == ("i1",)
    assert after.rows("results/measurements") == ("m1",)


def test_a_closed_cycle_is_not_closed_again(desk):
    panel, other = NextCyclePanel(desk), NextCyclePanel(desk)
    press(panel, "ask")
    press(panel, "close")

    with pytest.raises(ClosedCycleError):
        press(other, "close")
    assert "was closed by ann" in parse(other.html()).text


def test_with_two_cycles_both_stand_beside_each_other(desk):
    assert "There is one cycle so far" in ComparisonPanel(desk).html()
    desk.close(["evaluation/indicators/i1"])
    later = Desk(desk.store, "namur", method=METHOD, author="ann")
    panel = ComparisonPanel(later)

    assert "Cycle 1" in parse(panel.html()).text
    press(panel, "compare", before="2", after="2")
    press(panel, "compare", before="2", after="1")
    assert "Cycle 2" in parse(panel.html()).text


def test_a_row_that_was_typed_cannot_turn_into_markup(desk):
    assert "<i>rapides" not in NextCyclePanel(desk).html()


def test_what_is_cut_is_told_by_name(desk):
    panel = NextCyclePanel(desk)
    press(panel, "ask", "evaluation/indicators/i1")
    press(panel, "close", "evaluation/indicators/i1")

    assert "Écoles rénovées → Moins d’énergie" in parse(panel.html()).text
