"""A file client's line: its requests one after the other, and an end that it, and the person before it, understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncssh import SSHReader, SSHWriter

from departments.wording import N_
from tui.ssh.channel import DoorChannel

if TYPE_CHECKING:
    from tui.ssh.visit import Visit

FINE, _BROKEN_OFF = 0, 70
"""Exit statuses."""


class PatientReader(SSHReader[bytes]):
    """What the client asks for, one request after the other: the next when it has taken in the answers before."""

    def __init__(self, visit: Visit) -> None:
        """Args: whose line it is."""
        super().__init__(visit.session, visit.channel)
        self._outflow = visit.outflow

    async def readexactly(self, n: int) -> bytes:
        """So many bytes."""
        await self._outflow.room()
        return self._came(await super().readexactly(n))

    async def read(self, n: int = -1) -> bytes:
        """What has come, up to so many bytes."""
        return self._came(await super().read(n))

    async def readline(self) -> bytes:
        """The next line."""
        return self._came(await super().readline())

    def _came(self, content: bytes) -> bytes:
        self._outflow.stir()
        return content


class FarewellWriter(SSHWriter[bytes]):
    """A way back that waits for the client, and ends with an exit status: without one, scp says that it failed."""

    def __init__(self, visit: Visit) -> None:
        """Args: whose line it is."""
        super().__init__(visit.session, visit.channel)
        self._outflow = visit.outflow

    async def drain(self) -> None:
        """Wait until there is room."""
        await self._outflow.room()
        await super().drain()
        self._outflow.stir()

    def close(self) -> None:
        """End the session well."""
        channel = self.channel
        if isinstance(channel, DoorChannel) and not channel.is_closing():
            channel.exit(FINE)


def break_off(visit: Visit) -> None:
    """End the visit, when the server stops: the person is told, for which clients have no words of their own."""
    if not visit.channel.is_closing():
        visit.say(
            N_(
                "The server has been stopped for a while."
                " Connect again later, and send or fetch again what had not come whole."
            )
        )
        visit.channel.exit(_BROKEN_OFF)
