"""How soon what is typed is kept: with the first key, and then only so often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.building import JOBS, JOBS_FIGURE, draft_of
from tui.form_text import VALUE
from tui.kept_typing import AT_ONCE, KEEP_EVERY, Pace

if TYPE_CHECKING:
    import pytest

    from departments.desks import ClerkDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


def test_the_first_key_waits_for_nothing() -> None:
    """One that follows on what was kept just now waits for a share of the time between two."""
    pace = Pace()

    assert AT_ONCE == pace.wait()

    pace.note_kept()

    assert AT_ONCE < pace.wait() <= KEEP_EVERY


async def test_one_key_is_kept_by_itself(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And so is, a little later, the last one of those that follow."""
    kept: list[str] = []
    keep = type(clerk_desk).keep_draft

    def noting(desk: ClerkDesk, *args: object, **named: object) -> object:
        done = keep(desk, *args, **named)  # type: ignore[arg-type]
        kept.append((draft_of(desk, june, JOBS) or {}).get(f"{VALUE}{JOBS_FIGURE}", ""))
        return done

    monkeypatch.setattr(type(clerk_desk), "keep_draft", noting)
    async with at_terminal(clerk_desk) as hands:
        await hands.press("1", "enter")
        await hands.type("9")
        await hands.until(lambda: bool(kept), "the first key kept")
        await hands.type("80")
        await hands.type("0")
        await hands.until(lambda: kept[-1] == "9800", "the last key kept")

    assert ("9", "9800") == (kept[0], kept[-1])
