"""A reason for returning a report, kept while it is written: for its account alone, until the report is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from departments.refusals import NotFound
from tests.building import CLINICS, JOBS, a_report, submitted

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period

REASON = "招聘会场次与佐证不符，\n请核对后再报。"


@pytest.fixture
def revision(june: Period, clerk_desk: ClerkDesk) -> int:
    """Of a report that waits for review."""
    return submitted(clerk_desk, a_report()).revision


def test_a_reason_is_found_again(june: Period, revision: int, coordinator_desk: CoordinatorDesk) -> None:
    """To the letter, for the report that it is about; an empty one forgets it."""
    coordinator_desk.keep_reason(june, JOBS, "招聘")
    coordinator_desk.keep_reason(june, JOBS, REASON, department="rsj")

    assert REASON == coordinator_desk.kept_reason(june, JOBS)
    assert "" == coordinator_desk.kept_reason(june, CLINICS)
    assert "" == coordinator_desk.kept_reason(june, JOBS, department="kjj")

    coordinator_desk.keep_reason(june, JOBS, " ")

    assert "" == coordinator_desk.kept_reason(june, JOBS)


@pytest.mark.parametrize("verb", ["return", "approve"])
def test_it_is_forgotten_with_the_decision(
    june: Period, revision: int, coordinator_desk: CoordinatorDesk, verb: str
) -> None:
    """Whichever it is: it was about the report as it stood."""
    coordinator_desk.keep_reason(june, JOBS, REASON)
    if verb == "return":
        coordinator_desk.return_report(june, JOBS, "佐证不全", based_on=revision)
    else:
        coordinator_desk.approve_report(june, JOBS, based_on=revision)

    assert "" == coordinator_desk.kept_reason(june, JOBS)


def test_nobody_of_the_department_hears_of_it(
    june: Period, revision: int, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """Neither what is written, nor that anybody writes; the record doesn't have it either."""
    heads = coordinator_desk.heads()
    coordinator_desk.keep_reason(june, JOBS, REASON)

    for desk in (clerk_desk, colleague_desk):
        assert () == desk.being_edited(june)
        assert () == desk.drafts(june, JOBS)
        assert frozenset() == desk.unsaved(june)
    assert heads == coordinator_desk.heads()


def test_another_coordinator_has_one_of_the_own(june: Period, revision: int, coordinator_desk: CoordinatorDesk) -> None:
    """Two who write about one report don't read each other's half sentences."""
    other = evolve(coordinator_desk, account=evolve(coordinator_desk.account, name="second"))
    coordinator_desk.keep_reason(june, JOBS, REASON)

    assert "" == other.kept_reason(june, JOBS)


def test_it_is_about_a_report_that_there_can_be(june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """Of a department that has nothing to do with the commitment nothing is kept."""
    with pytest.raises(NotFound):
        coordinator_desk.keep_reason(june, JOBS, REASON, department="wjw")
    with pytest.raises(NotFound):
        coordinator_desk.kept_reason(june, "9.9-99")
