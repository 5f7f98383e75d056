"""Seats: so many sessions an account, over processes, and given back however a holder ends."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from departments.ledger import WritingStopped
from departments.refusals import NotFound
from storage.seats import DiskSeats
from tests.architecture.source_tree import ROOT

HOLDING = """
import sys
from pathlib import Path
from storage.seats import DiskSeats
with DiskSeats(Path(sys.argv[1])).taken("rsj", 1) as is_free:
    print(is_free, flush=True)
    sys.stdin.read()
"""


def holding(data: Path) -> subprocess.Popen[str]:
    """Another process that holds the account's only seat, and has said so."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(data)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert "True" == process.stdout.readline().strip()
    return process


def is_free(data: Path, account: str = "rsj", among: int = 1) -> bool:
    """Whether there is a seat just now."""
    with DiskSeats(data).taken(account, among) as free:
        return free


def test_an_account_has_so_many_seats_and_each_is_given_back(tmp_path: Path) -> None:
    """The one after the last is refused; other accounts have their own, also one whose name begins the same."""
    seats = DiskSeats(tmp_path)
    with ExitStack() as held:
        taken = [held.enter_context(seats.taken("rsj", 4)) for _ in range(5)]
        others = [is_free(tmp_path, "wjw", 4), is_free(tmp_path, "rsj.2", 4)]

    assert [True] * 4 + [False] == taken
    assert [True, True] == others
    assert is_free(tmp_path)


def test_a_seat_in_the_middle_is_found(tmp_path: Path) -> None:
    """Whichever of the sessions ended, the next one sits down."""
    seats = DiskSeats(tmp_path)
    with seats.taken("rsj", 3), ExitStack() as middle, ExitStack() as last:
        middle.enter_context(seats.taken("rsj", 3))
        last.enter_context(seats.taken("rsj", 3))
        full = is_free(tmp_path, among=3)
        middle.close()

        assert (False, True) == (full, is_free(tmp_path, among=3))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, None])
def test_a_holder_in_another_process_keeps_its_seat_until_it_ends(tmp_path: Path, how: signal.Signals | None) -> None:
    """However it ends: killed, or done; nobody has to tidy up after it."""
    with holding(tmp_path) as holder:
        while_held = is_free(tmp_path)
        if how:
            holder.send_signal(how)
        else:
            holder.communicate()
        holder.wait()

    assert (False, True) == (while_held, is_free(tmp_path))


def test_a_fault_in_the_block_gives_the_seat_back(tmp_path: Path) -> None:
    """And is not swallowed; no descriptor is left open by seats that were taken or refused."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    with DiskSeats(tmp_path).taken("rsj", 1), pytest.raises(ZeroDivisionError), DiskSeats(tmp_path).taken("rsj", 1):
        raise ZeroDivisionError

    assert is_free(tmp_path)
    assert before == len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("name", ["", "..", "../rsj", "a/b", "Rsj", "rsj\n", "1rsj", "r" * 40])
def test_a_name_that_no_account_has_leads_nowhere(tmp_path: Path, name: str) -> None:
    """No file is made of it."""
    with pytest.raises(NotFound), DiskSeats(tmp_path).taken(name, 1):
        pass

    assert [] == list(tmp_path.rglob("*"))


def test_the_files_are_the_owners_alone(tmp_path: Path) -> None:
    """And lie beside the books, in a directory of their own."""
    assert is_free(tmp_path)

    assert [0o700, 0o600] == [stat.S_IMODE(each.stat().st_mode) for each in sorted(tmp_path.rglob("*"))]


def test_a_disk_that_refuses_is_a_sentence(tmp_path: Path) -> None:
    """A file where the directory should be, as a disk that can't be written."""
    (tmp_path / "seats").write_text("in the way")

    with pytest.raises(WritingStopped), DiskSeats(tmp_path).taken("rsj", 1):
        pass
