"""What looks like a way to reach somebody; the cases are in ``cases/contacts.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st
from surveyed import SURVEYED

from smartcity_widgets.analysis.contacts import contacts_of, ways_in
from smartcity_widgets.analysis.openpoints import OpenPoint, open_points
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render import View, form_html
from smartcity_widgets.report.points import open_steps
from smartcity_widgets.words import languages

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "contacts.toml").read_text(encoding="utf-8")
)["case"]
VERBATIMS = "satisfaction/verbatims"
WHOLE = answers_of(SURVEYED)


@pytest.mark.parametrize("case", CASES, ids=[one["text"] for one in CASES])
def test_a_text_holds_the_ways_of_its_case(case: dict[str, object]) -> None:
    assert list(ways_in(str(case["text"]))) == case["ways"]


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert set(ways_in(text)) <= {"e-mail", "telephone"}


@given(
    st.sampled_from(["0470 12 34 56", "081/22.33.44", "+32 81 22 33 44"]),
    st.sampled_from(["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\t", "."]),
)
def test_a_number_is_found_whatever_stands_between_its_digits(
    number: str, gap: str
) -> None:
    assert ways_in(number.replace(" ", gap)) == ("telephone",)


@given(st.integers(1000, 9999), st.integers(0, 10**7))
def test_a_year_and_an_amount_are_nobody(year: int, amount: int) -> None:
    grouped = f"{amount:,}".replace(",", " ")
    assert ways_in(f"En {year}, {grouped} € ; {grouped} % ; {grouped} habitants") == ()


def test_the_lines_are_pointed_at_and_not_repeated() -> None:
    assert [(one.line, one.ways) for one in contacts_of(METHOD, WHOLE)] == [
        (2, ("e-mail", "telephone"))
    ]
    assert OpenPoint("contact", "satisfaction", VERBATIMS, line=2) in open_points(
        METHOD, WHOLE
    )


def test_what_is_hidden_is_not_looked_at() -> None:
    adapted = adapt(METHOD, {"hidden": [VERBATIMS]})
    assert contacts_of(adapted, WHOLE) == ()
    assert not [one for one in open_points(adapted, WHOLE) if one.rule == "contact"]


@pytest.mark.parametrize("language", languages())
def test_the_open_points_of_a_report_name_the_line(language: str) -> None:
    steps = open_steps(METHOD, WHOLE, WHOLE.words(language), steps=["satisfaction"])
    said = [point for step in steps for point in step.points]
    (about,) = [subjects for _, subjects in said if any("2" in one for one in subjects)]

    assert len(about) == 1
    assert "0470" not in str(said)
    assert "@" not in str(said)


@pytest.mark.parametrize("language", languages())
def test_the_form_says_it_at_the_field(language: str) -> None:
    html = form_html(METHOD, WHOLE, "satisfaction", View("u", language))
    clean = form_html(METHOD, answers_of(), "satisfaction", View("u", language))

    assert f'id="u-z-{VERBATIMS}"' in html
    (field,) = [one for one in html.split("<textarea ") if VERBATIMS in one[:200]]
    assert f"u-z-{VERBATIMS}" in field.partition(">")[0]  # its description
    assert f"u-z-{VERBATIMS}" not in clean


def test_figures_that_contradict_are_told_at_their_field_too() -> None:
    answers = answers_of(
        {
            "satisfaction": {
                "surveys": [{"id": "q", "responses": 9, "invited": 3}],
                "ideas_received": 1,
                "ideas_adopted": 2,
            }
        }
    )
    html = form_html(METHOD, answers, "satisfaction", View("u", "en"))

    for path in ("surveys/q/responses", "ideas_adopted"):
        assert html.count(f'id="u-z-satisfaction/{path}"') == 1
