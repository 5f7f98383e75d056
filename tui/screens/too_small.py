"""What stands over everything while the terminal is too small; nothing beneath it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import bindings
from tui.departure import Departing
from tui.terminal_safety import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize
    from textual.geometry import Size

    from tui.language import Language

LEAST_WIDTH, LEAST_HEIGHT = 80, 24


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size can't show the pages."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmallScreen(ModalScreen[None], Departing[None]):
    """One sentence: the size needed and the size there is."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $background; &:ansi { background: $background; } }
    TooSmallScreen Static { width: auto; max-width: 100%; height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("quit_app", "leave_app")

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__()
        self._language = language
        self._was_covered = False

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(markup=False)

    async def action_quit_app(self) -> None:
        """Leave; what is half typed beneath is kept."""
        await self.app.run_action("app.quit_app")

    action_leave_app = action_quit_app

    def on_screen_suspend(self) -> None:
        """Remember that something stands above: what was going on has asked a question."""
        self._was_covered = True

    def on_screen_resume(self) -> None:
        """Give way where the terminal has grown meanwhile."""
        if self._was_covered and not is_too_small(self.app.size):
            self.dismiss()

    def on_resize(self, event: Resize) -> None:
        """Name the size there is now."""
        sentence = self._language.say(
            "The window is {width} by {height}; make it at least {least_width} by {least_height}. Nothing is lost.",
            width=event.size.width,
            height=event.size.height,
            least_width=LEAST_WIDTH,
            least_height=LEAST_HEIGHT,
        )
        self.query_one(Static).update(plain(sentence))
