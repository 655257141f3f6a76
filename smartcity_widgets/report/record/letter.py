"""The record of a meeting as a text to paste into an e-mail.

No line is wrapped: the e-mail program does that, at the width of whoever reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .telling import heading, next_meeting, people

if TYPE_CHECKING:
    from smartcity_widgets.render.journal import Action, Remark
    from smartcity_widgets.words import Words

    from .meeting import Decision, Record

__all__ = ["letter_of"]


def letter_of(record: Record, words: Words) -> str:
    """Return the record in plain lines, with the same content as its page."""
    none = [words.say("record.none")]
    lines = [words.say("record.title"), record.name, heading(record, words), ""]
    lines += [_labelled(words, name, said) for name, said in people(record, words)]
    lines += _block(
        words, "decisions", [_decision(words, one) for one in record.decisions] or none
    )
    lines += _block(
        words,
        "discussed",
        [
            words.say(
                "record.level",
                criterion=one.criterion,
                level=one.level or words.say("record.not_agreed"),
            )
            for one in record.discussed
        ],
    )
    lines += _block(
        words, "actions", [_action(words, one) for one in record.actions] or none
    )
    lines += _block(words, "parking", [_remark(words, one) for one in record.parking])
    lines += ["", _labelled(words, words.say("record.next"), next_meeting(record, words))]
    return "\n".join(" ".join(one.split("\n")) for one in lines) + "\n"


def _labelled(words: Words, name: str, said: str) -> str:
    return words.say("record.label", name=name, said=said)


def _block(words: Words, name: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    listed = [words.say("record.entry", text=" ".join(one.split())) for one in entries]
    return ["", words.say(f"record.{name}"), *listed]


def _decision(words: Words, one: Decision) -> str:
    what = one.what
    if one.who:
        what = words.say("record.decided_by", what=what, who=one.who)
    return _labelled(words, one.step, what)


def _action(words: Words, one: Action) -> str:
    what = words.say("record.action", what=one.what, who=one.who) if one.who else one.what
    state = words.say("record.done" if one.done else "record.open")
    when = one.by_when
    return (
        words.say("record.dated", what=what, when=when, state=state)
        if when
        else (words.say("record.undated_action", what=what, state=state))
    )


def _remark(words: Words, one: Remark) -> str:
    text = (
        words.say("record.remark", text=one.text, place=one.place)
        if one.place
        else one.text
    )
    return (
        words.say("record.outcome", remark=text, outcome=one.outcome)
        if one.outcome
        else text
    )
