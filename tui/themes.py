"""Colours: those of the person's own terminal, or shades of our own on a dark or a light ground.

The first theme uses the sixteen colours that every terminal has, in the shades that it gives them, on whatever
background it has. The others name their shades, and want a terminal with 256 colours or more.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.theme import Theme

from departments import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[settings.Theme, str] = MappingProxyType(
    {
        settings.Theme.TERMINAL: "tianbao",
        settings.Theme.DARK: "tianbao-dark",
        settings.Theme.LIGHT: "tianbao-light",
    }
)
"""What the app calls the themes that a person may choose."""


def themes() -> tuple[Theme, ...]:
    """Every theme that a person may choose."""
    return (sixteen_colours(), dark_colours(), light_colours())


def sixteen_colours() -> Theme:
    """The theme of a terminal with sixteen colours, on whatever background it has."""
    return Theme(
        name=NAMES[settings.Theme.TERMINAL],
        ansi=True,
        dark=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_bright_red",
        success="ansi_green",
        accent="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "border-blurred": "ansi_black",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_cyan",
            "input-cursor-background": "ansi_black",
            "input-cursor-foreground": "ansi_bright_white",
            "input-cursor-text-style": "none",
            "input-selection-background": "ansi_cyan",
            "input-selection-foreground": "ansi_black",
            "screen-selection-background": "ansi_cyan",
            "screen-selection-foreground": "ansi_black",
            "bar-background": "ansi_blue",
            "bar-foreground": "ansi_bright_white",
            "cursor-background": "ansi_cyan",
            "cursor-foreground": "ansi_black",
            "field-background": "ansi_bright_black",
            "field-foreground": "ansi_bright_white",
            "field-focus-background": "ansi_blue",
            "field-focus-foreground": "ansi_bright_white",
            "label": "ansi_cyan",
            "muted": "ansi_bright_black",
            "light-done": "ansi_bright_cyan",
            "light-on-track": "ansi_bright_green",
            "light-slightly-behind": "ansi_bright_yellow",
            "light-behind": "ansi_bright_red",
            "light-missing": "ansi_default",
            "alarm-background": "ansi_red",
            "alarm-foreground": "ansi_bright_white",
        },
    )


def dark_colours() -> Theme:
    """Light letters on a dark ground."""
    return _shaded(
        NAMES[settings.Theme.DARK],
        {
            "ground": "#16181d",
            "letters": "#d7dae0",
            "bar": "#24466e",
            "on-bar": "#ffffff",
            "accent": "#5fafd7",
            "on-accent": "#0f1115",
            "field": "#2a2e37",
            "focus": "#1f4f7a",
            "muted": "#8a909c",
            "done": "#5fd7d7",
            "on-track": "#87d75f",
            "slightly-behind": "#ffd75f",
            "behind": "#ff6f6f",
            "alarm": "#a02828",
        },
        is_dark=True,
    )


def light_colours() -> Theme:
    """Dark letters on a light ground."""
    return _shaded(
        NAMES[settings.Theme.LIGHT],
        {
            "ground": "#fbfbf8",
            "letters": "#1c1e22",
            "bar": "#cfe0f2",
            "on-bar": "#0b2239",
            "accent": "#005f87",
            "on-accent": "#ffffff",
            "field": "#e6e8ea",
            "focus": "#cfe6ff",
            "muted": "#62666d",
            "done": "#00686e",
            "on-track": "#1d6b00",
            "slightly-behind": "#7a5200",
            "behind": "#b00020",
            "alarm": "#b00020",
        },
        is_dark=False,
    )


def _shaded(name: str, shades: Mapping[str, str], *, is_dark: bool) -> Theme:
    """A theme of these shades."""
    ground, letters, accent = shades["ground"], shades["letters"], shades["accent"]
    return Theme(
        name=name,
        dark=is_dark,
        primary=accent,
        secondary=accent,
        warning=shades["slightly-behind"],
        error=shades["behind"],
        success=shades["on-track"],
        accent=accent,
        foreground=letters,
        background=ground,
        surface=ground,
        panel=ground,
        boost=ground,
        variables={
            "border-blurred": ground,
            "block-cursor-foreground": shades["on-accent"],
            "block-cursor-background": accent,
            "input-cursor-background": letters,
            "input-cursor-foreground": ground,
            "input-cursor-text-style": "none",
            "input-selection-background": accent,
            "input-selection-foreground": shades["on-accent"],
            "screen-selection-background": accent,
            "screen-selection-foreground": shades["on-accent"],
            "text-muted": shades["muted"],
            "bar-background": shades["bar"],
            "bar-foreground": shades["on-bar"],
            "cursor-background": accent,
            "cursor-foreground": shades["on-accent"],
            "field-background": shades["field"],
            "field-foreground": letters,
            "field-focus-background": shades["focus"],
            "field-focus-foreground": letters,
            "label": accent,
            "muted": shades["muted"],
            "light-done": shades["done"],
            "light-on-track": shades["on-track"],
            "light-slightly-behind": shades["slightly-behind"],
            "light-behind": shades["behind"],
            "light-missing": letters,
            "alarm-background": shades["alarm"],
            "alarm-foreground": "#ffffff",
        },
    )
