"""How far long work on a thread has come, told on the page that waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.place import Place

_WIDTH = 20


def bar(done: int, of: int) -> str:
    """A bar of ASCII signs, which are one cell wide on every terminal: ``[#####...............]``."""
    full = _WIDTH * done // max(of, 1)
    return f"[{'#' * full}{'.' * (_WIDTH - full)}]"


class Progress:
    """Called on the thread after each step; shows a bar, the figures, and what is being done."""

    def __init__(self, place: Place, doing: str) -> None:
        """Args: the page that waits, and what is being done in the person's language."""
        self._place = place
        self._app = place.app
        self._doing = doing

    def __call__(self, done: int, of: int) -> None:
        """Show that so many steps of so many are done."""
        self._app.call_from_thread(self._show, f"{bar(done, of)} {done}/{of} {self._doing}")

    def _show(self, told: str) -> None:
        if self._place.is_attached:
            self._place.tell(told)
