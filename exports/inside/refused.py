"""The decision not to read a file."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a decision, not a fault
    """The file is not read; the two texts name the kind of refusal and what it is about."""

    def __init__(self, kind: str, what: str = "") -> None:
        super().__init__(kind, what)
        self.kind, self.what = kind, what
