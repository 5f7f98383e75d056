"""催报 as the department sees it: one line, until everything that was urged has been submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.wording import N_
from tui.widgets.told_line import ToldLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.urging import ReceivedUrge
    from tui.language import Language


class UrgeLine(ToldLine):
    """The latest urge that isn't settled; nothing at all where there is none."""

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__(language, classes="alarm")

    def show(self, urges: Sequence[ReceivedUrge]) -> None:
        """Show the latest of those that aren't settled."""
        owed = unsettled(urges)
        self.tell(self._words(owed[0]) if owed else "")

    def _words(self, received: ReceivedUrge) -> str:
        message = (
            N_("NEW: urged {at}; still owed for {period}: {count}{signing}; {key_show_urges} shows the text")
            if received.is_new
            else N_("Urged {at}; still owed for {period}: {count}{signing}; {key_show_urges} shows the text")
        )
        urge, waiting = received.urge, len(received.signing)
        signing = self.language.say(N_(", {count} of them to sign"), count=waiting) if waiting else ""
        return self.language.say(
            message, at=urge.at, count=len(received.outstanding), signing=signing, period=urge.period
        )


def unsettled(urges: Sequence[ReceivedUrge]) -> tuple[ReceivedUrge, ...]:
    """The urges of which something is still owed, new ones first, the latest first."""
    return tuple(sorted((each for each in urges if not each.is_settled), key=lambda each: not each.is_new))
