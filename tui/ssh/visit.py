"""One visit: a session on a channel, from the request that opens it to the exit status that ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from asyncssh import SSHReader, SSHWriter
from asyncssh.constants import EXTENDED_DATA_STDERR
from asyncssh.stream import SSHServerStreamSession
from attrs import define, field

from tui.language import Language, speak
from tui.ssh.channel import DoorChannel
from tui.ssh.outflow import Outflow
from tui.ssh.premises import Guest, Premises
from tui.ssh.terminal import Terminal, asked_language
from tui.terminal_kinds import is_line_terminal

if TYPE_CHECKING:
    from collections.abc import Awaitable

    Serve = Callable[["Visit"], Awaitable[int]]

_SFTP = "sftp"


_MOST_EARLY = 4096
"""Bytes of keys that are kept until an app takes them."""


class DoorSession(SSHServerStreamSession[bytes]):
    """What arrives on one channel: kept for whoever reads it as a stream, or handed on at once to an app.

    What a person does before the app is there isn't lost: keys wait for it, and a line that has gone is remembered.
    """

    def __init__(
        self, premises: Premises, guest: asyncio.Future[Guest], serve: Serve, on_closed: Callable[[], None]
    ) -> None:
        """Take what it needs.

        Args:
            premises: the worker's.
            guest: who the visitor turns out to be.
            serve: what is done with a visit.
            on_closed: called when the channel has gone.
        """
        super().__init__(None)
        self._premises = premises
        self._guest = guest
        self._serve = serve
        self._on_closed = on_closed
        self._kind = ""
        self._is_for_app = False
        self._early = b""
        self.is_broken_off = False
        """Whether the client went before it had said that it has sent everything; its stream then ends all the same."""
        self.on_data: Callable[[bytes], None] | None = None
        self.on_resize: Callable[[int, int], None] | None = None
        self.on_lost: Callable[[], None] | None = None

    def pty_requested(self, term_type: str, term_size: Any, term_modes: Any) -> bool:  # noqa: ANN401, ARG002 - whatever a sentence names
        """Every client may have a terminal; which one is believed is decided later."""
        self._kind = term_type
        return True

    def shell_requested(self) -> bool:
        """The app."""
        self._is_for_app = True
        return not self._premises.is_closing

    def exec_requested(self, command: str) -> bool:  # noqa: ARG002 - as asyncssh calls it
        """A one-liner, or the old scp."""
        return not self._premises.is_closing

    def subsystem_requested(self, subsystem: str) -> bool:
        """SFTP and nothing else."""
        return subsystem == _SFTP and not self._premises.is_closing

    def session_started(self) -> None:
        """Let the visit begin."""
        assert self._chan is not None  # noqa: S101 - made sure of before
        channel: DoorChannel = self._chan  # type: ignore[assignment]
        self._premises.receive(Visit(self._premises, channel, self, self._guest, self._serve))

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        """Hand it on, or keep it until it is read."""
        if self.on_data is not None:
            self.on_data(data)
        elif self._is_for_app:
            self._early = (self._early + data)[:_MOST_EARLY]
        else:
            super().data_received(data, datatype)

    def eof_received(self) -> bool:
        """An app's client that sends no more has gone; a command goes on to answer."""
        if self._is_for_app and self.on_lost is not None:
            self.on_lost()
        super().eof_received()
        return True

    @property
    def is_over(self) -> bool:
        """Whether the client sends nothing more, or has gone."""
        return self._eof_received

    def hand_over(self, on_data: Callable[[bytes], None]) -> None:
        """Hand on what arrives from now on, what arrived before first.

        Args:
            on_data: takes it, broken off anywhere.
        """
        self.on_data, early, self._early = on_data, self._early, b""
        if early:
            on_data(early)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002 - as asyncssh calls it
        """Hand it on."""
        if self.on_resize is not None:
            self.on_resize(width, height)

    def signal_received(self, signal: str) -> None:
        """Take no signals; a key or the end of the line says what they would."""

    def break_received(self, msec: int) -> bool:  # noqa: ARG002 - as asyncssh calls it
        """Take no breaks."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever is at work for the client that it has gone."""
        self.is_broken_off = not self._eof_received
        super().connection_lost(exc)
        self._on_closed()
        if self.on_lost is not None:
            self.on_lost()


@define(eq=False)
class Visit:
    """A session, with who it is and what was asked for."""

    premises: Premises
    channel: DoorChannel
    session: DoorSession
    coming_guest: asyncio.Future[Guest]
    _serve: Serve
    guest: Guest = field(init=False)
    """Whoever it is; known from the first handler on."""
    terminal: Terminal | None = field(init=False)
    """The client's terminal, where it has one that can show something."""
    language: Language = field(init=False)
    outflow: Outflow = field(init=False)
    on_stop: Callable[[], None] | None = field(default=None, init=False)
    """Called when the server is about to stop."""
    on_change: Callable[[Collection[str]], None] | None = field(default=None, init=False)
    """Called with the names of the books in which somebody has written."""
    end: Callable[[], None] | None = field(default=None, init=False)
    """Ends the visit, keeping what it has to keep."""
    work: asyncio.Future[int] | None = field(default=None, init=False)
    """What is being done; cancelled when a stop waits no longer."""
    is_stopped: bool = field(default=False, init=False)
    """Whether it was the server that ended it."""

    def __attrs_post_init__(self) -> None:
        """Look at what the client said of itself."""
        environment = {str(name): str(value) for name, value in self.channel.get_environment().items()}
        kind, size = self.channel.get_terminal_type(), self.channel.get_terminal_size()
        self.terminal = None if kind is None else Terminal.believed(kind, (size[0], size[1]), environment)
        self.language = speak(asked_language(environment))
        self.outflow = Outflow(self.channel, self.premises.limits)

    @property
    def command(self) -> str | None:
        """The one-liner that was asked for."""
        return self.channel.get_command()

    @property
    def is_sftp(self) -> bool:
        """Whether files are to be moved."""
        return self.channel.get_subsystem() == _SFTP

    @property
    def can_show_app(self) -> bool:
        """Whether there is a terminal on which the app can be drawn."""
        return self.terminal is not None and not is_line_terminal(self.channel.get_terminal_type() or "")

    @property
    def what(self) -> str:
        """What was asked for, in a word for the log."""
        if self.is_sftp:
            return _SFTP
        return "command" if self.command is not None else "app" if self.can_show_app else "nothing"

    def reader(self) -> SSHReader[bytes]:
        """What the client sends, as a stream."""
        return SSHReader[bytes](self.session, self.channel)

    def writer(self, datatype: int | None = None) -> SSHWriter[bytes]:
        """The way back, as a stream; the error stream where its number is given."""
        return SSHWriter[bytes](self.session, self.channel, datatype)

    def say(self, message: str, **fields: Any) -> None:  # noqa: ANN401 - whatever a sentence names
        """Tell the person one sentence beside the answer."""
        line = self.language.say(message, **fields) + ("\n" if self.terminal is None else "\r\n")
        if not self.channel.is_closing():
            self.channel.write(line.encode(), None if self.terminal else EXTENDED_DATA_STDERR)

    def stop(self) -> None:
        """End it, since the server stops."""
        self.is_stopped = True
        if self.end:
            self.end()

    async def run(self) -> None:
        """Serve the visit, and end it with an exit status."""
        code = await self._serve(self)
        await self.outflow.drained()
        self.outflow.close()
        if not self.channel.is_closing():
            self.channel.exit(code)
