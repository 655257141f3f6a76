"""The findings of evaluation and communication: read back in words, nothing internal."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from building import answers_of
from planned import PLANNED

from smartcity_widgets.editing import Edit, decide, undoable
from smartcity_widgets.errors import EditError
from smartcity_widgets.log import Entry
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.report.planned import planned_calendar
from smartcity_widgets.words import languages

METHOD = load_method()
AUDIENCES = "communication/audiences"
NOW = answers_of(PLANNED)


def page(step: str, answers: Any = NOW, language: str = "en", *actions: str) -> str:
    spoken = answers.words(language)
    return findings_page(METHOD, answers, spoken, step, uid="u", actions=actions)


def part(step: str, answers: Any = NOW, **options: Any) -> str:
    return findings_part(METHOD, answers, answers.words("en"), step, **options)


def told(html: str) -> str:
    """Return what a page says, as one line."""
    text = re.sub(r"<[^>]+>", " ", html)
    for one in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        text = text.replace(one, " ")
    return " ".join(text.split())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("step", ["evaluation", "communication"])
def test_the_page_is_well_formed_in_every_language(step: str, language: str) -> None:
    for answers in (NOW, answers_of(), answers_of({"vision": PLANNED["vision"]})):
        html = page(step, answers, language, "calendar")
        ET.fromstring(html.replace("data-status>", "data-status=''>"))  # noqa: S314 - ours


@pytest.mark.parametrize("step", ["evaluation", "communication"])
def test_an_empty_workbook_has_no_such_part_in_its_report(step: str) -> None:
    assert part(step, answers_of()) == ""


def test_an_indicator_is_read_back_from_where_to_where_by_when_and_by_whom() -> None:
    said = told(page("evaluation"))

    assert "38 % ( 2025) → 30.4 %".replace("( ", "(") in said
    assert "↓ lower is better" in said
    assert "On the way: 2028: 35 %, 2029: 36 %" in said
    assert "2030 effect expected from June 2027" in said
    assert "Berthe Lambert Every quarter" in said
    assert "? (September 2026) → between 80 and 100 % des rues" in said


def test_the_first_sentence_says_how_much_can_be_judged() -> None:
    said = told(page("evaluation"))
    none = told(page("evaluation", answers_of({"vision": PLANNED["vision"]})))

    assert "3 indicators, for 2 objectives. 2 cannot be judged yet" in said
    assert "No objective is measured yet" in none


def test_what_is_missing_or_doubtful_leads_to_where_it_is_filled() -> None:
    html = page("evaluation")
    paths = re.findall(r'data-action="go" data-step="evaluation" data-path="([^"]+)"', html)

    assert paths == [
        "evaluation/targets/t2/value",
        "evaluation/indicators/i2/target_value",
        "evaluation/indicators",
        "evaluation/indicators",
        "evaluation/indicators/i2/baseline_date",
        "evaluation/indicators/i3/baseline_value",
    ]


def test_a_report_says_the_gaps_of_the_golden_thread_once_and_links_nothing() -> None:
    html = part("evaluation") + part("communication")

    assert "contradicts the direction" not in told(html)
    assert "None" not in told(html)
    assert "what is done, none what it changes" in told(html)
    assert not re.search(r"<button|<details|data-action", html)


def test_the_calendar_begins_on_the_day_of_the_last_entry_and_lasts_two_years() -> None:
    said = told(part("evaluation"))

    assert "From 12 March 2026 to 12 March 2028." in said
    assert "Third quarter of 2026" in said
    assert "Measure where we start: Part des trottoirs praticables Ali 30 September" in said
    assert "Review of the evaluation 15 December 2027" in said
    assert "2028:" in said  # on the way
    assert "First quarter of 2028" not in said


def test_several_days_of_one_quarter_stand_in_one_row() -> None:
    indicator = {
        "name": "Monthly",
        "frequency": "monthly",
        "baseline_value": "1",
        "baseline_date": "2026-03",
        "target_date": "2026-06",
    }
    said = told(part("evaluation", answers_of({"evaluation": {"indicators": [indicator]}})))

    assert "30 April 2026, 31 May 2026" in said
    assert said.index("31 May 2026") < said.index("judge the target: Monthly")


def test_costs_are_summed_in_the_money_of_the_workbook_with_its_vat() -> None:
    said = told(part("communication"))

    assert "Together €1,550.50, VAT excluded. 3 messages have no cost yet." in said


def test_who_has_influence_is_told_only_where_internal_answers_may_be() -> None:
    influential = "Stakeholders of much influence who are no audience"

    assert f"{influential}: Syndicat d’initiative" in told(
        page("communication").replace("&#39;", "'")
    )
    assert influential in told(part("communication", internal=True))
    assert influential not in part("communication")
    assert "Syndicat" not in part("communication")


def test_what_people_typed_is_text() -> None:
    hostile = "<img src=x onerror=y()>"
    answers = answers_of(
        {
            "vision": {"objectives": [{"id": "o", "statement": hostile}]},
            "evaluation": {
                "indicators": [
                    {
                        "id": "i",
                        "name": hostile,
                        "objective": "o",
                        "unit": hostile,
                        "target_value": "1",
                    }
                ]
            },
            "communication": {
                "audiences": [{"id": "a", "name": hostile}],
                "plan": [{"audience": "a", "message": hostile, "date_or_phase": hostile}],
            },
        }
    )

    for step in ("evaluation", "communication"):
        assert "<img" not in page(step, answers) + part(step, answers)


def test_the_calendar_has_a_button_only_where_the_page_can_write_it() -> None:
    for step in ("evaluation", "communication"):
        assert 'data-action="calendar"' not in page(step)
        assert 'data-action="calendar"' in page(step, NOW, "en", "calendar")


def test_what_an_adaptation_hides_is_told_nowhere() -> None:
    hidden = ("evaluation/review_calendar", "communication/plan")
    adapted = adapt(METHOD, {"hidden": list(hidden)})
    spoken = NOW.words("en")
    html = findings_part(adapted, NOW, spoken, "evaluation")
    calendar = planned_calendar(adapted, NOW, spoken)

    assert "Review of the evaluation" not in html
    assert findings_part(adapted, NOW, spoken, "communication") == ""
    assert b"UID:review" not in calendar
    assert b"UID:telling" not in calendar
    assert b"UID:measurement" in calendar


# Taking stakeholders over -----------------------------------------------------------------


def entries(before: Any, edit: Edit, history: tuple[Entry, ...] = ()) -> list[Entry]:
    decision = decide(
        edit, method=METHOD, answers=before, author="a", history=lambda: history
    )
    names = Entry.__dataclass_fields__.keys() - {"number", "time"}
    return [
        Entry(**{name: getattr(one, name) for name in names}, number=before.entry + place)
        for place, one in enumerate(decision.entries, start=1)
    ]


def take_over(**changes: Any) -> Edit:
    asked = {"edit": "u1", "op": "take-over", "path": AUDIENCES, "to": "stakeholder"}
    return Edit(**{**asked, **changes})


def test_every_stakeholder_that_is_no_audience_becomes_one_in_one_act() -> None:
    after = NOW.with_entries(entries(NOW, take_over()))

    rows = after.table(AUDIENCES, ("name", "stakeholder"))
    assert [one["id"] for one in rows[:4]] == ["a1", "a2", "a3", "a4"]
    assert [(one["name"], one["stakeholder"]) for one in rows[4:]] == [
        ("Hogeschool", "s2"),
        ("Syndicat d’initiative", "s3"),
    ]
    assert (
        decide(
            take_over(edit="u2"), method=METHOD, answers=after, author="a", history=tuple
        ).entries
        == ()
    )


def test_two_people_who_take_over_at_once_get_the_same_rows() -> None:
    first = entries(NOW, take_over())
    second = entries(NOW, take_over(edit="u2"))

    assert [one.path for one in first] == [one.path for one in second]
    after = NOW.with_entries(first).with_entries(
        [one for one in second if one.number > NOW.entry]
    )
    assert len(after.rows(AUDIENCES)) == 6


def test_one_undo_takes_back_all_that_was_taken_over() -> None:
    written = entries(NOW, take_over())
    after = NOW.with_entries(written)
    last = undoable(written, "communication")

    undo = take_over(edit="u3", op="undo", path=last.path, entry=last.number)
    back = after.with_entries(entries(after, undo, tuple(written)))

    assert back.rows(AUDIENCES) == NOW.rows(AUDIENCES)


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "name"},
        {"to": None},
        {"path": "communication/plan", "to": "owner2"},
        {"path": "communication/avoided_words"},
        {"path": f"{AUDIENCES}/a1"},
        {"respondent": "r1"},
    ],
)
def test_what_points_at_no_table_is_not_taken_over(changes: dict[str, Any]) -> None:
    with pytest.raises(EditError):
        entries(NOW, take_over(**changes))


def test_the_button_stands_where_somebody_is_left_out() -> None:
    stakeholders = {"openness": PLANNED["openness"]}
    html = page("communication", answers_of(stakeholders))

    assert f'data-action="take-over" data-path="{AUDIENCES}" data-to="stakeholder"' in html
    everyone = NOW.with_entries(entries(NOW, take_over()))
    assert 'data-action="take-over"' not in page("communication", everyone)
    assert 'data-action="take-over"' not in part("communication")
