"""How a person wants the app to look and to be worked: kept for each account, changed by nobody else.

A frozen value of plain words. What a word means at a terminal is for the app to know; here it only has a name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from attrs import define, evolve, field, fields, frozen

from departments.refusals import BadInput
from departments.wording import N_

MOST_KEYS = 200
"""Actions that may have a key of one's own; far more than there are."""
_ACTION = re.compile(r"[a-z][a-z_]{0,47}")
_KEY = re.compile(r"[a-z0-9][a-z0-9_+]{0,31}")


class Theme(StrEnum):
    """Which colours stand for what."""

    TERMINAL = "terminal"
    """The sixteen of the person's own terminal, on its own background."""
    DARK = "dark"
    LIGHT = "light"


class Colours(StrEnum):
    """How many colours are sent."""

    AUTO = "auto"
    """As many as the terminal says it has."""
    TRUECOLOUR = "truecolour"
    MANY = "256"
    SIXTEEN = "16"
    MONO = "mono"


class Ascii(StrEnum):
    """Whether signs other than Chinese ones are ASCII alone."""

    AUTO = "auto"
    """Where the terminal draws others two cells wide, or speaks no UTF-8."""
    ON = "on"
    OFF = "off"


class Tongue(StrEnum):
    """The language of the app."""

    AUTO = "auto"
    """As the command line or the terminal asks."""
    CHINESE = "zh"
    ENGLISH = "en"


def _fixed(keys: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(keys))


@frozen
class Settings:
    """What one account has chosen; the defaults are what somebody gets who never chose anything."""

    theme: Theme = Theme.TERMINAL
    colours: Colours = Colours.AUTO
    ascii: Ascii = Ascii.AUTO
    language: Tongue = Tongue.AUTO
    has_mouse: bool = False
    """Off, so that the terminal's own select and copy work."""
    is_compact: bool = False
    """Fewer lines for keys, more for the work."""
    is_tour_seen: bool = field(default=False, eq=False)
    """Whether the short tour of the first sign-in has been shown: remembered here, and nobody's choice."""
    urges_shown_until: dt.datetime | None = field(default=None, eq=False)
    """When the latest of the urges was sent whose text has been shown: remembered here, and nobody's choice either."""
    keys: Mapping[str, str] = field(factory=dict, converter=_fixed)
    """Keys of one's own: an action's id to the key that sets it off."""

    def laid_over(self, current: Settings, *, before: Settings) -> Settings:
        """What is kept now, with all that somebody has changed who began from others and ended with these.

        Args:
            current: what is kept now, maybe by another session of the account.
            before: what these began from; what is the same in both was not touched.
        """
        named = (each.name for each in fields(Settings))
        changed = {name: getattr(self, name) for name in named if getattr(self, name) != getattr(before, name)}
        return evolve(current, **changed)

    def shown_as_in(self, former: Settings) -> Settings:
        """These, with what the account had been shown before: whoever chooses anew has not unread it.

        Args:
            former: what was kept last, maybe by another session of the account.
        """
        shown = [each for each in (self.urges_shown_until, former.urges_shown_until) if each is not None]
        return evolve(self, urges_shown_until=max(shown, default=None))


@define
class NoSuchKey(BadInput):
    """A key map that names what is no action or no key."""

    message: ClassVar[str] = N_("{value} is no key that {action} can have; choose the key in the app.")
    action: str


@define
class TooManyKeys(BadInput):
    """A key map longer than there can be actions."""

    message: ClassVar[str] = N_("{value} keys are more than there are actions; {limit} can be kept.")
    limit: int


def check_keys(keys: Mapping[str, str]) -> None:
    """Look that a key map has the form of one, whatever program it comes from.

    Raises:
        NoSuchKey: an action or a key has no possible name.
        TooManyKeys: it is longer than there can be actions.
    """
    if len(keys) > MOST_KEYS:
        raise TooManyKeys(str(len(keys)), MOST_KEYS)
    for action, key in keys.items():
        if not (_ACTION.fullmatch(action) and _KEY.fullmatch(key)):
            raise NoSuchKey(key, action)
