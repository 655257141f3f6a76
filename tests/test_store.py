"""The log, on SQLite and, where SMARTCITY_TEST_POSTGRES gives a URL, on PostgreSQL."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from writing import new_entry

from smartcity_widgets.errors import UnknownWorkbookError
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = os.environ.get("SMARTCITY_TEST_POSTGRES", "")
TESTS = Path(__file__).parent


@pytest.fixture(params=["sqlite", *(["postgresql"] if SERVER else [])])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'workbooks.sqlite'}"
        return
    from sqlalchemy import NullPool, create_engine

    schema = f"test_{secrets.token_hex(6)}"
    server = create_engine(SERVER.replace("://", "+psycopg://", 1), poolclass=NullPool)
    with server.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield f"{SERVER}?options=-csearch_path%3D{schema}"
    with server.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    server.dispose()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.close()


@pytest.mark.skipif(not SERVER, reason="SMARTCITY_TEST_POSTGRES names no database")
def test_postgresql_is_tested_too(request: pytest.FixtureRequest) -> None:
    assert "[postgresql" in "".join(one.nodeid for one in request.session.items)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        "unknown",
        "1250000.00",
        ["a", "b"],
        {"order": "1/2"},
        "café 😀 \u202e gnp",
        "a\ud800b",
        "\0",
        "\uffff",
        "</textarea><script>alert(1)</script>",
        "x" * 1_000_000,
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_a_value_comes_back_as_it_was_written(store: Store, value: object) -> None:
    written = store.append([new_entry(value, author="Ann\ud800\0é")])

    read = store.entries("namur")

    assert read == written
    assert read[0].value == value
    assert type(read[0].value) is type(value)
    assert read[0].author == "Ann\ud800\0é"


def test_every_member_of_an_entry_comes_back(store: Store) -> None:
    new = new_entry("x", cycle=3, respondent="r1", kind="draft", base=7, undoes=4)

    (entry,) = store.append([new])

    assert store.entries("namur") == [entry]
    for name in new.__dataclass_fields__:
        assert getattr(entry, name) == getattr(new, name)


def test_an_edit_sent_twice_is_stored_once(store: Store) -> None:
    (first,) = store.append([new_entry(1, edit="e")])

    again = store.append([new_entry(2, edit="e", author="Bob"), new_entry(3)])

    assert again[0] == first
    assert store.entries("namur") == [first, again[1]]


def test_an_edit_twice_in_one_batch_is_stored_once(store: Store) -> None:
    first, second = store.append([new_entry(1, edit="e"), new_entry(2, edit="e")])

    assert first == second
    assert store.entries("namur") == [first]


def test_a_batch_is_numbered_in_its_order(store: Store) -> None:
    values = list(range(1200))

    entries = store.append([new_entry(value) for value in values])

    assert [one.value for one in entries] == values
    assert [one.value for one in store.entries("namur")] == values
    assert [one.number for one in entries] == sorted(one.number for one in entries)


def test_nothing_appended_is_nothing_written(store: Store) -> None:
    assert store.append([]) == []
    assert store.last() == 0


def test_a_batch_is_written_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(TypeError):
        store.append([new_entry(1), new_entry(object())])

    assert store.entries("namur") == []


def test_what_is_not_json_is_not_written(store: Store) -> None:
    with pytest.raises(ValueError, match="JSON"):
        store.append([new_entry(float("nan"))])

    assert store.last() == 0


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def write_and_fail() -> None:
        with store.writing() as log:
            log.append([new_entry()])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()

    assert store.entries("namur") == []


def test_a_transaction_sees_what_it_wrote(store: Store) -> None:
    with store.writing() as log:
        written = log.append([new_entry()])
        seen = log.entries("namur")

    assert seen == written


def test_entries_are_those_of_a_workbook_and_cycle(store: Store) -> None:
    namur, liege, second = store.append(
        [new_entry(), new_entry(workbook="liege"), new_entry(cycle=2)]
    )

    assert store.entries("namur") == [namur, second]
    assert store.entries("namur", cycle=1) == [namur]
    assert store.entries("liege") == [liege]
    assert store.entries("nowhere") == []
    assert store.workbooks() == ["liege", "namur"]


def test_the_open_cycle_is_the_last_one(store: Store) -> None:
    store.append([new_entry(cycle=1), new_entry(cycle=2)])

    assert store.open_cycle("namur") == 2
    assert store.open_cycle("nowhere") == 1


def test_entries_begin_after_and_end_at_a_number(store: Store) -> None:
    one, two, three = store.append([new_entry(), new_entry(), new_entry()])

    assert store.entries("namur", after=one.number) == [two, three]
    assert store.entries("namur", until=two.number) == [one, two]
    assert store.entries("namur", after=one.number, until=two.number) == [two]


def test_the_last_number_is_of_a_workbook_or_of_all(store: Store) -> None:
    one, two = store.append([new_entry(), new_entry(workbook="liege")])

    assert store.last("namur") == one.number
    assert store.last() == two.number
    assert store.last("nowhere") == 0


def test_the_number_says_what_is_latest_whatever_the_clock_says(url: str) -> None:
    noon = datetime(2026, 3, 12, 12, tzinfo=UTC)
    times = iter([noon, noon - timedelta(days=1)])
    store = Store(url, clock=lambda: next(times))

    (late,) = store.append([new_entry("first")])
    (early,) = store.append([new_entry("second")])
    store.close()

    assert early.number > late.number
    assert late.time == noon
    assert early.time == noon - timedelta(days=1)


def test_times_are_utc(store: Store) -> None:
    store.append([new_entry()])

    (entry,) = store.entries("namur")

    assert entry.time is not None
    assert entry.time.utcoffset() == timedelta(0)
    assert abs(entry.time - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_removed_workbook_leaves_the_others(store: Store) -> None:
    _, liege = store.append([new_entry(), new_entry(workbook="liege")])

    store.remove("namur")

    assert store.workbooks() == ["liege"]
    assert store.entries("liege") == [liege]


def test_a_number_is_never_used_again(store: Store) -> None:
    (former,) = store.append([new_entry()])

    store.remove("namur")
    (entry,) = store.append([new_entry()])

    assert entry.number > former.number


def test_removing_an_unknown_workbook_is_refused(store: Store) -> None:
    store.append([new_entry()])

    with pytest.raises(UnknownWorkbookError) as refused:
        store.remove("namurr")

    assert refused.value.details == {"workbook": "namurr", "known": "namur"}
    assert store.workbooks() == ["namur"]


def test_a_store_keeps_its_id(store: Store, url: str) -> None:
    again = Store(url)

    assert again.id == store.id
    again.close()


def test_a_backup_says_what_the_store_says(store: Store, tmp_path: Path) -> None:
    store.append([new_entry(workbook="gone")])
    store.remove("gone")
    store.append([new_entry("a\ud800"), new_entry(workbook="liege")])

    copy = Store(f"sqlite:///{store.backup(tmp_path / 'copy.sqlite')}")

    assert copy.id == store.id
    assert copy.workbooks() == store.workbooks()
    assert copy.entries("namur") == store.entries("namur")
    assert copy.append([new_entry()])[0].number == store.append([new_entry()])[0].number
    copy.close()


def test_twenty_threads_lose_nothing(store: Store) -> None:
    def write(thread: int) -> list[int]:
        return [store.append([new_entry(f"{thread}/{n}")])[0].number for n in range(10)]

    with ThreadPoolExecutor(20) as threads:
        numbers = [number for some in threads.map(write, range(20)) for number in some]

    entries = store.entries("namur")
    assert sorted(numbers) == [one.number for one in entries]
    assert {one.value for one in entries} == {
        f"{t}/{n}" for t in range(20) for n in range(10)
    }


def test_eight_processes_lose_nothing(url: str) -> None:
    program = (
        "import sys\n"
        "from smartcity_widgets.store import Store\n"
        "from writing import new_entry\n"
        "store = Store(sys.argv[1])\n"
        "for n in range(25):\n"
        "    print(store.append([new_entry(f'{sys.argv[2]}/{n}')])[0].number)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, url, str(process)],
            cwd=TESTS,
            stdout=subprocess.PIPE,
            text=True,
        )
        for process in range(8)
    ]
    printed = [one.communicate()[0].split() for one in running]

    store = Store(url)
    entries = store.entries("namur")
    store.close()
    assert [one.returncode for one in running] == [0] * 8
    assert sorted(int(number) for some in printed for number in some) == [
        one.number for one in entries
    ]
    assert len(entries) == 8 * 25


def test_a_reader_never_misses_a_number_that_comes_late(store: Store) -> None:
    """What is read after the last number seen is complete, whoever writes meanwhile."""
    seen: list[int] = []
    with ThreadPoolExecutor(9) as threads:
        written = [
            threads.submit(lambda: [store.append([new_entry()]) for _ in range(15)])
            for _ in range(8)
        ]
        while not all(one.done() for one in written):
            after = seen[-1] if seen else 0
            seen += [one.number for one in store.entries("namur", after=after)]
    seen += [one.number for one in store.entries("namur", after=seen[-1] if seen else 0)]

    assert seen == [one.number for one in store.entries("namur")]
    assert len(seen) == 8 * 15
