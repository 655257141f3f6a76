"""The commands about workbooks: create, list, import, dump, history, score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity_widgets.errors import DocumentError, UsageError
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
from .spreadsheets import import_sheets
from .terminal import print_json, print_line, say
from .writing import check_folder, write_whole

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
    from smartcity_widgets.attaching import files_of

    desk = desk_of(workbook)
    kept = _backup(desk.store)
    desk.store.remove(workbook)
    print_line(spoken_words().say("cli.remove.done", workbook=workbook, path=kept))
    files = files_of(desk.store, workbook)
    if files.names():
        count = len(files.names())
        say(spoken_words().count("cli.remove.attached", count, path=files.folder))


@app.command("import", help=word("import.help"))
def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help=word("import.file"))],
    language: Language = None,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help=word("import.replace"))
    ] = False,
) -> None:
    """Import a workbook document, a bundle or tables; ``-`` reads standard input."""
    from smartcity_widgets.exchange import import_document, is_bundle, read_document
    from smartcity_widgets.method import load_method

    if file != "-" and import_sheets(Path(file), language, replacing=replace):
        return
    try:
        if file != "-":
            with Path(file).open("rb") as opened:
                if is_bundle(opened.read(4)):
                    _import_bundle(Path(file), language, replace=replace)
                    return
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
    _imported(document, count)


def _import_bundle(file: Path, language: str | None, *, replace: bool) -> None:
    from smartcity_widgets.exchange import import_bundle, open_bundle
    from smartcity_widgets.method import load_method

    who, method = author(working_folder()), load_method()
    with open_bundle(file, method) as bundle:
        if language is None:
            _speak_as(bundle.document)
        entries = import_bundle(store(), bundle, method, author=who, replace=replace)
        _imported(bundle.document, len(entries))


def _imported(document: dict[str, Any], count: int) -> None:
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
    *,
    bundle: Annotated[bool, typer.Option("--bundle", help=word("dump.bundle"))] = False,
) -> None:
    """Print a workbook as a document, or write it to a file."""
    from smartcity_widgets.attaching import files_of
    from smartcity_widgets.exchange import attached_to, dumps, write_bundle
    from smartcity_widgets.exchange import dump as document_of

    desk = desk_of(workbook, cycle, language)
    if bundle and out is None:
        raise UsageError("bundle-without-file")
    document = document_of(desk.answers, desk.method, desk.before())
    if out is None:
        sys.stdout.write(dumps(document))
        absent = attached_to(document, desk.method)
    elif bundle:
        read = files_of(desk.store, workbook).read
        absent = write_whole(
            out, lambda file: write_bundle(file, document, desk.method, read)
        )
    else:
        text = dumps(document).encode("utf-8", errors="surrogatepass")
        write_whole(out, lambda file: file.write(text))
        absent = attached_to(document, desk.method)
    spoken = spoken_words()
    if out is not None:
        print_line(out)
        say(spoken.say("cli.dump.complete"))
    if absent:
        say(spoken.count("cli.dump.missing" if bundle else "cli.dump.without", len(absent)))


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
    from smartcity_widgets.attaching import files_of

    opened = store()
    print_line(_backup(opened, file))
    files = [files_of(opened, one) for one in opened.workbooks()]
    count = sum(len(one.names()) for one in files)
    if count:
        where = files[0].folder.parent
        say(spoken_words().count("cli.backup.attached", count, path=where))


def _backup(store: Store, file: Path | None = None) -> Path:
    """Copy the store to a file; only the folder of backups is made where there is none."""
    from datetime import UTC, datetime

    if file is None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        file = working_folder() / "data" / "backups" / f"workbooks-{stamp}.sqlite"
        check_folder(file, made=True)
    else:
        check_folder(file)
    return store.backup(file)


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
