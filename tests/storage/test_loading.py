"""Importing storage costs next to nothing; what is slow is loaded when it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import storage


def loaded_by(code: str) -> set[str]:
    """The modules that a new process has loaded after it."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_importing_the_room_loads_nothing_of_it() -> None:
    """Neither a database nor a hash."""
    assert not {"tinydb", "cattrs", "argon2", "zipfile", "storage.book"} & loaded_by("import storage")


def test_opening_an_installation_loads_no_password_hashing() -> None:
    """Nor anything that only operators use."""
    code = "from storage import Installation; Installation"

    assert not {"argon2", "zipfile", "storage.backup", "storage.verify"} & loaded_by(code)


def test_every_public_name_is_there() -> None:
    """And no other."""
    assert all(getattr(storage, name) for name in storage.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        storage.nothing  # noqa: B018 - asking for it is the test
