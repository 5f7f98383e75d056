"""Behind the system's own sshd: the very lines of the operations page, with Debian's openssh-server."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest
from attrs import frozen

from tests.architecture.source_tree import ROOT
from tests.ssh.clients import PATIENCE, Terminal, run
from tests.waiting import until
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

SSHD = "/usr/sbin/sshd"
BLOCK = re.compile(r"^# /etc/ssh/sshd_config\.d/tianbao\.conf\n(Match User tianbao\n(?:    .+\n)+)", re.MULTILINE)
PROGRAM, KEYS = "/opt/tianbao/bin/tianbao --data /var/lib/tianbao/data", "/etc/ssh/tianbao.keys"


@frozen
class Host:
    """A host that has the system's sshd."""

    port: int
    home: Path

    @property
    def options(self) -> list[str]:
        """What a client is told of it."""
        known = ("StrictHostKeyChecking=yes", f"UserKnownHostsFile={self.home}/known_hosts", "IdentityAgent=none")
        options = (*known, "IdentitiesOnly=yes", "BatchMode=yes", "LogLevel=ERROR", f"IdentityFile={self.home}/key")
        return ["-F", "none", *(part for each in options for part in ("-o", each))]

    @property
    def address(self) -> str:
        """The one account of the host's that everybody uses."""
        return f"{getpass.getuser()}@127.0.0.1"


@pytest.fixture
def host(sample_data: Path, tmp_path: Path) -> Iterator[Host]:
    """An sshd with the block of the operations page; only the account and the three places are this machine's."""
    shutil.copytree(sample_data, tmp_path / "data")
    found = BLOCK.search((ROOT / "docs" / "operations.md").read_text("utf-8"))
    assert found
    ours = f"{sys.executable} -m tui --data {tmp_path}/data"
    block = found[1].replace("Match User tianbao", f"Match User {getpass.getuser()}").replace(PROGRAM, ours)
    block = block.replace(KEYS, f"{tmp_path}/key.pub")
    assert ours in block
    for name in ("key", "host_key"):
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "known_hosts").write_text(f"[127.0.0.1]:{port} {(tmp_path / 'host_key.pub').read_text()}")
    (tmp_path / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {tmp_path}/host_key\nPidFile none\nStrictModes no\n"
        f"AuthorizedKeysFile none\nSetEnv PYTHONPATH={ROOT}\nSubsystem sftp internal-sftp\n{block}"
    )
    server = serving(tmp_path)
    until(lambda: _listens(port), f"sshd:\n{(tmp_path / 'log').read_text()}")
    yield Host(port, tmp_path)
    server.terminate()
    server.wait()


def serving(place: Path) -> subprocess.Popen[bytes]:
    """The sshd; as root it wants a directory of its own."""
    if os.geteuid() == 0:
        os.makedirs("/run/sshd", mode=0o755, exist_ok=True)  # noqa: PTH103 - the system's place
    line = [SSHD, "-D", "-e", "-f", str(place / "sshd_config")]
    with (place / "log").open("wb") as log:
        return subprocess.Popen(line, stderr=log)


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_a_clerk_signs_in_in_the_app(host: Host) -> None:
    """The sign-in page comes up by itself; behind it is the own desk, and leaving it leaves."""
    line = [*host.options, "-p", str(host.port), "-t", host.address]
    child = pexpect.spawn("ssh", line, dimensions=(40, 120), env={**os.environ, "TERM": "xterm"}, timeout=PATIENCE)
    screen = Terminal(child, pyte.Screen(120, 40))
    screen.wait_for("口令")
    screen.type("rsj\r")
    screen.settled()
    screen.type(f"{PASSWORD}\r")
    screen.wait_for("区人社局", "F12")
    screen.type("\x11")

    assert 0 == screen.wait_closed()


def test_there_is_nothing_but_the_app(host: Host) -> None:
    """A command, a file client and a tunnel get the app or nothing: without a terminal a sentence and an exit of 2."""
    port = ["-p", str(host.port)]
    asked = run(["ssh", *host.options, *port, host.address, "id; cat /etc/passwd"])
    files = run(["sftp", *host.options, "-P", str(host.port), "-b", "/dev/stdin", host.address], input=b"ls\n")
    tunnel = run(["ssh", *host.options, *port, "-W", "127.0.0.1:22", host.address])

    assert 2 == asked.returncode
    assert b"" == asked.stdout
    assert "终端" in asked.stderr.decode()
    assert 0 != files.returncode
    assert 0 != tunnel.returncode


def test_no_variable_of_ours_comes_in(host: Host) -> None:
    """Only the locale is taken from a client: nobody chooses another data directory, account or language of ours."""
    options = ["-o", "SetEnv=TIANBAO_DATA=/tmp TIANBAO_LANG=en TIANBAO_ACCOUNT=coordinator"]
    told = run(["ssh", *host.options, *options, "-p", str(host.port), host.address])

    assert 2 == told.returncode
    assert "终端" in told.stderr.decode()
