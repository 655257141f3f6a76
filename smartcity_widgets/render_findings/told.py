"""What a page of findings is drawn from, and the few questions its template asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.render.templates import environment

if TYPE_CHECKING:
    from collections.abc import Collection

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["Told"]


@dataclass(frozen=True)
class Told:
    """The method, the answers and the words of one page of findings.

    Attributes
    ----------
    uid
        Prefix of every id in the page.
    report
        Whether it stands in a report: nothing to click or unfold, every figure printed.
    internal
        Whether what is marked internal may be told.
    actions
        The buttons the page can do.
    """

    method: Method
    answers: Answers
    words: Words
    uid: str
    report: bool = False
    internal: bool = False
    actions: Collection[str] = ()

    def say(self, key: str, **details: object) -> str:
        """Return a word."""
        return self.words.say(key, **details)

    def count(self, key: str, n: int, **details: object) -> str:
        """Return a word that counts."""
        return self.words.count(key, n, **details)

    def render(self, template: str, **parts: object) -> str:
        """Return a template of ``templates/`` drawn, everything in it escaped.

        It is given, besides `parts`, this page as ``told``, and ``say`` and ``count``.
        """
        page = environment().get_template(template)
        return page.render(told=self, say=self.say, count=self.count, **parts)
