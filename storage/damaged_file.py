"""A file that is sealed, or whose form is known, and that is not what was written there."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from departments.refusals import Damage
from departments.wording import N_


@define
class FileDamaged(Damage):
    """A file is not what was written there."""

    message: ClassVar[str] = N_("{path} is not what was written there; restore it from a backup.")
    path: str
