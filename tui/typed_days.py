"""What a person types for a period, a day or an instant, in the ways in which people here write one."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import ClassVar

from attrs import define

from departments.periods import Period
from departments.refusals import BadInput
from departments.wording import N_

_DAY = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?P<rest>.*)", re.DOTALL)
_MONTH = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})月?")
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.时](?P<minute>\d{2})分?")
_YEARS = range(1900, 3000)
"""Years that can be meant, far from those at which the calendar of computers ends."""
_DAYS_END = dt.time(23, 59, 59)


@define
class NoSuchDay(BadInput):
    """Not a day of the calendar, or not a time of it."""

    message: ClassVar[str] = N_("“{value}” is no day that can be read; write it like 2021-07-05, or 2021-07-05 18:00.")


def parse_period(text: str) -> Period:
    """The period written like ``2021-07``, ``2021/7`` or ``2021年7月``, full-width digits too.

    Raises:
        BadPeriod: there is no such period, or it is written otherwise.
    """
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return Period.parse(f"{found['year']}-{int(found['month']):02d}" if found else text)


def parse_day(text: str) -> dt.date:
    """The day written like ``2021-07-05``, ``2021/7/5`` or ``2021年7月5日``, full-width digits too.

    Raises:
        NoSuchDay: there is no such day, or it is written otherwise.
    """
    day, rest = _split(text)
    if rest:
        raise NoSuchDay(text)
    return day


def parse_instant(text: str) -> dt.datetime:
    """A day to its end, or a time of it, in the host's time zone; also as programs write it: ``2021-07-20T18:00:00Z``.

    Raises:
        NoSuchDay: it can't be read.
    """
    day, rest = _split(text)
    found = _TIME.fullmatch(rest) if rest else None
    try:
        if rest and not found:
            at = dt.datetime.fromisoformat(text.strip())
            return at if at.tzinfo else at.astimezone()
        time = dt.time(int(found["hour"]), int(found["minute"])) if found else _DAYS_END
        return dt.datetime.combine(day, time).astimezone()
    except (OverflowError, ValueError):
        raise NoSuchDay(text) from None


def _split(text: str) -> tuple[dt.date, str]:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise NoSuchDay(text)
    if int(found["year"]) not in _YEARS:
        raise NoSuchDay(text)
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"])), found["rest"].strip()
    except ValueError:
        raise NoSuchDay(text) from None
