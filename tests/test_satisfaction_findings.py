"""The findings of satisfaction: how content, how sure, who took part, who was answered."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st
from surveyed import SURVEYED

from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render import View, form_html
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.render_sheet import sheets_part
from smartcity_widgets.words import languages

METHOD = load_method()
HOSTILE = "<b>\u202eoops</b> & \ud800"


def page(agreed: Any = SURVEYED, language: str = "en", method: Any = METHOD) -> str:
    answers = answers_of(agreed)
    return findings_page(method, answers, answers.words(language), "satisfaction", uid="u")


def part(agreed: Any = SURVEYED, language: str = "en") -> str:
    answers = answers_of(agreed)
    return findings_part(METHOD, answers, answers.words(language), "satisfaction")


def said(html: str) -> str:
    """Return what a page says, as one line."""
    text = re.sub(r"</?(bdi|b|a)\b[^>]*>", "", html)
    text = re.sub(r"<[^>]+>", " ", text)
    for one in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        text = text.replace(one, " ")
    return " ".join(text.split())


def lead(agreed: Any, language: str = "en") -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', page(agreed, language), re.DOTALL)
    return said(found[1]) if found else ""


def told(**satisfaction: Any) -> dict[str, Any]:
    return {"satisfaction": satisfaction}


def rows(html: str) -> list[list[str]]:
    """Return the cells of the rows of the table of surveys, as text."""
    (table,) = re.findall(r'<table class="[^"]*\bsurveys">.*?</table>', html, re.DOTALL)
    return [
        [said(cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    ]


def well_formed(html: str) -> None:
    whole = html.replace("data-status>", "data-status=''>").replace("<br>", "<br/>")
    ET.fromstring(whole)  # noqa: S314 - our own


@pytest.mark.parametrize("language", languages())
def test_the_page_is_well_formed_and_what_was_typed_is_escaped(language: str) -> None:
    hostile = told(
        surveys=[{"id": "q", "question": HOSTILE, "responses": 3, "project": "gone"}],
        participation=[{"id": "e", "event": HOSTILE, "participants": 1, "women": "60"}],
        not_reached=[HOSTILE],
        feedback_given=True,
        answer_given=HOSTILE,
        verbatims=[f"{HOSTILE} jo@exemple.be"],
    )
    for agreed in (SURVEYED, hostile, {}):
        well_formed(page(agreed, language))
        assert "<b>\u202e" not in page(agreed, language)


def test_nothing_is_said_before_there_is_something_to_say() -> None:
    assert part({}) == ""
    assert part(told(surveys=[{"id": "q"}], verbatims=["Bien"])) == ""
    assert part(told(verbatims=["jo@exemple.be"]))
    assert all(
        part(told(**{name: SURVEYED["satisfaction"][name]}))
        for name in ("surveys", "participation", "not_reached", "complaints")
    )


@pytest.mark.parametrize(
    ("satisfaction", "english", "french"),
    [
        (
            {"surveys": [{"question": "Content ?", "responses": 1}]},
            (
                "1 question was asked in surveys, with 1 answer. "
                "None of them has a margin of error: see why beside each."
            ),
            (
                "1 question a été posée par enquête, avec 1 réponse. Aucune marge d’erreur "
                "ne peut être donnée : la raison figure à côté de chaque question."
            ),
        ),
        (
            {"complaints": 2, "feedback_given": True},
            "No survey is written down yet. People were told what became of it.",
            "Aucune enquête n’est encore notée. On a dit aux gens ce qu’il en est advenu.",
        ),
    ],
)
def test_the_first_sentence_says_how_much_was_asked(
    satisfaction: Any, english: str, french: str
) -> None:
    assert lead(told(**satisfaction)) == english
    assert lead(told(**satisfaction), "fr") == french


def test_each_survey_says_who_answered_how_content_and_how_sure() -> None:
    first, second, third = rows(page())[1:]

    assert first == [
        "Êtes-vous content de l’école rénovée ? Rénovation des écoles",
        "November 2024 On paper, random sample",
        "200 of 500 invited (40%), of a population of 1,000",
        "3.4 1 to 5",
        "52%",
        "± 6.2 points at 95%",
    ]
    assert second[5] == "± 5.1 points at 95%"
    assert third[1] == "2025 Online, not a random sample"
    assert third[3:] == ["62% yes Yes or no", "–", "no margin: not a random sample"]


def test_what_changed_since_is_said_with_whether_chance_explains_it() -> None:
    text = said(page())
    assert "from November 2024 to 20 November 2025: mean 3.4 → 3.9 (+0.5)" in text
    assert "52% → 66.5% (+14.5 points); more than the margins of error explain" in text


def test_who_was_reached_and_who_was_not_stands_in_words_and_in_a_chart() -> None:
    live, report = page(), part()
    text = said(live)

    assert "60 participants in 3 events. 1 event does not say how many came." in text
    assert "Les moins de 25 ans" in text
    assert 'id="u-participation-title"' in live
    assert "Women: 60% (of 60 participants, in 2 events)." in text
    assert "<details>" not in report
    assert "Who was not reached" in said(report)


def test_nobody_named_as_not_reached_is_told_too() -> None:
    text = said(page(told(participation=[{"participants": 5}])))
    assert "Nobody says who was not reached." in text


@pytest.mark.parametrize(
    ("satisfaction", "text"),
    [
        ({"ideas_received": 42, "ideas_adopted": 9}, "42 ideas received; 9 adopted, 21%."),
        ({"ideas_received": 1}, "1 idea received; nobody says how many were adopted."),
        ({"ideas_received": 0, "ideas_adopted": 0}, "0 ideas received; 0 adopted."),
        ({"ideas_adopted": 2}, "Ideas: 2 adopted; nobody says how many were received."),
        ({"ideas_received": 300, "ideas_adopted": 299}, "299 adopted, 99.6%."),
        ({"complaints": 1}, "1 complaint."),
    ],
)
def test_what_became_of_ideas_is_said(satisfaction: Any, text: str) -> None:
    assert text in said(page(told(**satisfaction)))


def test_what_people_were_told_is_quoted_and_its_lack_is_said() -> None:
    assert "Une lettre à chaque participant" in said(part())
    without = told(surveys=[{"responses": 5}], feedback_given=False)
    assert "Nothing says yet that people were told" in said(part(without))
    assert 'data-path="satisfaction/feedback_given"' in page(without)


def test_what_people_were_quoted_with_is_pointed_at_and_not_repeated() -> None:
    for html in (page(), part()):
        assert "Line 2 seems to hold an e-mail address and a telephone number." in said(
            html
        )
        assert "0470" not in html
        assert "@" not in html


def test_figures_that_contradict_are_told_with_where_to_put_them_right() -> None:
    html = page(told(surveys=[{"id": "q", "responses": 9, "invited": 3}]))
    assert 'data-path="satisfaction/surveys/q/responses"' in html
    assert "More people answered than were invited." in said(html)
    assert "of 3 invited (300%)" in said(html)


def test_what_an_overlay_hides_is_not_told() -> None:
    adapted = adapt(METHOD, {"hidden": ["satisfaction/surveys", "satisfaction/verbatims"]})
    html = page(method=adapted)
    assert "Connaissez-vous" not in html
    assert "Line 2" not in html
    assert "60 participants" in said(html)


def test_the_same_answers_give_the_same_page() -> None:
    assert page() == page()


# Whatever the tables hold -----------------------------------------------------------------

TABLES = (
    "evaluation/indicators",
    "evaluation/targets",
    "action-plan/projects",
    "results/measurements",
    "satisfaction/surveys",
    "satisfaction/participation",
    "adjustment/decisions",
)
IDS = ("a", "b", "c", "gone")
texts = st.just("broken \ud800\0 \u202e text") | st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=30
).filter(str.strip)
KINDS = {
    "text": texts,
    "long_text": texts,
    "decimal": st.sampled_from(["-0.5", "0", "1", "12", "999999999999999", "0.0000001"]),
    "percent": st.sampled_from(["0", "0.5", "33.3", "50", "100"]),
    "whole_number": st.sampled_from([0, 1, 2, 30, 999_999_999_999_999]),
    "date": st.sampled_from(["1800", "2024-02-29", "2025", "2026-03", "2200-12"]),
    "yes_no": st.booleans(),
}


def cell(column: Any) -> st.SearchStrategy[Any] | None:
    """Return answers a column can have; None where it is left out."""
    if column.kind == "choice":
        return st.sampled_from(column.choices)
    if column.kind == "reference" and len(column.targets) == 1:
        return st.sampled_from(IDS)
    if column.kind == "reference":
        return st.sampled_from([f"{one}/{row}" for one in column.targets for row in IDS])
    return KINDS.get(column.kind)


def row(table: str) -> st.SearchStrategy[dict[str, Any]]:
    columns = {one.id: cell(one) for one in METHOD.at(table).columns}
    known = {name: one for name, one in columns.items() if one is not None}
    return st.fixed_dictionaries({}, optional=known)


@st.composite
def workbooks(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw a workbook; rows point at each other, at nothing, at what is gone."""
    found: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        step, _, name = table.partition("/")
        drawn = draw(st.lists(row(table), max_size=3))
        if drawn:
            found.setdefault(step, {})[name] = [
                one | {"id": IDS[place]} for place, one in enumerate(drawn)
            ]
    known = {
        "complaints": KINDS["whole_number"],
        "ideas_received": KINDS["whole_number"],
        "ideas_adopted": KINDS["whole_number"],
        "not_reached": st.lists(texts, min_size=1, max_size=2),
        "verbatims": st.lists(texts, min_size=1, max_size=2),
        "feedback_given": st.booleans(),
        "answer_given": texts,
    }
    found.setdefault("satisfaction", {}).update(
        draw(st.fixed_dictionaries({}, optional=known))
    )
    return found


@settings(deadline=None, max_examples=60)
@given(workbooks(), st.sampled_from(["en", "fr"]))
def test_every_workbook_is_drawn(workbook: dict[str, Any], language: str) -> None:
    answers = answers_of(workbook, workbook={"language": language})
    spoken = answers.words(language)

    live = findings_page(METHOD, answers, spoken, "satisfaction", uid="u")
    report = findings_part(METHOD, answers, spoken, "satisfaction")
    sheets = sheets_part(METHOD, answers, spoken)
    for html in filter(None, (live, report, f"<main>{sheets}</main>")):
        well_formed(html)
    for step in ("results", "satisfaction"):
        assert form_html(METHOD, answers, step, View("u", language))
