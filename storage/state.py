"""The latest page of every document of a book, in TinyDB: a checkpoint of the journal, never more than that.

The tables are held in memory by a storage class of ours and go to disk as one file, now and then, that names the event
it stands for and carries a checksum. Anything odd about that file means one thing: it is not used, and the state is
made again from the journal.

Which tables are read from that file is left to who asks (:mod:`storage.tables`).

Beside each table of reports stands one of how they stand (``standing/2021-06``): what of each report decides its light,
turned with the report by :meth:`State.apply` and nowhere else. It is what the lights of a year are counted by, and a
sixteenth of the reports.

There is one table a kind and period (``report/2021-06``), because TinyDB copies the table that it changes: so a change
costs the same in December as in January. Documents are found by their key, which is their TinyDB id, and never by a
query, whose cached answer could outlive another process's change.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from attrs import frozen
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document
from tinydb.table import Table as TinyTable

from storage import records
from storage.journal import Position
from storage.tables import Table, Tables, tables_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.journal import Line

FORM = 3
_REPORT, _STANDING = "report", "standing"
_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_HEADER, _BODY, _END = b'{"checkpoint":', b',\n"tables":', b"}\n"


class TablesInMemory(Storage):
    """What TinyDB reads and writes: the tables themselves, shared and never copied."""

    def __init__(self, tables: Tables) -> None:
        """Args: the tables by name, each with its documents by key."""
        self.tables = tables

    def read(self) -> Tables:  # type: ignore[override]  # TinyDB asks for nothing that a mapping doesn't have
        """The tables."""
        return self.tables

    def write(self, data: Tables) -> None:  # type: ignore[override]  # the same
        """Take over the tables as TinyDB has changed them."""
        self.tables = data


class KeyedTable(TinyTable):
    """A table whose documents are known by their key in the book."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB allows it and types it too narrowly
    default_query_cache_capacity = 0


@frozen
class Page:
    """A document's latest event."""

    key: str
    document: dict[str, Any]
    revision: int
    at: str
    by: str
    action: str


class State:
    """The documents of a book as some event left them."""

    def __init__(self, position: Position, tables: Tables | None = None) -> None:
        """Args: the place in the journal that the tables stand for, and the tables; none for a new book."""
        self.position = position
        self.kept = position
        """The place that the checkpoint on disk stands for; where the state began if there is none."""
        self._tables = Tables() if tables is None else tables
        self._database = TinyDB(self._tables, storage=TablesInMemory)
        self._database.table_class = KeyedTable

    @property
    def tables(self) -> Tables:
        """The tables as they go to disk."""
        return self._tables

    def page(self, kind: str, key: str) -> Page | None:
        """The page of one document, or None."""
        table = self._database.table(table_name(kind, key))
        found: Any = table.get(doc_id=key)  # type: ignore[call-overload]  # keys are text here, see KeyedTable
        return None if found is None else _page(key, found)

    def pages(self, kind: str, under: str) -> Sequence[Page]:
        """The pages of this kind whose key begins with ``under``, by key."""
        found = [
            _page(str(each.doc_id), each)
            for name in self._tables_under(kind, under)
            for each in self._database.table(name)
            if str(each.doc_id).startswith(under)
        ]
        return sorted(found, key=lambda each: each.key)

    def _tables_under(self, kind: str, under: str) -> Iterable[str]:
        if "/" in under:
            return [table_name(kind, under)]
        return [name for name in self._database.tables() if name == kind or name.startswith(f"{kind}/")]

    def standings(self) -> Iterator[tuple[str, Table]]:
        """For every period, as it is written in keys, what of each report's document decides its light, by key."""
        for name in self._tables_under(_STANDING, ""):
            yield name.removeprefix(f"{_STANDING}/"), self._tables[name]

    def apply(self, lines: Sequence[Line], end: Position) -> None:
        """Turn the pages that the events changed, and stand for ``end``."""
        latest: dict[str, dict[str, dict[str, Any]]] = {}
        for line in lines:
            latest.setdefault(table_name(line.kind, line.key), {})[line.key] = _record(line)
            if line.kind == _REPORT:
                standing = records.standing_document(line.document)
                latest.setdefault(table_name(_STANDING, line.key), {})[line.key] = standing
        for name, changed in latest.items():
            table = self._database.table(name)
            table.remove(doc_ids=list(changed))  # type: ignore[arg-type]  # keys are text here
            table.insert_multiple(Document(record, doc_id=key) for key, record in changed.items())  # type: ignore[arg-type]
        self.position = end


def table_name(kind: str, key: str) -> str:
    """The table in which a document of this kind and key stands."""
    period, slash, _ = key.partition("/")
    return f"{kind}/{period}" if slash else kind


def _page(key: str, record: dict[str, Any]) -> Page:
    return Page(key, record["doc"], record["revision"], record["at"], record["by"], record["action"])


def _record(line: Line) -> dict[str, Any]:
    return {
        "doc": line.document,
        "revision": line.revision,
        "at": line.at,
        "by": line.by,
        "action": line.action,
    }


def checkpoint_of(state: State) -> bytes:
    """The content of the file that keeps a state: one JSON document, a line for its header and one for each table."""
    body, places = state.tables.encoded()
    position = state.position
    header = {
        "form": FORM,
        "seq": position.seq,
        "hash": position.hash,
        "line_at": position.line_at,
        "end": position.end,
        "places": places,
    }
    header["sha256"] = _checksum(header, body)
    return _HEADER + _ENCODE(header).encode() + _BODY + body + _END


def state_in(checkpoint: bytes) -> State | None:
    """The state that a checkpoint keeps, or None if there is anything odd about it."""
    begin = checkpoint.find(_BODY)
    if begin < 0 or not checkpoint.startswith(_HEADER) or not checkpoint.endswith(_END):
        return None
    # Seven eighths of it are not going to be read: nothing is copied that nobody asks for.
    body = memoryview(checkpoint)[begin + len(_BODY) : -len(_END)]
    try:
        header = json.loads(checkpoint[len(_HEADER) : begin])
        is_whole = header.pop("sha256") == _checksum(header, body) and header["form"] == FORM
        if not is_whole:
            return None
        position = Position(header["seq"], header["hash"], header["line_at"], header["end"])
        return State(position, tables_in(body, header["places"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _checksum(header: dict[str, Any], body: bytes | memoryview) -> str:
    digest = hashlib.sha256(_ENCODE(header).encode())
    digest.update(body)
    return digest.hexdigest()
