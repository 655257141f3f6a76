"""The page of the four reflections: a sentence first, each sum with its VAT, all doubts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from building import answers_of
from meant import MEANT

from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.words import languages

METHOD = load_method()
NOW = answers_of(MEANT)


def page(answers: Any = NOW, language: str = "en", method: Any = METHOD) -> str:
    return findings_page(method, answers, answers.words(language), "means", uid="u")


def part(answers: Any = NOW, language: str = "en") -> str:
    return findings_part(METHOD, answers, answers.words(language), "means")


def told(html: str) -> str:
    """Return what a page says, as one line."""
    text = re.sub(r"<[^>]+>", " ", html)
    for one in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        text = text.replace(one, " ")
    return re.sub("(“) | (”)", r"\1\2", " ".join(text.split()))


def with_means(**tables: Any) -> Any:
    projects = [{"id": "p1", "title": "One"}]
    return answers_of({"action-plan": {"projects": projects}, "means": tables})


@pytest.mark.parametrize("language", languages())
def test_the_page_is_well_formed_in_every_language(language: str) -> None:
    few = with_means(legal=[{"project": "p1", "personal_data": True}])
    for answers in (NOW, answers_of(), few):
        html = page(answers, language).replace("data-status>", "data-status=''>")
        ET.fromstring(html)  # noqa: S314 - our own page


def test_without_a_project_there_is_no_such_part() -> None:
    assert part(answers_of()) == ""
    assert part(answers_of({"means": {"costs": [{"amount": "5"}]}})) == ""


def test_the_first_sentence_says_how_many_are_settled_and_how_much_is_granted() -> None:
    said = told(part())

    assert said.startswith(
        "6 projects: 1 is settled in every reflection, 2 have at least one red light. "
        "54% of the cost of the plan is granted: €738,500.00 of €1,372,100.99, "
        "VAT excluded."
    ), said[:300]


def test_nearly_all_is_not_said_to_be_all() -> None:
    said = told(
        part(
            with_means(
                costs=[{"project": "p1", "amount": "1000"}],
                sources=[{"project": "p1", "amount": "996", "status": "granted"}],
            )
        )
    )

    assert "99.6% of the cost of the plan is granted" in said
    assert "100%" not in said


def test_more_than_the_cost_is_told_as_such() -> None:
    said = told(
        part(
            with_means(
                costs=[{"project": "p1", "year": 2027, "amount": "1000"}],
                sources=[{"project": "p1", "amount": "1500", "status": "granted"}],
            )
        )
    )

    assert "€500.00 more is granted than it costs" in said
    assert "-€" not in said


def test_what_the_sums_leave_out_is_told_and_leads_to_its_row() -> None:
    html = page()
    said = told(html)

    assert "1 line of money names no project" in said
    assert "2 lines have no amount" in said
    assert "1 source does not say whether it is granted" in said
    assert "Not counted, because the project is cancelled: “Borne de trop”." in said
    assert "not added twice (€30,000.00): “Éclairage de la place”." in said
    assert "1 benefit in money names no project with an end" in said
    assert 'data-path="means/costs/row11"' in html


def test_every_asked_rule_is_printed_and_what_the_law_asks_names_its_projects() -> None:
    said = told(part())

    assert "settled: The project needs no technology" in said
    law = said.partition("What the law asks")[2].partition("This is no legal advice")[0]
    assert "assessment (GDPR): “Rénovation énergétique" in law
    assert "“<script>" not in law
    assert "How to buy is not known (procurement)" in law


def test_one_refusal_says_what_it_would_do() -> None:
    said = told(part()).partition("If an application is refused")[2]

    assert "deadline 30 September 2026" in said
    assert "€14,001.00 100% 72% ▲ no longer paid for" in said
    assert "€400,000.00 84% 53%" in said
    assert "no amount yet 84% cannot be said" in said


def test_who_pays_when_the_granted_money_ends() -> None:
    said = told(part()).partition("When the granted money ends")[2]

    assert (
        "Capteurs d’air aux abords des écoles: €10,001.00 (VAT excluded) after 2026" in said
    )
    assert "€60,000.00 (VAT excluded) after 2027" in said


def test_no_amount_stands_without_vat_being_said() -> None:
    for title in re.findall(r"<caption>([^<]+)</caption>", part()):
        if "reflection" not in title:
            assert "VAT excluded" in title


def test_a_report_links_nothing_and_a_name_is_no_markup() -> None:
    html = part()

    assert not re.search(r"<button|<details|data-action|<script", html)
    assert "None" not in told(html).replace("None of the skills", "")
    assert "&lt;script&gt;" in html


def test_what_an_adaptation_hides_is_not_told() -> None:
    hidden = ("means/sources", "means/coverage")
    adapted = adapt(METHOD, {"hidden": list(hidden)})
    said = told(page(method=adapted))

    assert "of the cost" not in said
    assert "VAT" not in said
    assert "Technologies" in said

    law = told(page(method=adapt(METHOD, {"hidden": ["means/legal"]})))
    assert "What the law asks" not in law


def test_many_projects_stand_in_pictures_that_a_page_holds() -> None:
    projects = [{"id": f"p{n}", "title": f"Project {n}"} for n in range(30)]
    costs = [{"project": f"p{n}", "year": 2027, "amount": "1"} for n in range(30)]
    html = part(
        answers_of({"action-plan": {"projects": projects}, "means": {"costs": costs}})
    )
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert html.count('role="img"') == 3 + 3 + 1
    assert len(ids) == len(set(ids))
