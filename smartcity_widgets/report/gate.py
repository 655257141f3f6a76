"""The allow-list: the last word on what foreign HTML may put into a report.

Whatever came before, only this passes. No script, style sheet, form or frame; pictures only
as data; no address but of the web and of mail.
"""

from __future__ import annotations

import re

import nh3

__all__ = ["ANCHOR", "clean"]

ANCHOR = "added-"
"""How the ids begin that headings are given; no other id passes."""

# fmt: off
_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}
_DROPPED_WITH_CONTENT = {
    "audio", "canvas", "embed", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
}
_STYLES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-left",
    "border-right", "border-top", "color", "font-style", "font-weight", "max-width",
    "padding", "padding-left", "padding-right", "text-align", "text-decoration",
    "vertical-align", "white-space", "width",
}
# fmt: on
_ATTRIBUTES = {
    "*": {"class", "style", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
    "li": {"value"},
    "time": {"datetime"},
    "h2": {"id"},
    "div": {"tabindex", "role", "aria-label"},
}
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+=*")
_RULES = {
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,3}"),
    "span": re.compile(r"[1-9]\d{0,2}"),
    "start": re.compile(r"-?\d{1,6}"),
    "value": re.compile(r"-?\d{1,6}"),
    "width": re.compile(r"[1-9]\d{0,3}"),
    "height": re.compile(r"[1-9]\d{0,3}"),
    "id": re.compile(rf"{ANCHOR}\d+"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "role": re.compile(r"region"),
    "tabindex": re.compile(r"0"),
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "datetime": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?"),
    "src": _PICTURE,
    # A relative address leads nowhere from a file that stands alone.
    "href": re.compile(r"(https?://|mailto:)\S.*", re.IGNORECASE | re.DOTALL),
}


def clean(html: str) -> str:
    """Return what of `html` may stand in a report."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties=_STYLES,
        link_rel=None,
        strip_comments=True,
    ).strip()


def _allowed(tag: str, name: str, value: str) -> str | None:
    """Let an attribute through as it is, or not at all."""
    del tag
    rule = _RULES.get(name)
    return value if rule is None or rule.fullmatch(value) else None
