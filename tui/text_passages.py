"""A text in passages, so that it can be narrowed to those that have what is looked for and still be understood.

A passage is a line with the lines set in below it; what stands behind a dot (``· ``) belongs to the line above it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_ITEM = "· "
_SET_IN = (" ", "\t")


@frozen
class Passage:
    """Lines that are shown together or not at all."""

    lines: tuple[str, ...]
    under: int | None = None
    """The place of the passage that it is an item of."""


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text, in its order; an empty line is one, too."""
    found: list[Passage] = []
    head: int | None = None
    for line in text.split("\n"):
        if line.startswith(_SET_IN) and found and found[-1].lines[0]:
            found[-1] = evolve(found[-1], lines=(*found[-1].lines, line))
        elif line.startswith(_ITEM):
            found.append(Passage((line,), head))
        else:
            head = len(found) if line else None
            found.append(Passage((line,)))
    return tuple(found)


def words_of(found: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """What each passage is found by, by its place as a text: an item by what it is an item of as well."""
    return {
        str(place): each.lines if each.under is None else (*found[each.under].lines, *each.lines)
        for place, each in enumerate(found)
    }


def narrowed(found: Sequence[Passage], takes: Callable[[str], bool]) -> Iterator[str]:
    """The lines of the passages that are taken, and what those are items of.

    Args:
        found: all passages.
        takes: whether the one at a place, as :func:`words_of` names it, has what is looked for.
    """
    taken = {place for place in range(len(found)) if takes(str(place))}
    heads = {found[place].under for place in taken}
    for place, each in enumerate(found):
        if place in taken or place in heads:
            yield from each.lines
