"""Two versions of a value held against each other, field by field: the old one beside the new, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import NOTHING, Factory, fields, frozen, has

from departments.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attrs import Attribute


@frozen
class FieldChange:
    """A field that changed."""

    field: str
    """Its name; what lies inside another value or mapping behind a dot: ``narrative.progress``, ``values.4.1-01.1``."""
    old: Any
    """The value before; None where there was none, and of a new document how its fields begin."""
    new: Any
    """The value after; None where there is none."""


def field_changes(old: Any, new: Any) -> tuple[FieldChange, ...]:  # noqa: ANN401 - documents of every kind
    """What differs between two versions of a document.

    Pieces of a collection (evidence, returns, reassignments) come one by one, as added or taken away; everything else
    comes whole.

    Args:
        old: the version before, or None for a document that was not there; its fields then stood as a new one's do.
        new: the version after, of the same class.
    """
    return tuple(_compared(old, new))


def _compared(old: Any, new: Any, under: str = "") -> Iterator[FieldChange]:  # noqa: ANN401 - documents of every kind
    for each in fields(type(new)):
        if not each.init:
            continue
        before = _beginning(each) if old is None else getattr(old, each.name)
        after = getattr(new, each.name)
        if before != after:
            yield from _differing(f"{under}{each.name}", before, after)


def _beginning(of: Attribute[Any]) -> Any:  # noqa: ANN401 - fields of every kind
    """What stands in a field of a document before anything is done with it; None where there is no such thing."""
    default: Any = of.default
    if default is NOTHING:
        return None
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]


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
    elif has(type(after)) and type(before) is type(after) and not isinstance(after, Period):
        yield from _compared(before, after, f"{name}.")
    else:
        yield FieldChange(name, before, after)
