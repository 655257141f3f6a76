"""What to talk about: the order is that of disagreement, and betrays nothing."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from building import PREREQUISITES, answers_of, prerequisites_method
from drawing import parse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_editing import METHOD, Log

from smartcity_widgets import render
from smartcity_widgets.analysis.discussion import discussions
from smartcity_widgets.analysis.readiness import readiness
from smartcity_widgets.errors import EditError
from smartcity_widgets.words import words

CRITERIA = [
    f"{step}/{letter}{n}" for step, letter in PREREQUISITES.items() for n in range(1, 6)
]
SMALL = prerequisites_method()
W1 = "political-will/W1"
MARK = f"notes/{W1}/discussed"

calm = settings(  # 25 rooms would take minutes to shrink
    deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
LEVEL = st.sampled_from([0, 1, 2, 3, 4, "unknown", "na", None])
ROOM = st.tuples(
    st.lists(LEVEL, min_size=5, max_size=5),
    st.lists(st.sampled_from(["0", "1", "2", "3", "4", "unknown"]), min_size=8, max_size=8),
)


def tables(rooms: dict[str, tuple[list[object], list[str]]]) -> dict[str, object]:
    """Return five respondents and the tallies of rooms, by criterion."""
    individual: dict[str, dict[str, dict[str, object]]] = {f"r{n}": {} for n in range(1, 6)}
    tallies: dict[str, dict[str, dict[str, int]]] = {}
    for path, (opinions, hands) in rooms.items():
        step, criterion = path.split("/")
        for who, level in zip(individual.values(), opinions, strict=True):
            if level is not None:
                who.setdefault(step, {})[criterion] = level
        counts = {one: hands.count(one) for one in hands}
        if counts:
            tallies.setdefault(step, {})[criterion] = counts
    return {"individual": individual, "tallies": tallies}


def room_of(levels: list[int], **members: object) -> object:
    """Return the answers where one criterion has these opinions."""
    tally = {str(one): levels.count(one) for one in levels}
    tables_ = {"political-will": {"W1": tally}}
    return answers_of(tallies=tables_, revealed=["political-will"], **members)


# The computation of the method, written a second time from its words (3.3) ---------------


def by_hand(opinions: list[object], hands: list[str]) -> dict[str, object]:
    levels = sorted(
        [one for one in opinions if isinstance(one, int)]
        + [int(one) for one in hands if one != "unknown"]
    )
    n = len(levels)
    if n == 0:
        return {"n": 0, "median": None, "range": None, "consensus": None, "discuss": False}

    def at(share: Fraction) -> Fraction:  # inclusive: the ends are the lowest and highest
        place = share * (n - 1)
        low = math.floor(place)
        high = min(low + 1, n - 1)
        return levels[low] + (levels[high] - levels[low]) * (place - low)

    mean = sum(levels) / n
    consensus = 1 + sum(math.log2(1 - abs(one - mean) / 4) for one in levels) / n
    apart = levels[-1] - levels[0]
    if n <= 4:
        discuss = n >= 2 and apart >= 2
    else:
        quartiles = at(Fraction(3, 4)) - at(Fraction(1, 4))
        discuss = consensus < 0.6 - 1e-9 or quartiles >= 2
    return {
        "n": n,
        "median": at(Fraction(1, 2)),
        "range": apart,
        "consensus": consensus,
        "discuss": discuss,
    }


def compare(found: dict[str, object], expected: dict[str, object]) -> None:
    for name, value in expected.items():
        near = value if value is None else pytest.approx(float(value), abs=1e-9)
        assert found[name] == near, name


def test_five_opinions_and_eight_hands_are_computed_as_the_method_says():
    opinions, hands = [1, 3, 2, "unknown", 4], ["0", *"22222", "unknown", "unknown"]
    expected = by_hand(opinions, hands)
    answers = answers_of(**tables({W1: (opinions, hands)}))

    score = readiness(SMALL, answers).to_json()["criteria"]["W1"]

    assert (expected["n"], expected["median"], expected["range"]) == (10, 2, 4)
    compare(score, expected)


@calm
@given(st.lists(ROOM, min_size=25, max_size=25))
def test_any_room_is_computed_as_the_method_says(rooms):
    answers = answers_of(**tables(dict(zip(CRITERIA, rooms, strict=True))))
    scores = readiness(SMALL, answers).to_json()["criteria"]

    for path, (opinions, hands) in zip(CRITERIA, rooms, strict=True):
        compare(scores[path.split("/")[1]], by_hand(opinions, hands))


# The order -------------------------------------------------------------------------------


@calm
@given(st.lists(ROOM, min_size=25, max_size=25))
def test_the_widest_apart_come_first_and_six_are_proposed(rooms):
    answers = answers_of(
        **tables(dict(zip(CRITERIA, rooms, strict=True))), revealed=PREREQUISITES
    )
    found = discussions(SMALL, answers)
    expected = {path: by_hand(*room) for path, room in zip(CRITERIA, rooms, strict=True)}
    known = [path for path in CRITERIA if expected[path]["n"] >= 2]
    order = sorted(
        known,
        key=lambda path: (
            not expected[path]["discuss"],
            round(expected[path]["consensus"], 9),
            -expected[path]["range"],
            CRITERIA.index(path),
        ),
    )

    assert [one.path for one in found.criteria if one.rank] == order
    apart = [path for path in order if expected[path]["range"]]
    assert [one.path for one in found.proposed] == apart[:6]
    assert sorted(one.path for one in found.criteria) == sorted(CRITERIA)


@calm
@given(st.lists(ROOM, min_size=25, max_size=25))
def test_opinions_that_are_not_revealed_change_nothing_of_the_order_or_the_page(rooms):
    hidden = answers_of(**tables(dict(zip(CRITERIA, rooms, strict=True))))

    found = discussions(SMALL, hidden)

    assert [one.path for one in found.criteria] == CRITERIA
    assert not found.proposed
    assert all(one.rank is None for one in found.criteria)


def test_a_page_of_hidden_opinions_is_the_same_whatever_they_are():
    def page(counts: dict[str, int]) -> str:
        answers = answers_of(tallies={"political-will": {"W1": counts}})
        return render.discussion_page(METHOD, answers, words("en"), uid="u1")

    assert page({"0": 4, "4": 4}) == page({"2": 7}) == page({"3": 1})
    assert "not shown yet" in page({"3": 1})


@pytest.mark.parametrize(
    ("levels", "proposed", "shown"),
    [
        ([0, 4], True, False),
        ([2, 2], False, False),
        ([2], False, False),
        ([1, 2, 2], True, True),
        ([3, 3, 3, 3], False, True),
    ],
)
def test_a_pair_is_proposed_and_not_shown_and_agreement_is_not_proposed(
    levels, proposed, shown
):
    answers = room_of(levels)
    one = next(one for one in discussions(METHOD, answers).criteria if one.path == W1)
    page = parse(render.discussion_page(METHOD, answers, words("en"), uid="u1"))

    assert (one.proposed, one.shows_opinions) == (proposed, shown)
    assert bool(page.all("ol", class_="histogram")) == (proposed and shown)
    assert ("fewer than three" in page.text) == (not shown)


@pytest.mark.parametrize(("most", "expected"), [(None, 6), (1, 1), (25, 25)])
def test_how_many_are_proposed_is_a_setting(most, expected):
    apart = {
        step: {f"{letter}{n}": {"0": 2, "4": 2} for n in range(1, 6)}
        for step, letter in PREREQUISITES.items()
    }
    chosen = {} if most is None else {"discussions": most}
    answers = answers_of(tallies=apart, revealed=PREREQUISITES, settings=chosen)

    assert len(discussions(METHOD, answers).proposed) == expected


def test_of_equal_consensus_the_widest_range_comes_first():
    rooms = {"W1": {"0": 2, "3": 1}, "W2": {"0": 1, "1": 2, "3": 2, "4": 1}}
    answers = answers_of(tallies={"political-will": rooms}, revealed=["political-will"])

    narrow, wide = (
        next(
            one for one in discussions(METHOD, answers).criteria if one.question.id == name
        )
        for name in rooms
    )
    assert narrow.opinions.consensus == wide.opinions.consensus
    assert (wide.rank, narrow.rank) == (1, 2)


def test_what_the_group_agreed_is_revealed_and_compared():
    answers = answers_of(
        {"political-will": {"W1": 3}}, tallies={"political-will": {"W1": {"0": 2, "4": 2}}}
    )

    (one,) = discussions(METHOD, answers).proposed
    assert (one.path, one.agreed) == (W1, 3)


# Reveal and discuss ----------------------------------------------------------------------


def test_one_criterion_can_be_revealed_alone():
    log = Log()

    log.do("reveal", f"revealed/{W1}")

    assert log.answers.revealed("political-will", W1)
    assert not log.answers.revealed("political-will", "political-will/W2")


def test_all_prerequisites_are_revealed_at_once_each_once():
    log = Log()
    log.do("reveal", "revealed/team")

    log.do("reveal", "revealed")
    log.do("reveal", "revealed")

    assert [one.path for one in log.entries] == [
        "revealed/team",
        *(f"revealed/{one}" for one in METHOD.prerequisites if one != "team"),
    ]
    assert len({one.edit for one in log.entries}) == len(log.entries)


@pytest.mark.parametrize(
    "path", ["revealed/nowhere", "revealed/context/name", "revealed/political-will/W9", W1]
)
def test_what_has_no_opinions_cannot_be_revealed(path):
    with pytest.raises(EditError):
        Log().do("reveal", path)


def test_a_criterion_is_marked_as_discussed_and_unmarked():
    log = Log()
    log.do("discuss", MARK, "2026-03-12")
    assert log.answers.note("political-will", "W1", "discussed") == "2026-03-12"
    assert discussions(METHOD, log.answers).discussed == 1

    log.do("discuss", MARK, "")

    assert log.answers.note("political-will", "W1", "discussed") is None
    assert [one.kind for one in log.entries] == ["note", "erase"]


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        (MARK, "2026-02-30"),
        (MARK, "2026-03"),
        (MARK, "today"),
        (MARK, ["2026-03-12"]),
        (f"notes/{W1}/comment", "2026-03-12"),
        ("notes/context/name/discussed", "2026-03-12"),
        (W1, "2026-03-12"),
    ],
)
def test_what_is_no_day_of_a_criterion_is_refused(path, raw):
    with pytest.raises(EditError):
        Log().do("discuss", path, raw)


def test_one_respondent_does_not_say_what_the_group_discussed():
    log = Log()
    person = log.row("workbook/respondents").rpartition("/")[2]

    with pytest.raises(EditError):
        log.do("discuss", MARK, "2026-03-12", respondent=person)


# Drawn -----------------------------------------------------------------------------------

DISCUSSED = {"W1": {"discussed": "2026-03-12", "dissent": "Secret Zoé sees it otherwise"}}


def page_of(levels: list[int], language: str = "en", agreed: object = None):
    given = {} if agreed is None else {"political-will": {"W1": agreed}}
    tally = {str(one): levels.count(one) for one in levels}
    answers = answers_of(
        given,
        tallies={"political-will": {"W1": tally}},
        revealed=["political-will"],
        notes={"political-will": DISCUSSED},
    )
    return parse(render.discussion_page(METHOD, answers, words(language), uid="u1"))


def test_a_card_tells_the_spread_in_counts_and_words_and_takes_the_agreed_level():
    page = page_of([0, 0, 2, 4, 4, 4, 4, 4])
    bars = page.one("ol", class_="histogram")
    field = page.one("fieldset", data_path=W1)

    assert [one.text for one in bars.all("span", class_="n")] == list("201050")
    assert "0 · Absent: 2" in bars.text
    assert "8 opinions differ, from 0 to 4" in page.text
    assert "median: 4" in page.text
    values = [one.attrs["value"] for one in field.all("input", type="radio")]
    assert values == [*"01234", "unknown", "na"]
    assert "1 of 25 criteria proposed for discussion; 1 discussed." in page.text


def test_discussed_is_a_pressed_button_with_its_day_in_words():
    page = page_of([0, 2, 4])
    pressed = page.one("button", data_path=MARK)

    assert pressed.attrs["aria-pressed"] == "true"
    assert "✓ Discussed on 12 March 2026" in page.text
    assert "Discuté le 12 mars 2026" in page_of([0, 2, 4], "fr").text
    assert {
        one.attrs["aria-pressed"] for one in page.all("button", data_action="discuss")
    } == {
        "true",
        "false",
    }


@pytest.mark.parametrize(
    ("agreed", "kept"), [(None, 2), (0, 0), (3, 3), (4, None), ("unknown", None)]
)
def test_what_is_kept_as_an_action_is_the_sentence_to_the_next_level(agreed, kept):
    page = page_of([1, 2, 4], agreed=agreed)
    buttons = page.all("button", data_action="jot")
    sentences = words("en").each("question.political-will.W1.next")

    said = [one.attrs["data-what"] for one in buttons]
    assert said == ([] if kept is None else [sentences[kept]])


def test_the_next_level_does_not_betray_the_median_of_a_pair():
    page = page_of([1, 3])

    assert page.one("fieldset", data_path=W1)
    assert not page.all("button", data_action="keep")


def test_dissent_stands_behind_a_fold_marked_internal():
    page = page_of([0, 2, 4])
    (dissent,) = page.all("textarea", data_path=f"notes/{W1}/dissent")

    assert dissent.within("details")
    assert "internal" in page.one("label", for_=dissent.attrs["id"]).text


def test_every_id_of_the_page_is_there_once_and_every_control_named():
    page = page_of([0, 2, 4])
    ids = [one.attrs["id"] for one in page if "id" in one.attrs]
    names = [
        one.text for one in page.all("button") if one.attrs["data-action"] == "discuss"
    ]

    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names) == 25


def test_a_form_and_a_report_say_the_day_it_was_discussed():
    answers = answers_of({"political-will": {"W1": 2}}, notes={"political-will": DISCUSSED})
    view = render.View(uid="u1", language="fr")
    form = parse(render.form_html(METHOD, answers, "political-will", view))
    read = parse(render.read_step(METHOD, answers, "political-will", words("fr")))

    for page in (form, read):
        assert "✓ Discuté le 12 mars 2026" in page.text
    assert not [
        one for one in form if one.attrs.get("data-path", "").endswith("/discussed")
    ]


def test_a_report_tells_what_was_discussed_and_that_there_was_dissent():
    tallies = {"political-will": {"W1": {"0": 2, "4": 2}, "W2": {"1": 4}}}
    answers = answers_of(
        {"political-will": {"W1": 2}}, tallies=tallies, notes={"political-will": DISCUSSED}
    )
    told = render.discussed_part(METHOD, answers, words("fr"))
    asked = render.discussed_part(METHOD, answers, words("fr"), internal=True)

    assert "4 avis divergents, de 0 à 4" in parse(told).text
    assert "2 · Formalisé 12 mars 2026 consigné" in parse(told).text
    assert "Secret" not in told
    assert "Secret Zoé" in asked


def test_a_report_without_discussion_tells_nothing():
    assert render.discussed_part(METHOD, room_of([0, 4, 4]), words("en")) == ""


def test_hostile_dissent_is_only_text():
    hostile = "<script>alert(1)</script>"
    answers = answers_of(
        tallies={"political-will": {"W1": {"0": 2, "4": 2}}},
        revealed=["political-will"],
        notes={"political-will": {"W1": {"dissent": hostile, "discussed": "2026"}}},
    )
    pages = (
        render.discussion_page(METHOD, answers, words("en"), uid="u1"),
        render.discussed_part(METHOD, answers, words("en"), internal=True),
    )

    for page in pages:
        assert "<script" not in page
        assert "&lt;script" in page
