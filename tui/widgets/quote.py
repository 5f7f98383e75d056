"""What the plan promises, to the letter, where it stands in the plan, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from tui.terminal_safety import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from departments.plan import Commitment, Plan
    from tui.language import Language


class QuotePanel(Vertical):
    """Three texts: place, quote, departments."""

    DEFAULT_CSS = """
    QuotePanel { height: auto; padding: 0 1; }
    QuotePanel Static { height: auto; }
    """

    def __init__(self, plan: Plan, commitment: Commitment, language: Language) -> None:
        """Args: the plan with its sections and directory, the commitment, and the language."""
        super().__init__()
        self._plan = plan
        self._commitment = commitment
        self._language = language

    def compose(self) -> ComposeResult:
        """The texts never change while the form is open."""
        each, say = self._commitment, self._language.say
        titles = {section.number: section.title for section in self._plan.sections}
        names = [self._plan.directory[code].short_name for code in each.supporting]
        place = dict.fromkeys((titles.get(each.section, ""), each.heading))
        yield Static(plain(" > ".join(place)), classes="label")
        yield Static(plain(each.quote), classes="strong")
        whose = say("Lead: {name}", name=self._plan.directory[each.lead].short_name)
        others = say("Supporting: {names}", names=self._language.listed(names)) if names else ""
        yield Static(plain("   ".join(part for part in (whose, others, self._language.term(each.due)) if part)))
