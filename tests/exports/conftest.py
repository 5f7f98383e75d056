"""What the tests of workbooks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exports.intake import WorkbookReader

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def reader() -> Iterator[WorkbookReader]:
    """One child process for all the files of a run."""
    with WorkbookReader() as shared:
        yield shared
