"""The app as a visitor over SSH has it, with every byte that goes to the terminal in hand."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from attrs import define

from tests.hostile.reading import commands_in
from tests.ssh.paper import Paper
from tests.tui.app.conftest import Hands, installation
from tui.language import speak
from tui.ssh.premises import Guest
from tui.ssh.served_app import ServedApp
from tui.ssh.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from departments.desks import Desk, Office

__all__ = ["installation"]

WIDE = (240, 40)
"""Room for most of a text at once."""
_SEQUENCE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")


@define
class Visitor:
    """Somebody who types, and a terminal that is read byte by byte."""

    hands: Hands
    line: Paper
    size: tuple[int, int]

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.hands.press(*keys)

    @property
    def app(self) -> Any:
        """What runs."""
        return self.hands.app

    @property
    def commands(self) -> list[str]:
        """Everything sent so far that a terminal would obey and the app had no business to send."""
        return commands_in(bytes(self.line.written), self.size)

    @property
    def words(self) -> str:
        """Everything sent so far, without places and colours."""
        return _SEQUENCE.sub(b"", bytes(self.line.written)).decode("utf-8")


@pytest.fixture
def visit(office: Office) -> Callable[..., AbstractAsyncContextManager[Visitor]]:
    """Opens the served app at a desk."""

    @asynccontextmanager
    async def opened(desk: Desk, *, size: tuple[int, int] = WIDE) -> AsyncIterator[Visitor]:
        line = Paper()
        app = ServedApp(office, speak("zh"), Guest(desk.account.name, desk))
        app.serve_on(line, Terminal("xterm", "standard", *size))  # type: ignore[arg-type]
        async with app.run_test(headless=False, size=size, notifications=True) as pilot:
            hands = Hands(pilot)
            await hands.settle()
            yield Visitor(hands, line, size)

    return opened
