"""The host's keys: made once, for the owner alone, and the same ever after."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import plink, run, ssh

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ssh.clients import Door, End
    from tests.ssh.conftest import OpenDoor


def fingerprints(door: Door) -> End:
    """What ``tianbao serve --fingerprints`` ends with."""
    return operator(door, "--data", str(door.data), "serve", "--fingerprints")


def serve(data: Path, *options: str) -> End:
    """What ``tianbao serve`` ends with."""
    line = [sys.executable, "-m", "tui", "--data", str(data), "--lang", "en", "serve", *options]
    return run(line, env={"PYTHONPATH": str(ROOT)})


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


def gone_with_their_record(keys: Path) -> None:
    """One key goes, and what is noted beside it."""
    (keys / "made").unlink()
    (keys / "ssh_host_rsa_key").unlink()


@pytest.mark.parametrize("lose", [gone_with_their_record, shutil.rmtree], ids=["one of them", "all"])
def test_keys_that_were_made_are_missed_whatever_else_has_gone(
    sample_data: Path, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    """The directory too: no new ones are made, the sentence says what to do, and the server doesn't start."""
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    first = serve(data, "--fingerprints")
    lose(data / "host-keys")
    again, served = serve(data, "--fingerprints"), serve(data, "--port", "0")

    assert 0 == first.returncode
    for each in (again, served):
        assert (1, b"") == (each.returncode, each.stdout)
        assert "put it back from a backup" in each.stderr.decode()
        assert "serve --new-host-keys" in each.stderr.decode()
    assert not list((data / "host-keys").glob("ssh_host_rsa_key"))


def test_keys_of_an_older_version_are_missed_as_well(sample_data: Path, tmp_path: Path) -> None:
    """It noted them beside themselves alone; the first start of this one notes them in the installation too."""
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    untouched = (data / "installation.json").read_bytes()
    before = serve(data, "--fingerprints").stdout
    (data / "installation.json").write_bytes(untouched)
    after = serve(data, "--fingerprints")
    shutil.rmtree(data / "host-keys")

    assert (before, b"") == (after.stdout, after.stderr)
    assert 1 == serve(data, "--fingerprints").returncode


def test_that_keys_were_made_is_said(sample_data: Path, tmp_path: Path) -> None:
    """Beside the fingerprints, once; a key that somebody has put there stays, and the other one is named."""
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    own = data / "host-keys" / "ssh_host_ed25519_key"
    own.parent.mkdir()
    run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(own)])
    theirs = run(["ssh-keygen", "-lf", str(own)]).stdout.decode().split()[1]
    first, second = serve(data, "--fingerprints"), serve(data, "--fingerprints")

    assert first.stderr.decode().startswith("New host keys were made: RSA. ")
    assert theirs in first.stdout.decode()
    assert (first.stdout, b"") == (second.stdout, second.stderr)


def test_that_keys_were_made_is_in_the_log(sample_data: Path, tmp_path: Path) -> None:
    """With their fingerprints, where a server was started that had none."""
    data, log = Path(shutil.copytree(sample_data, tmp_path / "data")), tmp_path / "log"
    line = [sys.executable, "-m", "tui", "--data", str(data), "serve", "--host", "127.0.0.1", "--port", "0"]
    with log.open("wb") as errors, subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors) as server:
        assert server.stdout is not None
        printed = [server.stdout.readline().split() for _ in range(3)]
        server.terminate()

    for name, fingerprint in printed[:2]:
        assert f"WARNING a host key was made: {name.decode()} {fingerprint.decode()}\n" in log.read_text("utf-8")


def test_new_keys_are_made_for_whoever_asks(sample_data: Path, tmp_path: Path) -> None:
    """In place of all that were, there or not; they are said to be new, and stay from then on."""
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    before = serve(data, "--fingerprints").stdout.split()
    shutil.rmtree(data / "host-keys")
    renewed = serve(data, "--new-host-keys")
    again = serve(data, "--new-host-keys")
    after = serve(data, "--fingerprints")

    assert [0, 0] == [renewed.returncode, again.returncode]
    assert renewed.stderr.decode().startswith("New host keys were made: ED25519, RSA. ")
    assert not set(before[1::2]) & set(renewed.stdout.split()) & set(again.stdout.split())
    assert (again.stdout, b"") == (after.stdout, after.stderr)


def cut_short(path: Path) -> None:
    """Half of it is there."""
    path.write_bytes(path.read_bytes()[:200])


def another_kind(path: Path) -> None:
    """The other key's content."""
    path.write_bytes(path.with_name("ssh_host_ed25519_key").read_bytes())


def with_a_passphrase(path: Path) -> None:
    """A key that nobody is there to open."""
    run(["ssh-keygen", "-q", "-p", "-N", "a long secret", "-f", str(path)])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.write_bytes(b""), "there is no private key in it that can be read"),
        (lambda path: path.write_bytes(b"\xff\x00garbage"), "there is no private key in it that can be read"),
        (cut_short, "there is no private key in it that can be read"),
        (with_a_passphrase, "there is no private key in it that can be read"),
        (another_kind, "the key in it is of another kind (ssh-ed25519)"),
    ],
    ids=["empty", "garbage", "cut short", "with a passphrase", "another kind"],
)
def test_a_file_that_is_not_its_key_is_a_sentence(
    sample_data: Path, tmp_path: Path, spoil: Callable[[Path], None], why: str
) -> None:
    """With the file, what is wrong, and what to do; no key is called what it isn't."""
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    serve(data, "--fingerprints")
    key = data / "host-keys" / "ssh_host_rsa_key"
    spoil(key)
    told = serve(data, "--fingerprints")

    assert (1, b"") == (told.returncode, told.stdout)
    assert told.stderr.decode().startswith(f"The host key {key} can't be used: {why}; put it back from a backup")
    assert 1 == told.stderr.count(b"\n")
