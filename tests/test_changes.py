"""A target said as a change is no value: it asks, and shows what it leads to."""

from __future__ import annotations

import shutil
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.changing import offer_of
from smartcity_widgets.editing import Edit, decide
from smartcity_widgets.errors import ContentError, EditError
from smartcity_widgets.log import GROUP, Entry
from smartcity_widgets.method import Changed, load_method
from smartcity_widgets.render.changing import told_change
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values import read, typed
from smartcity_widgets.values.amounts import format_number
from smartcity_widgets.values.changes import Change, is_percent, led_to, read_change
from smartcity_widgets.words import words

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "changes.toml").read_text(encoding="utf-8")
)["cases"]
CONTENT = Path(__file__).parent / "fixtures" / "method"
TARGET = "evaluation/indicators/i1/target_value"
METHOD = load_method()
MINUS = "\N{MINUS SIGN}"
calm = settings(deadline=None)
amounts = st.decimals(-10_000, 10_000, places=3).filter(lambda one: one != 0)


def answers(raw: str, *, language: str = "en", path: str = TARGET, **cells: str) -> Any:
    """Return the answers of a workbook in which somebody typed a target."""
    indicator = {"id": "i1", "name": "Renewable", **cells}
    target = {"id": "t1", "indicator": "i1"}
    before = answers_of({"evaluation": {"indicators": [indicator], "targets": [target]}})
    return typing(before, raw, path=path, language=language)


def typing(before: Any, raw: str, *, path: str = TARGET, language: str = "en") -> Any:
    edit = Edit(edit=f"u{before.entry}", op="answer", path=path, raw=raw, language=language)
    return before.with_entries(written(before, edit))


def written(before: Any, edit: Edit) -> list[Entry]:
    decision = decide(edit, method=METHOD, answers=before, author="a", history=list)
    names = Entry.__dataclass_fields__.keys() - {"number", "time"}
    return [
        Entry(**{name: getattr(one, name) for name in names}, number=before.entry + place)
        for place, one in enumerate(decision.entries, start=1)
    ]


def told(now: Any, *, path: str = TARGET, language: str = "en") -> tuple[str, list[str]]:
    drawing = Drawing(METHOD, now, now.words(language), View("u", language))
    question = METHOD.at(path)
    sentence, takes = told_change(drawing, question, path, now.draft(path))
    spaces = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")
    return sentence.translate(spaces), [one.label.translate(spaces) for one in takes]


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one['language']}-{one['raw']!a}")
def test_a_change_leads_to_the_values_of_its_case(case: dict[str, Any]) -> None:
    spoken = words(case["language"])
    change = read_change(case["raw"], spoken)

    assert (change is None) == ("led" not in case)
    if change is not None:
        percent = is_percent(case.get("unit"), spoken)
        led = led_to(change, Decimal(case["start"]), percent=percent)
        assert [[one.sense, one.plain] for one in led] == case["led"]


@calm
@given(amounts, st.sampled_from(["en", "fr"]), st.sampled_from(["%", " %", " points", ""]))
def test_a_signed_number_is_a_change_in_the_notation_of_its_language(
    amount: Decimal, language: str, behind: str
) -> None:
    shown = format_number(amount, language)
    raw = f"{'+' if amount > 0 else ''}{shown}{behind}"

    change = read_change(raw, words(language))

    if behind or amount > 0:
        assert change is not None
        assert change.amount == amount
    else:
        assert change is None


@calm
@given(amounts, amounts, st.sampled_from(["%", "t", None]))
def test_what_a_percentage_leads_to_is_exact(
    amount: Decimal, start: Decimal, unit: str | None
) -> None:
    percent = is_percent(unit, words("en"))
    led = led_to(Change(amount, "percent"), start, percent=percent)

    found = {one.sense: one.value for one in led}
    assert found["relative"] == start + abs(start) * amount / 100
    assert found.get("points") in {None, start + amount}
    assert len({one.value for one in led}) == len(led)


@calm
@given(amounts)
def test_a_negative_number_alone_stays_a_number(amount: Decimal) -> None:
    question = METHOD.at(TARGET)
    value = f"{-abs(amount):f}"

    assert (
        read(question, typed(question, value, language="fr"), language="fr").value == value
    )


def test_two_readings_of_a_percentage_are_both_shown_with_their_value() -> None:
    sentence, takes = told(answers(f"{MINUS}20 %", baseline_value="38", unit="%"))

    assert sentence.startswith(f"“{MINUS}20 %” of a percentage can be meant in two ways.")
    assert takes == ["20% lower: 30.4 %", "20 points lower: 18 %"]


def test_one_reading_is_one_button_in_french_too() -> None:
    now = answers("+1,5 point", language="fr", baseline_value="38", unit="%")
    sentence, takes = told(now, language="fr")

    assert sentence.startswith("« +1,5 point » est un changement, pas une valeur.")
    assert takes == ["1,5 point de plus : 39,5 %"]


def test_without_a_baseline_the_sentence_asks_for_it_and_nothing_is_offered() -> None:
    sentence, takes = told(answers("-20%", unit="%"))

    assert "what it starts from is not given yet" in sentence
    assert takes == []


def test_a_baseline_given_later_brings_the_buttons() -> None:
    now = answers("-20%", unit="t")
    now = typing(now, "100", path="evaluation/indicators/i1/baseline_value")

    assert told(now)[1] == ["20% lower: 80 t"]


def test_a_milestone_changes_from_the_baseline_of_its_indicator() -> None:
    path = "evaluation/targets/t1/value"
    now = answers("-10%", path=path, baseline_value="200", unit="t")

    assert told(now, path=path)[1] == ["10% lower: 180 t"]


def test_a_milestone_without_an_indicator_asks_for_it() -> None:
    path = "evaluation/targets/t1/value"
    now = answers("-10%", path=path, baseline_value="200")
    now = typing(now, "", path="evaluation/targets/t1/indicator")

    assert told(now, path=path)[1] == []
    assert (
        offer_of(
            METHOD.at(path),
            path,
            now.draft(path),
            method=METHOD,
            answers=now,
            words=words("en"),
        ).start
        is None
    )


def test_a_percentage_of_zero_asks_for_the_value_itself() -> None:
    sentence, takes = told(answers("-20%", baseline_value="0", unit="t"))

    assert sentence.endswith("leads to no value from 0 t. Write the value itself.")
    assert takes == []


def test_taking_an_offered_value_answers_with_exactly_that() -> None:
    now = answers("-20%", baseline_value="38", unit="%")
    edit = Edit(edit="take", op="take", path=TARGET, to="30.4")

    after = now.with_entries(written(now, edit))

    assert after.value(TARGET) == "30.4"
    assert after.draft(TARGET) is None


@pytest.mark.parametrize("value", [None, "30,4", "1e3", "-0", ""])
def test_what_no_button_offers_is_not_taken(value: str | None) -> None:
    now = answers("-20%", baseline_value="38", unit="%")

    with pytest.raises(EditError):
        written(now, Edit(edit="take", op="take", path=TARGET, to=value))


def test_the_draft_stays_what_was_typed() -> None:
    draft = answers(f"{MINUS}20 %", baseline_value="38").draft(TARGET)

    assert draft.text == f"{MINUS}20 %"
    assert (GROUP, TARGET) in answers(f"{MINUS}20 %").drafts()


@pytest.mark.parametrize(
    "details", [{}, {"measure": "percent"}, {"amount": "1e9", "measure": "percent"}]
)
def test_a_draft_of_another_version_is_no_change_we_know(details: dict[str, str]) -> None:
    assert Change.of_details("change", details) is None
    assert Change.of_details("change", {"amount": "-20", "measure": "percent"}) == Change(
        Decimal(-20), "percent"
    )


def test_the_method_says_from_which_number_a_target_changes() -> None:
    assert METHOD.at(TARGET).changed == Changed("baseline_value", "unit")
    assert METHOD.at("evaluation/targets/t/value").changed == Changed(
        "baseline_value", "unit", "indicator"
    )


COLUMNS = """
  [[questions.columns]]
  id = "cost"
  kind = "decimal"

  [[questions.columns]]
  id = "aim"
  kind = "decimal"
  change_of = { column = "cost", unit = "what" }
"""
BROKEN = [
    ('"cost", unit', '"costs", unit', "Did you mean 'cost'?"),
    ('"cost", unit', '"what", unit', "nothing changes from 'what'."),
    ('"cost", unit', '"aim", unit', "nothing changes from 'aim'."),
    ('unit = "what"', 'unit = "secured"', "'secured' says no unit."),
    ('unit = "what"', 'units = "what"', "Did you mean 'unit'?"),
    ('unit = "what"', 'through = "what"', "'what' names no row of one table."),
    ('kind = "decimal"\n  change', 'kind = "text"\n  change', "has no 'change_of'."),
]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN, ids=[one[1] for one in BROKEN])
def test_a_change_of_what_does_not_exist_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    file = content / "steps" / "20-leadership.toml"
    place = '[[questions]]\nid = "resources_secured"'
    columns = COLUMNS.replace(old, new, 1)
    assert columns != COLUMNS
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(place, f"{columns}\n{place}"), encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        load_method(content)

    assert said in str(refused.value)
