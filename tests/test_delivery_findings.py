"""The findings of the implementation: a sentence first, nothing lost, nothing by colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st
from running import RUNNING, many

from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.render_findings.delivery.saying import share
from smartcity_widgets.words import languages, read_words

if TYPE_CHECKING:
    from fractions import Fraction

METHOD = load_method()
HOSTILE = "<b>\u202eoops</b> & \ud800"
TABLES = ("progress", "milestones", "risks", "issues", "changes", "user_tests", "journal")


def page(agreed: Any = RUNNING, language: str = "en", **members: Any) -> str:
    answers = answers_of(agreed, **members)
    spoken = answers.words(language)
    return findings_page(
        METHOD, answers, spoken, "delivery", uid="u", actions=("calendar",)
    )


def part(agreed: Any = RUNNING, language: str = "en") -> str:
    answers = answers_of(agreed)
    return findings_part(METHOD, answers, answers.words(language), "delivery")


def text(html: str) -> str:
    """Return what a page says, as one line."""
    said = re.sub(r"</?(bdi|b|a)\b[^>]*>", "", html)
    said = re.sub(r"<[^>]+>", " ", said)
    for one in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        said = said.replace(one, " ")
    return " ".join(said.split())


def lead(agreed: Any, language: str = "en") -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', page(agreed, language), re.DOTALL)
    return text(found[1]) if found else ""


def delivery(projects: Any = (), **tables: Any) -> dict[str, Any]:
    return {"action-plan": {"projects": list(projects)}, "delivery": tables}


def rows(html: str, table: str) -> list[list[str]]:
    """Return the cells of the rows of the tables of a class, as text."""
    found = re.findall(rf'<table class="[^"]*\b{table}">.*?</table>', html, re.DOTALL)
    return [
        [text(cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.DOTALL)]
        for one in found
        for row in re.findall(r"<tr>.*?</tr>", one, re.DOTALL)
    ]


@pytest.mark.parametrize("language", languages())
def test_the_page_is_well_formed_in_every_language(language: str) -> None:
    hostile = [{"id": "m", "name": HOSTILE, "due": "2020"}]
    risks = [{"id": "r", "risk": HOSTILE, "action": HOSTILE, "probability": 5, "impact": 5}]
    for agreed in (RUNNING, {}, delivery(milestones=hostile, risks=risks)):
        html = page(agreed, language)
        ET.fromstring(html.replace("data-status>", "data-status=''>"))  # noqa: S314 - ours


def test_nothing_is_said_before_there_is_something_to_say() -> None:
    projects = RUNNING["action-plan"]["projects"]
    empty = {name: [{"id": "x"}] for name in TABLES}

    assert part({}) == ""
    assert part(delivery(projects)) == ""
    assert part(delivery(projects, **empty)) == ""
    assert all(part(delivery(**{name: RUNNING["delivery"][name]})) for name in TABLES)


@pytest.mark.parametrize(
    ("tables", "english", "french"),
    [
        (
            {"milestones": [{"id": "m", "due": "2026-03-11"}]},
            "On 12 March 2026: 1 milestone is late.",
            "Au 12 mars 2026 : 1 jalon est en retard.",
        ),
        (
            {"milestones": [{"id": "m", "due": "2026-03-12"}]},
            "On 12 March 2026: no milestone is late.",
            "Au 12 mars 2026 : aucun jalon n’est en retard.",
        ),
        (
            {"risks": [{"id": "r", "risk": "x"}]},
            "On 12 March 2026: no milestone is written down yet.",
            "Au 12 mars 2026 : aucun jalon n’est encore noté.",
        ),
    ],
)
def test_the_first_sentence_says_what_is_late(
    tables: dict[str, Any], english: str, french: str
) -> None:
    assert lead(delivery(**tables)) == english
    assert lead(delivery(**tables), "fr") == french


def test_what_is_late_stands_under_its_project_with_its_days_and_who() -> None:
    assert (
        rows(page(), "late")[1:]
        == [
            ["Piste cyclable de la vallée"],
            ["End of the project", "December 2025", "71 days", "Ali"],
            ["milestone without a name", "December 2025", "71 days", "nobody named"],
            ["Éclairage public basse consommation dans les six villages"],
            [
                "Deux premiers villages équipés",
                "February 2026",
                "12 days",
                "Berthe Lambert",
            ],
            ["Capteurs de crue"],
            ["Kick-off", "1 March 2026", "11 days", "nobody named"],
            ["Without a project"],
            ["Rapport au conseil", "1 March 2026", "11 days", "nobody named"],
        ]
        or rows(page(), "late")[7][1] == "March 1, 2026"
    )


def test_each_project_says_how_far_it_is_in_figures_and_words() -> None:
    found = {row[0]: row for row in rows(page(), "courses")[1:]}
    lamps = found["Éclairage public basse consommation dans les six villages Running"]

    assert lamps[1] == "45% 1 of 3 milestones reached"
    assert lamps[2].startswith("● Green")
    assert lamps[3].startswith("Six villages ")
    assert lamps[4] == "€289,000.50 45% of €640,000.00"
    assert "▲ €0.01 over the budget" in found["Piste cyclable de la vallée Running"][4]
    assert "101% of" in found["Piste cyclable de la vallée Running"][4]
    assert not any(name.startswith("Toits solaires") for name in found)
    assert "1 more project has not begun" in text(page())


@pytest.mark.parametrize(
    ("vat", "said"), [("excluded", "VAT excluded"), (None, "VAT included")]
)
def test_vat_is_said_beside_every_total(vat: str | None, said: str) -> None:
    context = {"vat": vat} if vat else {}
    shown = text(page({**RUNNING, "context": context}))

    assert f"Spent, and the budget of the action plan (investment): {said}." in shown
    total = f"Together, spent: €1,618,680.51 of €1,970,000.00, {said}, in 3 projects"
    assert total in shown
    assert "1 project with spending is not counted in that" in shown


@given(st.fractions(0, 3))
def test_a_share_reads_as_all_of_it_only_where_it_is(part: Fraction) -> None:
    answers = answers_of()
    drawing = Drawing(METHOD, answers, answers.words("en"), View("u", "en", mode="read"))
    said = share(part, drawing)

    assert (said == "100%") == (part == 1)
    assert (said == "0%") == (part == 0)


def test_a_risk_stands_in_the_matrix_with_a_sign_and_a_word() -> None:
    cells = {row[0]: row[1:] for row in rows(page(), "matrix")[2:]}

    assert list(cells) == ["5", "4", "3", "2", "1"]
    assert cells["3"] == ["· low", "▲ medium", "▲ medium", "▲ medium", "■ high 1"]
    assert cells["2"][3] == "▲ medium 2"
    assert cells["1"][1] == "· low"  # a closed risk stands nowhere


def test_the_register_begins_with_the_gravest_and_says_what_is_missing() -> None:
    found = rows(page(), "risks")[1:]

    assert [row[0] for row in found] == ["1", "2", "3", "4"]
    assert found[0][2] == "■ high 3 \N{MULTIPLICATION SIGN} 5 = 15"
    assert "▲ no response, watched by nobody" in found[1][1]
    assert "not rated" in found[2][1]
    assert "▲" not in found[3][1]
    shown = text(page())
    assert "3 risks are open. 1 of them is high. 1 has come true. 1 is closed." in shown
    assert "Watched by nobody: “Le fournisseur ne livre pas”, “Personne" in shown


def test_what_happened_is_counted_and_the_last_of_it_told() -> None:
    shown = text(page())

    assert "2 issues. The last: Les mâts sont corrodés (" in shown
    assert "1 decision. The last: Arrêter la navette (" in shown
    assert "2 tests with users. 12 people took part. For 1 of them" in shown
    assert "1 finding has changed nothing yet." in shown
    assert "Guichet en ligne → Service population" in shown


def test_a_long_list_is_folded_on_a_screen_and_complete_in_a_report() -> None:
    agreed = many(40)
    screen, report = page(agreed), part(agreed)
    late = [row for row in rows(report, "late") if len(row) == 4 and row[0] != "What"]

    assert screen.count("<details>") == 4
    assert "<details>" not in report
    assert f"{len(late)} milestones are late." in text(report)
    assert f"{len(late) - 10} more that are late" in text(screen)
    for table in ("late", "courses", "risks"):
        own = [row for row in rows(report, table) if len(row) > 1]
        folded = [row for row in rows(screen, table) if len(row) > 1]
        assert [row for row in folded if row not in own] == []
        assert len({*map(tuple, own)}) == len({*map(tuple, folded)})
    assert len(rows(report, "courses")) == 41
    assert len(rows(report, "risks")) == 41


def test_a_project_that_is_cut_in_two_says_so() -> None:
    milestones = [{"id": f"m{n}", "name": f"M{n}", "due": "2025"} for n in range(13)]

    found = rows(page(delivery(milestones=milestones)), "late")

    assert found[1] == ["Without a project"]
    assert ["Without a project (continued)"] in found
    assert len(found) == 13 + 4


def test_a_report_has_nothing_to_click() -> None:
    assert not re.search(r"<(a|button|details)\b", part())
    assert 'data-action="calendar"' in page()


@pytest.mark.parametrize(
    ("hidden", "gone", "stays"),
    [
        ("delivery/risks", "Risk register", "Late"),
        ("delivery/milestones", "Rapport au conseil", "Risk register"),
        ("delivery/progress", "45%", "Risk register"),
        ("delivery/issues", "Les mâts sont corrodés", "Late"),
        ("delivery/user_tests", "tests with users", "Late"),
    ],
)
def test_what_an_adaptation_hides_is_not_told(hidden: str, gone: str, stays: str) -> None:
    answers, method = answers_of(RUNNING), adapt(METHOD, {"hidden": [hidden]})
    spoken = answers.words("en")
    shown = text(findings_page(method, answers, spoken, "delivery", uid="u"))

    assert gone in text(page())
    assert gone not in shown
    assert stays in shown


def test_both_languages_say_the_same_with_the_same_places_and_french_spaces() -> None:
    english, french = (
        {
            key: str(said)
            for key, said in read_words()[language].entries.items()
            if key.startswith(("findings.delivery.", "due."))
        }
        for language in ("en", "fr")
    )

    assert english.keys() == french.keys()
    for key, said in english.items():
        places = [
            sorted(set(re.findall(r"\{[a-z_.]+\}", one))) for one in (said, french[key])
        ]
        assert places[0] == places[1], key
        assert not re.search(r" [:;?!%»]|« |'|\"", french[key]), key
