"""Text on its way in: what a person typed or pasted, less what could command somebody else's terminal.

Control characters (C0, DEL, C1), bidirectional overrides and the invisible format characters are taken out; what is
left reads the same. Applied by every desk before anything is kept (Unicode Standard Annex 9 and Technical Report 36).
"""

from __future__ import annotations

import re
import unicodedata

_BIDI_AND_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI_AND_INVISIBLE}\ud800-\udfff]")
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"  # the short ones
)


def clean_text(text: str) -> str:
    """Text of several lines: line breaks are kept as line feeds, whole escape sequences are gone.

    Args:
        text: what was typed, pasted or read from a file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _FORBIDDEN.sub("", _ESCAPE_SEQUENCE.sub("", text))
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n")]
    return "\n".join(lines).strip("\n").strip()


def clean_line(text: str) -> str:
    """Text of one line: as :func:`clean_text`, with every run of white space made one space.

    Args:
        text: what was typed, pasted or read from a file.
    """
    return " ".join(clean_text(text).split())
