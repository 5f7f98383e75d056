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
Places = dict[str, tuple[int, int]]
"""Where each table begins and ends in the document of them all, in bytes."""

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_OPENING, _BETWEEN, _CLOSING = b"{", b",\n", b"}"


class Tables(MutableMapping[str, Table]):
    """The tables by name."""

    def __init__(self, written: dict[str, bytes | memoryview] | None = None) -> None:
        """Args: the tables that come from the disk, each as it stands there; none for a new book."""
        self._written = written or {}
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        """The table, read now if it has not been."""
        if name not in self._read:
            self._read[name] = json.loads(bytes(self._written[name]))
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

    def encoded(self) -> tuple[bytes, Places]:
        """One JSON document with a line for each table, and where in it each table stands."""
        for name in self._read.keys() - self._written.keys():
            self._written[name] = _ENCODE(self._read[name]).encode()
        lines: list[bytes | memoryview] = []
        places: Places = {}
        end = 0
        for name in self:
            head = (_BETWEEN if lines else _OPENING) + _ENCODE(name).encode() + b":"
            begin = end + len(head)
            end = begin + len(self._written[name])
            lines += head, self._written[name]
            places[name] = begin, end
        return b"".join([*(lines or [_OPENING]), _CLOSING]), places


def tables_in(document: memoryview, places: Places) -> Tables:
    """The tables of a document that :meth:`Tables.encoded` has made, with where they stand in it."""
    return Tables({name: document[begin:end] for name, (begin, end) in places.items()})
