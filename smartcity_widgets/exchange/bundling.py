"""A workbook in one file with what is attached to it: a zip of the document and the files.

The same workbook gives the same bytes: sorted, one date, nothing packed (pictures and PDFs
are already). Reading trusts nothing that the archive declares: it may hold the document and
files named by their hash and nothing else, every byte is counted as it is read, and each
file is looked at again as when it was attached. It is refused whole, before anything is
written.
"""

from __future__ import annotations

import re
import struct
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NoReturn

from smartcity_widgets.attachments import MOST_BYTES, Files, check_kept
from smartcity_widgets.errors import DocumentError
from smartcity_widgets.values.limits import ATTACHMENT

from .importing import import_document
from .reading import read
from .refusal import shown
from .shape import answered_steps
from .text import dumps, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from smartcity_widgets.attachments import Accepted
    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Method
    from smartcity_widgets.store import Store

__all__ = [
    "Bundle",
    "attached_to",
    "import_bundle",
    "is_bundle",
    "open_bundle",
    "write_bundle",
]

DOCUMENT = "workbook.json"
FOLDER = "attachments/"
REPORT = re.compile(r"reports/[a-z0-9][a-z0-9./-]{0,120}\.html")
"""What a bundle may hold to be read by people: nothing of it is imported."""

_MOST_ENTRIES = 500
_MOST_DOCUMENT = 50_000_000
_MOST_TOTAL = 500_000_000
_MOST_DIRECTORY = 200_000
_PART = 1 << 16
_DAWN = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name
_READABLE = 0o644 << 16
_UNIX = 3
_ENCRYPTED = 1
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_END = struct.Struct("<4s4H2LH")
_END_64 = b"PK\x06\x07"
_END_64_LENGTH = 20


def attached_to(document: Mapping[str, Any], method: Method) -> tuple[str, ...]:
    """Return the names of the files that a document says are attached, sorted.

    What is not as it should be in a document is passed over: its import says so.
    """
    cycles = [document, *map(_members, _lines(document.get("cycles")))]
    cells = {
        row.get(column.id)
        for answers in (_members(one.get("answers")) for one in cycles)
        for step in answered_steps(method).values()
        for table in step.questions
        for column in table.columns
        if column.kind == "attachment"
        for row in map(_members, _lines(_members(answers.get(step.id)).get(table.id)))
        if isinstance(row.get(column.id), str)
    }
    return tuple(sorted(one for one in cells if one and ATTACHMENT.fullmatch(one)))


def _members(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _lines(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def write_bundle(
    file: IO[bytes],
    document: Mapping[str, Any],
    method: Method,
    content_of: Callable[[str], bytes | None],
    *,
    reports: Mapping[str, bytes] | None = None,
) -> tuple[str, ...]:
    """Write a document with its files; return the names of those that are missing.

    Parameters
    ----------
    content_of
        Gives the content of an attached file by its name; None where it is not there.
    reports
        What stands beside it to be read: ``reports/…html`` to its content.
    """
    missing = []
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_entry(DOCUMENT), dumps(document).encode("utf-8"))
        for name in attached_to(document, method):
            content = content_of(name)
            if content is None:
                missing.append(name)
            else:
                archive.writestr(_entry(f"{FOLDER}{name}"), content)
        for name, content in sorted((reports or {}).items()):
            archive.writestr(_entry(name), content)
    return tuple(missing)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_DAWN)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry


def is_bundle(start: bytes) -> bool:
    """Whether a file that begins so is an archive rather than a document."""
    return start.startswith(_STARTS)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read whole: its document, and the names of its files."""

    document: dict[str, Any]
    names: tuple[str, ...]
    _archive: zipfile.ZipFile

    def files(self) -> Iterator[Accepted]:
        """Yield its files, each looked at as when it was attached."""
        for name in self.names:
            entry = self._archive.getinfo(f"{FOLDER}{name}")
            yield check_kept(_content(self._archive, entry, MOST_BYTES), name)


@contextmanager
def open_bundle(path: Path, method: Method) -> Iterator[Bundle]:
    """Open a bundle, when all of it was read and found sound.

    Raises
    ------
    DocumentError
        If the archive is damaged, too large, or holds anything else; if its document is no
        JSON, or names none of a file in it.
    AttachmentError
        If a file is not what its name says, or would not be accepted.
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        _check_directory(file)
        try:
            archive = zipfile.ZipFile(file)
        except Exception as error:  # a damaged archive raises anything
            raise DocumentError("bundle-broken") from error
        with archive:
            names = _names(archive.infolist())
            document = _document(archive)
            known = attached_to(document, method)
            stray = next((one for one in names if one not in known), None)
            if stray is not None:
                raise DocumentError("bundle-stray", name=f"{FOLDER}{stray}")
            bundle = Bundle(document, names, archive)
            total = 0
            for one in bundle.files():
                total += len(one.content)
                if total > _MOST_TOTAL:
                    _refuse_large(_MOST_TOTAL)
            yield bundle


def _check_directory(file: IO[bytes]) -> None:
    """Look at the size of an archive's list before it is read into memory."""
    size = file.seek(0, 2)
    if size > _MOST_TOTAL + _MOST_DOCUMENT:
        _refuse_large(_MOST_TOTAL)
    tail = _END.size + _END_64_LENGTH
    file.seek(max(0, size - tail))
    end = file.read(tail)
    if len(end) < _END.size or end[: -_END.size].startswith(_END_64):
        raise DocumentError("bundle-broken")
    mark, _, _, _, entries, length, _, _ = _END.unpack(end[-_END.size :])
    if mark != _STARTS[1]:
        raise DocumentError("bundle-broken")
    if entries > _MOST_ENTRIES or length > _MOST_DIRECTORY:
        raise DocumentError("bundle-entries", most=_MOST_ENTRIES)
    file.seek(0)


def _names(entries: list[zipfile.ZipInfo]) -> tuple[str, ...]:
    """Return the names of the files; refuse an archive that holds anything else."""
    entries = [one for one in entries if not REPORT.fullmatch(one.filename)]
    names = [one.filename for one in entries if one.filename != FOLDER]
    for entry in entries:
        name = entry.filename
        known = name in {DOCUMENT, FOLDER} or (
            name.startswith(FOLDER) and ATTACHMENT.fullmatch(name.removeprefix(FOLDER))
        )
        plain = entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if not known or not plain or entry.flag_bits & _ENCRYPTED:
            raise DocumentError("bundle-stray", name=shown(name))
    if len(names) > _MOST_ENTRIES:
        raise DocumentError("bundle-entries", most=_MOST_ENTRIES)
    if len(set(names)) < len(names) or DOCUMENT not in names:
        raise DocumentError("bundle-no-document", name=DOCUMENT)
    return tuple(sorted(one.removeprefix(FOLDER) for one in names if one != DOCUMENT))


def _document(archive: zipfile.ZipFile) -> dict[str, Any]:
    content = _content(archive, archive.getinfo(DOCUMENT), _MOST_DOCUMENT)
    try:
        return read_document(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DocumentError("document-not-utf8", path=DOCUMENT) from error


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Return what an entry holds, counted as it comes: what it declares is not believed."""
    parts, length = [], 0
    try:
        with archive.open(entry) as opened:
            while part := opened.read(_PART):
                length += len(part)
                if length > most:
                    _refuse_large(most)
                parts.append(part)
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError("bundle-broken") from error
    return b"".join(parts)


def _refuse_large(most: int) -> NoReturn:
    raise DocumentError("bundle-too-large", most=most // 1_000_000)


def import_bundle(
    store: Store, bundle: Bundle, method: Method, *, author: str, replace: bool = False
) -> list[Entry]:
    """Keep the files of a bundle, then import its document; both or none.

    Raises
    ------
    DocumentError, AttachmentError, StoreError
        As `import_document`; the store and its files are as before.
    """
    workbook = read(bundle.document, method).workbook
    kept_in = Files.of(workbook, store=store.address.file, root=store.folder)
    new: list[str] = []
    try:
        new.extend(one.name for one in bundle.files() if kept_in.keep(one))
        return import_document(
            store, bundle.document, method, author=author, replace=replace
        )
    except BaseException:
        for name in new:
            kept_in.forget(name)
        raise
