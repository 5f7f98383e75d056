"""催报名单: who owes what as a text to copy, in full or in one paragraph, or to take away as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from departments.wording import N_
from tui.actions import bindings
from tui.screens.exporting import export_urging_list
from tui.screens.story import errand
from tui.screens.text_page import TextPage

if TYPE_CHECKING:
    from textual.binding import BindingType

    from departments.desks import CoordinatorDesk
    from departments.readings import Readings
    from departments.urging import UrgingList
    from tui.language import Language


class UrgingListPage(TextPage):
    """The list of one period."""

    HELP = N_(
        "Who owes what, to paste into a message: select with the mouse as in any terminal. {key_shorten_list} shows one"
        " paragraph with a number for each department, and every report again; {key_export_urging_list} writes it"
        " as a file. {key_find_item} narrows what you see to what you type, a department or a commitment; the file"
        " has all of it."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("shorten_list", "export_urging_list")

    def __init__(self, desk: CoordinatorDesk, language: Language, listed: UrgingList) -> None:
        """Args: the desk, which lays the file ready; the language, and the list."""
        super().__init__(language, language.say("Urging list {period}", period=listed.record.period), listed.text)
        self._desk = desk
        self._listed = listed

    @property
    def _is_short(self) -> bool:
        return self.text != self._listed.text

    def read_readings(self) -> Readings:
        """Those of the directory."""
        return self._desk.plan(self._listed.record.period).directory.readings

    def action_shorten_list(self) -> None:
        """Show one paragraph, or every report again."""
        self.show_text(self._listed.text if self._is_short else self._listed.short_text)
        self.tell("")

    @errand
    async def action_export_urging_list(self) -> None:
        """Write what is shown as a file."""
        await export_urging_list(self, self._desk, self._listed.record.period, self.text)
