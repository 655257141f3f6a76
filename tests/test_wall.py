"""The present view: what a room sees of a form, and what it never sees."""

from __future__ import annotations

from dataclasses import fields

import pytest
from building import answers_of
from drawing import OPINIONS, STEP, every_kind, form, parse, view, words_of

from smartcity_widgets import render
from smartcity_widgets.editing import Edit, decide
from smartcity_widgets.log import Entry, NewEntry
from smartcity_widgets.method import load_method
from smartcity_widgets.words import words

METHOD = every_kind()
PATHS = [
    f"{STEP}/{one.id}"
    for one in METHOD.steps[STEP].questions
    if not one.internal and one.id != "later" and not one.id.startswith("step_")
]


def wall(path, answers, **details):
    """What stands on the wall."""
    seen = view(presented=path, **details)
    parts = render.form_fragments(METHOD, answers, STEP, seen, words=words_of(METHOD))
    return parse(parts["wall"])


def test_nothing_stands_on_the_wall_until_it_is_asked_for():
    assert wall("", answers_of({})).children == []


@pytest.mark.parametrize("path", PATHS)
def test_every_question_of_a_form_can_be_shown_and_answered(path):
    page = wall(path, answers_of({"context": {"persons": [{"id": "p1", "name": "A"}]}}))

    question = METHOD.at(path)
    assert page.one("h2").text == f"Label of {question.id}"
    if question.kind not in {"table", "computed"}:
        assert page.all(data_path=path)


def test_a_level_shows_its_five_anchors_and_no_note():
    notes = {STEP: {"W1": {"comment": "between us", "dissent": "Luc says no"}}}
    page = wall(f"{STEP}/W1", answers_of({STEP: {"W1": 3}}, notes=notes))

    assert [one.text for one in page.all(class_="anchor")] == [
        f"anchor {n}" for n in range(5)
    ]
    assert page.one("input", value="3").attrs["checked"] == ""
    assert "between us" not in page.text
    assert "Luc" not in page.text


def test_what_is_internal_stands_on_no_wall():
    answers = answers_of(
        {STEP: {"secret": "planted", "wide": [{"id": "w1", "c0": "seen", "c7": "planted"}]}}
    )

    assert wall(f"{STEP}/secret", answers).children == []
    page = wall(f"{STEP}/wide", answers)
    assert page.one("input", data_path=f"{STEP}/wide/w1/c0").attrs["value"] == "seen"
    assert not page.all(data_path=f"{STEP}/wide/w1/c7")


def test_opinions_stay_hidden_until_they_are_revealed():
    hidden = wall(f"{STEP}/W1", answers_of(individual=OPINIONS))
    shown = wall(f"{STEP}/W1", answers_of(individual=OPINIONS, revealed=[STEP]))

    assert hidden.one("button", data_action="reveal").attrs["data-key"] == "r"
    assert hidden.one(class_="room waiting").text == "5 opinions, not shown yet"
    assert not shown.all("button", data_action="reveal")
    assert "from 1 to 3" in shown.text


def test_two_people_are_never_shown_apart():
    pair = dict(list(OPINIONS.items())[:2])
    page = wall(f"{STEP}/W1", answers_of(individual=pair, revealed=[STEP]))

    assert not page.all(class_="room close")
    assert not page.all(class_="room divergent")


def test_the_arrow_keys_go_through_what_is_essential_and_not_internal():
    page = form(METHOD, answers_of({}))

    (button,) = [
        one
        for one in page.all("button", data_action="present")
        if "data-sequence" in one.attrs
    ]
    paths = button.attrs["data-sequence"].split(" ")
    assert paths[0] == f"{STEP}/text"
    assert f"{STEP}/spare" not in paths
    assert f"{STEP}/secret" not in paths


def test_a_respondent_alone_sees_levels_only():
    answers = answers_of({STEP: {"text": "the group's"}}, individual={"r1": {}})

    assert wall(f"{STEP}/text", answers, respondent="r1").children == []
    assert "R1" in wall(f"{STEP}/W1", answers, respondent="r1").text


def test_an_action_begins_with_the_sentence_to_the_next_level():
    method = load_method()
    answers = answers_of({STEP: {"W1": 1}})
    seen = render.View(uid="u", language="fr", presented=f"{STEP}/W1")
    page = parse(render.form_fragments(method, answers, STEP, seen)["wall"])

    (keep,) = [
        one for one in page.all("button", data_action="jot") if one.attrs["data-key"] == "k"
    ]
    assert keep.attrs["data-what"] == words("fr").each(f"question.{STEP}.W1.next")[1]
    assert keep.attrs["data-from"] == f"{STEP}/W1"


def test_no_number_stands_on_the_wall_of_a_form():
    page = wall(f"{STEP}/W1", answers_of({STEP: {"W1": 3}}))

    assert "%" not in page.text
    assert "/100" not in page.text


def test_what_was_prefilled_says_so_on_the_wall():
    method = load_method()
    act = {"edit": "e-o2", "op": "answer", "path": "openness/O2", "raw": "0"}
    answers = answers_of({"openness": {}})
    decision = decide(
        Edit.of(act), method=method, answers=answers, author="a", history=list
    )
    log = [
        Entry(**{f.name: getattr(one, f.name) for f in fields(NewEntry)}, number=number)
        for number, one in enumerate(decision.entries, start=1)
    ]
    seen = render.View(uid="u", language="en", presented="openness/O4")
    after = answers.with_entries(log)
    page = render.form_fragments(method, after, "openness", seen, history=log)

    assert after.value("openness/O4") == 0
    (said,) = parse(page["wall"]).all(class_="note prefilled")
    assert "Prefilled: 0" in said.text
