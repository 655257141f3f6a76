"""The look of a client: colours that can be read, and a logo that is a picture."""

from __future__ import annotations

import base64
import io
import re
from contextlib import closing
from pathlib import Path

import pytest
from documents import METHOD
from hypothesis import example, given
from hypothesis import strategies as st
from overlaid import (
    LOGO,
    desk_on,
    logo_text,
    new_store,
    png,
    read,
)
from PIL import Image

from smartcity_widgets.errors import ContentError
from smartcity_widgets.overlay import (
    contrast,
    look_style,
    read_sources,
)
from smartcity_widgets.overlay.colours import AA, INK, SOFT, WASH, check_accent
from smartcity_widgets.render import View, form_fragments
from smartcity_widgets.report import page as report_page

# Colours ----------------------------------------------------------------------------------


@example("#767676")  # on white it can just be read, on a wash it cannot
@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_every_colour_is_refused_or_can_be_read_wherever_it_stands(accent):
    if contrast(accent, "#ffffff") < AA:
        with pytest.raises(ContentError, match=r"contrast of \d\.\d\d to white"):
            check_accent(accent, "client.toml")
        return
    style = look_style({"look": {"accent": check_accent(accent, "x")}}, "#u")
    said = dict(re.findall(r"--sc-([a-z-]+):(#[0-9a-f]{6});", style))

    assert said["accent"] == accent
    for wash in (said["accent-wash"], said.get("wash", WASH)):
        assert min(contrast(one, wash) for one in (accent, INK, SOFT)) >= AA


def test_the_colours_that_are_checked_are_those_of_the_style_sheet():
    sheet = (Path(report_page.__file__).parents[1] / "templates/tokens.css").read_text()
    light = sheet.partition("body[")[0]

    for name, colour in {"ink": INK, "soft": SOFT, "wash": WASH}.items():
        assert f"--sc-{name}: {colour};" in light


def test_the_colour_of_a_form_leaves_dark_themes_and_other_workbooks_alone(tmp_path):
    with closing(new_store(tmp_path)) as store:
        desk = desk_on(store)
        plain = form_fragments(desk.method, desk.answers, "team", View("u1", "fr"))
        desk.adapt(read(look={"accent": "#7A1F5C"}))
        coloured = form_fragments(desk.method, desk.answers, "team", View("u1", "fr"))

    assert plain["look"] == ""
    assert coloured["look"].startswith(
        '<style>body:not([data-jp-theme-light="false"]) #u1{--sc-accent:#7a1f5c;'
    )


# The logo ---------------------------------------------------------------------------------


def logo_of(tmp_path: Path, data: bytes, name: str = "logo.png") -> str:
    (tmp_path / name).write_bytes(data)
    file = tmp_path / "client.toml"
    file.write_text(f"[look]\nlogo = '{name}'", encoding="utf-8")
    return read_sources([str(file)], METHOD)["look"]["logo"]


def opened(text: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(text.removeprefix(LOGO))))


def test_a_logo_becomes_a_small_png_whatever_it_is_called(tmp_path):
    place = Image.Exif()
    place[0x010E] = "secret place"
    made = logo_of(tmp_path, png(2000, 1000, format="JPEG", exif=place), "logo.gif")

    assert made.startswith(LOGO)
    assert opened(made).format == "PNG"
    assert opened(made).size == (800, 400)
    assert b"secret" not in base64.b64decode(made.removeprefix(LOGO))


def test_a_logo_that_was_held_sideways_stands_upright(tmp_path):
    sideways = Image.Exif()
    sideways[0x0112] = 6  # turn it a quarter
    made = logo_of(tmp_path, png(300, 100, format="JPEG", exif=sideways))

    assert opened(made).size == (100, 300)


def test_a_logo_that_moves_is_refused():
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    moving = png(9, 9, save_all=True, append_images=frames)

    with pytest.raises(ContentError, match="must be one picture"):
        read(look={"logo": logo_text(moving)})


NOISE = Image.effect_noise((1200, 400), 90)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no PNG or JPEG"),
        (b"<html><script>alert(1)</script></html>", "is no PNG or JPEG"),
        (b"", "is no PNG or JPEG"),
        (png()[:60], "is no PNG or JPEG"),
        (png(format="GIF"), "is no PNG or JPEG"),
        (png(20_000, 10_000), "too many pixels"),
        (b"\0" * 20_000_001, "above 20 MB"),
    ],
    ids=["svg", "html", "empty", "cut", "gif", "bomb", "heavy"],
)
def test_what_is_no_logo_is_refused(tmp_path, data, rule):
    with pytest.raises(ContentError, match=rule) as refused:
        logo_of(tmp_path, data)

    assert refused.value.sentence().startswith("client.toml: look.logo")


def test_a_logo_that_stays_heavy_is_refused_with_its_size(tmp_path):
    out = io.BytesIO()
    NOISE.save(out, "PNG")

    with pytest.raises(ContentError, match=r"has \d+ kB; at most 200 kB fit"):
        logo_of(tmp_path, out.getvalue())
