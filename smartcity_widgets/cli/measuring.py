"""Measurements from files: looked at, asked about, and added in one act."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity_widgets.errors import DocumentError, TableError, UsageError

from .app import AsJson, Language, WorkbookId, app, desk_of, spoken_words, word
from .measured import asked_said, measured_json, print_told
from .terminal import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.desk import Desk
    from smartcity_widgets.exchange.measuring import Given, Measurable, Measured


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
        raise TableError("measure-open", workbook=workbook, asked=asked_said(found, known))
    rows = done.rows(found)
    if not dry_run and rows:
        done.write()
        found, rows = done.written, done.entries
    if as_json:
        print_json(measured_json(found, rows, known, told, added=not dry_run))
    else:
        print_told(found, rows, known, workbook, added=not dry_run)
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
