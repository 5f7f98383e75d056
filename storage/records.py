"""A domain value as a JSON document and back, and the number of the form it has on disk.

Instants carry their zone, decimals stand as text, periods as ``2021-06``; what comes back equals what went in.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, TypeVar, get_args

from attrs import define
from cattrs import Converter

from departments.ledger import Document
from departments.periods import BadPeriod, Period
from departments.refusals import Damage
from departments.reports import Assessment, Report, Standing, State
from departments.wording import N_, Sentence

FORMAT = 1
"""The form in which values are written now; older ones are brought up to it by :func:`migrated`."""


def _called(kind: type[Any]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower().removesuffix("_record")


KINDS: dict[str, type[Any]] = {_called(kind): kind for kind in get_args(Document)}
"""The kinds of document by the name that they have on disk: ``report``, ``account``, ``period``, ``extension`` …"""

T = TypeVar("T")
_NAMES = {kind: name for name, kind in KINDS.items()}
_STANDING = ("state", "values", "assessment")
_STATES: dict[str, State] = {each.value: each for each in State}
_ASSESSMENTS: dict[str, Assessment] = {each.value: each for each in Assessment}


@define
class UnreadableRecord(Damage):
    """A document is there, but is none of the kind that it says it is."""

    message: ClassVar[str] = N_("A document of a book can't be read: {what}; restore the book from a backup.")
    what: Sentence


def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    converter.register_unstructure_hook(dt.datetime, dt.datetime.isoformat)
    converter.register_structure_hook(dt.datetime, lambda text, _: dt.datetime.fromisoformat(text))
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(dt.date, lambda text, _: dt.date.fromisoformat(text))
    converter.register_unstructure_hook(Period, str)
    converter.register_structure_hook(Period, lambda text, _: Period.parse(text))
    return converter


_CONVERTER = _converter()


def name_of(kind: type[Any]) -> str:
    """What documents of this kind are called on disk."""
    return _NAMES[kind]


def document_of(value: Document) -> dict[str, Any]:
    """The JSON document of a value."""
    document: dict[str, Any] = _CONVERTER.unstructure(value)
    return document


def value_of(kind: type[T], document: dict[str, Any]) -> T:
    """The value that a JSON document was made of.

    Raises:
        UnreadableRecord: the document is none of this kind.
    """
    try:
        return _CONVERTER.structure(document, kind)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation, BadPeriod) as failure:
        raise _unreadable(kind, failure) from failure


def standing_document(report: dict[str, Any]) -> dict[str, Any]:
    """What of a report's document decides its light, as :func:`standing_of` reads it; what says nothing is left out."""
    return {each: report[each] for each in _STANDING if report.get(each)}


def standing_of(period: Period, document: dict[str, Any]) -> Standing:
    """How a report stands, out of the part of its document that says so.

    Raises:
        UnreadableRecord: it is none of a report's.
    """
    try:
        state, assessment = _STATES[document.get("state", State.EMPTY.value)], document.get("assessment")
        values = {name: Decimal(text) for name, text in document.get("values", {}).items()}
        return Standing(period, state, values, None if assessment is None else _ASSESSMENTS[assessment])
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as failure:
        raise _unreadable(Report, failure) from failure


def _unreadable(kind: type[Any], failure: Exception) -> UnreadableRecord:
    reason = f"{type(failure).__name__}: {failure}"
    return UnreadableRecord(Sentence(N_("it is no {kind} ({reason})"), {"kind": _NAMES[kind], "reason": reason}))


def migrated(document: dict[str, Any], kind: str, form: int) -> dict[str, Any]:
    """A document in today's form; ``form`` is the number that it was written with.

    Raises:
        UnreadableRecord: the kind is unknown, or the form is newer than this program.
    """
    if kind not in KINDS:
        raise UnreadableRecord(Sentence(N_("there is no kind of document called {kind}"), {"kind": kind}))
    if form > FORMAT:
        newer = N_("it has form {form}, newer than this program's {known}")
        raise UnreadableRecord(Sentence(newer, {"form": form, "known": FORMAT}))
    return document
