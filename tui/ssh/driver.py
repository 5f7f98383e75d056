"""Textual on a channel instead of a terminal device: many apps in one process, each with its own screen and keys.

Builds on Textual's inner names, as only ``tui/style_sheets.py`` does beside it. ``tests/ssh/test_contracts.py`` holds
each of them to the version in use, so that an upgrade fails there and not before a clerk.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from rich.console import Console
from textual import events
from textual.driver import Driver
from textual.geometry import Size

from tui.fault_keeping import FaultKeepingApp
from tui.ssh.terminal import clamped
from tui.terminal_protocol import BEGIN, END, PATIENCE, Keyboard, is_taken, tick

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from textual.app import App
    from textual.message import Message

    from tui.ssh.outflow import Outflow
    from tui.ssh.terminal import Terminal

_MOST_WAITING = 512
"""Keys that may wait for the app before the client has to wait too."""
_PACE = 0.05
"""Seconds within which only the last of a window's sizes counts: each one lays everything out anew."""


class ChannelApp(FaultKeepingApp):
    """The part of a served app that Textual keeps to itself: its console and its standard streams."""

    terminal: Terminal
    """The client's terminal."""
    outflow: Outflow
    """Where frames go."""

    def serve_on(self, outflow: Outflow, terminal: Terminal) -> None:
        """Belong to a channel from now on.

        Args:
            outflow: where frames go.
            terminal: what draws them.
        """
        self.outflow = outflow
        self.terminal = terminal
        self.driver_class = ChannelDriver
        self.console = Console(
            file=self.console.file,
            color_system="truecolor",
            force_terminal=True,
            legacy_windows=False,
            highlight=False,
            emoji=False,
            safe_box=False,
            _environ={"TERM": terminal.kind},
        )
        # Textual puts its own streams in the process's place while an app runs, and back what it found. With two apps
        # that overlap the second would put back the first one's; so each is told to put what is there already.
        self._capture_stdout = sys.stdout  # type: ignore[assignment]
        self._capture_stderr = sys.stderr  # type: ignore[assignment]

    @property
    def is_waiting(self) -> bool:
        """Whether the terminal was asked something and hasn't answered."""
        return False

    @property
    def has_mouse(self) -> bool:
        """Whether the mouse was asked for."""
        return False

    @property
    def keys_waiting(self) -> int:
        """Keys that the app has taken in and not yet answered."""
        return 0

    @property
    def channel_driver(self) -> ChannelDriver | None:
        """The driver, while the app runs."""
        return self._driver if isinstance(self._driver, ChannelDriver) else None

    def forget(self) -> None:
        """Let go of driver and channel, so that what still knows the app keeps nothing of the session alive."""
        self._driver = None
        self.outflow.on_calm = None


class ChannelDriver(Driver):
    """Keys in from a channel, frames out to it."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Args: as every driver; the mouse stays off, so that the terminal's own select and copy work."""
        del debug, mouse
        super().__init__(app, debug=False, mouse=False, size=size)
        assert isinstance(app, ChannelApp)  # noqa: S101 - made sure of before
        self._asking = app
        self._outflow = app.outflow
        self._outflow.on_calm = self._redraw
        self._is_stale = False
        self._is_reading = True
        self._keyboard = Keyboard()
        self._tick: asyncio.TimerHandle | None = None
        self._resizing: asyncio.TimerHandle | None = None
        self._next_size = Size(0, 0)
        self._is_patient_until = self._loop.time() + PATIENCE
        self.last_input_at = self._loop.time()
        """When the client last sent anything, by the loop's clock."""

    def write(self, data: str) -> None:
        """Send a frame, unless the client is behind: then it is drawn anew when it has caught up."""
        if self._outflow.is_behind:
            self._is_stale = True
        else:
            self._outflow.write(data.encode("utf-8", "replace"))

    def feed(self, content: bytes) -> None:
        """Take what the client sent and hand its keys to the app.

        Args:
            content: any bytes, broken off anywhere.
        """
        self.last_input_at = self._loop.time()
        if not self._is_reading:
            return
        for message in self._keyboard.feed(content, has_mouse=self._asking.has_mouse):
            self._take(message)
        if self._tick:
            self._tick.cancel()
        is_waiting = self._asking.is_waiting and self._loop.time() < self._is_patient_until
        self._tick = self._loop.call_later(tick(is_waiting=is_waiting), self._time_out)

    @property
    def is_full(self) -> bool:
        """Whether the app is behind with its keys."""
        return self._app.message_queue_size + self._asking.keys_waiting > _MOST_WAITING

    def resize(self, width: int, height: int) -> None:
        """Take the client's new size soon, kept within what can be drawn."""
        self._next_size = Size(*clamped(width, height))
        if self._resizing is None:
            self._resizing = self._loop.call_later(_PACE, self._take_size)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; everything here runs on its loop."""
        self._app.post_message(message)

    def start_application_mode(self) -> None:
        """Take the client's screen."""
        self.write(BEGIN)

    def disable_input(self) -> None:
        """Take no more keys."""
        self._is_reading = False
        for each in (self._tick, self._resizing):
            if each:
                each.cancel()

    def stop_application_mode(self) -> None:
        """Give the client's screen back."""
        self.disable_input()
        self._outflow.on_calm = None
        self._outflow.write(END.encode())

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 - as it is called
        """Do nothing: a link would open on the server."""

    def deliver_binary(self, binary: BinaryIO | TextIO, *, delivery_key: str, save_path: Path, **_: Any) -> None:  # noqa: ANN401, ARG002 - whatever a sentence names
        """Do nothing: a file would be written on the server."""
        binary.close()

    def _take(self, message: Message) -> None:
        """Hand on what was asked for."""
        if is_taken(message, is_waiting=self._asking.is_waiting, has_mouse=self._asking.has_mouse):
            self.process_message(message)

    def _take_size(self) -> None:
        self._resizing = None
        self._size = (self._next_size.width, self._next_size.height)
        self._app.post_message(events.Resize(self._next_size, self._next_size))

    def _time_out(self) -> None:
        for message in self._keyboard.time_out():
            self._take(message)

    def _redraw(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._app.refresh(layout=True)
