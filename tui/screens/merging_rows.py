"""What came of a merge, row by row: files in doubt, what is to be decided, and remarks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from departments.wording import N_
from exports.merge_findings import CHANGED_AFTERWARDS
from tui.file_merge import Decision
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.merge_findings import Conflict, FileProblem, Side
    from tui.file_merge import FileMerge, Question
    from tui.language import Language


class Standing(StrEnum):
    """What a line asks of whoever merges."""

    IN_DOUBT = N_("in doubt")
    OPEN = N_("open")
    DECIDED = N_("decided")
    REMARK = N_("remark")


_TONES = ((Standing.IN_DOUBT, "alarm"), (Standing.OPEN, "alarm-text"), (Standing.REMARK, "muted"))


@frozen
class MergeLine:
    """One thing to look at."""

    standing: Standing
    text: str
    detail: tuple[str, ...]
    """The same in full."""
    decision: Decision | None = None
    """What has to be decided."""
    file: str = ""
    """The file in doubt."""

    @property
    def words(self) -> tuple[str, ...]:
        """What it is found by, whatever was decided."""
        return (self.text,)


def merge_lines(found: FileMerge, sides: Mapping[Question, int], language: Language) -> list[MergeLine]:
    """Everything that there is to say, what keeps the workbook from being written first.

    Args:
        found: what came of the merge.
        sides: what has been chosen so far.
        language: the person's.
    """
    merging = found.merging
    lines = [_in_doubt(each, language) for each in merging.problems]
    decisions = [_to_decide(each, sides, language) for each in found.decisions]
    lines += sorted(decisions, key=lambda line: line.standing is Standing.DECIDED)
    notes = [language.sentence(each) for each in merging.notes]
    return [*lines, *(MergeLine(Standing.REMARK, each, (each,)) for each in notes)]


def _in_doubt(problem: FileProblem, language: Language) -> MergeLine:
    where = " ".join(each for each in (problem.file, problem.sheet, problem.cell) if each)
    told = language.sentence(problem.told)
    text = language.labelled(where, told) if problem.cell else told
    return MergeLine(Standing.IN_DOUBT, text, (where, told), file=problem.file)


def _to_decide(decision: Decision, sides: Mapping[Question, int], language: Language) -> MergeLine:
    chosen = sides.get(decision.questions[0])
    told = language.sentence(decision.conflicts[0].told)
    more = len(decision.conflicts) - 1
    text = language.say("{told} (more fields: {count})", told=told, count=more) if more else told
    if decision.newer is None:
        text += " ".join(f" {each.file} {each.text}" for each in decision.conflicts[0].sides)
    detail = tuple(line for each in decision.conflicts for line in _both_sides(each, chosen, language))
    return MergeLine(Standing.OPEN if chosen is None else Standing.DECIDED, text, detail, decision=decision)


def _both_sides(conflict: Conflict, chosen: int | None, language: Language) -> list[str]:
    marks = ["    ", "    "] if chosen is None else ["[x] " if place == chosen else "[ ] " for place in (0, 1)]
    sides = zip(marks, conflict.sides, strict=True)
    return [
        language.sentence(conflict.told),
        *(f" {mark}{side_words(conflict, each, language)}" for mark, each in sides),
    ]


def side_words(conflict: Conflict, side: Side, language: Language) -> str:
    """One side of a conflict: which file, where in it, and what stands there."""
    text = side.text or "--"
    if conflict.told.message == CHANGED_AFTERWARDS and not side.cell:
        return language.say("{file}, as it was submitted: {text}", file=side.file, text=text)
    return language.say("{file} {sheet} {cell}: {text}", file=side.file, sheet=side.sheet, cell=side.cell, text=text)


def merge_columns(language: Language) -> list[Column]:
    """The columns."""
    return [Column(language.say("State"), 8), Column(language.say("What was found"), 0)]


def merge_rows(lines: Sequence[MergeLine], language: Language) -> list[Row]:
    """The rows; a row's key is its line's place."""
    tones = dict(_TONES)
    return [
        Row(str(place), (Cell(language.say(each.standing.value), tones.get(each.standing, "")), Cell(each.text)))
        for place, each in enumerate(lines)
    ]


def merge_summary(found: FileMerge, files: int, lines: Sequence[MergeLine], language: Language) -> str:
    """How many files of how many departments, and what is still open."""
    say = language.say
    in_doubt = sum(each.standing is Standing.IN_DOUBT for each in lines)
    undecided = sum(each.standing is Standing.OPEN for each in lines)
    told = say("files: {files}, departments: {departments}", files=files, departments=found.departments)
    parts = [
        told,
        say("in doubt {count}", count=in_doubt) if in_doubt else "",
        say("open {count}", count=undecided) if undecided else "",
    ]
    if not in_doubt and not undecided and found.merging.merged is not None:
        parts.append(say("Nothing is open: {key_save_merged} writes the workbook."))
    return "   ".join(each for each in parts if each)
