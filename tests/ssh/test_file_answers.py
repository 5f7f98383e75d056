"""What file clients are answered where they ask for what there isn't: a sentence, an end, and no fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncssh
import pytest

from tests.ssh.clients import Door, connection, pscp, psftp, scp, sftp
from tests.ssh.test_files import INBOX, OUTBOX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ssh.clients import End

ALONE, NO_DIRECTORIES = "只有在待上传中才能上传", "这里不能新建目录"
OUTSIDE: dict[str, tuple[Callable[[Door, Path], End], str]] = {
    "sftp mkdir": (lambda door, _: sftp(door, "rsj", f"mkdir {INBOX}/照片"), NO_DIRECTORIES),
    "psftp mkdir": (lambda door, _: psftp(door, f"mkdir {INBOX}/照片"), NO_DIRECTORIES),
    "sftp to the root": (lambda door, file: sftp(door, "rsj", f"put {file} /"), ALONE),
    "psftp to the root": (lambda door, file: psftp(door, f"put {file}"), ALONE),
    "scp to the root": (lambda door, file: scp(door, str(file), "rsj@127.0.0.1:"), ALONE),
    "pscp to the root": (lambda door, file: pscp(door, "-sftp", str(file), "rsj@127.0.0.1:"), ALONE),
    "sftp to what lies ready": (lambda door, file: sftp(door, "rsj", f"put {file} {OUTBOX}/"), ALONE),
    "psftp to what lies ready": (lambda door, file: psftp(door, f"cd {OUTBOX}", f"put {file}"), ALONE),
    "scp to what lies ready": (lambda door, file: scp(door, str(file), f"rsj@127.0.0.1:{OUTBOX}/"), ALONE),
    "sftp removes what lies ready": (lambda door, _: sftp(door, "rsj", f"rm {OUTBOX}/*.xlsx"), ALONE),
}
"""What people try where nothing can be sent, and what they are told."""


@pytest.mark.parametrize("what", OUTSIDE)
def test_every_client_prints_where_files_are_sent_to(door: Door, tmp_path: Path, what: str) -> None:
    """Of an answer clients show the number and words of their own; the sentence comes beside it, once."""
    file = tmp_path / "台账.pdf"
    file.write_bytes(b"%PDF-1.4 sample")
    attempt, why = OUTSIDE[what]
    told = attempt(door, file)

    assert 0 != told.returncode
    assert 1 == told.stderr.decode().count(why), told.stderr.decode()


@pytest.mark.parametrize("offset", [2**31, 2**62, 2**63 - 1, 2**63, 2**64 - 1])
async def test_nothing_is_behind_the_end_of_a_file(door: Door, offset: int) -> None:
    """However far behind it: the file has ended there, and nothing went wrong."""
    async with connection(door) as there:
        client = await there.start_sftp_client()
        async with client.open(f"{INBOX}/end.txt", "wb") as file:
            await file.write(b"text")
        async with client.open(f"{INBOX}/end.txt", "rb") as file:
            found: bytes = await file.read(10, offset)

    assert b"" == found
    assert "fault" not in door.log


async def test_a_files_size_is_what_was_sent_of_it(door: Door) -> None:
    """None is cut short or drawn out: that is said, and not taken for done; times and rights are, beside the size."""
    path = f"{INBOX}/size.txt"
    async with connection(door) as there:
        client = await there.start_sftp_client()
        async with client.open(path, "wb") as file:
            await file.write(b"text")
            with pytest.raises(asyncssh.SFTPOpUnsupported, match="不能更改文件大小"):
                await file.truncate(2)
        for size in (0, 2, 400):
            with pytest.raises(asyncssh.SFTPOpUnsupported, match="不能更改文件大小"):
                await client.truncate(path, size)
        await client.setstat(path, asyncssh.SFTPAttrs(size=4, permissions=0o644, atime=1, mtime=1))
        async with client.open(path, "rb") as file:
            await file.setstat(asyncssh.SFTPAttrs(size=4, permissions=0o644))
            content: bytes = await file.read()

    assert b"text" == content
