"""What the commission adds to the plan: what a decision of the year has promised, and the parts of what is split."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from attrs import define, evolve, frozen

from departments.assignments import Addition, CommitmentChanges, Split
from departments.clean_text import clean_line
from departments.commitment_checks import CommitmentIncomplete, heading_id, ready_commitment
from departments.desks.plan_changing import PlanChangingDesk, append_change
from departments.desks.reviewing import the_reason
from departments.refusals import Refusal
from departments.split_sums import in_one_sentence, split_sums
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.ledger import Book, Transaction
    from departments.periods import Period
    from departments.plan import Commitment

_FEWEST_PARTS = 2
_NUMBER = re.compile(r"(?P<heading>.+)-(?P<number>[0-9]+)")


@define
class SumsDiffer(Refusal):
    """Parts whose indicators come to something else than the whole's."""

    message: ClassVar[str] = N_(
        "The parts of {commitment} don't come to what it has: {sums}. Correct them, or confirm it."
    )
    commitment: str
    sums: Sentence
    """Every indicator that differs, whole beside parts."""


@frozen
class PlanGrowingDesk(PlanChangingDesk):
    """A desk that adds to the plan."""

    def add_commitment(
        self, proposed: Commitment, *, source: str, reason: str, since: Period | None = None
    ) -> Commitment:
        """Put a commitment into the plan that a decision of the year has made.

        Args:
            proposed: section, heading, quote, departments, indicators and when it is due; the ids that stand in it and
                in its indicators are not looked at, the plan's next ones are given.
            source: the decision (文号、会议) that it rests on.
            reason: why; shown wherever the commitment is.
            since: the first period for which it holds; the first that is not closed where none is named.

        Raises:
            NotFound: there is no such section, heading or department.
            DepartmentDisabled: the department's clerks may not sign in.
            BadTarget, BadInput: a target or baseline can't be one.
            CommitmentIncomplete: words or source are missing, indicators can't be told apart, or it is never due.
            NoSuchStep: the period is closed.
            ReasonMissing: no reason was given.
        """
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        self._check_departments(*proposed.departments)
        decision = _the_source(source)
        with self._registry.transaction(self.account.name, at=now) as book:
            plan = self.plan(first)
            added = ready_commitment(plan, proposed, first, self._next_number(book, heading_id(plan, proposed)))
            addition = Addition(first, added, decision, now, self.account.name, why)
            book.append("added", added.id, CommitmentChanges(added.id, addition=addition), based_on=0)
        return added

    def preview_commitment(
        self, proposed: Commitment, *, since: Period | None = None, beside: Sequence[Commitment] = ()
    ) -> Commitment:
        """What adding the commitment, or splitting another into it, would put into the plan; nothing is kept.

        Args:
            proposed: as for adding.
            since: the first period for which it would hold; the first that is not closed where none is named.
            beside: the other parts, where it is to be one.

        Raises:
            NotFound, DepartmentDisabled, BadTarget, BadInput, CommitmentIncomplete, NoSuchStep: as for adding.
        """
        first = self._since(since)
        self._check_departments(*proposed.departments)
        plan = self.plan(first)
        number = self._next_number(self._registry.office_book, heading_id(plan, proposed))
        ready = ready_commitment(plan, proposed, first, number)
        check_told_apart((*beside, ready))
        return ready

    def split_commitment(
        self,
        commitment: str,
        parts: Sequence[Commitment],
        *,
        source: str = "",
        reason: str,
        since: Period | None = None,
        even_if_sums_differ: bool = False,
    ) -> tuple[Commitment, ...]:
        """Put parts in a commitment's place; its reports stay, and its parts' figures begin anew.

        Args:
            commitment: its id.
            parts: as for adding; section and heading are the commitment's own whatever stands there.
            source: the decision that it rests on, where there is one.
            reason: why; shown wherever the parts are.
            since: the first period for which it holds; the first that is not closed where none is named.
            even_if_sums_differ: although the parts' indicators come to something else than the commitment's.

        Raises:
            NotFound: there is no such commitment or department.
            DepartmentDisabled: a department's clerks may not sign in.
            BadTarget, BadInput: a target or baseline can't be one.
            CommitmentIncomplete: there are fewer than two parts, one lacks something, or two are the same.
            SumsDiffer: the parts' indicators come to less, more or something else.
            NoSuchStep: the period is closed.
            AlreadyReported: somebody has submitted a report on it for the period or a later one.
            ReasonMissing: no reason was given.
        """
        first, why, now = self._since(since), the_reason(reason), self._registry.now()
        if len(parts) < _FEWEST_PARTS:
            raise CommitmentIncomplete(Sentence(N_("a commitment is split into at least two parts.")))
        self._check_departments(*(code for part in parts for code in part.departments))
        self._check_not_reported(commitment, first, ())
        with self._registry.transaction(self.account.name, at=now) as book:
            plan = self.plan(first)
            whole = plan.commitment(commitment)
            number = self._next_number(book, heading_id(plan, whole))
            placed = [evolve(part, section=whole.section, heading=whole.heading) for part in parts]
            made = [ready_commitment(plan, part, first, number) for number, part in enumerate(placed, number)]
            check_told_apart(made)
            differing = [] if even_if_sums_differ else [each for each in split_sums(whole, made) if each.differs]
            if differing:
                raise SumsDiffer(whole.id, in_one_sentence(differing))
            for ready in made:
                addition = Addition(first, ready, clean_line(source), now, self.account.name, why, whole.id)
                book.append("added", ready.id, CommitmentChanges(ready.id, addition=addition), based_on=0)
            split = Split(first, tuple(each.id for each in made), now, self.account.name, why)
            append_change(book, whole, "split", lambda _, changes: evolve(changes, split=split))
        return tuple(made)

    def _next_number(self, book: Transaction | Book, heading: str) -> int:
        """The heading's first number that no commitment ever had, split ones included."""
        ids = [each.id for each in self._registry.original_plan.commitments]
        ids += [each.document.commitment for each in book.entries(CommitmentChanges)]
        found = (_NUMBER.fullmatch(each) for each in ids)
        return 1 + max((int(each["number"]) for each in found if each and each["heading"] == heading), default=0)


def check_told_apart(parts: Sequence[Commitment]) -> None:
    """Pass in silence if no two parts have the same words and the same lead.

    Raises:
        CommitmentIncomplete: two of them have.
    """
    if len({(each.quote, each.lead) for each in parts}) < len(parts):
        raise CommitmentIncomplete(
            Sentence(N_("two parts have the same words and the same lead; write what each of them promises."))
        )


def _the_source(text: str) -> str:
    source = clean_line(text)
    if not source:
        raise CommitmentIncomplete(Sentence(N_("it names no decision; give its number or meeting as the source.")))
    return source
