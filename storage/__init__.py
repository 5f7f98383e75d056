"""Everything on disk: books, evidence, passwords, drafts, trays, and what an operator does with them.

The names below are fetched from their modules when they are first asked for, so that a command pays only for what it
needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.backup import Backup, write_backup
    from storage.doctor import Diagnosis, examine_host
    from storage.garbage import clean_garbage
    from storage.heads import heads_of, read_heads, write_heads
    from storage.installation import Installation
    from storage.rebuild import Rebuilt, rebuild_books
    from storage.restore import Restored, restore_backup
    from storage.verify import Findings, verify_installation

__all__ = [
    "Backup",
    "Diagnosis",
    "Findings",
    "Installation",
    "Rebuilt",
    "Restored",
    "clean_garbage",
    "examine_host",
    "heads_of",
    "read_heads",
    "rebuild_books",
    "restore_backup",
    "verify_installation",
    "write_backup",
    "write_heads",
]

_HOMES = {
    "Backup": "backup",
    "Diagnosis": "doctor",
    "Findings": "verify",
    "Installation": "installation",
    "Rebuilt": "rebuild",
    "Restored": "restore",
    "clean_garbage": "garbage",
    "examine_host": "doctor",
    "heads_of": "heads",
    "read_heads": "heads",
    "rebuild_books": "rebuild",
    "restore_backup": "restore",
    "verify_installation": "verify",
    "write_backup": "backup",
    "write_heads": "heads",
}


def __getattr__(name: str) -> object:
    """The public name, from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'storage' has no attribute {name!r}")
    return getattr(import_module(f"storage.{_HOMES[name]}"), name)
