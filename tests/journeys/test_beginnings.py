"""How the app begins where it can't: one sentence in the shell, and no page that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.terminal import Terminal
from tests.journeys.words import CLERK
from tests.people import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

PAGES = b"\x1b[?1049h"
"""What takes the screen for pages."""


def test_a_directory_that_is_not_there_is_told_before_any_page(tmp_path: Path) -> None:
    """The sentence, the exit code, and nothing drawn."""
    with Terminal("--data", str(tmp_path / "nothing")) as terminal:
        code = terminal.wait_for_the_end()

        assert code == 1
        assert "tianbao init" in terminal.page
        assert PAGES not in terminal.sent


def test_a_plan_that_cannot_be_used_ends_the_app_before_anybody_signs_in(data: Path) -> None:
    """The installation is opened behind the first page; what is wrong with it is told in the shell, by itself."""
    (data / "plan" / "plan.toml").write_text("[plan", encoding="utf-8")
    with Terminal("--data", str(data)) as terminal:
        code = terminal.wait_for_the_end()

        assert code == 1
        assert "plan.toml:1" in terminal.page
        assert "Traceback" not in terminal.page


def test_who_types_faster_than_the_program_loads_is_signed_in(data: Path) -> None:
    """A name and a password that come with the first page wait for what opens the desk."""
    with Terminal("--data", str(data)) as terminal:
        terminal.wait_for("口令")
        terminal.press(CLERK, "enter", PASSWORD, "enter")

        assert "序时进度" in terminal.wait_for("序时进度")
