"""What a project sheet holds: its boxes, its gates, and which project a name means."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st
from sheeted import SHEETED
from surveyed import SURVEYED

from smartcity_widgets.analysis.projects import Project
from smartcity_widgets.analysis.projectsheet import (
    SHEETS,
    STAGES,
    files_of,
    projects_named,
    sheets_of,
)
from smartcity_widgets.analysis.projectsheet.boxes import BOXES, IDENTITY
from smartcity_widgets.errors import UnknownIdError
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt

if TYPE_CHECKING:
    from smartcity_widgets.analysis.projectsheet import Gate, ProjectSheet
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

METHOD = load_method()
DAY = date(2026, 3, 12)
WHOLE = answers_of(SHEETED)


def sheet(
    answers: Answers = WHOLE, row: str = "r1", method: Method = METHOD
) -> ProjectSheet:
    (found,) = sheets_of(method, answers, DAY, only=(row,))
    return found


def changed(**tables: Any) -> Answers:
    """Return the workbook with tables of projects replaced: ``delivery__milestones=[]``."""
    said = deepcopy({step: dict(table) for step, table in SHEETED.items()})
    for name, rows in tables.items():
        step, _, table = name.partition("__")
        said[step.replace("_", "-")][table] = rows
    return answers_of(said)


def with_cells(table: str, row: str, **cells: Any) -> Answers:
    """Return the workbook with cells of one row replaced; None takes an answer away."""
    said = deepcopy({step: dict(table) for step, table in SHEETED.items()})
    step, _, name = table.partition("/")
    for one in said[step][name]:
        if one["id"] == row:
            one.update(cells)
            for key in [key for key, value in one.items() if value is None]:
                del one[key]
    return answers_of(said)


def gate(found: ProjectSheet, stage: str) -> Gate:
    return next(one for one in found.gates if one.before == stage)


def missing(found: ProjectSheet, stage: str) -> list[str]:
    return [one.id for one in gate(found, stage).missing]


# Boxes ------------------------------------------------------------------------------------


def test_every_place_a_box_reads_exists() -> None:
    parts = [
        *IDENTITY,
        *(one for boxes in BOXES.values() for box in boxes for one in box.parts),
    ]
    for part in parts:
        for column in part.columns:
            assert METHOD.at(f"{part.table}/row/{column}") is not None, (part.table, column)


def test_every_column_that_only_the_sheet_knows_is_on_it() -> None:
    table = METHOD.at(SHEETS)
    assert table is not None
    asked = {one.id for one in table.columns} - {"project", "last_update", "indicators"}
    read = {
        column
        for part in [
            *IDENTITY,
            *(p for boxes in BOXES.values() for b in boxes for p in b.parts),
        ]
        if part.table == SHEETS
        for column in part.columns
    }
    assert read == asked


def test_there_is_a_sheet_for_every_project_in_the_order_of_the_workbook() -> None:
    assert [one.project.row for one in sheets_of(METHOD, WHOLE, DAY)] == ["r1", "r2", "r3"]
    assert sheets_of(METHOD, answers_of(), None) == ()


@pytest.mark.parametrize(
    ("box", "column", "path"),
    [
        ("vision", "objective", "action-plan/projects/r1/objective"),
        ("need", "problem", "action-plan/sheets/f1/problem"),
        ("technologies", "solution", "means/technologies/t1/solution"),
        ("technologies", "personal_data", "means/legal/l1/personal_data"),
        ("kickoff", "kickoff_date", "delivery/progress/g1/kickoff_date"),
    ],
)
def test_a_line_says_where_it_is_filled_in(box: str, column: str, path: str) -> None:
    (line,) = [one for one in sheet().boxes[box].lines if one.question.id == column]
    assert (line.path, line.filled) == (path, True)


def test_a_project_without_a_row_leads_to_the_table() -> None:
    box = sheet(row="r2").boxes["need"]
    assert {one.path for one in box.missing} == {SHEETS}
    assert [one.question.id for one in box.missing] == [
        "problem",
        "evidence",
        "target_groups",
        "target_size",
    ]


def test_an_optional_box_misses_nothing() -> None:
    boxes = sheet(row="r2").boxes
    assert [one.id for one in boxes.values() if not one.required and one.missing] == []
    assert not boxes["sponsor"].missing
    assert boxes["sponsor"].is_empty


def test_the_rows_of_a_box_are_those_of_the_project() -> None:
    rows = sheet().boxes["deliverables"].tables[0].rows
    others = sheet(row="r2").boxes["deliverables"].tables[0]
    assert (rows, others.rows, others.is_missing) == (("j1", "j2"), (), True)


def test_who_owns_a_project_stands_in_for_a_leader_and_is_told_apart() -> None:
    told = {row: sheet(row=row).boxes["leader"].lines[0] for row in ("r1", "r2", "r3")}
    assert (told["r1"].path, told["r1"].instead) == ("action-plan/sheets/f1/leader", False)
    assert told["r2"].is_missing
    assert (told["r3"].path, told["r3"].instead) == ("action-plan/projects/r3/owner", True)


def test_indicators_are_those_named_or_those_of_the_objectives() -> None:
    found = sheet().boxes["indicators"].tables[0]
    named = sheet(with_cells(SHEETS, "f1", indicators=["i2"])).boxes["indicators"].tables[0]
    assert (found.rows, found.found) == (("i1",), True)
    assert (named.rows, named.found) == (("i2",), False)


def test_a_row_that_says_once_more_what_is_said_once_is_shown_and_told() -> None:
    rows = [*SHEETED["delivery"]["progress"], {"id": "g2", "project": "r1", "progress": 40}]
    box = sheet(changed(delivery__progress=rows)).boxes["progress"]
    said = [one.row for one in box.lines if one.question.id == "progress"]
    assert (said, box.twice) == (["g1", "g2"], ("delivery/progress",))


def test_what_is_not_asked_is_not_missed() -> None:
    columns = [one.question.id for one in sheet().boxes["legal"].lines]
    asked = with_cells("means/legal", "l1", personal_data=True)
    assert "dpia" not in columns
    assert "dpia" in [one.question.id for one in sheet(asked).boxes["legal"].missing]


def test_the_head_names_the_dimensions_once() -> None:
    named = [one.question.id for one in sheet().identity]
    plain = [one.question.id for one in sheet(row="r2").identity]
    assert ("dimensions" in named, "dimension" in named) == (True, False)
    assert ("dimensions" in plain, "dimension" in plain) == (False, True)


def test_a_text_that_cannot_be_read_is_no_answer_and_is_told() -> None:
    found = answers_of(SHEETED, drafts={f"{SHEETS}/f1/leader_time": "beaucoup"})
    (line,) = [
        one
        for one in sheet(found).boxes["leader"].lines
        if one.question.id == "leader_time"
    ]
    assert (line.filled, line.draft, line.is_missing) == (False, True, True)


@pytest.mark.parametrize(
    ("box", "figure", "numbers"),
    [
        ("progress", "milestones", {"done": 1, "all": 2}),
        ("progress", "late", {"late": 1}),
        ("financing", "coverage", {"coverage": Fraction(2, 3)}),
        ("spent", "spent", {"share": Fraction(1, 3)}),
    ],
)
def test_a_figure_is_exact(box: str, figure: str, numbers: dict[str, Any]) -> None:
    (found,) = [one for one in sheet().boxes[box].figures if one.id == figure]
    assert numbers.items() <= dict(found.numbers).items()


def test_the_last_change_is_that_of_any_row_of_the_project() -> None:
    assert sheet().last_update == date(2026, 3, 12)


# Gates ------------------------------------------------------------------------------------


def test_a_whole_project_has_every_gate_open() -> None:
    assert [one.before for one in sheet().gates] == list(STAGES[:3])
    assert all(one.is_open for one in sheet().gates)


@pytest.mark.parametrize(
    ("answers", "stage", "lacks"),
    [
        (with_cells(SHEETS, "f1", leader=None), "prerequisites", []),
        (
            with_cells("action-plan/projects", "r1", objective=[]),
            "prerequisites",
            ["objective"],
        ),
        (with_cells(SHEETS, "f1", problem=None), "prerequisites", ["need"]),
        (changed(action_plan__sheets=[]), "prerequisites", ["need"]),
        (changed(means__needs=[]), "planning", ["people"]),
        (changed(means__technologies=[]), "planning", ["technologies"]),
        (changed(means__sources=[]), "planning", ["financing"]),
        (changed(means__legal=[]), "planning", ["legal"]),
        (
            with_cells("evaluation/indicators", "i1", baseline_value=None),
            "planning",
            ["baseline"],
        ),
        (changed(evaluation__indicators=[]), "planning", ["baseline"]),
        (with_cells("delivery/milestones", "j1", done=None), "execution", ["deliverable"]),
        (
            with_cells("delivery/milestones", "j1", deliverable=None),
            "execution",
            ["deliverable"],
        ),
        (changed(delivery__milestones=[]), "execution", ["deliverable"]),
    ],
)
def test_a_gate_tells_what_is_missing(
    answers: Answers, stage: str, lacks: list[str]
) -> None:
    assert missing(sheet(answers), stage) == lacks


def test_without_leader_and_owner_the_first_gate_asks_for_a_leader() -> None:
    said = deepcopy({step: dict(table) for step, table in SHEETED.items()})
    del (
        said["action-plan"]["sheets"][0]["leader"],
        said["action-plan"]["projects"][0]["owner"],
    )
    assert missing(sheet(answers_of(said)), "prerequisites") == ["leader"]


@pytest.mark.parametrize(
    "answers",
    [
        with_cells(SHEETS, "f1", no_baseline_reason="Rien de tel n’existe encore"),
        with_cells("delivery/progress", "g1", baseline_taken=True),
    ],
)
def test_a_reason_or_a_snapshot_is_as_good_as_a_baseline(answers: Answers) -> None:
    without = replace(
        answers,
        latest={
            key: one
            for key, one in answers.latest.items()
            if key[1] != "evaluation/indicators/i1/baseline_value"
        },
    )
    assert missing(sheet(without), "planning") == []


@pytest.mark.parametrize(
    ("status", "reached", "warned"),
    [
        (None, 1, []),
        ("idea", 1, []),
        ("approved", 2, ["prerequisites"]),
        ("running", 3, ["prerequisites", "planning"]),
        ("on_hold", 3, ["prerequisites", "planning"]),
        ("done", 4, ["prerequisites", "planning", "execution"]),
        ("cancelled", 1, []),
    ],
)
def test_a_gate_warns_once_the_project_is_past_it(
    status: str | None, reached: int, warned: list[str]
) -> None:
    project = {"id": "r1", "title": "Rien"} | ({"status": status} if status else {})
    found = sheet(answers_of({"action-plan": {"projects": [project]}}))
    assert sum(one.reached for one in found.stages) == reached
    assert [one.before for one in found.gates if one.warns] == warned


@given(st.sampled_from(["objective", "owner", "status"]), st.booleans())
def test_a_gate_is_open_where_nothing_is_missing(column: str, kept: bool) -> None:  # noqa: FBT001
    answers = WHOLE if kept else with_cells("action-plan/projects", "r1", **{column: None})
    for one in sheet(answers).gates:
        assert one.is_open == (not one.missing)
        assert not (one.warns and one.is_open)


# What came of it --------------------------------------------------------------------------

FOLLOWED = answers_of(SURVEYED)


def rows_in(
    box: str, table: str, row: str = "r1", answers: Answers = FOLLOWED
) -> list[str]:
    found = sheet(answers, row).boxes[box].tables
    return [one for rows in found if rows.path == table for one in rows.rows]


def test_results_are_the_last_measurements_of_the_indicators_of_the_project() -> None:
    (results,) = sheet(FOLLOWED).boxes["results"].tables

    assert results.rows == ("m2", "m3")
    assert [(one.indicator.row, one.status) for one in results.standings] == [
        ("i1", "on_track"),
        ("i2", "off_track"),
    ]
    assert rows_in("results", "results/measurements", "r2") == []


def test_the_indicators_a_sheet_names_stand_before_those_of_its_objectives() -> None:
    said = deepcopy({step: dict(table) for step, table in SURVEYED.items()})
    said["action-plan"]["sheets"] = [{"project": "r1", "indicators": ["i2"]}]
    assert rows_in("results", "results/measurements", answers=answers_of(said)) == ["m3"]


def test_surveys_and_decisions_are_those_of_the_project() -> None:
    assert rows_in("satisfaction", "satisfaction/surveys") == ["q1", "q2"]
    assert rows_in("satisfaction", "satisfaction/surveys", "r2") == []
    assert rows_in("next", "adjustment/decisions") == ["d1"]
    assert rows_in("next", "adjustment/decisions", "r2") == []


def test_what_is_not_measured_asked_or_decided_is_missed() -> None:
    for box, table in (
        ("results", "results/measurements"),
        ("satisfaction", "satisfaction/surveys"),
        ("next", "adjustment/decisions"),
    ):
        assert table in {one.path for one in sheet(WHOLE).boxes[box].missing}
        assert table not in {one.path for one in sheet(FOLLOWED).boxes[box].missing}


def test_without_a_day_results_are_those_of_the_last_measurement() -> None:
    (one,) = sheets_of(METHOD, FOLLOWED, None, only=("r1",))
    standings = one.boxes["results"].tables[0].standings
    assert {each.on for each in standings} == {date(2025, 12, 31)}


def test_a_decision_about_a_project_is_a_change_of_it() -> None:
    said = {
        "action-plan": {"projects": [{"id": "r1"}, {"id": "r2"}]},
        "adjustment": {"decisions": [{"id": "d", "target": "action-plan/projects/r1"}]},
    }
    answers = answers_of(said)
    later = {
        key: replace(one, time=one.time + timedelta(days=3))
        if key[1].startswith("adjustment/") and one.time
        else one
        for key, one in answers.latest.items()
    }
    changed_then = replace(answers, latest=later)

    assert sheet(changed_then, "r1").last_update == DAY + timedelta(days=3)
    assert sheet(changed_then, "r2").last_update == DAY


# What is hidden, and what is not for every eye --------------------------------------------


@pytest.mark.parametrize(
    ("hidden", "box", "stage", "condition"),
    [
        ("means/needs", None, "planning", "people"),
        ("means/technologies", None, "planning", "technologies"),
        ("delivery/risks", "risks", None, None),
        ("action-plan/sheets", "need", "prerequisites", "need"),
        ("action-plan/sheet_communication", "communication", None, None),
        ("satisfaction/surveys", "satisfaction", None, None),
    ],
)
def test_what_an_overlay_hides_is_not_told(
    hidden: str, box: str | None, stage: str | None, condition: str | None
) -> None:
    adapted = adapt(METHOD, {"hidden": [hidden]})
    found = sheet(WHOLE, method=adapted)
    assert box not in found.boxes
    for one in found.boxes.values():
        assert hidden not in {line.table for line in one.lines}
        assert hidden not in {rows.path for rows in one.tables}
    if stage:
        assert condition not in [one.id for one in gate(found, stage).conditions]


def test_what_a_hidden_table_says_opens_no_gate_and_names_nothing() -> None:
    answers = with_cells(SHEETS, "f1", indicators=["i2"], no_baseline_reason="Neuf")
    adapted = adapt(METHOD, {"hidden": [SHEETS, "delivery/progress"]})
    found = sheet(answers, method=adapted)
    assert found.boxes["indicators"].tables[0].rows == ("i1",)
    taken = with_cells("delivery/progress", "g1", baseline_taken=True)
    bare = replace(
        taken,
        latest={
            key: one
            for key, one in taken.latest.items()
            if key[1] != "evaluation/indicators/i1/baseline_value"
        },
    )
    assert missing(sheet(bare, method=adapted), "planning") == ["baseline"]


def test_a_gate_of_which_nothing_is_asked_is_not_there() -> None:
    table = METHOD.at("delivery/milestones")
    assert table is not None
    step = METHOD.steps["delivery"]
    kept = tuple(one for one in step.questions if one is not table)
    adapted = replace(
        METHOD, steps={**METHOD.steps, "delivery": replace(step, questions=kept)}
    )
    assert [one.before for one in sheet(method=adapted).gates] == list(STAGES[:2])


def internal(path: str) -> Method:
    """Return the method with a column that is marked internal."""
    step_id, table_id, name = path.split("/")
    step = METHOD.steps[step_id]
    questions = tuple(
        replace(
            one,
            columns=tuple(
                replace(each, internal=True) if each.id == name else each
                for each in one.columns
            ),
        )
        if one.id == table_id
        else one
        for one in step.questions
    )
    return replace(
        METHOD, steps={**METHOD.steps, step_id: replace(step, questions=questions)}
    )


def test_what_is_internal_is_on_the_sheet_only_where_it_may_be_told() -> None:
    method = internal("action-plan/sheets/problem")
    (inside,) = sheets_of(method, WHOLE, DAY, internal=True, only=("r1",))
    outside = sheet(method=method)
    assert "problem" in [one.question.id for one in inside.boxes["need"].lines]
    assert "problem" not in [one.question.id for one in outside.boxes["need"].lines]
    assert "need" not in [one.id for one in gate(outside, "prerequisites").conditions]


# Which project is meant -------------------------------------------------------------------


PROJECTS = (
    Project("r1", "Chaleur", code="E-01"),
    Project("r2", "Trottoirs"),
    Project("r3", "Trottoirs", code="r2"),
    Project("r4", "", code="a/b"),
    Project("r5", "Écoles", code="E-01 bis"),
)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("r1", ["r1"]),
        ("E-01", ["r1"]),
        ("Chaleur", ["r1"]),
        (" Chaleur  ", ["r1"]),
        ("r2", ["r2"]),
        ("a/b", ["r4"]),
        ("all", ["r1", "r2", "r3", "r4", "r5"]),
    ],
)
def test_a_project_is_named_by_row_code_or_title(name: str, rows: list[str]) -> None:
    found = projects_named(PROJECTS, name, workbook="w")
    assert [one.row for one in found] == rows


@pytest.mark.parametrize(
    ("name", "rule", "told"),
    [
        ("Chaleurs", "unknown-project", "Chaleur"),
        ("E-02", "unknown-project", "E-01"),
        ("zzz", "unknown-project", "E-01, r2"),
        ("Trottoirs", "project-ambiguous", "r2, r3"),
    ],
)
def test_a_name_nobody_has_is_refused_with_the_nearest(
    name: str, rule: str, told: str
) -> None:
    with pytest.raises(UnknownIdError) as refused:
        projects_named(PROJECTS, name, workbook="w")
    assert refused.value.rule == rule
    assert told in str(refused.value.details)


def test_without_a_project_there_is_none_to_name() -> None:
    with pytest.raises(UnknownIdError) as refused:
        projects_named((), "all", workbook="w")
    assert refused.value.rule == "project-none"


def test_a_file_is_called_by_the_code_where_that_is_safe_and_its_own() -> None:
    assert dict(files_of(PROJECTS)) == {
        "r1": "E-01",
        "r2": "r2",
        "r3": "r3",
        "r4": "r4",
        "r5": "r5",
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abAB12"), st.sampled_from(["", "a", "A", "b", "1", "../x"])
        ),
        unique_by=lambda one: one[0].casefold(),
    )
)
def test_no_two_projects_share_a_file_and_none_leaves_its_folder(
    given: list[tuple[str, str]],
) -> None:
    names = files_of(Project(row, code=code or None) for row, code in given)
    assert len({one.casefold() for one in names.values()}) == len(given)
    assert not any("/" in one or "." in one for one in names.values())
