"""The sample installation: the real plan, every department, and most of a year of made-up reports.

Everything is made through desks, at a clock that is set to the day of each act, so that what the sample shows is what
the program does. January to August 2021 are closed, September is open and about two thirds reported.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, cast

from attrs import define

from departments.accounts import Role
from departments.periods import Period
from departments.plan import HEADLINE
from departments.settings import Settings
from tui import wiring
from tui.sample_story import LABEL, chance, supported, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from departments.desks import ClerkDesk, CoordinatorDesk, Desk, Office, ReportView

PASSWORD = "tianbao-demo"  # noqa: S105 - public by design: it opens made-up data alone
COORDINATOR, READER = "coordinator", "reader"
YEAR, LAST_CLOSED = 2021, 8
OPEN = Period(YEAR, 9)
ZONE = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2021, 10, 11, 9, 0, tzinfo=ZONE)
"""The day on which the sample's story stands still: three days past September's due date."""
OPEN_DUE_ON = dt.date(2021, 10, 8)
_NEVER_REPORTED, _LATE, _RETURNED = 60, 300, 9_800
"""Of ten thousand reports of a closed month: below the first, below the second, above the third."""
_REPORTED, _LATE_IN_OPEN, _EARLY_IN_OPEN = 66, 5, 40
"""Of a hundred reports of the open month: those that are in, and of these the late ones and those of the last days."""
_VOLUNTEERS = 12
"""Of a hundred reports that a supporting department might write."""
_ONE_IN_RETURNED = 13
_INBOX_FILE = "样例-工作台账.txt"
_RETURN_REASON = f"{LABEL}进展情况请补充时间和数量，并附佐证材料。"


@define
class _Hands:
    """A clock that the story sets."""

    instant: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.instant


def make_sample(data: Path) -> Office:
    """Make the sample installation in a missing or empty directory and give its office.

    Raises:
        Refusal: there is something in the directory, or the disk refused.
    """
    installation = wiring.create_installation(data, demo_now=NOW)
    clock = _Hands(dt.datetime(YEAR, 1, 4, 9, 0, tzinfo=ZONE))
    office = wiring.office_of(installation, clock)
    codes = office.operator_desk().plan().directory.codes
    for code in codes:
        content = io.BytesIO(f"{LABEL}这是一份样例佐证材料，供试填时选用。\n".encode())
        installation.trays.write_inbox(code, _INBOX_FILE, content)
    coordinator, clerks = _people(office, codes)
    for month in range(1, LAST_CLOSED + 1):
        _closed_round(clock, coordinator, clerks, Period(YEAR, month))
    _open_round(clock, coordinator, clerks)
    return wiring.office_of(installation, wiring.installation_clock(installation))


def _people(office: Office, codes: tuple[str, ...]) -> tuple[CoordinatorDesk, dict[str, ClerkDesk]]:
    operator = office.operator_desk()
    directory = operator.plan().directory

    def person(name: str, role: Role, code: str | None = None, called: str = "") -> Desk:
        once = operator.add_account(name, role, code, display_name=called)
        desk = office.change_password(name, once, PASSWORD)
        desk.keep_settings(Settings(is_tour_seen=True))
        return desk

    person(READER, Role.READER)
    coordinator = cast("CoordinatorDesk", person(COORDINATOR, Role.COORDINATOR))
    clerks = {
        code: cast("ClerkDesk", person(code, Role.CLERK, code, f"{directory[code].short_name}填报员(样例)"))
        for code in codes
    }
    return coordinator, clerks


def _closed_round(clock: _Hands, coordinator: CoordinatorDesk, clerks: dict[str, ClerkDesk], period: Period) -> None:
    """A month as it goes: opened, reported, one in a while late or returned, reviewed, closed."""
    following = period.plus_months(1)
    clock.instant = dt.datetime(following.year, following.month, 1, 9, 0, tzinfo=ZONE)
    due_on = coordinator.open_period(period).due_on
    in_time = clock.instant + dt.timedelta(days=2)
    too_late = dt.datetime.combine(due_on, dt.time(16), ZONE) + dt.timedelta(days=1)
    for desk, view in _to_report(clerks, period):
        luck = chance("closed", period, view.commitment.id)
        if luck < _NEVER_REPORTED:
            continue
        clock.instant = too_late if luck < _LATE else in_time
        submitted = _submit(desk, view)
        if luck > _RETURNED:
            submitted = _returned_and_mended(coordinator, desk, submitted)
        coordinator.approve_report(
            period, view.commitment.id, department=desk.department.code, based_on=submitted.revision
        )
    clock.instant = too_late + dt.timedelta(days=2)
    coordinator.close_period(period)


def _open_round(clock: _Hands, coordinator: CoordinatorDesk, clerks: dict[str, ClerkDesk]) -> None:
    """The open month: two thirds reported, some approved, some returned, some drafts, some late."""
    clock.instant = dt.datetime(2021, 9, 30, 9, 0, tzinfo=ZONE)
    coordinator.open_period(OPEN, due_on=OPEN_DUE_ON)
    for desk, view in _to_report(clerks, OPEN):
        is_headline = view.commitment.section == HEADLINE
        luck = 9 if is_headline else chance("open", view.commitment.id) % 100
        if luck >= _REPORTED:
            if luck % 4 == 0:
                clock.instant = dt.datetime(2021, 10, 7, 17, 30, tzinfo=ZONE)
                _save(desk, view)
            continue
        clock.instant = dt.datetime(2021, 10, _day_in_october(luck), 10, luck % 60, tzinfo=ZONE)
        submitted = _submit(desk, view)
        code, commitment = desk.department.code, view.commitment.id
        clock.instant = dt.datetime(2021, 10, 9, 15, luck % 60, tzinfo=ZONE)
        if luck % _ONE_IN_RETURNED == _ONE_IN_RETURNED // 2 + 1:
            coordinator.return_report(OPEN, commitment, _RETURN_REASON, department=code, based_on=submitted.revision)
        elif luck % 2:
            coordinator.approve_report(OPEN, commitment, department=code, based_on=submitted.revision)


def _day_in_october(luck: int) -> int:
    """When a report of September came in: the first day, shortly before the due date, or the day after it."""
    if luck < _LATE_IN_OPEN:
        return OPEN_DUE_ON.day + 1
    return OPEN_DUE_ON.day - luck % 3 if luck < _EARLY_IN_OPEN else 1


def _to_report(clerks: dict[str, ClerkDesk], period: Period) -> Iterator[tuple[ClerkDesk, ReportView]]:
    """What is due from each department, and a few of the reports that supporting ones write of their own accord."""
    for desk in clerks.values():
        for view in desk.reports(period):
            volunteers = chance("supports", view.commitment.id, desk.department.code, period) % 100 < _VOLUNTEERS
            if view.is_due and (view.is_lead or volunteers):
                yield desk, view


def _save(desk: ClerkDesk, view: ReportView) -> ReportView:
    plan = desk.plan(view.record.period)
    report = written(plan, view.commitment, view.report) if view.is_lead else supported(view.report)
    saved = desk.save_report(report, based_on=view.revision)
    if chance("evidence", view.commitment.id) % 9 == 0:
        period, commitment = view.record.period, view.commitment.id
        return desk.attach_from_inbox(period, commitment, _INBOX_FILE, note=f"{LABEL}台账", based_on=saved.revision)
    return saved


def _submit(desk: ClerkDesk, view: ReportView) -> ReportView:
    saved = _save(desk, view)
    return desk.submit_report(view.record.period, view.commitment.id, based_on=saved.revision)


def _returned_and_mended(coordinator: CoordinatorDesk, desk: ClerkDesk, view: ReportView) -> ReportView:
    period, commitment = view.record.period, view.commitment.id
    sent_back = coordinator.return_report(
        period, commitment, _RETURN_REASON, department=desk.department.code, based_on=view.revision
    )
    return desk.submit_report(period, commitment, based_on=sent_back.revision)
