"""The way of a report: which verb leads from which state to which.

``empty → draft → (signing →) submitted → approved``, or ``returned → draft`` and on. What waits for a signature when
its department has no head any more is submitted once more, and goes out.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from attrs import define

from departments.refusals import Refusal
from departments.reports import State
from departments.wording import N_, Sentence


class Verb(StrEnum):
    """What can be done with a report."""

    SAVE = "save"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    RETURN = "return"
    APPROVE = "approve"

    @property
    def past(self) -> str:
        """The name of the event that it leaves in the journal."""
        return _PAST[self]


_PAST = {
    Verb.SAVE: "saved",
    Verb.SUBMIT: "submitted",
    Verb.WITHDRAW: "withdrawn",
    Verb.SIGN: "signed",
    Verb.RETURN: "returned",
    Verb.APPROVE: "approved",
}


_TRANSITIONS = {
    (State.EMPTY, Verb.SAVE): State.DRAFT,
    (State.DRAFT, Verb.SAVE): State.DRAFT,
    (State.RETURNED, Verb.SAVE): State.DRAFT,
    (State.DRAFT, Verb.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Verb.SUBMIT): State.SUBMITTED,
    (State.SIGNING, Verb.SUBMIT): State.SUBMITTED,
    (State.SIGNING, Verb.SIGN): State.SUBMITTED,
    (State.SIGNING, Verb.WITHDRAW): State.DRAFT,
    (State.SUBMITTED, Verb.WITHDRAW): State.DRAFT,
    (State.SIGNING, Verb.RETURN): State.RETURNED,
    (State.SUBMITTED, Verb.RETURN): State.RETURNED,
    (State.APPROVED, Verb.RETURN): State.RETURNED,
    (State.SUBMITTED, Verb.APPROVE): State.APPROVED,
}


@define
class NotInThisState(Refusal):
    """The report is not where the verb could be done to it."""

    message: ClassVar[str] = N_("The report on {commitment} is {state}: {hint}")
    commitment: str
    state: State
    hint: Sentence
    """What to do instead."""


_HINTS = {
    State.EMPTY: Sentence(N_("fill it in and save it first.")),
    State.DRAFT: Sentence(N_("submit it first.")),
    State.SIGNING: Sentence(N_("withdraw it to change it; the department's head has to sign it before it goes on.")),
    State.SUBMITTED: Sentence(N_("withdraw it to change it, as long as the commission has not reviewed it.")),
    State.RETURNED: Sentence(N_("correct it and submit it again.")),
    State.APPROVED: Sentence(
        N_("the commission has approved it; ask the coordinator to return it if it has to be changed.")
    ),
}


_NOBODY_SIGNS = Sentence(
    N_("the department has no head who could sign it; submit it to send it on, or withdraw it to change it.")
)
"""What to do with a report that waits for a head where there is none any more."""
_NOBODY_SIGNS_THERE = Sentence(N_("its department has no head who could sign it; its clerk has to send it on."))
"""The same for whoever doesn't write it."""
_TO_REVIEWERS = {
    State.EMPTY: Sentence(N_("its department has to fill it in and submit it first.")),
    State.DRAFT: Sentence(N_("its department has to submit it first.")),
    State.SIGNING: Sentence(N_("its department's head has to sign it first.")),
    State.SUBMITTED: Sentence(N_("it is with the commission; until it is reviewed, its clerk can withdraw it.")),
    State.RETURNED: Sentence(N_("its department has to correct it and submit it again.")),
    State.APPROVED: Sentence(
        N_("the commission has approved it; only the coordinator can return it if it has to be changed.")
    ),
}
"""The same for whoever doesn't write it: heads, the commission, leaders."""
_WRITING = (Verb.SAVE, Verb.SUBMIT, Verb.WITHDRAW)


def advance(commitment: str, state: State, verb: Verb, *, has_head: bool = False) -> State:
    """The state that the verb leads to.

    Args:
        commitment: whose report it is, for the sentence of a refusal.
        state: where the report stands.
        verb: what is being done.
        has_head: whether the department has a head who signs before a report goes out.

    Raises:
        NotInThisState: the verb leads nowhere from there.
    """
    following = _TRANSITIONS.get((state, verb))
    is_the_heads = has_head and (state, verb) == (State.SIGNING, Verb.SUBMIT)
    if following is None or is_the_heads:
        raise not_in_this_state(commitment, state, verb, has_head=has_head)
    if verb is Verb.SUBMIT and has_head:
        return State.SIGNING
    return following


def not_in_this_state(commitment: str, state: State, verb: Verb, *, has_head: bool = False) -> NotInThisState:
    """The refusal for a report in this state, with what to do instead: for its clerk, or for whoever reviews it.

    The arguments are those of :func:`advance`.
    """
    is_left_waiting, is_theirs = state is State.SIGNING and not has_head, verb in _WRITING
    if is_left_waiting:
        return NotInThisState(commitment, state, _NOBODY_SIGNS if is_theirs else _NOBODY_SIGNS_THERE)
    return NotInThisState(commitment, state, (_HINTS if is_theirs else _TO_REVIEWERS)[state])


def may(state: State, verb: Verb) -> bool:
    """Whether the verb leads anywhere from this state, as far as no head of the department is in its way."""
    return (state, verb) in _TRANSITIONS
