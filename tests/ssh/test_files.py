"""Files over SFTP and scp: two trays of the own department, and nothing else of the host."""

from __future__ import annotations

import filecmp
import os
import subprocess
from typing import TYPE_CHECKING

import asyncssh
import pytest

from storage.deliveries import MOST_FILES, QUOTA_MB
from storage.evidence import LIMIT_MB, MEGABYTE
from tests.ssh.clients import asking, connection, pscp, psftp, run, scp, sftp, ssh, ssh_options
from tests.waiting import until
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ssh.clients import Door, End
    from tests.ssh.conftest import OpenDoor

INBOX, OUTBOX = "待上传", "导出"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with every byte and a Chinese name."""
    path = tmp_path / "二季度台账.pdf"
    path.write_bytes(bytes(range(256)) * 64 + os.urandom(100_000))
    return path


def test_a_file_is_sent_renamed_fetched_and_removed(door: Door, file: Path, tmp_path: Path) -> None:
    """OpenSSH's sftp, with Chinese names all the way."""
    told = sftp(
        door,
        "rsj",
        f"put {file} {INBOX}/",
        f"rename {INBOX}/{file.name} {INBOX}/台账(终稿).pdf",
        f"ls -l {INBOX}",
        f'get "{INBOX}/台账(终稿).pdf" {tmp_path}/back.pdf',
        f'rm "{INBOX}/台账(终稿).pdf"',
        f"ls {INBOX}",
    )

    assert 0 == told.returncode, told.stderr.decode()
    listed, left = told.stdout.decode().split("sftp> get")

    assert f"{INBOX}/台账(终稿).pdf\n" in listed
    assert f"{INBOX}/台账(终稿).pdf\n" not in left
    assert file.read_bytes() == (tmp_path / "back.pdf").read_bytes()


def test_a_sent_file_becomes_evidence(door: Door, file: Path) -> None:
    """What lies in the tray is attached by its name."""
    assert 0 == scp(door, str(file), f"rsj@127.0.0.1:{INBOX}/").returncode

    told = ssh(door, "rsj", f"evidence add 4.1-07 --period 2021-09 --from-inbox {file.name}")

    assert 0 == told.returncode, told.stderr.decode()


@pytest.mark.parametrize("how", [[], ["-O"]])
def test_scp_sends_and_fetches(door: Door, file: Path, tmp_path: Path, how: list[str]) -> None:
    """Over SFTP as scp does it today, and in its old way."""
    place = f"rsj@127.0.0.1:{INBOX}/scp{len(how)}.pdf"
    sent = scp(door, *how, str(file), place)
    fetched = scp(door, *how, place, str(tmp_path / "back"))

    assert [0, 0] == [sent.returncode, fetched.returncode], sent.stderr + fetched.stderr
    assert file.read_bytes() == (tmp_path / "back").read_bytes()


@pytest.mark.parametrize("client", ["sftp", "scp", "scp -O", "psftp", "pscp -sftp", "pscp -scp"])
def test_a_file_is_sent_anew_over_the_old_one(door: Door, tmp_path: Path, client: str) -> None:
    """A shorter one too; some clients write over what is there without taking it away first."""
    path = tmp_path / f"改{client}.txt".replace(" ", "")
    for content in (b"first " * 100_000, b"second " * 20_000, b"x"):
        path.write_bytes(content)
        told = SENDERS[client](door, path)
        sftp(door, "rsj", f"get {INBOX}/{path.name} {tmp_path}/back")

        assert 0 == told.returncode, told.stderr.decode()
        assert content == (tmp_path / "back").read_bytes()


@pytest.mark.parametrize("protocol", ["-sftp", "-scp"])
def test_putty_sends_and_fetches(door: Door, file: Path, tmp_path: Path, protocol: str) -> None:
    """pscp, by either protocol."""
    inside = f"{INBOX}/putty{protocol}.pdf"
    line = ["pscp", "-batch", protocol, "-P", str(door.port), "-hostkey", door.fingerprint, "-pw", PASSWORD]
    env = {"HOME": str(door.home)}
    sent = run([*line, str(file), f"rsj@127.0.0.1:{inside}"], env=env)
    fetched = run([*line, f"rsj@127.0.0.1:{inside}", str(tmp_path / "back")], env=env)

    assert [0, 0] == [sent.returncode, fetched.returncode], sent.stderr + fetched.stderr
    assert file.read_bytes() == (tmp_path / "back").read_bytes()


def test_psftp_lists_the_trays(door: Door) -> None:
    """PuTTY's psftp sees the two trays and what lies in them."""
    told = psftp(door, "ls", f"ls {OUTBOX}")

    assert INBOX in told.stdout.decode()
    assert ".xlsx" in told.stdout.decode()


def test_the_departments_workbook_lies_ready(door: Door, tmp_path: Path) -> None:
    """Whoever looks into the tray finds the current period's workbook; it can be fetched and nothing else."""
    listed = sftp(door, "rsj", f"ls -1 {OUTBOX}").stdout.decode()
    name = next(line for line in listed.split("\n") if line.endswith(".xlsx"))
    fetched = sftp(door, "rsj", f"get {name} {tmp_path}/w.xlsx")
    changes = (f"rm {name}", f"rename {name} {OUTBOX}/x", f"put {tmp_path}/w.xlsx {OUTBOX}/")
    tried = [sftp(door, "rsj", line) for line in changes]

    assert 0 == fetched.returncode
    assert b"PK" == (tmp_path / "w.xlsx").read_bytes()[:2]
    assert [1, 1, 1] == [each.returncode for each in tried]


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../etc/passwd", "/待上传/../../../etc/passwd", "待上传/a/b", "/wjw"]
)
def test_nothing_else_of_the_host_is_there(door: Door, path: str, tmp_path: Path) -> None:
    """The tree is nowhere on disk, so no path leads out of it."""
    assert 1 == sftp(door, "rsj", f"get {path} {tmp_path}/taken").returncode
    assert not (tmp_path / "taken").exists()


def test_links_in_the_tray_lead_nowhere(door: Door, tmp_path: Path) -> None:
    """Even one that somebody has put there on the host."""
    inbox = door.data / "inbox" / "rsj"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "link.txt").symlink_to("/etc/passwd")

    assert 1 == sftp(door, "rsj", f"get {INBOX}/link.txt {tmp_path}/taken").returncode
    assert "link.txt" not in sftp(door, "rsj", f"ls {INBOX}").stdout.decode()


def test_departments_see_their_own_files_alone(door: Door, file: Path) -> None:
    """What one sends is not there for another."""
    assert 0 == sftp(door, "rsj", f"put {file} {INBOX}/own.pdf").returncode

    assert "own.pdf" not in sftp(door, "wjw", f"ls {INBOX}").stdout.decode()
    assert 1 == sftp(door, "wjw", f"rm {INBOX}/own.pdf").returncode


def test_a_leader_has_no_trays(door: Door) -> None:
    """And is told so."""
    told = sftp(door, "reader", "ls")

    assert 0 != told.returncode
    assert "本账号两者都不是" in told.stderr.decode()


def test_the_coordinator_sends_to_and_fetches_from_the_commissions_own_trays(
    door: Door, file: Path, tmp_path: Path
) -> None:
    """Departments' workbooks go in to be merged and what was laid ready comes out; no department sees either."""
    ready = door.data / "outbox" / "office"
    ready.mkdir(parents=True, exist_ok=True)
    (ready / "汇总.xlsx").write_bytes(b"PK")

    assert 0 == sftp(door, "coordinator", f"put {file} {INBOX}/office.pdf").returncode
    assert (door.data / "inbox" / "office" / "office.pdf").read_bytes() == file.read_bytes()
    assert 0 == sftp(door, "coordinator", f"get 导出/汇总.xlsx {tmp_path}/fetched.xlsx").returncode
    assert b"PK" == (tmp_path / "fetched.xlsx").read_bytes()
    assert "office.pdf" not in sftp(door, "rsj", f"ls {INBOX}").stdout.decode()


async def test_a_file_that_broke_off_is_not_taken_for_a_whole_one(door: Door) -> None:
    """Under its final name it is either all there, or as it was before."""
    async with connection(door) as first:
        sender = await first.start_sftp_client()
        half = await sender.open(f"{INBOX}/broken.pdf", "wb")
        await half.write(b"half")
        first.abort()
    until(lambda: door.log.count("rsj begins: sftp") == door.log.count("rsj ends: sftp"), "the end of the visit")
    async with connection(door) as second:
        client = await second.start_sftp_client()

        assert not await client.exists(f"{INBOX}/broken.pdf")


@pytest.mark.parametrize("how", [[], ["-O"]])
def test_a_client_that_is_killed_leaves_nothing(door: Door, tmp_path: Path, how: list[str]) -> None:
    """Half a file under its final name is not kept, whichever way scp was sending it."""
    file, inbox = tmp_path / f"killed{len(how)}.bin", door.data / "inbox" / "rsj"
    file.write_bytes(bytes(9_000_000))
    line = ["scp", *how, "-l", "8000", *ssh_options(door), "-P", str(door.port), str(file), f"rsj@127.0.0.1:{INBOX}/"]
    with subprocess.Popen(line, env={**os.environ, **asking(door, PASSWORD)}) as client:
        try:
            until(lambda: any(each.stat().st_size > 500_000 for each in inbox.glob("*.part")), "a part of the file")
        finally:
            client.kill()
    until(lambda: not list(inbox.glob("*.part")), "the end of the visit")

    assert file.name not in sftp(door, "rsj", f"ls {INBOX}").stdout.decode()


async def test_a_program_sends_fetches_and_copies_whole_files(door: Door, file: Path, tmp_path: Path) -> None:
    """As asyncssh does it: with holes left out, and a copy that never leaves the host."""
    async with connection(door) as there:
        client = await there.start_sftp_client()
        await client.put(file, f"{INBOX}/whole.bin")
        await client.copy(f"{INBOX}/whole.bin", f"{INBOX}/copy.bin", remote_only=True)
        await client.get(f"{INBOX}/copy.bin", tmp_path / "back")

    assert filecmp.cmp(file, tmp_path / "back", shallow=False)


async def test_limits_are_told_in_the_message(door: Door) -> None:
    """Too large a file: the sentence names the limit, and nothing is left of it."""
    async with connection(door) as there:
        client = await there.start_sftp_client()
        large = await client.open(f"{INBOX}/large.bin", "wb")
        with pytest.raises(asyncssh.SFTPError) as refused:
            await large.write(bytes(LIMIT_MB * MEGABYTE + 1))
        await large.close()

        assert f"{LIMIT_MB}" in str(refused.value)
        assert not await client.exists(f"{INBOX}/large.bin")


SENDERS: dict[str, Callable[[Door, Path], End]] = {
    "sftp": lambda door, file: sftp(door, "rsj", f"put {file} {INBOX}/"),
    "scp": lambda door, file: scp(door, str(file), f"rsj@127.0.0.1:{INBOX}/"),
    "scp -O": lambda door, file: scp(door, "-O", str(file), f"rsj@127.0.0.1:{INBOX}/"),
    "psftp": lambda door, file: psftp(door, f"cd {INBOX}", f"put {file}"),
    "pscp -sftp": lambda door, file: pscp(door, "-sftp", str(file), f"rsj@127.0.0.1:{INBOX}/"),
    "pscp -scp": lambda door, file: pscp(door, "-scp", str(file), f"rsj@127.0.0.1:{INBOX}/"),
}
"""Every real client's way to send a file."""


@pytest.fixture(scope="module")
def too_large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of one byte more than may be sent, with a Chinese name; it takes no room on the disk."""
    path = tmp_path_factory.mktemp("large") / "现场照片.zip"
    with path.open("wb") as content:
        content.truncate(LIMIT_MB * MEGABYTE + 1)
    return path


@pytest.mark.parametrize("client", SENDERS)
def test_every_client_prints_why_a_file_is_too_large(door: Door, too_large: Path, client: str) -> None:
    """With its name and the limit, once; the tray is as it was before."""
    told = SENDERS[client](door, too_large)

    assert 0 != told.returncode
    assert 1 == told.stderr.decode().count(f"“{too_large.name}”超过单个文件 {LIMIT_MB} MB 的上限")
    assert too_large.name not in sftp(door, "rsj", f"ls {INBOX}").stdout.decode()


@pytest.mark.parametrize("client", SENDERS)
def test_every_client_prints_that_the_inbox_is_full(door: Door, file: Path, client: str) -> None:
    """With what it holds and what to do; when something has been removed there is room again."""
    inbox = door.data / "inbox" / "rsj"
    inbox.mkdir(parents=True, exist_ok=True)
    vast = inbox / "vast.bin"
    with vast.open("wb") as content:
        content.truncate(QUOTA_MB * MEGABYTE - 1000)
    told = SENDERS[client](door, file)
    removed = sftp(door, "rsj", f"rm {INBOX}/vast.bin")

    assert 0 != told.returncode
    assert 1 == told.stderr.decode().count(f"最多存放 {QUOTA_MB} MB 或{MOST_FILES}个文件")
    assert 0 == removed.returncode
    assert 0 == SENDERS[client](door, file).returncode


def test_too_many_files_are_too_many(open_door: OpenDoor, file: Path) -> None:
    """However small they are."""
    door = open_door()
    inbox = door.data / "inbox" / "rsj"
    inbox.mkdir(parents=True, exist_ok=True)
    for number in range(MOST_FILES - len(list(inbox.iterdir()))):
        (inbox / f"{number}.txt").touch()
    told = sftp(door, "rsj", f"put {file} {INBOX}/")

    assert 1 == told.returncode
    assert f"{MOST_FILES}个文件" in told.stderr.decode()
    assert 0 == sftp(door, "rsj", f"put {file} {INBOX}/0.txt").returncode


def test_a_one_liner_is_told_the_limit_too(door: Door, too_large: Path) -> None:
    """``evidence add`` takes no more than SFTP does, and keeps nothing of what was too much."""
    before = ssh(door, "rsj", "evidence list 4.1-07 --period 2021-09 --json").stdout
    line = f"evidence add 4.1-07 --period 2021-09 --name {too_large.name}"
    told = ssh(door, "rsj", line, input=too_large.read_bytes())

    assert 1 == told.returncode
    assert f"“{too_large.name}”超过单个文件 {LIMIT_MB} MB 的上限" in told.stderr.decode()
    assert before == ssh(door, "rsj", "evidence list 4.1-07 --period 2021-09 --json").stdout


def test_a_provisional_name_is_given_up_at_the_end(door: Door, file: Path, tmp_path: Path) -> None:
    """As WinSCP sends: ``*.filepart`` first, no evidence until it is renamed; with PuTTY's and OpenSSH's sftp."""
    begun = psftp(door, f"cd {INBOX}", f"put {file} 月报(九月).xlsx.filepart")
    line = "evidence add 4.1-07 --period 2021-09 --from-inbox '月报(九月).xlsx.filepart'"
    unseen = ssh(door, "rsj", line)
    renamed = psftp(door, f"cd {INBOX}", "mv 月报(九月).xlsx.filepart 月报(九月).xlsx", "ls")
    replaced = sftp(
        door,
        "rsj",
        f"put {file} {INBOX}/更新.xlsx.filepart",
        f'rename {INBOX}/更新.xlsx.filepart "{INBOX}/月报(九月).xlsx"',
        f'get "{INBOX}/月报(九月).xlsx" {tmp_path}/back',
    )

    assert [0, 1, 0, 0] == [each.returncode for each in (begun, unseen, renamed, replaced)], replaced.stderr.decode()
    assert "月报(九月).xlsx\n" in renamed.stdout.decode().replace("\r", "")
    assert ".filepart" not in renamed.stdout.decode().partition("Listing")[2]
    assert file.read_bytes() == (tmp_path / "back").read_bytes()


async def test_what_isnt_offered_is_refused(door: Door) -> None:
    """Directories, links, and whatever else asyncssh's own file server would do on the host's disk."""
    async with connection(door) as there:
        client = await there.start_sftp_client()
        tried = (
            client.mkdir(f"{INBOX}/new"),
            client.rmdir(INBOX),
            client.symlink("/etc/passwd", f"{INBOX}/link"),
            client.link("/etc/passwd", f"{INBOX}/link"),
            client.readlink("/etc/passwd"),
            client.statvfs("/"),
            client.listdir("/etc"),
        )
        for attempt in tried:
            with pytest.raises(asyncssh.SFTPError):
                await attempt
