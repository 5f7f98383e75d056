"""Textual at the host's own terminal, or one that reached it by any shell: the same bytes as behind SSH.

Takes from Textual's driver how a terminal is put into its modes and its frames are written, and nothing of what that
says to it. A terminal that goes away, or a process that is asked to end, keeps what is half typed.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_protocol import BEGIN, END, PATIENCE, Keyboard, is_taken, tick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.message import Message

    from tui.app import TianbaoApp

_LOOK_AFTER = 0.1
"""Seconds until the thread that reads keys looks whether it is to end."""
_CHUNK = 4096
_ENDING = (signal.SIGHUP, signal.SIGTERM)
"""The terminal is gone; somebody ends the process."""


class LocalDriver(LinuxDriver):
    """Keys in from a terminal, frames out to it."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Args: as every driver; the app switches the mouse on by itself."""
        del mouse
        super().__init__(app, debug=debug, mouse=False, size=size)
        self._appearance = cast("TianbaoApp", app).appearance
        self._is_silent = False

    def write(self, data: str) -> None:
        """Send a frame, unless the terminal is gone."""
        if not self._is_silent and self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Let Textual's driver do what it does, and say nothing of what it says."""
        self._is_silent = True
        try:
            yield
        finally:
            self._is_silent = False

    def start_application_mode(self) -> None:
        """Take the screen."""
        with self._silence():
            super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write(BEGIN)
        for each in _ENDING:
            asyncio.get_running_loop().add_signal_handler(each, self._leave)

    def stop_application_mode(self) -> None:
        """Give the screen back."""
        for each in _ENDING:
            self._loop.remove_signal_handler(each)
        self.write(END)
        with self._silence():
            super().stop_application_mode()

    def close(self) -> None:
        """Wait until everything is written, if anything is written any more."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def run_input_thread(self) -> None:
        """Read keys until the app ends or the terminal is gone."""
        keyboard, began = Keyboard(), time.monotonic()
        heard = began
        while not self.exit_event.is_set():
            is_waiting = self._appearance.is_waiting
            if select.select([self.fileno], [], [], _LOOK_AFTER)[0]:
                content = self._read()
                if not content:
                    self._leave()
                    return
                heard = time.monotonic()
                self._take(keyboard.feed(content, has_mouse=self._appearance.look.has_mouse))
            elif time.monotonic() - heard > tick(is_waiting=is_waiting and heard - began < PATIENCE):
                self._take(keyboard.time_out())

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _take(self, made: list[Message]) -> None:
        look = self._appearance
        for each in made:
            if is_taken(each, is_waiting=look.is_waiting, has_mouse=look.look.has_mouse):
                self.process_message(each)

    def _leave(self) -> None:
        """Let the app keep what is typed, and end; may be called from any thread."""
        self._app.call_later(self._app.run_action, "app.quit_app")
