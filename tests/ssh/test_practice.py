"""A practice over SSH: the same line, the same account, and nothing of it in the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ssh.clients import Door, terminal

if TYPE_CHECKING:
    from pathlib import Path

CTRL_T, F2, F12 = "\x14", "\x1b[12~", "\x1b[24~"
MARK = "这里填的都不会上报"


def books(data: Path) -> dict[str, bytes]:
    """Every book, draft and file of evidence."""
    places = (data / name for name in ("books", "drafts", "evidence", "inbox", "outbox"))
    return {str(path): path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()}


def test_a_clerk_practises_and_comes_back_on_the_same_line(door: Door) -> None:
    """F12 ends the practice and not the session; the books are as they were."""
    screen = terminal(door, "rsj")
    screen.wait_for("区人社局", "F12")
    before = books(door.data)
    screen.type(CTRL_T)
    screen.wait_for(MARK, "已退回")
    screen.type("\r")
    screen.wait_for(MARK, "下一步措施", "F8")
    screen.type(F2)
    screen.wait_for(MARK, "已存为草稿")
    screen.type(F12)
    screen.wait_until(lambda: MARK not in screen.text and "工作簿" in screen.text and "区人社局" in screen.text)

    assert before == books(door.data)
