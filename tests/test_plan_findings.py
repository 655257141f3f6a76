"""The findings of the action plan: what it costs, what is doubtful, where it is mended."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from building import answers_of
from portfolios import portfolio

from smartcity_widgets.analysis.inclusion import Doubtful
from smartcity_widgets.analysis.roadmap import Snagged
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.words import languages, words

METHOD = load_method()


def page(tables: Any, language: str = "fr", **members: Any) -> str:
    answers = answers_of(tables, **members)
    return findings_page(METHOD, answers, answers.words(language), "action-plan", uid="u")


def part(tables: Any, language: str = "fr") -> str:
    answers = answers_of(tables)
    return findings_part(METHOD, answers, answers.words(language), "action-plan")


def plan(*rows: dict[str, Any], **steps: Any) -> dict[str, Any]:
    return {"action-plan": {"projects": list(rows)}, **steps}


def told(html: str) -> str:
    """Return what a page says, without its pictures, as one line."""
    text = re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "", text.replace("<td", " <td").replace("<th", " <th"))
    for one in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        text = text.replace(one, " ")
    return re.sub("[\u2066-\u2069]", "", " ".join(text.split()))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("count", [0, 1, 12, 45])
def test_the_page_is_well_formed_in_every_language(count: int, language: str) -> None:
    html = page(portfolio(count), language)
    ET.fromstring(html.replace("data-status>", "data-status=''>"))  # noqa: S314 - ours
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_without_a_project_there_is_nothing() -> None:
    assert part({}) == ""
    assert part({"vision": {"objectives": [{"id": "o", "statement": "x"}]}}) == ""


def test_an_adaptation_that_hides_the_projects_hides_their_findings() -> None:
    hidden = [
        f"{step.id}/{one.id}"
        for step in METHOD.published.steps.values()
        for one in step.questions
        if one.path == "action-plan/projects"
        or (
            step.number >= 10
            and any("action-plan/projects" in each.targets for each in one.columns)
        )
    ]
    answers = answers_of(plan({"id": "a", "title": "A"}))
    method = adapt(METHOD, {"hidden": hidden})

    assert findings_part(method, answers, answers.words("fr"), "action-plan") == ""


COSTED = plan(
    {"id": "a", "title": "Halle", "budget_capex": "1000", "objective": ["o1"]},
    {
        "id": "b",
        "title": "Toit",
        "budget_capex": "400.50",
        "included_in": "a",
        "objective": ["o1"],
    },
    {"id": "c", "title": "Navette", "budget_opex_per_year": "50", "objective": ["o1"]},
    {"id": "d", "title": "Parc", "objective": ["o1"]},
    {"id": "e", "title": "Tram", "status": "cancelled", "budget_capex": "9000"},
    vision={"objectives": [{"id": "o1", "statement": "Bouger"}]},
)


def test_one_sentence_says_what_it_costs_each_euro_once_and_vat_beside_every_total() -> (
    None
):
    said = told(page(COSTED))

    assert (
        "4 projets : un investissement de 1 000,00 € TVA comprise, un coût de "
        "fonctionnement de 50,00 € TVA comprise par an. Le budget de 1 projet est compris "
        "dans celui d’un autre et n’est compté qu’une fois (un investissement de 400,50 € "
        "TVA comprise). 1 projet n’a pas encore de montant : le total ne le comprend pas. "
        "1 projet abandonné n’est pas compté (un investissement de 9 000,00 € TVA "
        "comprise)."
    ) in said
    assert "À revoir" not in said


def test_amounts_without_vat_say_so() -> None:
    said = told(page({**COSTED, "context": {"vat": "excluded"}}))

    assert "1 000,00 € hors TVA" in said
    assert "TVA comprise" not in said


def test_a_plan_without_any_amount_says_so() -> None:
    said = told(page(plan({"id": "a", "title": "A"}, {"id": "b"})))
    assert "2 projets, sans montant pour l’instant." in said
    assert "Budget par année" not in said


def test_an_amount_its_holder_cannot_hold_is_told_and_leads_to_where_it_is_mended() -> None:
    html = page(
        plan(
            {"id": "a", "title": "Halle", "budget_capex": "1000"},
            {"id": "b", "title": "Toit", "budget_capex": "5000", "included_in": "a"},
        )
    )

    assert "un investissement de 6 000,00 € TVA comprise" in told(html)
    assert (
        "Toit – Serait compris dans « Halle », qui n’a que 1 000,00 € TVA comprise : un "
        "investissement de 5 000,00 € TVA comprise est donc ajouté au total."
    ) in told(html)
    assert 'data-path="action-plan/projects/b/included_in"' in html


def test_what_the_thread_tells_in_a_report_is_not_told_twice() -> None:
    tables = plan(
        {"id": "a", "title": "A", "start": "2028", "end": "2027"},
        {"id": "b", "title": "B", "budget_capex": "10", "included_in": "a"},
    )
    live, report = told(page(tables)), told(part(tables))

    assert "La fin précède le début." in live
    assert "« A », « B »" in live
    assert "Serait compris dans" in report
    assert "data-action" not in part(tables)


def test_step_11_counts_and_a_difference_is_told() -> None:
    html = page(
        plan(
            {"id": "a", "title": "A", "budget_capex": "1000", "objective": ["o"]},
            vision={"objectives": [{"id": "o", "statement": "x"}]},
            means={
                "costs": [
                    {"project": "a", "type": "capex", "year": 2027, "amount": "900"},
                    {"id": "s", "type": "hr", "year": 2027, "amount": "77"},
                ]
            },
        )
    )
    said = told(html)

    assert "1 projet : un investissement de 900,00 € TVA comprise." in said
    assert "1 000,00 € TVA comprise à l’étape 10, 900,00 € TVA comprise dans" in said
    assert "1 coût de l’étape 11 n’a pas de projet ou de type : 77,00 € TVA" in said
    assert 'data-path="means/costs/s/project"' in html


def test_the_tables_end_with_the_same_total_as_the_sentence() -> None:
    said = told(part(portfolio(30)))
    found = re.search(r"un investissement de ([\d ,]+ €)", said)
    assert found is not None

    assert f"Total 30 {found[1]}" in said
    assert said.count(found[1]) >= 4


def test_many_doubts_are_folded_on_a_screen_and_printed_in_full() -> None:
    rows = [
        {"id": f"p{n}", "title": f"Projet {n}", "budget_capex": "5", "included_in": "a"}
        for n in range(30)
    ]
    tables = plan({"id": "a", "title": "Tout", "budget_capex": "1"}, *rows)

    assert "Encore 21 points à revoir" in told(page(tables))
    assert "points à revoir" not in told(part(tables))
    assert told(part(tables)).count("est donc ajouté au total") == 30


def test_two_hundred_projects_have_their_roadmap_in_parts() -> None:
    html = part(portfolio(200))
    assert html.count("<svg") == 11
    assert "partie 10 sur 10" in html


@pytest.mark.parametrize("language", languages())
def test_every_doubt_has_its_words(language: str) -> None:
    spoken = words(language, "be")
    for rule in Doubtful.__args__:  # type: ignore[attr-defined]
        assert spoken.has(f"findings.action-plan.misfit.{rule}")
    for rule in Snagged.__args__:  # type: ignore[attr-defined]
        assert spoken.has(f"findings.action-plan.snag.{rule}")


def test_a_title_is_text_whatever_it_is() -> None:
    html = page(plan({"id": "a", "title": "<b>x</b>", "start": "2028", "end": "2027"}))
    assert "<b>x" not in html


def test_without_a_date_no_roadmap_is_drawn_and_that_is_told() -> None:
    html = page(plan({"id": "a", "title": "A"}, {"id": "b", "included_in": "a"}))

    assert "<svg" not in html
    assert "Aucun projet n’a de date" in told(html)
    assert "1 projet n’a pas de montant à lui : il est compris dans" in told(html)
