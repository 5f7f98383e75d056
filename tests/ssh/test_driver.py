"""Textual on a channel: what many apps in one process, half characters and hostile bytes do to it."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest
from attrs import define
from textual.widgets import Input, Static

from departments.settings import Colours
from tests.ssh.paper import Paper
from tui.ssh.driver import ChannelApp, ChannelDriver
from tui.ssh.terminal import Terminal
from tui.terminal_protocol import ENDLESS_PASTE, LONGEST_PASTE, tick

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from textual import events
    from textual.app import ComposeResult

    Start = Callable[..., Coroutine[None, None, "Running"]]

PLAIN = Terminal("xterm", Colours.SIXTEEN, 40, 10)


class Echo(ChannelApp):
    """Shows what is typed, and keeps every key and paste."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.pastes: list[str] = []

    def compose(self) -> ComposeResult:
        """A field."""
        yield Input()
        yield Static("words", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Note it."""
        self.keys.append(event.key)

    def on_paste(self, event: events.Paste) -> None:
        """Note it."""
        self.pastes.append(event.text)


@define
class Running:
    """An app that runs, with what it has drawn."""

    app: Echo
    paper: Paper
    task: asyncio.Task[None]

    @property
    def driver(self) -> ChannelDriver:
        """Its driver."""
        driver = self.app.channel_driver
        assert driver is not None
        return driver

    @property
    def field(self) -> Input:
        """What is typed into."""
        return self.app.query_one(Input)

    async def until(self, question: Callable[[], bool]) -> None:
        """Let the app work until the answer is yes."""
        deadline = asyncio.get_running_loop().time() + 60
        while not question():
            assert asyncio.get_running_loop().time() < deadline
            await asyncio.sleep(0.01)

    async def silence(self) -> None:
        """Let nothing come for as long as ends what was begun: the app's own timer goes off before this one."""
        await asyncio.sleep(tick(is_waiting=self.app.is_waiting))

    async def end(self) -> None:
        """End it."""
        self.app.exit()
        await self.task


@pytest.fixture
async def running() -> AsyncIterator[Start]:
    """Starts apps, and ends those that the test didn't."""
    started: list[Running] = []

    async def start_one(terminal: Terminal = PLAIN) -> Running:
        started.append(await start(terminal))
        return started[-1]

    yield start_one
    for each in started:
        each.app.exit()
        await asyncio.wait({each.task}, timeout=5)


async def start(terminal: Terminal) -> Running:
    """An app that has drawn its first frame."""
    app, paper = Echo(), Paper()
    app.serve_on(paper, terminal)  # type: ignore[arg-type]
    task = asyncio.create_task(app.run_async(mouse=False, size=(terminal.width, terminal.height)))
    started = Running(app, paper, task)
    await started.until(lambda: b"words" in paper.written)
    await started.until(lambda: app.focused is not None)
    return started


async def test_a_character_split_over_two_packets_is_one(running: Start) -> None:
    """The first half decodes to nothing, which the parser must not take for the end of the line."""
    one = await running()
    for byte in "南开区填报".encode():
        one.driver.feed(bytes([byte]))
    await one.until(lambda: one.field.value == "南开区填报")
    await one.end()


async def test_a_bare_escape_comes_without_another_key(running: Start) -> None:
    """Nothing follows it; the parser has to be told that time has passed."""
    one = await running()
    one.driver.feed(b"\x1b")
    await one.until(lambda: "escape" in one.app.keys)
    one.driver.feed(b"\x1b[1")
    one.driver.feed(b"5~")
    await one.until(lambda: "f5" in one.app.keys)

    assert 1 == one.app.keys.count("escape")
    await one.end()


async def test_two_apps_leave_the_process_its_streams(running: Start) -> None:
    """Overlapping lives, ended in the order of their beginning: standard output is what it was, all the while."""
    out, err = sys.stdout, sys.stderr
    first, second = await running(), await running()

    assert (out, err) == (sys.stdout, sys.stderr)
    await first.end()
    assert (out, err) == (sys.stdout, sys.stderr)
    await second.end()
    assert (out, err) == (sys.stdout, sys.stderr)


async def test_no_keyboard_protocol_no_mouse_and_no_focus_reports_are_asked_for(running: Start) -> None:
    """Input methods and select-to-copy are left alone; the terminal gets back what it gave."""
    one = await running()
    await one.end()
    written = bytes(one.paper.written)

    for asked in (b"\x1b[>", b"\x1b[=", b"?1000h", b"?1002h", b"?1003h", b"?1004h", b"?2026", b"?2048"):
        assert asked not in written
    assert written.startswith(b"\x1b[?1049h")
    assert written.index(b"\x1b[?1049l") < written.index(b"\x1b[?25h")


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x1b[99999999999999;1u",
        b"\x1b[1114112;5u",
        b"\x1b[<99999999999999;1;1M",
        b"\xff\xfe\xed\xa0\x80",
        b"\x00\x1b\x1b\x1b[\x1b]",
        b"\x1b[48;99999999;99999999;1;1t",
        bytes(range(0x20, 256)) * 2,
    ],
)
async def test_hostile_bytes_cost_nobody_the_session(running: Start, hostile: bytes) -> None:
    """Whatever comes, the next key is a key."""
    one = await running()
    one.driver.feed(hostile)
    await one.silence()
    one.field.value = ""
    one.driver.feed(b"\x1b")
    await one.silence()
    one.driver.feed("好".encode())
    await one.until(lambda: "好" in one.field.value)
    await one.end()


async def test_a_paste_without_an_end_is_given_up(running: Start) -> None:
    """Its beginning is taken, and the keys after it are keys."""
    one = await running()
    one.driver.feed(b"\x1b[200~" + b"x" * ENDLESS_PASTE + b"x")
    one.driver.feed("好".encode())
    await one.until(lambda: "好" in one.field.value)

    assert "x" * LONGEST_PASTE + "好" == one.field.value
    await one.end()


async def test_frames_are_left_out_while_the_client_is_behind(running: Start) -> None:
    """When it has caught up it gets one whole frame, with everything in it."""
    one = await running()
    one.paper.is_behind = True
    one.paper.written.clear()
    one.driver.feed(b"abc")
    await one.until(lambda: one.field.value == "abc")
    one.driver.feed(b"d")
    await one.until(lambda: one.field.value == "abcd")
    left_out = bytes(one.paper.written)
    one.paper.is_behind = False
    one.paper.on_calm()
    await one.until(lambda: b"abcd" in one.paper.written and b"words" in one.paper.written)

    assert b"" == left_out
    await one.end()


async def test_a_fault_is_kept_and_nothing_is_printed(running: Start, capsys: pytest.CaptureFixture[str]) -> None:
    """The app ends; what it was is for whoever runs it, and not for the terminal or the process's streams."""
    one = await running()

    def mistake() -> None:
        secret = "of-a-person"
        raise ZeroDivisionError(len(secret))

    one.app.call_later(mistake)
    await one.task

    assert isinstance(one.app.fault, ZeroDivisionError)
    assert b"of-a-person" not in one.paper.written
    assert ("", "") == capsys.readouterr()


async def test_an_ended_app_leaves_nothing_running(running: Start) -> None:
    """No task of it goes on, and nothing holds it."""
    before = asyncio.all_tasks()
    one = await running()
    await one.end()

    await one.until(lambda: before == asyncio.all_tasks())
