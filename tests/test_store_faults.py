"""What can go wrong with the one file: a plain sentence, and nothing destroyed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from writing import new_entry

from smartcity_widgets.errors import (
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from smartcity_widgets.store import Store, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a store that holds 300 entries."""
    path = tmp_path / "data" / "workbooks.sqlite"
    store = Store(f"sqlite:///{path}")
    store.append([new_entry(f"{n} {'x' * 200}") for n in range(300)])
    store.close()
    return path


def opened(file: Path, patience: float = 0.05) -> Store:
    return Store(f"sqlite:///{file}", patience=patience)


@contextmanager
def locked(file: Path, how: str) -> Iterator[None]:
    """Keep a store locked as another program would."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")


# Locked ----------------------------------------------------------------------------------


def test_a_store_that_another_program_writes_can_be_read(file: Path) -> None:
    store = opened(file)

    with locked(file, "IMMEDIATE"):
        read = store.entries("namur")

    assert len(read) == 300


def test_a_locked_store_is_said_so_and_works_afterwards(file: Path) -> None:
    store = opened(file)

    with (
        locked(file, "IMMEDIATE"),
        pytest.raises(StoreLockedError, match="another program keeps the store locked"),
    ):
        store.append([new_entry()])

    store.append([new_entry()])
    assert len(store.entries("namur")) == 301


def test_a_store_locked_for_reading_too_is_said_so(file: Path) -> None:
    store = opened(file)

    with locked(file, "EXCLUSIVE"):
        with pytest.raises(StoreLockedError):
            store.entries("namur")
        with pytest.raises(StoreLockedError):
            opened(file)
        with pytest.raises(StoreLockedError):
            store.backup(file.with_name("copy.sqlite"))

    assert len(store.entries("namur")) == 300
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_store_waits_for_another_program(file: Path) -> None:
    store = opened(file, patience=10)
    release = threading.Event()
    taken = threading.Event()

    def write() -> None:
        with locked(file, "EXCLUSIVE"):
            taken.set()
            release.wait()

    other = threading.Thread(target=write)
    other.start()
    taken.wait()
    threading.Timer(0.2, release.set).start()
    store.append([new_entry()])
    other.join()

    assert store.last() == 301


# Damaged, foreign, newer, moved ----------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"This is a letter, not a store.\n" * 100,
        lambda content: b"\0" * len(content),
        lambda content: content[: len(content) // 2],
        lambda content: content[:4096] + b"\xff" * (len(content) - 4096),
    ],
    ids=["a letter", "zeros", "half of it", "overwritten"],
)
def test_a_damaged_store_is_said_so_and_left_as_it_is(
    file: Path, damage: Callable[[bytes], bytes]
) -> None:
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)

    with pytest.raises(StoreCorruptError, match="put your latest backup in its place"):
        opened(file).entries("namur")
    with pytest.raises(StoreCorruptError):
        opened(file).append([new_entry()])

    assert file.read_bytes() == damaged


def test_a_backup_of_a_damaged_store_is_refused(file: Path) -> None:
    store = opened(file)
    content = bytearray(file.read_bytes())
    content[5 * 4096 : 9 * 4096] = b"\xff" * 4 * 4096
    file.write_bytes(content)

    with pytest.raises(StoreCorruptError):
        store.backup(file.with_name("copy.sqlite"))

    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").touch()

    store = opened(tmp_path / "a.sqlite")

    assert store.workbooks() == []


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "photos.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE entries (photo)")
        other.commit()
    content = file.read_bytes()

    with pytest.raises(StoreCorruptError, match="belongs to another program"):
        opened(file)

    assert file.read_bytes() == content


def test_a_store_of_a_newer_version_is_left_alone(file: Path) -> None:
    set_schema(file, tables.SCHEMA + 1)
    content = file.read_bytes()

    with pytest.raises(StoreTooNewError, match="a newer version of this program"):
        opened(file)

    assert file.read_bytes() == content


def test_a_store_moved_away_is_not_begun_again_empty(file: Path) -> None:
    store = opened(file)
    moved = file.rename(file.with_name("moved.sqlite"))

    with pytest.raises(StoreError, match="the file was not moved"):
        store.append([new_entry()])

    assert not file.exists()
    assert len(opened(moved).entries("namur")) == 300


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        opened(tmp_path)


def test_a_file_is_not_a_folder(file: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        opened(file / "workbooks.sqlite")


# Read-only -------------------------------------------------------------------------------


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Copy a folder to where its owner may only read it."""
    with tempfile.TemporaryDirectory() as public:
        copy = Path(public) / "copy"
        shutil.copytree(folder, copy)
        Path(public).chmod(0o755)
        for one in copy.rglob("*"):
            one.chmod(0o555 if one.is_dir() else 0o444)
        copy.chmod(0o555)
        yield copy
        copy.chmod(0o755)


def as_nobody(act: Callable[[], object]) -> str:
    """Return what goes wrong when somebody without rights does something."""
    if os.geteuid() != 0:
        return complaint_of(act)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setuid(NOBODY)
            os.write(writing, complaint_of(act).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        return pipe.read()


def complaint_of(act: Callable[[], object]) -> str:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - that is what is looked at
        return f"{type(error).__name__}: {error}"
    return ""


@pytest.mark.skipif(os.name == "nt", reason="folders are protected otherwise on Windows")
def test_a_store_in_a_read_only_folder_can_be_read(file: Path) -> None:
    with read_only(file.parent) as folder:
        copy = folder / file.name
        reading = as_nobody(lambda: opened(copy).entries("namur"))
        writing = as_nobody(lambda: opened(copy).append([new_entry()]))

        assert reading == ""
        assert writing.startswith(f"{StoreReadOnlyError.__name__}: {copy}: this file or")
        assert copy.read_bytes() == file.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="folders are protected otherwise on Windows")
def test_a_store_cannot_be_made_in_a_read_only_folder(file: Path) -> None:
    with read_only(file.parent) as folder:
        beside = as_nobody(lambda: opened(folder / "new.sqlite"))
        below = as_nobody(lambda: opened(folder / "data" / "new.sqlite"))
        copy = as_nobody(lambda: opened(folder / file.name).backup(folder / "copy.sqlite"))

        assert {one.partition(":")[0] for one in (beside, below, copy)} == {
            StoreReadOnlyError.__name__
        }
        assert [one.name for one in folder.iterdir()] == [file.name]


# Full ------------------------------------------------------------------------------------


def test_a_full_disk_is_said_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = tables._connect

    def on_a_full_disk(file: Path, patience: float) -> sqlite3.Connection:
        connection = connect(file, patience)
        connection.execute("PRAGMA max_page_count=1")  # as many as there are already
        return connection

    monkeypatch.setattr(tables, "_connect", on_a_full_disk)
    store = opened(file)

    with pytest.raises(StoreFullError, match="the disk is full"):
        store.append([new_entry("x" * 100_000)])

    assert len(store.entries("namur")) == 300


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk"
)
def test_a_small_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    mount = [
        shutil.which("mount"),
        "-t",
        "tmpfs",
        "-o",
        "size=256k",
        "tmpfs",
        str(tmp_path),
    ]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        store = opened(tmp_path / "a.sqlite")
        kept = []
        with pytest.raises(StoreFullError):  # noqa: PT012 - it fails when the disk is full
            while True:
                kept += store.append([new_entry("x" * 5000)])

        assert kept
        assert store.entries("namur") == kept
        with pytest.raises(StoreError):
            store.backup(tmp_path / "copy.sqlite")
        assert [one.name for one in tmp_path.iterdir()] == ["a.sqlite"]
        store.close()
    finally:
        subprocess.run([shutil.which("umount"), str(tmp_path)], check=True)


# Copies ----------------------------------------------------------------------------------


def test_a_backup_never_overwrites(file: Path) -> None:
    letter = file.with_name("letter.txt")
    letter.write_text("Dear Anne")

    for target in (letter, file, file.parent):
        with pytest.raises(StoreError, match="a backup never overwrites"):
            opened(file).backup(target)

    assert letter.read_text() == "Dear Anne"
    assert len(opened(file).entries("namur")) == 300


def test_a_backup_makes_its_folder(file: Path) -> None:
    copy = opened(file).backup(file.parent / "backups" / "a.sqlite")

    assert len(opened(copy).entries("namur")) == 300
    assert [one.name for one in copy.parent.iterdir()] == ["a.sqlite"]


def test_a_backup_is_whole_while_others_write(file: Path) -> None:
    store = opened(file, patience=10)
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            store.append([new_entry(), new_entry()])

    writer = threading.Thread(target=write)
    writer.start()
    copies = [store.backup(file.with_name(f"{n}.sqlite")) for n in range(20)]
    done.set()
    writer.join()

    everything = store.entries("namur")
    for one in copies:
        entries = opened(one).entries("namur")
        assert entries == everything[: len(entries)]
        assert len(entries) % 2 == 0


def test_the_file_copied_alone_is_whole(file: Path, tmp_path: Path) -> None:
    store = opened(file)
    written = store.append([new_entry()])

    copy = shutil.copy(file, tmp_path / "stick.sqlite")

    assert opened(Path(copy)).entries("namur")[-1:] == written


def test_what_was_removed_is_not_in_the_file(file: Path) -> None:
    store = opened(file)
    store.append([new_entry("a secret of Liege", workbook="liege")])
    assert b"a secret of Liege" in file.read_bytes()

    store.remove("liege")

    assert b"a secret of Liege" not in file.read_bytes()


# Older -----------------------------------------------------------------------------------


def set_schema(file: Path, version: int) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE meta SET value=? WHERE name='schema'", [str(version)])
        connection.commit()


def add_place(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE entries ADD COLUMN place TEXT")


def fail(connection: Connection) -> None:
    add_place(connection)
    connection.exec_driver_sql("ALTER TABLE nowhere ADD COLUMN place TEXT")


def columns_of(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(entries)")]


def test_an_older_store_is_migrated_after_a_copy(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "SCHEMA", 3)
    monkeypatch.setattr(tables, "MIGRATIONS", {1: add_place, 2: lambda _: None})

    store = opened(file)

    (copy,) = file.parent.glob("workbooks.schema-1.*.sqlite")
    assert "place" in columns_of(file)
    assert "place" not in columns_of(copy)
    assert len(store.entries("namur")) == 300
    assert store.id == opened(file).id
    assert list(file.parent.glob("*schema*")) == [copy]
    monkeypatch.undo()
    assert len(opened(copy).entries("namur")) == 300


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = file.read_bytes()
    monkeypatch.setattr(tables, "SCHEMA", 2)
    monkeypatch.setattr(tables, "MIGRATIONS", {1: fail})

    with pytest.raises(StoreError, match="no such table: nowhere"):
        opened(file)

    assert file.read_bytes() == content
    assert len(list(file.parent.glob("workbooks.schema-1.*.sqlite"))) == 1


def test_stores_opened_at_once_are_made_once(tmp_path: Path) -> None:
    stores: list[Store] = []
    together = threading.Barrier(8)

    def open_one() -> None:
        together.wait()
        stores.append(opened(tmp_path / "a.sqlite", patience=10))

    threads = [threading.Thread(target=open_one) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len({one.id for one in stores}) == 1
    assert len(stores) == 8
