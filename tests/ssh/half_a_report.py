"""A clerk in the middle of a report, whom a test then interrupts in one way or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ssh.clients import terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.clients import Door, Terminal

HALF = "走访企业三家,还没写"
NUMBER, COMMITMENT = "21", "社保征缴扩面任务完成率"
"""A commitment of rsj's that is not reported yet in the sample's open period, by its number in the list."""


def drafts(data: Path) -> str:
    """Everything that is kept of forms in the middle of being filled in."""
    return "".join(path.read_text("utf-8") for path in (data / "drafts").rglob("*") if path.is_file())


def write_half_a_report(door: Door) -> Terminal:
    """A clerk in front of a form, with a figure and half a sentence in it."""
    screen = open_report(door)
    screen.type("47")
    screen.wait_for("47")
    screen.type("\t\t\t")
    screen.type(HALF)
    screen.wait_for(HALF)
    return screen


def open_report(door: Door) -> Terminal:
    """A clerk who has signed in and opened the form."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局", COMMITMENT)
    screen.type(f"{NUMBER}\r")
    screen.wait_for("完成数", COMMITMENT, "F8 报送")
    return screen
