"""The commands about workbooks: create, list, import, dump, history, score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity_widgets.errors import DocumentError, UsageError
from smartcity_widgets.folder import author, terms_of_system, working_folder
from smartcity_widgets.words import speaking

from .app import (
    AsJson,
    Cycle,
    WorkbookId,
    app,
    desk_of,
    known_language,
    print_json,
    print_line,
    spoken_words,
    store,
    word,
)

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk


@app.command("new", help=word("new.help"))
def new(
    workbook: WorkbookId,
    name: Annotated[str, typer.Option("--name", help=word("new.name"), show_default=False)],
    language: Annotated[
        str | None, typer.Option("--language", metavar="xx", help=word("new.language"))
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
        language=known_language(language or speaking.get()),
        terms=terms,
        author=author(working_folder()),
    )
    print_line(spoken_words().say("cli.new.done", workbook=workbook, name=name.strip()))


@app.command("list", help=word("list.help"))
def list_workbooks(*, as_json: AsJson = False) -> None:
    """List the workbooks of the store."""
    desks = [desk_of(one) for one in store().workbooks()]
    if as_json:
        print_json([_summary(one) for one in desks])
        return
    if not desks:
        print_line(spoken_words().say("cli.list.none"))
    for one in desks:
        row = _summary(one)
        print_line(f"{row['id']}\t{row['name']}\t{row['language']}\t{row['changed']}")


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
    kept = desk.store.backup(_backup_path())
    desk.store.remove(workbook)
    print_line(spoken_words().say("cli.remove.done", workbook=workbook, path=kept))


@app.command("import", help=word("import.help"))
def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help=word("import.file"))],
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


@app.command("dump", help=word("dump.help"))
def dump(
    workbook: WorkbookId,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help=word("dump.out"))
    ] = None,
    cycle: Cycle = None,
) -> None:
    """Print a workbook as a document, or write it to a file."""
    from smartcity_widgets.exchange import dump as document_of
    from smartcity_widgets.exchange import dumps

    desk = desk_of(workbook, cycle)
    text = dumps(document_of(desk.answers, desk.method))
    if out is None:
        sys.stdout.write(text)
        return
    _write(out, text)
    print_line(str(out))


def _write(path: Path, text: str) -> None:
    """Write by atomic rename, so that a file is whole or as it was."""
    from smartcity_widgets.errors import ExportError

    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")
        part.replace(path)
    except OSError as error:
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
    *,
    as_json: AsJson = False,
) -> None:
    """Print who changed what, when, from what to what."""
    import json

    desk = desk_of(workbook, cycle)
    before: dict[tuple[str, str], object] = {}
    rows: list[dict[str, Any]] = []
    for one in desk.history():
        key = (one.respondent, one.path)
        if path is None or one.path == path or one.path.startswith(f"{path}/"):
            rows.append(
                {
                    "entry": one.number,
                    "edit": one.edit,
                    "cycle": one.cycle,
                    "respondent": one.respondent or None,
                    "path": one.path,
                    "kind": one.kind,
                    "value": one.value,
                    "before": before.get(key),
                    "author": one.author,
                    "time": one.time.isoformat().replace("+00:00", "Z")
                    if one.time
                    else None,
                    "base": one.base,
                    "undoes": one.undoes,
                }
            )
        before[key] = one.value
    if as_json:
        print_json(rows)
        return
    for row in rows:
        change = " → ".join(
            json.dumps(row[name], ensure_ascii=False) for name in ("before", "value")
        )
        who = (
            f"{row['author']} ({row['respondent']})" if row["respondent"] else row["author"]
        )
        print_line(
            f"{row['entry']}\t{row['time']}\t{who}\t{row['path']}\t{row['kind']}\t{change}"
        )


@app.command("backup", help=word("backup.help"))
def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help=word("backup.file"))
    ] = None,
) -> None:
    """Copy the whole store to a file, while it is in use or not."""
    print_line(str(store().backup(file or _backup_path())))


def _backup_path() -> Path:
    from datetime import UTC, datetime

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return working_folder() / "data" / "backups" / f"workbooks-{stamp}.sqlite"


@app.command("score", help=word("score.help"))
def score(workbook: WorkbookId, cycle: Cycle = None, *, as_json: AsJson = False) -> None:
    """Print the readiness of a workbook."""
    from smartcity_widgets.analysis.readiness import readiness

    desk = desk_of(workbook, cycle)
    result = readiness(desk.method, desk.answers)
    if as_json:
        print_json(result.to_json())
        return
    from smartcity_widgets.render_readiness import plain_readiness

    print_line(plain_readiness(desk.method, desk.answers, desk.words))
