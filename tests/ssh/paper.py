"""An outflow for a driver that runs without a client."""

from __future__ import annotations

from typing import Any

from attrs import define, field


@define
class Paper:
    """It keeps what is written."""

    is_behind: bool = False
    on_calm: Any = None
    written: bytearray = field(factory=bytearray)

    def write(self, content: bytes) -> None:
        """Keep it."""
        self.written += content
