"""One holder in the whole host; the lock ends with its holder, however that ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from departments.ledger import BookBusy
from storage.locks import PATIENCE, BookLock, NameLocks, Patience

if TYPE_CHECKING:
    from pathlib import Path

FORK = multiprocessing.get_context("fork")


def impatient(path: Path) -> BookLock:
    """A lock that is not waited for."""
    return BookLock(path, "rsj", patience=Patience(0.01))


def hold_for_ever(path: Path, told: int) -> None:
    """Take the lock, say so, and never give it back."""
    with BookLock(path, "rsj").held():
        os.write(told, b"!")
        signal.pause()


def test_a_second_holder_is_refused_by_the_books_name(tmp_path: Path) -> None:
    """Of the same object or another one; afterwards the lock is free."""
    lock = impatient(tmp_path / "lock")
    with lock.held():
        for other in (lock, impatient(tmp_path / "lock")):
            with pytest.raises(BookBusy, match="rsj"), other.held():
                pass
    with lock.held():
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    """The kernel gives the lock back."""
    reads, writes = os.pipe()
    holder = FORK.Process(target=hold_for_ever, args=(tmp_path / "lock", writes))
    holder.start()
    os.read(reads, 1)
    with pytest.raises(BookBusy), impatient(tmp_path / "lock").held():
        pass

    os.kill(holder.pid or 0, signal.SIGKILL)
    holder.join()

    with impatient(tmp_path / "lock").held():
        pass
    os.close(reads)
    os.close(writes)


def test_whoever_waits_gets_it_next(tmp_path: Path) -> None:
    """Ten threads with a lock each, one after the other."""
    inside = 0
    most = 0

    def enter() -> None:
        nonlocal inside, most
        with BookLock(tmp_path / "lock", "rsj").held():
            inside += 1
            most = max(most, inside)
            inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(10)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert most == 1


def test_whoever_waits_when_patience_ends_waits_no_longer(tmp_path: Path) -> None:
    """One for the file and two for the first of them; who comes later tries once, and gets what is free."""
    patience = Patience()
    lock, begun = BookLock(tmp_path / "lock", "rsj", patience=patience), time.monotonic()
    with BookLock(tmp_path / "lock", "rsj").held(), ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(lock.held().__enter__) for _ in range(3)]
        patience.end_within(0.2)
        ends = [each.exception() for each in waiting]
        with pytest.raises(BookBusy), lock.held():
            pass

    assert [BookBusy] * 3 == [type(each) for each in ends]
    assert 0.2 <= time.monotonic() - begun < PATIENCE / 2
    with lock.held():
        pass


def test_a_lock_file_taken_away_makes_no_second_holder_of_the_new_one(tmp_path: Path) -> None:
    """What counts is the file that has the name now."""
    path = tmp_path / "lock"
    with impatient(path).held():
        path.unlink()
        with impatient(path).held(), pytest.raises(BookBusy), impatient(path).held():
            pass


def test_an_exception_inside_gives_the_lock_back(tmp_path: Path) -> None:
    """Whatever went wrong."""
    lock = impatient(tmp_path / "lock")
    with pytest.raises(KeyError), lock.held():
        raise KeyError

    with lock.held():
        pass


def hold_a_name_for_ever(path: Path, told: int) -> None:
    """Take the lock of a name, say so, and never give it back."""
    with NameLocks(path, "tries").held("rsj"):
        os.write(told, b"!")
        signal.pause()


def test_a_name_has_one_holder_and_another_name_its_own(tmp_path: Path) -> None:
    """Threads keep each other out as processes do; names that nobody has leave nothing in the file."""
    locks = NameLocks(tmp_path / "names", "tries", patience=Patience(0.01))
    reads, writes = os.pipe()
    holder = FORK.Process(target=hold_a_name_for_ever, args=(tmp_path / "names", writes))
    holder.start()
    os.read(reads, 1)
    with pytest.raises(BookBusy), locks.held("rsj"):
        pass
    with locks.held("../\ud800 nobody"), pytest.raises(BookBusy), locks.held("../\ud800 nobody"):
        pass
    os.kill(holder.pid or 0, signal.SIGKILL)
    holder.join()
    os.close(reads)
    os.close(writes)

    with locks.held("rsj"), locks.held("wjw"):
        assert 0 == (tmp_path / "names").stat().st_size
