"""The tables of a book as they go to disk and come back: a line each, read when somebody asks for what stands in it.

Whoever looks at one month of sixty books reads sixty lines, and not seven hundred. A table that is as it came from the
disk goes back as it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from typing import Any

Table = dict[str, Any]
"""Documents by key."""

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_OPENING, _BETWEEN, _CLOSING = b"{", b",\n", b"}"
_COLON = b'":'


class Tables(MutableMapping[str, Table]):
    """The tables by name."""

    def __init__(self, written: dict[str, bytes] | None = None) -> None:
        """Args: the tables that come from the disk, each as it stands there; none for a new book."""
        self._written = written or {}
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        """The table, read now if it has not been."""
        if name not in self._read:
            self._read[name] = json.loads(self._written[name])
        return self._read[name]

    def __setitem__(self, name: str, table: Table) -> None:
        """Put a changed table in the place of what the disk has."""
        self._read[name] = table
        self._written.pop(name, None)

    def __delitem__(self, name: str) -> None:
        """Have no such table."""
        self._read.pop(name, None)
        self._written.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        """Every table's name."""
        return iter(dict.fromkeys((*self._written, *self._read)))

    def __len__(self) -> int:
        """How many tables there are."""
        return sum(1 for _ in self)

    def encoded(self) -> bytes:
        """One JSON document with a line for each table."""
        for name in self._read.keys() - self._written.keys():
            self._written[name] = _ENCODE(self._read[name]).encode()
        lines = (_ENCODE(name).encode() + b":" + self._written[name] for name in self)
        return _OPENING + _BETWEEN.join(lines) + _CLOSING


def tables_in(document: bytes) -> Tables:
    """The tables of a document that :meth:`Tables.encoded` has made.

    Raises:
        ValueError: it is none.
    """
    if not (document.startswith(_OPENING) and document.endswith(_CLOSING)):
        raise ValueError("the tables have to stand in braces")
    lines = document[len(_OPENING) : -len(_CLOSING)]
    written = {}
    for line in lines.split(_BETWEEN) if lines else ():
        name, colon, table = line.partition(_COLON)
        if not colon:
            raise ValueError("a line has to begin with its table's name")
        written[json.loads(name + b'"')] = table
    return Tables(written)
