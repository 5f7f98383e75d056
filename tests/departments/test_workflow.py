"""Every state and every verb, held against the table."""

from __future__ import annotations

import pytest

from departments.reports import State
from departments.workflow import NotInThisState, Verb, advance, may

STATES = ["empty", "draft", "signing", "submitted", "returned", "approved"]
VERBS = ["save", "submit", "withdraw", "sign", "return", "approve"]
TABLE = {
    "empty save": "draft",
    "draft save": "draft",
    "returned save": "draft",
    "draft submit": "submitted",
    "returned submit": "submitted",
    "signing submit": "submitted",
    "signing sign": "submitted",
    "signing withdraw": "draft",
    "submitted withdraw": "draft",
    "signing return": "returned",
    "submitted return": "returned",
    "approved return": "returned",
    "submitted approve": "approved",
}
CASES = [(state, verb, TABLE.get(f"{state} {verb}")) for state in STATES for verb in VERBS]


def test_the_tables_name_every_state_and_every_verb() -> None:
    """A state or a verb that is added has to be added here."""
    assert (STATES, VERBS) == ([str(each) for each in State], [str(each) for each in Verb])


@pytest.mark.parametrize(("state", "verb", "following"), [each for each in CASES if each[2]])
def test_a_verb_leads_where_the_table_says(state: str, verb: str, following: str) -> None:
    """Empty, draft, submitted, approved, with the ways back."""
    assert State(following) == advance("4.1-01", State(state), Verb(verb))
    assert may(State(state), Verb(verb))


@pytest.mark.parametrize(("state", "verb", "following"), [each for each in CASES if not each[2]])
def test_every_other_verb_is_refused_with_what_to_do_instead(state: str, verb: str, following: None) -> None:
    """The sentence names the commitment and its state, and has a hint."""
    with pytest.raises(NotInThisState, match=f"The report on 4.1-01 is {state}: [a-z]") as refused:
        advance("4.1-01", State(state), Verb(verb))

    assert State(state) == refused.value.state
    assert not may(State(state), Verb(verb))


@pytest.mark.parametrize(
    ("state", "verb", "hint"),
    [
        ("returned", "withdraw", "correct it and submit it again."),
        ("returned", "approve", "its department has to correct it and submit it again."),
        ("returned", "sign", "its department has to correct it and submit it again."),
        ("signing", "save", "withdraw it to change it; the department's head has to sign it before it goes on."),
        ("signing", "approve", "its department's head has to sign it first."),
        ("draft", "return", "its department has to submit it first."),
    ],
)
def test_the_hint_is_for_whoever_asks(state: str, verb: str, hint: str) -> None:
    """A clerk reads what to do; whoever reviews, what the department has to do before."""
    with pytest.raises(NotInThisState) as refused:
        advance("4.1-01", State(state), Verb(verb), has_head=True)

    assert hint == str(refused.value.hint)


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_where_there_is_a_head_a_submission_waits_to_be_signed(state: str) -> None:
    """Two persons see what goes out."""
    assert State.SIGNING == advance("4.1-01", State(state), Verb.SUBMIT, has_head=True)


@pytest.mark.parametrize(("state", "verb", "following"), [each for each in CASES if each[2] and each[1] != "submit"])
def test_a_head_changes_nothing_but_the_submission(state: str, verb: str, following: str) -> None:
    """Every other step leads where it leads without a head."""
    assert State(following) == advance("4.1-01", State(state), Verb(verb), has_head=True)


def test_what_waits_for_a_head_is_not_sent_past_the_head() -> None:
    """Where there is one in use; where there is none any more, the hint says what is left to do."""
    with pytest.raises(NotInThisState, match="the department's head has to sign it"):
        advance("4.1-01", State.SIGNING, Verb.SUBMIT, has_head=True)
    with pytest.raises(NotInThisState, match="no head who could sign it; submit it to send it on"):
        advance("4.1-01", State.SIGNING, Verb.SAVE)


def test_every_verb_leaves_an_event_in_the_past_tense() -> None:
    """The journal tells what happened."""
    expected = ["saved", "submitted", "withdrawn", "signed", "returned", "approved"]

    assert expected == [each.past for each in Verb]


def test_only_what_the_commission_has_counts() -> None:
    """Submitted and approved, and nothing before or after a return."""
    assert {"submitted", "approved"} == {str(each) for each in State if each.counts}
