"""One file for a successor: what was agreed, nobody's own answers, reports to read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from test_cli import smartcity

from smartcity_widgets.exchange.handing import handed_over
from smartcity_widgets.method import load_method

__all__ = ["smartcity"]

METHOD = load_method()
VALMONT = Path(__file__).parent.parent / "data" / "examples" / "valmont.json"
CRITERIA = {one.id: one.step for one in METHOD.criteria}


def test_a_successor_goes_on_with_one_file(smartcity, tmp_path):
    smartcity("init", ".")
    smartcity("import", str(VALMONT))
    before = json.loads(smartcity("score", "valmont", "--json").stdout)

    done = smartcity("handover", "valmont", "-o", "valmont.zip", "--language", "en")

    assert done.returncode == 0, done.stderr
    assert "individual levels became counts" in done.stderr
    with zipfile.ZipFile(tmp_path / "valmont.zip") as archive:
        names = archive.namelist()
        document = json.loads(archive.read("workbook.json"))
        report = archive.read("reports/cycle-2/workbook.en.html").decode("utf-8")
    assert "reports/cycle-1/workbook.en.html" in names
    assert report.startswith("<!")
    assert "individual" not in document
    assert "respondents" not in document
    smartcity("remove", "valmont")
    assert smartcity("import", "valmont.zip").returncode == 0
    after = json.loads(smartcity("score", "valmont", "--json").stdout)
    assert {**after, "criteria": None} == {**before, "criteria": None}
    for name, one in before["criteria"].items():
        assert after["criteria"][name]["n"] == one["n"]
        assert after["criteria"][name]["median"] == one["median"]


LEVEL = st.sampled_from([0, 1, 2, 3, 4, "unknown", "na"])


@given(
    voices=st.dictionaries(
        st.sampled_from(["r1", "r2", "r3"]),
        st.dictionaries(st.sampled_from(["W1", "W2", "W3"]), LEVEL, max_size=3),
        max_size=3,
    ),
    hands=st.dictionaries(st.sampled_from(["0", "4"]), st.integers(1, 9), max_size=2),
)
def test_no_opinion_is_lost_and_none_has_a_name(voices, hands):
    step = "political-will"
    tallies = {"tallies": {step: {"W1": hands}}} if hands else {}
    individual = {name: {step: one, "notes": {}} for name, one in voices.items()}
    document = {"individual": individual, "respondents": [{"id": "r1"}], **tallies}

    handed = handed_over(document, CRITERIA)
    counts = handed.document.get("tallies", {}).get(step, {})

    given_levels = sum(map(len, voices.values()))
    assert sum(sum(one.values()) for one in counts.values()) == given_levels + sum(
        hands.values()
    )
    assert handed.counted == given_levels
    assert "r1" not in json.dumps(handed.document)
    assert document["individual"] == individual  # what was given is as it was


def test_what_cannot_be_counted_stays_behind_and_is_told():
    own = {"r1": {"vision": {"scores": [{"id": "x"}]}, "team": {"T1": 2}}}

    handed = handed_over({"individual": own, "cycles": [{"individual": own}]}, CRITERIA)

    assert (handed.counted, handed.left) == (2, 2)
    assert handed.document["cycles"] == [{"tallies": {"team": {"T1": {"2": 1}}}}]
