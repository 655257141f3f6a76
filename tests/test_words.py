"""Every finished language says the same things: same ids, same lists, same placeholders."""

from __future__ import annotations

import re

import pytest

from smartcity_widgets.words import Words, read_words

SHIPPED = read_words()
ENGLISH = SHIPPED["en"]
FINISHED = [one for one in SHIPPED.values() if not one.draft]

every_finished_language = pytest.mark.parametrize(
    "spoken", FINISHED, ids=lambda one: one.language
)

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FORMS_OF_A_COUNT = {"zero", "one", "two", "few", "many", "other"}


def said(spoken: Words, key: str) -> tuple[str, ...]:
    """Return what stands under `key`, a single word as a list of one."""
    entry = spoken.entries[key]
    return (entry,) if isinstance(entry, str) else entry


def placeholders(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


def details(texts: tuple[str, ...]) -> set[str]:
    """Return what a caller must fill in; terms differ with the grammar of a language."""
    return {name for name in placeholders(texts) if not name.startswith("term.")}


def is_form_of_a_count(key: str) -> bool:
    """Whether `key` ends in a plural form that not every language has."""
    last = key.rsplit(".", 1)[-1]
    return last in FORMS_OF_A_COUNT - {"other"} and not key.startswith("choice.")


def ids(spoken: Words) -> set[str]:
    return {key for key in spoken.entries if not is_form_of_a_count(key)}


@every_finished_language
def test_a_finished_language_has_the_words_of_english_and_no_others(spoken: Words) -> None:
    missing = sorted(ids(ENGLISH) - ids(spoken))
    left_over = sorted(ids(spoken) - ids(ENGLISH))

    assert (missing, left_over) == ([], [])


@every_finished_language
def test_lists_of_words_are_as_long_as_in_english(spoken: Words) -> None:
    lengths = {
        key: (type(entry), len(said(spoken, key)))
        for key, entry in spoken.entries.items()
        if key in ENGLISH.entries
    }

    assert lengths == {
        key: (type(ENGLISH.entries[key]), len(said(ENGLISH, key))) for key in lengths
    }


@every_finished_language
def test_a_word_is_filled_with_the_same_details_as_in_english(spoken: Words) -> None:
    different = {
        key: (details(said(spoken, key)), details(said(ENGLISH, key)))
        for key in ids(ENGLISH) & ids(spoken)
        if details(said(spoken, key)) != details(said(ENGLISH, key))
    }

    assert different == {}


@every_finished_language
def test_every_term_is_known_for_every_country(spoken: Words) -> None:
    countries = {key.split(".")[1] for key in ENGLISH.entries if key.startswith("terms.")}
    known = {key for key in spoken.entries if key.startswith("terms.")}
    names = {key.split(".", 2)[2] for key in known}
    used = {
        name.removeprefix("term.")
        for key in spoken.entries
        for name in placeholders(said(spoken, key))
        if name.startswith("term.")
    }

    assert used <= names
    assert known == {f"terms.{country}.{name}" for country in countries for name in names}


@every_finished_language
def test_no_word_is_empty(spoken: Words) -> None:
    empty = [
        key
        for key in spoken.entries
        if not said(spoken, key) or any(not text.strip() for text in said(spoken, key))
    ]

    assert empty == []


@every_finished_language
def test_every_placeholder_can_be_filled(spoken: Words) -> None:
    unreadable = {
        (key, name)
        for key in spoken.entries
        for name in placeholders(said(spoken, key))
        if not re.fullmatch(r"[a-z_][a-z0-9_.]*", name)
    }

    assert unreadable == set()


def test_a_term_takes_the_word_of_the_country() -> None:
    key = "choice.commitment_form.pst"
    belgium = ENGLISH.with_terms("be").say(key)
    elsewhere = ENGLISH.with_terms("generic").say(key)

    assert belgium == "In the strategic plan (PST)"
    assert elsewhere == "In the strategic plan"
