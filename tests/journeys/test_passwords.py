"""Passwords typed at a real terminal: asked for one after the other, twice where it is a new one, and never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.accounts import SignInRefused
from departments.desks import ClerkDesk
from tests.journeys.terminal import Terminal
from tests.journeys.words import CLERK
from tests.people import PASSWORD, back_at
from tui import wiring

if TYPE_CHECKING:
    from pathlib import Path

NEW = "another-password"


def typed(data: Path, *answers: str) -> tuple[int, str]:
    """The exit code of ``account password`` and all that stood on the screen, with these answers to its prompts."""
    with Terminal("--data", str(data), "--account", CLERK, "account", "password") as terminal:
        for prompt, answer in zip((f"账号 {CLERK} 的口令：", "新口令：", "再次输入新口令："), answers, strict=False):
            terminal.wait_for(prompt)
            terminal.press(answer, "enter")
        return terminal.wait_for_the_end(), terminal.page


def test_a_new_password_is_typed_twice(data: Path) -> None:
    """The new one opens the desk, the old one nothing; the screen has none of them."""
    code, page = typed(data, PASSWORD, NEW, NEW)

    assert (0, True) == (code, "已更改" in page)
    assert not [each for each in (PASSWORD, NEW) if each in page]
    assert CLERK == back_at(wiring.open_office(data), CLERK, ClerkDesk, NEW).account.name
    with pytest.raises(SignInRefused):
        wiring.open_office(data).sign_in(CLERK, PASSWORD)


@pytest.mark.parametrize("chosen", [(NEW, "another-passwort"), ("short", "short"), (CLERK, CLERK)])
def test_a_slip_of_the_finger_or_a_weak_password_changes_nothing(data: Path, chosen: tuple[str, str]) -> None:
    """2, with a sentence; the old one still opens."""
    code, page = typed(data, PASSWORD, *chosen)

    assert (2, False) == (code, "已更改" in page)
    assert CLERK == back_at(wiring.open_office(data), CLERK, ClerkDesk).account.name
