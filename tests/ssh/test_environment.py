"""What a client says of its surroundings, and what stands in the server's own: what counts of it, and what doesn't."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from tests.ssh.clients import Door, ssh, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor

EXACT, SIXTEEN = re.compile(rb"[34]8;2;\d"), re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7])(?:;\d+)*m")
"""How a colour is asked for by its parts, and how one of sixteen."""


def first_page(door: Door, *options: str, env: dict[str, str] | None = None) -> tuple[str, bool, bool]:
    """What somebody sees first: the page, and whether it asked for exact colours, and for any of sixteen."""
    # Shades of the app's own, which it shows where a terminal has the colours for them.
    chosen = door.data / "settings" / "rsj.json"
    chosen.parent.mkdir(exist_ok=True)
    chosen.write_text('{"theme": "dark"}')
    screen = terminal(door, "rsj", options=options, env=env)
    seen = screen.child.logfile_read = io.BytesIO()
    screen.wait_for("区人社局", "F12")
    text = screen.settled()
    screen.kill()
    return text, bool(EXACT.search(seen.getvalue())), bool(SIXTEEN.search(seen.getvalue()))


def test_colours_and_language_are_the_clients(door: Door) -> None:
    """COLORTERM gives a terminal that has them all of the colours, and LANG the language, sent either way."""
    exact = first_page(door, "SetEnv=COLORTERM=truecolor")
    sent = first_page(door, "SendEnv=COLORTERM", env={"COLORTERM": "truecolor"})
    english = ssh(door, "rsj", "x", options=["SetEnv=LANG=en"])
    german = ssh(door, "rsj", "x", options=["SetEnv=LANG=de_DE.UTF-8"])

    assert exact[1]
    assert sent[1]
    assert b"There is no command x." in english.stderr
    assert "没有命令" in german.stderr.decode()


@pytest.mark.parametrize(
    "variables",
    [
        "NO_COLOR=1",
        "TEXTUAL_COLOR_SYSTEM=truecolor TEXTUAL_THEME=dracula TEXTUAL_PRESS=f1 TEXTUAL_SCREENSHOT=1 TEXTUAL=devtools",
        "TIANBAO_LANG=en TIANBAO_DATA=/tmp TIANBAO_ACCOUNT=coordinator TIANBAO_PASSWORD=x",
        "LD_PRELOAD=/tmp/none.so PYTHONPATH=/tmp PYTHONINSPECT=1 PATH=/tmp",
        "COLUMNS=40 LINES=10 FORCE_COLOR=1 CLICOLOR_FORCE=1",
    ],
)
def test_nothing_else_of_a_clients_environment_has_an_effect(door: Door, variables: str) -> None:
    """The page is the one that is seen without, in the same colours, and so is the answer to a command."""
    plain, plainly = first_page(door), ssh(door, "rsj", "report list --period 2021-09")
    page, answer = (
        first_page(door, f"SetEnv={variables}"),
        ssh(door, "rsj", "report list --period 2021-09", options=[f"SetEnv={variables}"]),
    )

    assert (False, True) == plain[1:]
    assert plain == page
    assert (0, plainly.stdout, plainly.stderr) == (answer.returncode, answer.stdout, answer.stderr)


def test_nothing_of_the_servers_own_environment_reaches_a_session(open_door: OpenDoor, tmp_path: Path) -> None:
    """Whoever starts it from a terminal of theirs, or has set up Textual for themselves, is nobody's clerk."""
    bare = open_door()
    page, answer = first_page(bare), ssh(bare, "rsj", "status").stdout
    bare.stop()
    door = open_door(
        environment={
            "NO_COLOR": "1",
            "FORCE_COLOR": "1",
            "COLUMNS": "40",
            "LINES": "10",
            "TERM": "dumb",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_THEME": "dracula",
            "TEXTUAL_PRESS": "f1",
            "TEXTUAL_LOG": str(tmp_path / "textual.log"),
            "TEXTUAL_SCREENSHOT": "1",
            "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
            "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver",
        }
    )

    assert (page, answer) == (first_page(door), ssh(door, "rsj", "status").stdout)
    assert (False, True) == page[1:]
    assert not (tmp_path / "textual.log").exists()
    assert not list(tmp_path.glob("*.svg"))
