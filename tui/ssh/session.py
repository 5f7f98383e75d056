"""One app on one channel, its whole life: keys in, frames out, a warning when nobody types, and the end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from attrs import evolve

from departments.wording import N_
from tui.ssh.served_app import ServedApp
from tui.ssh.terminal import clamped

if TYPE_CHECKING:
    from tui.ssh.driver import ChannelDriver
    from tui.ssh.visit import Visit

_BREATH = 0.05
"""Seconds until an app that was behind with its keys is looked at again."""
_LEFT = 0


async def show_app(visit: Visit) -> int:
    """Show the app until the person leaves, the line drops, or nobody has typed for long.

    Raises:
        Exception: whatever went wrong in the app.
    """
    assert visit.terminal is not None  # noqa: S101 - made sure of before
    guest, premises = visit.guest, visit.premises
    settings = await asyncio.to_thread(guest.desk.settings) if guest.desk else None
    if visit.session.is_over:
        return _LEFT
    app = ServedApp(premises.office, visit.language, guest, settings=settings, sheets=premises.sheets)
    app.serve_on(visit.outflow, visit.terminal)
    life = _Life(visit, app)
    idle = asyncio.create_task(life.watch())
    try:
        await app.run_async(mouse=False, size=(visit.terminal.width, visit.terminal.height))
    finally:
        idle.cancel()
        life.let_go()
        app.forget()
    if app.desk is not None:
        visit.guest = evolve(visit.guest, desk=app.desk)
    if app.fault is not None:
        raise app.fault
    if life.farewell:
        visit.say(life.farewell)
    return _LEFT


class _Life:
    """What happens to a running app from outside."""

    def __init__(self, visit: Visit, app: ServedApp) -> None:
        self._visit = visit
        self._app = app
        self.farewell = ""
        """What the person is told at the end."""
        session = visit.session
        session.on_lost = self._app.end
        app.when_ready = self._begin
        visit.on_stop, visit.end = self._announce_stop, self._app.end
        visit.on_change = self._app.post_change

    def let_go(self) -> None:
        """Belong to the channel no more."""
        session = self._visit.session
        session.on_data, session.on_resize, session.on_lost = _ignore, None, None
        self._visit.on_stop = self._visit.end = self._visit.on_change = None

    async def watch(self) -> None:
        """Warn a person who hasn't typed for long, and end the session of one who doesn't react."""
        limits, loop = self._visit.premises.limits, asyncio.get_running_loop()
        started_at, warned_at = loop.time(), 0.0
        while True:
            driver = self._driver
            last = max(started_at, driver.last_input_at if driver else 0.0)
            if warned_at > last and loop.time() >= last + limits.idle:
                break
            if warned_at <= last and loop.time() >= last + limits.idle - limits.idle_warning:
                warned_at = loop.time()
                message = N_("Nobody has typed for long; press a key within {seconds} s to stay.")
                self._app.announce(self._visit.language.say(message, seconds=round(limits.idle_warning)))
            after = limits.idle if warned_at > last else limits.idle - limits.idle_warning
            await asyncio.sleep(max(_BREATH, last + after - loop.time()))
        self.farewell = N_("Nobody typed for long, so the session was ended. What was typed is kept; sign in again.")
        self._app.end()

    def _begin(self) -> None:
        """Take keys, and the size that the window has got meanwhile."""
        session, terminal = self._visit.session, self._visit.terminal
        session.hand_over(self._feed)
        session.on_resize = self._resize
        width, height, *_ = self._visit.channel.get_terminal_size()
        if terminal is not None and clamped(width, height) != (terminal.width, terminal.height):
            self._resize(width, height)

    @property
    def _driver(self) -> ChannelDriver | None:
        return self._app.channel_driver

    def _feed(self, content: bytes) -> None:
        driver = self._driver
        if driver is None:
            return
        driver.feed(content)
        if driver.is_full:
            self._visit.channel.pause_reading()
            asyncio.get_running_loop().call_later(_BREATH, self._go_on_reading)

    def _go_on_reading(self) -> None:
        driver = self._driver
        if driver is not None and driver.is_full:
            asyncio.get_running_loop().call_later(_BREATH, self._go_on_reading)
        elif not self._visit.channel.is_closing():
            self._visit.channel.resume_reading()

    def _resize(self, width: int, height: int) -> None:
        if self._driver is not None:
            self._driver.resize(width, height)

    def _announce_stop(self) -> None:
        self.farewell = N_("The server has been stopped for a while. What was typed is kept; sign in again later.")
        message = N_("The server stops in a moment. What you have typed is kept; sign in again later.")
        self._app.announce(self._visit.language.say(message))


def _ignore(_: bytes) -> None:
    """What is typed after the end is nobody's."""
