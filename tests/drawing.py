"""Read drawn HTML in tests, and a small method with a question of every kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from types import MappingProxyType
from typing import TYPE_CHECKING

from building import answers_of

from smartcity_widgets import render
from smartcity_widgets.answers import Answers
from smartcity_widgets.method import Condition, Method, Phase, Question, Step
from smartcity_widgets.words import Words, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FULL",
    "OPINIONS",
    "PERSONS",
    "STEP",
    "Node",
    "all_pages",
    "every_kind",
    "fields",
    "form",
    "parse",
    "read",
    "view",
    "words_of",
]

VOID = {"input", "br", "meta", "link", "hr", "img"}
STEP = "political-will"
PERSONS = [
    {"id": "p1", "name": "Anne Dupont", "role": "Alderwoman"},
    {"id": "p2", "name": "Marc"},
]
FULL = {
    "context": {"persons": PERSONS},
    STEP: {
        "text": "A text",
        "long_text": "Two\nlines",
        "whole_number": 58000,
        "decimal": "0.8",
        "percent": "80",
        "money": "1250000.00",
        "date": "2030-12-01",
        "year": 2026,
        "yes_no": False,
        "choice": "a",
        "many": "m3",
        "choices": ["m0", "m8"],
        "W1": 2,
        "W2": "na",
        "reference": "p1",
        "references": ["p2"],
        "list": ["one", "two"],
        "later": "shown",
        "secret": "internal words",
        "checklist": ["b"],
        "wide": [{"id": "w1", "c0": "First", "c1": "a", "c5": "p1"}, {"id": "w2"}],
        "narrow": [{"id": "n1", "what": "Decide"}, {"id": "n2", "what": "Do"}],
    },
}
OPINIONS = {f"r{n}": {STEP: {"W1": level}} for n, level in enumerate((1, 2, 3, 3, 1), 1)}


@dataclass
class Node:
    """An element of a page, with what is in it."""

    tag: str
    attrs: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        parts = (one if isinstance(one, str) else one.text for one in self.children)
        return " ".join(" ".join(parts).split())

    @property
    def raw(self) -> str:
        """Its own text, spaces kept."""
        return "".join(one for one in self.children if isinstance(one, str))

    def all(self, tag: str | None = None, **attrs: str) -> list[Node]:
        """Every element inside with this tag and attributes; ``_`` stands for ``-``."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            one
            for one in self
            if (tag is None or one.tag == tag) and wanted.items() <= one.attrs.items()
        ]

    def one(self, tag: str | None = None, **attrs: str) -> Node:
        """The only such element."""
        (found,) = self.all(tag, **attrs)
        return found

    def within(self, tag: str) -> bool:
        """Whether it stands somewhere inside an element of this tag."""
        at = self.parent
        while at is not None and at.tag != tag:
            at = at.parent
        return at is not None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.at = self.root = Node("root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        assert max(names.values(), default=1) == 1, f"{tag}: an attribute twice {attrs}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Node:
    """Read a page; every element must be closed where it stands."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root


def _question(name: str, kind: str, **details: object) -> Question:
    essential = {"importance": "essential"} | details
    return Question(id=name, kind=kind, step=STEP, **essential)  # type: ignore[arg-type]


def every_kind() -> Method:
    """Return a method whose first step asks one question of each kind."""
    persons = Question(
        "persons",
        "table",
        "context",
        importance="essential",
        columns=(
            Question("name", "text", "context", table="persons", importance="essential"),
            Question("role", "text", "context", table="persons", importance="essential"),
        ),
    )
    columns = tuple(
        _question(f"c{number}", kind, table="wide", **details)
        for number, (kind, details) in enumerate(
            [
                ("text", {}),
                ("choice", {"choice_list": "few", "choices": ("a", "b")}),
                ("choices", {"choice_list": "few", "choices": ("a", "b")}),
                ("yes_no", {"importance": "full"}),
                ("date", {"shown_when": Condition("c1", ("a",))}),
                ("reference", {"targets": ("context/persons",)}),
                ("level", {"importance": "full"}),
                ("long_text", {"internal": True}),
            ]
        )
    )
    narrow = tuple(_question(name, "text", table="narrow") for name in ("what", "who"))
    many = tuple(f"m{number}" for number in range(9))
    step = Step(
        id=STEP,
        number=1,
        phase="prerequisites",
        role="step",
        outline=False,
        questions=(
            _question("text", "text", required=True),
            _question("long_text", "long_text"),
            _question("whole_number", "whole_number"),
            _question("decimal", "decimal", unit="fte"),
            _question("percent", "percent"),
            _question("money", "money"),
            _question("date", "date"),
            _question("year", "year"),
            _question("yes_no", "yes_no"),
            _question("choice", "choice", choice_list="few", choices=("a", "b")),
            _question("many", "choice", choice_list="many", choices=many),
            _question("choices", "choices", choice_list="many", choices=many),
            _question("W1", "level", criterion=True),
            _question("W2", "level", criterion=True),
            _question("reference", "reference", targets=("context/persons",)),
            _question("references", "references", targets=("context/persons",)),
            _question("list", "list", of="text"),
            _question("place", "place"),
            _question("wide", "table", columns=columns),
            _question("narrow", "table", columns=narrow),
            _question("computed", "computed", of="services_covered"),
            _question("later", "text", shown_when=Condition("choice", ("a",))),
            _question("secret", "text", internal=True, importance="full"),
            _question("spare", "text", importance="full"),
            _question(
                "checklist",
                "checklist",
                choice_list="few",
                choices=("a", "b"),
                importance="full",
            ),
            _question("step_notes", "long_text", importance="full"),
        ),
    )
    context = Step("context", 0, None, "context", outline=False, questions=(persons,))
    outline = Step("leadership", 2, "prerequisites", "step", outline=True, questions=())
    return Method(
        version="1.0.0",
        phases={
            "prerequisites": Phase("prerequisites", (STEP, "leadership"), "https://x.y")
        },
        steps={"context": context, STEP: step, "leadership": outline},
        choice_lists={
            "few": ("a", "b"),
            "many": many,
            "confidence": ("low", "medium", "high"),
        },
        weights={},
        thresholds={},
        introduction="https://x.y/z",
    )


@cache
def _shipped() -> dict[str, Words]:
    return read_words()


def words_of(method: Method, language: str = "en", **more: str) -> Words:
    """Return the shipped words, with words for every id of a small method."""
    shipped = _shipped()[language]
    own: dict[str, str | tuple[str, ...]] = {}
    for step in method.steps.values():
        own[f"step.{step.id}.title"] = f"Title of {step.id}"
        own[f"step.{step.id}.purpose"] = f"Purpose of {step.id}"
        own[f"step.{step.id}.guiding"] = ("Who?", "When?")
        own[f"step.{step.id}.pitfalls"] = ("Too late.",)
        for question in (q for one in step.questions for q in (one, *one.columns)):
            own[f"{question.words_key}.label"] = f"Label of {question.id}"
            if question.kind in {"text", "level", "table", "decimal"}:
                own[f"{question.words_key}.help"] = f"Help for {question.id}"
            if question.kind == "level":
                own[f"{question.words_key}.anchors"] = tuple(
                    f"anchor {n}" for n in range(5)
                )
    for name, choices in method.choice_lists.items():
        own |= {f"choice.{name}.{one}": f"Choice {one}" for one in choices}
    return Words(
        language=language,
        name=shipped.name,
        draft=False,
        entries=MappingProxyType({**shipped.entries, **own, **more}),
    )


def view(**details: object) -> render.View:
    return render.View(uid="u1", language="en", **details)  # type: ignore[arg-type]


def form(method: Method, answers: Answers, language: str = "en", **details: object) -> Node:
    spoken = words_of(method, language)
    return parse(render.form_html(method, answers, STEP, view(**details), words=spoken))


def read(method: Method, answers: Answers, *, internal: bool = False) -> Node:
    words = words_of(method)
    return parse(render.read_step(method, answers, STEP, words, internal=internal))


def fields(page: Node) -> dict[str, Node]:
    tags = {"input", "textarea", "select", "fieldset"}
    return {
        one.attrs["data-path"]: one
        for one in page
        if one.tag in tags and "data-path" in one.attrs
    }


def all_pages(method: Method) -> list[Node]:
    drafts = {f"{STEP}/money": "1.250.00", f"{STEP}/wide/w1/c4": "yesterday"}
    notes = {STEP: {"W1": {"comment": "said", "confidence": "high"}}}
    full = answers_of(FULL, individual=OPINIONS, drafts=drafts, notes=notes)
    return [
        form(method, answers, language=language, respondent=respondent)
        for language in ("en", "fr")
        for answers, respondent in ((Answers("empty"), ""), (full, ""), (full, "r1"))
    ]
