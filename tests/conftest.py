"""The ladder of fixtures: plan → installation (in memory and on disk) → office → desks, with a clock in hand."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import settings

from departments.desks import (
    ClerkDesk,
    CoordinatorDesk,
    HeadDesk,
    Office,
    OperatorDesk,
    ReaderDesk,
    Registry,
)
from storage.installation import Installation
from tests.building import JUNE, Clock, a_plan, at
from tests.memory_ledger import MemoryCredentials, MemoryInstallation, QuickerHand
from tests.people import DeskT, signed_in
from tui.sample import make_sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.ledger import Credentials, Keeping
    from departments.periods import Period
    from departments.plan import Plan

settings.register_profile("tianbao", deadline=None, derandomize=True, database=None)
settings.load_profile("tianbao")

_OURS = ("TIANBAO_", "TEXTUAL", "LC_", "XDG_")
_COMMON = ("LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES", "TZ")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the person who runs the tests has set must not reach them."""
    for name in tuple(os.environ):
        if name.startswith(_OURS) or name in _COMMON:
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "nobody"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's temporary directories are made, to be looked at."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


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
def deliver(installation: MemoryInstallation | Installation, clock: Clock) -> Callable[[str, str, bytes], None]:
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
def quicker(installation: Keeping) -> QuickerHand:
    """The ledger, in which a test may let somebody else be quicker."""
    return QuickerHand(installation.ledger)


@pytest.fixture
def registry(
    plan: Plan, installation: Keeping, credentials: Credentials, clock: Clock, quicker: QuickerHand
) -> Registry:
    """What the desks read and write with."""
    return evolve(Registry.upon(installation, plan, clock), ledger=quicker, credentials=credentials)


@pytest.fixture
def office(registry: Registry) -> Office:
    """An installation's front room, without an account."""
    return Office(registry)


@pytest.fixture
def operator_desk(office: Office) -> OperatorDesk:
    """The desk of whoever owns the data directory."""
    return office.operator_desk()


def _desk_of(name: str, kind: type[DeskT], department: str | None = None) -> Callable[[Office], DeskT]:
    """A fixture: the desk of an account of this name."""

    @pytest.fixture
    def desk(office: Office) -> DeskT:
        return signed_in(office, name, kind, department)

    return desk


coordinator_desk = _desk_of("coordinator", CoordinatorDesk)
"""The commission's coordinator."""
second_desk = _desk_of("coordinator.second", CoordinatorDesk)
"""Another coordinator of the commission."""
reader_desk = _desk_of("reader", ReaderDesk)
"""A leader, who looks."""
clerk_desk = _desk_of("rsj", ClerkDesk, "rsj")
"""The clerk of ``rsj``, which leads the jobs and supports the clinics."""
colleague_desk = _desk_of("rsj.second", ClerkDesk, "rsj")
"""A second clerk of ``rsj``."""
kjj_desk = _desk_of("kjj", ClerkDesk, "kjj")
"""The clerk of ``kjj``, which leads firms and reform and supports the jobs."""
wjw_desk = _desk_of("wjw", ClerkDesk, "wjw")
"""The clerk of ``wjw``, which leads the clinics."""
head_desk = _desk_of("rsj.head", HeadDesk, "rsj")
"""The head of ``rsj``, whom a test asks for that wants reports signed."""


@pytest.fixture
def june(coordinator_desk: CoordinatorDesk) -> Period:
    """June, open for reporting."""
    coordinator_desk.open_period(JUNE)
    return JUNE


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample installation, made once for all processes of a run; a test that changes it takes a copy."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "sample").exists():
            make_sample(shared / "sample.making")
            (shared / "sample.making").rename(shared / "sample")
    return Path(shutil.copytree(shared / "sample", own / "sample-data"))
