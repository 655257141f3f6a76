"""The templates and their words: nothing unescaped, nothing unsaid, nothing left over."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from building import answers_of
from drawing import every_kind, parse, words_of

from smartcity_widgets import render
from smartcity_widgets.method import load_method
from smartcity_widgets.render.templates import TEMPLATE_FOLDER
from smartcity_widgets.words import read_words, words

MINE = (
    "form",
    "questions",
    "read",
    "picker",
    "map",
    "introduction",
    "sheet",
    "ballot",
    "agenda",
    "agenda-body",
    "timer",
)
LANGUAGES = ("en", "fr")


def ours(language: str) -> dict[str, object]:
    entries = read_words()[language].entries
    return {key: said for key, said in entries.items() if key.startswith("ui.")}


def test_both_languages_say_the_same_things_with_the_same_placeholders() -> None:
    english, french = ours("en"), ours("fr")

    assert english.keys() == french.keys()
    for key, said in english.items():
        found = [
            sorted(set(re.findall(r"\{[a-z_.]+\}", str(one))))
            for one in (said, french[key])
        ]
        assert found[0] == found[1], key


def test_french_keeps_its_spaces_and_apostrophes() -> None:
    for key, said in ours("fr").items():
        assert not re.search(
            r" [:;?!»]|« |'|\"", str(said) if isinstance(said, str) else "".join(said)
        ), key


def test_no_template_opens_the_escaping_door() -> None:
    for name in MINE:
        text = (TEMPLATE_FOLDER / f"{name}.html.j2").read_text(encoding="utf-8")

        assert "safe }}" not in text
        assert "autoescape" not in text


def test_no_sentence_stands_in_a_template() -> None:
    for name in MINE:
        text = (TEMPLATE_FOLDER / f"{name}.html.j2").read_text(encoding="utf-8")
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        bare = re.sub(r"<[^>]*>|[a-z-]+=\"[^\"]*\"", "", bare)

        assert not re.search(r"[A-Za-z]{2,}", bare), name


def test_every_word_of_the_pages_is_used() -> None:
    source = "".join(
        one.read_text(encoding="utf-8")
        for one in TEMPLATE_FOLDER.parent.rglob("*.*")
        if one.suffix in {".j2", ".py", ".js"}
    )
    made = (
        "ui.status.",
        "ui.note.",
        "ui.spread.",
        "ui.crumb.",
        "ui.jot.",
        "ui.comment.",
        "ui.derived.",
        "ui.change.",
    )
    for key in ours("en"):
        stem = re.sub(r"\.(one|other)$", "", key)

        assert stem.startswith(made) or re.search(rf"{re.escape(stem)}[\"']", source), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_step_is_drawn_in_every_language(language: str) -> None:
    method = load_method()
    answers = answers_of({"context": {"persons": [{"id": "p1", "name": "Anne"}]}})
    for step in method.steps.values():
        if step.outline:
            continue
        view = render.View(uid="u1", language=language, author="Anne")
        page = parse(render.form_html(method, answers, step.id, view))
        read = parse(render.read_step(method, answers, step.id, words(language)))

        assert page.one("h2").text
        assert read.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_shows_every_step_and_links_those_that_have_a_form(language: str) -> None:
    method = load_method()
    page = parse(render.map_of_steps(method, answers_of({}), words(language)))

    linked = [one.attrs["data-step"] for one in page.all("button", data_action="go")]
    phases = ("prerequisites", "planning", "implementation", "monitoring")
    assert linked == [
        "context",
        *(step for one in phases for step in method.phases[one].steps),
    ]
    assert len(page.all("li")) == 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_introduction_says_what_is_ours(language: str) -> None:
    page = parse(render.introduction(load_method(), words(language)))

    assert "Smart City Institute" in page.text
    assert [one.attrs["href"] for one in page.all("a")] == [load_method().introduction]


def test_the_introduction_uses_the_word_that_was_chosen() -> None:
    answers = answers_of({"context": {"term_used": "smart_territory"}})

    said = parse(render.introduction(load_method(), words("fr"), answers=answers)).text

    assert "territoire intelligent" in said.lower()


def test_the_picker_names_each_workbook_and_proposes_nothing_for_a_name() -> None:
    known = [("namur", "Namur", datetime(2026, 3, 12, 14, tzinfo=UTC)), ("x", "X", None)]
    page = parse(render.picker(known, words("en"), current="namur"))

    opened = [one.attrs["data-workbook"] for one in page.all("button", data_action="open")]
    assert opened == ["namur", "x"]
    assert page.one(data_field="name").attrs["value"] == ""
    asked = {one.attrs["name"] for one in page if "data-field" in one.attrs}
    assert {"name", "language", "terms"} <= asked


def test_every_rule_of_the_style_sheet_stays_in_our_pages() -> None:
    sheet = render.stylesheet("tokens", "form")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    top, depth, rule = [], 0, ""
    for character in sheet:
        if character == "{":
            if depth == 0:
                top.append(rule.strip())
            depth, rule = depth + 1, ""
        elif character == "}":
            depth, rule = depth - 1, ""
        else:
            rule += character

    assert depth == 0
    assert all(".smartcity" in one or one.startswith("@media") for one in top)


def test_a_small_method_is_drawn_with_its_own_words() -> None:
    method = every_kind()
    page = parse(render.map_of_steps(method, answers_of({}), words_of(method)))

    assert "Title of political-will" in page.text
