"""Names that many rows choose from stand in a form once; a field has those it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from documents import METHOD
from drawing import parse

from smartcity_widgets.render import View, form_fragments, form_html
from smartcity_widgets.render.pooling import POOLED_FROM

if TYPE_CHECKING:
    from drawing import Node

    from smartcity_widgets.answers import Answers

PROJECTS = "action-plan/projects"
LAST = f"p{POOLED_FROM - 1}"


def plan(n: int, **last: Any) -> Answers:
    rows = [{"id": f"p{one}", "title": f"Project <{one}>"} for one in range(n)]
    rows[-1] |= last
    return answers_of({"action-plan": {"projects": rows}})


def drawn(answers: Answers, *, mode: Any = "edit") -> Node:
    view = View(uid="u", language="en", mode=mode)
    return parse(form_html(METHOD, answers, "action-plan", view))


def options(page: Node, column: str, row: str = LAST) -> list[str]:
    """Return the values of the choices of a cell, in its select or its boxes."""
    (field,) = page.all(None, data_path=f"{PROJECTS}/{row}/{column}")
    found = [*field.all("option"), *field.all("input")]
    return [one.attrs["value"] for one in found if one.attrs["value"]]


def test_few_names_stand_in_each_field() -> None:
    page = drawn(plan(POOLED_FROM - 1))

    everything = [f"p{one}" for one in range(POOLED_FROM - 1)]
    assert options(page, "depends_on", "p3") == everything
    assert options(page, "included_in", "p3") == everything
    assert not page.all("datalist", data_pool_of=PROJECTS)


def test_of_many_names_a_field_has_those_it_names() -> None:
    page = drawn(plan(POOLED_FROM, depends_on=["p2", "p0"], included_in="p4"))

    assert options(page, "depends_on") == ["p0", "p2"]
    assert options(page, "included_in") == ["p4"]
    assert options(page, "included_in", "p3") == []
    (pool,) = page.all("datalist", data_pool_of=PROJECTS)
    assert [(one.attrs["value"], one.text) for one in pool.all("option")] == [
        (f"p{one}", f"Project <{one}>") for one in range(POOLED_FROM)
    ]
    for column in ("depends_on", "included_in"):
        (field,) = page.all(None, data_path=f"{PROJECTS}/{LAST}/{column}")
        assert field.attrs["data-pool"] == PROJECTS


def test_a_name_that_was_removed_stays_in_the_field_that_names_it() -> None:
    page = drawn(plan(POOLED_FROM, depends_on=["p1", "long-gone"]))

    assert options(page, "depends_on") == ["long-gone", "p1"]


def test_a_form_grows_with_its_rows_and_not_with_their_square() -> None:
    view = View(uid="u", language="en")
    few, many = (len(form_html(METHOD, plan(n), "action-plan", view)) for n in (40, 160))
    per_row = (many - few) / 120

    assert few + per_row * 40 == pytest.approx(
        len(form_html(METHOD, plan(80), "action-plan", view)), rel=0.02
    )


def test_a_project_that_gets_another_title_changes_the_list() -> None:
    view = View(uid="u", language="en")
    before = form_fragments(METHOD, plan(POOLED_FROM), "action-plan", view)
    after = form_fragments(METHOD, plan(POOLED_FROM, title="New"), "action-plan", view)

    assert {one for one in before if before[one] != after[one]} >= {"pools"}
    assert "New" in after["pools"]
