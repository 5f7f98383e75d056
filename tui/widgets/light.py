"""A light: always a word and a sign, and a colour beside them where there is one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.widgets import Static

from departments.lights import Light
from tui.terminal_safety import plain

if TYPE_CHECKING:
    from tui.language import Language

SIGNS = MappingProxyType(
    {
        Light.DONE: "*",
        Light.ON_TRACK: "+",
        Light.SLIGHTLY_BEHIND: "-",
        Light.BEHIND: "!",
        Light.MISSING: "?",
        Light.NOT_DUE: ".",
    }
)
"""ASCII, since every terminal draws it one cell wide."""
WORST_FIRST = (Light.BEHIND, Light.SLIGHTLY_BEHIND, Light.MISSING, Light.ON_TRACK, Light.DONE, Light.NOT_DUE)
"""The order in which somebody who looks for what goes wrong wants to see them one by one."""


def light_words(light: Light, language: Language) -> str:
    """The sign and the word of a light."""
    return f"{SIGNS[light]} {language.term(light)}"


def tone_of(light: Light) -> str:
    """The name of the light's tone in a table: ``slightly-behind``."""
    return light.value.replace("_", "-")


class LightLine(Static):
    """A light with a few words before it."""

    DEFAULT_CSS = "LightLine { height: auto; }"

    def __init__(self, language: Language, *, classes: str | None = None) -> None:
        """Args: the reader's language, and classes."""
        super().__init__(markup=False, classes=classes)
        self._language = language
        self._words = ""

    def show(self, light: Light, before: str = "") -> None:
        """Show a light."""
        self._show(f"{before}{light_words(light, self._language)}", light)

    def tell(self, words: str) -> None:
        """Show words in the place of a light."""
        self._show(words, None)

    def _show(self, words: str, light: Light | None) -> None:
        if words == self._words:
            return
        self._words = words
        self.update(plain(words))
        for each in Light:
            self.set_class(each is light, f"-{tone_of(each)}")
