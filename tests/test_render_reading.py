"""Answers to be read, and hostile text wherever it may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import answers_of
from drawing import (
    FULL,
    OPINIONS,
    STEP,
    every_kind,
    fields,
    form,
    parse,
    read,
    view,
    words_of,
)

from smartcity_widgets import render
from smartcity_widgets.answers import Answers

if TYPE_CHECKING:
    from smartcity_widgets.method import Method


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{7*7}}{% raw %}",
    "javascript:alert(1)",
    "a\u202eb",
    "lone \ud800 surrogate",
    "nul \x00 and \ufdd0",
    "\n leading line",
]


@pytest.fixture
def method() -> Method:
    return every_kind()


def test_answers_are_read_in_words(method: Method) -> None:
    said = read(method, answers_of(FULL)).text

    for expected in (
        "€1,250,000.00",
        "2 · Formalised — anchor 2",
        "Anne Dupont — Alderwoman",
        "80%",
    ):
        assert expected in said
    assert (
        parse(render.read_step(method, answers_of(FULL), STEP, words_of(method))).all(
            "button"
        )
        == []
    )


def test_an_unanswered_essential_says_so_and_the_others_are_counted(method: Method) -> None:
    said = read(method, Answers("empty")).text

    assert "Label of text not answered" in said
    assert "Label of spare" not in said
    assert "3 further questions" in said


def test_what_was_skipped_is_listed(method: Method) -> None:
    page = read(method, answers_of({STEP: {"choice": "b", "later": "kept"}}))

    assert "Label of later" in page.one("p", class_="remark skipped").text
    assert "kept" not in page.text


def test_internal_answers_are_read_only_when_asked_for(method: Method) -> None:
    notes = {STEP: {"W1": {"dissent": "Marc disagrees"}}}
    answers = answers_of(FULL, notes=notes)

    for hidden in ("internal words", "Marc disagrees", "Label of c7"):
        assert hidden not in read(method, answers).text
    shown = read(method, answers, internal=True).text
    assert "internal words" in shown
    assert "Marc disagrees" in shown


def test_a_draft_is_read_as_one(method: Method) -> None:
    answers = answers_of({STEP: {"money": "5.00"}}, drafts={f"{STEP}/money": "5x"})

    said = read(method, answers).text

    assert "not counted as an answer: 5x" in said
    assert "€5.00" not in said


def test_an_open_criterion_shows_its_median_only_once_revealed(method: Method) -> None:
    hidden = read(method, answers_of(individual=OPINIONS)).text
    shown = read(method, answers_of(individual=OPINIONS, revealed=[STEP])).text

    assert "median" not in hidden
    assert "median of 5 opinions: 2" in shown


def test_a_check_list_says_in_words_what_is_ticked(method: Method) -> None:
    lines = [one.text for one in read(method, answers_of(FULL)).all("li")]

    assert lines == ["☐ still to do: Choice a", "☑ done: Choice b"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_everywhere(method: Method, text: str) -> None:
    line = text.replace("\n", " ")
    answers = answers_of(
        {
            "context": {"persons": [{"id": "p1", "name": line, "role": line}]},
            STEP: {
                "text": line,
                "long_text": text,
                "list": [line],
                "reference": "p1",
                "references": ["p1"],
                "secret": line,
                "wide": [{"id": "w1", "c0": line, "c7": text}],
                "narrow": [{"id": "n1", "what": line}],
                "W1": "na",
            },
        },
        notes={STEP: {"W1": {"reason": text, "comment": text, "dissent": text}}},
        drafts={f"{STEP}/money": line},
        workbook={"name": line},
        name=line,
        author=line,
    )
    at = view(author=line)
    drawn = [
        render.form_html(method, answers, STEP, at, words=words_of(method)),
        render.read_step(method, answers, STEP, words_of(method), internal=True),
        render.map_of_steps(method, answers, words_of(method)),
        render.picker([("w", line, None)], words_of(method), error=line, typed=line),
    ]

    for html in drawn:
        html.encode("utf-8")
        assert "\x00" not in html
        page = parse(html)
        assert {"script", "img", "svg"}.isdisjoint(one.tag for one in page)
        assert not [name for one in page for name in one.attrs if name.startswith("on")]
        links = [one.attrs["href"] for one in page.all("a")]
        assert all(one.startswith(("#", "https://")) for one in links)


def test_what_cannot_be_shown_is_named(method: Method) -> None:
    field = fields(form(method, answers_of({STEP: {"text": "a\ud800b"}})))[f"{STEP}/text"]

    assert field.attrs["value"] == "a\N{REPLACEMENT CHARACTER}b"
    assert "U+D800" in field.attrs["title"]


def test_a_right_to_left_override_stays_inside(method: Method) -> None:
    page = read(method, answers_of({STEP: {"text": "a\u202eb"}}))

    assert "a\u202eb" in [one.text for one in page.all("bdi")]
