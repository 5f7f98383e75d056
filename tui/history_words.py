"""What history calls things: actions, fields and the values that stood in them, in the reader's language."""

from __future__ import annotations

from functools import singledispatch
from types import MappingProxyType
from typing import TYPE_CHECKING

from departments.assignments import Addition, Reassignment, Retarget, Split
from departments.reports import Evidence, Return
from departments.wording import N_

if TYPE_CHECKING:
    from tui.language import Language

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
        "values": N_("figure"),
        "figure_absent": N_("why no figure"),
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
        "addition": N_("added"),
        "split": N_("split"),
        "reassignments": N_("departments"),
        "retargets": N_("target"),
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


def action_word(action: str, language: Language) -> str:
    """The words for an event's name."""
    return language.say(ACTIONS[action]) if action in ACTIONS else action


def is_told(field: str) -> bool:
    """Whether a change of the field says more than its event's own line does."""
    if field in ("commitment", "department"):
        return False
    return field in _FIELDS or field.partition(".")[0] in ("values", "figure_absent")


def field_word(field: str, language: Language) -> str:
    """The words for a field; what lies inside a mapping keeps its key: ``figure 4.1-01.1``."""
    if field in _FIELDS:
        return language.say(_FIELDS[field])
    outer, _, inner = field.partition(".")
    return f"{language.say(_FIELDS[outer])} {inner}" if outer in _FIELDS else field


@singledispatch
def value_words(value: object, language: Language) -> str:
    """A value on one line."""
    return "—" if value in (None, "") else str(language.word(value))


@value_words.register(bool)
def _(value: bool, language: Language) -> str:  # noqa: FBT001 - the value itself
    return language.say(N_("yes")) if value else language.say(N_("no"))


@value_words.register(tuple)
def _(value: tuple[object, ...], language: Language) -> str:
    return "、".join(value_words(each, language) for each in value) or "—"


@value_words.register(Evidence)
def _(value: Evidence, language: Language) -> str:
    return value_words(value.name, language)


@value_words.register(Return)
def _(value: Return, language: Language) -> str:
    return value_words(value.reason, language)


@value_words.register(Split)
def _(value: Split, language: Language) -> str:
    return value_words(value.parts, language)


@value_words.register(Addition)
def _(value: Addition, language: Language) -> str:
    return value_words(value.commitment.quote, language)


@value_words.register(Reassignment)
def _(value: Reassignment, language: Language) -> str:
    old, new = (value.old_lead, *value.old_supporting), (value.lead, *value.supporting)
    return f"{value_words(old, language)} → {value_words(new, language)}"


@value_words.register(Retarget)
def _(value: Retarget, language: Language) -> str:
    return f"{value_words(value.old_target, language)} → {value_words(value.target, language)}"
