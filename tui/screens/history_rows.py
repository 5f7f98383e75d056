"""History in words: who did what about which, and the old value beside the new one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from departments.assignments import Addition, Reassignment, Retarget, Split
from departments.figures import format_figure
from departments.history import Subject
from departments.refusals import NotFound
from departments.reports import Evidence, Return
from departments.wording import N_
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from departments.field_changes import FieldChange
    from departments.history import HistoryEntry
    from departments.plan import Plan
    from tui.language import Language

WIDE = 120
_NONE = "--"
ACTIONS = MappingProxyType(
    {
        "saved": N_("saved"),
        "submitted": N_("submitted"),
        "withdrawn": N_("withdrew"),
        "signed": N_("signed"),
        "returned": N_("returned"),
        "approved": N_("approved"),
        "attached": N_("added evidence"),
        "detached": N_("removed evidence"),
        "period_opened": N_("opened the period"),
        "period_closed": N_("closed the period"),
        "due_date_moved": N_("moved the due date"),
        "extension_granted": N_("granted an extension"),
        "urged": N_("urged"),
        "reassigned": N_("reassigned"),
        "retargeted": N_("changed a target"),
        "added": N_("added a commitment"),
        "split": N_("split a commitment"),
        "account_added": N_("added an account"),
        "account_disabled": N_("disabled an account"),
        "account_enabled": N_("enabled an account"),
        "account_unlocked": N_("unlocked an account"),
        "password_reset": N_("gave a new password"),
        "password_changed": N_("changed a password"),
        "key_added": N_("added a key"),
        "key_removed": N_("removed a key"),
    }
)
"""Each event's name in a word or two."""
_FIELDS = MappingProxyType(
    {
        "state": N_("State"),
        "narrative.progress": N_("Progress"),
        "narrative.problems": N_("Problems"),
        "narrative.next_steps": N_("Next steps"),
        "assessment": N_("Assessment"),
        "nothing_to_report": N_("Nothing to report"),
        "explanation": N_("Explanation"),
        "evidence": N_("Evidence"),
        "returns": N_("Return"),
        "reported_by": N_("Reported by"),
        "signed_by": N_("Signed by"),
        "approved_by": N_("Approved by"),
        "first_submitted_at": N_("First submitted"),
        "submitted_at": N_("Submitted"),
        "status": N_("Status"),
        "due_on": N_("Due date"),
        "reason": N_("Reason"),
        "until": N_("Until"),
        "granted_by": N_("Granted by"),
        "department": N_("Department"),
        "commitment": N_("Commitment"),
        "period": N_("Period"),
        "name": N_("Account"),
        "role": N_("Role"),
        "display_name": N_("Person"),
        "is_disabled": N_("Disabled"),
        "text": N_("Text"),
        "commitments": N_("Commitments"),
        "reassignments": N_("Reassignment"),
        "retargets": N_("New target"),
        "addition": N_("Addition"),
        "split": N_("Split"),
    }
)


def history_columns(width: int, language: Language) -> tuple[Column, ...]:
    """The columns that fit."""
    say, is_wide = language.say, width >= WIDE
    return (
        Column(say(N_("When")), 16 if is_wide else 11),
        Column(say(N_("Who")), 24 if is_wide else 14),
        Column(say(N_("Did what")), 18 if is_wide else 12),
        Column(say(N_("About")), 0),
        *((Column(say(N_("Changed")), 60),) if is_wide else ()),
    )


def history_rows(
    entries: Sequence[HistoryEntry], plan: Plan, people: Mapping[str, str], width: int, language: Language
) -> tuple[Row, ...]:
    """A row an event, under its place in the list."""
    is_wide, when = width >= WIDE, "%Y-%m-%d %H:%M" if width >= WIDE else "%m-%d %H:%M"
    return tuple(
        Row(
            str(place),
            (
                Cell(f"{each.at:{when}}"),
                Cell(people.get(each.by, each.by)),
                Cell(action_words(each.action, language)),
                Cell(about(each, plan)),
                *((Cell("; ".join(changed_lines(each, plan, language))),) if is_wide else ()),
            ),
        )
        for place, each in enumerate(entries)
    )


def action_words(action: str, language: Language) -> str:
    """What an event's name is called."""
    return language.say(ACTIONS[action]) if action in ACTIONS else action


def about(entry: HistoryEntry, plan: Plan) -> str:
    """Which report, period, commitment or account it was."""
    name = plan.directory[entry.department].short_name if entry.department else ""
    quote = ""
    if entry.commitment:
        quote = plan.commitment(entry.commitment).quote if entry.commitment in plan else ""
    subject = {
        Subject.REPORT: f"{entry.period} {name} {entry.commitment} {quote}",
        Subject.PLAN: f"{entry.commitment} {quote}",
        Subject.PERIOD: entry.key,
        Subject.EXTENSION: f"{entry.period} {name}",
        Subject.URGE: f"{entry.period} {name}",
        Subject.ACCOUNT: f"{entry.account}",
    }
    return subject[entry.subject].strip()


def found_by(entry: HistoryEntry, plan: Plan, people: Mapping[str, str], language: Language) -> str:
    """Everything that an event is found by, in lower case."""
    words = (about(entry, plan), entry.by, people.get(entry.by, ""), action_words(entry.action, language))
    return " ".join((f"{entry.at:%Y-%m-%d %H:%M}", *words)).lower()


def entry_page(entry: HistoryEntry, plan: Plan, people: Mapping[str, str], language: Language) -> str:
    """An event on a page: who, what, about which, and every field that changed, old beside new."""
    say = language.say
    head = (
        f"{entry.at:%Y-%m-%d %H:%M:%S}  {people.get(entry.by, entry.by)} ({entry.by})",
        f"{action_words(entry.action, language)}: {about(entry, plan)}",
        say("Entry {seq} of the book {book}", seq=entry.seq, book=entry.book),
    )
    lines = []
    for each in entry.changes:
        lines += ["", _label(each, plan, entry, language)]
        lines += [f"  - {line}" for line in _words(each.old, language).split("\n")]
        lines += [f"  + {line}" for line in _words(each.new, language).split("\n")]
    return "\n".join((*head, *lines))


def entry_pages(entries: Sequence[HistoryEntry], plan: Plan, people: Mapping[str, str], language: Language) -> str:
    """Several events on a page."""
    found = [entry_page(each, plan, people, language) for each in entries]
    return "\n\n".join(found) or language.say(N_("Nothing was done yet."))


def changed_lines(entry: HistoryEntry, plan: Plan, language: Language) -> Iterator[str]:
    """What changed, a few words a field."""
    for each in entry.changes:
        old = "" if each.old in (None, "") else f"{_words(each.old, language)} > "
        yield f"{_label(each, plan, entry, language)} {old}{_words(each.new, language)}"


def _label(change: FieldChange, plan: Plan, entry: HistoryEntry, language: Language) -> str:
    if change.field in _FIELDS:
        return language.say(_FIELDS[change.field])
    kind, _, key = change.field.partition(".")
    if kind in ("values", "figure_absent") and entry.commitment and entry.commitment in plan:
        try:
            name = plan.commitment(entry.commitment).indicator(key).name
        except NotFound:
            name = key
        return name if kind == "values" else language.say("{name}: why there is no figure", name=name)
    return change.field


def _words(value: object, language: Language) -> str:
    """A field's value as people read it."""
    words = str(value)
    match value:
        case None | "" | ():
            words = _NONE
        case bool():
            words = language.say("yes") if value else language.say("no")
        case tuple():
            words = ", ".join(_words(each, language) for each in value)
        case Evidence() | Return() | Addition() | Split() | Retarget() | Reassignment():
            words = _piece(value)
        case Decimal() | StrEnum() | dt.datetime():
            words = str(language.word(value))
    return words


def _piece(value: Evidence | Return | Addition | Split | Retarget | Reassignment) -> str:
    match value:
        case Evidence():
            return f"{value.name} {value.note}".strip()
        case Retarget():
            return f"{format_figure(value.old_target)} > {format_figure(value.target)}: {value.reason}"
        case Reassignment():
            return f"{value.old_lead} > {value.lead}: {value.reason}"
    return value.reason
