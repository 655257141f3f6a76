"""Forms and ballots on paper: all that is asked is there once, and nothing secret."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of, outlined
from drawing import FULL, OPINIONS, STEP, every_kind, parse, words_of
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from smartcity_widgets import render
from smartcity_widgets.analysis.derived import lines_of
from smartcity_widgets.answers import Answers
from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import UnknownIdError
from smartcity_widgets.exchange import import_document, read_document
from smartcity_widgets.method import Condition, load_method
from smartcity_widgets.render.ballot import Block, Line, _sides
from smartcity_widgets.render.paper import COLUMNS_ON_A4, emptied
from smartcity_widgets.report.paper import PaperRequest, write_papers
from smartcity_widgets.store import Store
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drawing import Node

    from smartcity_widgets.method import Method

VALMONT = Path(__file__).parents[1] / "data" / "examples" / "valmont.json"
PLANTED = "planted words"
SECRETS = {
    **FULL[STEP],
    "secret": PLANTED,
    "wide": [{"id": "w1", "c0": "First", "c7": PLANTED}],
}
NOTES = {
    STEP: {
        "W1": {"evidence": "Decree 14", "dissent": PLANTED},
        "W2": {"reason": "no such thing here"},
    }
}


@pytest.fixture
def method() -> Method:
    return every_kind()


def sheet(
    method: Method, answers: Answers, *, language: str = "en", **details: object
) -> Node:
    spoken = words_of(method, language)
    details = {"name": "Valmont"} | details
    return parse(render.blank_step(method, answers, STEP, spoken, **details))  # type: ignore[arg-type]


def asked(page: Node) -> dict[str, Node]:
    return {
        one.attrs["data-path"].split("/")[1]: one
        for one in page
        if "data-path" in one.attrs
    }


def ticked(node: Node) -> list[str]:
    return [
        one.text
        for one in node.all("li")
        if any(" ticked" in box.attrs.get("class", "") for box in one.all("span"))
    ]


# What stands on a sheet -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("prefilled", [False, True])
def test_every_question_of_a_step_stands_on_its_sheet_once(
    language: str, *, prefilled: bool
) -> None:
    shipped = load_method()
    spoken = words(language, "be")
    for step in shipped.steps.values():
        if step.outline or step.role == "setting":
            continue
        page = parse(
            render.blank_step(
                shipped, Answers("w"), step.id, spoken, name="Y", prefilled=prefilled
            )
        )
        on_paper = [one.attrs["data-path"] for one in page if "data-path" in one.attrs]
        asked_again = {
            one.path
            for one in step.questions
            if one.kind == "checklist"
            and all(line.state != "asked" for line in lines_of(one, step, Answers("w")))
        }

        assert Counter(on_paper) == Counter(
            one.path
            for one in step.questions
            if not one.internal and one.kind != "computed" and one.path not in asked_again
        )


def test_a_line_that_other_answers_settle_is_not_asked_on_paper() -> None:
    shipped, spoken = load_method(), words("en", "be")
    answers = answers_of({"political-will": {"W1": 4, "W3": 1, "checklist": []}})

    def checklist(*, prefilled: bool) -> Node:
        html = render.blank_step(
            shipped, answers, "political-will", spoken, name="Y", prefilled=prefilled
        )
        return asked(parse(html))["checklist"]

    def lines(node: Node) -> dict[str, bool]:
        known = {
            words("en", "be").say(f"choice.checklist-political-will.{one}"): one
            for one in shipped.choice_lists["checklist-political-will"]
        }
        done = [one.removeprefix("ticked: ") for one in ticked(node)]
        said = [one.text.removeprefix("ticked: ") for one in node.all("li")]
        return {
            known[label]: any(one.startswith(label) for one in done)
            for label in known
            if any(one.startswith(label) for one in said)
        }

    assert lines(checklist(prefilled=False)) == {"review_date_before_mandate_end": False}
    assert lines(checklist(prefilled=True)) == {
        "review_date_before_mandate_end": False,
        "written_decision": True,
        "means_attached": False,
    }
    assert "Formal commitment, level 4" in checklist(prefilled=True).text


def test_a_file_and_what_is_asked_of_it_are_not_written_by_hand() -> None:
    page = parse(
        render.blank_step(
            load_method(), Answers("w"), "team", words("en"), name="Y", internal=True
        )
    )
    heads = [one.text for one in asked(page)["step_evidence"].all("th")]

    assert len(heads) == 3
    assert not any("picture" in one or "recogni" in one for one in heads)


def test_what_any_answer_makes_asked_says_so(method: Method) -> None:
    first = method.steps[STEP]
    later = replace(
        first.question("later"),  # type: ignore[type-var]
        shown_when=Condition("text", filled=True),
    )
    questions = tuple(later if one.id == "later" else one for one in first.questions)
    steps = {**method.steps, STEP: replace(first, questions=questions)}

    page = sheet(replace(method, steps=steps), Answers("empty"))
    assert "Only if “Label of text” is filled in" in asked(page)["later"].text


def test_every_kind_has_its_place_to_write(method: Method) -> None:
    found = asked(sheet(method, answers_of(FULL)))

    def boxes(name: str) -> int:
        return len(found[name].all("span", class_="box"))

    def rules(name: str) -> int:
        return len(found[name].all("span", class_="rule"))

    lines = {"text": 2, "long_text": 5, "list": 3}
    lines |= {"reference": 1, "references": 2, "place": 1}
    assert {name: rules(name) for name in lines} == lines
    choices = {"yes_no": 2, "choice": 2, "many": 9, "choices": 9, "checklist": 2, "W1": 7}
    assert {name: boxes(name) for name in choices} == choices
    for name in ("whole_number", "decimal", "percent", "money", "date"):
        assert len(found[name].all("span", class_="cell")) == 1
    for unit, name in (("full-time", "decimal"), ("%", "percent"), ("€", "money")):
        assert unit in found[name].text
    assert "computed" not in found
    assert [one.text for one in found["narrow"].all("th")] == [
        "Label of what",
        "Label of who",
    ]
    assert len(found["narrow"].all("tr")) == 1 + 6


def test_a_level_shows_its_anchors_and_where_to_say_why_and_by_what(method: Method) -> None:
    level = asked(sheet(method, Answers("empty")))["W1"]

    names = words("en").each("level.names")
    for number, name in enumerate(names):
        assert f"{number} {name} anchor {number}" in level.text
    for said in ("Don’t know", "Not applicable", "Evidence", "Why it does not apply"):
        assert said in level.text


def test_an_empty_sheet_says_nothing_of_the_answers(method: Method) -> None:
    page = sheet(method, answers_of(FULL, notes=NOTES, individual=OPINIONS))

    assert ticked(page) == []
    for said in ("A text", "1,250,000", "Anne Dupont", "First", "Decree", "shown"):
        assert said not in page.text


def test_a_prefilled_sheet_shows_the_answers_of_the_group(method: Method) -> None:
    answers = answers_of(FULL, notes=NOTES, individual=OPINIONS)
    page = sheet(method, answers, prefilled=True, day="12 March 2026")
    found = asked(page)

    for name, said in {
        "text": "A text",
        "long_text": "Two lines",
        "money": "1,250,000.00",
        "date": "1 December 2030",
        "year": "2026",
        "list": "one two",
        "W1": "Decree 14",
        "W2": "no such thing here",
        "wide": "First Choice a",
    }.items():
        assert said in found[name].text, name
    for name, said in {
        "yes_no": "No",
        "choice": "Choice a",
        "many": "Choice m3",
        "W1": "2 Formalised anchor 2",
        "W2": "Not applicable",
        "reference": "Anne Dupont — Alderwoman",
        "references": "Marc",
        "checklist": "Choice b",
    }.items():
        assert ticked(found[name]) == [f"ticked: {said}"], name
    assert "Answers as of 12 March 2026" in page.text
    assert len(found["narrow"].all("tr")) == 1 + 2 + 4


def test_a_draft_is_no_answer_on_paper(method: Method) -> None:
    drafts = {f"{STEP}/money": "1.250.00", f"{STEP}/wide/w1/c4": "yesterday"}
    page = sheet(method, answers_of(FULL, drafts=drafts), prefilled=True)

    assert "1.250.00" not in page.text
    assert "yesterday" not in page.text
    assert asked(page)["money"].one("span", class_="cell").text == ""


def test_what_is_asked_on_a_condition_says_so_or_is_left_out(method: Method) -> None:
    empty = asked(sheet(method, answers_of(FULL)))["later"].text
    assert "Only if “Label of choice”: Choice a" in empty

    def prefilled(choice: str | None) -> Node | None:
        given = {"choice": choice} if choice else {}
        return asked(sheet(method, answers_of({STEP: given}), prefilled=True)).get("later")

    met, open_ = prefilled("a"), prefilled(None)
    assert prefilled("b") is None
    assert met is not None
    assert "Only if" not in met.text
    assert open_ is not None
    assert "Only if" in open_.text


def test_a_cell_that_is_not_asked_is_left_empty(method: Method) -> None:
    def cells(choice: str) -> str:
        row = {"id": "w1", "c0": "First", "c1": choice, "c4": "2030-12-01"}
        answers = answers_of({STEP: {"wide": [row]}})
        return asked(sheet(method, answers, prefilled=True))["wide"].text

    assert "1 December 2030" in cells("a")
    assert "1 December 2030" not in cells("b")


def test_a_condition_on_an_internal_question_is_not_named(method: Method) -> None:
    first = method.steps[STEP]
    secret = replace(first.question("choice"), internal=True)  # type: ignore[type-var]
    questions = tuple(secret if one.id == "choice" else one for one in first.questions)
    steps = {**method.steps, STEP: replace(first, questions=questions)}
    page = sheet(replace(method, steps=steps), Answers("empty"))

    assert "later" in asked(page)
    assert "Label of choice" not in asked(page)["later"].text


@pytest.mark.parametrize("prefilled", [False, True])
def test_internal_questions_are_on_paper_only_when_asked_for(
    method: Method, *, prefilled: bool
) -> None:
    opinions = {f"r{n}": {STEP: {"secret": PLANTED, "W1": 4}} for n in range(1, 3)}
    answers = answers_of(
        {**FULL, STEP: SECRETS}, notes=NOTES, individual=opinions, tallies={}
    )
    page = sheet(method, answers, prefilled=prefilled)
    assert "secret" not in asked(page)
    for hidden in (PLANTED, "Label of c7", "Label of secret", "R1", "R2"):
        assert hidden not in page.text

    shown = sheet(method, answers, prefilled=prefilled, internal=True)
    assert "secret" in asked(shown)
    assert "Label of c7" in shown.text
    assert shown.text.count(PLANTED) == 2 * prefilled  # the dissent is on no paper


def test_a_wide_table_has_a_card_per_row(method: Method) -> None:
    table = method.steps[STEP].question("wide")
    assert table is not None
    seven = asked(sheet(method, answers_of(FULL)))["wide"]
    eight = asked(sheet(method, answers_of(FULL), internal=True))["wide"]

    assert len(table.columns) == COLUMNS_ON_A4 + 1
    assert len(seven.all("th")) == COLUMNS_ON_A4
    assert [len(one.all("li")) for one in eight.all("ul")] == [8, 8]
    assert "Only if “Label of c1”: Choice a" in seven.text


def test_what_was_typed_is_text_on_paper(method: Method) -> None:
    hostile = "<script>alert(1)</script>\"'{{7*7}}\u202e\ud800\x00"
    given = {**FULL[STEP], "text": hostile, "wide": [{"id": "w1", "c0": hostile}]}
    persons = {"persons": [{"id": "p1", "name": hostile}]}
    answers = answers_of({"context": persons, STEP: given})
    html = render.blank_step(
        method, answers, STEP, words_of(method), name=hostile, prefilled=True
    )

    assert "<script" not in html
    assert "\x00" not in html
    html.encode("utf-8")
    assert parse(html).text.count("<script>alert(1)</script>") == 5


def test_ids_are_there_once_and_what_they_name_exists(method: Method) -> None:
    page = sheet(method, answers_of(FULL, notes=NOTES), prefilled=True, internal=True)
    known = Counter(one.attrs["id"] for one in page if "id" in one.attrs)

    assert max(known.values()) == 1
    for one in page:
        assert set(one.attrs.get("aria-labelledby", "").split()) <= known.keys()


def test_emptied_answers_keep_who_the_workbook_is() -> None:
    answers = answers_of(FULL, individual=OPINIONS, workbook={"language": "fr"})
    nothing = emptied(answers)

    assert nothing.language == "fr"
    assert len(nothing.respondents) == len(OPINIONS)
    assert {path.split("/")[0] for _, path in nothing.latest} == {"workbook"}


# Ballots ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("terms", ["be", "fr"])
def test_a_ballot_has_the_25_criteria_with_six_boxes_each(
    language: str, terms: str
) -> None:
    shipped, spoken = load_method(), words(language, terms)
    (one,) = render.ballots(shipped, Answers("w"), spoken, ["Ann"], name="Valmont")
    page = parse(one)
    rows = [row for row in page.all("tr") if "data-criterion" in row.attrs]

    assert [row.attrs["data-criterion"] for row in rows] == [
        criterion.id for criterion in shipped.criteria
    ]
    assert {len(row.all("span", class_="box")) for row in rows} == {6}
    for row, criterion in zip(rows, shipped.criteria, strict=True):
        for anchor in spoken.each(f"{criterion.words_key}.anchors"):
            assert " ".join(anchor.split()) in row.text
    assert len(page.all("div", class_="side")) == 2


def test_a_ballot_carries_its_name_and_nobody_elses_opinion() -> None:
    answers = answers_of(
        {"political-will": {"W1": 3}}, individual={"r1": {"political-will": {"W1": 4}}}
    )
    named, anonymous = render.ballots(
        load_method(), answers, words("en"), ["Ann <Lee>", ""], name="Valmont"
    )

    assert "Ann <Lee>" in parse(named).text
    assert "Ann" not in anonymous
    assert "(if you like)" in parse(anonymous).text
    assert "ticked" not in named
    assert "R1" not in named


def block(name: str, heights: list[int]) -> Block:
    label = Markup("x")
    lines = tuple(
        Line(f"{name}{n}", label, (label * 21 * height,))
        for n, height in enumerate(heights)
    )
    return Block(name, 1, label, lines)


@given(st.lists(st.lists(st.integers(2, 9), min_size=1, max_size=6), max_size=6))
def test_the_two_sides_hold_every_prerequisite_in_order_as_even_as_can_be(
    heights: list[list[int]],
) -> None:
    blocks = [block(str(number), one) for number, one in enumerate(heights)]
    first, second = _sides(blocks)

    assert [*first, *second] == blocks
    higher = max(sum(one.height for one in side) for side in (first, second))
    for cut in range(1, len(blocks)):
        sides = blocks[:cut], blocks[cut:]
        assert higher <= max(sum(one.height for one in side) for side in sides)


# The files --------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Valmont, with a planted internal answer, opinion and dissent."""
    document = read_document(VALMONT.read_text(encoding="utf-8"))
    answers, notes = document["answers"], document.setdefault("notes", {})
    answers["openness"]["stakeholders"][0]["contact"] = PLANTED
    answers["pre-vision"]["contributions"] = [{"id": "c1", "statement": PLANTED}]
    notes.setdefault("team", {}).setdefault("T1", {})["dissent"] = PLANTED
    store = Store(f"sqlite:///{tmp_path / 'workbooks.sqlite'}", folder=tmp_path)
    import_document(store, document, load_method(), author="ann")
    yield Desk(store, "valmont", method=load_method(), author="ann")
    store.close()


def written(desk: Desk, out: Path, **asked_for: Any) -> dict[str, str]:
    paths = write_papers(desk, PaperRequest(out=out, **asked_for)).paths
    return {one.name: one.read_text(encoding="utf-8") for one in paths}


@pytest.mark.parametrize(
    ("asked_for", "names"),
    [
        ({}, ["blank-workbook.fr.html", "ballots.fr.html"]),
        ({"language": "en"}, ["blank-workbook.en.html", "ballots.en.html"]),
        ({"phases": ("planning",)}, ["blank-planning.fr.html"]),
        ({"phases": ("context",)}, ["blank-context.fr.html"]),
        (
            {"phases": ("context", "prerequisites")},
            [
                "blank-context.fr.html",
                "blank-prerequisites.fr.html",
                "ballots.fr.html",
            ],
        ),
        ({"steps": ("team", "context")}, ["blank-team.fr.html", "blank-context.fr.html"]),
        (
            {"steps": ("team",), "phases": ("context",)},
            ["blank-context.fr.html", "blank-team.fr.html"],
        ),
        ({"steps": ("team",), "ballots": 2}, ["blank-team.fr.html", "ballots.fr.html"]),
    ],
)
def test_a_file_for_each_phase_and_step_and_ballots_where_they_belong(
    desk: Desk, tmp_path: Path, asked_for: dict[str, Any], names: list[str]
) -> None:
    assert list(written(desk, tmp_path / "out", **asked_for)) == names
    assert {one.name for one in (tmp_path / "out" / "valmont").iterdir()} == set(names)


def test_the_sheets_of_a_half_day_end_with_the_prerequisites(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = parse(written(desk, tmp_path / "out")["blank-workbook.fr.html"])

    paths = [one.attrs["data-path"] for one in sheets if "data-path" in one.attrs]
    assert list(dict.fromkeys(one.split("/")[0] for one in paths)) == [
        "context",
        *desk.method.prerequisites,
    ]


@pytest.mark.parametrize(
    ("asked_for", "rule"),
    [
        ({"phases": ("planing",)}, "unknown-phase"),
        ({"phases": ("monitoring",)}, "phase-not-yet"),
        ({"steps": ("teem",)}, "unknown-step"),
        ({"steps": ("results",)}, "step-not-yet"),
        ({"steps": ("team", "settings")}, "step-without-sheet"),
        ({"steps": ("journal",)}, "step-without-sheet"),
    ],
)
def test_what_has_no_sheet_is_refused_and_nothing_is_written(
    desk: Desk, tmp_path: Path, asked_for: dict[str, Any], rule: str
) -> None:
    desk.method = outlined(desk.method, "monitoring")

    with pytest.raises(UnknownIdError) as raised:
        written(desk, tmp_path / "out", **asked_for)

    assert raised.value.rule == rule
    assert not (tmp_path / "out").exists()


def test_the_same_answers_give_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    first = written(desk, tmp_path / "one", prefilled=True)

    assert written(desk, tmp_path / "two", prefilled=True) == first


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("prefilled", [False, True])
def test_planted_words_are_on_no_paper(
    desk: Desk, tmp_path: Path, language: str, *, prefilled: bool
) -> None:
    pages = written(desk, tmp_path, language=language, prefilled=prefilled)
    sheets = pages[f"blank-workbook.{language}.html"]

    assert PLANTED not in "".join(pages.values())
    for one in desk.answers.respondents:
        assert one.name in pages[f"ballots.{language}.html"]
    assert "Présidente de l’association des commerçants" not in sheets
    assert not any("<script" in one or "{{" in one for one in pages.values())


def test_internal_sheets_say_that_they_are(desk: Desk, tmp_path: Path) -> None:
    pages = written(desk, tmp_path, internal=True, prefilled=True, draft=True)
    sheets, ballots = pages["blank-workbook.fr.html"], pages["ballots.fr.html"]

    assert sheets.count(PLANTED) == 2
    assert "ne pas distribuer" in sheets
    assert "ne pas distribuer" not in ballots
    assert "Document de travail" in sheets
    assert "Document de travail" in ballots


def test_a_ballot_for_each_respondent_or_as_many_as_asked(
    desk: Desk, tmp_path: Path
) -> None:
    def sheets(**asked_for: Any) -> int:
        page = written(desk, tmp_path, **asked_for)["ballots.fr.html"]
        return page.count('class="sheet ballot"')

    assert sheets() == 5
    assert sheets(ballots=12) == 12
    assert (
        "Directrice générale" not in written(desk, tmp_path, ballots=1)["ballots.fr.html"]
    )


def test_a_workbook_without_respondents_has_one_ballot(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)
    named = {"name": "Namur", "language": "en", "terms": "be", "author": "ann"}
    create(store, "namur", method=load_method(), **named)
    desk = Desk(store, "namur", method=load_method(), author="ann")
    page = written(desk, tmp_path)["ballots.en.html"]
    store.close()

    assert page.count('class="sheet ballot"') == 1
    assert "Where does Namur stand?" in page


def test_an_adapted_method_and_its_words_are_what_is_printed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, said = load_method(), words("fr", "be")
    team = shipped.steps["team"]
    own = replace(team.questions[-1], id="x-van", kind="text", shown_when=None)
    hidden = tuple(one for one in team.questions if one.id != "raci")
    steps = {**shipped.steps, "team": replace(team, questions=(*hidden, own))}
    key = "question.team.x-van.label"
    adapted = replace(said, entries={**said.entries, key: "Qui a la camionnette ?"})
    desk.method = replace(shipped, steps=steps)
    monkeypatch.setattr(Answers, "words", lambda _self, _language=None: adapted)
    page = written(desk, tmp_path, steps=("team",))["blank-team.fr.html"]

    assert "Qui a la camionnette ?" in page
    assert 'data-path="team/raci"' not in page
