"""One making of a workbook: when, for whom, and how people are named in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from departments.figures import format_percent
from departments.lights import elapsed
from departments.periods import Period


@frozen
class Edition:
    """What every sheet of a workbook has in common."""

    period: Period
    generated_at: dt.datetime
    """With time zone; the workbook's dates and times are all in this zone."""
    unit_line: str
    """The line that is left for the stamp: 填报单位（盖章）： and the name."""
    people: Mapping[str, str] = field(factory=dict)
    """Account name to the person as tables print it."""

    @property
    def months(self) -> str:
        """The months that cumulative figures run over: ``1-9月``."""
        return months_to(self.period)

    @property
    def heading_line(self) -> str:
        """The line under a sheet's title."""
        made = f"{self.generated_at:%Y}年{self.generated_at.month}月{self.generated_at.day}日"
        span, pace = f"{self.period.year}年{self.months}", format_percent(elapsed(self.period))
        return f"{self.unit_line}　　报告期：{span}　　序时进度：{pace}　　填报日期：{made}　　单位：见表"

    def local(self, at: dt.datetime | None) -> dt.datetime | None:
        """The instant on this edition's wall clock."""
        return at.astimezone(self.generated_at.tzinfo) if at else None

    def person(self, account: str) -> str:
        """The account as tables print it."""
        return self.people.get(account, account)


def months_to(period: Period) -> str:
    """The months from January to the period's: ``1-9月``; ``1月`` for January."""
    return f"1-{period.month}月" if period.month > 1 else "1月"
