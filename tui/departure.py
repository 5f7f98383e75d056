"""Leaving a page or a dialog: it takes itself off the screen, and never what stands over it.

Whatever is told on a page may come to its end while something else stands there: the terminal became too small, help
was asked for. Textual takes away what is on top, whoever leaves; the page would stay, and another Esc end the app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.events import Mount, Resize, ScreenResume
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.events import Event

T = TypeVar("T")


class Departing(Screen[T]):
    """One that leaves as soon as nothing stands over it; of two answers the first counts."""

    is_leaving = False
    """Whether it has left, or will; what is typed is for the page beneath."""
    _answer: T | None = None

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed has somewhere to go here yet; else it waits."""
        return True

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave now, or when this page is on top again.

        Args:
            result: what it answers.
        """
        if not self.is_leaving:
            self.is_leaving, self._answer = True, result
        return super().dismiss(self._answer) if self.app.screen is self else AwaitComplete()

    async def on_event(self, event: Event) -> None:
        """Take what comes, but no size that the terminal has no more, and nothing to be shown on a page that goes.

        Textual tells a page of its new size once more when it is laid out. Two sizes that wait for a page at a time, as
        from a window that is dragged, would so follow each other for ever, and the process do nothing else. And a page
        that is taken away before it was there is begun all the same, without any widget to show something in.
        """
        is_gone = not (self.display and self.is_attached)
        is_former = isinstance(event, Resize) and event.size != self.app.size
        if not is_former and not (is_gone and isinstance(event, Mount | Resize | ScreenResume)):
            await super().on_event(event)

    @on(ScreenResume)
    def _leave_at_last(self) -> None:
        if self.is_leaving:
            self.dismiss()
