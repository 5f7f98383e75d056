"""Leave to report in a closed period, as a department reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from departments.periods import Extension
    from tui.language import Language


def extension_words(extension: Extension, people: Mapping[str, str], language: Language) -> str:
    """Until when one may report, who allowed it, and why.

    Args:
        extension: the department's.
        people: persons by account.
        language: the reader's.
    """
    return language.say(
        N_("You may report in this closed period until {until}, by leave of {by}: {reason}"),
        until=extension.until,
        by=people.get(extension.granted_by, extension.granted_by),
        reason=extension.reason,
    )
