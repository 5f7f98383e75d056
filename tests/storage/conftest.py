"""An installation on disk and one of its books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.installation import Installation
from tests.storage.books import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from storage.book import DiskBook


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """A new installation with a plan of one file; a sample, whose passwords cost little."""
    return Installation.create(tmp_path / "data", {"plan.toml": "# 计划".encode()}, demo_now=NOW)


@pytest.fixture
def book(installation: Installation) -> DiskBook:
    """The book of ``rsj``, empty."""
    return installation.ledger.book("rsj")


@pytest.fixture
def elsewhere(installation: Installation) -> DiskBook:
    """The same book, as another process would open it."""
    return Installation.open(installation.data).ledger.book("rsj")
