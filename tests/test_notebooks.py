"""The notebooks we ship: two lines per cell, nothing to break, nothing stored."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from smartcity_widgets.folder import shipped
from smartcity_widgets.method import load_method

if TYPE_CHECKING:
    from pathlib import Path

METHOD = load_method()
NOTEBOOKS = sorted(shipped("notebooks").glob("*.ipynb"))
TWO_LINES = re.compile(
    r"from smartcity_widgets import open_workbook\n"
    r"open_workbook\(\)\.(\w+\((?:\"[a-z-]+\")?\))"
)

SETTINGS = {'step("workbook")', 'step("settings")'}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda one: one.stem)


def document(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def calls(path: Path) -> list[str]:
    """Return what each cell calls on the workbook."""
    found = (TWO_LINES.fullmatch("".join(one["source"])) for one in code_cells(path))
    return [one[1] if one else "" for one in found]


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [one for one in document(path)["cells"] if one["cell_type"] == "code"]


def test_the_notebooks_are_those_of_the_phases_that_have_a_form():
    assert [one.stem for one in NOTEBOOKS] == [
        "00-context",
        "10-prerequisites",
        "20-planning",
        "30-implementation",
        "40-monitoring",
    ]


@every_notebook
def test_every_cell_is_one_call_in_two_lines(path):
    assert all(calls(path))


@every_notebook
def test_no_cell_can_be_deleted_edited_or_shows_its_code(path):
    locked = {"deletable": False, "editable": False, "jupyter": {"source_hidden": True}}

    assert [one["metadata"] for one in code_cells(path)] == [locked] * len(calls(path))


@every_notebook
def test_no_output_is_stored(path):
    kept = [(one["outputs"], one["execution_count"]) for one in code_cells(path)]

    assert kept == [([], None)] * len(kept)


@every_notebook
def test_the_format_is_4_5_with_the_kernel_every_installation_has(path):
    found = document(path)

    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
    assert found["metadata"]["kernelspec"]["name"] == "python3"


@every_notebook
def test_cells_have_ids_of_their_own_that_say_what_they_show(path):
    ids = [one["id"] for one in document(path)["cells"]]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z-]{1,64}", one) for one in ids)


@every_notebook
def test_a_notebook_says_which_phase_it_is_about(path):
    phase = document(path)["metadata"]["smartcity"]["phase"]

    assert path.stem.endswith(f"-{phase}")
    assert phase in {"context", *METHOD.phases}


@every_notebook
def test_the_file_is_as_jupyter_writes_it(path):
    text = path.read_text(encoding="utf-8")

    assert (
        text
        == json.dumps(document(path), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    )


@every_notebook
def test_the_only_other_cell_says_how_to_begin_and_is_locked_too(path):
    others = [one for one in document(path)["cells"] if one["cell_type"] != "code"]

    assert [one["id"] for one in others] == ["start"]
    assert others[0]["metadata"] == {"deletable": False, "editable": False}


def test_every_step_that_has_a_form_has_its_cell_in_order():
    steps = [one for path in NOTEBOOKS for one in calls(path) if one.startswith("step(")]
    asked = [
        one.id
        for one in METHOD.steps.values()
        if one.role in {"context", "step"} and not one.outline
    ]

    assert [one for one in steps if one not in SETTINGS] == [
        f'step("{one}")' for one in asked
    ]
    assert set(steps) >= SETTINGS


def test_the_context_begins_with_what_it_is_about_and_which_workbook():
    assert calls(NOTEBOOKS[0])[:4] == [
        "introduction()",
        "choose()",
        'step("workbook")',
        "map()",
    ]


def test_the_prerequisites_begin_with_the_agenda_of_the_workshop():
    assert calls(NOTEBOOKS[1])[:2] == ["agenda()", 'step("political-will")']


def test_the_prerequisites_end_with_the_verdict_and_the_report():
    assert calls(NOTEBOOKS[1])[0] == "agenda()"
    assert calls(NOTEBOOKS[1])[-5:] == [
        "discussion()",
        "readiness()",
        "journal()",
        'step("settings")',
        'export("prerequisites")',
    ]
