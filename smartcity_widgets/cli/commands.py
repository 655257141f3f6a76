"""The commands: what each takes, calls and prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity_widgets.errors import DocumentError, UsageError
from smartcity_widgets.folder import author, make_folder, terms_of_system, working_folder
from smartcity_widgets.words import Words, languages, speaking, words

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.store import Store

__all__ = ["app"]


def _word(key: str) -> str:
    return words(speaking.get()).say(f"cli.{key}")


app = typer.Typer(
    name="smartcity",
    help=_word("help"),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_Id = Annotated[str, typer.Argument(metavar="ID", help=_word("id"), show_default=False)]
_Json = Annotated[bool, typer.Option("--json", help=_word("json"))]
_Cycle = Annotated[
    int | None, typer.Option("--cycle", metavar="N", min=1, help=_word("cycle"))
]
_Language = Annotated[
    str | None, typer.Option("--language", metavar="xx", help=_word("language"))
]


# Parts ------------------------------------------------------------------------------------


def _store() -> Store:
    from smartcity_widgets.store import Store, store_url

    folder = working_folder()
    return Store(store_url(folder), folder=folder)


def _desk(workbook: str, cycle: int | None = None, language: str | None = None) -> Desk:
    """Open a workbook, and speak its language from here on."""
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.errors import UnknownIdError
    from smartcity_widgets.method import load_method

    if language:
        speaking.set(_known_language(language))
    desk = Desk(
        _store(),
        workbook,
        method=load_method(),
        author=author(working_folder()),
        cycle=cycle,
    )
    if not language:
        speaking.set(desk.answers.language)
    if cycle is not None and not desk.history():
        raise UnknownIdError("unknown-cycle", cycle=cycle, workbook=workbook)
    return desk


def _known_language(language: str) -> str:
    if language not in languages():
        raise UsageError(
            "unknown-language", language=language, known=", ".join(languages())
        )
    return language


def _spoken() -> Words:
    return words(speaking.get())


def _json(document: object) -> None:
    from smartcity_widgets.exchange import dumps

    sys.stdout.write(dumps(document))


def _line(text: str) -> None:
    sys.stdout.write(text + "\n")


# Workbooks --------------------------------------------------------------------------------


@app.command("new", help=_word("new.help"))
def new(
    workbook: _Id,
    name: Annotated[
        str, typer.Option("--name", help=_word("new.name"), show_default=False)
    ],
    language: Annotated[
        str | None, typer.Option("--language", metavar="xx", help=_word("new.language"))
    ] = None,
    terms: Annotated[
        str | None, typer.Option("--terms", metavar="TERMS", help=_word("new.terms"))
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
        _store(),
        workbook,
        method=method,
        name=name.strip(),
        language=_known_language(language or speaking.get()),
        terms=terms,
        author=author(working_folder()),
    )
    _line(_spoken().say("cli.new.done", workbook=workbook, name=name.strip()))


@app.command("list", help=_word("list.help"))
def list_workbooks(*, as_json: _Json = False) -> None:
    """List the workbooks of the store."""
    desks = [_desk(one) for one in _store().workbooks()]
    if as_json:
        _json([_summary(one) for one in desks])
        return
    if not desks:
        _line(_spoken().say("cli.list.none"))
    for one in desks:
        row = _summary(one)
        _line(f"{row['id']}\t{row['name']}\t{row['language']}\t{row['changed']}")


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


@app.command("remove", help=_word("remove.help"))
def remove(workbook: _Id) -> None:
    """Remove a workbook from the store, after a backup of the store."""
    desk = _desk(workbook)
    kept = desk.store.backup(_backup_path())
    desk.store.remove(workbook)
    _line(_spoken().say("cli.remove.done", workbook=workbook, path=kept))


@app.command("import", help=_word("import.help"))
def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_word("import.file"))],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help=_word("import.replace"))
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
            _store(),
            document,
            load_method(),
            author=author(working_folder()),
            replace=replace,
        )
    )
    workbook = document["workbook"]["id"]
    _line(_spoken().count("cli.import.done", count, workbook=workbook))


@app.command("dump", help=_word("dump.help"))
def dump(
    workbook: _Id,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help=_word("dump.out"))
    ] = None,
    cycle: _Cycle = None,
) -> None:
    """Print a workbook as a document, or write it to a file."""
    from smartcity_widgets.exchange import dump as document_of
    from smartcity_widgets.exchange import dumps

    desk = _desk(workbook, cycle)
    text = dumps(document_of(desk.answers, desk.method))
    if out is None:
        sys.stdout.write(text)
        return
    _write(out, text)
    _line(str(out))


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


@app.command("schema", help=_word("schema.help"))
def schema() -> None:
    """Print the JSON Schema of the workbook document."""
    from smartcity_widgets.method import load_method
    from smartcity_widgets.schema import schema as schema_of

    _json(schema_of(load_method()))


@app.command("history", help=_word("history.help"))
def history(
    workbook: _Id,
    path: Annotated[
        str | None, typer.Option("--path", metavar="PATH", help=_word("history.path"))
    ] = None,
    cycle: _Cycle = None,
    *,
    as_json: _Json = False,
) -> None:
    """Print who changed what, when, from what to what."""
    import json

    desk = _desk(workbook, cycle)
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
        _json(rows)
        return
    for row in rows:
        change = " → ".join(
            json.dumps(row[name], ensure_ascii=False) for name in ("before", "value")
        )
        who = (
            f"{row['author']} ({row['respondent']})" if row["respondent"] else row["author"]
        )
        _line(
            f"{row['entry']}\t{row['time']}\t{who}\t{row['path']}\t{row['kind']}\t{change}"
        )


@app.command("backup", help=_word("backup.help"))
def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help=_word("backup.file"))
    ] = None,
) -> None:
    """Copy the whole store to a file, while it is in use or not."""
    _line(str(_store().backup(file or _backup_path())))


def _backup_path() -> Path:
    from datetime import UTC, datetime

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return working_folder() / "data" / "backups" / f"workbooks-{stamp}.sqlite"


@app.command("score", help=_word("score.help"))
def score(workbook: _Id, cycle: _Cycle = None, *, as_json: _Json = False) -> None:
    """Print the readiness of a workbook."""
    from smartcity_widgets.analysis.readiness import readiness

    desk = _desk(workbook, cycle)
    result = readiness(desk.method, desk.answers)
    if as_json:
        _json(result.to_json())
        return
    from smartcity_widgets.render_readiness import plain_readiness

    _line(plain_readiness(desk.method, desk.answers, desk.words))


# Reports ----------------------------------------------------------------------------------


@app.command("export", help=_word("export.help"))
def export(  # noqa: PLR0917 - Typer takes the options from this signature
    workbook: _Id,
    phase: Annotated[
        list[str] | None,
        typer.Option("--phase", metavar="PHASE", help=_word("export.phase")),
    ] = None,
    kind: Annotated[str, typer.Option("--format", help=_word("export.format"))] = "html",
    language: _Language = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=_word("export.out"))
    ] = None,
    cycle: _Cycle = None,
    *,
    internal: Annotated[
        bool, typer.Option("--internal", help=_word("export.internal"))
    ] = False,
    draft: Annotated[bool, typer.Option("--draft", help=_word("export.draft"))] = False,
) -> None:
    """Write the reports of a workbook and print their paths."""
    from smartcity_widgets.report import Request, export

    if kind != "html":
        raise UsageError("unknown-format", format=kind, known="html")
    desk = _desk(workbook, cycle, language)
    folder = working_folder()
    result = export(
        Request(
            folder=folder,
            workbook=workbook,
            phases=tuple(phase or ()),
            language=language or desk.answers.language,
            out=out or folder / "exports",
            cycle=desk.answers.cycle,
            entry=desk.answers.entry,
            internal=internal,
            draft=draft,
        )
    )
    for path in result.paths:
        _line(str(path))
    for note in result.notes:
        sys.stderr.write(note + "\n")


# The working folder -----------------------------------------------------------------------


@app.command("init", help=_word("init.help"))
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_word("init.folder"))],
) -> None:
    """Make a working folder."""
    made = make_folder(folder)
    spoken = _spoken()
    _line(spoken.say("cli.init.done", path=made.folder))
    if made.kept:
        _line(spoken.count("cli.init.kept", len(made.kept)))


@app.command("lab", help=_word("lab.help"))
def lab(
    *,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help=_word("lab.browser"))
    ] = True,
    notebook: Annotated[
        str, typer.Option("--notebook", metavar="NAME", help=_word("lab.notebook"))
    ] = "00-context.ipynb",
) -> None:
    """Open JupyterLab on the workbook."""
    from smartcity_widgets.lab import open_lab

    raise typer.Exit(open_lab(working_folder(), notebook=notebook, browser=browser))


@app.command("doctor", help=_word("doctor.help"))
def doctor(*, as_json: _Json = False) -> None:
    """Say what does not fit on this machine, and its fix."""
    from smartcity_widgets.doctor import examine

    spoken = _spoken()
    checks = examine(working_folder(), spoken)
    if as_json:
        _json([one.to_json() for one in checks])
    else:
        for one in checks:
            _line(f"{spoken.say(f'doctor.{one.state}')}\t{one.sentence}")
            if one.fix:
                _line(f"\t→ {one.fix}")
    if any(one.state == "error" for one in checks):
        raise typer.Exit(1)
