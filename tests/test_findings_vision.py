"""What follows from the vision step: in words, for everybody, of nobody alone."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from choosing import answers_with
from drawing import parse

from smartcity_widgets.analysis.priorities import priorities
from smartcity_widgets.charts import ranking_chart
from smartcity_widgets.charts.lettering import width_of
from smartcity_widgets.method import load_method
from smartcity_widgets.render import View, form_html
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.words import languages, words

METHOD = load_method()
ENGLISH = words("en")
HOSTILE = "<b>\u202eoops</b> & ﷽"

GROUP = {"n1": [4], "n2": [3], "n3": [1]}
PEOPLE = {
    "r1": {"n1": [4], "n2": [3], "n3": [2]},
    "r2": {"n1": [4], "n2": [2], "n3": [3]},
    "r3": {"n1": [4], "n2": [3], "n3": [2]},
    "r4": {"n1": [4], "n2": [2], "n3": [3]},
    "r5": {"n1": [4], "n2": [3], "n3": [2]},
}
VISION = {
    "selected": [{"id": "p1", "priority": "Safe streets", "needs": ["n1"]}],
    "left_out": [{"id": "l1", "need": "n2", "reason": "Not ours to decide"}],
    "objectives": [
        {"id": "o1", "priority": "p1", "statement": "Slow down", "deadline": "2030"}
    ],
    "dissent": [{"id": "d1", "who": "Mrs Secret", "point": "Too early"}],
    "vision_statement": "A smart city.",
    "vision_horizon": 2030,
}


def page(language: str = "en", **members: Any) -> str:
    answers = answers_with(**members)
    return findings_page(METHOD, answers, answers.words(language), "vision", uid="u1")


def part(language: str = "en", **members: Any) -> str:
    answers = answers_with(**members)
    return findings_part(METHOD, answers, answers.words(language), "vision")


def text(html: str) -> str:
    html = re.sub(r"</?(bdi|b|span|a)\b[^>]*>", "", html)
    return " ".join(re.sub(r"<desc.*?</desc>|<[^>]+>", " ", html).split())


def lead(**members: Any) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', page(**members), re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def test_nothing_is_said_before_there_is_something_to_say() -> None:
    assert part() == ""
    assert "Nothing follows" in page()


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        ({"n1": [4]}, "One need has a score: “Need 1”."),
        (GROUP, "The order is clear: “Need 1”, “Need 2”, “Need 3”."),
        (
            {"n1": [4], "n2": [3], "n3": [3]},
            (
                "“Need 1” clearly comes first. "
                "Places 2 and 3 cannot be told apart: “Need 2”, “Need 3”."
            ),
        ),
        (
            {"n1": [4], "n2": [3], "n3": [2], "n4": [1], "n5": [1], "n6": [1]},
            (
                "The first 3 are clear: “Need 1”, “Need 2”, “Need 3”. "
                "The order of places 4 to 6 is not sure."
            ),
        ),
        (
            {"n1": [2], "n2": [2], "n3": [2]},
            "No need is clearly ahead: the order of all 3 is not sure.",
        ),
        (
            {"n1": [2], "n2": [2]},
            "Places 1 and 2 cannot be told apart: “Need 1”, “Need 2”.",
        ),
    ],
)
def test_the_first_sentence_says_what_is_sure(scores: dict[str, Any], says: str) -> None:
    assert lead(needs=6, weights={"a": 100}, group=scores) == says


def test_before_the_scores_the_first_round_speaks() -> None:
    first = {"": [{"need": "n2", "dots": 7}, {"need": "n1", "dots": 2}]}

    assert lead(first=first) == "Ahead after the first round: “Need 2”, “Need 1”."


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"weights": {"a": 60, "b": 20}}, "The weights make 80, not 100"),
        ({"weights": {"a": "", "b": ""}}, "No criterion has a weight yet"),
        ({"weights": {"a": 100, "b": ""}}, "so not counted: “B”"),
        ({"first": {"r1": [{"need": "n1", "dots": 6}]}}, "More than five dots"),
        (
            {"vision": {"selected": [{"id": f"p{n}", "priority": "P"} for n in range(8)]}},
            "8 priorities are chosen. More than seven",
        ),
        ({"vision": VISION}, "1 need is in no priority and not left out: “Need 3”"),
        (
            {"weights": {"a": 100}, "people": {"r1": PEOPLE["r1"]}},
            "come from fewer than three people",
        ),
        (
            {"weights": {"a": 50, "b": 50}, "group": {"n1": [4, ""]}},
            "1 need is not scored on every criterion",
        ),
        ({"first": {"": [{"need": "n1", "shortlisted": True}]}}, "but no criteria yet"),
    ],
)
def test_what_is_worth_a_second_look_is_said(members: dict[str, Any], says: str) -> None:
    assert says in text(page(**members))


def test_what_one_person_said_is_never_told() -> None:
    two = {who: PEOPLE[who] for who in ("r1", "r2")}
    for html in (
        page(weights={"a": 100}, people=two, vision=VISION),
        part(weights={"a": 100}, people=two, vision=VISION),
    ):
        said = text(html)
        assert not re.search(r"median of \d", said)
        assert "Kendall" not in said
        assert "Without one person" not in said
        assert "Mrs Secret" not in html
        assert not re.search(r"\bR[12]\b", said)


def test_three_people_or_more_are_told_together() -> None:
    said = text(part(weights={"a": 100}, people=PEOPLE))

    assert "The 5 people who scored agree strongly on the order." in said
    assert "Kendall’s W, corrected for ties: 0.76 over 3 needs" in said
    assert "3, median of 5" in said


def test_dots_of_two_people_are_no_number() -> None:
    dots = [{"need": "n1", "dots": 3}]
    rows = dict.fromkeys(("r1", "r2", "r3"), dots)

    assert '<td class="n">9</td>' in page(first=rows)
    del rows["r3"]
    assert '<td class="n">6</td>' not in page(first=rows)


def test_a_missing_letter_leads_to_where_it_is_filled() -> None:
    html = page(vision=VISION)

    for path in ("vision/objectives/o1/smart_specific", "evaluation/indicators"):
        assert (
            f'data-action="go" data-step="{path.split("/")[0]}" data-path="{path}"' in html
        )
    assert "smart_time_bound" not in html  # it has a deadline


def test_a_report_has_nothing_to_click_and_no_advice_on_style() -> None:
    members = {"weights": {"a": 100}, "people": PEOPLE, "vision": VISION}
    html = part(**members)

    assert not re.search(r"<(a|button|details|summary)\b", html)
    assert "2030 is near" in text(page(**members))
    assert "2030 is near" not in text(html)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("draw", [page, part])
def test_what_was_typed_is_text_and_ids_stand_once(draw: Any, language: str) -> None:
    vision = {
        **VISION,
        "selected": [{"id": "p1", "priority": HOSTILE, "rationale": HOSTILE}],
        "left_out": [{"id": "l1", "need": "n2", "reason": HOSTILE}],
        "objectives": [{"id": "o1", "code": HOSTILE, "statement": HOSTILE}],
        "vision_statement": HOSTILE,
    }
    html = draw(
        language, needs=[HOSTILE] * 3, weights={"a": 100}, people=PEOPLE, vision=vision
    )
    tree = parse(html)
    counted = Counter(one.attrs["id"] for one in tree if "id" in one.attrs)

    assert "<b>\u202e" not in html
    assert html.count("\u202e") == html.count("<bdi>&lt;b&gt;\u202e")
    assert not [name for name, n in counted.items() if n > 1]
    for one in tree:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(one.attrs.get(name, "").split()) <= set(counted)


def test_headings_go_down_one_level_at_a_time() -> None:
    tree = parse(page(weights={"a": 100}, people=PEOPLE, vision=VISION))
    levels = [int(one.tag[1]) for one in tree if re.fullmatch("h[1-6]", one.tag)]

    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_empty_table_of_criteria_offers_the_usual_ones() -> None:
    button = 'data-action="start" data-path="vision/criteria"'

    def drawn(**members: Any) -> str:
        answers = answers_with(**members)
        return form_html(METHOD, answers, "vision", View(uid="u1", language="en"))

    assert button in drawn()
    assert button not in drawn(weights={"a": 100})


# The chart --------------------------------------------------------------------------------

LONG = [
    "Rendre les trajets domicile-école à pied et à vélo plus sûrs dans tous les villages",
    "Anticonstitutionnellement-interdépartementalisation",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "Eau",
]


@pytest.mark.parametrize("needs", [1, 3, 7, 15])
def test_words_in_the_chart_stay_in_their_place(needs: int) -> None:
    named = [LONG[n % 4] for n in range(needs)]
    given = {f"n{n}": [n % 3, n % 4] for n in range(1, needs + 1)}
    answers = answers_with(needs=named, weights={"a": 60, "b": 40}, group=given)
    svg = ranking_chart(priorities(METHOD, answers).ranking, words("fr", "be")).svg
    tall = float(re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', svg)[1])

    spans = re.findall(r'<tspan x="(\d+)" y="([\d.]+)">([^<]*)</tspan>', svg)
    assert spans
    for x, y, said in spans:
        limit, size = (212, 14.5) if x == "0" else (448, 13)
        assert float(x) + width_of(said, size) <= limit, said
        assert float(y) < tall
    labels = sorted(float(y) for x, y, _ in spans if x == "0")
    assert all(after - before >= 17 for before, after in pairwise(labels))


def test_needs_that_cannot_be_told_apart_are_told_by_word_and_box() -> None:
    scores = {"n1": [4], "n2": [2], "n3": [2]}
    answers = answers_with(weights={"a": 100}, group=scores)
    chart = ranking_chart(priorities(METHOD, answers).ranking, ENGLISH)

    assert (
        chart.svg.count("<rect") == chart.svg.count("These two cannot be told apart") == 1
    )
    assert "Cannot be told apart: Need 2, Need 3." in chart.alt
    assert "Need 1: place 1." in chart.alt


def test_the_table_tells_how_much_was_scored_only_where_not_all_was() -> None:
    def table(scores: dict[str, Any]) -> str:
        answers = answers_with(weights={"a": 60, "b": 40}, group=scores)
        return ranking_chart(priorities(METHOD, answers).ranking, ENGLISH).table

    assert "60%" in table({"n1": [4, ""], "n2": [1, 1]})
    assert "Weight scored" not in table({"n1": [4, 2], "n2": [1, 1]})
