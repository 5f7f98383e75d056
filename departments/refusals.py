"""What Tianbao won't do, said so that the person can go on.

A refusal is one sentence: what happened, to what, what to do. Each kind of refusal is a class beside the code that
raises it; this module holds their base and the few that belong to every room.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from attrs import define, fields_dict

from departments.wording import N_


@define
class Told(Exception):  # noqa: N818 - a situation, not a fault
    """What is told in one sentence, which it builds itself.

    A subclass is an attrs class whose fields fill the braces of its ``message``.
    """

    message: ClassVar[str]
    """The sentence in English; the key under which the terminal finds its translation."""

    @property
    def fields(self) -> dict[str, Any]:
        """The values that fill the sentence, by name."""
        return {name: getattr(self, name) for name in fields_dict(type(self))}

    def __str__(self) -> str:
        """The sentence in English."""
        return self.message.format(**self.fields)


@define
class Refusal(Told):
    """The base of everything that is refused."""

    message: ClassVar[str] = N_("That was refused.")
    exit_code: ClassVar[int] = 1
    """What the command line ends with: 1 when the answer is no, 2 when the question was badly put."""
    confirmed_by: ClassVar[str] = ""
    """The keyword of the verb by which it is done all the same, where it is no more than a doubt; the command line's
    option has the same name."""

    @property
    def code(self) -> str:
        """A stable name for programs: the class's name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


@define
class NotFound(Refusal):
    """The thing named is not there, or not for this account to know of: the two answer alike."""

    message: ClassVar[str] = N_("There is no {name}, or it is not shown here; look in the list for what there is.")
    name: str
    """What was asked for, as it was typed."""


@define
class NotPermitted(Refusal):
    """The account's role doesn't have this verb."""

    message: ClassVar[str] = N_("This account may not do that; the commission's coordinator can.")


@define
class BadInput(Refusal):
    """A value that can't be understood; subclasses say which."""

    message: ClassVar[str] = N_("{value} can't be used here; correct it and try again.")
    exit_code: ClassVar[int] = 2
    value: str
    """What was typed."""


@define
class Damage(Told):
    """The base of everything on disk that is not what was written there; the sentence says what, and where."""

    message: ClassVar[str] = N_("Something on disk is not what was written there; restore it from a backup.")
