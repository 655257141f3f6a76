"""The pictures of the lights and of who pays: whatever is written, nothing is cut."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st
from meant import MEANT
from pictured import SVG, is_readable, root

from smartcity_widgets.analysis.financed import financed_by_project, financed_by_year
from smartcity_widgets.analysis.reflections import lit_of
from smartcity_widgets.charts import funding_chart, lights_chart
from smartcity_widgets.method import load_method
from smartcity_widgets.words import words

METHOD = load_method()
calm = settings(deadline=None)
FRENCH = words("fr", "be")


titles = st.one_of(
    st.text("aéiMWœ -/’", max_size=60),
    st.sampled_from(["W" * 90, "Rénovation énergétique " * 6, "mmmmm " * 30]),
)
amounts = st.decimals(0, 10**12, places=2).map(lambda one: f"{one:f}")
languages = st.sampled_from(["en", "fr"])


@calm
@given(
    st.lists(st.tuples(titles, st.integers(0, 5), st.booleans()), max_size=12), languages
)
def test_lights_are_readable_whatever_the_projects_are_called(
    said: list[tuple[str, int, bool]], language: str
) -> None:
    projects = [{"id": f"p{n}", "title": title} for n, (title, *_) in enumerate(said)]
    needs = [
        {"project": f"p{n}", "skill": "x", "source": "internal", "secured": secured}
        for n, (_, count, secured) in enumerate(said)
        for _ in range(count)
    ]
    tables = {"means": {"needs": needs}} if needs else {}
    answers = answers_of({"action-plan": {"projects": projects}} | tables)
    found = lit_of(METHOD, answers)

    chart = lights_chart(found, words(language))

    assert is_readable(chart)
    assert chart.table.count('scope="row"') == max(len(said), 1)


@calm
@given(
    st.lists(st.tuples(titles, amounts, amounts, amounts), max_size=10),
    languages,
    st.sampled_from([financed_by_project, financed_by_year]),
)
def test_money_is_readable_and_every_bar_is_whole(
    said: list[tuple[str, str, str, str]], language: str, laid_out: Any
) -> None:
    projects = [{"id": f"p{n}", "title": title} for n, (title, *_) in enumerate(said)]
    costs = [
        {"project": f"p{n}", "year": 2026 + n % 4, "amount": cost}
        for n, (_, cost, *_) in enumerate(said)
    ]
    sources = [
        {"project": f"p{n}", "year": 2027, "amount": amount, "status": status}
        for n, (*_, granted, applied) in enumerate(said)
        for status, amount in (("granted", granted), ("applied", applied))
    ]
    tables = {"means": {"costs": costs, "sources": sources}} if said else {}
    answers = answers_of({"action-plan": {"projects": projects}} | tables)
    found = laid_out(answers)

    chart = funding_chart(found, words(language))

    assert is_readable(chart)
    assert chart.table.count('scope="row"') == max(len(found.parts), 1)
    for one in root(chart).iter(f"{SVG}rect"):
        assert float(one.get("x", "0")) + float(one.attrib["width"]) <= 420.1


def test_a_light_is_told_by_sign_and_word_and_its_reason_stands_in_the_table() -> None:
    answers = answers_of(MEANT)
    chart = lights_chart(lit_of(METHOD, answers), FRENCH)
    said = ["".join(one.itertext()) for one in root(chart).iter(f"{SVG}text")]

    for word, count in (("réglé", 5), ("en partie", 6), ("pas réglé", 6), ("inconnu", 7)):
        assert said.count(word) == count + 1, word  # and the legend
    assert "Borne de trop" not in chart.svg + chart.table
    assert "Borne de trop" not in funding_chart(financed_by_project(answers), FRENCH).table
    assert "Projet 4, sans titre" in said
    assert chart.table.count("Le projet se passe de technologie") == 1
    assert "Personnes pas réglé" in chart.alt


@pytest.mark.parametrize(
    ("cost", "granted", "applied", "mark", "said"),
    [
        ("100", "99.6", "0", False, "99,6 %"),
        ("100", "100", "0", False, "100 %"),
        ("100", "150", "0", True, "150 %"),
        ("100", "50", "60", True, "50 %"),
        ("0", "0", "0", False, "aucun coût indiqué"),
    ],
)
def test_a_bar_says_its_share_and_marks_where_the_cost_ends(
    cost: str, granted: str, applied: str, mark: object, said: str
) -> None:
    means = {
        "costs": [{"project": "p1", "amount": cost}],
        "sources": [
            {"project": "p1", "amount": granted, "status": "granted"},
            {"project": "p1", "amount": applied, "status": "applied"},
        ],
    }
    projects = [{"id": "p1", "title": "Un"}]
    answers = answers_of({"action-plan": {"projects": projects}, "means": means})
    chart = funding_chart(financed_by_project(answers), FRENCH)
    plain = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", chart.svg)

    assert (">le coût<" in plain) is mark
    assert f">{said}<" in plain
    assert "hors TVA" not in chart.title
    assert "TVA comprise" in chart.title
