"""A book's state made again from its journal, whatever was kept of it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from departments.refusals import Damage
from storage import durable, journal, state, watermark
from storage.disk_refused import told_as_refusal
from storage.journal import Reading
from storage.state import State

if TYPE_CHECKING:
    from storage.installation import Installation
    from storage.view import Place


@frozen
class Rebuilt:
    """What became of one book."""

    book: str
    events: int
    head: str
    problem: Damage | None = None
    """Why it was left as it is; None where it was rebuilt."""


def rebuild_books(installation: Installation, *, accept_loss: bool = False) -> tuple[Rebuilt, ...]:
    """Make every book's state again.

    A journal that is damaged inside is left alone, and so is one that has lost acknowledged events from its end, unless
    the operator says that this is what there is.

    Args:
        installation: whose books.
        accept_loss: whether a shortened journal counts from now on as it stands.

    Raises:
        BookBusy: somebody held a book's lock for too long.
        DiskRefused: the operating system won't let it be done.
    """
    with told_as_refusal(installation.data):
        return tuple(_rebuilt(installation, name, accept_loss=accept_loss) for name in installation.ledger.names())


def _rebuilt(installation: Installation, name: str, *, accept_loss: bool) -> Rebuilt:
    book = installation.ledger.book(name)
    with book.held() as fd:
        try:
            reading = journal.read(book.place.journal, journal.origin(name)) or Reading((), journal.origin(name), 0)
            if not accept_loss:
                watermark.check_holds(book.place.journal, reading, watermark.noted(book.place.head))
                _check_kept(book.place, reading)
        except Damage as damage:
            return Rebuilt(name, 0, "", damage)
        if reading.torn:
            durable.cut_back(book.place.journal, reading.end.end)
        made = State(journal.origin(name))
        made.apply(reading.lines, reading.end)
        durable.replace(book.place.checkpoint, state.checkpoint_of(made))
        watermark.note(fd, reading.end)
        book.forget()
    return Rebuilt(name, len(reading.lines), reading.end.hash)


def _check_kept(place: Place, reading: Reading) -> None:
    try:
        kept = state.state_in(place.checkpoint.read_bytes())
    except OSError:
        return
    watermark.check_holds(place.journal, reading, kept.position if kept else None)
