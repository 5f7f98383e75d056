"""Departments as people name them on the command line: by code, short name or full name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks import DepartmentDesk, ReaderDesk
    from departments.directory import Department


def code_at(desk: ReaderDesk | DepartmentDesk, named: str) -> str:
    """The code of the department that was named at this desk; a name that is none, the desk refuses.

    A department's own desk knows its own names alone, so that another department's and nobody's answer alike.

    Args:
        desk: the caller's.
        named: as it was typed.
    """
    typed = named.strip()
    known = departments_at(desk)
    return next((each.code for each in known if typed in (each.code, each.short_name, each.name)), typed)


def departments_at(desk: ReaderDesk | DepartmentDesk) -> Sequence[Department]:
    """The departments that can be named at this desk: a department's own knows no other."""
    from departments.desks import DepartmentDesk

    return (desk.department,) if isinstance(desk, DepartmentDesk) else desk.plan().directory.departments
