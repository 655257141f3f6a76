"""Whatever the dialect a table is written in, what is read is what was written."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tabular import table, values, written

NAMES = st.text("abcdéœÎ üß", min_size=1, max_size=12).filter(
    lambda one: one.strip().lower() not in {"na", "nd"} and one.strip()
)
NUMBERS = st.decimals(-10_000_000, 10_000_000, places=2) | st.integers(
    -10_000_000, 10_000_000
).map(Decimal)
GROUPS = {".": ["", " ", "\u00a0", "\u202f", "'", ","], ",": ["", " ", "\u00a0", "'", "."]}
MISSING = st.sampled_from([":", "-", ".", "n/a", "N/A", "NA", "", ": u"])


@st.composite
def dialects(draw):
    mark = draw(st.sampled_from([".", ","]))
    return {
        "mark": mark,
        "group": draw(st.sampled_from(GROUPS[mark])),
        "unit": draw(st.sampled_from(["", " %", "%", " €", " km"])),
        "delimiter": draw(st.sampled_from([";", ",", "\t"])),
        "end": draw(st.sampled_from(["\n", "\r", "\r\n"])),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])),
    }


def shown(number: Decimal, dialect: dict[str, str]) -> str:
    """A number as a dialect writes it."""
    text = f"{number:,}".replace(",", "_").replace(".", dialect["mark"])
    return text.replace("_", dialect["group"]) + dialect["unit"]


def in_bytes(rows, dialect) -> bytes | None:
    parts = {name: dialect[name] for name in ("delimiter", "end", "encoding")}
    try:
        return written(rows, **parts)
    except UnicodeEncodeError:  # a narrow space in cp1252
        return None


def is_said_otherwise(data: bytes, encoding: str) -> bool:
    """Whether the bytes say another text in UTF-8, as hardly any word of cp1252 does."""
    try:
        return data.decode("utf-8-sig") != data.decode(encoding)
    except UnicodeDecodeError:
        return False


@given(st.lists(st.tuples(NAMES, NUMBERS | MISSING), min_size=1, max_size=8), dialects())
def test_a_table_is_read_as_it_was_written_or_asked_about(rows, dialect):
    cells = [one if isinstance(one, str) else shown(one, dialect) for _, one in rows]
    lines = [("Place", "Value"), *zip((name for name, _ in rows), cells, strict=True)]
    data = in_bytes(lines, dialect)
    if data is None or is_said_otherwise(data, dialect["encoding"]):
        return
    wanted = [None if isinstance(one, str) else one for _, one in rows]

    found = table(data)

    place, value = found.columns
    assert values(place) == [name.strip() for name, _ in rows]
    assert wanted in [values(value, one) for one in value.readings] or value.kind == "empty"
    if not value.is_ambiguous:
        assert values(value) == wanted


@given(st.lists(st.integers(1, 999), min_size=1), st.sampled_from([".", ","]))
def test_three_digits_after_one_mark_are_never_decided(whole, mark):
    cells = [(f"P{place}", f"{one}{mark}{one:03d}") for place, one in enumerate(whole)]

    value = table(written([("Place", "Value"), *cells], delimiter=";")).columns[1]

    assert value.readings == ("point", "comma")


@given(st.integers(0, 9_999), st.integers(1, 4))
def test_a_code_keeps_its_zeros(number, zeros):
    code = "0" * zeros + f"{number}"

    value = table(written([("Place", "Code"), ("A", code), ("B", "12")])).columns[1]

    assert values(value) == [code, "12"]
