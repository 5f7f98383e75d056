"""Files that somebody sent, as plain cells: read in a child process with limits of memory and time, or refused.

The child answers for one file after another; one that takes too long or too much is ended, and the next file gets a new
one. What comes back has no meaning yet.
"""

from __future__ import annotations

import fcntl
import json
import os
import selectors
import struct
import subprocess
import sys
import time
from collections import deque
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, frozen

from departments.refusals import Refusal
from departments.wording import N_, Sentence
from exports.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

SECONDS = 15
MEGABYTES = 512
_LENGTH = struct.Struct(">Q")
_PIECE = 2**16
_WIDE_PIPE = 2**20
_ROOM_BESIDE = 2**13
"""Bytes of a pipe that a file takes beside its own: the request, and pages that are not full."""


@define
class NotAWorkbook(Refusal):
    """Something else under the name of a workbook."""

    message: ClassVar[str] = N_("{name} is not an .xlsx workbook; save it as .xlsx in WPS or Excel and send it again.")
    name: str


@define
class OldFormat(Refusal):
    """A workbook in the format of before 2007."""

    message: ClassVar[str] = N_("{name} is in the old .xls or .et format; save it as .xlsx and send it again.")
    name: str


@define
class PasswordProtected(Refusal):
    """A workbook that opens with a password only."""

    message: ClassVar[str] = N_(
        "{name} is protected with a password; take the password off, save it and send it again."
    )
    name: str


@define
class DamagedWorkbook(Refusal):
    """A workbook that is cut short or broken."""

    message: ClassVar[str] = N_("{name} is damaged or cut short; save it again in WPS or Excel and resend it.")
    name: str
    reason: str


@define
class DangerousWorkbook(Refusal):
    """A workbook with something in it that no form has."""

    message: ClassVar[str] = N_("{name} contains {what}; copy the filled cells into a fresh form and send that.")
    name: str
    what: Sentence


@define
class OversizedWorkbook(Refusal):
    """A workbook larger than any form."""

    message: ClassVar[str] = N_("{name} is larger than any form: {what}; copy the filled cells into a fresh form.")
    name: str
    what: Sentence


@define
class ReadingStopped(Refusal):
    """Reading took too long or too much."""

    message: ClassVar[str] = N_(
        "Reading {name} was stopped: it takes more than {seconds} seconds or {megabytes} MB;"
        " copy the filled cells into a fresh form."
    )
    name: str
    seconds: int
    megabytes: int


_DANGERS: Mapping[str, Sentence] = MappingProxyType(
    {
        "macros": Sentence(N_("macros")),
        "links": Sentence(N_("links to other files or data sources")),
        "embedded": Sentence(N_("embedded objects or controls")),
        "declarations": Sentence(N_("a document type declaration")),
    }
)
_SIZES: Mapping[str, Sentence] = MappingProxyType(
    {
        "file": Sentence(N_("more than 20 MB")),
        "members": Sentence(N_("too many sheets or parts")),
        "expansion": Sentence(N_("it expands to more than 100 MB, or without measure")),
        "dimensions": Sentence(N_("cells far outside the table")),
        "cells": Sentence(N_("too many cells")),
        "merges": Sentence(N_("merged cells without measure")),
    }
)


@frozen
class SheetCells:
    """A sheet as plain cells."""

    name: str
    rows: tuple[tuple[object, ...], ...]
    """From the first row on; a cell is text, a number, yes or no, or None."""
    formulas: frozenset[str] = frozenset()
    """Addresses of cells with a formula."""
    percents: frozenset[str] = frozenset()
    """Addresses of cells shown as a percentage."""
    pictures: frozenset[str] = frozenset()
    """Addresses of cells that hold a picture the WPS way."""

    def value(self, row: int, column: int) -> object:
        """What stands in a cell, counted from 0; None outside of the table."""
        try:
            value = self.rows[row][column]
        except IndexError:
            return None
        if self.percents and isinstance(value, float | int) and address_of(row, column) in self.percents:
            return f"{value * 100!r}%"
        return value


class WorkbookReader:
    """Reads workbooks in a child process that is started when it is first needed."""

    def __init__(self, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._child: subprocess.Popen[bytes] | None = None
        self._room = 0

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the child."""
        self._end()

    def read(self, name: str, content: bytes, sheets: Sequence[str]) -> dict[str, SheetCells]:
        """The wanted sheets that the workbook has.

        Args:
            name: the file's, for the sentence of a refusal.
            content: all of it.
            sheets: by name.

        Raises:
            NotAWorkbook, OldFormat, PasswordProtected, DamagedWorkbook, DangerousWorkbook, OversizedWorkbook: so it is.
            ReadingStopped: it takes too long or too much.
        """
        (_, found), *_ = self.read_each([(name, content)], sheets)
        if isinstance(found, Refusal):
            raise found
        return found

    def read_each(
        self, files: Iterable[tuple[str, bytes]], sheets: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, SheetCells] | Refusal]]:
        """The same of one file after another, or why it is refused: the child reads while the last are looked at.

        Args:
            files: names and contents, asked for ahead as far as a pipe holds them.
            sheets: by name.
        """
        request, source = {"sheets": list(sheets)}, iter(files)
        following = next(source, None)
        waiting: deque[tuple[str, bytes]] = deque()
        try:
            while waiting or following:
                while following and self._has_room(waiting, following):
                    waiting.append(following)
                    self._send(request, following[1])
                    following = next(source, None)
                name, found = waiting[0][0], self._sheets_of(waiting[0][0])
                waiting.popleft()
                if self._child is None:
                    # It was ended over this file, and knows nothing of those that it had been sent already.
                    for _, content in waiting:
                        self._send(request, content)
                yield name, found
        finally:
            if waiting:
                # Their answers are on the way, and would be taken for other files'.
                self._end()

    def mark(self, name: str, content: bytes, marks: Sequence[tuple[str, str, str]]) -> bytes:
        """A copy of the workbook with its bad cells red and commented, and a list of them.

        Args:
            name: the file's, for the sentence of a refusal.
            content: all of it.
            marks: sheet, address and what is wrong there.

        Raises:
            NotAWorkbook, OldFormat, PasswordProtected, DamagedWorkbook, DangerousWorkbook, OversizedWorkbook: so it is.
            ReadingStopped: it takes too long or too much.
        """
        return self._ask(name, {"marks": [list(each) for each in marks]}, content)[1]

    def _ask(self, name: str, request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        self._send(request, content)
        return self._answer(name)

    def _sheets_of(self, name: str) -> dict[str, SheetCells] | Refusal:
        try:
            answer, _ = self._answer(name)
        except Refusal as refusal:
            return refusal
        return {sheet: _cells(sheet, found) for sheet, found in answer["sheets"].items()}

    def _has_room(self, waiting: Iterable[tuple[str, bytes]], following: tuple[str, bytes]) -> bool:
        """Whether the pipe takes one more file at once: nobody reads its answer while it is being sent."""
        sizes = [len(content) + _ROOM_BESIDE for _, content in waiting]
        return not sizes or sum(sizes) + len(following[1]) + _ROOM_BESIDE <= self._room

    def _send(self, request: dict[str, Any], content: bytes) -> None:
        """Hand a file over; the child takes all of it before it does anything."""
        child = self._child or self._start()
        assert child.stdin is not None  # noqa: S101 - started with pipes
        try:
            for frame in (json.dumps(request).encode(), content):
                child.stdin.write(_LENGTH.pack(len(frame)) + frame)
            child.stdin.flush()
        except BrokenPipeError:
            # It has ended; nothing will come when its answer is waited for.
            return

    def _answer(self, name: str) -> tuple[dict[str, Any], bytes]:
        """What the child found in the file that it was sent last."""
        until, child = time.monotonic() + self._seconds, self._child
        stopped = ReadingStopped(name, self._seconds, self._megabytes)
        told = self._frame(child, until) if child else None
        result = self._frame(child, until) if child and told is not None else None
        if told is None or result is None:
            self._end()
            raise stopped
        answer: dict[str, Any] = json.loads(told)
        if answer.get("refused") == "memory":
            raise stopped
        if "refused" in answer:
            raise _refusal(name, answer["refused"], answer["what"])
        return answer, result

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "exports.inside", str(self._megabytes * 2**20), str(self._seconds)]
        self._child = subprocess.Popen(  # noqa: S603 - our own program, with nothing of a user's in the command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._room = min(_widened(pipe) for pipe in (self._child.stdin, self._child.stdout) if pipe)
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None  # noqa: S101 - started with pipes
            _close(pipe)
        child.wait()

    def _frame(self, child: subprocess.Popen[bytes], until: float) -> bytes | None:
        """A frame of the answer; None when the child has ended or takes too long."""
        assert child.stdout is not None  # noqa: S101 - started with pipes
        head = _exactly(child.stdout, _LENGTH.size, until)
        return _exactly(child.stdout, _LENGTH.unpack(head)[0], until) if head is not None else None


def _widened(pipe: IO[bytes]) -> int:
    """How many bytes the pipe holds, more than usual where the system allows it."""
    try:
        return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE_PIPE)
    except OSError:
        return fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return


def _exactly(pipe: IO[bytes], length: int, until: float) -> bytes | None:
    """So many bytes; None when there are no more, or not in time."""
    found = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(found) < length:
            if not selector.select(max(0.0, until - time.monotonic())):
                return None
            piece = os.read(pipe.fileno(), min(_PIECE, length - len(found)))
            if not piece:
                return None
            found += piece
    return bytes(found)


def _cells(name: str, found: dict[str, Any]) -> SheetCells:
    return SheetCells(
        name,
        tuple(map(tuple, found["rows"])),
        frozenset(found["formulas"]),
        frozenset(found["percents"]),
        frozenset(found["pictures"]),
    )


def _refusal(name: str, kind: str, what: str) -> Refusal:
    match kind:
        case "old format":
            return OldFormat(name)
        case "encrypted":
            return PasswordProtected(name)
        case "dangerous":
            return DangerousWorkbook(name, _DANGERS[what])
        case "oversized":
            return OversizedWorkbook(name, _SIZES[what])
        case "damaged":
            return DamagedWorkbook(name, what[:200])
        case _:
            return NotAWorkbook(name)
