"""Nothing is forwarded: no port, no socket, no agent, no screen, in neither direction, whatever a client asks for."""

from __future__ import annotations

import os
import socket
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import PATIENCE, Door, asking, run, ssh, ssh_options
from tests.waiting import until
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CUT_OFF = 255
SOCKS_HELLO, SOCKS_WELCOME = b"\x05\x01\x00", b"\x05\x00"
SOCKS_GRANTED = b"\x05\x00\x00\x01" + bytes(6)
"""What the client's own proxy says before it has asked the server."""


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextmanager
def forwarding(door: Door, *flags: str) -> Iterator[subprocess.Popen[bytes]]:
    """An ssh that has signed in, runs nothing, and forwards whatever the flags say."""
    line = ["ssh", *ssh_options(door, "LogLevel=INFO", "ServerAliveInterval=0"), "-p", str(door.port), "-N", *flags]
    client = subprocess.Popen(
        [*line, "rsj@127.0.0.1"],
        env={**os.environ, **asking(door, PASSWORD)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        yield client
    finally:
        # SIGTERM is now and then lost on an ssh that is just going to sleep.
        client.kill()
        client.communicate()


def connected(port: int) -> socket.socket:
    """A connection to a port as soon as somebody listens there."""

    def tried() -> socket.socket | None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            return None

    return until(tried, "a listening client")


def all_of(connection: socket.socket) -> bytes:
    """Everything that comes until it is closed."""
    with suppress(ConnectionResetError):
        return b"".join(iter(lambda: connection.recv(100), b""))
    return b""


@pytest.fixture
def neighbour() -> Iterator[socket.socket]:
    """A service of the host that nobody outside may reach."""
    with socket.create_server(("127.0.0.1", 0)) as service:
        service.settimeout(0)
        yield service


def nobody_came(service: socket.socket) -> bool:
    """Whether no connection has reached the service."""
    try:
        service.accept()
    except BlockingIOError:
        return True
    return False


def test_a_local_port_leads_nowhere(door: Door, neighbour: socket.socket) -> None:
    """``ssh -L``: what connects to it is closed without a byte; the host's own services are not reached."""
    port = free_port()
    with forwarding(door, "-L", f"127.0.0.1:{port}:127.0.0.1:{neighbour.getsockname()[1]}"):
        with connected(port) as inside:
            assert b"" == all_of(inside)
        assert nobody_came(neighbour)


def test_a_local_port_to_a_socket_leads_nowhere(door: Door, tmp_path: Path) -> None:
    """``ssh -L port:/path``: no socket file of the host's is opened."""
    port, path = free_port(), tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as service, forwarding(door, "-L", f"127.0.0.1:{port}:{path}"):
        service.bind(str(path))
        service.listen()
        service.settimeout(0)
        with connected(port) as inside:
            assert b"" == all_of(inside)
        assert nobody_came(service)


def test_a_proxy_leads_nowhere(door: Door, neighbour: socket.socket) -> None:
    """``ssh -D``: the client's proxy answers, and then closes whatever is asked of it."""
    port = free_port()
    with forwarding(door, "-D", f"127.0.0.1:{port}"):
        with connected(port) as inside:
            inside.sendall(SOCKS_HELLO)
            welcome = inside.recv(2)
            target = socket.inet_aton("127.0.0.1") + neighbour.getsockname()[1].to_bytes(2, "big")
            inside.sendall(b"\x05\x01\x00\x01" + target)
            answer = all_of(inside)

        assert SOCKS_WELCOME == welcome
        assert b"" == answer.removeprefix(SOCKS_GRANTED)
        assert nobody_came(neighbour)


@pytest.mark.parametrize(
    "flags",
    [
        ["-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"],
        ["-o", "ExitOnForwardFailure=yes", "-R", "./forwarded:127.0.0.1:22"],
        ["-o", "ExitOnForwardFailure=yes", "-R", "0"],
        ["-W", "127.0.0.1:22"],
        ["-o", "Tunnel=point-to-point", "-o", "ExitOnForwardFailure=yes", "-w", "any"],
    ],
)
def test_nothing_listens_on_the_host(door: Door, flags: list[str]) -> None:
    """No port, no socket, no proxy, no network device: the client is told so and gives up."""
    told = ssh(door, "rsj", *([] if "-W" in flags else ["status"]), flags=flags)

    assert CUT_OFF == told.returncode


def test_puttys_tunnels_lead_nowhere(door: Door, neighbour: socket.socket) -> None:
    """``plink -L`` and ``plink -nc`` are refused like OpenSSH's."""
    line = ["plink", "-batch", "-P", str(door.port), "-hostkey", door.fingerprint, "-pw", PASSWORD]
    target = f"127.0.0.1:{neighbour.getsockname()[1]}"
    told = run([*line, "-nc", target, "rsj@127.0.0.1"], env={"HOME": str(door.home)})

    assert 0 != told.returncode
    assert nobody_came(neighbour)


def test_no_x11_and_no_agent(door: Door) -> None:
    """Asked for, refused, and the session goes on without."""
    env = {"DISPLAY": "127.0.0.1:99"}
    options = ["LogLevel=INFO", "ForwardX11=yes", "ForwardX11Trusted=yes"]
    told = ssh(door, "reader", "status", options=options, env=env)
    line = ["plink", "-v", "-A", "-batch", "-P", str(door.port), "-hostkey", door.fingerprint, "-pw", PASSWORD]
    agent = run(["ssh-agent", *line, "reader@127.0.0.1", "status"], env={"HOME": str(door.home)})

    assert (0, 0) == (told.returncode, agent.returncode)
    assert b"X11 forwarding request failed" in told.stderr
    assert b"Agent forwarding refused" in agent.stderr
