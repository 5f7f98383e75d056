"""Two versions of one report, field by field: choose or put together; nothing is overwritten in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual.containers import VerticalScroll
from textual.widgets import Static

from departments.wording import N_
from departments.workflow import Verb, may
from tui.actions import bindings, moving_keys
from tui.dialogs.dialog import Dialog
from tui.form_text import Side
from tui.terminal_safety import plain
from tui.widgets.difference import DifferenceField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import DescendantFocus

    from departments.desks import ReportView
    from departments.ledger import RevisionConflict
    from departments.reports import Report
    from tui.form_text import Difference
    from tui.language import Language


@frozen
class Conflict:
    """What a person has to know of the other version before choosing."""

    title: str
    lines: tuple[str, ...]
    """Sentences in the reader's language."""
    can_be_chosen: bool
    """Whether anything can be saved over the other version."""


def conflict_words(
    conflict: RevisionConflict, theirs: ReportView, mine: Report, by: str, language: Language
) -> Conflict:
    """How a conflict is told.

    Args:
        conflict: what the desk refused.
        theirs: the report as it stands now.
        mine: as it would have been saved.
        by: who changed it.
        language: the reader's.
    """
    say, state = language.say, theirs.report.state
    lines = []
    if theirs.lock is None:
        lines.append(
            say("Choose for every field, then {key_settle_conflict} saves; Esc goes on writing, and nothing is saved.")
        )
    elif may(state, Verb.WITHDRAW):
        lines.append(
            say(
                "Meanwhile it is {state}: saving as chosen takes it back, and {key_submit_report} sends it again.",
                state=state,
            )
        )
    else:
        lines.append(language.sentence(theirs.lock))
        lines.append(say("What you typed is kept, and comes back when the report can be changed again."))
    if theirs.report.evidence != mine.evidence:
        names = language.listed(each.name for each in theirs.report.evidence) or "--"
        lines.append(say("Evidence now: {names}; saving leaves it as it is.", names=names))
    title = say("{by} changed this report while you were at it", by=by)
    is_open = theirs.lock is None or may(state, Verb.WITHDRAW)
    return Conflict(f"{title} ({say('version {revision}', revision=conflict.revision)})", tuple(lines), is_open)


class ConflictDialog(Dialog[dict[str, Side]]):
    """Answers the chosen side of every field; None to save nothing."""

    DEFAULT_CSS = """
    ConflictDialog VerticalScroll { height: 1fr; }
    ConflictDialog #wanted { display: none; }
    ConflictDialog #wanted.-shown { display: block; }
    """
    AUTO_FOCUS = ""
    """Textual would bring the first choice alone into sight, and push the field's name out of it."""
    HELP = N_(
        "Two people changed the report. Choose for every field whose text is kept: 1 is yours, 2 theirs,"
        " 3 both texts one after the other; Enter or Tab goes to the next field. Nothing is saved before"
        " {key_settle_conflict}."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("settle_conflict", "take_mine", "take_theirs") + moving_keys(
        enter="app.focus_next"
    )

    def __init__(self, language: Language, conflict: Conflict, differences: Sequence[Difference]) -> None:
        """Args: language, what has happened, and every field that differs."""
        super().__init__(language, conflict.title)
        self.add_class("-full")
        self._conflict = conflict
        self._differences = tuple(differences)

    def compose_dialog(self) -> ComposeResult:
        """What happened, and the differences below it."""
        for line in self._conflict.lines:
            yield Static(plain(line))
        with VerticalScroll(can_focus=not self._conflict.can_be_chosen):
            for each in self._differences:
                yield DifferenceField(each, self.language, can_be_chosen=self._conflict.can_be_chosen)
        yield Static(id="wanted", classes="alarm", markup=False)

    def on_mount(self) -> None:
        """Begin at the first field for which something has to be chosen."""
        if self._conflict.can_be_chosen:
            first = next((each for each in self._fields if each.side is None), self._fields[0])
            self.set_focus(first.line, scroll_visible=False)
        else:
            self.query_one(VerticalScroll).focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Bring both versions of the field into sight, and not its choice alone."""
        field = next((each for each in event.widget.ancestors if isinstance(each, DifferenceField)), None)
        if field is not None:
            self.call_after_refresh(field.scroll_visible, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Nothing can be chosen where nothing could be saved."""
        return self._conflict.can_be_chosen or action not in ("settle_conflict", "take_mine", "take_theirs")

    @property
    def _fields(self) -> list[DifferenceField]:
        return list(self.query(DifferenceField))

    def action_settle_conflict(self) -> None:
        """Answer what is chosen; where something isn't, go there."""
        picked = {each.difference.field: each.side for each in self._fields}
        for each in self._fields:
            if each.side is None:
                wanted = self.query_one("#wanted", Static)
                wanted.update(
                    plain(self.say("Choose for {field} too; nothing is saved yet.", field=each.difference.label))
                )
                wanted.add_class("-shown")
                self.set_focus(each.line)
                return
        self.dismiss({field: side for field, side in picked.items() if side is not None})

    def action_take_mine(self) -> None:
        """Choose my version everywhere."""
        self._take(Side.MINE)

    def action_take_theirs(self) -> None:
        """Choose their version everywhere."""
        self._take(Side.THEIRS)

    def _take(self, side: Side) -> None:
        for each in self._fields:
            each.take(side)
