"""Where a municipality stands, as a page and as lines."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import PREREQUISITES, answers_of, levels

from smartcity_widgets.method import load_method
from smartcity_widgets.render_readiness import panel, plain_readiness, report_part
from smartcity_widgets.words import languages, words

METHOD = load_method()
FRENCH, ENGLISH = words("fr", "be"), words("en", "be")
OPERATIONAL = levels({step: [3] * 5 for step in PREREQUISITES})


def drawn(agreed: dict[str, dict[str, Any]] | None = None, **members: Any) -> str:
    return panel(METHOD, answers_of(agreed, **members), FRENCH, links=True, uid="p")


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_verdict_stands_in_words_before_any_number() -> None:
    said = plain(drawn({**OPERATIONAL, "context": {"name": "Valmont"}}))

    assert said.startswith("Où en est Valmont ? Prêt à planifier")
    assert said.index("Points forts :") < said.index("75 sur 100")


def test_the_overall_is_whole() -> None:
    agreed = levels({step: [3, 3, 3, 3, 2] for step in PREREQUISITES})
    agreed["team"]["T1"] = 2

    assert "Score global : 69 sur 100" in plain(drawn(agreed)).replace("\xa0", " ")


def test_what_is_missing_leads_to_its_question() -> None:
    agreed = OPERATIONAL | levels({"team": [3, 3, "unknown", "", 3]})
    html = drawn(agreed)

    for name in ("T3", "T4"):
        assert f'data-action="go" data-step="team" data-path="team/{name}"' in html
    assert "(ne sait pas)" in html
    assert "(sans réponse)" in html


def test_a_report_has_nothing_to_click_or_to_unfold() -> None:
    html = report_part(METHOD, answers_of(OPERATIONAL), FRENCH)

    assert not re.search(r"<a |<button|<details|data-action|<h2", html)
    assert "aide indicative de cet outil" in html
    assert "Poids :" in html.replace("\xa0", " ")


def test_next_steps_are_sentences_of_the_method() -> None:
    agreed = OPERATIONAL | {"openness": {**OPERATIONAL["openness"], "O4": 0}}
    html = drawn(agreed)
    sentence = FRENCH.each("question.openness.O4.next")[0]

    assert plain(sentence) in plain(html)
    assert "passer de\xa00 à\xa01" in html
    assert "+" not in plain(html)


def test_level_4_is_proposed_only_where_nothing_nearer_is_left() -> None:
    nearer = OPERATIONAL | {"team": {**OPERATIONAL["team"], "T2": 2}}

    assert "passer de\xa03 à\xa04" in drawn(OPERATIONAL)
    assert "passer de\xa03 à\xa04" not in drawn(nearer)


def test_a_fragile_verdict_says_what_it_hangs_on() -> None:
    agreed = levels(
        {
            "political-will": [4, 3, 3, 3, 3],
            "leadership": [3, 3, 3, 3, 3],
            "team": [3, 2, 2, 2, 2],
            "pre-vision": [2, 2, 2, 2, 2],
            "openness": [3, 3, 2, 2, 2],
        }
    )
    said = plain(drawn(agreed)).replace("\xa0", " ")

    assert "Ce qui est fragile, et pourquoi" in said
    assert "À poids égaux, la conclusion serait : Prêt à planifier, avec des points" in said
    assert "Critères en jeu :" in said


def test_an_empty_workbook_says_that_nothing_is_known_and_draws_no_chart() -> None:
    html = drawn({"context": {"name": "Namur"}})

    assert "Réponses à compléter" in html
    assert FRENCH.say("panel.insufficient.none") in html
    assert "<svg" not in html
    assert html.count('data-action="go"') == 25


def test_the_spread_of_opinions_stays_hidden_until_it_is_revealed() -> None:
    tally = {"team": {"T1": {"0": 3, "4": 3}}}

    assert "divergents" not in drawn(OPERATIONAL | {"team": {}}, tallies=tally)
    assert "divergents" in drawn(
        OPERATIONAL | {"team": {}}, tallies=tally, revealed=["team"]
    )


def test_no_respondent_is_named() -> None:
    own = {f"r{n}": {"team": {"T1": n % 5}} for n in range(1, 6)}
    html = drawn(OPERATIONAL, individual=own)

    assert not re.search(r"\bR[1-5]\b", plain(html))


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{7*7}}", "\u202eevil"])
def test_hostile_text_is_shown_as_text(hostile: str) -> None:
    agreed = OPERATIONAL | {
        "context": {"name": hostile},
        "team": {**OPERATIONAL["team"], "T1": "na"},
    }
    html = drawn(agreed, notes={"team": {"T1": {"reason": hostile}}})

    assert "<script" not in html
    assert "49" not in plain(html).split("Ce qui porte")[0]
    assert html.count("<bdi>") == 2


def test_what_cannot_be_printed_is_replaced() -> None:
    html = drawn(OPERATIONAL | {"context": {"name": "Val\ud800mont\x00"}})

    assert "Val�mont�" in html
    html.encode()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("row", [[0] * 5, [1] * 5, [2] * 5, [3] * 5, [4] * 5, ["na"] * 5])
def test_every_verdict_can_be_told_in_every_language(language: str, row: list[Any]) -> None:
    said = words(language, "generic")
    answers = answers_of(levels(dict.fromkeys(PREREQUISITES, row)))

    assert panel(METHOD, answers, said, links=True)
    assert report_part(METHOD, answers, said)
    assert plain_readiness(METHOD, answers, said)


def test_lines_for_a_terminal_name_the_verdict_first() -> None:
    lines = plain_readiness(METHOD, answers_of(OPERATIONAL, name="namur"), ENGLISH)

    assert lines.splitlines()[0] == "namur: Ready to plan"


def test_a_button_is_drawn_only_where_it_does_something() -> None:
    answers = answers_of(OPERATIONAL)
    able = panel(METHOD, answers, FRENCH, links=True, actions=["equal-weights"])

    assert 'data-action="equal-weights"' in able
    assert "<button" not in panel(METHOD, answers, FRENCH, links=True)
