"""A table whose rows are given, as people see it: in a form, on the wall, in a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import answers_of
from drawing import fields, parse

from smartcity_widgets import render
from smartcity_widgets.analysis.progress import progress_of_step
from smartcity_widgets.grids import Place, row_id
from smartcity_widgets.method import load_method
from smartcity_widgets.words import words

METHOD = load_method()
SCORES = METHOD.at("vision/scores")
NEEDS = [{"id": "n1", "need": "<b>Mobility</b>"}, {"id": "n2", "need": "Heat"}]
CRITERIA = [{"id": "c1", "name": "Impact"}, {"id": "c2", "name": "Support"}]
SHORT = [{"id": "a", "need": "n1", "shortlisted": True}]
TABLE = "vision/scores"


def said(own=None, *, vision=None, needs=NEEDS, **more):
    """Two needs of which one is on the shortlist, two criteria; what respondents say."""
    agreed = {
        "diagnosis": {"needs": needs},
        "vision": {"criteria": CRITERIA, "first_round": "dots", "candidates": SHORT}
        | (vision or {}),
    }
    individual = {name: {"vision": one} for name, one in (own or {}).items()}
    return answers_of(agreed, individual=individual, **more)


def score(level, row="x", need="n1", criterion="c1"):
    return {"scores": [{"id": row, "need": need, "criterion": criterion, "score": level}]}


def room(*levels):
    return {f"r{number}": score(level) for number, level in enumerate(levels, 1)}


def form(answers, *, language="en", step="vision", **details):
    view = render.View(uid="u1", language=language, **details)
    return parse(render.form_html(METHOD, answers, step, view))


def table(page, path=TABLE):
    return next(one for one in page.all("div") if one.attrs.get("id") == f"u1-i-{path}")


def cell(need="n1", criterion="c1", column="score"):
    return f"{TABLE}/{row_id(SCORES, Place(need, criterion))}/{column}"


def test_every_place_has_a_control_named_by_its_line_and_its_column():
    page = form(said())
    names = {one.attrs["id"]: one.text for one in page.all("th") if "id" in one.attrs}

    controls = [
        one for one in fields(page).values() if one.attrs["data-path"].startswith(TABLE)
    ]
    assert [
        tuple(names[name] for name in one.attrs["aria-labelledby"].split())
        for one in controls
    ] == [("<b>Mobility</b>", "Impact"), ("<b>Mobility</b>", "Support")]
    assert [one.attrs["data-path"] for one in controls] == [cell(), cell(criterion="c2")]


def test_it_is_a_real_table_with_headers_of_both_ways():
    found = table(form(said()))

    assert [one.text for one in found.all("th", scope="row")] == ["<b>Mobility</b>"]
    assert len(found.all("th", scope="col")) == 3


def test_an_imported_row_is_shown_at_its_place():
    page = form(said(vision=score(3)))

    assert fields(page)[f"{TABLE}/x/score"].attrs["value"] == "3"


def test_lines_in_groups_stand_under_the_name_of_their_group():
    found = table(form(said(), step="diagnosis"), "diagnosis/maturity")

    groups = found.all("th", scope="rowgroup")
    assert len(groups) == 7
    assert len(found.all("th", scope="row")) == 28
    assert len(found.all("tbody")) == 7


def test_a_level_is_chosen_by_the_key_of_its_number():
    found = table(form(said(), step="diagnosis"), "diagnosis/maturity")

    first = next(one for one in found.all("select"))
    assert [one.text[:1] for one in first.all("option")][1:6] == list("01234")


def test_what_is_not_there_yet_says_where_to_begin():
    page = form(answers_of({}))

    assert "Nothing to fill in yet" in table(page).text
    assert "Nothing is chosen yet" in table(form(said(vision={"candidates": []}))).text


def test_the_columns_of_the_first_round_follow_from_its_answer():
    def columns(answers):
        found = fields(form(answers))
        return {
            one.rpartition("/")[2] for one in found if one.startswith("vision/candidates")
        }

    assert columns(said()) == {"dots", "shortlisted"}
    other = said(vision={"first_round": "impact_feasibility"})
    assert columns(other) == {"impact", "feasibility", "shortlisted"}


# Respondents and the room ----------------------------------------------------------------


def test_a_respondent_sees_what_each_gives_and_the_own_answers_alone():
    page = form(said({"r1": score(1), "r2": score(4)}, vision=score(3)), respondent="r1")

    seen = fields(page)
    assert {one.split("/")[1] for one in seen} == {"candidates", "scores"}
    assert not [one for one in seen if one.endswith("/shortlisted")]
    assert seen[f"{TABLE}/x/score"].attrs["value"] == "1"


def test_who_answers_can_be_chosen_where_respondents_rate_and_no_hands_are_counted():
    page = form(said({"r1": score(1)}))

    options = page.one("select", data_action="respondent").all("option")
    assert [one.attrs["value"] for one in options] == ["", "r1"]
    assert not form(said(), step="evaluation").all("select", data_action="respondent")


def test_before_it_is_revealed_the_room_is_counted_and_no_more():
    page = table(form(said(room(1, 3, 4))))

    assert "3 people have answered" in page.text
    assert page.all("button", data_action="reveal", data_path=f"revealed/{TABLE}")
    assert "median" not in page.text


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        ((1, 3, 4), "median 3 · 3 opinions"),
        ((1, 2, 3, 4), "median 2.5 · 4"),
        ((1, 4), None),
    ],
)
def test_once_revealed_the_median_stands_beside_the_groups_and_never_of_two(levels, says):
    page = table(form(said(room(*levels), vision=score(2), revealed=[TABLE])))

    assert (says in page.text) if says else ("median" not in page.text)
    assert page.all("input", data_path=f"{TABLE}/x/score")[0].attrs["value"] == "2"


def test_dots_are_added_up_over_all_who_gave_any():
    own = {
        f"r{number}": {"candidates": [{"id": "k", "need": need, "dots": 5}]}
        for number, need in enumerate(("n1", "n1", "n2"), 1)
    }

    page = table(form(said(own, revealed=["vision/candidates"])), "vision/candidates")

    assert "10 in all · 3 people" in page.text
    assert "5 in all · 3 people" in page.text
    del own["r3"]
    few = table(form(said(own, revealed=["vision/candidates"])), "vision/candidates")
    assert "in all" not in few.text


def test_no_respondent_is_told_what_the_room_thinks():
    dots = {"candidates": [{"id": "k", "need": "n1", "dots": 5}], **score(2)}
    own = {f"r{number}": dots for number in range(1, 5)}

    page = form(said(own, revealed=["vision"]), respondent="r1")

    assert not page.all("p", **{"class": "room-said"})


def test_a_draft_of_a_respondent_is_told_to_that_respondent():
    answers = said({"r1": score(1)})
    draft = {"text": "9", "language": "en", "rule": "maximum", "details": {}}
    entry = answers.latest["r1", f"{TABLE}/x/score"]
    answers = answers.with_entries(
        [replace(entry, number=answers.entry + 1, edit="d", kind="draft", value=draft)]
    )

    page = form(answers, respondent="r1")
    assert "<b>Mobility</b> · Impact" in page.one("section", **{"class": "problems"}).text
    assert not form(answers).all("section", **{"class": "problems"})


def test_a_respondents_progress_counts_what_each_gives():
    step, answers = METHOD.steps["vision"], said({"r1": score(1)})

    mine = progress_of_step(step, answers, "r1")
    assert (mine.answered, mine.total) == (1, 2)


# A line that went, the wall, the report --------------------------------------------------


def test_a_line_that_is_gone_is_shown_as_gone_while_a_row_speaks_of_it():
    answers = said(vision=score(3), needs=NEEDS[1:])
    short = [{"id": "a", "need": "n1", "shortlisted": True}]

    page = form(said(vision={**score(3), "candidates": short}, needs=NEEDS[1:]))

    assert "(removed)" in table(page).text
    assert "(removed)" in table(form(answers), "vision/candidates").text


def test_on_the_wall_stands_the_same_table_with_ids_of_its_own():
    page = form(said(room(1, 2, 3)), presented=TABLE)

    ids = [one.attrs["id"] for one in page if "id" in one.attrs]
    assert len(ids) == len(set(ids))
    wall = page.one("dialog", **{"class": "wall"})
    assert wall.all("table", **{"class": "grid"})
    assert wall.all("button", data_action="reveal", data_path=f"revealed/{TABLE}")


def read(answers):
    return parse(render.read_step(METHOD, answers, "vision", words("en", "be")))


def test_a_report_says_what_is_agreed_and_else_the_median():
    own = {
        f"r{number}": {
            "scores": score(4)["scores"] + score(2, "y", criterion="c2")["scores"]
        }
        for number in range(1, 4)
    }

    page = read(said(own, vision=score(1), revealed=["vision"]))

    cells = [one.text for one in page.all("table", **{"class": "rows grid"})[-1].all("td")]
    assert cells == ["1", "median 2 · 3 opinions"]


def test_a_report_tells_nothing_that_is_not_revealed_or_of_two():
    assert "median" not in read(said(room(1, 2, 3))).text
    assert "median" not in read(said(room(1, 2), revealed=["vision"])).text


def sheet(answers, *, prefilled, step="vision"):
    html = render.blank_step(
        METHOD, answers, step, words("en", "be"), name="Valmont", prefilled=prefilled
    )
    return parse(html)


def test_a_sheet_has_the_lines_that_are_known_and_room_for_others():
    lines = sheet(said(vision=score(3)), prefilled=True).all(
        "table", **{"class": "rows grid matrix"}
    )
    empty = sheet(said(), prefilled=False).all("table", **{"class": "rows grid matrix"})

    assert [one.text for one in lines[0].all("td")] == ["3", ""]
    assert len(empty[0].all("tr")) == 8
    maturity = sheet(said(), prefilled=False, step="diagnosis")
    assert len(maturity.all("th", scope="row")) == 28
