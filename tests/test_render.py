"""A form: what stands in it, and what it says about an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from building import answers_of, entries_of
from drawing import (
    FULL,
    OPINIONS,
    PERSONS,
    STEP,
    Node,
    every_kind,
    fields,
    form,
    parse,
    view,
    words_of,
)

from smartcity_widgets import render
from smartcity_widgets.answers import Answers
from smartcity_widgets.log import Entry

if TYPE_CHECKING:
    from smartcity_widgets.method import Method


@pytest.fixture
def method() -> Method:
    return every_kind()


def test_every_kind_is_asked(method: Method) -> None:
    asked = fields(form(method, answers_of(FULL)))

    kinds = {one.attrs["data-kind"] for one in asked.values()}
    assert kinds == {
        one.kind
        for one in method.steps[STEP].questions
        if one.kind not in {"table", "computed"}
    }


def test_every_field_says_where_its_answer_stands_and_on_which_entry(
    method: Method,
) -> None:
    answers = answers_of(FULL)

    for path, one in fields(form(method, answers)).items():
        assert one.attrs["data-base"] == str(answers.base(path))


def test_a_form_is_its_fragments_in_a_skeleton_without_words(method: Method) -> None:
    answers = answers_of(FULL, individual=OPINIONS)
    bare = []
    for language in ("en", "fr"):
        words = words_of(method, language)
        whole = render.form_html(method, answers, STEP, view(), words=words)
        parts = render.form_fragments(method, answers, STEP, view(), words=words)
        for html in sorted(parts.values(), key=len, reverse=True):
            assert html in whole
            whole = whole.replace(html, "", 1) if html else whole
        bare.append(
            whole.replace(f'language="{language}" ', "").replace(f'lang="{language}"', "")
        )

    assert bare[0] == bare[1]
    assert parse(bare[0]).text == ""


def test_fragments_have_the_names_of_the_whole(method: Method) -> None:
    answers = answers_of(FULL)
    words = words_of(method)
    page = parse(render.form_html(method, answers, STEP, view(), words=words))

    names = {one.attrs["data-fragment"] for one in page if "data-fragment" in one.attrs}
    assert names == set(render.form_fragments(method, answers, STEP, view(), words=words))


def test_an_untouched_question_stays_unanswered(method: Method) -> None:
    page = form(method, answers_of({"context": {"persons": PERSONS}}))

    assert not [one for one in page if "checked" in one.attrs]
    chosen = [one.attrs["value"] for one in page.all("option") if "selected" in one.attrs]
    assert chosen == ["", "en"]  # the group, in English
    typed = [one for one in page.all("input", type="text") if one.attrs["value"]]
    assert not typed


def test_answers_stand_in_their_fields(method: Method) -> None:
    asked = fields(form(method, answers_of(FULL)))

    assert asked[f"{STEP}/money"].attrs["value"] == "1,250,000.00"
    assert asked[f"{STEP}/date"].attrs["value"] == "2030-12-01"
    assert asked[f"{STEP}/long_text"].raw == "\nTwo\nlines"
    assert asked[f"{STEP}/list"].raw == "\none\ntwo"
    assert [
        one.attrs["value"] for one in asked[f"{STEP}/choices"] if "checked" in one.attrs
    ] == ["m0", "m8"]
    assert [
        one.attrs["value"] for one in asked[f"{STEP}/yes_no"] if "checked" in one.attrs
    ] == ["false"]
    assert [
        one.attrs["value"] for one in asked[f"{STEP}/W1"] if "checked" in one.attrs
    ] == ["2"]


def test_what_was_read_is_echoed(method: Method) -> None:
    page = form(method, answers_of(FULL))

    assert any("€1,250,000.00" in one.text for one in page.all("p", class_="echo"))


def test_a_leading_line_break_survives_the_text_area(method: Method) -> None:
    page = form(method, answers_of({STEP: {"long_text": "\nfirst line is empty"}}))

    assert fields(page)[f"{STEP}/long_text"].raw == "\n\nfirst line is empty"


def test_a_text_with_line_breaks_is_not_put_on_one_line(method: Method) -> None:
    page = form(method, answers_of({STEP: {"text": "one\ntwo"}}))

    assert fields(page)[f"{STEP}/text"].tag == "textarea"


def test_a_hidden_question_has_an_empty_fragment_and_keeps_its_answer(
    method: Method,
) -> None:
    shown = answers_of({STEP: {"choice": "a", "later": "kept"}})
    hidden = answers_of({STEP: {"choice": "b", "later": "kept"}})
    words = words_of(method)

    parts = render.form_fragments(method, hidden, STEP, view(), words=words)
    assert parts[f"q:{STEP}/later"] == ""
    again = render.form_fragments(method, shown, STEP, view(), words=words)
    assert 'value="kept"' in again[f"q:{STEP}/later"]


def test_a_draft_stands_as_typed_with_its_message_and_a_line_at_the_top(
    method: Method,
) -> None:
    page = form(method, answers_of({}, drafts={f"{STEP}/money": "1.250.00"}))

    field = fields(page)[f"{STEP}/money"]
    assert field.attrs["value"] == "1.250.00"
    assert field.attrs["aria-invalid"] == "true"
    message = page.one(id=f"u1-m-{STEP}/money")
    assert message.attrs["id"] in field.attrs["aria-describedby"]
    assert f"#u1-i-{STEP}/money" in [one.attrs["href"] for one in page.all("a")]


def test_a_draft_offers_the_former_answer(method: Method) -> None:
    answers = answers_of({STEP: {"money": "5.00"}}, drafts={f"{STEP}/money": "5x"})

    button = form(method, answers).one("button", data_action="former")

    assert "€5.00" in button.text


def test_two_answers_that_clash_are_both_shown(method: Method) -> None:
    def said(number: int, value: str, author: str) -> Entry:
        return Entry(
            edit=f"e{number}",
            workbook="w",
            cycle=1,
            respondent="",
            path=f"{STEP}/text",
            kind="answer",
            value=value,
            author=author,
            base=0,
            number=number,
            time=datetime(2026, 3, 12, 14, tzinfo=UTC),
        )

    answers = Answers("w").with_entries([said(1, "hers", "Anne"), said(2, "his", "Marc")])
    page = form(method, answers)

    kept = page.all("button", data_action="keep")
    assert [one.attrs["data-entry"] for one in kept] == ["1", "2"]
    assert {"Anne", "Marc"} <= set(
        page.one(id=f"u1-c-{STEP}/text").text.replace(",", "").split()
    )


def test_undo_names_what_it_undoes_and_asks_before_another_authors_entry(
    method: Method,
) -> None:
    history = entries_of({STEP: {"text": "hers"}}, author="Anne")
    answers = Answers("test").with_entries(history)
    words = words_of(method)

    def button(author: str) -> Node:
        at = view(author=author)
        html = render.form_html(method, answers, STEP, at, history=history, words=words)
        return parse(html).one("button", data_action="undo")

    assert "Label of text" in button("Anne").text
    assert "data-confirm" not in button("Anne").attrs
    assert "Anne" in button("Marc").attrs["data-confirm"]


def test_a_narrow_table_is_a_table_and_a_wide_one_has_cards(method: Method) -> None:
    page = form(method, answers_of(FULL))

    cells = [
        one for path, one in fields(page).items() if path.startswith(f"{STEP}/narrow/")
    ]
    assert all(one.within("table") for one in cells)
    assert not any(
        one.within("table")
        for path, one in fields(page).items()
        if path.startswith(f"{STEP}/wide/")
    )


def test_row_buttons_name_their_row(method: Method) -> None:
    page = form(method, answers_of(FULL))

    removals = [one.text for one in page.all("button", data_action="remove-row")]
    assert "✕ Remove row 2: Do" in removals
    moves = [one.attrs["data-to"] for one in page.all("button", data_action="move-row")]
    assert Counter(moves) == {"up": 2, "down": 2}


def test_the_last_removed_row_can_be_brought_back(method: Method) -> None:
    entries = entries_of(FULL)
    gone = replace(entries[0], path=f"{STEP}/narrow/n1", kind="row", value=None, number=999)
    page = form(method, Answers("test").with_entries([*entries, gone]))

    button = page.one("button", data_action="restore-row")
    assert button.attrs["data-path"] == f"{STEP}/narrow/n1"
    assert "Decide" in button.text


def test_a_reference_names_rows_and_a_removed_one(method: Method) -> None:
    page = form(method, answers_of(FULL | {STEP: {"reference": "p9"}}))

    options = fields(page)[f"{STEP}/reference"].all("option")
    assert [one.text for one in options][1:] == [
        "Anne Dupont — Alderwoman",
        "Marc",
        "p9 (removed)",
    ]


def test_a_reference_without_rows_says_where_they_are_entered(method: Method) -> None:
    page = form(method, Answers("empty"))

    assert f"{STEP}/reference" not in fields(page)
    links = page.all("button", data_action="go", data_path="context/persons")
    assert {one.attrs["data-step"] for one in links} == {"context"}
