"""The pictures in README, of the sample installation as it is: ``make pictures``.

A picture is drawn cell by cell, so that Chinese characters stand where a terminal puts them, whatever font draws them.
"""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from rich.cells import cell_len
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME

from tests.tui.app.conftest import Hands
from tui import wiring
from tui.app import TianbaoApp
from tui.language import speak
from tui.sample import PASSWORD, make_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.color import Color
    from textual.strip import Strip

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = (100, 34)
CELL, LINE, EDGE, WIDTH = 10, 21, 12, 1400
"""Units of a picture: a cell's width, a line's height, the edge around; and pixels of the whole."""
_FONTS = "DejaVu Sans Mono, WenQuanYi Zen Hei Mono, monospace"


@frozen
class Picture:
    """What is drawn."""

    name: str
    account: str
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("commitments", "rsj"),
    Picture("report", "rsj", ("enter",)),
    Picture("overview", "coordinator"),
)


def svg_of(strips: list[Strip]) -> str:
    """A terminal's lines as a picture."""
    width, height = SIZE[0] * CELL + 2 * EDGE, SIZE[1] * LINE + 2 * EDGE
    cells = "".join(_cells(strips))
    ground = SVG_EXPORT_THEME.background_color.hex
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{_FONTS}" font-size="16">'
        f'<rect width="{width}" height="{height}" rx="6" fill="{ground}"/>{cells}</svg>'
    )


def _cells(strips: list[Strip]) -> Iterator[str]:
    for line, strip in enumerate(strips):
        place, top = 0, EDGE + line * LINE
        for segment in strip:
            style = segment.style or Style()
            ink, ground = _hex(style.color, is_ink=True), _hex(style.bgcolor, is_ink=False)
            if style.reverse:
                ink, ground = ground or SVG_EXPORT_THEME.background_color.hex, ink
            look = f' fill="{ink}"' + (' font-weight="bold"' if style.bold else "")
            look += ' text-decoration="underline"' if style.underline else ""
            for character in segment.text:
                wide, left = cell_len(character), EDGE + place * CELL
                if ground:
                    yield f'<rect x="{left}" y="{top}" width="{wide * CELL + 0.5}" height="{LINE}" fill="{ground}"/>'
                if not character.isspace():
                    yield f'<text x="{left}" y="{top + 16}"{look}>{escape(character)}</text>'
                place += wide


def _hex(color: Color | None, *, is_ink: bool) -> str:
    if color is None or (color.is_default and not is_ink):
        return SVG_EXPORT_THEME.foreground_color.hex if is_ink else ""
    return str(color.get_truecolor(SVG_EXPORT_THEME, foreground=is_ink).hex)


async def _drawn(data: Path, picture: Picture) -> str:
    office = wiring.open_office(data)
    app: Any = TianbaoApp(office, speak("zh"), desk=office.sign_in(picture.account, PASSWORD))
    async with app.run_test(size=SIZE) as pilot:
        hands = Hands(pilot)
        await hands.settle()
        await hands.press(*picture.keys)
        return svg_of(app.screen._compositor.render_strips())


def main() -> None:
    """Draw all of them."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        make_sample(data)
        for each in PICTURES:
            drawn = asyncio.run(_drawn(data, each))
            command = ["rsvg-convert", "--width", str(WIDTH), "--output", str(IMAGES / f"{each.name}.png")]
            subprocess.run(command, input=drawn.encode(), check=True)


if __name__ == "__main__":
    main()
