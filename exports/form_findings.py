"""What can be wrong with a filled form, or with one of its cells."""

from __future__ import annotations

from typing import ClassVar

from attrs import define, frozen

from departments.refusals import BadInput, Refusal
from departments.wording import N_

FORM, META = "填报表", "_meta"
"""The two sheets that a form is read from."""


@define
class NotOurForm(Refusal):
    """A workbook that was not made by ``export department``."""

    message: ClassVar[str] = N_(
        "{name} is no department workbook of Tianbao's; export one and fill in its sheet {sheet}."
    )
    name: str
    sheet: str = FORM


@define
class StampDamaged(Refusal):
    """A workbook whose hidden sheet can't be read."""

    message: ClassVar[str] = N_(
        "The hidden sheet {sheet} of {name} was changed; copy the filled cells into a fresh form."
    )
    name: str
    reason: str
    sheet: str = META


@define
class LockedCellChanged(Refusal):
    """A cell that nobody may change."""

    message: ClassVar[str] = N_("{header} was changed from “{old}” to “{new}”; put it back, or export a fresh form.")
    header: str
    old: str
    new: str


@define
class UnknownRow(Refusal):
    """A row for something that the form was not made for."""

    message: ClassVar[str] = N_("The form has no row for {key}; delete the row, or export a fresh form.")
    key: str


@define
class PictureInCell(Refusal):
    """A picture embedded in a cell the WPS way."""

    message: ClassVar[str] = N_(
        "There is a picture embedded in this cell; a form can't carry it. Save the picture as a file and attach it as"
        " evidence, and type the text or figure here."
    )


@define
class FormulaWithoutValue(Refusal):
    """A formula that was never calculated."""

    message: ClassVar[str] = N_("This cell has a formula and no value; type the figure itself.")


@define
class NotInList(BadInput):
    """A word that is not in the cell's list."""

    message: ClassVar[str] = N_("“{value}” is not in the list; choose one of {choices}.")
    choices: str


@frozen
class CellFinding:
    """Something wrong in a cell."""

    sheet: str
    cell: str
    """Its address; empty where no cell is meant."""
    told: Refusal
