"""Who has not reported, as rows: departments × states, and what else is known of each."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len

from departments.directory import readings_of
from departments.reports import State
from departments.wording import N_
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.review import Waiting
    from departments.urging import Board, BoardRow
    from tui.language import Language

WIDE = 120
_NAME_WIDTH = 24
_STATES = (State.EMPTY, State.DRAFT, State.SIGNING, State.RETURNED, State.SUBMITTED, State.APPROVED)
_TONES = MappingProxyType({State.RETURNED: "alarm-text", State.APPROVED: "done"})


def shown_states(board: Board) -> tuple[State, ...]:
    """From what is missing to what is done; a department's own signing only where somebody has that rule."""
    return tuple(state for state in _STATES if state is not State.SIGNING or board.totals.signing)


def board_columns(board: Board, width: int, language: Language) -> tuple[Column, ...]:
    """The columns that fit."""
    say, states = language.say, shown_states(board)
    heads = [say(N_("Missing")), *map(language.term, states), say(N_("Days late")), say(N_("Urged"))]
    return (
        Column(say("Department"), 0, most=_NAME_WIDTH),
        *(Column(head, max(cell_len(head), 4), is_right=True) for head in heads),
        *((Column(say(N_("Last urged")), 16),) if width >= WIDE else ()),
    )


def found_by(board: Board) -> Finder:
    """What each department is found by. Reads Pinyin: not for the event loop."""
    departments = [row.department for row in board.rows]
    texts = {each.code: (each.code, each.short_name, each.name) for each in departments}
    return Finder.of(texts, readings=readings_of(departments))


def board_rows(board: Board, width: int) -> tuple[Row, ...]:
    """A row a department, most missing first."""
    states = shown_states(board)
    return tuple(_row(each, states, width) for each in board.rows)


def _row(row: BoardRow, states: Iterable[State], width: int) -> Row:
    missing = Cell(
        f"{row.missing}/{row.due}", "behind" if row.has_nothing else "slightly-behind" if row.missing else "done"
    )
    counts = [
        Cell(str(row.states.of(state) or "."), _TONES.get(state, "") if row.states.of(state) else "muted")
        for state in states
    ]
    cells = [
        Cell(row.department.short_name),
        missing,
        *counts,
        Cell(str(row.days_late or "."), "alarm-text" if row.days_late else "muted"),
        Cell(str(row.urged or "."), "" if row.urged else "muted"),
    ]
    if width >= WIDE:
        cells.append(Cell(f"{row.last_urged_at:%Y-%m-%d %H:%M}" if row.last_urged_at else ""))
    return Row(row.department.code, tuple(cells))


def backlog_words(backlog: Iterable[Waiting], language: Language) -> str:
    """The reviewers' own backlog in one line: how many, since how long, in which periods."""
    waiting = tuple(backlog)
    if not waiting:
        return language.say(N_("Nothing waits for review."))
    periods = sorted({each.period for each in waiting})
    counted = language.listed(f"{period} {sum(each.period == period for each in waiting)}" for period in periods)
    return language.say(
        N_("Waiting for our own review: {count} (longest wait: {days} d): {periods}"),
        count=len(waiting),
        days=max(each.days for each in waiting),
        periods=counted,
    )
