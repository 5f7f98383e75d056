"""Sentences in the reader's language: the one door from a message to words on a screen.

English is what the code says; Chinese comes from gettext catalogues, one for each room that has sentences. The domain's
terms have their official Chinese words in :mod:`departments.terms`. A :class:`Language` is handed to whoever prints;
there is no current language, since one server shows many people their own.
"""

from __future__ import annotations

import datetime as dt
import gettext
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from departments.clean_text import clean_line
from departments.wording import Measured, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from departments.refusals import Told

LOCALES = Path(__file__).parent / "locales"
CATALOGUES = ("app", "commands", "departments", "storage", "workbooks", "ssh")
"""The rooms that have sentences, and each its own catalogue of them; in the order in which they are looked through."""
LANGUAGES = ("zh", "en")


@frozen(eq=False)
class Language:
    """One of the languages that Tianbao speaks."""

    code: str
    """``zh`` or ``en``."""
    catalogue: gettext.NullTranslations
    """What its sentences stand in."""

    def say(self, message: str, **fields: Any) -> str:  # noqa: ANN401 - whatever a sentence names
        """The message in this language, with its fields filled in.

        Args:
            message: the English text, to the letter as it stands in the catalogue.
            **fields: what fills its braces; terms, periods, times and sentences are worded too.
        """
        text = self.catalogue.gettext(message) if message else ""
        named = {name: self.word(value) for name, value in fields.items() if f"{{{name}" in text}
        return text.format(**named) if fields else text

    def sentence(self, told: Sentence | Told) -> str:
        """A sentence of the domain, a refusal, or what is damaged, in this language."""
        return self.say(told.message, **told.fields)

    def labelled(self, label: str, text: str) -> str:
        """A label and what stands behind it, with the language's own colon between; the text is left as it is."""
        return self.say("{label}: {text}", label=label, text="") + text

    def listed(self, names: Iterable[str]) -> str:
        """Several names beside each other: ``区人社局、区民政局`` in Chinese, with commas in English."""
        return (", " if self.code == "en" else "、").join(names)

    def term(self, member: StrEnum) -> str:
        """The word for a term of the domain."""
        if self.code == "en":
            return member.value.replace("_", " ")
        from departments.terms import official_term

        return official_term(member)

    def figure(self, number: Decimal, unit: str) -> str:
        """A figure with its unit: ``12.5万平方米`` in Chinese; English writes it out, ``125,000 平方米``.

        Args:
            number: in this unit.
            unit: as the plan prints it.
        """
        from departments.figures import with_unit, written_out

        return written_out(number, unit) if self.code == "en" else with_unit(number, unit)

    def number_beside(self, number: Decimal, unit: str) -> str:
        """A figure without its unit, where another one stands beside it with that: to the same scale."""
        from departments.figures import format_figure, in_base_unit

        return format_figure(in_base_unit(number, unit) if self.code == "en" else number)

    def word(self, value: object) -> object:
        """A value as it stands in a sentence; what people typed comes out clean."""
        worded: object = value
        match value:
            case StrEnum():
                worded = self.term(value)
            case Sentence():
                worded = self.sentence(value)
            case Measured():
                worded = self.figure(value.number, value.unit)
            case dt.datetime():
                worded = value.strftime("%Y-%m-%d %H:%M")
            case Decimal():
                from departments.figures import format_figure

                worded = format_figure(value)
            case int() | float():
                pass
            case _:
                worded = clean_line(str(value))
        return worded


def speak(code: str) -> Language:
    """The language of this code.

    Args:
        code: ``zh`` or ``en``.
    """
    catalogue = gettext.NullTranslations()
    if code != "en":
        for room in reversed(CATALOGUES):
            catalogue = _LateCatalogue(room, code, catalogue)
    return Language(code, catalogue)


class _LateCatalogue(gettext.NullTranslations):
    """A room's catalogue, read when a sentence is asked for that stands in none before it."""

    def __init__(self, room: str, code: str, behind: gettext.NullTranslations) -> None:
        super().__init__()
        self._room, self._code, self._behind = room, code, behind

    @cached_property
    def _read(self) -> gettext.NullTranslations:
        read = gettext.translation(self._room, LOCALES, languages=[self._code], fallback=True)
        read.add_fallback(self._behind)
        return read

    def gettext(self, message: str) -> str:
        return self._read.gettext(message)
