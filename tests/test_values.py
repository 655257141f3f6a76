"""What is typed becomes an answer or a problem, never a guess, and is shown as meant."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.method import KINDS, Question
from smartcity_widgets.values import (
    Problem,
    check,
    echo,
    plain,
    read,
    show,
    typed,
    unit_word,
)
from smartcity_widgets.words import words

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "values.toml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "fr")
PERSONS = ("p1", "p2")
calm = settings(deadline=None)  # a slow machine is no failure
CHOICES = ("none", "oral", "council_decision")


def asked(kind: str, **changes: Any) -> Question:
    """Return a question of a kind, with what the kind needs."""
    needs: dict[str, Any] = {
        "choice": {"choice_list": "commitment_form", "choices": CHOICES},
        "choices": {"choice_list": "commitment_form", "choices": CHOICES},
        "checklist": {"choice_list": "commitment_form", "choices": CHOICES},
        "list": {"of": "text"},
        "reference": {"targets": ("context/persons",)},
        "references": {"targets": ("context/persons", "team/members")},
    }
    return Question(id="one", kind=kind, step="team", **{**needs.get(kind, {}), **changes})  # type: ignore[arg-type]


def rows(table: str) -> tuple[str, ...]:
    return PERSONS if table == "context/persons" else ("m1",)


def said(problem: Problem | None, language: str) -> str:
    return problem.sentence(words(language)) if problem else ""


def by_what_is_typed(case: dict[str, Any]) -> str:
    return f"{case['kind']}-{case['language']}-{case['raw']!a}"


# What people type ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", [one for block in CASES.values() for one in block], ids=by_what_is_typed
)
def test_a_text_is_read_in_one_way_or_refused_with_a_reason(case: dict[str, Any]) -> None:
    language = case["language"]

    reading = read(asked(case["kind"]), case["raw"], language=language)

    assert reading.value == case.get("value")
    assert (reading.problem.rule if reading.problem else None) == case.get("rule")
    for name in case.get("names", []):
        assert name in said(reading.problem, language)


def test_the_amount_of_the_look_is_refused_with_both_readings_and_an_example() -> None:
    reading = read(asked("money"), "1.250.00", language="fr")

    assert said(reading.problem, "fr").replace("\u202f", " ").replace("\u00a0", " ") == (
        "« 1.250.00 » peut se lire 1 250,00 ou 125 000. Écrivez par exemple 1 250,00 €."
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0", []])
def test_nothing_typed_is_no_answer_and_no_problem(kind: str, raw: object) -> None:
    reading = read(asked(kind), raw, language="fr")

    assert (reading.value, reading.problem, reading.echo) == (None, None, False)


@pytest.mark.parametrize("kind", ["whole_number", "decimal", "percent", "money"])
def test_a_value_outside_its_bounds_is_refused_and_not_moved_between_them(
    kind: str,
) -> None:
    question = asked(kind, minimum=Decimal(5), maximum=Decimal(50))

    reading = read(question, "99", language="fr")

    assert reading.value is None
    assert said(reading.problem, "fr") == "99 n\u2019est pas compris entre 5 et 50."


def test_both_bounds_are_allowed_values() -> None:
    question = asked("whole_number", minimum=Decimal(5), maximum=Decimal(50))

    found = [read(question, raw, language="en").value for raw in ("5", "50")]

    assert found == [5, 50]


@pytest.mark.parametrize(("raw", "rule"), [("0", "minimum"), ("12", "maximum")])
def test_one_bound_alone_is_named_alone(raw: str, rule: str) -> None:
    bound = {rule: Decimal(1 if rule == "minimum" else 10)}

    problem = read(asked("decimal", **bound), raw, language="en").problem

    assert problem is not None
    assert problem.rule == rule


def test_an_example_is_a_value_the_question_takes() -> None:
    question = asked("whole_number", minimum=Decimal(5), maximum=Decimal(50))

    problem = read(question, "twenty", language="en").problem

    assert problem is not None
    assert problem.details["example"] == "27"


def test_the_currency_of_the_workbook_may_be_typed() -> None:
    found = [
        read(asked("money"), raw, language="en", currency="CAD").value
        for raw in ("CA$5", "$5", "5 CAD", "5")
    ]

    assert found == ["5.00"] * 4


# Texts, choices, lists -------------------------------------------------------------------


def test_a_text_is_kept_to_the_letter() -> None:
    text = "  <b>é\u202e\ud800\x00 {{7*7}} "

    assert read(asked("long_text"), text, language="fr").value == text


@pytest.mark.parametrize(("kind", "most"), [("text", 300), ("long_text", 3000)])
def test_a_text_that_is_too_long_names_both_lengths(kind: str, most: int) -> None:
    problem = read(asked(kind), "x" * (most + 1), language="fr").problem

    assert problem is not None
    assert {one.replace("\u202f", "") for one in problem.details.values()} == {
        str(most),
        str(most + 1),
    }
    assert read(asked(kind), "x" * most, language="fr").problem is None


def test_a_text_of_another_form_is_refused_with_the_help_of_its_question() -> None:
    question = Question(id="currency", kind="text", step="workbook", pattern="^[A-Z]{3}$")

    problem = read(question, "euro", language="en").problem

    for language in ("en", "fr"):  # whichever the reader speaks, not who typed
        help_ = words(language).say("question.workbook.currency.help")
        assert help_ in said(problem, language)


def test_a_form_that_has_its_own_word_is_said_by_it() -> None:
    question = Question(
        id="email", kind="text", step="context", table="persons", pattern="^[^@]+@[^@]+$"
    )

    problem = check(question, "anne")

    assert said(problem, "en") == (
        "“anne” does not have the form that is asked for. "
        "Write one address, for example anne@example.org."
    )


def test_a_pattern_is_never_shown_where_the_question_has_no_words() -> None:
    question = Question(id="x", kind="text", step="nowhere", pattern="^[A-Z]$")

    problem = check(question, "é")

    assert said(problem, "en") == "“é” does not have the form that is asked for."


@pytest.mark.parametrize(
    ("raw", "value"), [("0", 0), ("4", 4), ("unknown", "unknown"), ("na", "na")]
)
def test_a_level_is_a_number_unknown_or_not_applicable(raw: str, value: object) -> None:
    found = read(asked("level"), raw, language="en").value

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "raw"), [("level", "5"), ("level", "٣"), ("yes_no", "yes"), ("choice", "Oral")]
)
def test_what_no_radio_sends_is_no_answer(kind: str, raw: str) -> None:
    reading = read(asked(kind), raw, language="en")

    assert reading.value is None
    assert reading.problem is not None


@pytest.mark.parametrize("kind", ["choices", "checklist"])
def test_what_is_ticked_is_kept_in_the_order_of_the_method(kind: str) -> None:
    found = read(asked(kind), ["council_decision", "none"], language="en").value

    assert found == ["none", "council_decision"]


def test_a_list_has_one_entry_per_line() -> None:
    found = read(
        asked("list"), "Finances\r\n\nVoirie, espaces verts\n", language="fr"
    ).value

    assert found == ["Finances", "Voirie, espaces verts"]


def test_an_entry_of_a_list_is_one_line() -> None:
    found = read(asked("list"), ["a\nb", "c"], language="en").value

    assert found == ["a", "b", "c"]


def test_several_years_may_stand_on_one_line() -> None:
    found = read(asked("list", of="year"), "2026, 2027\n2028", language="fr").value

    assert found == [2026, 2027, 2028]


def test_one_wrong_entry_makes_the_list_a_draft_and_is_named() -> None:
    reading = read(asked("list", of="date"), "mars 2026\nbientôt", language="fr")

    assert reading.value is None
    assert "bientôt" in said(reading.problem, "fr")


def test_a_reference_is_a_row_that_exists() -> None:
    question = asked("reference")

    found = [read(question, raw, language="en", rows=rows).value for raw in ("p1", "p9")]

    assert found == ["p1", None]


def test_a_reference_to_one_of_several_tables_names_its_table() -> None:
    question = asked("references")

    good = read(
        question, ["context/persons/p2", "team/members/m1"], language="en", rows=rows
    )
    bad = [
        read(question, [raw], language="en", rows=rows).problem
        for raw in ("p2", "team/members/p2", "team/raci/r1", "context/persons/")
    ]

    assert good.value == ["context/persons/p2", "team/members/m1"]
    assert [one.rule for one in bad if one] == ["reference"] * 4


@pytest.mark.parametrize("kind", ["table", "computed"])
def test_what_has_no_field_cannot_be_typed(kind: str) -> None:
    problem = read(asked(kind, of="x"), "3", language="en").problem

    assert problem == Problem("unreadable")


# Anything at all -------------------------------------------------------------------------

anything = st.text() | st.text(alphabet="0123456789 .,-+%€'\u00a0\u202f/eE")
kinds = st.sampled_from(KINDS)
spoken = st.sampled_from([*LANGUAGES, "xx"])


@calm
@given(kinds, spoken, anything | st.lists(anything) | st.integers() | st.none())
def test_reading_never_raises_and_never_says_both(
    kind: str, language: str, raw: object
) -> None:
    reading = read(asked(kind), raw, language=language, rows=rows)

    assert reading.value is None or reading.problem is None


@calm
@given(kinds, spoken, anything | st.lists(anything))
def test_what_is_read_passes_the_check_of_documents(
    kind: str, language: str, raw: object
) -> None:
    question = asked(kind)

    value = read(question, raw, language=language, rows=rows).value

    assert check(question, value, rows=rows) is None


@calm
@given(kinds, st.sampled_from(LANGUAGES), anything | st.lists(anything))
def test_every_problem_has_a_sentence(kind: str, language: str, raw: object) -> None:
    problem = read(asked(kind), raw, language=language, rows=rows).problem

    if problem is not None:
        sentence = words(language).say(f"problem.{problem.rule}", **problem.details)
        assert len(sentence) < 600


@calm
@given(st.text())
def test_a_reading_is_the_same_whatever_spaces_it_has(text: str) -> None:
    narrow, plain_space = text.replace(" ", "\u202f"), text.replace("\u202f", " ")

    found = [
        read(asked("decimal"), one, language="fr").value for one in (narrow, plain_space)
    ]

    assert found[0] == found[1]


# There and back --------------------------------------------------------------------------

numbers = st.decimals(
    min_value=Decimal(-999999999999999),
    max_value=Decimal(999999999999999),
    places=3,
    allow_nan=False,
).map(lambda one: f"{one:f}" if one else "0")
money = st.integers(-(10**14), 10**14).map(lambda cents: f"{Decimal(cents).scaleb(-2):.2f}")
days = st.dates().filter(lambda one: 1800 <= one.year <= 2200).map(str)
dates = days | days.map(lambda one: one[:7]) | days.map(lambda one: one[:4])
VALUES = {
    "whole_number": st.integers(-(10**15) + 1, 10**15 - 1),
    "decimal": numbers,
    "percent": numbers,
    "money": money.filter(lambda one: one != "-0.00"),
    "date": dates,
    "year": st.integers(1800, 2200),
}
answers = st.sampled_from(sorted(VALUES)).flatmap(
    lambda kind: st.tuples(st.just(kind), VALUES[kind])
)


@calm
@given(answers, st.sampled_from(LANGUAGES))
def test_what_is_shown_is_read_back_as_it_was(
    answer: tuple[str, Any], language: str
) -> None:
    question, value = asked(answer[0]), answer[1]

    shown = show(question, value, words=words(language))

    assert read(question, shown, language=language).value == value


@calm
@given(answers, st.sampled_from(LANGUAGES))
def test_what_stands_in_a_field_is_read_back_as_it_was(
    answer: tuple[str, Any], language: str
) -> None:
    question, value = asked(answer[0]), answer[1]

    standing = typed(question, value, language=language)

    assert check(question, value) is None
    assert read(question, standing, language=language).value == value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["decimal", "percent"])
def test_no_digit_of_a_long_number_is_lost(kind: str, language: str) -> None:
    question, value = asked(kind), "123456789012345.12345678901234567891"

    assert check(question, value) is None
    standing = typed(question, value, language=language)
    assert read(question, standing, language=language).value == value
    shown = show(question, value, words=words(language))
    assert read(question, shown, language=language).value == value


def test_more_than_twenty_decimals_are_refused() -> None:
    assert check(asked("decimal"), f"0.{'1' * 20}") is None

    problem = check(asked("decimal"), f"0.{'1' * 21}")

    assert problem is not None
    assert problem.rule == "number-digits"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", " spaces and <tags> "),
        ("yes_no", False),
        ("level", 0),
        ("level", "na"),
        ("choice", "oral"),
        ("choices", ["none", "oral"]),
        ("list", ["one", " two; three"]),
        ("reference", "p1"),
        ("references", ["team/members/m1"]),
        ("place", "political-will/W1"),
        ("place", f"{'a' * 78}/{'x' * 60}/{'y' * 60}"),
    ],
)
def test_other_kinds_stand_in_their_field_as_they_are_read(
    kind: str, value: object
) -> None:
    question = asked(kind)

    assert (
        read(question, typed(question, value, language="fr"), language="fr").value == value
    )


# What people are shown -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "english", "french"),
    [
        ("whole_number", 111561, "111,561", "111 561"),
        ("decimal", "0.8", "0.8", "0,8"),
        ("decimal", "1234.50", "1,234.50", "1 234,50"),
        ("percent", "80", "80%", "80 %"),
        ("percent", "12.345", "12.345%", "12,345 %"),
        ("money", "1250000.00", "€1,250,000.00", "1 250 000,00 €"),
        ("money", "-5.00", "-€5.00", "-5,00 €"),
        ("date", "2030-12-01", "1 December 2030", "1er décembre 2030"),
        ("date", "2026-03-12", "12 March 2026", "12 mars 2026"),
        ("date", "2030-12", "December 2030", "décembre 2030"),
        ("date", "2030", "2030", "2030"),
        ("year", 2030, "2030", "2030"),
        ("yes_no", False, "No", "Non"),
        ("level", 2, "2 · Formalised", "2 · Formalisé"),
        ("level", "unknown", "Don\u2019t know", "Ne sait pas"),
        ("level", "na", "Not applicable", "Sans objet"),
        ("text", None, "", ""),
        ("text", "<b>", "<b>", "<b>"),
        ("list", ["a", "b"], "a; b", "a ; b"),
    ],
)
def test_an_answer_is_shown_as_its_language_writes_it(
    kind: str, value: object, english: str, french: str
) -> None:
    shown = [show(asked(kind), value, words=words(one)) for one in LANGUAGES]

    assert [one.replace("\u202f", " ").replace("\u00a0", " ") for one in shown] == [
        english,
        french,
    ]


def test_choices_are_shown_in_words() -> None:
    question = asked("choices", choice_list="terms", choices=("be", "fr"))

    assert show(question, ["be", "fr"], words=words("fr")) == "Belgique, France"


def test_a_reference_is_shown_by_the_label_of_its_row() -> None:
    def label_of(table: str, row: str) -> str:
        return f"{row} of {table}"

    several = asked("references", targets=("context/persons", "catalogue"))
    shown = [
        show(asked("reference"), "p1", words=words("en"), label_of=label_of),
        show(several, ["context/persons/p1"], words=words("en"), label_of=label_of),
        show(asked("reference"), "p1", words=words("en")),
    ]

    assert shown == ["p1 of context/persons"] * 2 + ["p1"]


def test_what_was_read_is_echoed_with_its_unit() -> None:
    question = asked("decimal", unit="fte")

    assert echo(question, "0.8", words=words("fr")) == "0,8\u00a0équivalent temps plein"
    assert echo(question, "2", words=words("fr")) == "2\u00a0équivalents temps plein"
    assert unit_word(question, "2", words=words("en")) == "full-time equivalents"


def test_only_numbers_and_dates_are_echoed() -> None:
    echoed = [
        kind
        for kind in KINDS
        if kind in VALUES and echo(asked(kind), typed_value(kind), words=words("fr"))
    ]

    assert echoed == ["whole_number", "decimal", "percent", "money", "date"]
    assert echo(asked("text"), "x", words=words("fr")) == ""


def typed_value(kind: str) -> object:
    return {"whole_number": 5, "year": 2030, "date": "2030"}.get(kind, "5.00")


# Documents -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        ("text", 5, "stored-text"),
        ("text", "", "stored-empty"),
        ("text", "x" * 301, "length"),
        ("whole_number", True, "stored-whole-number"),
        ("whole_number", 3.0, "stored-whole-number"),
        ("whole_number", "3", "stored-whole-number"),
        ("whole_number", 10**15, "number-digits"),
        ("decimal", 1.5, "stored-decimal"),
        ("decimal", "1,5", "stored-decimal"),
        ("decimal", "1e5", "stored-decimal"),
        ("decimal", "01", "stored-decimal"),
        ("decimal", "-0", "stored-decimal"),
        ("decimal", "١٢", "stored-decimal"),
        ("decimal", "NaN", "stored-decimal"),
        ("decimal", "1" * 16, "number-digits"),
        ("money", "1250000", "stored-money"),
        ("money", "1.5", "stored-money"),
        ("money", 1250000, "stored-money"),
        ("date", "12/03/2026", "stored-date"),
        ("date", "2026-02-30", "stored-date-impossible"),
        ("date", "1066", "stored-year"),
        ("date", 2026, "stored-date"),
        ("year", "2026", "stored-year"),
        ("year", 26, "stored-year"),
        ("year", True, "stored-year"),
        ("yes_no", "true", "stored-yes-no"),
        ("yes_no", 1, "stored-yes-no"),
        ("level", 5, "stored-level"),
        ("level", 2.0, "stored-level"),
        ("level", True, "stored-level"),
        ("level", "NA", "stored-level"),
        ("level", "unknwn", "stored-level-near"),
        ("choice", "orall", "stored-choice-near"),
        ("choice", "zzz", "stored-choice"),
        ("choice", 1, "stored-choice"),
        ("choices", "oral", "stored-list"),
        ("choices", [], "stored-empty"),
        ("choices", ["oral", "oral"], "stored-twice"),
        ("choices", [{}], "stored-choice"),
        ("list", ["a\nb"], "stored-line"),
        ("list", ["a", 1], "stored-text"),
        ("reference", 1, "stored-reference"),
        ("reference", "p9", "stored-reference-near"),
        ("reference", "a/b", "reference"),
        ("place", 3, "stored-place"),
        ("place", "Team", "stored-place"),
        ("place", "a/b/c/d", "stored-place"),
        ("place", "team\n", "stored-place"),
        ("place", f"{'a' * 79}/{'x' * 60}/{'y' * 60}", "stored-place"),
        ("place", f"team/{'x' * 60}/{'y' * 61}", "stored-place"),
        ("references", ["context/persons/p9"], "stored-reference-near"),
        ("attachment", "photo.jpg", "stored-attachment"),
        ("attachment", f"{'a' * 64}.svg", "stored-attachment"),
        ("attachment", f"{'a' * 64}.jpg\n", "stored-attachment"),
        ("attachment", 1, "stored-attachment"),
        ("table", [], "stored-kind"),
        ("computed", 1, "stored-kind"),
    ],
)
def test_a_wrong_value_of_a_document_is_refused(
    kind: str, value: object, rule: str
) -> None:
    problem = check(asked(kind), value, rows=rows)

    assert problem is not None
    assert problem.rule == rule
    for language in LANGUAGES:
        assert words(language).say(f"problem.{rule}", **problem.details)


def test_a_near_choice_is_named() -> None:
    problem = check(asked("choice"), "council_decison")

    assert said(problem, "en") == (
        '"council_decison" is none of the choices. Did you mean "council_decision"?'
    )


def test_bounds_hold_for_documents_too() -> None:
    question = asked("percent", minimum=Decimal(0), maximum=Decimal(100))

    assert check(question, "100") is None
    assert check(question, "100.01") == Problem(
        "between", {"text": "100.01", "minimum": "0", "maximum": "100"}
    )


# Text that no page can show --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown", "names"),
    [
        ("plain é\n\t\u202e", "plain é\n\t\u202e", ()),
        ("a\ud800b", "a\ufffdb", ("U+D800",)),
        ("a\x00b\x00", "a\ufffdb\ufffd", ("U+0000 NUL",)),
        ("\ufdd0\U0001ffff", "\ufffd\ufffd", ("U+FDD0", "U+1FFFF")),
        ("\x1b[0m", "\ufffd[0m", ("U+001B ESCAPE",)),
    ],
)
def test_what_no_page_can_show_is_replaced_and_named(
    text: str, shown: str, names: tuple[str, ...]
) -> None:
    assert plain(text) == (shown, names)


@calm
@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_a_plain_text_can_be_written_as_utf8_and_stays_plain(text: str) -> None:
    shown, _ = plain(text)

    assert shown.encode().decode() == shown
    assert len(shown) == len(text)
    assert plain(shown) == (shown, ())


def test_a_problem_of_another_version_still_has_a_sentence() -> None:
    unknown = Problem("gone", {"text": "x"})

    assert said(unknown, "fr") == words("fr").say("problem.unreadable")


def test_what_is_strange_in_a_number_is_quoted_as_it_was_typed():
    question = Question("n", "whole_number", "s")

    problem = read(question, "12 beaucoup et trop", language="fr").problem

    assert problem is not None
    assert "beaucoup et trop" in problem.details["characters"]
