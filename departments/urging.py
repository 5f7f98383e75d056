"""催报: who has not reported, the list to urge from, and the urges themselves.

An urge needs no click. It is new to an account until its text has been shown to it, and it stays on the clerk's list
until everything that it named has been submitted: reporting is the acknowledgement.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from departments.directory import Department
from departments.periods import Period, PeriodRecord
from departments.plan import Commitment
from departments.reports import Return, State
from departments.terms import official_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from departments.overview import CommitmentRow, Overview

_QUOTE_LENGTH = 30
"""Characters of a commitment's words that tell it from its neighbours in a message."""


@frozen
class Urge:
    """One reminder to one department, as it was sent."""

    period: Period
    department: str
    number: int
    """1 for the department's first of the period, and so on."""
    commitments: tuple[str, ...]
    """Ids of what was outstanding when it was sent."""
    text: str
    """What the department reads."""
    due_on: dt.date
    """The due date as it stood when it was sent."""
    at: dt.datetime
    by: str

    @property
    def key(self) -> str:
        """Its key in the office's book."""
        return f"{urges_key(self.period, self.department)}{self.number:03d}"

    @property
    def days_late(self) -> int:
        """How many days past the due date it was sent; 0 before it."""
        return days_late(self.due_on, self.at.date())


@frozen
class ReceivedUrge:
    """An urge as the department sees it."""

    urge: Urge
    is_new: bool
    """Whether its text has not been shown to the account yet."""
    outstanding: tuple[str, ...]
    """The commitments that it named and that are still to be submitted."""
    signing: tuple[str, ...] = ()
    """Those of them that only wait for the department's own head."""

    @property
    def is_settled(self) -> bool:
        """Whether everything that it named has been submitted."""
        return not self.outstanding


def urges_key(period: Period, department: str = "") -> str:
    """What the keys of a period's urges begin with, of all departments or of one."""
    return f"{period}/{department}/" if department else f"{period}/"


def days_late(due_on: dt.date, today: dt.date) -> int:
    """How many days the due date is past; 0 before it."""
    return max(0, (today - due_on).days)


@frozen
class StateCounts:
    """How many of the commitments due stand in which state."""

    empty: int = 0
    draft: int = 0
    signing: int = 0
    submitted: int = 0
    returned: int = 0
    approved: int = 0

    def of(self, state: State) -> int:
        """How many stand in this state."""
        count: int = getattr(self, state.value)
        return count

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.of(state) for state in State)


@frozen
class BoardRow:
    """A department that has something to report, and how far it is."""

    department: Department
    states: StateCounts
    """Of the commitments that it leads and that are due."""
    days_late: int
    """Days past the due date with something outstanding; 0 in time, or with nothing outstanding."""
    urged: int = 0
    """How often it was urged in this period."""
    last_urged_at: dt.datetime | None = None

    @property
    def due(self) -> int:
        """How many commitments it has to report on."""
        return self.states.total

    @property
    def missing(self) -> int:
        """How many of them are not submitted."""
        return self.due - self.states.submitted - self.states.approved

    @property
    def has_nothing(self) -> bool:
        """零报送: whether it has not submitted a single one."""
        return self.missing == self.due


@frozen
class Board:
    """Departments × states in a period: most missing first, in the directory's order where equally much is."""

    record: PeriodRecord
    rows: tuple[BoardRow, ...]
    """Every department with something due, the complete ones at the end."""
    totals: StateCounts

    @property
    def missing(self) -> int:
        """How many reports are not there."""
        return sum(row.missing for row in self.rows)

    @property
    def departments_missing(self) -> int:
        """How many departments have something outstanding."""
        return sum(row.missing > 0 for row in self.rows)


@frozen
class Outstanding:
    """A commitment that is due and not submitted."""

    commitment: Commitment
    state: State
    sent_back: Return | None
    """The return that has not been answered yet."""
    since: dt.date
    """Since when it is owed: the day it was sent back, else the due date."""
    awaits_correction: bool = False
    """Whether it may be reported also in a closed period, because the commission has sent it back."""


@frozen
class ToUrge:
    """A department that owes reports: what, since when, how late, and how often it was told."""

    department: Department
    due_on: dt.date
    days_late: int
    items: tuple[Outstanding, ...]
    """In the plan's order."""
    urges: tuple[Urge, ...] = ()
    """Those of this period, the earliest first."""
    needs_leave: bool = False
    """Whether the period is closed for it: it has no extension, and can answer what was sent back to it alone."""

    @property
    def answerable(self) -> ToUrge:
        """The same with what it can report now."""
        if not self.needs_leave:
            return self
        return evolve(self, items=tuple(each for each in self.items if each.awaits_correction))

    @property
    def is_shut_out(self) -> bool:
        """Whether it owes something that it can't report without leave."""
        return self.answerable.items != self.items


@frozen
class UrgingList:
    """催报名单: every department that owes reports for a period, most owing first."""

    record: PeriodRecord
    departments: tuple[ToUrge, ...]
    is_narrowed: bool = False
    """Whether these are some of those that owe reports, named one by one."""

    @property
    def reached(self) -> tuple[ToUrge, ...]:
        """Whom an urge reaches, each with what it can report now."""
        return tuple(each.answerable for each in self.departments if each.answerable.items)

    @property
    def left(self) -> tuple[ToUrge, ...]:
        """Who is left out: the period is closed, and they have no extension."""
        return tuple(each for each in self.departments if not each.answerable.items)

    @property
    def text(self) -> str:
        """The list as text to paste into a message to all departments."""
        return urging_text(self)

    @property
    def short_text(self) -> str:
        """The same in one paragraph: each department with how many reports it owes."""
        return short_urging_text(self)

    def text_for(self, department: str) -> str:
        """The message to one department alone; empty if it owes nothing."""
        return next((letter(self.record, each) for each in self.departments if each.department.code == department), "")


@frozen
class Urging:
    """What became of urging."""

    sent: tuple[Urge, ...]
    left: tuple[ToUrge, ...]
    """Who was left out: the period is closed, and they have no extension."""


def board(overview: Overview, today: dt.date, urges: Iterable[Urge]) -> Board:
    """Who has not reported.

    Args:
        overview: of the whole plan.
        today: the date up to which lateness is counted.
        urges: those of the period.
    """
    sent: dict[str, list[Urge]] = {}
    for urge in urges:
        sent.setdefault(urge.department, []).append(urge)
    rows = [_board_row(overview, code, due, today, sent.get(code, [])) for code, due in _owing(overview).items()]
    rows.sort(key=lambda row: -row.missing)
    totals = StateCounts(**{state.value: sum(row.states.of(state) for row in rows) for state in State})
    return Board(overview.record, tuple(rows), totals)


def _owing(overview: Overview) -> dict[str, list[CommitmentRow]]:
    """What is due by lead, in the directory's order."""
    due: dict[str, list[CommitmentRow]] = {code: [] for code in overview.plan.directory.codes}
    for row in overview.rows:
        if row.is_due:
            due[row.commitment.lead].append(row)
    return {code: rows for code, rows in due.items() if rows}


def _board_row(overview: Overview, code: str, due: list[CommitmentRow], today: dt.date, urges: list[Urge]) -> BoardRow:
    states = Counter(row.state for row in due)
    is_complete = all(row.state.counts for row in due)
    return BoardRow(
        department=overview.plan.directory[code],
        states=StateCounts(**{state.value: count for state, count in states.items()}),
        days_late=0 if is_complete else days_late(overview.record.due_on, today),
        urged=len(urges),
        last_urged_at=max((each.at for each in urges), default=None),
    )


def urging_list(
    overview: Overview, today: dt.date, urges: Iterable[Urge], needs_leave: Callable[[str], bool]
) -> UrgingList:
    """Whom to urge, about what.

    Args:
        overview: of the whole plan.
        today: the date up to which lateness is counted.
        urges: those of the period.
        needs_leave: whether the period is closed for the department of a code.
    """
    sent = tuple(urges)
    due_on = overview.record.due_on
    found = []
    for code, rows in _owing(overview).items():
        items = tuple(_outstanding(row, due_on) for row in rows if not row.state.counts)
        if items:
            own = tuple(each for each in sent if each.department == code)
            late, department = days_late(due_on, today), overview.plan.directory[code]
            found.append(ToUrge(department, due_on, late, items, own, needs_leave(code)))
    found.sort(key=lambda each: -len(each.items))
    return UrgingList(overview.record, tuple(found))


def _outstanding(row: CommitmentRow, due_on: dt.date) -> Outstanding:
    sent_back = row.current.open_return if row.current else None
    since = sent_back.at.date() if sent_back else due_on
    awaits_correction = row.current is not None and row.current.awaits_correction
    return Outstanding(row.commitment, row.state, sent_back, since, awaits_correction)


def urging_text(listed: UrgingList) -> str:
    """The list in words, to paste into a message to all departments; a message is in Chinese whoever sends it."""
    record, owing = listed.record, listed.departments
    if not owing:
        return f"{_subject(record.period)}已全部报送，感谢各单位支持。"
    lines = [f"【催报】{_due(record)}，{_how_many(listed)}："]
    for number, each in enumerate(owing, 1):
        lines.append(f"{number}. {each.department.short_name}：{_how_late(each)}")
        lines += [f"· {_item(item)}" for item in each.items]
    return "\n".join([*lines, *_ways_out(owing)])


def short_urging_text(listed: UrgingList) -> str:
    """The list with a number for each department, for a message that has to be read at a glance."""
    record, owing = listed.record, listed.departments
    if not owing:
        return urging_text(listed)
    named = "、".join(f"{each.department.short_name}{len(each.items)}项" for each in owing)
    return f"【催报】{_due(record)}{_late(owing[0])}，{_how_many(listed)}：{named}。{''.join(_ways_out(owing))}"


def letter(record: PeriodRecord, owing: ToUrge) -> str:
    """The message to one department."""
    head = f"【催报】{owing.department.short_name}：{_due(record)}，你单位{_how_late(owing)}："
    return "\n".join([head, *(f"· {_item(item)}" for item in owing.items), *_ways_out((owing,))])


_WAY_OUT = "请尽快登录系统报送；本期确无进展的，请选“本期无进展”并说明原因和下一步措施。"
_ASK_FOR_LEAVE = "请先向发改委综合科申请补报许可，再登录系统报送"
_OR_CORRECT = "；已退回的无须许可，请尽快修改后重新报送"


def _ways_out(owing: Sequence[ToUrge]) -> list[str]:
    """What there is to do: to report, or for whom the period is closed, to ask for leave first."""
    shut_out = [each for each in owing if each.is_shut_out]
    lines = [_WAY_OUT] if len(shut_out) < len(owing) else []
    if shut_out:
        everybody = len(shut_out) == len(owing)
        names = "" if everybody else "、".join(each.department.short_name for each in shut_out)
        may_correct = any(each.answerable.items for each in shut_out)
        lines.append(f"本期已关闭，{names}{_ASK_FOR_LEAVE}{_OR_CORRECT if may_correct else ''}。")
    return lines


def _how_many(listed: UrgingList) -> str:
    departments, reports = len(listed.departments), sum(len(each.items) for each in listed.departments)
    return f"{'下列' if listed.is_narrowed else '目前尚有'}{departments}个单位{reports}项未报送"


def _subject(period: Period) -> str:
    months = f"1—{period.month}月" if period.month > 1 else "1月"
    return f"{period.year}年{months}计划执行情况"


def _due(record: PeriodRecord) -> str:
    return f"{_subject(record.period)}应于{_day(record.due_on)}前报送"


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"


def _how_late(owing: ToUrge) -> str:
    return f"{len(owing.items)}项未报送{_late(owing)}"


def _late(owing: ToUrge) -> str:
    return f"，已逾期{owing.days_late}天" if owing.days_late else ""


def _item(item: Outstanding) -> str:
    quote = item.commitment.quote
    short = quote if len(quote) <= _QUOTE_LENGTH else f"{quote[:_QUOTE_LENGTH]}…"
    if item.sent_back is not None:
        reason = " ".join(item.sent_back.reason.split())
        state = f"{_day(item.since)}退回：{reason}"
    else:
        state = official_term(item.state)
    return f"{item.commitment.id} {short}（{state}）"
