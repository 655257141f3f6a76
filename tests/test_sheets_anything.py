"""Whatever the tables hold: an unchanged file says nothing, a changed one that alone."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from documents import _value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tabled import METHOD, back, cell, changes_of, edited, file_of

from smartcity_widgets.exchange.sheets.base import Base, Kept, lines_of, read_base
from smartcity_widgets.exchange.sheets.layout import TABLES, columns_of
from smartcity_widgets.exchange.sheets.naming import distinct, normal
from smartcity_widgets.exchange.sheets.reading import read_sheets
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.method import Question

NAMED = ("context/persons", "openness/stakeholders", "vision/objectives", TABLES[0])
IDS = ("a", "b", "-1", "2026")
slow = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow]
)

every_text = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30).filter(
    str.strip
)
RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    " x ",
    "'x",
    "#N/A",
    "_x000D_",
    "x005F_",
    "a\r\nb",
]
MISREAD = ["2026", "1,5", "TRUE", "a;b", "0012", "\ud800", "\0", "x" * 300, "12/03/2026"]
risky_text = st.sampled_from([*RISKY, *MISREAD])
clean_text = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20
).filter(lambda one: one == one.strip() and one)


def value_of(column: Any, rows: dict[str, list[str]], text: st.SearchStrategy[str]) -> Any:
    if column.kind in {"text", "long_text"} and not column.pattern:
        return text
    return _value(column, rows)


@st.composite
def workbooks(draw: st.DrawFn, text: st.SearchStrategy[str]) -> dict[str, dict[str, Any]]:
    """Draw rows for the tables and those they name; two of a name, none, and gone ones."""
    rows = {one: list(IDS[: draw(st.integers(0, 3))]) for one in (*NAMED, *TABLES)}
    said: dict[str, dict[str, Any]] = {}
    known = {table: [*found, "gone"] for table, found in rows.items()}
    for table, found in rows.items():
        step, _, name = table.partition("/")
        if not found:
            continue
        columns = (
            METHOD.at(table).columns if table in TABLES else METHOD.at(table).columns[:2]
        )
        said.setdefault(step, {})[name] = [
            {"id": row} | draw(cells(columns, known, text)) for row in found
        ]
    return said


@st.composite
def cells(
    draw: st.DrawFn,
    columns: Any,
    known: dict[str, list[str]],
    text: st.SearchStrategy[str],
) -> dict[str, Any]:
    given_ones = {one.id: value_of(one, known, text) for one in columns}
    return draw(
        st.fixed_dictionaries(
            {}, optional={name: one for name, one in given_ones.items() if one is not None}
        )
    )


@slow
@given(workbooks(every_text | risky_text), st.sampled_from(["en", "fr"]))
def test_nothing_comes_of_a_file_that_nobody_changed(workbook, language):
    answers = answers_of(workbook)
    found = back(file_of(answers, language), answers)

    assert (found.changes, found.additions, found.told) == ((), (), ())


@slow
@given(workbooks(every_text | risky_text))
def test_nor_of_one_that_a_program_only_saved_again(workbook):
    answers = answers_of(workbook)
    found = back(edited(file_of(answers), lambda book: None), answers)  # noqa: ARG005

    assert (found.changes, found.additions, found.told) == ((), (), ())


def in_a_file(column: Question, row: Mapping[str, Any]) -> Any:
    """Return a cell as a file gives it back: a number has no zeros after its last digit."""
    value = row.get(column.id)
    if column.kind in {"decimal", "percent"} and value is not None:
        return f"{Decimal(value).normalize():f}"
    return value


@slow
@given(st.data(), st.sampled_from(["en", "fr"]))
def test_what_is_typed_as_another_file_shows_it_becomes_what_that_one_says(data, language):
    workbook = data.draw(workbooks(clean_text))
    rows = {
        table: [
            one["id"]
            for one in workbook.get(table.split("/")[0], {}).get(table.split("/")[1], ())
        ]
        for table in (*NAMED, *TABLES)
    }
    table = data.draw(st.sampled_from([one for one in TABLES if rows[one]] or [None]))
    if table is None:
        return
    step, _, name = table.partition("/")
    row = workbook[step][name][0]
    wanted = data.draw(cells(METHOD.at(table).columns, rows, clean_text))
    if any(one.id == "title" for one in METHOD.at(table).columns):
        # Others are named by it; without one it is named by what changes here.
        wanted["title"] = row.get("title", wanted.get("title", "Paths"))
        row["title"] = wanted["title"]
    other = {
        **workbook,
        step: {
            **workbook[step],
            name: [wanted | {"id": row["id"]}, *workbook[step][name][1:]],
        },
    }
    before, after = answers_of(workbook), answers_of(other)
    source = load_workbook(BytesIO(file_of(after, language)))
    title = words(language).say(f"sheets.name.{step}.{name}")

    def change(book: Any) -> None:
        for column in columns_of(METHOD.at(table), internal=False):
            there, here = (cell(one, title, row["id"], column.id) for one in (source, book))
            here._value, here.data_type = there._value, there.data_type
            here.number_format = there.number_format

    found = back(edited(file_of(before, language), change), before)

    expected = {
        f"{table}/{row['id']}/{one.id}": in_a_file(one, wanted)
        for one in METHOD.at(table).columns
        if in_a_file(one, wanted) != in_a_file(one, row) and one.kind != "computed"
    }
    left = {one.path for one in METHOD.at(table).columns if one.kind == "computed"}
    all_gone = not (wanted.keys() - {"id"})
    assert left == set()
    assert found.told == () or all_gone
    assert changes_of(found) == expected or all_gone


@given(st.lists(st.text(max_size=5) | st.sampled_from(["a", "A", "a (2)", "x" * 200])))
def test_names_are_told_apart_whatever_they_are(names):
    found = distinct((str(place), one) for place, one in enumerate(names))

    assert len({normal(one) for one in found.values()}) == len(names)
    assert all("\n" not in one for one in found.values())


values = st.recursive(
    st.none() | st.booleans() | st.integers() | every_text | risky_text,
    lambda one: st.lists(one, max_size=3),
)


@given(
    st.dictionaries(every_text, st.dictionaries(st.sampled_from(IDS), values)),
    st.integers(0, 3),
)
def test_what_a_file_remembers_is_read_as_it_was_written(rows, times):
    kept = {
        "t": {
            row: {
                name: Kept(one * (1 + 9_000 * times) if isinstance(one, str) else one, "m")
                for name, one in cells_.items()
            }
            for row, cells_ in rows.items()
        }
    }
    base = Base(
        workbook="namur",
        cycle=1,
        entry=7,
        method="1.4.0",
        language="fr",
        currency="EUR",
        internal=False,
        titles={"t": "T"},
        headings={"t": {"": "N°"}},
        rows=kept,
    )
    lines = list(lines_of(base))

    assert read_base(lines, "x.xlsx") == base
    assert all(len(part) <= 32_767 and part.isascii() for line in lines for part in line)


OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_nothing_comes_of_a_file_that_libreoffice_saved(tmp_path):
    texts = [
        "=1+1",
        "+32 81",
        "-5",
        "@x",
        "#N/A",
        "_x000D_",
        "a\r\nb",
        "  x  ",
        "0012",
        "1,5",
    ]
    texts += ["12/03/2026", "TRUE", "a;b", "'x", "é\u202f!", "\0", "2026-03", "x005F_y"]
    projects = [
        {
            "id": f"p{number}",
            "title": text,
            "start": ["2026-03", "2026", "2026-03-12", "1899-12-31"][number % 4],
            "budget_capex": ["0.10", "999999999999999.99", "1250000.00"][number % 3],
            "budget_opex_per_year": "0.30",
            "owner": "ann",
            "depends_on": ["p1", "p0"],
            "effort": 3,
        }
        for number, text in enumerate(texts)
    ]
    answers = answers_of(
        {
            "context": {"persons": [{"id": "ann", "name": 'Ann; "A"'}]},
            "action-plan": {"projects": projects},
            "means": {
                "technologies": [{"id": "t", "project": "p3", "interoperability": 0}]
            },
            "delivery": {"progress": [{"id": "g", "project": "p2", "progress": 29}]},
        }
    )
    data = file_of(answers)
    (tmp_path / "tables.xlsx").write_bytes(data)
    done = subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "saved"),
            str(tmp_path / "tables.xlsx"),
        ],
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    saved = (tmp_path / "saved" / "tables.xlsx").read_bytes()

    assert saved != data
    found = back(saved, answers)
    assert (found.changes, found.additions, found.told) == ((), (), ())
    changed = edited(
        saved, lambda book: setattr(cell(book, "Projets", "p2", "effort"), "value", 5)
    )
    assert changes_of(back(changed, answers)) == {"action-plan/projects/p2/effort": 5}
    assert read_sheets(saved, "x").base == read_sheets(data, "x").base
