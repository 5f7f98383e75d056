"""Values of the domain as JSON and back, for what a workbook carries for machines."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from cattrs import BaseConverter, Converter

from departments.field_changes import FieldChange
from departments.periods import BadPeriod, Period

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_NEEDS_ESCAPING = re.compile(
    "[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|_(?=x[0-9A-Fa-f]{4}_)"
)
"""What a cell doesn't keep as it is."""


class UnreadableContent(Exception):  # noqa: N818 - a state of the text, named as one
    """The text is not the JSON of such a value."""


def _converter() -> Converter:
    converter = Converter(detailed_validation=False, omit_if_default=True)
    converter.register_structure_hook_factory(_is_sequence, _sequence_hook)
    converter.register_structure_hook_factory(_is_choice, _choice_hook)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    converter.register_unstructure_hook(dt.datetime, dt.datetime.isoformat)
    converter.register_structure_hook(dt.datetime, lambda text, _: dt.datetime.fromisoformat(text))
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(dt.date, lambda text, _: dt.date.fromisoformat(text))
    converter.register_unstructure_hook(Period, str)
    converter.register_structure_hook(Period, lambda text, _: Period.parse(text))
    converter.register_unstructure_hook(FieldChange, _field_change_document)
    converter.register_structure_hook(FieldChange, lambda document, _: _field_change(document))
    return converter


def _is_sequence(kind: Any) -> bool:  # noqa: ANN401 - whatever a field is declared as
    return get_origin(kind) is tuple and get_args(kind)[-1:] == (...,)


def _sequence_hook(kind: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - as above
    """Looks up once how a tuple's parts are read; the library does it for each of them."""
    part = get_args(kind)[0]
    structure = converter.get_structure_hook(part)
    return lambda found, _: tuple([structure(each, part) for each in found])


def _is_choice(kind: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(kind, type) and issubclass(kind, Enum)


def _choice_hook(kind: type[Enum]) -> Callable[[Any, Any], Enum]:
    choices = {each.value: each for each in kind}
    return lambda value, _: choices[value]


def _field_change_document(change: FieldChange) -> dict[str, Any]:
    return {"field": change.field, "old": _tagged(change.old), "new": _tagged(change.new)}


def _tagged(value: object) -> object:
    match value:
        case Decimal():
            return {"figure": str(value)}
        case tuple():
            return list(value)
        case _:
            return value


def _field_change(document: dict[str, Any]) -> FieldChange:
    return FieldChange(str(document["field"]), _untagged(document["old"]), _untagged(document["new"]))


def _untagged(value: Any) -> object:  # noqa: ANN401 - whatever stands in the JSON
    match value:
        case {"figure": str() as figure}:
            return Decimal(figure)
        case list():
            return tuple(map(str, value))
        case _:
            return value


_CONVERTER = _converter()


def json_of(value: object) -> str:
    """The value as one line of JSON that any cell keeps to the letter."""
    text = json.dumps(_CONVERTER.unstructure(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _NEEDS_ESCAPING.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if found[0] != "_" else "\\u005f"


def value_of(kind: type[T], text: str) -> T:
    """The value that the JSON was made of.

    Raises:
        UnreadableContent: it was made of none of this kind.
    """
    try:
        return _CONVERTER.structure(json.loads(text), kind)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation, BadPeriod, RecursionError) as failure:
        raise UnreadableContent(f"{type(failure).__name__}: {failure}") from failure
