"""Which days people work on: weekends, public holidays, and the weekends worked in their stead (调休).

The State Council announces each year's holidays late in the year before; for a year that the table doesn't know yet,
Monday to Friday count as worked.
"""

from __future__ import annotations

import datetime as dt

_SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    """Whether offices work on the day.

    Args:
        day: a date in mainland China.
    """
    # The table of holidays is loaded when a due date is wanted, not whenever the program starts.
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def next_working_day(day: dt.date) -> dt.date:
    """The day itself where offices work on it, else the next on which they do.

    Args:
        day: a date in mainland China.
    """
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day
