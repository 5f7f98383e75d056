"""Signs that every terminal draws one cell wide: ASCII in the place of lines, quotation marks, arrows and the like.

Terminals disagree about signs of ambiguous width (``─ … “ ” · ×``): one cell here, two there, and then everything to
the right is out of place. Chinese itself is two cells wide everywhere and stays.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.color import Color


def _each(signs: str, twin: str) -> dict[str, str]:
    return dict.fromkeys(signs, twin)


TWINS: Mapping[str, str] = MappingProxyType(
    {
        **_each("─━┄┅┈┉╌╍═╴╶╸╺‐‑‒–—―−", "-"),
        **_each("│┃┆┇┊┋╎╏║╵╷╹╻", "|"),
        **_each("┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋", "+"),
        **_each("╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰", "+"),
        **_each("▁▂▃▄▅▆▇▏▎▍▌▋▊▉▔▕", " "),
        **_each("█▓▒▀▐■◆", "#"),
        **_each("░□◇", ":"),
        **_each("●•★✓✔", "*"),
        **_each("○☆", "o"),
        **_each("·‧∙…", "."),
        **_each("“”„‟″", '"'),
        **_each("‘’‚‛′`", "'"),
        **_each("→⇒►▶›»≥", ">"),
        **_each("←⇐◄◀‹«≤", "<"),
        **_each("↑⇑▲△", "^"),
        **_each("↓⇓▼▽", "v"),
        **_each("×✕✗✘", "x"),
        **_each("÷∕", "/"),
        **_each("±", "+"),
        **_each("≈∼≠", "~"),
        **_each("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "),
    }
)
"""What stands in the place of which sign; as wide, so that nothing moves."""
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_MOST_REMEMBERED = 4096


@lru_cache(_MOST_REMEMBERED)
def in_ascii(sign: str) -> str:
    """What every terminal draws as we measure it: Chinese as it is, everything else in ASCII.

    Args:
        sign: one character.
    """
    width = cell_len(sign)
    if width != 1 or unicodedata.east_asian_width(sign) in ("W", "F"):
        return sign if width else ""
    twin = TWINS.get(sign)
    if twin is None:
        letter = unicodedata.normalize("NFKD", sign)[0]
        twin = letter if letter.isascii() and letter.isprintable() else "?"
    return twin


def ascii_only(text: str) -> str:
    """The text as :func:`in_ascii` has each of its characters; as wide as before."""
    return text if text.isascii() else _FOREIGN.sub(lambda found: in_ascii(found[0]), text)


class AsciiSigns(LineFilter):
    """Leaves no sign of ambiguous width in any segment of any line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - of no matter here
        """Segments in ASCII and Chinese.

        Args:
            segments: a line, as a widget has drawn it.
            background: what it is drawn on.
        """
        return [
            each if each.text.isascii() else Segment(ascii_only(each.text), each.style, each.control)
            for each in segments
        ]
