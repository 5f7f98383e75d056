"""Names of files over SFTP and scp: kept as programs give them, and refused where none could live with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import asyncssh
import pytest

from tests.ssh.clients import Door, connection, pscp, psftp, scp, sftp
from tests.ssh.test_files import INBOX

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    [
        "台账 副本(1)【终稿】.pdf",
        "二○二一年—九月“简报”.doc",
        "𠮷野家𬱖.txt",
        "é混é.txt",
        "台账\u3000一.pdf",
        "a  b.pdf",
        "a\u00a0b.pdf",
    ],
)
def test_chinese_names_survive_every_client(door: Door, tmp_path: Path, name: str) -> None:
    """With blanks, brackets, quotation marks and rare characters; sent by one, listed and fetched by the others."""
    sent = tmp_path / name
    sent.write_bytes(name.encode())
    for client, send in (("scp", partial(scp, door)), ("pscp", partial(pscp, door, "-sftp"))):
        assert 0 == send(str(sent), f"rsj@127.0.0.1:{INBOX}/{client}{name}").returncode
    listed = sftp(door, "rsj", f"ls -1 {INBOX}").stdout.decode()
    by_putty = psftp(door, f"cd {INBOX}", "ls").stdout.decode()
    fetched = sftp(door, "rsj", f'get "{INBOX}/pscp{name}" {tmp_path}/back')

    assert all(f"{client}{name}" in text for client in ("scp", "pscp") for text in (listed, by_putty))
    assert 0 == fetched.returncode
    assert name.encode() == (tmp_path / "back").read_bytes()


async def test_a_mac_finds_what_it_sent(door: Door) -> None:
    """Under its own name, in which letters and their accents are apart: looked at, listed, renamed and removed."""
    name, new = "cafe\u0301.pdf", "re\u0301sume\u0301.pdf"
    async with connection(door) as there:
        client = await there.start_sftp_client()
        async with client.open(f"{INBOX}/{name}", "wb") as file:
            await file.write(b"sent")
        size, listed = (await client.stat(f"{INBOX}/{name}")).size or 0, await client.listdir(INBOX)
        await client.rename(f"{INBOX}/{name}", f"{INBOX}/{new}")
        async with client.open(f"{INBOX}/{new}", "rb") as file:
            content: bytes = await file.read()
        await client.remove(f"{INBOX}/{new}")

        assert (4, b"sent") == (size, content)
        assert name in listed
        assert not await client.exists(f"{INBOX}/{new}")


@pytest.mark.parametrize("name", [".hidden", "back\\slash", "bell\a", "x" * 300])
async def test_names_that_no_file_may_have_are_refused(door: Door, name: str) -> None:
    """Whatever a client makes up."""
    async with connection(door) as there:
        client = await there.start_sftp_client()
        with pytest.raises(asyncssh.SFTPError):
            await client.open(f"/{INBOX}/{name}", "wb")
