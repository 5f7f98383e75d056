"""What lies damaged on the server's disk: whoever meets it is told in a sentence, and the log has all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ssh.clients import sftp, ssh, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor

TOLD = "程序不会跳过任何内容，请用备份恢复这本账册"


def break_last_line(journal: Path) -> None:
    """Flip a letter of a book's last event."""
    *before, last, _ = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([*before, last.replace(b'"at":"2', b'"at":"3'), b""]))


def test_a_one_liner_at_a_damaged_book_ends_with_a_number_that_the_log_has(open_door: OpenDoor) -> None:
    """The same number for the person and the operator; the log has the place in English, and other books answer."""
    door = open_door()
    break_last_line(door.data / "books" / "rsj" / "journal.jsonl")
    told, other = ssh(door, "rsj", "report list"), ssh(door, "wjw", "report list")
    sentence = told.stderr.decode()
    number = sentence.split("运维人员：")[1].split("。")[0]

    assert [70, 0] == [told.returncode, other.returncode]
    assert TOLD in sentence
    assert f"fault {number}" in door.log
    assert "storage.journal.JournalDamaged" in door.log
    assert "the line does not fit its hash and the line before" in door.log


def test_the_app_at_a_damaged_book_says_so_and_stays(open_door: OpenDoor) -> None:
    """On the page that was open, in the reader's language; the log has it too, and F12 still leaves."""
    door = open_door()
    break_last_line(door.data / "books" / "rsj" / "journal.jsonl")
    screen = terminal(door, "rsj")
    screen.wait_for("磁盘上的数据已损坏，请告知运维人员")
    screen.type("\x11")

    assert 0 == screen.wait_closed()
    assert "storage.journal.JournalDamaged" in door.log


def test_nobody_signs_in_where_the_passwords_are_damaged_and_everybody_is_told(open_door: OpenDoor) -> None:
    """Not like a wrong password: the person is told to whom to turn, and the log names the file."""
    door = open_door()
    (door.data / "credentials.json").write_text("{}")
    told, with_files = ssh(door, "rsj", "status", options=["LogLevel=INFO"]), sftp(door, "rsj", "ls")

    assert [255, 255] == [told.returncode, with_files.returncode]
    assert "暂时无法登录" in told.stderr.decode()
    assert "credentials.json is not what was written there" in door.log


def test_nobody_signs_in_where_the_disk_has_gone(open_door: OpenDoor) -> None:
    """Every password would be a wrong one: people are told, and the log says it; when it is back, all is as before."""
    door = open_door()
    before = ssh(door, "rsj", "status")
    door.data.rename(door.data.with_name("gone"))
    told = ssh(door, "rsj", "status", options=["LogLevel=INFO"])
    door.data.with_name("gone").rename(door.data)
    after = ssh(door, "rsj", "status")

    assert 255 == told.returncode
    assert "暂时无法登录" in told.stderr.decode()
    assert "No such file or directory" in door.log
    assert "wrong password" not in door.log
    assert before.stdout == after.stdout != b""
