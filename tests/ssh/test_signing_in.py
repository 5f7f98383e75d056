"""Who comes in, and who doesn't: passwords, keys, one-time passwords, tries, and locks that survive a restart."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from departments.tries import FREE, LOCKED_FROM
from tests.ssh.clients import Door, plink, run, sftp, ssh, ssh_options, terminal
from tui.sample import PASSWORD
from tui.wiring import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor

REFUSED = 255
NEW = "a-password-of-ones-own"


def new_key(place: Path, kind: str = "ed25519") -> str:
    """A key pair made by OpenSSH; gives the public half's line."""
    path = place / f"key-{kind}"
    run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "the clerk's", "-f", str(path)])
    path.chmod(0o600)
    return path.with_suffix(".pub").read_text() if path.suffix else (place / f"key-{kind}.pub").read_text()


def by_key(door: Door, account: str, path: Path, *command: str) -> int:
    """The exit code of an ssh that has a key and nothing else."""
    options = ssh_options(door, "PasswordAuthentication=no", "BatchMode=yes")
    line = ["ssh", *options, "-i", str(path), "-p", str(door.port), f"{account}@127.0.0.1", *command]
    code: int = run(line, env={"HOME": str(door.home)}).returncode
    return code


def test_a_password_opens_the_own_desk(door: Door) -> None:
    """OpenSSH and PuTTY come in by password."""
    assert 0 == ssh(door, "rsj", "plan show --json").returncode
    assert 0 == plink(door, "rsj", "plan", "show", "--json").returncode


@pytest.mark.parametrize("account", ["rsj", "nobody", "root", "operator", "../rsj"])
def test_a_wrong_password_and_an_unknown_account_look_the_same(door: Door, account: str) -> None:
    """Nobody learns from outside which accounts exist."""
    told = ssh(door, account, "status", password="wrong-password")

    assert REFUSED == told.returncode
    assert f"{account}@127.0.0.1: Permission denied (publickey,password)." == told.stderr.decode().strip()


def test_a_key_opens_the_desk_until_it_is_removed(door: Door, tmp_path: Path) -> None:
    """A key that the coordinator has added comes in without a password; a removed one, and another's, don't."""
    desk = open_office(door.data).operator_desk()
    line = new_key(tmp_path)
    before = by_key(door, "wjw", tmp_path / "key-ed25519", "status")
    key = desk.add_key("wjw", line)
    with_key = by_key(door, "wjw", tmp_path / "key-ed25519", "status")
    as_another = by_key(door, "rsj", tmp_path / "key-ed25519", "status")
    desk.remove_key("wjw", key.fingerprint)
    afterwards = by_key(door, "wjw", tmp_path / "key-ed25519", "status")

    assert [REFUSED, 0, REFUSED, REFUSED] == [before, with_key, as_another, afterwards]


def test_an_rsa_key_opens_the_desk(door: Door, tmp_path: Path) -> None:
    """The kind that older programs make."""
    open_office(door.data).operator_desk().add_key("wjw", new_key(tmp_path, "rsa"))

    assert 0 == by_key(door, "wjw", tmp_path / "key-rsa", "status")


def test_a_one_time_password_leads_to_the_change_screen(door: Door) -> None:
    """It opens nothing else; the new password does, and the old one doesn't any more."""
    once = open_office(door.data).operator_desk().reset_account("kjj")
    command, files = ssh(door, "kjj", "status", password=once), sftp(door, "kjj", "ls", password=once)
    screen = terminal(door, "kjj", password=once)
    screen.wait_for("只能用一次")
    screen.type(NEW)
    screen.wait_for("•" * len(NEW))
    row = screen.screen.cursor.y
    screen.type("\r")
    screen.wait_until(lambda: screen.screen.cursor.y > row)
    screen.type(f"{NEW}\r")
    screen.wait_for("区科技局")
    screen.type("\x11")

    assert 1 == command.returncode
    assert "一次性口令" in command.stderr.decode()
    assert (b"", True) == (files.stdout.partition(b"sftp> ")[0], "一次性口令" in files.stderr.decode())
    assert 0 == screen.wait_closed()
    assert [REFUSED, 0] == [ssh(door, "kjj", "status", password=each).returncode for each in (once, NEW)]


def test_leaving_the_change_screen_leaves(door: Door) -> None:
    """There is no sign-in page behind SSH at which somebody could go on guessing."""
    once = open_office(door.data).operator_desk().reset_account("mzj")
    screen = terminal(door, "mzj", password=once)
    screen.wait_for("只能用一次")
    screen.type("\x1b")

    assert 0 == screen.wait_closed()


def test_signing_out_leaves(door: Door) -> None:
    """A line that one account opened is never another's."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局")
    screen.type("\x1b[24~")

    assert 0 == screen.wait_closed()


def test_a_disabled_account_stays_outside(door: Door, tmp_path: Path) -> None:
    """By password and by key."""
    desk = open_office(door.data).operator_desk()
    desk.add_key("jyj", new_key(tmp_path))
    desk.disable_account("jyj")

    assert REFUSED == ssh(door, "jyj", "status").returncode
    assert REFUSED == by_key(door, "jyj", tmp_path / "key-ed25519", "status")


def test_a_connection_has_six_tries(open_door: OpenDoor, tmp_path: Path) -> None:
    """After six wrong keys a client is sent away, however many it has left."""
    door = open_door()
    paths = []
    for number in range(8):
        place = tmp_path / str(number)
        place.mkdir()
        new_key(place)
        paths += ["-i", str(place / "key-ed25519")]
    line = ["ssh", *ssh_options(door, "LogLevel=VERBOSE"), *paths, "-p", str(door.port), "rsj@127.0.0.1", "status"]
    told = run(line, env={"HOME": str(door.home)})

    assert REFUSED == told.returncode
    assert b"Too many authentication failures" in told.stderr
    assert 6 == door.log.count("refused")


def test_wrong_passwords_wait_longer_each_time_and_lock_in_the_end(open_door: OpenDoor) -> None:
    """The lock holds for the right password and over a restart; the coordinator lifts it."""
    door = open_door()
    office = open_office(door.data)
    for _ in range(FREE + 1):
        assert REFUSED == ssh(door, "rsj", "status", password="wrong").returncode
    began = time.monotonic()
    waited = ssh(door, "rsj", "status")
    took = time.monotonic() - began
    forgiven = office.operator_desk().failed_tries("rsj").count
    credentials = office._registry.credentials
    for _ in range(LOCKED_FROM):
        credentials.note_failed_try("rsj", office._registry.now())
    locked = ssh(door, "rsj", "status", options=["LogLevel=INFO"])
    assert 0 == door.stop()
    again = open_door()
    restarted = ssh(again, "rsj", "status")
    office.sign_in("coordinator", "tianbao-demo").unlock_account("rsj")  # type: ignore[union-attr]

    assert (0, 0) == (waited.returncode, forgiven)
    assert took > 0.5
    assert [REFUSED, REFUSED] == [locked.returncode, restarted.returncode]
    assert "解锁" in locked.stderr.decode()
    assert 0 == ssh(again, "rsj", "status").returncode


def codes_at_once(door: Door, password: str, many: int) -> list[int]:
    """The exit codes of so many clients that come at the same moment."""
    with ThreadPoolExecutor(many) as clients:
        return list(clients.map(lambda _: ssh(door, "rsj", "status", password=password).returncode, range(many)))


def test_guesses_at_a_time_are_no_way_round_the_delay(open_door: OpenDoor) -> None:
    """On nine connections to two processes: while the account waits, no guess is looked at."""
    door = open_door(workers=2, dear=0.5)
    began = time.monotonic()
    codes = codes_at_once(door, "wrong", 9)
    took = time.monotonic() - began
    tried = open_office(door.data).operator_desk().failed_tries("rsj").count

    assert [REFUSED] * 9 == codes
    assert FREE < tried
    assert 2 ** (tried - FREE - 1) - 1 <= took


def test_sessions_of_an_account_that_begin_at_a_time_all_begin(open_door: OpenDoor) -> None:
    """Four people with the right password, in two processes, of an account that somebody has just guessed at."""
    door = open_door(workers=2)
    for _ in range(FREE):
        ssh(door, "rsj", "status", password="wrong")

    assert [0] * 4 == codes_at_once(door, PASSWORD, 4)
