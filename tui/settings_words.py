"""What each choice of the settings is called, and what choosing nothing comes to at this terminal."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from departments.settings import Ascii, Colours, Settings, Theme, Tongue
from departments.wording import N_
from tui.terminal_look import look_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.language import Language
    from tui.terminal_kinds import TerminalFacts

ON, OFF = "on", "off"
COLOUR_WORDS: Mapping[Colours, str] = MappingProxyType(
    {
        Colours.TRUECOLOUR: N_("all colours"),
        Colours.MANY: N_("256"),
        Colours.SIXTEEN: N_("16"),
        Colours.MONO: N_("none"),
    }
)
"""What the numbers of colours are called."""


@frozen
class Setting:
    """One thing to choose."""

    name: str
    """Field of :class:`departments.settings.Settings`."""
    label: str
    """What it is called."""
    choices: tuple[tuple[str, str], ...]
    """Keys and words, in the person's language; the first one is the default."""
    help: str
    """One sentence about it: English, of the catalogue."""


def settings_to_choose(facts: TerminalFacts, language: Language) -> tuple[Setting, ...]:
    """Everything to choose, in order.

    Args:
        facts: what is known of the terminal, for what *automatic* comes to.
        language: the person's.
    """
    say = language.say
    usual = look_of(facts, Settings())
    colours = say(N_("automatic ({what})"), what=say(COLOUR_WORDS[usual.colours]))
    signs = say(N_("automatic ({what})"), what=say(N_("on") if usual.is_ascii else N_("off")))
    no_yes = ((OFF, say(N_("off"))), (ON, say(N_("on"))))
    return (
        Setting(
            "language",
            say(N_("Language")),
            ((Tongue.AUTO, say(N_("as the terminal asks"))), (Tongue.CHINESE, "中文"), (Tongue.ENGLISH, "English")),
            N_("The language of the app. What is half typed in a form is kept."),
        ),
        Setting(
            "theme",
            say(N_("Theme")),
            (
                (Theme.TERMINAL, say(N_("the terminal's own"))),
                (Theme.DARK, say(N_("dark"))),
                (Theme.LIGHT, say(N_("light"))),
            ),
            N_("Dark and light need 256 colours; with fewer the terminal's own sixteen are used."),
        ),
        Setting(
            "colours",
            say(N_("Colours")),
            ((Colours.AUTO, colours), *((each, say(word)) for each, word in COLOUR_WORDS.items())),
            N_("How many colours are sent. Everything can be read without any."),
        ),
        Setting(
            "ascii",
            say(N_("ASCII signs")),
            ((Ascii.AUTO, signs), (Ascii.ON, say(N_("on"))), (Ascii.OFF, say(N_("off")))),
            N_("Turn it on where columns are out of place or lines look wrong; Chinese stays as it is."),
        ),
        Setting(
            "mouse",
            say(N_("Mouse")),
            no_yes,
            N_("With the mouse on, the terminal selects and copies only while Shift is held down."),
        ),
        Setting("compact", say(N_("Compact")), no_yes, N_("The keys on one line, and no empty lines between fields.")),
    )


def chosen_in(settings: Settings, name: str) -> str:
    """The key of what is chosen."""
    switches = {"mouse": settings.has_mouse, "compact": settings.is_compact}
    if name in switches:
        return ON if switches[name] else OFF
    chosen: str = getattr(settings, name)
    return chosen


def changes_to(name: str, key: str) -> dict[str, Any]:
    """The fields that change when a key is chosen."""
    kinds = {"language": Tongue, "theme": Theme, "colours": Colours, "ascii": Ascii}
    switches = {"mouse": "has_mouse", "compact": "is_compact"}
    return {switches[name]: key == ON} if name in switches else {name: kinds[name](key)}
