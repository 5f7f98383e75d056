"""Practice: a clerk's desk whose reports go nowhere, with the department's own commitments and an open period.

Everything about it is made up, lies in a directory of its own outside the installation, and is gone when the practice
ends. The real desk is only read, for the plan, the person and the person's settings.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, cast

from attrs import define, field

from departments.accounts import Role
from departments.desks import ClerkDesk
from tui import wiring
from tui.sample_story import LABEL, written
from tui.wiring import TemporaryOffice

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, ReportView
    from departments.periods import Period

_COORDINATOR = "coordinator"
_PASSWORD = "nobody-signs-in-here"  # noqa: S105 - opens nothing: the office has no door
_INBOX_FILE = "练习-佐证材料.txt"
_REASON = "【练习】进展情况请补充时间和数量，改好后重新报送。"


@define
class Practice:
    """A practice that is going on."""

    desk: ClerkDesk
    _office: TemporaryOffice

    def end(self) -> None:
        """Forget all of it."""
        self._office.close()


@define
class _Clock:
    """The first working hour after the period, on a day that stands still."""

    day: dt.date = field(factory=lambda: wiring.now().date())

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, wiring.now().timetz())


def begin_practice(desk: ClerkDesk) -> Practice:
    """Make a practice of what the desk's department has to do.

    The month before is reported, so that there are figures to go on from; one report of the open month was returned.

    Raises:
        Refusal: there is no place for it on the disk.
    """
    period, clock = desk.calendar().current, _Clock()
    office = wiring.open_temporary_office(desk.plan(period), clock)
    try:
        practised = _furnished(office, desk, period, clock)
        practised.keep_settings(desk.settings())
    except BaseException:
        office.close()
        raise
    return Practice(practised, office)


def _furnished(office: TemporaryOffice, real: ClerkDesk, period: Period, clock: _Clock) -> ClerkDesk:
    operator, account, code = office.office.operator_desk(), real.account, real.department.code
    operator.add_account(_COORDINATOR, Role.COORDINATOR, password=_PASSWORD)
    name = account.name if account.name != _COORDINATOR else f"{_COORDINATOR}.practice"
    operator.add_account(name, Role.CLERK, code, display_name=account.label, password=_PASSWORD)
    coordinator = cast("CoordinatorDesk", office.office.admit(_COORDINATOR))
    clerk = cast("ClerkDesk", office.office.admit(name))
    office.installation.trays.write_inbox(code, _INBOX_FILE, io.BytesIO(f"{LABEL}练习用的佐证材料。\n".encode()))
    for each in period.earlier_in_year():
        clock.day = _day_after(each)
        coordinator.open_period(each)
        for view in _owed(clerk, each):
            sent = _submit(clerk, view)
            coordinator.approve_report(each, view.commitment.id, department=code, based_on=sent.revision)
        coordinator.close_period(each)
        break
    clock.day = _day_after(period)
    coordinator.open_period(period)
    for view in _owed(clerk, period)[:1]:
        sent = _submit(clerk, view)
        coordinator.return_report(period, view.commitment.id, _REASON, department=code, based_on=sent.revision)
    return clerk


def _day_after(period: Period) -> dt.date:
    following = period.plus_months(1)
    return dt.date(following.year, following.month, 1)


def _owed(clerk: ClerkDesk, period: Period) -> list[ReportView]:
    return [view for view in clerk.reports(period) if view.is_due and view.is_lead]


def _submit(clerk: ClerkDesk, view: ReportView) -> ReportView:
    period, commitment = view.record.period, view.commitment
    saved = clerk.save_report(written(clerk.plan(period), commitment, view.report), based_on=view.revision)
    return clerk.submit_report(period, commitment.id, based_on=saved.revision)
