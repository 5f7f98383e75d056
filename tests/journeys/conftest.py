"""A real installation of the real plan, with a clerk and a coordinator, and June open for reporting."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from departments.accounts import Role
from departments.periods import Period
from departments.settings import Settings
from tests.journeys.words import CLERK, COORDINATOR, ONE_TIME, PASSWORD
from tui import wiring

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk


@pytest.fixture(scope="session")
def opened_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the 2021 plan: a clerk with a password, one with a one-time password, a coordinator."""
    data = tmp_path_factory.mktemp("journeys") / "data"
    office = wiring.office_of(wiring.create_installation(data), wiring.now)
    operator = office.operator_desk()
    operator.add_account(CLERK, Role.CLERK, "rsj", password=ONE_TIME)
    operator.add_account("new", Role.CLERK, "rsj", password=ONE_TIME)
    operator.add_account(COORDINATOR, Role.COORDINATOR, password=ONE_TIME)
    office.change_password(CLERK, ONE_TIME, PASSWORD).keep_settings(Settings(is_tour_seen=True))
    coordinator: CoordinatorDesk = office.change_password(COORDINATOR, ONE_TIME, PASSWORD)  # type: ignore[assignment]
    coordinator.open_period(Period(2021, 6))
    return data


@pytest.fixture
def data(opened_installation: Path, tmp_path: Path) -> Path:
    """The same, for one test alone."""
    return Path(shutil.copytree(opened_installation, tmp_path / "data"))
