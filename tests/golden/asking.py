"""What is asked of every page while the scenes are gone through, beside how it looks."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len

from departments.lights import Light
from departments.reports import State
from tests.tui.app.live_keys import keys_in, live_keys_as_it_stands, told_by_help
from tui.dialogs.choose import ChooseDialog
from tui.screens.help import HelpScreen
from tui.screens.merging_rows import Standing
from tui.screens.settings_keys import KeyDialog
from tui.screens.terminal_check import TerminalCheckScreen
from tui.widgets.light import light_words
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from tests.golden.frame import Frame
    from tests.golden.scenes import Scene
    from tests.tui.app.conftest import Hands
    from tui.language import Language

WITHOUT_HELP = (HelpScreen, KeyDialog, TerminalCheckScreen)
"""Help itself, and where every key is looked at."""
NUMBERED = (
    *("list", "list-found", "list-returned", "list-typing", "list-extended", "palette", "practice"),
    *("standing", "owing", "workbooks"),
)
"""Scenes in which rows have numbers to type, beside those of every choice; at every desk that has one of the name."""
ABOUT_COLOURS = "guest-terminal-check"
"""The scene in which a colour means nothing, but is shown beside its name."""
COLOURS = MappingProxyType(
    {
        Light.DONE: "bright-cyan",
        Light.ON_TRACK: "bright-green",
        Light.SLIGHTLY_BEHIND: "bright-yellow",
        Light.BEHIND: "bright-red",
    }
)
"""What the lights are lit in; other things that are well, to be heeded, or wrong have the same colours."""
_SIGNS = ("x ", "! ", "* ")
"""What stands before findings, and before what was changed."""
_SCROLLED = "▁▂▃▄▅▆▇█ "
"""What a scroll bar is drawn with."""
_FIGURE = re.compile(r"\d+(?:/\d+)?")
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


def said_by_colour_alone(frame: Frame, language: Language) -> list[str]:
    """Texts whose colour says what no word or sign does.

    A text in a light's colour stands on a line with this light's sign and word, or says by itself what the colour
    means: it fills its line, as a notice and a bar do; it begins with the sign of a finding; it is a figure under its
    column's head; or it is a word for how something stands. And it never names another light than the one that it is
    lit in.
    """
    lights = {light: light_words(light, language) for light in Light}
    words = [*(language.term(each) for each in State), *(language.say(each) for each in Standing)]
    words += [language.say(each) for each in ("one-time password", "disabled", "? overdue")]
    words.append(language.say("wrong passwords: {count}").partition("{")[0])

    def says_itself(text: str, line: str) -> bool:
        begun = text.removesuffix("..")
        return (
            text == line.rstrip(_SCROLLED).strip()
            or text.startswith((*_SIGNS, *words))
            or _FIGURE.fullmatch(text) is not None
            or any(each.startswith(begun) for each in words)
        )

    found = []
    for line, runs in zip(frame.lines, frame.runs(), strict=True):
        for run in runs:
            lit = next((light for light, colour in COLOURS.items() if run.look.startswith(colour)), None)
            if lit is None:
                continue
            text = run.text.strip()
            named = {light for light, each in lights.items() if each in text}
            if named - {lit} or not (lights[lit] in line or says_itself(text, line)):
                found.append(f"{run.look}: {text}")
    return found


def _heads(hands: Hands) -> list[tuple[str, int]]:
    """The heads of the tables that are shown, each with the cells that its column has."""
    tables = [each for each in hands.app.screen.query(RowTable) if each.size.width]
    drawn = [(table, table._looked_up()) for table in tables]
    return [(column.title, width) for _, look in drawn for column, width in zip(look.columns, look.widths, strict=True)]
