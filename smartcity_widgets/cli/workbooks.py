"""The commands about workbooks: create, list, import, dump, history, score."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity_widgets.errors import DocumentError, ExportError, UsageError
from smartcity_widgets.folder import author, terms_of_system, working_folder
from smartcity_widgets.words import languages, speaking

from .app import (
    AsJson,
    Cycle,
    Language,
    WorkbookId,
    app,
    desk_of,
    open_desk,
    speak,
    spoken_words,
    store,
    word,
)
from .histories import Place, in_short, told
from .terminal import print_json, print_line

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.store import Store


@app.command("new", help=word("new.help"))
def new(
    workbook: WorkbookId,
    name: Annotated[str, typer.Option("--name", help=word("new.name"), show_default=False)],
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="xx",
            help=word("new.language"),
            callback=speak,
            is_eager=True,
        ),
    ] = None,
    terms: Annotated[
        str | None, typer.Option("--terms", metavar="TERMS", help=word("new.terms"))
    ] = None,
) -> None:
    """Create an empty workbook."""
    from smartcity_widgets.desk import create
    from smartcity_widgets.method import load_method

    method = load_method()
    known = method.choice_lists["terms"]
    country = terms_of_system()
    terms = terms or (country if country in known else "generic")
    if terms not in known:
        raise UsageError("unknown-terms", terms=terms, known=", ".join(known))
    if not name.strip():
        raise UsageError("empty-name")
    create(
        store(),
        workbook,
        method=method,
        name=name.strip(),
        language=language or speaking.get(),
        terms=terms,
        author=author(working_folder()),
    )
    print_line(spoken_words().say("cli.new.done", workbook=workbook, name=name.strip()))


@app.command("list", help=word("list.help"))
def list_workbooks(
    language: Language = None,  # noqa: ARG001 - it is spoken already
    *,
    as_json: AsJson = False,
) -> None:
    """List the workbooks of the store."""
    desks = [open_desk(one) for one in store().workbooks()]
    if as_json:
        print_json([_summary(one) for one in desks])
        return
    if not desks:
        print_line(spoken_words().say("cli.list.none"))
    for one in desks:
        row = _summary(one)
        print_line(*(row[cell] for cell in ("id", "name", "language", "changed")))


def _summary(desk: Desk) -> dict[str, Any]:
    last = desk.history()[-1]
    return {
        "id": desk.id,
        "name": desk.answers.name,
        "language": desk.answers.language,
        "terms": desk.answers.terms,
        "cycle": desk.answers.cycle,
        "entry": desk.answers.entry,
        "changed": last.time.isoformat().replace("+00:00", "Z") if last.time else None,
    }


@app.command("remove", help=word("remove.help"))
def remove(workbook: WorkbookId) -> None:
    """Remove a workbook from the store, after a backup of the store."""
    desk = desk_of(workbook)
    kept = _backup(desk.store)
    desk.store.remove(workbook)
    print_line(spoken_words().say("cli.remove.done", workbook=workbook, path=kept))


@app.command("import", help=word("import.help"))
def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help=word("import.file"))],
    language: Language = None,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help=word("import.replace"))
    ] = False,
) -> None:
    """Import a workbook document; ``-`` reads standard input."""
    from smartcity_widgets.exchange import import_document, read_document
    from smartcity_widgets.method import load_method

    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        document = read_document(text.decode("utf-8-sig", errors="strict"))
    except OSError as error:
        raise DocumentError("document-unreadable", path=file) from error
    except UnicodeDecodeError as error:
        raise DocumentError("document-not-utf8", path=file) from error
    if language is None:
        _speak_as(document)
    count = len(
        import_document(
            store(),
            document,
            load_method(),
            author=author(working_folder()),
            replace=replace,
        )
    )
    workbook = document["workbook"]["id"]
    print_line(spoken_words().count("cli.import.done", count, workbook=workbook))


def _speak_as(document: dict[str, Any]) -> None:
    """Speak the language of a document, if it is one of ours."""
    workbook = document.get("workbook")
    language = workbook.get("language") if isinstance(workbook, dict) else None
    if isinstance(language, str) and language in languages():
        speaking.set(language)


@app.command("dump", help=word("dump.help"))
def dump(
    workbook: WorkbookId,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help=word("dump.out"))
    ] = None,
    cycle: Cycle = None,
    language: Language = None,
) -> None:
    """Print a workbook as a document, or write it to a file."""
    from smartcity_widgets.exchange import dump as document_of
    from smartcity_widgets.exchange import dumps

    desk = desk_of(workbook, cycle, language)
    text = dumps(document_of(desk.answers, desk.method))
    if out is None:
        sys.stdout.write(text)
        return
    _write(out, text)
    print_line(out)


def _write(path: Path, text: str) -> None:
    """Write by atomic rename, so that a file is whole or as it was."""
    _check_folder(path)
    if path.is_dir():
        raise ExportError("file-is-folder", path=path)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ExportError("file-not-written", path=path) from error


@app.command("schema", help=word("schema.help"))
def schema() -> None:
    """Print the JSON Schema of the workbook document."""
    from smartcity_widgets.method import load_method
    from smartcity_widgets.schema import schema as schema_of

    print_json(schema_of(load_method()))


@app.command("history", help=word("history.help"))
def history(
    workbook: WorkbookId,
    path: Annotated[
        str | None, typer.Option("--path", metavar="PATH", help=word("history.path"))
    ] = None,
    cycle: Cycle = None,
    language: Language = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print who changed what, when, from what to what."""
    import json

    desk = desk_of(workbook, cycle, language)
    rows = told(desk, Place.of(path or "", desk))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        change = " → ".join(
            json.dumps(in_short(row[name]), ensure_ascii=False)
            for name in ("before", "value")
        )
        who = (
            f"{row['author']} ({row['respondent']})" if row["respondent"] else row["author"]
        )
        print_line(row["entry"], row["time"], who, row["path"], row["kind"], change)


@app.command("backup", help=word("backup.help"))
def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help=word("backup.file"))
    ] = None,
) -> None:
    """Copy the whole store to a file, while it is in use or not."""
    print_line(_backup(store(), file))


def _backup(store: Store, file: Path | None = None) -> Path:
    """Copy the store to a file; only the folder of backups is made where there is none."""
    from datetime import UTC, datetime

    if file is None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        file = working_folder() / "data" / "backups" / f"workbooks-{stamp}.sqlite"
        _check_folder(file, made=True)
    else:
        _check_folder(file)
    return store.backup(file)


def _check_folder(file: Path, *, made: bool = False) -> None:
    """Refuse a file whose folder is missing, unless it is `made`, or is a file itself.

    Raises
    ------
    ExportError
        With what to do.
    """
    for folder in file.expanduser().absolute().parents:
        try:
            there = folder.exists()
        except OSError as error:  # we may not even look
            raise ExportError("file-not-written", path=file) from error
        if there and not folder.is_dir():
            raise ExportError("init-not-a-folder", path=folder)
        if there:
            return
        if not made:
            raise ExportError("file-not-written", path=file)


@app.command("score", help=word("score.help"))
def score(
    workbook: WorkbookId,
    cycle: Cycle = None,
    language: Language = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the readiness of a workbook."""
    from smartcity_widgets.analysis.readiness import readiness

    desk = desk_of(workbook, cycle, language)
    result = readiness(desk.method, desk.answers)
    if as_json:
        print_json(result.to_json())
        return
    from smartcity_widgets.render_readiness import plain_readiness

    spoken = desk.answers.words(speaking.get())
    for line in plain_readiness(desk.method, desk.answers, spoken).split("\n"):
        print_line(line)
