"""What became of each row between two cycles, and what their scores stand on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from cycled import AFTER, BEFORE, cycle, overlaid, two
from documents import METHOD, after, documents
from drawing import parse
from hypothesis import given
from test_forms import edit
from test_workbook import exported, folder, new  # noqa: F401 - a fixture

from smartcity_widgets import open_workbook
from smartcity_widgets.analysis.comparison import compare
from smartcity_widgets.answers import Answers
from smartcity_widgets.desk import Desk
from smartcity_widgets.exchange import dumps, entries_of, import_document, read_document
from smartcity_widgets.forms import ComparisonPanel
from smartcity_widgets.log import WORKBOOK, Entry
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_comparison import comparison_part
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FRENCH = words("fr", "be")
FOUND = compare(METHOD, *two())


def part(before: Answers, later: Answers, language: str = "fr") -> str:
    return comparison_part(METHOD, before, later, words(language, "be"))


def lead(before: Mapping[str, Any], later: Mapping[str, Any]) -> str:
    cycles = cycle(1, before, day="2025-12-15"), cycle(2, later, day="2026-07-15")
    return parse(part(*cycles)).one("p", class_="lead").text


def indicators(**cells: Any) -> Mapping[str, Any]:
    """Return a cycle of one indicator, half of the way done."""
    row = {
        "id": "i1",
        "name": "Trees",
        "direction": "higher",
        "baseline_value": "0",
        "baseline_date": "2024",
        "target_value": "100",
        "target_date": "2030",
    }
    measured = {"id": "m1", "indicator": "i1", "date": "2025", "value": "50"}
    return {
        "evaluation": {"indicators": [row | cells]},
        "results": {"measurements": [measured]},
    }


def measured(*points: tuple[str, str], **cells: Any) -> Mapping[str, Any]:
    """Return a cycle of one indicator with more measurements, the last with more cells."""
    found = dict(indicators())
    rows = [
        {"id": f"n{place}", "indicator": "i1", "date": date, "value": value}
        for place, (date, value) in enumerate(points)
    ]
    rows[-1] |= cells
    found["results"] = {"measurements": [*found["results"]["measurements"], *rows]}
    return found


# What the scores stand on -----------------------------------------------------------------


def test_weights_of_an_adaptation_hold_for_both_and_are_told() -> None:
    before, later = two()
    weighed = overlaid(later, {"name": "x", "weights": {"team": 0.4, "leadership": 0.0}})
    found = compare(adapt(METHOD, weighed.overlay), before, weighed)

    assert found.different == ("weights",)
    assert found.rules.weights["leadership"] == 0
    assert found.own is not None
    assert found.own.overall == FOUND.before.overall
    assert found.before.overall != FOUND.before.overall


def test_each_cycle_has_an_adaptation_of_its_own() -> None:
    before, later = two()
    overlay = {"name": "x", "thresholds": {"overall_go": 90}}
    then = compare(METHOD, overlaid(before, overlay), later)

    # The page of a third cycle asks with that one's method, whichever two are chosen.
    assert compare(adapt(METHOD, overlay), before, later) == FOUND
    assert then.different == ("thresholds",)
    assert (then.before, then.after) == (FOUND.before, FOUND.after)


def closed(answers: Answers, version: str) -> Answers:
    last = max(answers.latest.values(), key=lambda one: one.number)
    value = {"method": version}
    entry = Entry("c", "test", answers.cycle, "", WORKBOOK, "close", value, "anna")
    return answers.with_entries([replace(entry, number=last.number + 1, time=last.time)])


CORRECTED = f"{'.'.join(METHOD.version.split('.')[:2])}.99"


@pytest.mark.parametrize(
    ("then", "now", "different"),
    [
        (METHOD.version, METHOD.version, ()),
        ("0.9.0", METHOD.version, ("method",)),
        ("0.9.0", "0.8.0", ("method",)),
        ("0.9.0", "0.9.1", ("running",)),
        (CORRECTED, METHOD.version, ()),
    ],
)
def test_only_a_version_that_may_score_otherwise_is_told(
    then: str, now: str, different: tuple[str, ...]
) -> None:
    before, later = two()
    found = compare(METHOD, closed(before, then), closed(later, now))

    assert found.different == different


def test_an_open_cycle_stands_on_the_method_that_runs() -> None:
    before, later = two()
    begun = replace(
        next(iter(later.latest.values())),
        path=WORKBOOK,
        kind="new",
        value={"method": "0.9.0"},
        number=later.entry + 1,
    )
    found = compare(METHOD, closed(before, "0.9.0"), later.with_entries([begun]))

    assert found.versions == ("0.9.0", METHOD.version)
    assert found.different == ("method",)


def test_what_is_hidden_now_is_not_compared() -> None:
    before, later = two()
    hidden = ["action-plan/projects", "adjustment/decisions"]
    found = compare(METHOD, before, overlaid(later, {"name": "x", "hidden": hidden}))

    assert (found.projects, found.outcomes) == ((), ())
    assert found.indicators


# Rows -------------------------------------------------------------------------------------


def test_each_indicator_says_where_it_went() -> None:
    assert {one.row: one.went for one in FOUND.indicators} == {
        "bikes": "better",
        "seats": "unmeasured",
        "buses": "worse",
        "datasets": "redefined",
        "typed-again": "unknown",
        "trees": "new",
        "lamps": "gone",
    }


@pytest.mark.parametrize(
    ("cells", "changed"),
    [
        ({"unit": "%"}, ("unit",)),
        ({"direction": "target_value"}, ("direction",)),
        ({"baseline_value": "1"}, ("baseline_value",)),
        ({"target_value": "90", "target_date": "2031"}, ("target_value", "target_date")),
        ({"tolerance": "5", "effect_from": "2027"}, ()),
        ({"target_value": "100.0"}, ()),
        ({"name": "Trees of the town", "frequency": "monthly"}, ()),
    ],
)
def test_another_definition_is_said(
    cells: dict[str, str], changed: tuple[str, ...]
) -> None:
    (one,) = compare(
        METHOD,
        cycle(1, indicators(), day="2026-01-01"),
        cycle(2, indicators(**cells), day="2026-06-01"),
    ).indicators

    assert one.changed == changed
    assert (one.went == "redefined") is bool(changed)


@pytest.mark.parametrize(
    ("points", "cells", "went"),
    [
        ([("2026-06-01", "51")], {}, "better"),
        ([("2026-06-01", "49.999")], {}, "worse"),
        ([("2026-06-01", "50")], {}, "same"),
        ([("2026-06-01", "51")], {"series_break": True}, "broken"),
        ([("2026-07-01", "52"), ("2026-06-01", "51")], {"series_break": True}, "broken"),
        ([("2024-06-01", "10")], {"series_break": True}, "unmeasured"),
        ([("2025-06-01", "10")], {}, "unmeasured"),
    ],
)
def test_a_value_is_held_against_the_one_before_unless_the_series_breaks(
    points: list[tuple[str, str]], cells: dict[str, Any], went: str
) -> None:
    (one,) = compare(
        METHOD,
        cycle(1, indicators(), day="2026-01-01"),
        cycle(2, measured(*points, **cells), day="2026-07-01"),
    ).indicators

    assert one.went == went
    assert one.is_better is {"better": True, "worse": False}.get(went)


def projects(*names: str) -> Mapping[str, Any]:
    columns = ("id", "title", "code")
    rows = [dict(zip(columns, one.split("/"), strict=False)) for one in names]
    return {"action-plan": {"projects": rows}}


@pytest.mark.parametrize(
    ("before", "later", "matched"),
    [
        (["a/Bike"], ["a/Car"], [("a", "kept", "")]),
        (["a/Bike"], ["b/ bike "], [("b", "kept", "a")]),
        (["a/Bike"], ["b/Car"], [("b", "new", ""), ("a", "gone", "")]),
        (["a/Bike/P1"], ["b/Car/P1", "c/Bike/P2"], [("b", "kept", "a"), ("c", "new", "")]),
        (
            ["a/Bike"],
            ["b/Bike", "c/Bike"],
            [("b", "new", ""), ("c", "new", ""), ("a", "gone", "")],
        ),
        (["a/Bike"], ["a/Bike", "b/Bus"], [("a", "kept", ""), ("b", "new", "")]),
        (["a/"], ["b/"], [("b", "new", ""), ("a", "gone", "")]),
    ],
    ids=["id", "name", "neither", "code first", "two of a name", "new", "no name"],
)
def test_a_row_is_known_by_its_id_else_by_its_code_or_its_name(
    before: list[str], later: list[str], matched: list[tuple[str, str, str]]
) -> None:
    found = compare(
        METHOD,
        cycle(1, projects(*before), day="2025-01-01"),
        cycle(2, projects(*later), day="2026-01-01"),
    )

    assert [(one.row, one.kept, one.former) for one in found.projects] == matched


def test_a_person_typed_again_neither_left_nor_came() -> None:
    def persons(*rows: dict[str, str]) -> Mapping[str, Any]:
        return {"context": {"persons": list(rows)}}

    found = compare(
        METHOD,
        cycle(1, persons({"id": "a", "name": "Anne", "role": "Lead"}), day="2025-01-01"),
        cycle(2, persons({"id": "b", "name": "Anne", "role": "Head"}), day="2026-01-01"),
    ).people

    assert (found.new, found.gone) == ((), ())
    assert found.roles == {"b": ("Lead", "Head")}


# Decisions --------------------------------------------------------------------------------


def test_a_decision_says_what_became_of_what_it_was_about() -> None:
    told = {one.decision.row: one for one in FOUND.outcomes}

    assert {row: one.standing for row, one in told.items()} == {
        "d1": "done",
        "d2": "overdue",
        "d3": "done",
        "d4": "due",
    }
    assert told["d1"].is_better is True
    assert told["d2"].project.after.status == "on_hold"  # type: ignore[union-attr]
    assert [row for row, one in told.items() if one.is_left] == ["d3"]
    assert "bikes" in {one.row for one in told["d4"].indicators}


def test_a_decision_about_a_row_typed_again_finds_it() -> None:
    decision = {"id": "d", "target": "action-plan/projects/a", "verdict": "adjust"}
    before = {**projects("a/Bike"), "adjustment": {"decisions": [decision]}}
    (one,) = compare(
        METHOD,
        cycle(1, before, day="2025-01-01"),
        cycle(2, projects("b/Bike"), day="2026-01-01"),
    ).outcomes

    assert one.project.row == "b"  # type: ignore[union-attr]
    assert not one.is_left


def test_a_later_cycle_says_whether_a_decision_it_has_too_was_carried_out() -> None:
    decision = {"id": "d2", "target": "action-plan/projects/p2", "done": True}
    later = cycle(2, {**AFTER, "adjustment": {"decisions": [decision]}}, day="2026-07-15")
    found = compare(METHOD, two()[0], later)

    assert [one.decision.row for one in found.outcomes if one.is_done] == ["d1", "d2", "d3"]


# In words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "later", "said"),
    [
        (BEFORE, {}, "était à 54 au cycle 1 ; elle n’est pas encore cotée au cycle 2."),
        ({}, AFTER, "est à 73 au cycle 2 ; elle n’était pas cotée au cycle 1."),
        (BEFORE, BEFORE, "La préparation reste à 54 ; la conclusion reste"),
        (BEFORE, AFTER, "La préparation passe de 54 à 73"),
        (BEFORE, AFTER, "1 indicateur comparable sur 3 est plus près de sa cible."),
        (BEFORE, AFTER, "1 en est plus loin. 2 décisions sur 4 ont été exécutées."),
    ],
)
def test_the_first_sentences_say_what_is_known(
    before: Mapping[str, Any], later: Mapping[str, Any], said: str
) -> None:
    assert said in lead(before, later)


def test_a_score_of_nothing_is_a_score() -> None:
    none = {step: dict.fromkeys(table, 0) for step, table in _levels(BEFORE).items()}

    assert "était à 0 au cycle 1" in lead(none, {})


def _levels(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {step: dict(table[step]) for step in METHOD.prerequisites}


def test_each_change_is_a_word_with_how_the_row_was_known() -> None:
    text = parse(part(*two())).text

    assert "○ pas de nouvelle mesure" in text
    assert "≠ non comparable, a changé : Cible" in text
    assert "45 % (30 juin 2026) (non comparable, a changé : Cible)" in text
    assert (
        text.count("reconnu à son nom ou à son code") == 1
    )  # the project stands as it was
    assert "Anne Dubois : Cheffe de projet → Directrice de la mobilité" in text
    assert "15 décembre 2025, puis 15 juillet 2026" in text


def test_a_score_moves_by_the_points_that_are_shown() -> None:
    page = parse(part(*two()))
    rows = [[one.text for one in row.all("td")] for row in page.all("tr") if row.all("td")]

    assert ["35", "65", "+30"] in rows
    assert ["54", "73", "+19"] in rows
    assert ["73", "54", "\N{MINUS SIGN}19"] in [
        [one.text for one in row.all("td")] for row in parse(part(*two()[::-1])).all("tr")
    ]


def test_a_half_level_is_written_as_the_language_writes_it() -> None:
    tallies = {"team": {"T1": {"2": 1, "3": 1}}}
    before = cycle(1, {}, day="2025-01-01", tallies=tallies)
    later = cycle(2, {"team": {"T1": 4}}, day="2026-01-01")

    assert "2,5 → 4" in part(before, later)
    assert "2.5 → 4" in part(before, later, "en")


def test_progress_without_a_status_stands_alone() -> None:
    progress = {"delivery": {"progress": [{"id": "g", "project": "a", "progress": 40}]}}
    text = parse(
        part(
            cycle(1, projects("a/Bike"), day="2025-01-01"),
            cycle(2, {**projects("a/Bike"), **progress}, day="2026-01-01"),
        )
    ).text

    assert "Bike – 40 %" in re.sub(r"\s", " ", text)


def test_what_was_typed_stays_text() -> None:
    hostile = "<script>x()</script>"
    given: dict[str, Any] = {
        "context": {"persons": [{"id": "a", "name": hostile, "role": hostile}]},
        "action-plan": {"projects": [{"id": "p", "title": hostile}]},
        "evaluation": {"indicators": [{"id": "i", "name": hostile, "unit": hostile}]},
        "results": {"measurements": [{"indicator": "i", "date": "2025", "value": "1"}]},
        "adjustment": {
            "decisions": [{"target": "action-plan/projects/p", "reason": hostile}]
        },
    }
    html = part(cycle(1, given, day="2025-12-15"), cycle(2, {}, day="2026-07-15"))

    assert "<script" not in html
    assert html.count("&lt;script") > 4


# In a notebook and in an export -----------------------------------------------------------


@pytest.fixture
def second(folder: Path) -> Path:  # noqa: F811 - the fixture
    """A working folder with a workbook in its second cycle."""
    store = new(folder, "other")
    document: dict[str, Any] = {
        "format": "smartcity-workbook/1",
        "method": METHOD.version,
        "workbook": {"id": "namur", "language": "en"},
        "answers": dict(BEFORE),
    }
    import_document(store, document, METHOD, author="anna")
    open_workbook("namur")
    desk = Desk(store, "namur", method=METHOD, author="anna")
    desk.close(["action-plan/projects/p1", "evaluation/indicators/bikes"])
    return folder


@pytest.mark.usefixtures("second")
def test_a_page_opened_before_the_cycle_was_closed_shows_the_next_one_too() -> None:
    shelf = open_workbook("namur")  # opened while the first cycle was open
    panel = shelf.comparison()  # type: ignore[union-attr]

    assert isinstance(panel, ComparisonPanel)
    assert "Readiness was at 54 in cycle 1" in panel.html()


@pytest.mark.usefixtures("second")
def test_a_page_follows_an_edit_of_its_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartcity_widgets.workbook._open", {})
    shelf = open_workbook("namur")
    panel = shelf.comparison()  # type: ignore[union-attr]
    assert "Done" not in panel.html()

    form = shelf.step("action-plan")  # type: ignore[union-attr]
    form.receive(edit("action-plan/projects/p1/status", "done"))

    assert "Done" in panel.html()


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize("chosen", [("2", "2"), ("7", "1"), ("x", "")])
def test_two_cycles_that_exist_are_to_be_chosen(
    chosen: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = open_workbook("namur").comparison()  # type: ignore[union-attr]
    said: list[Any] = []
    monkeypatch.setattr(panel, "send", said.append)

    fields = dict(zip(("before", "after"), chosen, strict=True))
    panel.receive({"type": "action", "action": "compare", "fields": fields})

    assert "Choose two different cycles." in str(said)
    assert "in cycle 1" in panel.html()


def test_a_report_has_the_cycle_before_the_one_it_shows(second: Path) -> None:
    shown = exported(second, cycle=2).comparison()._repr_mimebundle_()

    assert "Readiness was at 54 in cycle 1" in shown["text/html"]


def test_a_report_of_the_first_cycle_has_nothing_to_compare(second: Path) -> None:
    assert exported(second, cycle=1).comparison()._repr_mimebundle_() == {}


# Whatever they hold -----------------------------------------------------------------------


def answers_of_cycle(document: dict[str, Any], number: int) -> Answers:
    """Return what a document says, as the answers of a cycle."""
    read = entries_of(read_document(dumps(document)), METHOD, author="test")
    entries = [replace(one, cycle=number) for one in read]
    return after(entries, Answers("namur", number))


@given(documents())
def test_a_cycle_differs_in_nothing_from_itself(document: dict[str, Any]) -> None:
    answers = answers_of_cycle(document, 1)
    found = compare(METHOD, answers, replace(answers, cycle=2))

    assert found.different == ()
    assert found.before == found.after
    assert found.criteria == ()
    assert not any(one.has_moved for one in found.projects)
    assert {one.went for one in found.indicators} <= {"unmeasured", "unknown"}
    assert not found.people


_OPPOSITE = {"better": "worse", "worse": "better", "new": "gone", "gone": "new"}


@given(documents(), documents())
def test_the_other_way_round_everything_is_the_opposite_and_can_be_told(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    one.pop("settings", None)
    other.pop("settings", None)
    earlier, later = answers_of_cycle(one, 1), answers_of_cycle(other, 2)
    there, back = compare(METHOD, earlier, later), compare(METHOD, later, earlier)

    assert [each.difference for each in there.shifts] == [
        None if each.difference is None else -each.difference for each in back.shifts
    ]
    assert sorted(each.went for each in there.indicators) == sorted(
        _OPPOSITE.get(each.went, each.went) for each in back.indicators
    )
    assert sorted(each.kept for each in there.projects) == sorted(
        _OPPOSITE.get(each.kept, each.kept) for each in back.projects
    )
    assert comparison_part(METHOD, earlier, later, later.words())
