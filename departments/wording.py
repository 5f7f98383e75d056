"""How the domain words a sentence without knowing the reader's language.

A sentence is written once, in English, where it is meant; the terminal translates it by that text. Fields stand in
braces and are filled in only after the translation, so that no sentence is ever looked up with a name inside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen


def N_(sentence: str) -> str:  # noqa: N802 - the name that every gettext extractor knows
    """Mark a sentence for translation and give it back unchanged.

    Args:
        sentence: the English sentence, with ``{field}`` where a value goes.
    """
    return sentence


@frozen
class Sentence:
    """A sentence that is still to be put into the reader's language."""

    message: str
    """The English text, marked with :func:`N_`; the key of its translation."""
    fields: Mapping[str, Any] = field(factory=dict)
    """What fills the braces."""

    def __str__(self) -> str:
        """The sentence in English."""
        return self.message.format(**self.fields)


@frozen
class Measured:
    """A figure with its unit, as it stands in a sentence; each language writes it in its own way."""

    number: Decimal
    unit: str
    """As the plan prints it; it may carry a multiple, as ``万平方米`` does."""

    def __str__(self) -> str:
        """As English writes it."""
        from departments.figures import written_out

        return written_out(self.number, self.unit)
