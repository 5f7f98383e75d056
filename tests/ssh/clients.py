"""Real clients: OpenSSH's ssh, sftp and scp, PuTTY's plink, psftp and pscp, and a terminal that can be read."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncssh
import pexpect
import pyte
from attrs import define, field

from tests.waiting import until
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

End = subprocess.CompletedProcess[bytes]
"""What a program ended with: exit code, output and errors."""
PATIENCE = 60.0
"""Seconds within which anything has to happen; nothing takes nearly as long, on a busy machine neither."""
_BARE = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


@define
class Door:
    """A server that runs in a process of its own."""

    data: Path
    home: Path
    """Where its clients keep what they need."""
    process: subprocess.Popen[str]
    port: int
    log_path: Path

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self.log_path.read_text("utf-8")

    def wait_for_log(self, text: str) -> str:
        """The log, as soon as it holds the text."""
        return until(lambda: self.log if text in self.log else None, f"{text!r} in the log:\n{self.log}")

    @property
    def known_hosts(self) -> Path:
        """What a client knows of the host."""
        known = self.home / f"known_hosts.{self.port}"
        if known.exists():
            return known
        keys = (self.data / "host-keys").glob("*_key")
        lines = [f"[127.0.0.1]:{self.port} {public_half(path)}" for path in sorted(keys)]
        return laid_down(known, "\n".join(lines) + "\n")

    @property
    def fingerprint(self) -> str:
        """The Ed25519 host key's."""
        told = run(["ssh-keygen", "-lf", str(self.data / "host-keys" / "ssh_host_ed25519_key")]).stdout.decode()
        return told.split()[1]

    def stop(self, within: float = PATIENCE) -> int:
        """Stop it as systemd would, and give its exit code; it has so many seconds."""
        self.process.terminate()
        return self.process.wait(within)


def public_half(private: Path) -> str:
    """The public key of a private one, as ``known_hosts`` has it."""
    return run(["ssh-keygen", "-yf", str(private)]).stdout.decode().strip()


def run(command: Sequence[str], *, input: bytes = b"", env: Mapping[str, str] | None = None) -> End:  # noqa: A002 - as subprocess
    """What a program ends with."""
    return subprocess.run(
        list(command), input=input, capture_output=True, check=False, timeout=2 * PATIENCE, env={**_BARE, **(env or {})}
    )


def ssh_options(door: Door, *more: str) -> list[str]:
    """What every OpenSSH client is told: this host, no agent, no keys but those that are named."""
    options = (
        *more,  # of two values OpenSSH takes the first
        f"UserKnownHostsFile={door.known_hosts}",
        "StrictHostKeyChecking=yes",
        "IdentitiesOnly=yes",
        "IdentityAgent=none",
        "NumberOfPasswordPrompts=1",
        "LogLevel=ERROR",
    )
    return ["-F", "none", *(part for each in options for part in ("-o", each))]


def laid_down(path: Path, text: str, mode: int = 0o600) -> Path:
    """A file that is there with all of its text or not at all, since several clients may begin at a time."""
    fd, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(fd, "w") as new:
        new.write(text)
    Path(name).chmod(mode)
    return Path(name).replace(path)


def asking(door: Door, password: str) -> dict[str, str]:
    """An environment in which OpenSSH gets the password without a terminal."""
    helper = door.home / "askpass"
    if not helper.exists():
        laid_down(helper, '#!/bin/sh\nprintf "%s\\n" "$SAMPLE_PASSWORD"\n', 0o700)
    return {
        "SSH_ASKPASS": str(helper),
        "SSH_ASKPASS_REQUIRE": "force",
        "SAMPLE_PASSWORD": password,
        "HOME": str(door.home),
    }


def ssh(
    door: Door,
    account: str,
    *command: str,
    password: str = PASSWORD,
    options: Sequence[str] = (),
    flags: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    input: bytes = b"",  # noqa: A002 - as subprocess
) -> End:
    """What OpenSSH's ssh ends with."""
    line = ["ssh", *ssh_options(door, *options), "-p", str(door.port), *flags, "--", f"{account}@127.0.0.1", *command]
    return run(line, input=input, env={**asking(door, password), **(env or {})})


def sftp(door: Door, account: str, *batch: str, password: str = PASSWORD) -> End:
    """What OpenSSH's sftp ends with after these commands."""
    line = ["sftp", *ssh_options(door, "BatchMode=no"), "-P", str(door.port), "-b", "-", f"{account}@127.0.0.1"]
    return run(line, input="\n".join(batch).encode() + b"\n", env=asking(door, password))


def scp(door: Door, *arguments: str, password: str = PASSWORD) -> End:
    """What OpenSSH's scp ends with."""
    return run(["scp", *ssh_options(door), "-P", str(door.port), *arguments], env=asking(door, password))


def plink(door: Door, account: str, *command: str) -> End:
    """What PuTTY's plink ends with."""
    return _putty("plink", door, "-no-antispoof", f"{account}@127.0.0.1", *command)


def psftp(door: Door, *batch: str) -> End:
    """What PuTTY's psftp ends with after these commands."""
    return _putty("psftp", door, "rsj@127.0.0.1", "-b", "/dev/stdin", input="\n".join(batch).encode() + b"\n")


def pscp(door: Door, protocol: str, *arguments: str) -> End:
    """What PuTTY's pscp ends with."""
    return _putty("pscp", door, "-q", protocol, *arguments)


def _putty(program: str, door: Door, *arguments: str, input: bytes = b"") -> End:  # noqa: A002 - as subprocess
    line = [program, "-batch", "-P", str(door.port), "-hostkey", door.fingerprint, "-pw", PASSWORD]
    return run([*line, *arguments], input=input, env={"HOME": str(door.home)})


@asynccontextmanager
async def connection(door: Door, **options: Any) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """A client that does what no program of a clerk's does, and can be broken off anywhere."""
    async with asyncssh.connect(
        "127.0.0.1",
        door.port,
        username="rsj",
        password=PASSWORD,
        known_hosts=str(door.known_hosts),
        config=None,
        agent_path=None,
        client_keys=None,
        **options,
    ) as there:
        yield there


@define
class Terminal:
    """Somebody in front of a terminal: types, and reads what stands on the screen."""

    child: pexpect.spawn[bytes]
    screen: pyte.Screen
    _stream: pyte.ByteStream = field(init=False)
    received: int = 0
    """Bytes that came."""
    last_at: float = 0.0
    """When the last of them were read, by the monotonic clock."""

    def __attrs_post_init__(self) -> None:
        """Draw on the screen what comes."""
        self._stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """The screen's lines, without what follows them; the second cell of a wide character holds nothing."""
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return "\n".join("".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows)

    def type(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys.encode())

    def read(self, seconds: float) -> bool:
        """Draw what comes within so many seconds; False when the line is closed."""
        try:
            content = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.received += len(content)
        self.last_at = time.monotonic()
        self._stream.feed(content)
        return True

    def wait_for(self, *texts: str, patience: float = PATIENCE) -> str:
        """The screen, as soon as it holds all of these; CJK characters fill a cell behind them."""
        deadline = time.monotonic() + patience
        while not all(text in self.text for text in texts):
            if time.monotonic() > deadline or not self.read(0.1):
                raise AssertionError(f"{texts} did not come; the screen shows:\n{self.text}")
        return self.text

    def wait_until(self, question: Callable[[], bool]) -> None:
        """Read until the answer is yes."""
        deadline = time.monotonic() + PATIENCE
        while not question():
            assert time.monotonic() < deadline and self.read(0.1), self.text  # noqa: PT018 - one wait

    def settled(self) -> str:
        """The screen, when nothing more comes for it."""
        seen = -1
        while seen != self.received:
            seen = self.received
            self.read(1.0)
        return self.text

    def wait_closed(self) -> int | None:
        """The exit status, when the client has ended."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.1):
            assert time.monotonic() < deadline, self.text
        self.child.close()
        status: int | None = self.child.exitstatus
        return status

    def kill(self) -> None:
        """Drop the line: the client's machine is gone."""
        self.child.kill(9)
        self.child.close()


def terminal(
    door: Door,
    account: str,
    *command: str,
    password: str = PASSWORD,
    size: tuple[int, int] = (120, 40),
    kind: str = "xterm",
    options: Sequence[str] = (),
    env: dict[str, str] | None = None,
) -> Terminal:
    """An ssh in a pseudo-terminal."""
    width, height = size
    child = pexpect.spawn(
        "ssh",
        [*ssh_options(door, *options), "-p", str(door.port), "-t", f"{account}@127.0.0.1", *command],
        dimensions=(height, width),
        env=_BARE | asking(door, password) | {"TERM": kind} | (env or {}),
        timeout=PATIENCE,
    )
    child.delaybeforesend = None
    return Terminal(child, pyte.Screen(width, height))
