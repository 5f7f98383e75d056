"""The host's keys: made once, for the owner alone, and the same ever after."""

from __future__ import annotations

import shutil
import stat
import sys
from typing import TYPE_CHECKING

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import plink, run, ssh

if TYPE_CHECKING:
    from tests.ssh.clients import Door, End
    from tests.ssh.conftest import OpenDoor


def fingerprints(door: Door) -> End:
    """What ``tianbao serve --fingerprints`` ends with."""
    return operator(door, "--data", str(door.data), "serve", "--fingerprints")


def operator(door: Door, *line: str) -> End:
    """What a command on the host ends with."""
    return run([sys.executable, "-m", "tui", *line], env={"PYTHONPATH": str(ROOT), "HOME": str(door.home)})


def test_the_printed_fingerprints_are_those_that_clients_see(door: Door) -> None:
    """Ed25519 and RSA, word for word as ``ssh-keygen -l`` names them; the files are for the owner alone."""
    told = fingerprints(door).stdout.decode().split()
    scanned = run(["ssh-keyscan", "-p", str(door.port), "127.0.0.1"]).stdout
    seen = run(["ssh-keygen", "-lf", "-"], input=scanned).stdout.decode().split("\n")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (door.data / "host-keys").iterdir()}

    assert ["ED25519", "RSA"] == told[::2]
    assert set(told[1::2]) == {line.split()[1] for line in seen if line}
    assert {0o600} == modes


def test_both_kinds_of_key_are_offered(door: Door) -> None:
    """A client that knows the one or the other gets in; PuTTY compares the fingerprint."""
    for kind in ("ssh-ed25519", "rsa-sha2-512"):
        assert 0 == ssh(door, "rsj", "plan show --json", options=[f"HostKeyAlgorithms={kind}"]).returncode

    assert 0 == plink(door, "rsj", "plan", "show", "--json").returncode


def test_a_restored_host_is_known_again(open_door: OpenDoor) -> None:
    """The keys are in the backup, and for the owner alone in what is made of it; a client sees no other host."""
    door = open_door()
    before, data, archive = fingerprints(door).stdout, str(door.data), str(door.home / "a.zip")
    door.stop()
    for line in (["--data", data, "backup", archive], ["restore", archive, str(door.home / "restored")]):
        assert 0 == operator(door, *line).returncode
    shutil.rmtree(door.data)
    (door.home / "restored").rename(door.data)
    again = open_door()

    assert before == fingerprints(again).stdout
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in (again.data / "host-keys").iterdir()}
    assert 0 == ssh(again, "reader", "status").returncode


def test_the_keys_stay_over_a_restart(open_door: OpenDoor) -> None:
    """What a client has accepted once is good for ever."""
    door = open_door()
    before = fingerprints(door).stdout
    door.stop()

    assert before == fingerprints(open_door()).stdout != b""


def test_a_key_that_is_gone_is_not_silently_made_again(open_door: OpenDoor) -> None:
    """The server refuses, and says where the key belongs; so it does if others could read it."""
    door = open_door()
    door.stop()
    key = door.data / "host-keys" / "ssh_host_ed25519_key"
    content = key.read_bytes()
    key.unlink()
    gone = fingerprints(door)
    key.write_bytes(content)
    key.chmod(0o644)
    exposed = fingerprints(door)

    assert (1, b"") == (gone.returncode, gone.stdout)
    assert str(key) in gone.stderr.decode()
    assert 1 == exposed.returncode
    assert "chmod 600" in exposed.stderr.decode()
