"""Departments as people type them into one line: by code, by a name or a part of one, by Pinyin. And back.

What could be several departments is never guessed at: the refusal names them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from departments.refusals import BadInput
from departments.search import Wanted, findable
from departments.wording import N_
from tui.commitment_text import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from departments.directory import Department, Directory

_MOST_NAMED = 8


@define
class SeveralDepartments(BadInput):
    """What was typed is a part of several departments' names."""

    message: ClassVar[str] = N_("“{value}” could mean {count}: {names}; type more of the name, or the code.")
    value: str
    count: int
    names: str


def code_of(directory: Directory, typed: str) -> str:
    """The code of the department that is meant; what is none, the desk refuses. Reads Pinyin: not for the event loop.

    A code and a whole name mean what they say. Else what is typed may be a part of a name, characters before Pinyin and
    the short name before the full one, if one department alone has it.

    Args:
        directory: all departments.
        typed: one department, as somebody named it.

    Raises:
        SeveralDepartments: it could be more than one.
    """
    if not typed or typed in directory:
        return typed
    for found in _meant(directory, typed):
        if len(found) == 1:
            return found[0].code
        if found:
            names = "、".join(each.short_name for each in found[:_MOST_NAMED])
            more = "……" if len(found) > _MOST_NAMED else ""
            raise SeveralDepartments(typed, len(found), names + more)
    return typed


def _meant(directory: Directory, typed: str) -> Iterator[list[Department]]:
    """Who is meant, by what comes closest first."""
    everybody, wanted = directory.departments, Wanted.typed(typed)
    yield [each for each in everybody if typed in (each.short_name, each.name)]
    yield [each for each in everybody if typed in each.short_name]
    yield [each for each in everybody if typed in each.name]
    yield [each for each in everybody if each.code == typed.lower()]
    yield [each for each in everybody if wanted.is_in(findable(each.short_name))]
    yield [each for each in everybody if wanted.is_in(findable(each.name))]


def codes_in(directory: Directory, text: str) -> tuple[str, ...]:
    """The codes of the departments that somebody named in one line.

    Raises:
        SeveralDepartments: one of the names could mean more than one.
    """
    return tuple(code_of(directory, each) for each in names_in(text))


def short_names(directory: Directory, codes: Iterable[str]) -> str:
    """Departments by their short names, as :func:`codes_in` reads them again."""
    return "、".join(directory[code].short_name for code in codes)
