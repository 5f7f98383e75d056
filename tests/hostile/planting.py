"""Hostile text in every place where a text is kept, put there past every desk, as a foreign book might have it.

A field's text begins with the field's own name in angle brackets, so that whoever reads a page knows that it is there.
"""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from departments.accounts import Account
from departments.ledger import Ledger
from departments.periods import PeriodRecord
from departments.reports import Evidence, Narrative, Report, Return, State
from departments.urging import Urge
from tests.building import JUNE, MAY, at
from tests.hostile.attacks import ATTACKS

if TYPE_CHECKING:
    from pathlib import Path

    from departments.periods import Period

IN_A_REPORT = (
    "progress",
    "problems",
    "next",
    "explanation",
    "absent",
    "evidence",
    "note",
    "reason",
    "returner",
    "reporter",
)
"""What a department's people and the commission write in a report."""
ELSEWHERE = ("urge", "person", "due")
"""What else people write: an urge, a person's name at an account, and why a due date was moved."""
FIELDS = (*IN_A_REPORT, *ELSEWHERE)
INSTANT = at("2021-07-02 10:00")
_LONGEST_NAME = 250


def texts(handfuls: tuple[str, ...], turn: int = 0) -> dict[str, str]:
    """A handful of attacks for each field; over as many turns as there are handfuls every field has had all of them.

    Half characters are left out: no book can hold one.
    """
    whole = [each.encode("utf-8", "ignore").decode() for each in handfuls]
    return {field: f"<{field}>{whole[(turn + place) % len(whole)]}<{field}>" for place, field in enumerate(FIELDS)}


@frozen
class Ground:
    """Where it is put: books with accounts ``rsj`` and ``coordinator`` and June open."""

    ledger: Ledger
    returned: tuple[str, str]
    """A department and its commitment, whose report has come back."""
    waiting: tuple[str, str]
    """Another department's, whose report waits for review."""

    def plant(self, hostile: dict[str, str]) -> None:
        """Put the texts into the books."""
        back = Return(INSTANT, hostile["returner"], hostile["reason"])
        sent = partial(_written, submitted_at=INSTANT, first_submitted_at=INSTANT)
        self._keep("returned", _written(*self.returned, JUNE, hostile, state=State.RETURNED, returns=(back,)))
        self._keep("approved", sent(*self.returned, MAY, hostile, state=State.APPROVED))
        for commitment in (self.waiting[1], self.returned[1]):
            department = self.waiting[0]
            report = sent(department, commitment, JUNE, hostile, state=State.SUBMITTED, returns=(back,))
            self._keep("submitted", report)
        self._keep_in_the_office(hostile)

    def _keep(self, action: str, report: Report) -> None:
        with self.ledger.book(report.department).transaction(by=report.department, at=INSTANT) as book:
            standing = book.entry(Report, report.key)
            book.append(action, report.key, report, based_on=standing.revision if standing else 0)

    def _keep_in_the_office(self, hostile: dict[str, str]) -> None:
        owed = (self.returned[1],)
        urge = Urge(JUNE, "rsj", 1, owed, hostile["urge"], dt.date(2021, 7, 5), INSTANT, hostile["returner"])
        with self.ledger.book("office").transaction(by="coordinator", at=INSTANT) as book:
            book.append("urged", urge.key, urge, based_on=0)
            for each in ("rsj", "coordinator"):
                account = book.entry(Account, each)
                assert account is not None
                named = evolve(account.document, display_name=hostile["person"])
                book.append("account_added", each, named, based_on=account.revision)
            period = next(each for each in book.entries(PeriodRecord) if each.document.period == JUNE)
            moved = evolve(period.document, reason=hostile["due"])
            book.append("due_date_moved", period.key, moved, based_on=period.revision)


def deliver(inbox: Path) -> None:
    """Lay a file for each attack into an inbox, with the attack for a name as far as a file can have it."""
    inbox.mkdir(parents=True, exist_ok=True)
    for attack in ATTACKS:
        name = attack.text.encode("utf-8", "surrogatepass").replace(b"/", b"|").replace(b"\\", b"|")
        with open(os.fsencode(inbox) + b"/" + name.replace(b"\0", b"|")[:_LONGEST_NAME], "wb") as file:  # noqa: PTH123
            file.write(b"x")


def _written(department: str, commitment: str, period: Period, hostile: dict[str, str], **changes: Any) -> Report:
    return Report(
        commitment,
        department,
        period,
        narrative=Narrative(hostile["progress"], hostile["problems"], hostile["next"]),
        explanation=hostile["explanation"],
        figure_absent={f"{commitment}.1": hostile["absent"]},
        evidence=(Evidence(hostile["evidence"], note=hostile["note"]),),
        reported_by=hostile["reporter"],
        **changes,
    )
