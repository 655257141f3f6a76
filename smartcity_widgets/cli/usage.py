"""What Typer, or the Click beneath it, says of wrong use, in the language that is spoken.

Their errors are known by the names of their classes and by their attributes: Typer carries
a Click of its own, and which version that is changes. What is not recognised here keeps
their English sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartcity_widgets.words import Words

__all__ = ["usage_rule"]

# Two errors are bare UsageErrors: only their message tells them apart.
_NO_COMMAND = re.compile(r"No such command (?P<name>'.*?'|\".*?\")\.")
_NEAR = re.compile(r"Did you mean (?P<near>.*)\?")
_EXTRA = re.compile(
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<given>.*)\)", re.DOTALL
)
_NUMBER = "N"
"""What our options that take a whole number are called in the help."""


def usage_rule(error: Exception, spoken: Words) -> str:
    """Return which rule was broken, as a sentence of ours or else of theirs."""
    theirs = str(getattr(error, "format_message", error.__str__)())
    said = _by_class(error, spoken) or _by_message(theirs, spoken)
    return said or theirs


def _by_class(error: Exception, spoken: Words) -> str:
    name = _name_of(getattr(error, "param", None))
    option = str(getattr(error, "option_name", ""))
    match type(error).__name__:
        case "MissingParameter" if name:
            kind = "option" if name.startswith("-") else "argument"
            return spoken.say(f"cli.usage.missing_{kind}", name=name)
        case "BadParameter" if name:
            metavar = getattr(getattr(error, "param", None), "metavar", None)
            kind = "number" if metavar == _NUMBER else "value"
            return spoken.say(f"cli.usage.invalid_{kind}", name=name)
        case "NoSuchOption" if option:
            near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
            if near:
                return spoken.say("cli.usage.nearest_option", name=option, nearest=near)
            return spoken.say("cli.usage.no_such_option", name=option)
        case "BadOptionUsage" if option:
            takes_none = "not take a value" in str(getattr(error, "message", ""))
            kind = "needless" if takes_none else "missing"
            return spoken.say(f"cli.usage.{kind}_value", name=option)
    return ""


def _by_message(message: str, spoken: Words) -> str:
    if found := _NO_COMMAND.search(message):
        name, near = found["name"][1:-1], _NEAR.search(message, found.end())
        if near:
            nearest = near["near"].replace("'", "")
            return spoken.say("cli.usage.nearest_command", name=name, nearest=nearest)
        return spoken.say("cli.usage.no_such_command", name=name)
    if found := _EXTRA.search(message):
        return spoken.say("cli.usage.extra_argument", given=found["given"])
    return ""


def _name_of(parameter: object) -> str:
    """Return what the help calls a parameter: ``--name``, ``ID``; empty without one."""
    options = [str(one) for one in getattr(parameter, "opts", ())]
    if getattr(parameter, "param_type_name", "") == "option" and options:
        return max(options, key=len)
    name = getattr(parameter, "metavar", None) or getattr(parameter, "name", None) or ""
    return str(name).strip("[]")
