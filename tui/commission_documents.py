"""The JSON documents of the commission's commands, key by key: stable, so that other programs can build on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from departments.figures import figure_as_json
from departments.periods import Period
from departments.reports import State
from tui.history_words import indicator_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks.department_urging import SentUrge
    from departments.desks.report_reviewing import BulkApproval, ReviewItem
    from departments.field_changes import FieldChange
    from departments.history import HistoryEntry
    from departments.plan_changes import PlanChange
    from departments.review import Passage, Waiting
    from departments.urging import Board, ReceivedUrge, StateCounts, Urging, UrgingList
    from tui.documents import Document
    from tui.history_names import HistoryNames
    from tui.language import Language


@singledispatch
def value_as_json(value: Any) -> Any:  # noqa: ANN401 - whatever a document of the journal holds
    """A value of the domain as JSON has it: figures as numbers, terms by their English word, instants with zone."""
    if has(type(value)):
        return {each.name: value_as_json(getattr(value, each.name)) for each in fields(type(value)) if each.init}
    return value


@value_as_json.register(Decimal)
def _(value: Decimal) -> int | float | None:
    return figure_as_json(value)


@value_as_json.register(StrEnum)
def _(value: StrEnum) -> str:
    return value.value


@value_as_json.register(Period)
def _(value: Period) -> str:
    return str(value)


@value_as_json.register(dt.date)
def _(value: dt.date) -> str:
    return value.isoformat()


@value_as_json.register(tuple)
def _(value: tuple[object, ...]) -> list[Any]:
    return [value_as_json(each) for each in value]


@value_as_json.register(Mapping)
def _(value: Mapping[object, object]) -> dict[str, Any]:
    return {str(key): value_as_json(each) for key, each in value.items()}


def queue_document(period: Period, items: Sequence[ReviewItem], language: Language) -> Document:
    """``report queue``."""
    return {"period": str(period), "reports": [_item(each, language) for each in items]}


def _item(item: ReviewItem, language: Language) -> Document:
    view, changes = item.view, item.narrative
    return {
        "commitment": view.commitment.id,
        "department": view.report.department,
        "light": view.light.light.value,
        "revision": view.revision,
        "submitted_at": item.waiting_since.isoformat(),
        "days_waiting": item.days_waiting,
        "returns": len(item.returns),
        "warnings": [{"code": each.code, "sentence": language.sentence(each.sentence)} for each in view.findings],
        "explanation": view.report.explanation,
        "changes": {
            "progress": _passages(changes.progress),
            "problems": _passages(changes.problems),
            "next_steps": _passages(changes.next_steps),
        },
    }


def _passages(passages: Sequence[Passage]) -> list[Document]:
    return [{"change": each.change.value, "text": each.text} for each in passages]


def bulk_document(period: Period, done: BulkApproval, language: Language) -> Document:
    """``report approve --all-without-warnings``."""
    return {
        "period": str(period),
        "approved": [
            {"commitment": each.report.commitment, "department": each.report.department} for each in done.approved
        ],
        "left": [
            {
                "commitment": each.item.report.commitment,
                "department": each.item.report.department,
                "code": each.code,
                "sentence": language.sentence(each.sentence),
            }
            for each in done.left
        ],
    }


def backlog_document(waiting: Sequence[Waiting]) -> Document:
    """``report backlog``."""
    return {
        "reports": [
            {
                "period": str(each.period),
                "commitment": each.commitment,
                "department": each.department,
                "submitted_at": each.submitted_at.isoformat(),
                "days": each.days,
            }
            for each in waiting
        ]
    }


def board_document(board: Board) -> Document:
    """``period board``."""
    return {
        "period": str(board.record.period),
        "due_on": board.record.due_on.isoformat(),
        "missing": board.missing,
        "departments": [
            {
                "code": each.department.code,
                "short_name": each.department.short_name,
                "due": each.due,
                "missing": each.missing,
                "days_late": each.days_late,
                "urged": each.urged,
                "last_urged_at": each.last_urged_at.isoformat() if each.last_urged_at else None,
                "states": _states(each.states),
            }
            for each in board.rows
        ],
        "totals": _states(board.totals),
    }


def _states(counts: StateCounts) -> dict[str, int]:
    return {state.value: counts.of(state) for state in State}


def urging_document(listed: UrgingList, done: Urging | None) -> Document:
    """``period urge``: the list, who was urged, and who was left out; with nothing done, who would be left out."""
    return {
        "period": str(listed.record.period),
        "departments": [
            {
                "code": each.department.code,
                "days_late": each.days_late,
                "reports": [
                    {
                        "commitment": item.commitment.id,
                        "state": item.state.value,
                        "since": item.since.isoformat(),
                        "returned": item.sent_back.reason if item.sent_back else None,
                    }
                    for item in each.items
                ],
                "text": listed.text_for(each.department.code),
            }
            for each in listed.departments
        ],
        "urged": [each.department for each in done.sent] if done else [],
        "left": [each.department.code for each in (done.left if done else listed.left)],
        "text": listed.text,
    }


def urges_document(urges: Sequence[SentUrge | ReceivedUrge]) -> Document:
    """``period urges``: the latest first."""
    return {
        "urges": [
            {
                "period": str(each.urge.period),
                "department": each.urge.department,
                "number": each.urge.number,
                "at": each.urge.at.isoformat(),
                "by": each.urge.by,
                "text": each.urge.text,
                "commitments": list(each.urge.commitments),
                "outstanding": list(each.outstanding),
            }
            for each in urges
        ]
    }


def plan_changes_document(changes: Sequence[PlanChange]) -> Document:
    """``plan changes``: the earliest first."""
    return {
        "changes": [
            {
                "kind": each.kind.value,
                "commitment": each.commitment.id,
                "quote": each.commitment.quote,
                "indicator": each.indicator.name if each.indicator else None,
                "fields": [_field(one) for one in each.fields],
                "since": str(each.since),
                "at": each.at.isoformat(),
                "by": each.by,
                "reason": each.reason,
                "source": each.source,
            }
            for each in changes
        ]
    }


def history_document(entries: Sequence[HistoryEntry], names: HistoryNames) -> Document:
    """``history``: the latest first; what is about an indicator names it."""
    return {
        "events": [
            {
                "at": each.at.isoformat(),
                "by": each.by,
                "action": each.action,
                "subject": each.subject.value,
                "key": each.key,
                "book": each.book,
                "seq": each.seq,
                "changes": [_field(one) | {"indicator": indicator_of(one.field, names)} for one in each.changes],
            }
            for each in entries
        ]
    }


def _field(change: FieldChange) -> Document:
    return {"field": change.field, "old": value_as_json(change.old), "new": value_as_json(change.new)}
