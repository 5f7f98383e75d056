"""Passwords are checked, never readable, and an unknown account costs what a wrong password costs."""

from __future__ import annotations

import stat
import threading
from typing import TYPE_CHECKING
from unittest import mock

import argon2
import pytest

from storage.credentials import AT_ONCE, CredentialsDamaged, CredentialsUnreadable, DiskCredentials

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "correct horse"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the passwords are kept."""
    return tmp_path / "credentials.json"


@pytest.fixture
def credentials(path: Path) -> DiskCredentials:
    """Passwords at a sample's price."""
    return DiskCredentials(path, is_sample=True)


def test_a_password_opens_its_own_account_only(credentials: DiskCredentials, path: Path) -> None:
    """Another process sees it as well."""
    credentials.set_password("rsj", PASSWORD, one_time=False)
    credentials.set_password("kjj", "battery staple", one_time=True)
    again = DiskCredentials(path, is_sample=True)

    assert again.check("rsj", PASSWORD)
    assert not again.check("kjj", PASSWORD)
    assert not again.check("nobody", PASSWORD)
    assert (False, True, False) == tuple(again.is_one_time(each) for each in ("rsj", "kjj", "nobody"))


def test_a_real_hash_is_argon2id_at_the_low_memory_profile(path: Path) -> None:
    """RFC 9106: 64 MiB, three passes, four lanes; and the file is the owner's alone."""
    real = DiskCredentials(path)
    real.set_password("rsj", PASSWORD, one_time=False)
    text = path.read_text()

    assert "$argon2id$v=19$m=65536,t=3,p=4$" in text
    assert PASSWORD not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert real.check("rsj", PASSWORD)


def test_an_unknown_account_costs_a_check_of_the_same_hash(path: Path) -> None:
    """The same parameters are worked through, known or not."""
    real = DiskCredentials(path)
    real.set_password("rsj", PASSWORD, one_time=False)
    worked: list[str] = []

    def verify(_: argon2.PasswordHasher, hashed: str, __: str) -> bool:
        worked.append(hashed.rsplit("$", 2)[0])
        raise argon2.exceptions.VerifyMismatchError

    with mock.patch.object(argon2.PasswordHasher, "verify", verify):
        assert not real.check("rsj", "wrong")
        assert not real.check("nobody", "wrong")

    assert worked[0] == worked[1]


def test_only_a_few_checks_run_at_a_time(credentials: DiskCredentials) -> None:
    """Each takes 64 MiB: the others wait."""
    credentials.set_password("rsj", PASSWORD, one_time=False)
    running, most = 0, 0
    guard, gate = threading.Lock(), threading.Barrier(AT_ONCE)

    def verify(*_: object) -> bool:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        gate.wait(timeout=10)
        with guard:
            running -= 1
        return True

    with mock.patch.object(argon2.PasswordHasher, "verify", verify):
        threads = [threading.Thread(target=credentials.check, args=("rsj", PASSWORD)) for _ in range(3 * AT_ONCE)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    assert most == AT_ONCE


def test_many_accounts_get_one_password_at_the_price_of_one(credentials: DiskCredentials) -> None:
    """For samples, whose password is public."""
    with mock.patch.object(argon2.PasswordHasher, "hash", return_value="$") as hashing:
        credentials.set_passwords(["a", "b", "c"], PASSWORD, one_time=False)

    assert hashing.call_count == 1
    assert all(credentials.has(each) for each in "abc")


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b'{"form":1,"accounts":{},"sha256":"0"}', b"\xff"])
def test_a_file_that_is_not_what_was_written_is_damage_not_a_wrong_password(
    credentials: DiskCredentials, path: Path, content: bytes
) -> None:
    """Nobody is told that the password is wrong when it is the disk that is."""
    path.write_bytes(content)

    with pytest.raises(CredentialsDamaged):
        credentials.check("rsj", PASSWORD)
    with pytest.raises(CredentialsDamaged):
        credentials.set_password("rsj", PASSWORD, one_time=False)


def test_a_file_that_may_not_be_read_is_a_refusal(credentials: DiskCredentials, path: Path) -> None:
    """A directory in its place can't be read by anybody."""
    path.mkdir()

    with pytest.raises(CredentialsUnreadable, match="Nobody can sign in"):
        credentials.check("rsj", PASSWORD)


def test_two_processes_setting_passwords_lose_none(path: Path) -> None:
    """The file is replaced whole, under a lock."""
    both = [DiskCredentials(path, is_sample=True) for _ in range(2)]

    def fill(number: int) -> None:
        for each in range(20):
            both[number].set_password(f"a{number}-{each}", PASSWORD, one_time=False)

    threads = [threading.Thread(target=fill, args=(number,)) for number in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sum(both[0].has(f"a{number}-{each}") for number in range(2) for each in range(20)) == 40


def test_a_disk_that_opens_no_file_keeps_nobody_from_a_try(credentials: DiskCredentials, path: Path) -> None:
    """One after the other or not: the right password is let in."""
    credentials.set_password("rsj", PASSWORD, one_time=False)
    path.with_name("tries.lock").mkdir()

    with credentials.one_try("rsj"):
        assert credentials.check("rsj", PASSWORD)
