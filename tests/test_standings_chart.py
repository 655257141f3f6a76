"""The dashboard: every objective in one look, in parts that a sheet holds."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import NAMES, SVG, is_readable, root, texts

from smartcity_widgets.analysis.measuring import Indicator
from smartcity_widgets.analysis.monitoring import STATUSES, Standing
from smartcity_widgets.charts import Board, standings_chart
from smartcity_widgets.charts.standings import HEADING, MOST_LINES
from smartcity_widgets.words import words

ON = date(2026, 3, 12)
ENGLISH, FRENCH = words("en"), words("fr", "be")
calm = settings(deadline=None)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    titles = draw(st.lists(NAMES.filter(str.strip), max_size=9))
    rows = [f"o{n}" for n in range(len(titles))]
    found = draw(
        st.lists(
            st.tuples(
                st.sampled_from([*rows, None, "gone"]), st.sampled_from(STATUSES), NAMES
            ),
            max_size=60,
        )
    )
    standings = tuple(
        Standing(Indicator(f"i{n}", objective=row), ON, status)
        for n, (row, status, _) in enumerate(found)
    )
    names = {f"i{n}": name for n, (*_, name) in enumerate(found)}
    return Board(standings, dict(zip(rows, titles, strict=True)), names)


@calm
@given(boards(), st.sampled_from(["en", "fr"]))
def test_a_dashboard_is_readable_and_in_parts_that_a_sheet_holds(
    board: Board, language: str
) -> None:
    parts = board.in_parts()
    charts = [standings_chart(one, words(language)) for one in parts]

    assert all(map(is_readable, charts))
    assert len({one.id for one in charts}) == len(charts)
    assert sum(len(one.standings) for one in parts) == len(board.standings)
    assert {row for one in parts for row in one.objectives} == set(board.objectives)
    assert all(len(one.standings) < MOST_LINES for one in parts)
    rows = sum(one.table.count('scope="row"') for one in charts)
    assert rows == max(len(board.standings), 0 if board.objectives else 1)


def test_an_objective_goes_on_in_the_next_part():
    standings = tuple(
        Standing(Indicator(f"i{n}", objective="o1"), ON, "reached")
        for n in range(MOST_LINES)
    )
    names = {one.indicator.row: "Vélos" for one in standings}
    board = Board(standings, {"o1": "Rouler", "o2": "Marcher"}, names)

    parts = board.in_parts()

    assert [len(one.standings) for one in parts] == [MOST_LINES - HEADING, HEADING]
    assert [[*one.objectives] for one in parts] == [["o1"], ["o1", "o2"]]
    assert standings_chart(parts[1], FRENCH).title.endswith("partie 2 sur 2")


def test_an_objective_that_nothing_measures_is_seen():
    board = Board((), {"o1": "Se déplacer sans voiture"}, {})

    assert texts(standings_chart(board, FRENCH)) == [
        "Se déplacer sans voiture",
        "Aucun indicateur",
    ]


def test_every_status_has_a_form_of_its_own():
    forms = set()
    for status in STATUSES:
        board = Board((Standing(Indicator("i"), ON, status),), {}, {"i": "Vélos"})
        drawn = [
            (one.tag, one.get("d"), one.get("r"), one.get("stroke-dasharray"))
            for one in root(standings_chart(board, ENGLISH)).iter()
            if one.tag in {f"{SVG}path", f"{SVG}circle", f"{SVG}rect"}
        ]
        forms.add(tuple(drawn))

    assert len(forms) == len(STATUSES)
