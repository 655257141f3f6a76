"""Text in a picture fits in whatever font a browser draws it with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from smartcity_widgets.charts.lettering import lettered, lines_of, width_of

SIZE = 14
LATIN = st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc"])
TEXTS = st.text(st.one_of(LATIN, st.sampled_from("–—’‘“”…œŒ  -/")), max_size=80)


@cache
def font(name: str) -> ImageFont.FreeTypeFont:
    path = Path(mpl.get_data_path()) / f"fonts/ttf/{name}.ttf"
    return ImageFont.truetype(str(path), 1000)


def test_no_latin_letter_is_wider_than_is_reckoned() -> None:
    letters = [chr(one) for one in (*range(0x20, 0x7F), *range(0xA0, 0x180))]

    assert [
        one for one in letters if font("DejaVuSans").getlength(one) > width_of(one, 1000)
    ] == []
    assert [
        one
        for one in letters
        if font("DejaVuSans-Bold").getlength(one) > width_of(one, 1000, bold=True)
    ] == []


@given(TEXTS)
def test_a_text_is_never_wider_than_is_reckoned(text: str) -> None:
    wide = font("DejaVuSans").getlength(text) * SIZE / 1000
    bold = font("DejaVuSans-Bold").getlength(text) * SIZE / 1000

    assert wide <= width_of(text, SIZE) + 0.01
    assert bold <= width_of(text, SIZE, bold=True) + 0.01


@given(TEXTS, st.integers(60, 400))
def test_every_line_fits_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = lines_of(text, width, SIZE, most=1000)
    kept = "".join(lines).replace(" ", "").replace("-", "")

    assert all(width_of(one, SIZE) <= width for one in lines)
    assert kept == text.replace(" ", "").replace("-", "")


@given(TEXTS, st.integers(60, 400), st.integers(1, 4))
def test_what_is_too_long_ends_with_an_ellipsis(text: str, width: int, most: int) -> None:
    whole = lines_of(text, width, SIZE, most=1000)
    lines = lines_of(text, width, SIZE, most=most)

    assert len(lines) <= most
    assert all(width_of(one, SIZE) <= width for one in lines)
    assert (lines == whole) or lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("CPAS", ("CPAS",)),
        ("Haute école de la vallée", ("Haute école de", "la vallée")),
        ("Saint-Servais–Bomel", ("Saint-Servais–", "Bomel")),
        ("e\u0301" * 16, ("e\u0301" * 12 + "-", "e\u0301" * 4)),
        ("", ("",)),
    ],
)
def test_lines_break_where_people_break_them(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(text, 120, SIZE) == lines


def test_what_a_picture_cannot_show_or_keep_inside_is_replaced_or_left_out() -> None:
    assert lettered(" a\x00b\u202ec \n d\ud800") == "a\ufffdbc d\ufffd"
    assert lettered("") == "…"
