"""The composition root: data directory, clock and plan become an office. The only place where tui meets storage."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from departments.desks import Office, Registry
from departments.plan_file import PlanFile, read_plan
from storage.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED_PLAN = Path(__file__).parent.parent / "departments" / "plans" / "nankai-2021"


def default_data_directory() -> Path:
    """Where an installation lives when nobody says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("tianbao", appauthor=False)


def plan_texts(directory: Path) -> dict[str, str]:
    """The texts of a plan's directory, by file name."""
    return {path.name: path.read_text("utf-8") for path in sorted(directory.iterdir()) if path.is_file()}


def create_installation(
    data: Path, plan: Path = SHIPPED_PLAN, *, demo_now: dt.datetime | None = None
) -> Installation:
    """Make an installation with the plan of a directory.

    Args:
        data: a missing or empty directory.
        plan: the directory of ``plan.toml``, ``departments.toml`` and ``source.txt``.
        demo_now: the instant at which a sample stands still.

    Raises:
        PlanDamaged: the plan can't be used.
        Refusal: there is something in the directory, or the disk refused.
    """
    texts = plan_texts(plan)
    read_plan(texts)
    return Installation.create(data, {name: text.encode() for name, text in texts.items()}, demo_now=demo_now)


def open_installation(data: Path) -> Installation:
    """The installation in this directory.

    Raises:
        Refusal: there is none, or it can't be read.
    """
    return Installation.open(data)


def read_installed_plan(installation: Installation) -> PlanFile:
    """The plan in force, as it was copied in.

    Raises:
        PlanDamaged: it can't be used.
    """
    return read_plan({name: content.decode("utf-8") for name, content in installation.plan_files().items()})


def open_office(data: Path) -> Office:
    """The office of the installation in this directory.

    Raises:
        Refusal: there is none, it can't be read, or its plan can't be used.
    """
    installation = open_installation(data)
    return office_of(installation, installation_clock(installation))


def office_of(installation: Installation, clock: Callable[[], dt.datetime]) -> Office:
    """The office of an installation, with the time told by the clock."""
    plan = read_installed_plan(installation).plan
    return Office(
        Registry(
            original_plan=plan,
            ledger=installation.ledger,
            shelf=installation.shelf,
            credentials=installation.credentials,
            drafts=installation.drafts,
            trays=installation.trays,
            clock=clock,
        )
    )


def installation_clock(installation: Installation) -> Callable[[], dt.datetime]:
    """The host's clock; in a sample installation the day on which its story stands still, with the host's time of day."""
    standstill = installation.demo_now
    if standstill is None:
        return now
    return lambda: dt.datetime.combine(standstill.date(), now().timetz())


def now() -> dt.datetime:
    """The present instant in the host's time zone."""
    return dt.datetime.now().astimezone()
