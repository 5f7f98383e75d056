"""The room in an inbox: whoever sends, from however many sessions, and under whatever name."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from storage.deliveries import QUOTA_MB
from tests.ssh.clients import asking, psftp, run, sftp, ssh_options
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.clients import Door
    from tests.ssh.conftest import OpenDoor

MB = 1024 * 1024
FULL = "“待上传”文件夹已满"
NAME = "关于" * 45


def held(inbox: Path) -> int:
    """Bytes of everything in an inbox, what is hidden and on its way too."""
    return sum(each.stat().st_size for each in inbox.iterdir())


def send_slowly(door: Door, file: Path, name: str) -> str:
    """What sftp tells while it sends a file at two and a half megabytes a second."""
    line = ["sftp", "-l", "20000", *ssh_options(door, "BatchMode=no"), "-P", str(door.port), "-b", "-"]
    told = run([*line, "rsj@127.0.0.1"], input=f"put {file} 待上传/{name}\n".encode(), env=asking(door, PASSWORD))
    return str(told.stderr.decode())


def test_those_who_send_at_a_time_share_the_room(open_door: OpenDoor, tmp_path: Path) -> None:
    """Four sessions in two processes, of which three files fit: one is told so, and nothing of it is left."""
    door, file = open_door(workers=2), tmp_path / "large.pdf"
    file.write_bytes(os.urandom(6 * MB))
    inbox = door.data / "inbox" / "rsj"
    with (inbox / "there.pdf").open("wb") as there:
        there.truncate(QUOTA_MB * MB - 20 * MB)
    with ThreadPoolExecutor(4) as clients:
        told = list(clients.map(lambda n: send_slowly(door, file, f"{n}.pdf"), range(4)))
    sent = [each for each in inbox.glob("?.pdf") if each.stat().st_size == file.stat().st_size]

    assert held(inbox) <= QUOTA_MB * MB
    assert len(sent) == sum(FULL not in each for each in told) <= 3, told
    assert not [each for each in inbox.iterdir() if each.name.startswith(".")]


def test_a_name_that_looks_provisional_takes_room_and_can_be_removed(open_door: OpenDoor, tmp_path: Path) -> None:
    """Programs call a file so while they send it: it is seen, counted, renamed and removed like every other."""
    door, file = open_door(), tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 sample")
    inbox = door.data / "inbox" / "rsj"
    listed = sftp(door, "rsj", f"put {file} 待上传/a.pdf.part", "ls 待上传").stdout.decode()
    with (inbox / "there.part").open("wb") as there:
        there.truncate(QUOTA_MB * MB)
    full = sftp(door, "rsj", f"put {file} 待上传/b.pdf")
    after = sftp(
        door, "rsj", "rm 待上传/there.part", "rename 待上传/a.pdf.part 待上传/a.pdf", "ls 待上传"
    ).stdout.decode()

    assert "a.pdf.part" in listed
    assert FULL in full.stderr.decode()
    assert "a.pdf" in after
    assert ".part" not in after.rpartition("sftp> ls")[2]


@pytest.mark.parametrize("client", ["sftp", "psftp"])
def test_a_name_that_is_too_long_is_a_sentence(door: Door, tmp_path: Path, client: str) -> None:
    """A file system takes 255 bytes, which is eighty-five Chinese characters."""
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 sample")
    line = f"put {file} 待上传/{NAME}.pdf"
    told = sftp(door, "rsj", line) if client == "sftp" else psftp(door, line)

    assert "不能作文件名：文件名超过 255 字节" in told.stderr.decode()
    assert told.returncode
