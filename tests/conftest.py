"""The ladder of fixtures: plan → installation (in memory and on disk) → office → desks, with a clock in hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from departments.accounts import Role
from departments.desks import Office, OperatorDesk, Registry
from departments.settings import Settings
from storage.installation import Installation
from tests.building import JUNE, Clock, a_plan, at
from tests.memory_ledger import MemoryCredentials, MemoryInstallation, QuickerHand
from tui.sample import make_sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from departments.desks import CoordinatorDesk
    from departments.ledger import Credentials
    from departments.periods import Period
    from departments.plan import Plan

settings.register_profile("tianbao", deadline=None, derandomize=True, database=None)
settings.load_profile("tianbao")

_OURS = ("TIANBAO_", "TEXTUAL", "LC_", "XDG_")
_COMMON = ("LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES", "TZ")
ONE_TIME, PASSWORD = "one-time-once", "a-password-of-one's-own"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the person who runs the tests has set must not reach them."""
    for name in tuple(os.environ):
        if name.startswith(_OURS) or name in _COMMON:
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "nobody"))


@pytest.fixture
def clock() -> Clock:
    """Two days before the June reports are due."""
    return Clock(at("2021-07-03 09:00"))


@pytest.fixture
def plan() -> Plan:
    """One commitment of each kind, for three departments."""
    return a_plan()


@pytest.fixture(params=["memory", "disk"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> MemoryInstallation | Installation:
    """Where everything is kept: in memory, and on a real disk."""
    return MemoryInstallation() if request.param == "memory" else Installation.create(tmp_path / "data", {})


@pytest.fixture
def deliver(installation: Any, clock: Clock) -> Callable[[str, str, bytes], None]:
    """Lays a file into a department's inbox, as its people do over SFTP."""

    def delivered(department: str, name: str, content: bytes) -> None:
        if isinstance(installation, MemoryInstallation):
            installation.trays.deliver(department, name, content, clock())
            return
        place = installation.trays.inbox_path(department)
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)

    return delivered


@pytest.fixture
def credentials() -> Credentials:
    """Passwords without the price of a real one; a module whose tests are about passwords overrides this."""
    return MemoryCredentials()


@pytest.fixture
def quicker(installation: Any) -> QuickerHand:
    """The ledger, in which a test may let somebody else be quicker."""
    return QuickerHand(installation.ledger)


@pytest.fixture
def registry(plan: Plan, installation: Any, credentials: Credentials, clock: Clock, quicker: QuickerHand) -> Registry:
    """What the desks read and write with."""
    return Registry(
        original_plan=plan,
        ledger=quicker,
        shelf=installation.shelf,
        credentials=credentials,
        drafts=installation.drafts,
        trays=installation.trays,
        settings=installation.settings,
        clock=clock,
    )


@pytest.fixture
def office(registry: Registry) -> Office:
    """An installation's front room, without an account."""
    return Office(registry)


@pytest.fixture
def operator_desk(office: Office) -> OperatorDesk:
    """The desk of whoever owns the data directory."""
    return office.operator_desk()


def signed_in(office: Office, name: str, role: Role, department: str | None = None) -> Any:
    """The desk of a new account that has chosen its own password."""
    office.operator_desk().add_account(name, role, department, password=ONE_TIME)
    desk = office.change_password(name, ONE_TIME, PASSWORD)
    desk.keep_settings(Settings(is_tour_seen=True))
    return desk


def _desk_of(name: str, role: Role, department: str | None = None) -> Any:
    """A fixture: the desk of an account of this name."""

    @pytest.fixture
    def desk(office: Office) -> Any:
        return signed_in(office, name, role, department)

    return desk


coordinator_desk = _desk_of("coordinator", Role.COORDINATOR)
"""The commission's coordinator."""
second_desk = _desk_of("coordinator.second", Role.COORDINATOR)
"""Another coordinator of the commission."""
reader_desk = _desk_of("reader", Role.READER)
"""A leader, who looks."""
clerk_desk = _desk_of("rsj", Role.CLERK, "rsj")
"""The clerk of ``rsj``, which leads the jobs and supports the clinics."""
colleague_desk = _desk_of("rsj.second", Role.CLERK, "rsj")
"""A second clerk of ``rsj``."""
kjj_desk = _desk_of("kjj", Role.CLERK, "kjj")
"""The clerk of ``kjj``, which leads firms and reform and supports the jobs."""
wjw_desk = _desk_of("wjw", Role.CLERK, "wjw")
"""The clerk of ``wjw``, which leads the clinics."""
head_desk = _desk_of("rsj.head", Role.HEAD, "rsj")
"""The head of ``rsj``, whom a test asks for that wants reports signed."""


@pytest.fixture
def june(coordinator_desk: CoordinatorDesk) -> Period:
    """June, open for reporting."""
    coordinator_desk.open_period(JUNE)
    return JUNE


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample installation, made once; a test that changes it takes a copy."""
    data = tmp_path_factory.mktemp("sample") / "data"
    make_sample(data)
    return data
