"""What an open form keeps of what is typed in it: apart from every other session of the same account.

A form begins with what was kept last, from whichever session: a line dropped, and its person is back. What it then
keeps is its own, and takes the place of what it began with only as long as nobody has typed on there. So two sessions
never write over each other, and after a save the text of the other one is still there and meets what was saved.
"""

from __future__ import annotations

import time
from secrets import token_hex
from typing import TYPE_CHECKING

from attrs import define, field

from departments.desks import ClerkDesk
from departments.desks.department import TYPING_LASTS
from departments.ledger import Draft
from departments.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping


KEEP_EVERY, AT_ONCE = 0.5, 0.05
"""Seconds from one keeping to the next while somebody types on, and from a first key, since a phrase comes as many."""
BASED_ON, AT, CURSOR = "based on", "at", "cursor"
"""What is kept beside the typed text: the revision it began from, and where in which field it was left."""


def typed_in(fields: Mapping[str, str]) -> dict[str, str]:
    """The typed text alone."""
    return {name: text for name, text in fields.items() if name not in (BASED_ON, AT, CURSOR)}


def _told_in(fields: Mapping[str, str]) -> dict[str, str]:
    """What would be lost, which is everything but where the cursor stood."""
    return {name: text for name, text in fields.items() if name not in (AT, CURSOR)}


@define(eq=False)
class Pace:
    """When what is typed is kept next: soon after the first key, and then only so often."""

    _kept_at: float = field(default=float("-inf"), init=False)

    def wait(self) -> float:
        """Seconds from a key until it is kept."""
        return max(AT_ONCE, self._kept_at + KEEP_EVERY - time.monotonic())

    def note_kept(self) -> None:
        """It has been kept just now; a slow disk so sets a slower pace."""
        self._kept_at = time.monotonic()


@define(eq=False)
class KeptTyping:
    """One form's; its methods read and write, and belong on a thread."""

    _desk: ClerkDesk
    _period: Period
    _commitment: str
    _session: str = field(factory=lambda: token_hex(8), init=False)
    _known: Draft | None = field(default=None, init=False)
    """What holds the form's text."""
    _seen: tuple[Draft, ...] = field(default=(), init=False)
    """What was there when the form was opened."""

    def begin(self) -> tuple[Draft, ...]:
        """What was typed in this report and not saved, the latest first; the form begins with that."""
        self._seen = self._all()
        self._known = self._seen[0] if self._seen else None
        return self._seen

    @property
    def is_kept(self) -> bool:
        """Whether something of this form is kept."""
        return self._known is not None

    def keep(self, fields: dict[str, str]) -> None:
        """Keep the form as it stands.

        Where nothing was typed since it was kept last, it isn't kept again: another session may have gone on with it
        and saved it.

        Raises:
            Refusal: it can't be kept.
        """
        known = self._known
        is_own = known is not None and known.session == self._session
        if known is not None and _told_in(known.fields) == _told_in(fields) and not (is_own and known in self._all()):
            return
        self._known = self._desk.keep_draft(self._period, self._commitment, fields, session=self._session)
        if known is not None and not is_own:
            self._desk.drop_draft(self._period, self._commitment, only=(known,))

    def drop(self) -> None:
        """Forget what holds the form's text, unless another session has typed on in it.

        Raises:
            Refusal: it can't be taken away.
        """
        if self._known is not None:
            self._desk.drop_draft(self._period, self._commitment, only=(self._known,))
            self._known = None

    def is_typed_elsewhere(self) -> bool:
        """Whether another session of the account types in this report while the form is open."""
        now = self._desk.now()
        return any(
            each.session != self._session and each not in self._seen and now - each.at <= TYPING_LASTS
            for each in self._all()
        )

    def _all(self) -> tuple[Draft, ...]:
        return self._desk.drafts(self._period, self._commitment)
