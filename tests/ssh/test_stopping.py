"""A stop: announced, over in time, and nobody's work lost by it."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect

from tests.ssh.clients import PATIENCE, Door, asking, ssh, ssh_options, terminal
from tests.ssh.half_a_report import HALF, drafts, open_report, write_half_a_report
from tests.waiting import until
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ssh.conftest import OpenDoor

STOP = 10.0
"""Seconds within which a stop is over."""
BUSY = "账册rsj正由他人写入"
"""What somebody is told for whom a book was not to be had."""


def test_stopping_announces_itself_and_loses_nothing(open_door: OpenDoor) -> None:
    """SIGTERM: a sentence on the screen, what was typed is kept, and all is over within ten seconds."""
    door = open_door()
    screen = write_half_a_report(door)
    door.process.send_signal(signal.SIGTERM)
    screen.wait_for("服务即将暂停")
    code = door.process.wait(10)
    screen.wait_closed()

    assert 0 == code
    assert "服务已暂停" in screen.text
    assert HALF in drafts(door.data)


def test_a_stop_waits_for_nobody(open_door: OpenDoor) -> None:
    """Ten seconds, whoever is there: commands that wait, silent clients, strangers; and nobody new is let in."""
    door = open_door(workers=2)
    book = door.data / "books" / "rsj"
    screens = [terminal(door, account) for account in ("reader", "wjw")]
    for screen in screens:
        screen.wait_for("F12")
    screens[1].child.kill(signal.SIGSTOP)
    waiting = "evidence add 4.1-07 --period 2021-09 --name half.pdf"
    locked = "report save 4.1-07 --period 2021-09 --progress 仍在推进"
    with (
        socket.create_connection(("127.0.0.1", door.port)) as stranger,
        held(next(book.glob("*head*"))),
        command(door, waiting) as half,
        command(door, locked) as stuck,
    ):
        until(lambda: door.log.count("rsj begins: command") == 2, "both commands")
        stranger.recv(10)
        door.process.send_signal(signal.SIGTERM)
        screens[0].wait_for("服务即将暂停")
        late = ssh(door, "coordinator", "status", options=["ConnectTimeout=5"])
        code = door.process.wait(STOP)
        told = [told_at_the_end(half), told_at_the_end(stuck)]
    screens[1].kill()

    assert 0 == code
    assert 255 == late.returncode
    assert [70, 1] == [half.returncode, stuck.returncode]
    assert "本条命令没有执行完" in told[0]
    assert BUSY in told[1]
    assert "half.pdf" not in (door.data / "books" / "rsj" / "journal.jsonl").read_text("utf-8")
    assert "Traceback" not in door.log


SAVE = "\x1bOQ"
"""F2."""


def test_a_save_that_waits_for_a_book_holds_up_no_stop(open_door: OpenDoor) -> None:
    """Another process has the book: the clerk is told so before the session ends, and finds the text again."""
    door = open_door()
    screen = write_half_a_report(door)
    head = door.data / "books" / "rsj" / "head.json"
    with held(head):
        screen.type(SAVE)
        until(lambda: is_waited_for(door, head), "a save that waits")
        door.process.send_signal(signal.SIGTERM)
        screen.wait_for(BUSY)
        code = door.process.wait(STOP)
        screen.wait_closed()
        again = open_door()

    assert 0 == code
    assert "服务已暂停" in screen.text
    open_report(again).wait_for("47", HALF)


def test_file_clients_are_told(open_door: OpenDoor, tmp_path: Path) -> None:
    """In words, by each of them, idle or at work; and of a file that was on its way nothing is kept."""
    door, file = open_door(limits={"announced": 0.5}), tmp_path / "large.pdf"
    file.write_bytes(os.urandom(5_000_000))
    slowly, here = ("-l", "400"), "rsj@127.0.0.1"
    options = [*ssh_options(door, "BatchMode=no"), "-P", str(door.port)]
    with (
        client(door, "psftp", "-batch", *options[-2:], "-hostkey", door.fingerprint, "-pw", PASSWORD, here) as idle,
        client(door, "sftp", *slowly, *options, "-b", "-", here) as sending,
        client(door, "scp", "-O", *slowly, *options, str(file), f"{here}:待上传/other.pdf") as copying,
    ):
        assert sending.stdin is not None
        sending.stdin.write(f"put {file} 待上传/\n".encode())
        sending.stdin.flush()
        inbox = door.data / "inbox" / "rsj"
        kept = set(inbox.iterdir())
        until(lambda: len(set(inbox.iterdir()) - kept) == 2 and door.log.count("rsj begins") == 3, "all three at work")
        door.process.send_signal(signal.SIGTERM)
        code = door.process.wait(STOP)
        told = [told_at_the_end(each) for each in (idle, sending, copying)]

    assert 0 == code
    assert all("服务已暂停" in each for each in told), told
    assert all(each.returncode for each in (idle, sending, copying))
    assert kept == set(inbox.iterdir())


def test_whoever_is_signing_in_is_told(open_door: OpenDoor) -> None:
    """At the prompt for the password, by ssh and plink: the client says why it ends there."""
    door = open_door(limits={"announced": 0.5})
    options = [*ssh_options(door, "PreferredAuthentications=password"), "-p", str(door.port)]
    by_putty = ["-no-antispoof", "-P", str(door.port), "-hostkey", door.fingerprint]
    env = {**os.environ, "HOME": str(door.home)}
    prompts = [
        pexpect.spawn(program, [*line, "rsj@127.0.0.1"], env=env, timeout=PATIENCE)
        for program, line in (("ssh", options), ("plink", by_putty))
    ]
    for each in prompts:
        each.expect("password:")
    code = door.stop(STOP)

    assert 0 == code
    for each in prompts:
        each.sendline(PASSWORD)
        each.expect("The server has been stopped for a while; sign in again later")
        each.close()


def test_a_disk_that_does_not_answer_holds_up_no_stop(open_door: OpenDoor) -> None:
    """What was asked of it goes on asking; the process ends by itself all the same, and needn't be killed."""
    door = open_door(limits={"announced": 0.5, "stop": 2})
    with mute(door.data / "settings" / "rsj.json"):
        screen = terminal(door, "rsj")
        door.wait_for_log("rsj begins: app")
        code = door.stop(STOP)
    screen.wait_closed()

    assert 0 == code
    assert "stopping: 1 sessions" in door.log
    assert "killed" not in door.log


def is_waited_for(door: Door, lock: Path) -> bool:
    """Whether a process of the server has the lock's file open, as whoever waits for it."""
    workers = {line.split()[2] for line in door.log.split("\n") if "begins" in line}
    fds = [each for pid in workers for each in Path(f"/proc/{pid}/fd").iterdir()]
    return any(each.exists() and each.samefile(lock) for each in fds)


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Somebody else on the host is writing in the book, and doesn't come to an end."""
    with lock.open("rb+") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        yield


@contextmanager
def mute(path: Path) -> Iterator[None]:
    """A file that is there and whose content never comes, as where the disk behind it hangs."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    # Open both ways: whoever opens it to read gets in, and waits for what nobody writes.
    kept_open = os.open(path, os.O_RDWR)
    yield
    os.close(kept_open)


def command(door: Door, line: str) -> subprocess.Popen[bytes]:
    """A one-liner of rsj's whose standard input stays open."""
    return client(door, "ssh", *ssh_options(door), "-p", str(door.port), "rsj@127.0.0.1", line)


def client(door: Door, *line: str) -> subprocess.Popen[bytes]:
    """A program that goes on for as long as its standard input is open."""
    return subprocess.Popen(
        line,
        env={**os.environ, **asking(door, PASSWORD), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def told_at_the_end(ended: subprocess.Popen[bytes]) -> str:
    """What a client printed of errors, when it has ended by itself."""
    assert ended.stderr is not None
    ended.wait(PATIENCE)
    return ended.stderr.read().decode()
