"""What a consultant adds comes out readable, and can do nothing."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

import pytest

from smartcity_widgets.report.foreign import Door
from smartcity_widgets.report.gate import clean
from smartcity_widgets.report.outputs import drawn_outputs
from smartcity_widgets.report.pictures import raster_data, svg_data
from smartcity_widgets.words import words

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)
DATA = f"data:image/png;base64,{PIXEL}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

ACTS = re.compile(
    r"<script|\son\w+=|javascript:|<style|<iframe|<form|<input|<link|<meta|<base|src=\"http"
    r"|url\(|@import",
    re.IGNORECASE,
)


@pytest.fixture
def door(tmp_path):
    return Door(tmp_path, words("en"))


def drawn(door, *outputs, alt="Figure"):
    return "\n".join(drawn_outputs(door, outputs, alt=alt))


def shown(metadata=None, **data):
    types = {key.replace("__", "/").replace("_", "."): value for key, value in data.items()}
    return {"output_type": "display_data", "data": types, "metadata": metadata or {}}


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa\tScript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a title="<img src=https://e.example/x onerror=alert(1)>">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>",
    '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:1"/></svg>',
    "<style>@import url(https://e.example/x.css)</style>",
    '<p style="background:url(https://e.example/x.png)">x</p>',
    '<p style="position:fixed;top:0">x</p>',
    '<iframe src="https://e.example/"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="https://e.example/"><input name="a"></form>',
    '<link rel="stylesheet" href="https://e.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://e.example/">',
    '<base href="https://e.example/">',
    '<object data="https://e.example/x.swf"></object>',
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
    "<!--><img src=x onerror=alert(1)>-->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "</textarea><script>alert(1)</script>",
    '<img src="data:text/html;base64,PHNjcmlwdD4=">',
    '<div class="mermaid">graph TD; A["<img src=x onerror=alert(1)>"]</div>',
    "<table background='https://e.example/x.png'><tr><td>1",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_html_can_do_nothing(door, hostile):
    as_html = re.sub(r'title="[^"]*"', "", door.html(hostile))
    as_markdown = re.sub(r'title="[^"]*"', "", door.markdown(hostile, {}))

    assert not ACTS.search(re.sub(r">[^<]*<", "><", as_html))
    assert not ACTS.search(re.sub(r">[^<]*<", "><", as_markdown))


def test_markdown_becomes_html_one_heading_lower(door):
    html = door.markdown(
        "# Our *view*\n\n## Details\n\n| a | b |\n|---|--:|\n| 1 | 2 |", {}
    )

    assert '<h2 id="added-1">Our <em>view</em></h2>' in html
    assert "<h3>Details</h3>" in html
    assert '<td style="text-align:right">2</td>' in html
    assert door.headings == [("added-1", "Our view")]


def test_ids_of_headings_go_on_from_cell_to_cell(door):
    door.markdown("# One", {})
    door.markdown("# Two & <b>three</b>", {})

    assert door.headings == [("added-1", "One"), ("added-2", "Two & three")]


def test_an_attachment_is_embedded(door):
    broken_over_lines = f"{PIXEL[:20]}\n{PIXEL[20:]}"
    html = door.markdown(
        "![The square](attachment:s%20q.png)", {"s q.png": {"image/png": broken_over_lines}}
    )

    assert html == f'<p><img src="{DATA}" alt="The square"></p>'


def test_a_local_picture_is_embedded(door, tmp_path):
    (tmp_path / "place du marché.png").write_bytes(b64decode(PIXEL))

    assert DATA in door.markdown("![](<place du marché.png>)", {})
    assert DATA in door.html('<img src="place du marché.png">')


def test_a_file_that_is_no_picture_is_not_embedded(door, tmp_path):
    (tmp_path / "answers.png").write_text("secret", encoding="utf-8")

    assert "Picture not found: answers.png" in door.html('<img src="answers.png">')


@pytest.mark.parametrize("address", ["https://e.example/p.png", "//e.example/p.png"])
def test_a_remote_picture_becomes_a_link(door, address):
    html = door.html(f'<img src="{address}" alt="Map">')

    assert html == '<a href="https://e.example/p.png">Picture on the web: Map</a>'


def test_a_remote_frame_becomes_a_link(door):
    html = door.html('<iframe src="https://e.example/map"></iframe>')

    assert (
        '<a href="https://e.example/map">Content on the web: https://e.example/map</a>'
        in html
    )


def test_an_inline_svg_becomes_a_picture_that_cannot_act(door):
    html = door.html(
        '<svg width="9" onload="alert(1)"><script>alert(1)</script><path d=""/></svg>'
    )
    svg = b64decode(re.search(r"base64,([^\"]+)", html)[1]).decode()

    assert "onload" not in svg
    assert "script" not in svg
    assert "<path" in svg


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://e.example/x.png"/>',
        '<use xlink:href="https://e.example/x.svg#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        '<rect fill="url(https://e.example/#a)"/>',
        "<style>@import url(https://e.example/x.css);</style>",
        "<foreignObject><body>x</body></foreignObject>",
        '<a href="javascript:alert(1)"><path/></a>',
    ],
)
def test_an_svg_loses_what_leads_outside(inside):
    svg = b64decode(svg_data(SVG.format(inside)).partition(",")[2]).decode()

    assert "e.example" not in svg
    assert "javascript" not in svg
    assert "foreignObject" not in svg


def test_an_svg_keeps_its_own_gradients():
    svg = svg_data(SVG.format('<rect fill="url(#g)"/><use href="#r"/>'))

    assert b'fill="url(#g)"' in b64decode(svg.partition(",")[2])


def test_a_broken_svg_is_no_picture():
    assert svg_data("<svg><rect></svg>") is None


def test_what_a_picture_is_is_read_from_its_bytes():
    assert raster_data(PIXEL) == DATA
    assert raster_data(b64encode(b"<html>").decode()) is None
    assert raster_data("not base64!") is None


def test_a_plot_is_a_figure_without_line_breaks_in_its_data(door):
    html = drawn(
        door, shown(image__png=f"{PIXEL[:20]}\n{PIXEL[20:]}", text__plain="<Figure>")
    )

    assert html == f'<figure><img src="{DATA}" alt="Figure"></figure>'


def test_a_picture_wins_over_the_script_of_the_same_output(door):
    output = shown(image__png=PIXEL, text__html="<script>draw()</script><div></div>")

    assert drawn(door, output, alt="Budget").startswith("<figure><img")


def test_a_plot_says_what_its_output_says_it_is(door):
    html = drawn(door, shown({"image/png": {"alt": 'Budget "A"'}}, image__png=PIXEL))

    assert 'alt="Budget &quot;A&quot;"' in html


def test_a_data_frame_is_a_table_without_its_style(door):
    html = drawn(
        door,
        shown(
            text__html='<div><style scoped>.dataframe {}</style><table border="1" '
            'class="dataframe"><tr><th>a</th></tr></table></div>'
        ),
    )

    assert '<table class="dataframe">' in html
    assert "style" not in html
    assert "border=" not in html


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("application/vnd.plotly.v1+json", "plotly"),
        ("application/vnd.jupyter.widget-view+json", "ipywidgets"),
        ("application/vnd.vegalite.v5+json", "vega"),
        ("application/vnd.bokehjs_exec.v0+json", "bokeh"),
        ("application/javascript", "JavaScript"),
    ],
)
def test_what_needs_a_script_is_named(door, kind, name):
    output = {
        "output_type": "execute_result",
        "data": {kind: {}, "text/plain": "Figure({'data': []})"},
        "metadata": {},
    }

    assert f"interactive part here ({name})" in drawn(door, output)


def test_what_needs_a_script_is_its_text_where_that_says_something(door):
    output = shown(text__plain="Total: 12 projects")
    output["data"]["application/vnd.plotly.v1+json"] = {}

    assert drawn(door, output) == '<pre tabindex="0">Total: 12 projects</pre>'


def test_html_that_is_only_a_script_is_named(door):
    html = drawn(door, shown(text__html='<div id="a"></div><script>Plotly.new()</script>'))

    assert "interactive part here (plotly)" in html


def test_html_beside_a_script_is_kept(door):
    html = drawn(door, shown(text__html="<p>Result: 12</p><script>alert(1)</script>"))

    assert html == "<p>Result: 12</p>"


def test_a_word_in_the_text_is_not_a_library(door):
    html = drawn(door, shown(text__html="<p>We use plotly.</p><script>x()</script>"))

    assert html == "<p>We use plotly.</p>"


def test_html_with_nothing_to_see_is_nothing(door):
    empty = shown(
        text__html="<style>b {}</style>", text__plain="<IPython.core.display.HTML>"
    )

    assert drawn(door, empty) == ""


def test_a_heading_that_does_not_come_through_is_not_in_the_contents(door):
    door.html("<template><h1>Hidden</h1></template><h1>Seen</h1>")

    door.html("<h1>Next</h1>")

    assert door.headings == [("added-2", "Seen"), ("added-3", "Next")]


def test_text_is_escaped_and_loses_the_colours_of_a_terminal(door):
    printed = {
        "output_type": "stream",
        "name": "stdout",
        "text": "\x1b[31m<b>\x1b[0m \x00\n",
    }

    assert drawn(door, printed) == '<pre tabindex="0">&lt;b&gt; \ufffd</pre>'


def test_warnings_are_for_the_author(door):
    assert (
        drawn(door, {"output_type": "stream", "name": "stderr", "text": "Deprecated"}) == ""
    )


def test_markdown_of_an_output_passes_the_same_door(door):
    assert drawn(door, shown(text__markdown="**12** <script>x</script>")).strip() == (
        "<p><strong>12</strong> </p>"
    )


@pytest.mark.parametrize(
    "handler", ["onclick", "onfocus", "onmouseover", "ontoggle", "onblur"]
)
@pytest.mark.parametrize("tag", ["p", "a", "td", "table", "img", "div", "h2", "li", "time"])
def test_no_handler_passes_on_any_element(tag, handler):
    assert handler not in clean(f'<{tag} {handler}="alert(1)">x</{tag}>')
