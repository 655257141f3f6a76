"""The pictures of the results: a course, the same in small, and the dashboard."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import NAMES, NUMBERS, SVG, is_readable, root, texts

from smartcity_widgets.analysis.measurements import Measurement
from smartcity_widgets.analysis.measuring import Indicator, Milestone
from smartcity_widgets.analysis.monitoring import standing_of
from smartcity_widgets.charts import (
    Course,
    course_chart,
    small_course,
)
from smartcity_widgets.charts.closing import finest_of
from smartcity_widgets.values import last_day
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

ON = date(2026, 3, 12)
ENGLISH, FRENCH = words("en"), words("fr", "be")
calm = settings(deadline=None)

TARGET = {
    "direction": "higher",
    "baseline_value": Decimal(0),
    "baseline_date": "2020",
    "target_value": Decimal(100),
    "target_date": "2030",
}


RANGE = {
    "direction": "range",
    "target_low": Decimal(20),
    "target_high": Decimal(24),
    "target_date": "2030",
}
TOLERANT = TARGET | {"direction": "target_value", "tolerance": Decimal(1)}


def measured(place: int, day: str, value: str, **others: Any) -> Measurement:
    usual = {"data_quality": "measured"}
    return Measurement(
        f"m{place}", "i", day, last_day(day), Decimal(value), **usual | others
    )


def course(*series: Sequence[Any], name: str = "Vélos", **defined: Any) -> Course:
    """Return the course of measurements, each a day, a value, and what else is known."""
    found = tuple(
        measured(place, day, value, **(others[0] if others else {}))
        for place, (day, value, *others) in enumerate(series)
    )
    by_day = tuple(sorted(found, key=lambda one: one.day))
    return Course(standing_of(Indicator("i", **defined), by_day, ON), by_day, name)


def count(chart: Any, tag: str) -> int:
    return len([*root(chart).iter(f"{SVG}{tag}")])


# Whatever was measured --------------------------------------------------------------------

dates = st.dates(date(1800, 1, 1), date(2200, 12, 31)).flatmap(
    lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
)
maybe_number, maybe_date = st.none() | NUMBERS, st.none() | dates


@st.composite
def courses(draw: st.DrawFn) -> Course:
    day = draw(st.sampled_from([dates, st.integers(1990, 2030).map(str)]))
    others = st.fixed_dictionaries(
        {
            "data_quality": st.sampled_from([None, "measured", "personal_estimate"]),
            "series_break": st.booleans(),
        }
    )
    series = draw(st.lists(st.tuples(day, NUMBERS.map(str), others), max_size=12))
    path = draw(st.lists(st.tuples(dates, NUMBERS), max_size=3))
    return course(
        *series,
        name=draw(NAMES),
        unit=draw(st.none() | NAMES),
        direction=draw(st.sampled_from([None, "higher", "lower", "target_value", "range"])),
        baseline_value=draw(maybe_number),
        baseline_date=draw(maybe_date),
        target_value=draw(maybe_number),
        target_low=draw(maybe_number),
        target_high=draw(maybe_number),
        tolerance=draw(st.none() | NUMBERS.map(abs)),
        target_date=draw(maybe_date),
        effect_from=draw(maybe_date),
        path=tuple(
            sorted(
                (Milestone(f"t{n}", last_day(d), v, d) for n, (d, v) in enumerate(path)),
                key=lambda one: one.day,
            )
        ),
    )


@calm
@given(courses(), st.sampled_from(["en", "fr"]))
def test_a_course_is_readable_whatever_was_measured(one: Course, language: str) -> None:
    whole, small = (draw(one, words(language)) for draw in (course_chart, small_course))

    assert is_readable(whole)
    assert is_readable(small)
    assert whole.table.count(">‖ ") == sum(each.series_break for each in one.series)


@calm
@given(courses())
def test_nothing_is_drawn_beside_its_field(one: Course) -> None:
    for chart in (course_chart(one, ENGLISH), small_course(one, ENGLISH)):
        left, _, wide, high = map(float, root(chart).attrib["viewBox"].split())
        field = root(chart).find(f"{SVG}g")
        assert field is not None
        points = [
            tuple(map(float, pair.split(",")))
            for line in field.iter(f"{SVG}polyline")
            for pair in line.attrib["points"].split()
        ]
        points += [
            (float(dot.attrib["cx"]), float(dot.attrib["cy"]))
            for dot in field.iter(f"{SVG}circle")
        ]
        for rect in field.iter(f"{SVG}rect"):
            x, y, width, height = (
                float(rect.attrib[one]) for one in ("x", "y", "width", "height")
            )
            points += [(x, y), (x + width, y + height)]
        assert all(left <= x <= left + wide and 0 <= y <= high for x, y in points)


def test_a_range_that_nothing_came_near_is_within_the_picture():
    chart = course_chart(course(("2024", "400"), **RANGE), ENGLISH)
    (band,) = (
        one for one in root(chart).iter(f"{SVG}rect") if float(one.attrib["width"]) > 100
    )

    assert 0 < float(band.attrib["y"]) < 210
    assert 0 < float(band.attrib["height"]) < 20


# What the dates say -----------------------------------------------------------------------


def place_of(chart: Any, label: str) -> float:
    """Return where the name of a day stands."""
    (found,) = (
        float(one.attrib["x"])
        for one in root(chart).iter(f"{SVG}text")
        if one.text == label
    )
    return found


def test_a_year_is_named_where_its_value_stands():
    chart = course_chart(course(("2021", "3"), ("2022", "5"), ("2023", "4")), ENGLISH)
    dots = [float(one.attrib["cx"]) for one in root(chart).iter(f"{SVG}circle")][:3]

    assert place_of(chart, "2022") == dots[1]


def test_a_month_is_named_where_its_value_stands():
    chart = course_chart(course(("2025-01", "3"), ("2025-02", "5")), ENGLISH)
    first = next(root(chart).iter(f"{SVG}circle"))

    assert abs(place_of(chart, "Jan 2025") - float(first.attrib["cx"])) < 40
    assert "Mar 2025" not in texts(chart)


def test_where_days_are_told_a_year_is_named_where_it_begins():
    chart = course_chart(course(("2021-06-15", "3"), ("2024-06-15", "5")), ENGLISH)
    first = next(root(chart).iter(f"{SVG}circle"))

    assert {"2022", "2023", "2024"} & set(texts(chart))
    assert "2021" not in texts(chart)
    assert float(first.attrib["cx"]) < place_of(chart, "2022")


def test_days_too_near_for_a_month_are_named_themselves():
    chart = course_chart(course(("2026-03-01", "3"), ("2026-03-02", "5")), FRENCH)

    assert {"1 mars 2026", "2 mars 2026"} <= set(texts(chart))


@pytest.mark.parametrize(
    ("stored", "finest"),
    [
        (["2021", "2022"], "year"),
        (["2021", "2022-03"], "month"),
        (["2021", "2022-03", "2022-03-01"], "day"),
        (["2021", "2022-12-31"], "year"),
        (["2021", "2024-02-29"], "month"),
        ([], "day"),
    ],
)
def test_the_finest_date_says_what_is_named(stored: list[str], finest: str) -> None:
    assert finest_of(stored) == finest


# What is drawn ----------------------------------------------------------------------------


def test_the_line_is_interrupted_where_the_definition_changed():
    broken = ("2023", "7", {"series_break": True})
    whole = course_chart(course(("2021", "3"), ("2022", "5"), ("2023", "7")), ENGLISH)
    chart = course_chart(
        course(("2021", "3"), ("2022", "5"), broken, ("2024", "8")), ENGLISH
    )

    assert count(whole, "polyline") == 1
    assert count(chart, "polyline") == 2
    assert "definition or source changed" in texts(chart)
    assert "definition or source changed" not in texts(whole)
    assert "definition or source changed" in texts(
        small_course(course(("2022", "5"), broken), ENGLISH)
    )


def test_two_values_of_one_day_are_both_drawn_and_told():
    chart = course_chart(course(("2025", "12"), ("2025", "14")), ENGLISH)

    assert count(chart, "circle") == 2 + 1  # the one of the legend
    assert chart.table.count(">2025</th>") == 2


def test_an_estimate_has_another_form_than_what_was_measured():
    chart = course_chart(
        course(("2024", "12"), ("2025", "14", {"data_quality": "personal_estimate"})),
        ENGLISH,
    )
    full, hollow = [*root(chart).iter(f"{SVG}circle")][:2]

    assert full.attrib["fill"].startswith("var(--sc-accent")
    assert hollow.attrib["fill"].startswith("var(--sc-paper")
    assert {"measured", "estimated"} <= set(texts(chart))


@pytest.mark.parametrize(
    ("defined", "named"),
    [
        ({}, set()),
        (TARGET, {"baseline", "target", "expected"}),
        (TARGET | {"baseline_date": None}, {"target"}),
        (TARGET | {"target_date": None}, {"baseline", "target, without a date"}),
        (TARGET | {"effect_from": "2022"}, {"effect expected from here", "target"}),
        (RANGE, {"within the target"}),
        (
            TARGET | {"direction": "target_value", "tolerance": Decimal(1)},
            {"within the target"},
        ),
    ],
)
def test_what_is_known_of_the_target_is_drawn_and_explained(
    defined: dict[str, Any], named: set[str]
) -> None:
    shown = set(texts(course_chart(course(("2024", "3"), **defined), ENGLISH)))
    every = {
        ENGLISH.say(f"chart.course.{one}")
        for one in ("baseline", "target", "level", "way", "band", "effect", "break")
    }

    assert named <= shown & every
    assert bool(named) == bool(shown & every)


def test_a_long_series_is_a_line_and_its_estimates_stay():
    long = [(f"{date(2023, 1, 1) + timedelta(7 * n)}", f"{n % 9}") for n in range(120)]
    rough = ("2024-01-05", "3", {"data_quality": "personal_estimate"})
    small = small_course(course(*long, rough), ENGLISH)
    chart = course_chart(course(*long, rough), ENGLISH)

    assert count(small, "circle") == 3  # both ends, and the estimate
    assert chart.table.count('scope="row"') == 121


def test_the_table_tells_all_that_the_picture_shows():
    chart = course_chart(
        course(
            ("2024", "30"),
            ("2025", "40", {"series_break": True, "data_quality": "personal_estimate"}),
            unit="%",
            effect_from="2021",
            path=(Milestone("t", date(2027, 12, 31), Decimal(60), "2027"),),
            **TARGET,
        ),
        ENGLISH,
    )
    lines = [
        unescape(re.sub(r"<[^>]+>", "|", one)) for one in chart.table.split("<tr>")[2:]
    ]
    told = [
        [cell for cell in re.split(r"\|+", line.strip()) if cell.strip()] for line in lines
    ]

    assert told == [
        ["2020", "baseline", "0", "–", "–"],
        ["2021", "effect expected from here", "–", "–", "–"],
        ["2024", "30", "30.01", "Measured"],
        ["2025", "40", "40.01", "Personal estimate", "‖ definition or source changed"],
        ["2027", "target on the way", "–", "60", "–"],
        ["2030", "target", "–", "100", "–"],
    ]


def test_the_alternative_text_says_from_where_to_where_and_the_status():
    one = course(("2025", "104"), name="Vélos", unit="%", **TARGET)

    assert course_chart(one, ENGLISH).alt.replace("\N{NO-BREAK SPACE}", " ") == (
        "Vélos: start: 0 % (2020); target: 100 % (2030); last 104 % (2025); "
        "status: Reached."
    )
    assert "target: between 20 and 24 (2030)" in course_chart(course(**RANGE), ENGLISH).alt
    assert "nothing was measured yet" in course_chart(course(), ENGLISH).alt


def test_large_numbers_are_not_torn_apart_in_what_is_said():
    said = course_chart(course(("2025", "1234567"), unit="<b> kWh"), FRENCH).alt
    thin, apart = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

    assert f"1{thin}234{thin}567{apart}<b> kWh" in said
