"""Asking for a reason in a few sentences."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.widgets import Static, TextArea

from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.dialog import Dialog
from tui.kept_typing import Pace
from tui.terminal_safety import plain
from tui.widgets.text_input import TextInput, put_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from departments.refusals import Damage, Refusal
    from tui.language import Language


class ReasonDialog(Dialog[str]):
    """Answers the reason; an empty one is for the desk to refuse.

    Where there is somewhere to keep it, it is kept while it is written, and until whoever asked forgets it.
    """

    HELP = N_(
        "Write the reason in a few sentences; Enter begins a new line. {key_accept_text} does it, Esc"
        " twice gives up what was typed."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_text")

    reason = getters.query_one(TextInput)

    def __init__(
        self,
        language: Language,
        title: str,
        text: str,
        *,
        reason: str = "",
        keep: Callable[[str], None] | None = None,
    ) -> None:
        """Args: language, question, what the reason is for, a reason to begin with, and what keeps it, on a thread."""
        super().__init__(language, title)
        self._text = text
        self._begun = self._told_of = self._kept = reason
        self._keep = keep
        self._keeping = asyncio.Lock()
        self._pace = Pace()
        self._timer: Timer | None = None

    def compose_dialog(self) -> ComposeResult:
        """The text and a field."""
        yield Static(plain(self._text))
        yield TextInput(self._begun, help=N_("Why, and what has to be done; the people concerned will read it."))
        yield Static(plain(self.say("Esc once more gives up what you typed here.")), id="lost", classes="alarm hidden")

    def on_mount(self) -> None:
        """Begin in the field."""
        self.reason.styles.min_height = 5
        put_cursor(self.reason, "")
        self.reason.focus()

    @on(TextArea.Changed)
    def keep_soon(self) -> None:
        """Keep what is typed at the pace of a form."""
        if self._keep is not None and self._timer is None and self.reason.text != self._kept:
            self._timer = self.set_timer(self._pace.wait(), self._keep_now)

    @work(group="draft")
    async def _keep_now(self) -> None:
        self._timer = None
        await self.keep_typed()

    async def keep_typed(self) -> None:
        """Keep the reason as it stands."""
        await self._keep_as(self.reason.text)

    async def _keep_as(self, text: str) -> None:
        async with self._keeping:
            if self._keep is not None and text != self._kept:
                self._kept = text
                await answer(self, partial(self._keep, text))
                self._pace.note_kept()

    def refuse(self, refusal: Refusal | Damage) -> None:
        """Say on the dialog's edge why it can't be kept."""
        self.query_one(".dialog-box").border_subtitle = plain(f" {self.language.sentence(refusal)} ")

    async def action_go_back(self) -> None:
        """Answer nothing; what was typed is given up by a second Esc alone."""
        typed = self.reason.text
        if typed.strip() and typed not in (self._begun, self._told_of):
            self._told_of = typed
            self.query_one("#lost").remove_class("hidden")
            return
        await self._keep_for_good(typed if typed == self._begun else "")
        await super().action_go_back()

    async def action_accept_text(self) -> None:
        """Answer the reason; it is kept until what it is for is done."""
        reason = self.reason.text
        await self._keep_for_good(reason)
        self.dismiss(reason)

    async def _keep_for_good(self, text: str) -> None:
        """Keep this and nothing after it; an empty one is forgotten."""
        if self._timer is not None:
            self._timer.stop()
        await self._keep_as(text)
        self._keep = None
