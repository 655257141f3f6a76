"""Measurements from files: looked at, asked about, and added in one act."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity_widgets.errors import DocumentError, TableError, UsageError

from .app import AsJson, Language, WorkbookId, app, desk_of, spoken_words, word
from .terminal import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartcity_widgets.desk import Desk
    from smartcity_widgets.exchange.baselines import Ask
    from smartcity_widgets.exchange.measuring import Given, Measurable, Measured
    from smartcity_widgets.words import Words

_OPTIONS = ("period", "by", "differing", "leaps")
_MOST_NAMED = 6
"""Choices, and refused values, that are named in a line of their own or in a sentence."""


@app.command("measure", help=word("measure.help"))
def measure(  # noqa: PLR0917 - Typer takes the options from this signature
    workbook: WorkbookId,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help=word("measure.file"))
    ],
    said: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=CHOICE", help=word("measure.set")),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help=word("measure.period"))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="HOW", help=word("measure.by"))
    ] = None,
    differing: Annotated[
        str | None,
        typer.Option("--differing", metavar="WHAT", help=word("measure.differing")),
    ] = None,
    leaps: Annotated[
        str | None, typer.Option("--leaps", metavar="WHAT", help=word("measure.leaps"))
    ] = None,
    quality: Annotated[
        str | None,
        typer.Option("--quality", metavar="QUALITY", help=word("measure.quality")),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help=word("measure.source"))
    ] = None,
    language: Language = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=word("measure.dry_run"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add measurements from files."""
    from smartcity_widgets.exchange.measuring import known_of

    desk = desk_of(workbook, language=language)
    chosen = _chosen(said or [], period=period, by=by, differing=differing, leaps=leaps)
    _check_quality(desk, quality)
    known = known_of(desk.method, desk.answers)
    if not known.indicators:
        raise TableError("measure-no-indicators", workbook=workbook)
    told: list[str] = []
    given = [_given(one, desk, known, chosen, source=source, told=told) for one in files]
    done = _Done(desk, given, chosen, quality or "")
    found = done.found()
    if found.open:
        raise TableError("measure-open", workbook=workbook, asked=_asked(found, known))
    rows = done.rows(found)
    if not dry_run and rows:
        done.write()
        found, rows = done.written, done.entries
    if as_json:
        print_json(_told(found, rows, known, told, added=not dry_run))
    else:
        _print(found, rows, known, workbook, added=not dry_run)
        for line in told:
            print_line(line)


def _chosen(said: Sequence[str], **options: str | None) -> dict[str, str]:
    """Return what was chosen, by the name of what is asked.

    Raises
    ------
    UsageError
        If a choice has no name, or an option says what it cannot.
    """
    from smartcity_widgets.exchange.measuring import AGGREGATIONS
    from smartcity_widgets.tables import PERIODS

    chosen = {}
    for one in said:
        name, equals, choice = one.partition("=")
        if not equals or not name.strip():
            raise UsageError("measure-set", given=one)
        chosen[name.strip()] = choice
    known = {
        "period": PERIODS,
        "by": AGGREGATIONS,
        "differing": ("keep", "replace"),
        "leaps": ("accept", "leave"),
    }
    given = {name: one for name, one in options.items() if one is not None}
    for name, one in given.items():
        _check_option(name, one, known[name])
    return chosen | given


def _check_option(name: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        named = ", ".join(known)
        raise UsageError("measure-option", option=f"--{name}", given=given, known=named)


def _check_quality(desk: Desk, quality: str | None) -> None:
    asked = desk.method.at("results/measurements/row/data_quality")
    if quality is not None:
        _check_option("quality", quality, asked.choices if asked is not None else ())


def _given(
    file: Path,
    desk: Desk,
    known: Measurable,
    chosen: Mapping[str, str],
    *,
    source: str | None,
    told: list[str],
) -> Given:
    """Open a file: a request that came back, or a table.

    Parameters
    ----------
    told
        Takes in what is told of cells of a request that cannot be read.
    """
    from smartcity_widgets.exchange.requests import is_request, read_request
    from smartcity_widgets.tables.limits import MOST_BYTES

    source = file.name if source is None else source
    try:
        if file.stat().st_size <= MOST_BYTES and is_request(data := file.read_bytes()):
            answered = read_request(
                data,
                file.name,
                method=desk.method,
                answers=desk.answers,
                known=known,
                source=source,
            )
            told += [
                f"{file.name}: {one.sentence(spoken_words())}" for one in answered.told
            ]
            return answered.given
        return _table(file, known, chosen, source)
    except OSError as error:
        raise DocumentError("document-unreadable", path=file) from error


def _table(file: Path, known: Measurable, chosen: Mapping[str, str], source: str) -> Given:
    """Understand the first sheet of a file, or the one that was chosen."""
    from smartcity_widgets.exchange.measuring import given_of, open_file
    from smartcity_widgets.tables import table_of

    opened = open_file(lambda: file.open("rb"), file.name, brought_down="period" in chosen)
    seen = opened.document.seen
    named = chosen.get("sheet", "")
    sheets = [one for one in seen if one.name == named] if named else list(seen[:1])
    if not sheets:
        names = ", ".join(one.name for one in seen) or "–"
        raise TableError("measure-sheet", name=file.name, sheet=named, known=names)
    return given_of(
        opened,
        table_of(sheets[0]),
        known,
        chosen,
        source=source,
        latest=datetime.now(UTC).year,
    )


class _Done:
    """What some files add to a workbook, as it is at the moment of writing."""

    def __init__(
        self, desk: Desk, given: list[Given], chosen: Mapping[str, str], quality: str
    ) -> None:
        self._desk, self._given, self._chosen = desk, given, chosen
        self._quality = quality
        self.written: Measured
        self.entries: list[dict[str, Any]] = []

    def found(self) -> Measured:
        """Return what becomes of the files, where the workbook says what it says now."""
        from smartcity_widgets.exchange.measuring import known_of, measured

        known = known_of(self._desk.method, self._desk.answers)
        return measured(self._given, known, self._chosen)

    def rows(self, found: Measured) -> list[dict[str, Any]]:
        """Return what one act writes."""
        from smartcity_widgets.exchange.measuring import TABLE, entries_of

        answers = self._desk.answers
        table = self._desk.method.at(TABLE)
        replacing = self._chosen.get("differing") == "replace"
        self.written = found
        self.entries = entries_of(
            found,
            answers.words(answers.language),
            author=self._desk.author,
            quality=self._quality,
            replaced={one.baseline.row for one in found.differing} if replacing else (),
            columns={one.id for one in table.columns} if table else (),
        )
        return self.entries

    def write(self) -> None:
        """Add it all in one act, compared anew with what somebody wrote meanwhile.

        Raises
        ------
        TableError
            If that leaves something to be chosen; nothing was written.
        """
        from smartcity_widgets.exchange.measuring import TABLE

        seen = self._desk.answers.entry

        def made() -> dict[str, Any]:
            if self._desk.answers.entry != seen:
                found = self.found()
                if found.open:
                    raise TableError("measure-meanwhile", workbook=self._desk.id)
                self.rows(found)
            return {
                "edit": str(uuid.uuid4()),
                "op": "put-tables",
                "path": TABLE,
                "rows": self.entries,
                "language": self._desk.answers.language,
            }

        self._desk.apply_made(made)


# What is said -----------------------------------------------------------------------------


def _asked(found: Measured, known: Measurable) -> str:
    """Return what is still to be chosen, each with the option that answers it."""
    spoken = spoken_words()
    said = dict.fromkeys(_question(one, found, known, spoken) for one in found.open)
    return " ".join(said)


def _question(ask: Ask, found: Measured, known: Measurable, spoken: Words) -> str:
    option = f"--{ask.name} " if ask.name in _OPTIONS else f"--set {ask.name}="
    options = list(ask.options)
    if ask.kind == "indicator":
        options = [f"{one} ({known.labels[one]})" for one in options]
    elif ask.kind in {"take", "value"}:
        options = [f"{one} ({found.columns[int(one)].column.label})" for one in options]
    elif ask.kind == "breakdown":
        options = [
            f"{one} ({spoken.say('measure.together')})" if one == "*" else f"{one}"
            for one in options
        ]
    more = [] if len(options) <= _MOST_NAMED else ["…"]
    subject = _subject(ask, found, known)
    return spoken.say(
        f"cli.measure.ask.{ask.kind}",
        subject=subject,
        option=option,
        choices=", ".join(options[:_MOST_NAMED] + more),
    )


def _subject(ask: Ask, found: Measured, known: Measurable) -> str:
    if ask.name == "by" and found.twice:
        one = found.twice[0]
        values = ", ".join(f"{value:f}" for value in one.values)
        return f"{known.labels[one.indicator]}, {one.date}: {values}"
    if ask.name == "differing":
        first = found.differing[0]
        figure = first.figure
        return (
            f"{known.labels[figure.indicator]}, {figure.date}: "
            f"{first.baseline.value:f} → {figure.value:f}"
        )
    if ask.name == "leaps":
        leap = found.leaps[0]
        return (
            f"{known.labels[leap.figure.indicator]}, {leap.figure.date}: "
            f"{leap.beside.value:f} ({leap.beside.date}) → {leap.figure.value:f}"
        )
    return ask.subject


def _told(
    found: Measured,
    rows: list[dict[str, Any]],
    known: Measurable,
    told: list[str],
    *,
    added: bool,
) -> dict[str, Any]:
    names = known.labels
    return {
        "added": added,
        "rows": [
            {"row": one.get("row"), "name": names[one["cells"]["indicator"]]} | one["cells"]
            for one in rows
        ],
        "read": found.read,
        "missing": found.missing,
        "same": len(found.same),
        "differing": [
            {
                "row": one.baseline.row,
                "date": one.figure.date,
                "workbook": f"{one.baseline.value:f}",
                "file": f"{one.figure.value:f}",
            }
            for one in found.differing
        ],
        "leaps": [
            {
                "indicator": one.figure.indicator,
                "date": one.figure.date,
                "value": f"{one.figure.value:f}",
                "beside": f"{one.beside.value:f}",
            }
            for one in found.leaps
        ],
        "not_read": found.not_read,
        "refused": [
            {"file": one.file, "row": one.row, "reason": one.reason, "text": one.text}
            for one in found.refused
        ],
        "told": told,
    }


def _print(
    found: Measured,
    rows: list[dict[str, Any]],
    known: Measurable,
    workbook: str,
    *,
    added: bool,
) -> None:
    spoken = spoken_words()
    for one in rows:
        cells = one["cells"]
        name = known.labels[cells["indicator"]]
        print_line(name, cells["date"], cells["value"], cells.get("comment", ""))
    key = "cli.measure.added" if added else "cli.measure.would"
    print_line(spoken.count(key, len(rows), workbook=workbook))
    if found.same:
        print_line(spoken.count("figures.same", len(found.same)))
    if found.missing:
        print_line(spoken.count("figures.without", found.missing))
    for line in refusals(found, spoken):
        print_line(line)


def refusals(found: Measured, spoken: Words) -> Iterator[str]:
    """Yield the values that were not read, the first of them each with its row and why."""
    if not found.not_read:
        return
    yield spoken.count("figures.not_added", found.not_read)
    for one in found.refused[:_MOST_NAMED]:
        key = f"measure.refused.{one.reason}"
        said = spoken.maybe(key, row=one.row, text=one.text) or spoken.say(
            f"figures.refused.{one.reason}", row=one.row, text=one.text
        )
        yield f"  {one.file}: {said}"
    if found.not_read > _MOST_NAMED:
        yield "  " + spoken.count("figures.more_refused", found.not_read - _MOST_NAMED)
