"""What the tests of workbooks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exports.department import department_workbook
from exports.intake import WorkbookReader
from tests.building import CLINICS, JOBS
from tests.exports.overviews import GENERATED_AT, a_view, counted, seen

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def reader() -> Iterator[WorkbookReader]:
    """One child process for all the files of a run."""
    with WorkbookReader() as shared:
        yield shared


@pytest.fixture(scope="session")
def good() -> bytes:
    """A department's workbook as it is exported."""
    overview = seen(counted(JOBS))
    department = overview.plan.directory["rsj"]
    return department_workbook(department, overview.narrowed("rsj"), (a_view(JOBS), a_view(CLINICS)), GENERATED_AT)
