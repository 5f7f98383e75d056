"""Leaving a page or a dialog: it takes itself off the screen, and never what stands over it.

Whatever is told on a page may come to its end while something else stands there: the terminal became too small, help
was asked for. Textual takes away what is on top, whoever leaves; the page would stay, and another Esc end the app.
"""

from __future__ import annotations

from typing import TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.events import ScreenResume
from textual.screen import Screen

T = TypeVar("T")


class Departing(Screen[T]):
    """One that leaves as soon as nothing stands over it; of two answers the first counts."""

    is_leaving = False
    """Whether it has left, or will; what is typed is for the page beneath."""
    _answer: T | None = None

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave now, or when this page is on top again.

        Args:
            result: what it answers.
        """
        if not self.is_leaving:
            self.is_leaving, self._answer = True, result
        return super().dismiss(self._answer) if self.app.screen is self else AwaitComplete()

    @on(ScreenResume)
    def _leave_at_last(self) -> None:
        if self.is_leaving:
            self.dismiss()
