"""Everything on disk: books, evidence, passwords, drafts, trays, and what an operator does with them.

The names below are fetched from their modules when they are first asked for, so that a command pays only for what it
needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.installation import Installation

__all__ = ["Installation"]

_HOMES = {"Installation": "installation"}


def __getattr__(name: str) -> object:
    """The public name, from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'storage' has no attribute {name!r}")
    return getattr(import_module(f"storage.{_HOMES[name]}"), name)
