"""What was typed in a form, moment by moment, so that it can be taken back and done again.

A run of keys in one field in one direction is one step, up to a sentence's end or twenty characters; a paste, a choice
and everything that changes several fields at once is a step of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from attrs import evolve, frozen

DEPTH = 200
"""Steps that can be taken back."""
_RUN = 20
"""Characters of one run."""
_A_KEY = 4
"""Characters that an input method may hand over at once and still be typing."""
_ENDS = "。，；！？,.;!?\n"


@frozen
class Moment:
    """The form between two keys."""

    typed: Mapping[str, str]
    """By field; empty ones left out."""
    place: str = ""
    """The field where the cursor was."""
    cursor: str = ""
    """Where in the field."""


@frozen
class _Run:
    """The keys that are one step so far."""

    place: str
    is_growing: bool
    length: int


class TypedHistory:
    """A form's moments, the present one in the middle."""

    def __init__(self, present: Moment) -> None:
        """Args: how the form stands at first."""
        self._past: deque[Moment] = deque(maxlen=DEPTH)
        self._present = present
        self._future: list[Moment] = []
        self._run: _Run | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._future)

    def note(self, moment: Moment) -> None:
        """Note how the form stands now; a moment in which nothing was typed only moves the cursor."""
        before, self._present = self._present, _sharing(moment, self._present)
        if moment.typed == before.typed:
            return
        run = _run(before, moment)
        if run is not None and self._run is not None and _goes_on(self._run, run, before):
            self._run = evolve(run, length=self._run.length + run.length)
        else:
            self._past.append(before)
            self._run = run
        self._future.clear()

    def undo(self) -> Moment | None:
        """The form before the last step, with the cursor where that step was; None where there is none."""
        if not self._past:
            return None
        after, self._present, self._run = self._present, self._past.pop(), None
        self._future.append(after)
        return _looking_at(self._present, after)

    def redo(self) -> Moment | None:
        """The form after the step that was taken back last; None where there is none."""
        if not self._future:
            return None
        before, self._present, self._run = self._present, self._future.pop(), None
        self._past.append(before)
        return _looking_at(self._present, before)


def _sharing(moment: Moment, before: Moment) -> Moment:
    """The moment, whose unchanged fields are the former one's, so that a text is held once and not at every step."""
    typed = {
        field: before.typed[field] if before.typed.get(field) == text else text for field, text in moment.typed.items()
    }
    return evolve(moment, typed=typed)


def _run(before: Moment, after: Moment) -> _Run | None:
    """The keys between two moments; None where it was more than typing in one field."""
    changed = _changed(before, after)
    if len(changed) != 1:
        return None
    field = changed[0]
    grown = len(after.typed.get(field, "")) - len(before.typed.get(field, ""))
    return _Run(field, grown > 0, abs(grown)) if 0 < abs(grown) <= _A_KEY else None


def _goes_on(run: _Run, more: _Run, before: Moment) -> bool:
    """Whether keys belong to the run before them: the same field and direction, not too many, no sentence ended."""
    is_same = (run.place, run.is_growing) == (more.place, more.is_growing)
    is_ended = before.typed.get(run.place, "").rstrip(" ").endswith(tuple(_ENDS))
    return is_same and not is_ended and run.length + more.length <= _RUN


def _changed(one: Moment, other: Moment) -> list[str]:
    fields = dict.fromkeys((*one.typed, *other.typed))
    return [each for each in fields if one.typed.get(each) != other.typed.get(each)]


def _looking_at(moment: Moment, other: Moment) -> Moment:
    """The moment, with the cursor in a field in which it differs from another one."""
    changed = _changed(moment, other)
    if not changed or moment.place in changed:
        return moment
    return evolve(moment, place=changed[0], cursor="")
