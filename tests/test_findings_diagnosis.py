"""The page of a diagnosis: words first, nothing where nothing is, nothing internal."""

from __future__ import annotations

import re

import pytest
from building import answers_of
from charted import DIAGNOSED

from smartcity_widgets.method import load_method
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.words import languages, words

METHOD = load_method()
ANSWERS = answers_of(DIAGNOSED)
FRENCH = words("fr", "be")
STAKEHOLDERS = ("Riverains", "commerçants", "CPAS")


def live(answers=ANSWERS, spoken=FRENCH) -> str:
    return findings_page(METHOD, answers, spoken, "diagnosis", uid="f1")


def part(answers=ANSWERS, *, internal: bool = False) -> str:
    return findings_part(METHOD, answers, FRENCH, "diagnosis", internal=internal)


@pytest.mark.parametrize("language", languages())
def test_an_empty_diagnosis_is_one_friendly_line_and_no_chart(language: str) -> None:
    spoken = words(language, "be")
    page = live(answers_of(), spoken)

    assert spoken.say("findings.nothing") in page
    assert "<svg" not in page
    assert part(answers_of()) == ""


def test_the_page_says_first_which_dimensions_were_looked_at() -> None:
    lead = re.search(r'class="lead">([^<]*)<', live())[1]

    assert lead.startswith("Examinées jusqu’ici\xa0: ")
    assert lead.endswith("Pas encore\xa0: Gouvernance.")


def test_stakeholders_are_told_in_the_panel_and_in_a_report_only_if_asked_for() -> None:
    assert all(one in live() for one in STAKEHOLDERS)
    assert all(one in part(internal=True) for one in STAKEHOLDERS)
    assert not any(one in part() for one in STAKEHOLDERS)


def test_stakeholders_alone_are_nothing_to_report() -> None:
    answers = answers_of({"openness": DIAGNOSED["openness"]})

    assert "stakeholder-map" in live(answers)
    assert part(answers) == ""


def test_warnings_lead_to_their_question_in_the_panel_and_are_plain_in_a_report() -> None:
    paths = re.findall(
        r'data-action="go" data-step="diagnosis" data-path="([^"]+)"', live()
    )

    assert paths == ["diagnosis/baseline", "diagnosis/needs", "diagnosis/swot"]
    assert "data-action" not in part(internal=True)
    assert "2 besoins sur 3 sont encore sans élément" in part()


def test_the_board_has_the_weightiest_first_and_says_its_weight_in_words() -> None:
    board = part().split("sc-swot")[1]

    assert board.index("Des bénévoles") < board.index("Un parc") < board.index("Une gare")
    assert "importance 5 sur 5" in board
    assert "Population · Atelier du 12 mars" in board
    assert board.count("Rien pour l’instant.") == 2


def test_the_marks_of_weight_are_explained_only_where_there_are_some() -> None:
    bare = answers_of({"diagnosis": {"swot": [{"quadrant": "w", "statement": "Rien"}]}})

    assert FRENCH.say("findings.diagnosis.board_note") in part()
    assert FRENCH.say("findings.diagnosis.board_note") not in part(bare)


def test_a_report_unfolds_everything() -> None:
    assert live().count("<details>") == 6
    assert "<details" not in part(internal=True)
    assert part(internal=True).count("<table") == 5


def test_a_report_does_not_repeat_the_figures_that_stand_among_the_answers() -> None:
    assert 'class="sc-table baseline"' in live()
    assert 'class="sc-table baseline"' not in part()


def test_a_figure_without_a_source_says_so_in_its_line() -> None:
    rows = re.findall(r"<tr>.*?</tr>", live().split('class="sc-table baseline"')[1])

    assert sum("sans source" in one for one in rows) == 1
    assert any(">14,2<" in one and "2024" in one and "Mesure" in one for one in rows)


def test_every_id_of_the_page_is_its_own() -> None:
    page = live() + part(internal=True)
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert all(one.startswith(("f1", "findings-diagnosis")) for one in ids)


def test_what_a_person_typed_is_text_on_the_page() -> None:
    hostile = "<img src=x onerror=alert(1)>\u202e\ud800"
    rows = {
        "swot": [{"quadrant": "s", "statement": hostile, "source": hostile}],
        "existing_initiatives": [{"name": hostile}],
        "baseline": [
            {"indicator": hostile, "value": "1", "unit": hostile, "source": hostile}
        ],
        "needs": [{"need": hostile}],
        "data_gaps": [hostile],
    }
    people = [{"name": hostile, "interest": 5, "influence": 5}]
    page = live(answers_of({"diagnosis": rows, "openness": {"stakeholders": people}}))

    assert "<img" not in page
    assert "\ud800" not in page
    page.encode()


def test_the_page_is_the_same_bytes_each_time() -> None:
    assert live() == live()
    assert part(internal=True) == part(internal=True)
