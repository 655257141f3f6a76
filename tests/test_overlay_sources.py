"""The files and presets an overlay is put together from."""

from __future__ import annotations

import re

import pytest
from documents import METHOD

from smartcity_widgets.errors import ContentError
from smartcity_widgets.overlay import (
    PRESETS,
    adapt,
    read_sources,
)
from smartcity_widgets.words import words

# Files and presets ------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    def written(**texts: str) -> list[str]:
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return [str(tmp_path / f"{name}.toml") for name in texts]

    return written


def test_of_several_files_the_later_wins_and_both_are_named(files):
    overlay = read_sources(
        files(
            one='hidden = ["context/region"]\n[thresholds]\noverall_go = 60\n'
            "missing_share = 10\n[look]\naccent = '#000000'",
            two='name = "Two"\nhidden = ["team/raci"]\n[thresholds]\noverall_go = 70.5',
        ),
        METHOD,
    )

    assert overlay == {
        "name": "one + Two",
        "hidden": ["context/region", "team/raci"],
        "thresholds": {"overall_go": 70.5, "missing_share": 10},
        "look": {"accent": "#000000"},
    }


def test_two_files_that_give_a_question_of_one_id_are_refused(files):
    text = """
[[questions]]
step = "team"
id = "x-a"
kind = "text"
[words.en.question.team.x-a]
label = "A"
[words.fr.question.team.x-a]
label = "A"
"""
    with pytest.raises(ContentError, match=r"two\.toml: question 'team/x-a': an earlier"):
        read_sources(files(one=text, two=text), METHOD)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "one.toml: is not TOML"),
        ("[weights]\nteam = nan", "one.toml: NaN is no number here"),
        ("hidden = [2026-01-01]", "one.toml: 'hidden' must be a list of texts"),
        ('[look]\nlogo = "nowhere.png"', "one.toml: look.logo"),
    ],
)
def test_a_file_that_is_broken_is_refused_by_its_name(files, text, said):
    with pytest.raises(ContentError) as refused:
        read_sources(files(one=text), METHOD)

    assert refused.value.sentence().startswith(said)


@pytest.mark.parametrize("name", ["half-days", "nowhere.toml", ".", "no/where"])
def test_a_source_that_is_not_there_is_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError) as refused:
        read_sources([name], METHOD)

    assert refused.value.details["advice"]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_sound_and_has_a_name_in_every_language(preset):
    overlay = read_sources([preset], METHOD)

    assert overlay["name"] == preset
    for language in ("en", "fr"):
        assert words(language).say(f"overlay.preset.{preset}")
    assert read_sources(list(PRESETS), METHOD)


def test_the_half_day_leaves_the_essential_path_and_what_a_meeting_leaves_behind():
    adapted = adapt(METHOD, read_sources(["half-day"], METHOD))
    kept = {"step_decisions", "step_evidence", "step_notes", "prepared_by", "organisation"}
    steps = ("context", *METHOD.prerequisites)
    asked_now = {one.path for name in steps for one in adapted.steps[name].questions}
    essential = {
        one.path
        for name in steps
        for one in METHOD.steps[name].questions
        if one.importance == "essential" or one.id in kept
    }

    assert asked_now == essential
    others = [one for one in METHOD.steps if one not in steps]
    assert all(adapted.steps[one] == METHOD.steps[one] for one in others)


def test_the_small_municipality_is_asked_in_both_languages_about_the_same():
    said = read_sources(["small-municipality"], METHOD)["words"]
    shapes = [
        {key: isinstance(one, list) and len(one) for key, one in said[language].items()}
        for language in ("en", "fr")
    ]

    assert shapes[0] == shapes[1]
    assert all(key.startswith(("step.team.", "question.team.")) for key in shapes[0])
    assert "small-municipality" in PRESETS


def test_french_presets_are_written_as_french_is():
    said = read_sources(["small-municipality"], METHOD)["words"]["fr"]
    texts = " ".join(
        " ".join(one) if isinstance(one, list) else one for one in said.values()
    )

    assert "'" not in texts
    assert not re.search("[^\u00a0][:;?!»]", texts)
    assert not re.search("«[^\u00a0]", texts)
