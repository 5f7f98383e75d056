"""The departments of the district: codes, names, and the one order in which every list shows them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from attrs import define, field, frozen

from departments.refusals import NotFound
from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.readings import Readings

OFFICE = "office"
"""The commission's own book; no department may have this code."""


class DepartmentKind(StrEnum):
    """What sort of unit it is."""

    DEPARTMENT = "department"
    SUBDISTRICT = "subdistrict"


@define
class NoSuchDepartment(NotFound):
    """A department was named that the district doesn't have."""

    message: ClassVar[str] = N_("There is no department called {name}; name it by its code or its short name.")


@frozen
class Department:
    """One reporting unit."""

    code: str
    """Lower-case letters and digits; names its book, its accounts and its place on disk."""
    name: str
    """The full official name."""
    short_name: str
    """The name used in lists and tables."""
    kind: DepartmentKind = DepartmentKind.DEPARTMENT
    reading: str = ""
    """How the short name is said, in Pinyin, where the dictionary reads it wrongly: syllables with spaces between."""


def readings_of(departments: Iterable[Department]) -> Readings:
    """The short names that are said otherwise than the dictionary has it, for whatever is found by them."""
    return tuple((each.short_name, each.reading) for each in departments if each.reading)


@frozen
class Directory:
    """All departments, in the official order."""

    departments: tuple[Department, ...]
    _by_code: dict[str, Department] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Index by code."""
        object.__setattr__(self, "_by_code", {each.code: each for each in self.departments})

    def __contains__(self, code: object) -> bool:
        """Whether there is a department of this code."""
        return code in self._by_code

    def __getitem__(self, code: str) -> Department:
        """The department of this code.

        Raises:
            NoSuchDepartment: there is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise NoSuchDepartment(code) from None

    @property
    def readings(self) -> Readings:
        """How short names are said, where the dictionary reads them wrongly."""
        return readings_of(self.departments)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the official order."""
        return tuple(each.code for each in self.departments)
