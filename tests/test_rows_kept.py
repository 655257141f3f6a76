"""A form remembers the rows it drew: what it shows is what it would show without memory."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from documents import METHOD, after
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.editing import Edit, decide
from smartcity_widgets.render import KeptRows, View, form_fragments, form_html
from smartcity_widgets.render.form import ROW

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

VIEW = View(uid="s1", language="en")
PEOPLE = [{"id": f"p{n}", "name": f"Person {n}"} for n in range(3)]
ACTORS = [
    {"id": f"s{n}", "name": f"Actor {n}", "type": "public", "interest": 1 + n % 5}
    for n in range(12)
]
MEMBERS = [{"id": f"m{n}", "person": f"p{n}", "service": "Roads"} for n in range(3)]
PROJECTS = [
    {"id": "j0", "title": "Lights"},
    {"id": "j1", "title": "Sensors", "depends_on": ["j0"], "included_in": "j0"},
]
START = {
    "context": {"persons": PEOPLE},
    "openness": {"stakeholders": ACTORS},
    "team": {"members": MEMBERS},
    "action-plan": {"projects": PROJECTS},
}


def edited(answers: Answers, op: str, path: str, **details: Any) -> Answers:
    """The answers after one edit, of somebody who knew them."""
    edit = Edit.of(
        {
            "edit": str(uuid.uuid4()),
            "op": op,
            "path": path,
            "base": answers.base(path),
            "language": "en",
            **details,
        }
    )
    decision = decide(
        edit, method=METHOD, answers=answers, author="ann", history=lambda: ()
    )
    return after(decision.entries, answers)


ROWS = [f"openness/stakeholders/s{n}" for n in range(12)] + [
    f"team/members/m{n}" for n in range(3)
]
ROWS += [f"action-plan/projects/j{n}" for n in range(2)]
EDITS = st.one_of(
    st.tuples(
        st.just("answer"),
        st.sampled_from(
            [
                f"openness/stakeholders/s{n}/{column}"
                for n in (0, 5, 11)
                for column in ("name", "interest")
            ]
            + [f"team/members/m{n}/hours_per_month" for n in range(3)]
            + [f"context/persons/p{n}/name" for n in range(3)]
            + ["openness/feedback_commitment"]
            + [
                f"action-plan/projects/j{n}/{column}"
                for n in range(2)
                for column in ("title", "effort")
            ]
        ),
        st.sampled_from(["2", "nobody", "Ann", "1,5"]),
    ),
    st.tuples(st.just("remove-row"), st.sampled_from(ROWS), st.none()),
    st.tuples(st.just("move-row"), st.sampled_from(ROWS), st.sampled_from(["up", "down"])),
    st.tuples(
        st.just("add-row"),
        st.sampled_from(["openness/stakeholders", "team/members", "context/persons"]),
        st.none(),
    ),
)


@pytest.mark.parametrize("step", ["openness", "team", "action-plan"])
@settings(deadline=None)
@given(edits=st.lists(EDITS, max_size=6))
def test_what_is_remembered_is_what_would_be_drawn(
    step: str, edits: list[tuple[str, str, str | None]]
) -> None:
    answers, kept = answers_of(START), KeptRows()
    form_fragments(METHOD, answers, step, VIEW, kept=kept)
    for op, path, given_text in edits:
        if path.count("/") > 1 and answers.value("/".join(path.split("/")[:3])) is None:
            continue  # its row was removed
        details = {"to": given_text} if op == "move-row" else {"raw": given_text}
        answers = edited(answers, op, path, **details)
        remembered = form_fragments(METHOD, answers, step, VIEW, kept=kept)
        assert remembered == form_fragments(METHOD, answers, step, VIEW)


@pytest.mark.parametrize(
    ("column", "raw", "drawn_again"),
    [("title", "Street lights", {"j0", "j1"}), ("effort", "2", {"j0"})],
)
def test_a_row_is_drawn_again_for_a_name_it_can_choose_and_for_nothing_else(
    column: str, raw: str, drawn_again: set[str]
) -> None:
    table = "action-plan/projects"
    before, kept = answers_of(START), KeptRows()
    form_fragments(METHOD, before, "action-plan", VIEW, kept=kept)
    former = dict(kept._html)
    answers = edited(before, "answer", f"{table}/j0/{column}", raw=raw)
    newer = form_fragments(METHOD, answers, "action-plan", VIEW, kept=kept)

    assert newer == form_fragments(METHOD, answers, "action-plan", VIEW)
    rows = {row for row in former if kept._html[row] is not former[row]}
    assert rows == {f"{table}/{row}" for row in drawn_again}


def test_another_look_forgets_the_rows() -> None:
    answers, kept = answers_of(START), KeptRows()
    form_fragments(METHOD, answers, "openness", VIEW, kept=kept)
    french = View(uid="s1", language="fr")

    drawn = form_fragments(METHOD, answers, "openness", french, kept=kept)
    assert drawn == form_fragments(METHOD, answers, "openness", french)


def test_an_edit_of_one_row_changes_its_fragment_alone() -> None:
    before = answers_of(START)
    answers = edited(before, "answer", "openness/stakeholders/s5/name", raw="Tram users")

    former, newer = (
        form_fragments(METHOD, one, "openness", VIEW) for one in (before, answers)
    )
    changed = {name for name in newer if newer[name] != former[name]}
    assert {one for one in changed if one.startswith((ROW, "q:"))} == {
        f"{ROW}openness/stakeholders/s5"
    }


def test_the_whole_form_has_every_row_in_its_place() -> None:
    answers = answers_of(START)
    fragments = form_fragments(METHOD, answers, "openness", VIEW)
    html = form_html(METHOD, answers, "openness", VIEW)

    rows = [html for name, html in fragments.items() if name.startswith(ROW)]
    assert len(rows) == len(ACTORS)
    assert all(html.count(one) == 1 for one in rows)


def test_the_cards_of_a_long_table_are_folded() -> None:
    few = form_html(
        METHOD, answers_of({"openness": {"stakeholders": ACTORS[:8]}}), "openness", VIEW
    )
    many = form_html(METHOD, answers_of(START), "openness", VIEW)
    assert few.count('<details class="card"') == 0
    assert many.count('<details class="card"') == len(ACTORS)
