"""A real installation of the real plan, with a clerk and a coordinator, and June open for reporting."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from departments.accounts import Role
from departments.desks import ClerkDesk, CoordinatorDesk
from tests.building import JUNE
from tests.journeys.words import CLERK, COORDINATOR
from tests.people import ONE_TIME, signed_in
from tui import wiring


@pytest.fixture(scope="session")
def opened_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the 2021 plan: a clerk with a password, one with a one-time password, a coordinator."""
    data = tmp_path_factory.mktemp("journeys") / "data"
    office = wiring.office_of(wiring.create_installation(data), wiring.now)
    signed_in(office, CLERK, ClerkDesk, "rsj")
    office.operator_desk().add_account("new", Role.CLERK, "rsj", password=ONE_TIME)
    signed_in(office, COORDINATOR, CoordinatorDesk).open_period(JUNE)
    return data


@pytest.fixture
def data(opened_installation: Path, tmp_path: Path) -> Path:
    """The same, for one test alone."""
    return Path(shutil.copytree(opened_installation, tmp_path / "data"))
