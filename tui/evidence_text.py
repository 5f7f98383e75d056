"""What of a file can be looked at in a terminal: its text, in one of the encodings that Chinese offices use."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 64 * 1024
"""Bytes that are read of it: some thirty pages."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def text_of(content: BinaryIO) -> str | None:
    """The beginning of the text; None where the file is no text.

    Args:
        content: the file, from its beginning.
    """
    found = content.read(MOST + 1)
    beginning = found[:MOST]
    if _BINARY & set(beginning):
        return None
    for text in _readings(beginning, is_cut=len(found) > MOST):
        return f"{text}\n..." if len(found) > MOST else text
    return None


def _readings(content: bytes, *, is_cut: bool) -> Iterator[str]:
    """What the bytes may mean; where the file goes on, the last character may lack up to three bytes."""
    for encoding in _ENCODINGS:
        for missing in range(4 if is_cut else 1):
            try:
                yield content[: len(content) - missing].decode(encoding)
            except UnicodeDecodeError:
                continue
