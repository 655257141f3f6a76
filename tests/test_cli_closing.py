"""`smartcity close`: what goes on, what it says, and what it refuses."""

from __future__ import annotations

import json

import pytest
from test_cli import smartcity  # noqa: F401 - a fixture
from test_cycles import PLAN

ALONG = (
    "4 rows go with them: Evaluation method 1 · Four reflections 1 · Results 1 · "
    "Openness, citizens 1"
)


@pytest.fixture
def planned(smartcity):  # noqa: F811 - the fixture
    """A workbook with a small plan."""
    done = smartcity("import", "-", given=json.dumps(PLAN))
    assert done.returncode == 0
    return smartcity


def test_it_says_what_goes_on_what_is_cut_and_which_cycle_is_open(planned):
    done = planned("close", "namur")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Workbook 'namur': cycle 1 is closed, cycle 2 is open.",
        "3 rows go on: Priorities and vision 1 · Evaluation method 1 · Action plan 1",
        ALONG,
        "3 references are left out, for the rows they name do not go on:",
        "  Fewer cars (vision/objectives/o1/priority)\t→ Streets (vision/selected/v1)",
        "  Buses (action-plan/projects/p1/objective)\t→ More trees (vision/objectives/o2)",
        "  Buses (action-plan/projects/p1/depends_on)\t→ Paths (action-plan/projects/p2)",
    ]
    assert json.loads(planned("list", "--json").stdout)[0]["cycle"] == 2


def test_the_rows_it_prints_are_a_file_it_takes(planned, tmp_path):
    printed = planned("close", "namur", "--rows").stdout
    assert "\nvision/objectives/o1\t# Fewer cars\n" in printed
    assert "\n# vision/objectives/o2\t# More trees\n" in printed
    assert json.loads(planned("list", "--json").stdout)[0]["cycle"] == 1
    chosen = printed.replace("# vision/objectives/o2", "vision/objectives/o2")
    (tmp_path / "carry.txt").write_text(chosen, encoding="utf-8")

    assert planned("close", "namur", "--carry", "carry.txt").returncode == 0

    document = json.loads(planned("dump", "namur").stdout)
    rows = [one["id"] for one in document["answers"]["vision"]["objectives"]]
    assert rows == ["o1", "o2"]
    assert [one["cycle"] for one in document["cycles"]] == [1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("vision/objectives/o1\nvision/objective/o2\n", "Line 2: 'vision/objective/o2': "),
        (None, "carry.txt: it cannot be read."),
        (b"\xff\xfe\x00", "carry.txt: it is no text in UTF-8."),
    ],
)
def test_a_file_it_cannot_follow_closes_nothing(planned, tmp_path, content, said):
    if content is not None:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "carry.txt").write_bytes(data)

    done = planned("close", "namur", "--carry", "carry.txt")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert json.loads(planned("list", "--json").stdout)[0]["cycle"] == 1


def test_each_command_reads_an_earlier_cycle_and_the_open_one_by_default(planned):
    before = planned("dump", "namur").stdout
    planned("close", "namur")

    assert planned("dump", "namur", "--cycle", "1").stdout == before
    for command in ("score", "check"):
        one = planned(command, "namur", "--json", "--cycle", "1").stdout
        assert one != planned(command, "namur", "--json").stdout
    history = json.loads(planned("history", "namur", "--json", "--cycle", "1").stdout)
    assert (history[-1]["path"], history[-1]["kind"]) == ("workbook", "close")
    history = json.loads(planned("history", "namur", "--json").stdout)
    assert (history[0]["path"], history[0]["kind"]) == ("workbook", "new")
    refused = planned("score", "namur", "--cycle", "3")
    assert refused.returncode == 1
    assert "it has no cycle 3" in refused.stderr


def test_a_dump_with_closed_cycles_goes_round_to_the_byte(planned):
    planned("close", "namur")
    dumped = planned("dump", "namur").stdout
    other = dumped.replace('"id": "namur"', '"id": "namur-2"')

    assert planned("import", "-", given=other).returncode == 0

    assert planned("dump", "namur-2").stdout == other
    assert planned("import", "-", "--replace", given=dumped).stdout == (
        "Workbook 'namur' imported: 0 entries written.\n"
    )
