"""The file clients that people have on Windows, imitated request by request, and every real client with ``-p``.

WinSCP and FileZilla need a window to run in. What they ask for, and in which order, is written after their sources: of
WinSCP ``core/SftpFileSystem.cpp``, of FileZilla the ``fzsftp`` that it sends with, which is made from PuTTY's psftp.
Whatever of it goes wrong they tell their people as a transfer that failed.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import asyncssh
import pytest
from asyncssh import FXF_APPEND, FXF_CREAT, FXF_EXCL, FXF_TRUNC, FXF_WRITE, SFTPAttrs

from tests.ssh.clients import Door, connection, pscp, psftp, scp, sftp
from tests.ssh.test_files import INBOX, OUTBOX
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.clients import End

NEW = FXF_WRITE | FXF_CREAT | FXF_TRUNC
GO_ON = FXF_WRITE | FXF_CREAT
OF_WINDOWS = SFTPAttrs(permissions=0o100644, atime=1_630_000_000, mtime=1_630_000_000)
"""What is set of a file after it was sent: the rights that it shall have, and the times that it had at home."""
PIECE = 32 * 1024


async def content(client: asyncssh.SFTPClient, path: str) -> bytes:
    """What a file holds."""
    async with client.open(path, "rb") as file:
        kept: bytes = await file.read()
        return kept


async def sent(client: asyncssh.SFTPClient, path: str, flags: int, content: bytes, begin: int = 0) -> None:
    """Send as WinSCP does: the size is told at the beginning, and pieces follow without a wait for the answers."""
    async with client.open(path, flags, SFTPAttrs(size=begin + len(content)), encoding=None) as file:
        await file.seek(begin)
        await file.write(content)


@pytest.mark.parametrize("version", [3, 6])
async def test_winscp_signs_in_and_looks_around(door: Door, version: int) -> None:
    """It asks for version 6 and takes 3; then where it is, and what is there, with rights, owner and times."""
    async with connection(door) as there:
        client = await there.start_sftp_client(sftp_version=version)
        home = await client.realpath(".")
        listed = {str(each.filename): each for each in await client.readdir(home)}
        above = await client.lstat(f"{home}..")

        assert (3, "/") == (client.version, home)
        assert {".", "..", INBOX, OUTBOX} == set(listed)
        assert all(str(each.longname).startswith("d") and each.attrs.permissions for each in listed.values())
        assert above.permissions == (await client.lstat(home)).permissions


async def test_winscp_sends_a_small_file_and_another_over_it(door: Door) -> None:
    """For itself at first; what is there is asked about, and written over; rights and times are set each time."""
    path = f"/{INBOX}/小文件.docx"
    async with connection(door) as there:
        client = await there.start_sftp_client()
        await sent(client, path, NEW | FXF_EXCL, b"first and long")
        await client.setstat(path, OF_WINDOWS)
        with pytest.raises(asyncssh.SFTPFailure):
            await sent(client, path, NEW | FXF_EXCL, b"second")
        there_is = (await client.lstat(path)).size
        await sent(client, path, NEW, b"second")
        await client.setstat(path, OF_WINDOWS)
        kept, size = await content(client, path), (await client.stat(path)).size

    assert (14, b"second", 6) == (there_is, kept, size)


@pytest.mark.parametrize("go_on", [GO_ON, GO_ON | FXF_APPEND])
async def test_winscp_sends_a_large_file_over_another_and_goes_on_where_it_broke_off(door: Door, go_on: int) -> None:
    """Under ``.filepart``; the rest goes to where it ends; the old one is removed, the new one renamed and dated."""
    path, whole = f"/{INBOX}/大文件.xlsx", os.urandom(20 * PIECE + 7)
    async with connection(door) as first:
        client = await first.start_sftp_client()
        await sent(client, path, NEW, b"old")
        with pytest.raises(asyncssh.SFTPNoSuchFile):
            await client.lstat(f"{path}.filepart")
        half = await client.open(f"{path}.filepart", NEW, SFTPAttrs(size=len(whole)), encoding=None)
        await half.write(whole[: 9 * PIECE])
        first.abort()
    until((door.data / "inbox" / "rsj" / "大文件.xlsx.filepart").exists, "what came of it")
    async with connection(door) as second:
        client = await second.start_sftp_client()
        begin = (await client.lstat(f"{path}.filepart")).size or 0
        await sent(client, f"{path}.filepart", go_on, whole[begin:], begin)
        await client.remove(path)
        await client.rename(f"{path}.filepart", path)
        await client.setstat(path, OF_WINDOWS)
        kept = await content(client, path)

    assert 9 * PIECE == begin
    assert whole == kept


async def test_winscp_adds_to_a_file_and_gives_up_in_the_middle(door: Door) -> None:
    """Adding writes at the end of what is there; a small file that is given up is closed and removed."""
    path = f"/{INBOX}/追加.txt"
    async with connection(door) as there:
        client = await there.start_sftp_client()
        await sent(client, path, NEW, b"one ")
        await sent(client, path, GO_ON, b"two", begin=4)
        kept = await content(client, path)
        given_up = await client.open(f"{path}2", NEW | FXF_EXCL, encoding=None)
        await given_up.write(b"half")
        await given_up.close()
        await client.remove(f"{path}2")

        assert b"one two" == kept
        assert not await client.exists(f"{path}2")


async def test_filezilla_lists_sends_dates_and_goes_on(door: Door) -> None:
    """Four answers of a list are asked for at once; times and rights are those of the path, after a look at them."""
    path, rights = f"/{INBOX}/照片.jpg", SFTPAttrs(permissions=0o100644)
    async with connection(door) as there:
        client = await there.start_sftp_client()
        with pytest.raises(asyncssh.SFTPPermissionDenied):
            await client.mkdir(f"/{INBOX}/照片")
        async with client.open(path, NEW, rights, encoding=None) as file:
            await file.write(b"half")
        async with client.open(path, FXF_WRITE, rights, encoding=None) as file:
            await file.seek((await file.stat()).size or 0)
            await file.write(b" and half")
        known = await client.stat(path)
        await client.setstat(path, SFTPAttrs(atime=known.atime, mtime=1_630_000_000))
        await client.setstat(path, SFTPAttrs(permissions=0o600))
        listed, *nothing_more = await list_at_once(client, f"/{INBOX}")

        assert 13 == known.size
        assert known.atime
        assert path.rpartition("/")[2].encode() in listed
        assert [[], [], []] == nothing_more


async def list_at_once(client: asyncssh.SFTPClient, path: str) -> list[list[bytes | str]]:
    """The names in four answers about a directory, none of which was waited for before the next was asked for."""
    asking = client._handler  # the client itself asks for one after the other
    there = await asking.opendir(path.encode())
    answers = await asyncio.gather(*(asking.readdir(there) for _ in range(4)), return_exceptions=True)
    await asking.close(there)
    assert all(isinstance(each, tuple | asyncssh.SFTPEOFError) for each in answers)
    return [[name.filename for name in each[0]] if isinstance(each, tuple) else [] for each in answers]


KEEPING = {
    "sftp": lambda door, file: sftp(door, "rsj", f"put -p {file} {INBOX}/"),
    "scp": lambda door, file: scp(door, "-p", str(file), f"rsj@127.0.0.1:{INBOX}/"),
    "scp -O": lambda door, file: scp(door, "-p", "-O", str(file), f"rsj@127.0.0.1:{INBOX}/"),
    "pscp -sftp": lambda door, file: pscp(door, "-sftp", "-p", str(file), f"rsj@127.0.0.1:{INBOX}/"),
    "pscp -scp": lambda door, file: pscp(door, "-scp", "-p", str(file), f"rsj@127.0.0.1:{INBOX}/"),
}
"""Every real client that can keep times and rights."""


@pytest.mark.parametrize("client", KEEPING)
def test_a_client_that_keeps_times_and_rights_is_told_no_failure(door: Door, tmp_path: Path, client: str) -> None:
    """They are taken for granted and not kept: a file is dated by when it came in; ``get -p`` gives that time."""
    file = tmp_path / f"旧{client.replace(' ', '')}.txt"
    file.write_bytes(client.encode())
    file.chmod(0o644)
    os.utime(file, (1_500_000_000, 1_500_000_000))
    told = KEEPING[client](door, file)
    fetched = sftp(door, "rsj", f"get -p {INBOX}/{file.name} {tmp_path}/back")

    assert (0, b"") == (told.returncode, told.stderr)
    assert 0 == fetched.returncode
    assert client.encode() == (tmp_path / "back").read_bytes()
    assert (tmp_path / "back").stat().st_mtime > 1_600_000_000


def test_real_clients_go_on_where_they_broke_off(door: Door, tmp_path: Path) -> None:
    """``reput`` of OpenSSH's sftp and of psftp, over what is there under the name; and ``chmod`` is no failure."""
    file = tmp_path / "续传.bin"
    file.write_bytes(os.urandom(300_000))
    for number, go_on in enumerate((sftp_again, psftp_again)):
        name = f"续传{number}.bin"
        (tmp_path / name).write_bytes(file.read_bytes()[:123_456])
        assert 0 == sftp(door, "rsj", f"put {tmp_path}/{name} {INBOX}/{name}").returncode
        (tmp_path / name).write_bytes(file.read_bytes())
        told = go_on(door, tmp_path / name)
        fetched = sftp(door, "rsj", f"chmod 600 {INBOX}/{name}", f"get {INBOX}/{name} {tmp_path}/back{number}")

        assert [0, 0] == [told.returncode, fetched.returncode], told.stderr + fetched.stderr
        assert file.read_bytes() == (tmp_path / f"back{number}").read_bytes()


def sftp_again(door: Door, file: Path) -> End:
    """OpenSSH's sftp sends the rest, and keeps the times."""
    return sftp(door, "rsj", f"reput -p {file} {INBOX}/{file.name}")


def psftp_again(door: Door, file: Path) -> End:
    """PuTTY's psftp sends the rest."""
    return psftp(door, f"cd {INBOX}", f"reput {file}", f"chmod 600 {file.name}")
