"""What is asked of every page while the scenes are gone through, beside how it looks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tests.tui.app.live_keys import keys_in, live_keys_as_it_stands, told_by_help
from tui.dialogs.choose import ChooseDialog
from tui.screens.help import HelpScreen
from tui.screens.settings_keys import KeyDialog
from tui.screens.terminal_check import TerminalCheckScreen
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from tests.golden.scenes import Scene
    from tests.tui.app.conftest import Hands

WITHOUT_HELP = (HelpScreen, KeyDialog, TerminalCheckScreen)
"""Help itself, and where every key is looked at."""
NUMBERED = ("list", "list-found", "list-returned", "list-typing", "list-extended", "palette", "practice")
"""Scenes in which rows have numbers to type, beside those of every choice; at every desk that has one of the name."""
_ONE_OF_SEVERAL = re.compile(r"(?<![\d.,-])1 (?!(?:is|was|has|does|tells)\b)[a-z]+s\b")
_CUT_PLACE = re.compile(r"\d [A-Z][a-z]*\. ")


async def promises_nothing_keeps(hands: Hands, scene: Scene) -> list[str]:
    """Keys that help names and that do nothing on the page, and a row's number where rows have none; in Chinese."""
    if isinstance(hands.app.screen, WITHOUT_HELP):
        return []
    told = await told_by_help(hands)
    unknown = keys_in(told) - await live_keys_as_it_stands(hands)
    has_numbers = hands.is_at(ChooseDialog) or scene.name in NUMBERED
    return sorted(unknown | ({"序号"} if "序号" in told and not has_numbers else set()))


def stumbling_blocks(hands: Hands) -> list[str]:
    """What of a page an English reader stumbles over: heads that are cut, and one thing said as if it were several."""
    page = hands.page
    cut = [title for title, width in _heads(hands) if cell_len(title) > width]
    return [*cut, *_ONE_OF_SEVERAL.findall(page), *_CUT_PLACE.findall(page)]


def _heads(hands: Hands) -> list[tuple[str, int]]:
    """The heads of the tables that are shown, each with the cells that its column has."""
    tables = [each for each in hands.app.screen.query(RowTable) if each.size.width]
    drawn = [(table, table._looked_up()) for table in tables]
    return [(column.title, width) for _, look in drawn for column, width in zip(look.columns, look.widths, strict=True)]
