"""A month's round in hand: June open, some departments have reported, and the commission sits at its desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import FIRMS, MAY, REFORM, a_report, submitted
from tests.exports.forms import exported
from tests.tui.app.conftest import at_terminal, installation
from tui.screens.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period

__all__ = ["at_terminal", "installation"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence that a page tells from now on: also those that another follows before anybody could read them."""
    said: list[str] = []
    tell = Place.tell

    def telling(page: Place, sentence: str, *, is_alarm: bool = False) -> None:
        said.append(sentence)
        tell(page, sentence, is_alarm=is_alarm)

    monkeypatch.setattr(Place, "tell", telling)
    return said


@pytest.fixture
def may(coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> Period:
    """May: reported by ``rsj``, approved, closed."""
    coordinator_desk.open_period(MAY)
    view = submitted(clerk_desk, a_report(period=MAY, values={"4.1-01.1": 5000}))
    coordinator_desk.approve_report(MAY, view.commitment.id, based_on=view.revision)
    coordinator_desk.close_period(MAY)
    return MAY


@pytest.fixture
def reported(may: Period, june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk) -> Period:
    """June, in which all but ``wjw`` have submitted; three reports wait for review."""
    submitted(clerk_desk, a_report())
    submitted(kjj_desk, a_report(REFORM))
    submitted(kjj_desk, a_report(FIRMS))
    return june


@pytest.fixture
def files(reported: Period, coordinator_desk: CoordinatorDesk, deliver: Callable[[str, str, bytes], None]) -> Period:
    """June's workbooks of all four departments, in the commission's inbox."""
    for code in coordinator_desk.plan().directory.codes:
        deliver("office", f"{code}.xlsx", exported(coordinator_desk, code, reported))
    return reported
