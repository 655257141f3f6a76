"""Whatever the tables of planning and implementation hold, it is drawn and written."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from smartcity_widgets.method import load_method
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.report.planned import planned_calendar

METHOD = load_method()
TABLES = (
    "vision/objectives",
    "evaluation/indicators",
    "evaluation/targets",
    "openness/stakeholders",
    "communication/audiences",
    "communication/plan",
    "context/persons",
    "action-plan/projects",
    "means/sources",
    "delivery/progress",
    "delivery/milestones",
    "delivery/risks",
    "delivery/issues",
    "delivery/changes",
    "delivery/user_tests",
    "delivery/journal",
    "delivery/step_decisions",
)
IDS = ("a", "b", "c", "gone")
texts = st.just("broken \ud800\0 \u202e text") | st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=40
).filter(str.strip)
dates = st.sampled_from(["1800", "2024-02-29", "2025", "2026-03", "2026-03-12", "2200-12"])
numbers = st.sampled_from(["-0.5", "0", "12", "100.00", "999999999999999", "0.0000001"])


def value(column: Any) -> st.SearchStrategy[Any] | None:
    """Return answers a column can have; None where it is left out."""
    if column.kind in {"text", "long_text"}:
        return dates | texts if column.id == "date_or_phase" else texts
    known = {
        "decimal": numbers,
        "date": dates,
        "yes_no": st.booleans(),
        "whole_number": st.integers(1, 5),
        "money": st.sampled_from(["0.00", "1250.50"]),
    }
    if column.kind == "choice":
        return st.sampled_from(column.choices)
    if column.kind == "reference" and len(column.targets) == 1:
        return st.sampled_from(IDS)
    return known.get(column.kind)


def row(table: str) -> st.SearchStrategy[dict[str, Any]]:
    cells = {one.id: value(one) for one in METHOD.at(table).columns}
    known = {name: one for name, one in cells.items() if one is not None}
    return st.fixed_dictionaries({}, optional=known)


@st.composite
def workbooks(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw a workbook; rows point at each other, at nothing, at what is gone."""
    found: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        step, _, name = table.partition("/")
        rows = draw(st.lists(row(table), max_size=3))
        if rows:
            found.setdefault(step, {})[name] = [
                one | {"id": IDS[place]} for place, one in enumerate(rows)
            ]
    found.setdefault("evaluation", {})["review_calendar"] = draw(
        st.lists(dates, min_size=1, max_size=3)
    )
    return found


@settings(deadline=None)
@given(workbooks(), st.sampled_from(["en", "fr"]))
def test_every_workbook_is_drawn_and_its_calendar_can_be_read(
    workbook: dict[str, dict[str, Any]], language: str
) -> None:
    answers = answers_of(workbook, workbook={"language": language})
    spoken = answers.words(language)

    for step in ("evaluation", "communication", "delivery"):
        page = findings_page(METHOD, answers, spoken, step, uid="u", actions=("calendar",))
        part = findings_part(METHOD, answers, spoken, step)
        for html in filter(None, (page, part)):
            whole = html.replace("data-status>", "data-status=''>")
            ET.fromstring(re.sub("<br>", "<br/>", whole))  # noqa: S314 - our own
    data = planned_calendar(METHOD, answers, spoken)
    events = Calendar.from_ical(data).walk("VEVENT")
    ids = [str(one["uid"]) for one in events]
    assert len(ids) == len(set(ids))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_projects_without_a_title_inside_each_other_are_drawn() -> None:
    inside = [{"id": "a", "included_in": "b"}, {"id": "b", "included_in": "a"}]
    milestones = [{"id": "m", "name": "Plan", "project": "a", "due": "2025"}]
    answers = answers_of(
        {"action-plan": {"projects": inside}, "delivery": {"milestones": milestones}}
    )
    assert findings_part(METHOD, answers, answers.words("en"), "delivery")
