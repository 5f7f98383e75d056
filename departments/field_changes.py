"""Two versions of a value held against each other, field by field: the old one beside the new, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import fields, frozen, has

from departments.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class FieldChange:
    """A field that changed."""

    field: str
    """Its name; what lies inside another value or mapping behind a dot: ``narrative.progress``, ``values.4.1-01.1``."""
    old: Any
    """The value before; None where there was none."""
    new: Any
    """The value after; None where there is none."""


def field_changes(old: Any, new: Any) -> tuple[FieldChange, ...]:  # noqa: ANN401 - documents of every kind
    """What differs between two versions of a document.

    Pieces of a collection (evidence, returns, reassignments) come one by one, as added or taken away; everything
    else comes whole.

    Args:
        old: the version before, or None for a document that was not there.
        new: the version after, of the same class.
    """
    return tuple(_compared(old, new))


def _compared(old: Any, new: Any, under: str = "") -> Iterator[FieldChange]:  # noqa: ANN401 - documents of every kind
    for each in fields(type(new)):
        if not each.init:
            continue
        name = f"{under}{each.name}"
        before, after = getattr(old, each.name, None), getattr(new, each.name)
        if before != after:
            yield from _differing(name, before, after)


def _differing(name: str, before: Any, after: Any) -> Iterator[FieldChange]:  # noqa: ANN401 - fields of every kind
    if isinstance(after, Mapping):
        was = before or {}
        for key in dict.fromkeys((*was, *after)):
            if was.get(key) != after.get(key):
                yield FieldChange(f"{name}.{key}", was.get(key), after.get(key))
    elif isinstance(after, tuple) and any(has(type(each)) for each in (*(before or ()), *after)):
        was = before or ()
        yield from (FieldChange(name, each, None) for each in was if each not in after)
        yield from (FieldChange(name, None, each) for each in after if each not in was)
    elif has(type(after)) and not isinstance(after, Period):
        yield from _compared(before, after, f"{name}.")
    elif before is not None or not _says_nothing(after):
        yield FieldChange(name, before, after)


def _says_nothing(value: object) -> bool:
    """Whether a field of a new document stands as it began; a figure of 0 says something."""
    return value is None or value is False or (isinstance(value, str | tuple) and not value)
