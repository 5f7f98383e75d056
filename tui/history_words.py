"""What history calls things: actions, fields and the values that stood in them, in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from departments.reports import Evidence, Return
from departments.wording import N_
from tui.history_names import department_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from departments.directory import Directory
    from departments.field_changes import FieldChange
    from departments.history import HistoryEntry
    from departments.plan import Indicator
    from tui.history_names import HistoryNames
    from tui.language import Language

NOTHING = "—"
"""Stands where there is no value."""
ACTIONS = MappingProxyType(
    {
        "saved": N_("saved"),
        "submitted": N_("submitted"),
        "withdrawn": N_("withdrawn"),
        "signed": N_("signed"),
        "returned": N_("returned"),
        "approved": N_("approved"),
        "attached": N_("evidence attached"),
        "detached": N_("evidence removed"),
        "period_opened": N_("period opened"),
        "period_closed": N_("period closed"),
        "due_date_moved": N_("due date moved"),
        "extension_granted": N_("extension granted"),
        "urged": N_("urged"),
        "reassigned": N_("reassigned"),
        "retargeted": N_("retargeted"),
        "added": N_("added"),
        "split": N_("split"),
        "account_added": N_("account added"),
        "account_disabled": N_("account disabled"),
        "account_enabled": N_("account enabled"),
        "account_unlocked": N_("account unlocked"),
        "password_changed": N_("password changed"),
        "password_reset": N_("password reset"),
        "key_added": N_("key added"),
        "key_removed": N_("key removed"),
    }
)
"""Every event's name and its words."""

_FIELDS = MappingProxyType(
    {
        "state": N_("state"),
        "narrative.progress": N_("progress"),
        "narrative.problems": N_("problems"),
        "narrative.next_steps": N_("next steps"),
        "assessment": N_("assessment"),
        "nothing_to_report": N_("nothing to report"),
        "explanation": N_("explanation"),
        "evidence": N_("evidence"),
        "returns": N_("return"),
        "reported_by": N_("reported by"),
        "signed_by": N_("signed by"),
        "approved_by": N_("approved by"),
        "first_submitted_at": N_("first submitted at"),
        "submitted_at": N_("submitted at"),
        "lead": N_("lead"),
        "supporting": N_("supporting departments"),
        "target": N_("target"),
        "commitment": N_("commitment"),
        "quote": N_("commitment"),
        "part_of": N_("part of"),
        "split": N_("split"),
        "since": N_("holds from"),
        "source": N_("decision"),
        "status": N_("status"),
        "due_on": N_("due on"),
        "until": N_("until"),
        "reason": N_("reason"),
        "text": N_("text"),
        "is_disabled": N_("disabled"),
        "department": N_("department"),
        "role": N_("role"),
        "display_name": N_("name"),
    }
)


_OF_INDICATORS = MappingProxyType(
    {
        "values": "",
        "figure_absent": N_("{name}: why there is no figure"),
        "target": N_("target · {name}"),
    }
)
"""What stands in a field that an indicator has; a figure has its indicator's name alone."""
_OF_DEPARTMENTS = ("lead", "supporting")
_OF_PERSONS = ("reported_by", "signed_by", "approved_by")
_GROUNDS = ("since", "reason", "source", "part_of")
"""What is said of a change rather than changed by it: nothing stood there before."""


@frozen
class ChangeWords:
    """A field that changed, in words; the same wherever history is told."""

    label: str
    old: str
    new: str
    is_told_alone: bool
    """Whether there is nothing to say of what stood there before."""


def changes_in_words(entry: HistoryEntry, names: HistoryNames, language: Language) -> Iterator[ChangeWords]:
    """Everything that an event changed and that says more than its own line does."""
    for each in entry.changes:
        if _is_told(each.field):
            yield ChangeWords(
                _label(each, names, language),
                standing_words(each.field, _named(each.field, each.old, names), names.directory, language),
                standing_words(each.field, _named(each.field, each.new, names), names.directory, language),
                is_told_alone=each.field in _GROUNDS and each.old in (None, ""),
            )


def _named(field: str, value: object, names: HistoryNames) -> object:
    """What stands in a field; where that is an account, the person behind it."""
    return names.person(value) if field in _OF_PERSONS and isinstance(value, str) else value


def _is_told(field: str) -> bool:
    if field in ("commitment", "department"):
        return False
    return field in _FIELDS or field.partition(".")[0] in _OF_INDICATORS


def indicator_of(field: str, names: HistoryNames) -> str | None:
    """The name of the indicator whose figure or target the field is; None for any other field."""
    outer, _, key = field.partition(".")
    return names.indicators.get(key, key) if key and outer in _OF_INDICATORS else None


def _label(change: FieldChange, names: HistoryNames, language: Language) -> str:
    """The field's name; a figure's is its indicator's."""
    name = indicator_of(change.field, names)
    if name is None:
        return field_word(change.field, language)
    message = _OF_INDICATORS[change.field.partition(".")[0]]
    return language.say(message, name=name) if message else name


def action_word(action: str, language: Language) -> str:
    """The words for an event's name."""
    return language.say(ACTIONS[action]) if action in ACTIONS else action


def field_word(field: str, language: Language) -> str:
    """The words for a field."""
    return language.say(_FIELDS[field]) if field in _FIELDS else field


def standing_words(field: str, value: object, directory: Directory, language: Language) -> str:
    """The words for what stands in a field; departments by name."""
    if field not in _OF_DEPARTMENTS or not isinstance(value, str | tuple):
        return value_words(value, language)
    codes = (value,) if isinstance(value, str) else value
    return value_words(tuple(department_name(code, directory) for code in codes), language)


def old_and_new(
    change: FieldChange, indicator: Indicator | None, directory: Directory, language: Language
) -> tuple[str, str]:
    """The words for what a change of the plan found and left in a field: targets to one scale, with their unit."""
    match change.old, change.new:
        case Decimal() as old, Decimal() as new if indicator is not None:
            return language.number_beside(old, indicator.unit), language.figure(new, indicator.unit)
        case old, new:
            return (
                standing_words(change.field, old, directory, language),
                standing_words(change.field, new, directory, language),
            )


@singledispatch
def value_words(value: object, language: Language) -> str:
    """A value on one line."""
    return NOTHING if value in (None, "") else str(language.word(value))


@value_words.register(bool)
def _(value: bool, language: Language) -> str:  # noqa: FBT001 - the value itself
    return language.say(N_("yes")) if value else language.say(N_("no"))


@value_words.register(tuple)
def _(value: tuple[object, ...], language: Language) -> str:
    return language.listed(value_words(each, language) for each in value) or NOTHING


@value_words.register(Evidence)
def _(value: Evidence, language: Language) -> str:
    return value_words(value.name, language)


@value_words.register(Return)
def _(value: Return, language: Language) -> str:
    return value_words(value.reason, language)
