"""``tianbao account add-key`` and its kin: keys from files as people have them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import run_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import CommandLine


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The private half of a key made by OpenSSH; the public one stands beside it."""
    path = tmp_path / "key"
    line = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "新电脑", "-f", str(path)]
    subprocess.run(line, check=True)
    return path


def fingerprint(key: Path) -> str:
    """As OpenSSH prints it."""
    line = ["ssh-keygen", "-lf", str(key)]
    return subprocess.run(line, check=True, capture_output=True, encoding="utf-8").stdout.split()[1]


def test_a_key_is_added_shown_and_removed(tianbao: CommandLine, key: Path) -> None:
    """It is named by the fingerprint that the person's own program prints, and its comment tells whose it is."""
    added = tianbao("account", "add-key", "rsj", f"{key}.pub")
    shown = tianbao("account", "keys", "rsj")
    twice = tianbao("account", "add-key", "rsj", f"{key}.pub")
    removed = tianbao("account", "remove-key", "rsj", fingerprint(key))

    assert fingerprint(key) in added.text
    assert fingerprint(key) in shown.text
    assert "新电脑" in shown.text
    assert 1 == twice.code
    assert fingerprint(key) in twice.err
    assert 0 == removed.code
    assert fingerprint(key) not in tianbao("account", "keys", "rsj").text


def test_the_coordinator_adds_keys_and_a_clerk_does_not(tianbao: CommandLine, key: Path) -> None:
    """Whoever keeps accounts keeps their keys."""
    by_clerk = tianbao("account", "add-key", "rsj", f"{key}.pub", by="rsj")

    assert 1 == by_clerk.code
    assert 0 == tianbao("account", "add-key", "rsj", f"{key}.pub", by="coordinator").code


def test_what_is_no_public_key_is_told_in_a_sentence(tianbao: CommandLine, key: Path, tmp_path: Path) -> None:
    """The private half, a file that is something else, none at all, and an account that isn't there."""
    (tmp_path / "letter").write_text("尊敬的领导\x1b[2J")
    tried = {
        "私钥": ("rsj", str(key)),
        "不是": ("rsj", str(tmp_path / "letter")),
        "none": ("rsj", str(tmp_path / "none")),
        "nobody": ("nobody", f"{key}.pub"),
    }
    for told, (account, path) in tried.items():
        answer = tianbao("account", "add-key", account, path)

        assert answer.code in (1, 2)
        assert told in answer.err
        assert "\x1b" not in answer.err
        assert 1 == len(answer.err.splitlines())


def test_unlocking_an_account_that_was_never_locked_is_fine(tianbao: CommandLine) -> None:
    """Nothing has to be known before it can be tried."""
    assert 0 == tianbao("account", "unlock", "rsj", by="coordinator").code


def test_the_help_page_says_where_the_file_comes_from() -> None:
    """Whoever has PuTTY finds the program's name."""
    assert "PuTTYgen" in run_line(["account", "add-key", "--help"]).text
