"""The rules of the four reflections, as data: what gives a project which light.

The rules are our own; the four reflections and what should be settled by their end (people
around the table, technologies chosen, budgets obtained, agreements signed) are those of the
method. The words of each stand under ``reflection.<rule>``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from .funding import Funding

__all__ = ["RULES", "Colour", "Means", "Rule"]

Colour = Literal["green", "amber", "red", "unknown"]
Row = Mapping[str, Any]

_LEAST_INTEROPERABLE = 2
"""From this level on a technology works with others: it is written down."""
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Means:
    """What is written of one project in step 11: rows of answered columns."""

    needs: tuple[Row, ...] = ()
    agreements: tuple[Row, ...] = ()
    technologies: tuple[Row, ...] = ()
    funding: Funding = Funding(None)  # noqa: RUF009 - frozen
    legal: tuple[Row, ...] = ()
    permits: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """When a light has a colour.

    Attributes
    ----------
    reads
        The tables and columns it reads, as the method's paths (``means/legal/*/dpia``):
        where one is hidden, it is not asked.
    """

    reflection: str
    id: str
    colour: Colour
    holds: Callable[[Means], bool]
    reads: tuple[str, ...] = ()


def _always(_means: Means) -> bool:
    return True


def _any(table: str, holds: Callable[[Row], bool]) -> Callable[[Means], bool]:
    return lambda means: any(map(holds, getattr(means, table)))


def _lacks(table: str, column: str, *worthless: str) -> Callable[[Means], bool]:
    """Whether a row has no answer in a column, or one that is as good as none."""
    return _any(table, lambda row: row.get(column) in {None, "", *worthless})


def _is_closed(row: Row) -> bool:
    level = row.get("interoperability")
    if isinstance(level, int):
        return level < _LEAST_INTEROPERABLE
    return level != "na"


def _below(share: Fraction) -> Callable[[Means], bool]:
    return lambda means: (
        means.funding.coverage is not None and (means.funding.coverage < share)
    )


def _needs_no_technology(means: Means) -> bool:
    rows = means.technologies
    return bool(rows) and all(row.get("category") == ["none"] for row in rows)


def _lacks_assessment(row: Row) -> bool:
    return row.get("personal_data") is True and row.get("dpia") in {None, "needed"}


def _lacks_end(row: Row) -> bool:
    """Whether a contract will be made, and nobody says how it ends."""
    return row.get("procurement") != "none" and not row.get("contract_end_plan")


def _of(table: str, *columns: str) -> tuple[str, ...]:
    return (f"means/{table}", *(f"means/{table}/*/{one}" for one in columns))


RULES: tuple[Rule, ...] = (
    # (a) Resource persons.
    Rule("people", "people-unwritten", "unknown", lambda means: not means.needs),
    Rule(
        "people",
        "people-without-source",
        "red",
        _lacks("needs", "source"),
        _of("needs", "source"),
    ),
    Rule(
        "people",
        "people-none-secured",
        "red",
        lambda means: not any(row.get("secured") is True for row in means.needs),
        _of("needs", "secured"),
    ),
    Rule(
        "people",
        "people-some-secured",
        "amber",
        _any("needs", lambda row: row.get("secured") is not True),
        _of("needs", "secured"),
    ),
    Rule(
        "people",
        "people-unsigned",
        "amber",
        _any("agreements", lambda row: row.get("signed") is not True),
        _of("partner_agreements", "signed"),
    ),
    Rule("people", "people-secured", "green", _always, _of("needs", "secured")),
    # (b) Technologies.
    Rule(
        "technologies",
        "technologies-unwritten",
        "unknown",
        lambda means: not means.technologies,
    ),
    Rule(
        "technologies",
        "technologies-not-needed",
        "green",
        _needs_no_technology,
        _of("technologies", "category"),
    ),
    Rule(
        "technologies",
        "technologies-no-solution",
        "red",
        _lacks("technologies", "solution"),
        _of("technologies", "solution"),
    ),
    Rule(
        "technologies",
        "technologies-no-alternative",
        "red",
        _lacks("technologies", "non_tech_alternative"),
        _of("technologies", "non_tech_alternative"),
    ),
    Rule(
        "technologies",
        "technologies-closed",
        "amber",
        _any("technologies", _is_closed),
        _of("technologies", "interoperability"),
    ),
    Rule(
        "technologies",
        "technologies-unreviewed",
        "amber",
        _lacks("technologies", "cybersecurity_review", "none"),
        _of("technologies", "cybersecurity_review"),
    ),
    Rule(
        "technologies",
        "technologies-no-exit",
        "amber",
        _lacks("technologies", "exit_plan"),
        _of("technologies", "exit_plan"),
    ),
    Rule(
        "technologies",
        "technologies-data-owner",
        "amber",
        _lacks("technologies", "data_owner", "unknown"),
        _of("technologies", "data_owner"),
    ),
    Rule(
        "technologies",
        "technologies-settled",
        "green",
        _always,
        _of("technologies", "solution"),
    ),
    # (c) Financing.
    Rule(
        "financing",
        "financing-unwritten",
        "unknown",
        lambda means: means.funding.coverage is None,
        _of("costs", "amount"),
    ),
    Rule(
        "financing", "financing-under-half", "red", _below(_HALF), _of("sources", "amount")
    ),
    Rule(
        "financing",
        "financing-partial",
        "amber",
        _below(Fraction(1)),
        _of("sources", "amount"),
    ),
    Rule(
        "financing",
        "financing-uncosted",
        "amber",
        lambda means: any(one.amount is None for one in means.funding.costs),
        _of("costs", "amount"),
    ),
    Rule("financing", "financing-covered", "green", _always, _of("sources", "amount")),
    # (d) Legal provisions.
    Rule(
        "legal",
        "legal-permit-refused",
        "red",
        _any("permits", lambda row: row.get("status") == "refused"),
        _of("permits", "status"),
    ),
    Rule("legal", "legal-unwritten", "unknown", lambda means: not means.legal),
    Rule(
        "legal",
        "legal-no-assessment",
        "red",
        _any("legal", _lacks_assessment),
        _of("legal", "personal_data", "dpia"),
    ),
    Rule(
        "legal",
        "legal-no-procurement",
        "red",
        _lacks("legal", "procurement", "unknown"),
        _of("legal", "procurement"),
    ),
    Rule(
        "legal",
        "legal-personal-data-unsaid",
        "amber",
        _lacks("legal", "personal_data"),
        _of("legal", "personal_data"),
    ),
    Rule(
        "legal",
        "legal-permit-pending",
        "amber",
        _any("permits", lambda row: row.get("status") != "granted"),
        _of("permits", "status"),
    ),
    Rule(
        "legal",
        "legal-no-end",
        "amber",
        _any("legal", _lacks_end),
        _of("legal", "procurement", "contract_end_plan"),
    ),
    Rule("legal", "legal-settled", "green", _always, _of("legal", "procurement")),
)
"""Every rule, by reflection, in the order in which they are asked."""
