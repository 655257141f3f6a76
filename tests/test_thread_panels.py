"""The thread and what a phase is handed, as cells of a notebook and in an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from test_coherence import without
from test_forms import desk, edit, method, sent  # noqa: F401 - fixtures
from test_workbook import exported, folder, new  # noqa: F401 - a fixture

from smartcity_widgets import open_workbook
from smartcity_widgets.errors import UnknownIdError
from smartcity_widgets.exchange import import_document
from smartcity_widgets.forms import CarriedPanel, Form, ThreadPanel
from smartcity_widgets.method import load_method
from smartcity_widgets.report.request import PART

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk

METHOD = load_method()


@pytest.fixture
def planned(folder):  # noqa: F811 - the fixture
    """A working folder with a workbook in which somebody influential has no part."""
    store = new(folder, "other")
    document: dict[str, Any] = {
        "format": "smartcity-workbook/1",
        "method": METHOD.version,
        "workbook": {"id": "namur", "language": "en"},
        "answers": without("openness", "stakeholders", "engagement"),
    }
    import_document(store, document, METHOD, author="anna")
    return folder


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [str(one["type"]) for one in messages]


def test_the_thread_follows_an_edit(desk: Desk, sent: list[dict[str, Any]]) -> None:  # noqa: F811
    panel, form = ThreadPanel(desk), Form(desk, "political-will")
    sent.clear()

    form.receive(edit("political-will/W1", "3"))
    panel.receive({"type": "draw", "version": 0})

    assert "stale" in kinds(sent)
    assert 'data-page="thread"' in panel.html()


def test_what_is_handed_follows_the_verdict(desk: Desk) -> None:  # noqa: F811
    panel, form = CarriedPanel(desk, "planning"), Form(desk, "context")
    assert 'data-path="context/population"' in panel.html()

    form.receive(edit("context/population", "8 200", language="fr"))

    assert 'data-path="context/population"' not in panel.html()


def test_a_cell_shows_a_panel_and_an_export_a_part(planned) -> None:
    live = open_workbook("namur").thread()
    part = exported(planned).thread()._repr_mimebundle_()

    assert isinstance(live, ThreadPanel)
    assert part[PART] == {
        "part": "thread",
        "id": "thread",
        "title": "The golden thread",
        "nonce": "n",
    }
    assert "The only need leads to" in part["text/html"]


def test_an_export_tells_what_is_internal_only_when_asked(planned) -> None:
    assert "Fusion" in open_workbook("namur").thread().html()
    assert "Fusion" not in exported(planned).thread()._repr_mimebundle_()["text/html"]
    inside = exported(planned, internal=True).thread()._repr_mimebundle_()
    assert "Fusion" in inside["text/html"]


def test_what_is_handed_is_in_no_report(planned) -> None:
    assert isinstance(open_workbook("namur").carried("planning"), CarriedPanel)
    assert exported(planned).carried("planning")._repr_mimebundle_() == {}


def test_an_empty_thread_is_no_part_of_a_report(folder) -> None:  # noqa: F811
    new(folder, "namur")

    assert exported(folder).thread()._repr_mimebundle_() == {}


@pytest.mark.usefixtures("planned")
def test_a_phase_to_which_nothing_is_handed_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError) as refusal:
        open_workbook("namur").carried("planing")

    assert "planning" in refusal.value.sentence("en")
