"""A form for everybody: labels, ids and headings, and what a respondent sees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from building import answers_of
from drawing import (
    FULL,
    OPINIONS,
    STEP,
    all_pages,
    every_kind,
    fields,
    form,
    parse,
    view,
    words_of,
)

from smartcity_widgets import render
from smartcity_widgets.words import Words, read_words

if TYPE_CHECKING:
    from smartcity_widgets.method import Method


@pytest.fixture
def method() -> Method:
    return every_kind()


def test_every_id_is_there_once(method: Method) -> None:
    for page in all_pages(method):
        counted = Counter(one.attrs["id"] for one in page if "id" in one.attrs)

        assert [name for name, n in counted.items() if n > 1] == []


def test_every_control_has_a_label(method: Method) -> None:
    for page in all_pages(method):
        tied = {one.attrs.get("for") for one in page.all("label")}
        for one in page:
            if one.tag not in {"input", "textarea", "select"}:
                continue
            assert one.attrs.get("id") in tied or one.within("label"), one.attrs
            if one.attrs.get("type") in {"radio", "checkbox"}:
                assert one.within("fieldset")
        for one in page.all("fieldset"):
            assert next(iter(one)).tag == "legend"


def test_every_description_exists(method: Method) -> None:
    for page in all_pages(method):
        known = {one.attrs.get("id") for one in page}
        for one in page:
            for name in ("aria-describedby", "aria-labelledby", "for"):
                assert set(one.attrs.get(name, "").split()) <= known


def test_every_button_has_words_and_does_something(method: Method) -> None:
    for page in all_pages(method):
        for one in page.all("button"):
            assert one.attrs["type"] == "button"
            assert any(letter.isalpha() for letter in one.text)
            assert one.attrs["data-action"]


def test_headings_go_down_one_by_one(method: Method) -> None:
    for page in all_pages(method):
        levels = [int(one.tag[1]) for one in page if one.tag in {"h1", "h2", "h3", "h4"}]

        assert levels[0] == 2
        assert set(levels) <= {2, 3}


def test_required_and_internal_are_said_in_words(method: Method) -> None:
    page = form(method, answers_of(FULL))

    assert "required" in page.one("label", for_=f"u1-i-{STEP}/text").text
    assert "internal" in page.one("label", for_=f"u1-i-{STEP}/secret").text


def test_a_word_that_a_draft_language_lacks_is_marked(method: Method) -> None:
    english = words_of(method)
    shipped = read_words()["fr"]
    draft = Words("fr", "Français", draft=True, entries=shipped.entries, fallback=english)
    page = parse(render.form_html(method, answers_of(FULL), STEP, view(), words=draft))

    label = page.one("label", for_=f"u1-i-{STEP}/text")
    assert label.one("span", lang="en").text == "Label of text"


def test_a_respondent_answers_levels_and_nothing_else(method: Method) -> None:
    answers = answers_of(FULL, individual=OPINIONS)
    page = form(method, answers, respondent="r1")

    assert {
        one.attrs["data-kind"]
        for path, one in fields(page).items()
        if not path.startswith("notes/")
    } == {"level"}
    chosen = [
        one.attrs["value"] for one in fields(page)[f"{STEP}/W1"] if "checked" in one.attrs
    ]
    assert chosen == ["1"]


def test_opinions_stay_hidden_until_the_group_agrees_or_reveals(method: Method) -> None:
    hidden = form(method, answers_of(individual=OPINIONS))
    revealed = form(method, answers_of(individual=OPINIONS, revealed=[STEP]))

    assert not any("differ" in one.text for one in hidden.all("span"))
    assert (
        hidden.one("button", data_action="reveal").attrs["data-path"] == f"revealed/{STEP}"
    )
    assert any("5 opinions differ, from 1 to 3" in one.text for one in revealed.all("span"))
    assert not revealed.all("button", data_action="reveal")


def test_no_group_under_three_is_shown(method: Method) -> None:
    two = dict(list(OPINIONS.items())[:2])
    page = form(method, answers_of(individual=two, revealed=[STEP]))

    assert not page.all("span", class_="room")


def test_not_applicable_asks_for_a_reason(method: Method) -> None:
    asked = fields(form(method, answers_of(FULL)))

    assert f"notes/{STEP}/W2/reason" in asked
    assert f"notes/{STEP}/W1/reason" not in asked
