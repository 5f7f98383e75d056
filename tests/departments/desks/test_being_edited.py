"""Who is editing what now: known inside the department, for a few minutes, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.desks.department import Editing
from tests.building import CLINICS, JOBS, JULY, a_report, draft_of, saved

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.building import Clock

TYPED = {"progress": "正在填"}


def test_a_colleague_and_the_head_see_who_is_typing(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, head_desk: HeadDesk, clock: Clock
) -> None:
    """With the report and the time; one's own typing is no news."""
    clerk_desk.keep_draft(june, JOBS, TYPED)
    expected = (Editing(JOBS, "rsj", clock.now),)

    assert expected == colleague_desk.being_edited(june) == head_desk.being_edited(june)
    assert () == clerk_desk.being_edited(june)


def test_it_is_said_of_its_own_period_alone(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A list of another month shows nothing of it."""
    coordinator_desk.open_period(JULY)
    clerk_desk.keep_draft(june, JOBS, TYPED)

    assert () == colleague_desk.being_edited(JULY)


def test_another_department_never_sees_it(
    june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """Not the one that supports the commitment, and not the one that leads it."""
    clerk_desk.keep_draft(june, JOBS, TYPED)
    clerk_desk.keep_draft(june, CLINICS, TYPED)

    assert () == kjj_desk.being_edited(june) == wjw_desk.being_edited(june)


def test_it_is_over_a_few_minutes_after_the_last_key(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, clock: Clock
) -> None:
    """By itself; another key begins anew, and what was typed stays kept."""
    clerk_desk.keep_draft(june, JOBS, TYPED)
    clock.forward(minutes=5)

    assert len(colleague_desk.being_edited(june)) == 1

    clock.forward(seconds=1)

    assert () == colleague_desk.being_edited(june)
    assert TYPED == draft_of(clerk_desk, june, JOBS)

    clerk_desk.keep_draft(june, JOBS, TYPED)

    assert len(colleague_desk.being_edited(june)) == 1


def test_it_is_over_when_the_form_is_saved_or_left(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk
) -> None:
    """The draft goes, and with it the news."""
    clerk_desk.keep_draft(june, JOBS, TYPED)
    saved(clerk_desk, a_report())
    clerk_desk.drop_draft(june, JOBS)

    assert () == colleague_desk.being_edited(june)


def test_everything_that_is_typed_in_is_named(
    june: Period, clerk_desk: ClerkDesk, head_desk: HeadDesk, kjj_desk: ClerkDesk
) -> None:
    """Each report of the own department."""
    clerk_desk.keep_draft(june, JOBS, TYPED)
    clerk_desk.keep_draft(june, CLINICS, TYPED)
    kjj_desk.keep_draft(june, JOBS, TYPED)

    assert [JOBS, CLINICS] == sorted(each.commitment for each in head_desk.being_edited(june))
    assert {"rsj"} == {each.account for each in head_desk.being_edited(june)}


def test_another_session_of_the_own_account_is_named_to_one_that_asks(
    june: Period, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """What was typed before that one looked is its own, or a dropped line's."""
    clerk_desk.keep_draft(june, JOBS, TYPED, session="aa")
    began = clock.now

    assert () == clerk_desk.being_edited(june, own_since=began)

    clock.forward(seconds=2)
    clerk_desk.keep_draft(june, JOBS, TYPED, session="bb")

    assert (Editing(JOBS, "rsj", clock.now),) == clerk_desk.being_edited(june, own_since=began)
    assert () == clerk_desk.being_edited(june, own_since=clock.now)
