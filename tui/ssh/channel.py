"""A session's channel: no forwarding of any kind, an environment of a few known words, and a look at what lies unread.

Builds on asyncssh's inner names, as only ``connection.py`` and ``unpacking.py`` do beside it;
``tests/ssh/test_contracts.py`` holds them to the version in use.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from asyncssh import ChannelOpenError, SSHServerChannel
from asyncssh.constants import OPEN_RESOURCE_SHORTAGE
from asyncssh.packet import SSHPacket, String

from tui.ssh.terminal import is_welcome

if TYPE_CHECKING:
    from asyncssh import SSHServerConnection
    from asyncssh.misc import MaybeAwait
    from asyncssh.session import SSHSession

_WINDOW = 1024 * 1024
"""Bytes that a client may send before they have been taken in."""
_PACKET = 32 * 1024
_LEAST_PACKET = 1024
"""Bytes that a client has to take in one packet."""
_COMMAND_ENCODINGS = ("utf-8", "gb18030")
"""How a command line may be written: PuTTY's plink sends it in the Chinese Windows' own way."""


class DoorChannel(SSHServerChannel[bytes]):
    """A channel that carries bytes as they are, and refuses whatever a clerk has no use for."""

    def __init__(self, connection: SSHServerConnection) -> None:
        """Args: the connection on which the channel was asked for."""
        super().__init__(
            connection,
            asyncio.get_running_loop(),
            allow_pty=True,
            line_editor=False,
            line_echo=False,
            line_history=0,
            max_line_length=0,
            encoding=None,
            errors="strict",
            window=_WINDOW,
            max_pktsize=_PACKET,
        )

    def process_open(
        self, send_chan: int, send_window: int, send_pktsize: int, session: MaybeAwait[SSHSession[bytes]]
    ) -> None:
        """Open it, unless each packet may carry next to nothing: a screen would be tens of thousands of them.

        Raises:
            ChannelOpenError: the client takes too small packets.
        """
        if send_pktsize < _LEAST_PACKET:
            raise ChannelOpenError(OPEN_RESOURCE_SHORTAGE, "Packets of a kilobyte have to be taken")
        super().process_open(send_chan, send_window, send_pktsize, session)

    def _process_pty_req_request(self, packet: SSHPacket) -> bool:
        kind, rest = packet.get_string(), packet.get_remaining_payload()
        # A name in other letters is one that nobody knows; asyncssh would hang up.
        named = kind.decode("ascii", "replace").encode("ascii", "replace")
        return super()._process_pty_req_request(SSHPacket(String(named) + rest))

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        if not is_welcome(name.decode("ascii", "replace"), value.decode("ascii", "replace"), len(self._env)):
            return False
        self._env[name] = value
        return True

    def _process_exec_request(self, packet: SSHPacket) -> bool:
        said = packet.get_string()
        packet.check_end()
        for encoding in _COMMAND_ENCODINGS:
            with suppress(UnicodeDecodeError):
                return self._start_session(command=said.decode(encoding))
        return False

    def _process_x11_req_request(self, packet: SSHPacket) -> bool:  # noqa: ARG002 - as asyncssh calls it
        return False

    def _process_auth_agent_req_at_openssh_dot_com_request(self, packet: SSHPacket) -> bool:  # type: ignore[override]  # noqa: ARG002 - as asyncssh calls it
        return False


def unread(channel: SSHServerChannel[bytes]) -> int:
    """Bytes that were written and have left neither the channel nor the process."""
    # get_connection() insists on one that is still open.
    transport = getattr(channel._conn, "_transport", None)  # noqa: SLF001 - see the module's docstring
    waiting: int = 0 if transport is None else transport.get_write_buffer_size()
    return channel.get_write_buffer_size() + waiting
