"""Colours: the sixteen that every terminal has, in the shades that the person's own terminal gives them."""

from __future__ import annotations

from textual.theme import Theme


def sixteen_colours() -> Theme:
    """The theme of a terminal with sixteen colours, on whatever background it has."""
    return Theme(
        name="tianbao",
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
