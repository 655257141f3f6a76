"""A workbook with its attached files goes elsewhere and comes back, or is refused whole."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from attachable import PDF, photo, png

from smartcity_widgets.attaching import attach, files_of
from smartcity_widgets.attachments import accept
from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import DocumentError, SmartcityError
from smartcity_widgets.exchange import (
    attached_to,
    dump,
    dumps,
    import_bundle,
    open_bundle,
    write_bundle,
)
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

METHOD = load_method()
STEP = "political-will"


def store_in(folder):
    return Store(f"sqlite:///{folder / 'data' / 'workbooks.sqlite'}", folder=folder)


@pytest.fixture
def desk(tmp_path):
    """A workbook to which a photo and a PDF are attached."""
    store = store_in(tmp_path / "one")
    named = {"name": "Namur", "language": "fr", "terms": "be", "author": "ann"}
    create(store, "namur", method=METHOD, **named)
    one = Desk(store, "namur", method=METHOD, author="ann")
    attach(one, STEP, photo(), "Atelier.jpg", people=False)
    attach(one, "team", PDF, "Charte.pdf")
    return one


def bundled(desk):
    file = BytesIO()
    document = dump(desk.answers, METHOD)
    missing = write_bundle(file, document, METHOD, files_of(desk.store, desk.id).read)
    return file.getvalue(), missing


def imported(folder, data):
    """Import a bundle into a store of its own; return what it then holds."""
    path = folder / "bundle.zip"
    folder.mkdir(exist_ok=True)
    path.write_bytes(data)
    store = store_in(folder)
    with open_bundle(path, METHOD) as bundle:
        import_bundle(store, bundle, METHOD, author="bob")
    return Desk(store, "namur", method=METHOD, author="bob")


def test_a_bundle_imported_elsewhere_and_dumped_is_the_same_bytes(desk, tmp_path):
    data, missing = bundled(desk)
    there = imported(tmp_path / "two", data)

    assert missing == ()
    assert bundled(there) == (data, ())
    assert bundled(desk)[0] == data


def test_it_holds_the_document_and_the_files_and_nothing_else(desk):
    with zipfile.ZipFile(BytesIO(bundled(desk)[0])) as archive:
        names = archive.namelist()
        document = json.loads(archive.read("workbook.json"))

    known = attached_to(document, METHOD)
    assert len(known) == 2
    assert names == ["workbook.json", *(f"attachments/{one}" for one in known)]


def test_a_file_that_is_not_there_is_told_and_the_rest_goes(desk, tmp_path):
    files = files_of(desk.store, desk.id)
    gone = next(one for one in files.names() if one.endswith("pdf"))
    files.forget(gone)

    data, missing = bundled(desk)

    assert missing == (gone,)
    there = imported(tmp_path / "two", data)
    assert attached_to(dump(there.answers, METHOD), METHOD) == attached_to(
        dump(desk.answers, METHOD), METHOD
    )
    assert files_of(there.store, "namur").shown(gone).size is None


def rezipped(data, change):
    """The same archive with entries added, changed or taken away."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = {one: archive.read(one) for one in archive.namelist()}
    change(entries)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def first(entries):
    return next(one for one in entries if one.endswith(".jpg"))


CHANGES = {
    "a path outside": lambda zipped: zipped.update({"../evil.jpg": b"x"}),
    "an absolute path": lambda zipped: zipped.update({"/tmp/evil": b"x"}),  # noqa: S108
    "another folder": lambda zipped: zipped.update({"attachments/a/b.jpg": b"x"}),
    "a script": lambda zipped: zipped.update({"run.py": b"x"}),
    "a file nobody names": lambda zipped: zipped.update(
        {f"attachments/{accept(png(), 'a').name}": accept(png(), "a").content}
    ),
    "another content": lambda zipped: zipped.update({first(zipped): photo()}),
    "no document": lambda zipped: zipped.pop("workbook.json"),
    "no JSON": lambda zipped: zipped.update({"workbook.json": b"{"}),
    "a document with an unknown step": lambda zipped: zipped.update(
        {"workbook.json": zipped["workbook.json"].replace(b'"team"', b'"taem"')}
    ),
    "a bomb as a picture": lambda zipped: zipped.update({first(zipped): bytes(90_000_000)}),
    "a bomb as the document": lambda zipped: zipped.update(
        {"workbook.json": b" " * 60_000_000}
    ),
    "too many": lambda zipped: zipped.update(
        {f"attachments/{number:064x}.jpg": b"" for number in range(600)}
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_bundle_that_is_not_sound_is_refused_whole(desk, tmp_path, name):
    data = rezipped(bundled(desk)[0], CHANGES[name])

    with pytest.raises(SmartcityError) as refused:
        imported(tmp_path / "two", data)

    for language in ("en", "fr"):
        assert len(refused.value.sentence(language)) < 400
    store = store_in(tmp_path / "two")
    assert store.workbooks() == []
    assert not (tmp_path / "two" / "data" / "attachments" / "namur").exists()


BROKEN = {
    "cut": lambda data: data[:-30],
    "only its end": lambda data: data[-22:],
    "a comment": lambda data: data + b"x",
    "a hole": lambda data: data[:200] + bytes(400) + data[600:],
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_archive_that_is_damaged_is_refused_in_a_sentence(desk, tmp_path, name):
    with pytest.raises(SmartcityError) as refused:
        imported(tmp_path / "two", BROKEN[name](bundled(desk)[0]))

    assert refused.value.sentence("fr")


def test_what_an_entry_declares_is_not_believed(desk, tmp_path):
    """An entry that says it is small, and is not."""
    data = rezipped(
        bundled(desk)[0], lambda zipped: zipped.update({"workbook.json": b" " * 51_000_000})
    )
    declared = struct.pack("<L", 51_000_000)
    lying = data.replace(declared, struct.pack("<L", 9_000))
    assert lying != data

    with pytest.raises(DocumentError):
        imported(tmp_path / "two", lying)


def test_files_that_were_there_stay_when_a_bundle_is_refused(desk):
    files = files_of(desk.store, desk.id)
    before = files.names()
    path = desk.store.folder / "bundle.zip"
    path.write_bytes(bundled(desk)[0])

    with (
        open_bundle(path, METHOD) as bundle,
        pytest.raises(DocumentError, match="already"),
    ):
        import_bundle(desk.store, bundle, METHOD, author="bob")

    assert files.names() == before


@pytest.mark.parametrize("name", [one for one in CHANGES if "bomb" in one])
def test_a_bomb_is_not_unpacked_to_its_end(desk, tmp_path, name):
    with pytest.raises(DocumentError) as refused:
        imported(tmp_path / "two", rezipped(bundled(desk)[0], CHANGES[name]))

    assert refused.value.rule == "bundle-too-large"


def test_files_that_were_not_there_are_gone_when_a_bundle_is_refused(desk):
    files = files_of(desk.store, desk.id)
    path = desk.store.folder / "bundle.zip"
    path.write_bytes(bundled(desk)[0])
    for name in files.names():
        files.forget(name)

    with open_bundle(path, METHOD) as bundle, pytest.raises(DocumentError):
        import_bundle(desk.store, bundle, METHOD, author="bob")

    assert files.names() == ()


def test_a_document_without_its_files_is_accepted(desk, tmp_path):
    from smartcity_widgets.exchange import import_document

    store = store_in(tmp_path / "two")
    document = dump(desk.answers, METHOD)

    import_document(store, document, METHOD, author="bob")

    there = Desk(store, "namur", method=METHOD, author="bob")
    assert dumps(dump(there.answers, METHOD)) == dumps(document)
    assert files_of(store, "namur").names() == ()


def test_the_list_of_an_archive_is_not_read_before_it_is_counted(tmp_path):
    head = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 501, 501, 46 * 501, 0, 0)
    path = tmp_path / "bundle.zip"
    path.write_bytes(bytes(46 * 501) + head)

    with pytest.raises(DocumentError, match="500"), open_bundle(path, METHOD):
        pass


def test_an_archive_packed_by_a_person_is_read_too(desk, tmp_path):
    data = rezipped(bundled(desk)[0], lambda zipped: zipped.update({"attachments/": b""}))

    assert imported(tmp_path / "two", data).answers.name == "Namur"
    assert zlib.crc32(data)
