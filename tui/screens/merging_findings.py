"""What came of a merge: conflicts decided by hand or by age, files left out, and the workbook written at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.exporting import where_it_lies, writing
from tui.screens.lines_place import LinesPlace
from tui.screens.merging_files import merge_picked
from tui.screens.merging_rows import (
    MergeLine,
    Standing,
    merge_columns,
    merge_lines,
    merge_rows,
    merge_summary,
    side_words,
)
from tui.screens.story import errand, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from departments.desks import CoordinatorDesk
    from departments.readings import Readings
    from tui.file_merge import Decision, FileMerge, Question
    from tui.language import Language
    from tui.widgets.row_table import Column, Row


class MergingFindingsScreen(LinesPlace[MergeLine]):
    """Problems, conflicts and remarks of one merge."""

    CSS_PATH = "merging_findings.tcss"
    HELP = N_(
        "What the files disagree about; nothing is chosen by itself. The chosen line stands below in"
        " full; Tab goes there to read on. Of each line it is decided which side stands, or that a file is"
        " left out; once nothing is open, the merged workbook can be written into the outbox."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("decide_conflict", "choose_newest", "save_merged")

    def __init__(self, desk: CoordinatorDesk, language: Language, names: tuple[str, ...], found: FileMerge) -> None:
        """Args: the coordinator's desk, the language, the files' names, and what came of merging them."""
        super().__init__(language)
        self._desk = desk
        self._names = names
        self._found = found
        self._sides: dict[Question, int] = {}

    def on_mount(self) -> None:
        """Show what was found."""
        self._show()

    def say_keys_anew(self) -> None:
        """Show the lines, under a sentence that may name a key."""
        self._show()

    def _show(self) -> None:
        found = self._found
        self.title_line.show(self.say("Merge workbooks"), str(found.period or ""))
        lines = merge_lines(found, self._sides, self.language)
        self.show_lines(lines, merge_summary(found, len(self._names), lines, self.language))

    def columns(self) -> list[Column]:
        """The columns."""
        return merge_columns(self.language)

    def rows(self) -> list[Row]:
        """A row a line."""
        return merge_rows(self.lines, self.language)

    def read_readings(self) -> Readings:
        """Those of the installation."""
        return self._desk.plan().directory.readings

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Deciding where something is to decide; writing once nothing is."""
        line, open_lines = self.line, [each for each in self.lines if each.standing is Standing.OPEN]
        match action:
            case "decide_conflict":
                return line is not None and line.standing is not Standing.REMARK
            case "choose_newest":
                return any(each.decision and each.decision.newer is not None for each in open_lines)
            case "save_merged":
                in_doubt = any(each.standing is Standing.IN_DOUBT for each in self.lines)
                return self._found.merging.merged is not None and not open_lines and not in_doubt
        return True

    # ── deciding

    @story
    async def action_decide_conflict(self) -> None:
        """Ask which side stands, or whether the file is left out."""
        line = self.line
        if line is None:
            return
        if line.decision is None:
            lines = [*line.detail, self.say("Without it the merge can go on; nothing happens to the file itself.")]
            if await self.app.push_screen_wait(
                ConfirmDialog(self.language, self.say("Leave {file} out?", file=line.file), lines)
            ):
                await self._leave_out(line.file)
            return
        chosen = await self.app.push_screen_wait(self._question(line.decision))
        if chosen is None:
            return
        if line.decision.newer is None:
            await self._leave_out(line.decision.files[int(chosen)])
            return
        self._choose(line.decision, int(chosen))
        self._show()
        self.tell("")

    def _question(self, decision: Decision) -> ChooseDialog:
        first = decision.conflicts[0]
        told = self.language.sentence(first.told)
        if decision.newer is None:
            labels = [self.say("leave out {file} ({text})", file=each.file, text=each.text) for each in first.sides]
            return self._ask(self.say("Which file does not belong here?"), labels, told)
        labels = [side_words(first, each, self.language) for each in first.sides]
        if len(decision.conflicts) > 1:
            told = self.say("{told} The report is taken whole from one side, with every field.", told=told)
        return self._ask(self.say("Which side stands?"), labels, told)

    def _ask(self, title: str, labels: list[str], text: str) -> ChooseDialog:
        choices = [Choice(str(place), label) for place, label in enumerate(labels)]
        return ChooseDialog(self.language, title, choices, text=text)

    def _choose(self, decision: Decision, side: int) -> None:
        self._sides |= dict.fromkeys(decision.questions, side)

    def action_choose_newest(self) -> None:
        """Take the newer side of everything that is open."""
        taken = 0
        for each in self.lines:
            decision = each.decision
            if each.standing is Standing.OPEN and decision and decision.newer is not None:
                self._choose(decision, decision.newer)
                taken += 1
        self._show()
        self.tell(self.say("Newer sides taken: {count}; Enter changes one.", count=taken))

    async def _leave_out(self, file: str) -> None:
        names = tuple(each for each in self._names if each != file)
        if not names:
            self.dismiss(self.say("No file is left to merge."))
            return
        found = await merge_picked(self, self._desk, names, self._sides)
        if found is not None:
            self._names, self._found = names, found
            self._show()
            self.tell(self.say("{file} is left out.", file=file))

    # ── writing

    @errand
    async def action_save_merged(self) -> None:
        """Read the files again with what was decided, and lay the merged workbook ready."""
        found = await merge_picked(self, self._desk, self._names, self._sides)
        if found is None:
            return
        if not found.merging.is_settled:
            self._found = found
            self._show()
            self.tell(self.say("What was decided brought up something else; decide that as well."), is_alarm=True)
            return
        name = f"合并汇总-{found.period}.xlsx"
        progress = writing(self, name)

        def made() -> int:
            content = found.workbook(self._desk.now(), on_sheet=progress)
            self._desk.lay_ready(name, content)
            return len(content)

        size = await answer(self, made)
        if size is not None:
            self.dismiss(where_it_lies(self, name, size))

    def leave_page(self) -> None:
        """Back to the files."""
        self.leave_for(partial(self.dismiss, ""))

    @story
    async def leave_for(self, go: Callable[[], object]) -> None:
        """Go elsewhere; nothing was written, and what was decided is asked about."""
        decided = sum(each.standing is Standing.DECIDED for each in self.lines)
        if decided:
            title = self.say("Leave without writing the workbook?")
            lines = [self.say("Decisions that are forgotten: {count}; the files stay.", count=decided)]
            if not await self.app.push_screen_wait(ConfirmDialog(self.language, title, lines)):
                return
        go()
