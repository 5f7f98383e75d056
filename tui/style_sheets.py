"""Style sheets read once for all sessions: what one app has parsed, another one of the same colours finds ready.

Textual parses every sheet for every app, and again whenever a screen brings a new one. Here a sheet is parsed once for
each set of colours; the rules that come of it are never changed, so apps share them. Like ``tui/ssh/driver.py`` this
builds on Textual's inner names; ``tests/tui/app/test_style_sheets.py`` holds them to the version in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from textual.css.model import RuleSet
    from textual.css.types import CSSLocation


class ParsedSheets:
    """The rules of every sheet that was parsed, by the colours that they were parsed with."""

    def __init__(self) -> None:
        """Nothing parsed yet."""
        self._rules: dict[Hashable, list[RuleSet]] = {}

    def __len__(self) -> int:
        """How many sheets were parsed."""
        return len(self._rules)

    def of(self, colours: Mapping[str, str]) -> SharedSheet:
        """A style sheet for one app, that takes what is here and leaves here what it parses.

        Args:
            colours: Textual's variables, by name.
        """
        return SharedSheet(self._rules, dict(colours))


class SharedSheet(Stylesheet):
    """The style sheet of one app."""

    def __init__(self, parsed: dict[Hashable, list[RuleSet]], colours: dict[str, str]) -> None:
        """Args: the rules that were parsed already, by whoever; and this app's colours."""
        super().__init__(variables=colours)
        self._parsed = parsed
        self._colours = frozenset(colours.items())

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours; nothing is to be parsed anew for the same ones."""
        colours = frozenset(variables.items())
        if colours != self._colours:
            self._colours = colours
            super().set_variables(variables)
            self._require_parse = True

    def reparse(self) -> None:
        """Take in what was added or has other colours now, if anything was."""
        if self._require_parse:
            self.parse()

    def copy(self) -> SharedSheet:
        """A sheet of the same sources and colours."""
        copied = SharedSheet(self._parsed, self._variables.copy())
        copied.source = self.source.copy()
        copied._require_parse = True
        return copied

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,  # noqa: FBT001, FBT002 - as it is called
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        key = (self._colours, css, read_from, is_default_rules, tie_breaker, scope)
        rules = self._parsed.get(key)
        if rules is None:
            rules = self._parsed[key] = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
        return rules
