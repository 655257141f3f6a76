"""Where a log is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from writing import new_entry

from smartcity_widgets.errors import StoreError
from smartcity_widgets.store import Address, Store, store_url

FOLDERS = [
    "with spaces",
    "été à Liège",
    "100%",
    "%41",
    "a#b",
    "a+b",
    "it's",
    "日本",
    *(
        []
        if os.name == "nt"
        else ["what?", "a?mode=memory&cache=shared", "back\\slash", '"']
    ),
]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()

    store = Store(store_url(folder))
    store.append([new_entry()])
    store.close()

    assert sorted(folder.rglob("*")) == [
        folder / "data",
        folder / "data" / "workbooks.sqlite",
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own limit")
def test_a_long_path_works(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 400:
        folder /= "x" * min(60, 401 - len(str(folder)))

    store = Store(store_url(folder))
    store.append([new_entry()])
    copy = store.backup(folder / "copy.sqlite")
    store.close()

    assert copy.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own limit")
def test_a_path_too_long_for_sqlite_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["é" * 100] * 3)

    with pytest.raises(StoreError, match="bytes long and SQLite opens no more than 500"):
        store_url(folder)


def test_the_store_of_a_folder_is_its_own(tmp_path: Path) -> None:
    assert store_url(tmp_path) == f"sqlite:///{tmp_path / 'data' / 'workbooks.sqlite'}"


def test_a_relative_path_is_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setenv("SMARTCITY_STORE", "sqlite:///own/my store.sqlite")

    store = Store("sqlite:///own/my store.sqlite")
    store.close()

    expected = tmp_path / "own" / "my store.sqlite"
    assert store.address.file == expected
    assert expected.exists()
    assert store_url(tmp_path) == f"sqlite:///{expected}"


def test_an_absolute_path_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "elsewhere" / "a.sqlite"
    monkeypatch.setenv("SMARTCITY_STORE", f"sqlite:///{file}")

    assert store_url(tmp_path / "work") == f"sqlite:///{file}"


def test_an_empty_variable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_STORE", "")

    assert store_url(tmp_path).endswith("workbooks.sqlite")


@pytest.mark.parametrize(
    "url",
    [
        "data/workbooks.sqlite",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "mysql://someone:secret@host/base",
    ],
)
def test_an_address_we_do_not_know_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError, match="is not an address of a store") as refused:
        Store(url, folder=tmp_path)

    assert "secret" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_never_shown() -> None:
    address = Address.of("postgresql://anne:p@ss:w/rd@host:5432/base", Path.cwd())

    assert address.shown == "postgresql+psycopg://anne:***@host:5432/base"


def test_a_server_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")

    with pytest.raises(StoreError, match="does not answer") as refused:
        Store("postgresql://anne:secret@127.0.0.1:1/base", folder=tmp_path, patience=1)

    assert "secret" not in str(refused.value)


def test_a_missing_driver_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=r"pip install 'smartcity-widgets\[postgresql\]'"):
        Store("postgresql://127.0.0.1/base")


def test_sqlalchemy_is_loaded_only_when_a_store_is_opened() -> None:
    program = (
        "import sys, smartcity_widgets.store, smartcity_widgets.exchange\n"
        "assert 'sqlalchemy' not in sys.modules"
    )

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0
