"""The keys that a page names, beside the keys that do something on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from tui.actions import key_name
from tui.key_map import keys_here
from tui.screens.help import HelpScreen
from tui.widgets.lines import KeyLine
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from tests.tui.app.conftest import Hands

_KEY = re.compile(r"(?<![A-Za-z0-9])(?:F[0-9]{1,2}|Del|Ctrl\+[A-Z])(?![A-Za-z0-9])")


def keys_in(text: str) -> set[str]:
    """The keys that a text names."""
    return set(_KEY.findall(text))


async def live_keys(hands: Hands) -> set[str]:
    """The keys that do something on the page, wherever on it one is and whatever is chosen."""
    screen: Any = hands.app.screen
    found: set[str] = set()
    for widget in screen.focus_chain or [None]:
        screen.set_focus(widget, scroll_visible=False)
        for row in (widget.rows if isinstance(widget, RowTable) else ()) or [None]:
            if isinstance(widget, RowTable) and row:
                widget.choose(row.key)
            await hands.settle()
            found |= {key for keys in keys_here(screen.active_bindings.values()).values() for key in keys}
    return {key_name(key, screen.language) for key in found}


def named_keys(hands: Hands) -> set[str]:
    """The keys that the page names."""
    return keys_in(hands.page)


async def told_by_help(hands: Hands) -> str:
    """All that help says of the page or dialog, however long it is; its own keys aside."""
    await hands.press("f1")
    words = (each for each in hands.at(HelpScreen).query(Static) if not isinstance(each, KeyLine))
    told = "\n".join(str(each.visual) for each in words)
    await hands.press("escape")
    return told


async def live_keys_as_it_stands(hands: Hands) -> set[str]:
    """What :func:`live_keys` finds; afterwards the page stands as before."""
    page: Any = hands.app.screen
    focused, chosen = page.focused, [(table, table.chosen) for table in page.query(RowTable)]
    live = await live_keys(hands)
    for table, key in chosen:
        table.choose(key)
    page.set_focus(focused)
    await hands.settle()
    return live
