"""A command line over SSH: the same commands at the desk of whoever signed in, binary-clean both ways.

A command runs on a thread of its own with the channel's streams in its hand; it never sees the process's. What belongs
to the host — its files, its installation, the accounts — isn't there.
"""

from __future__ import annotations

import asyncio
import io
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, NoReturn

import click
from asyncssh.constants import EXTENDED_DATA_STDERR
from attrs import define, frozen

from departments.desks import Desk
from departments.refusals import NotPermitted, Refusal
from departments.wording import N_
from tui.cli import COMMANDS, LazyGroup, run
from tui.invocation import STANDARD, Invocation
from tui.language import LANGUAGES, speak
from tui.printing import Printer
from tui.program import chosen_language
from tui.spoken import WordType
from tui.ssh.visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from tui.language import Language
    from tui.ssh.hands import Hand
    from tui.ssh.outflow import Outflow

OF_THE_HOST = frozenset(
    {"serve", "init", "account", "demo", "backup", "restore", "rebuild", "verify", "doctor", "guest"}
)
"""Commands for whoever owns the data directory."""
_BAD_USAGE, _GONE = 2, 70
_PIECE = 32 * 1024
_INTERRUPT, _END = b"\x03", b"\x04"
_PROGRAM = "tianbao"


@define
class NotACommandLine(Refusal):
    """A line that can't be taken apart into words."""

    message: ClassVar[str] = N_("The command can't be read: a quotation mark has no other end.")
    exit_code: ClassVar[int] = _BAD_USAGE


@define
class InputSilent(Refusal):
    """A command that wants something on standard input, and a client that sends nothing."""

    message: ClassVar[str] = N_(
        "Nothing came on standard input for {seconds} seconds, and nothing was done; send the file along with < FILE."
    )
    seconds: int


class GuestGroup(LazyGroup):
    """The commands that exist for people who come over SSH."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the names don't depend on it
        """Their names."""
        return [name for name in COMMANDS if name not in OF_THE_HOST]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if it is one of these."""
        return None if cmd_name in OF_THE_HOST else super().get_command(ctx, cmd_name)


@click.group(
    cls=GuestGroup,
    help=N_("Report on the plan's commitments, review the reports, and export workbooks; answered at your own desk."),
)
@click.option(
    "--lang",
    type=WordType(LANGUAGES),
    metavar="zh|en",
    help=N_("The language; the one of your locale if you name none."),
)
def guest_line(lang: str | None) -> None:
    """The command line of a guest; the language was chosen before."""
    del lang


@frozen(kw_only=True)
class GuestInvocation(Invocation):
    """A guest's call: the desk is known, and the host's files are nobody's."""

    _desk: Desk
    _input: io.RawIOBase

    def desk(self) -> Desk:
        """The desk of whoever signed in."""
        return self._desk

    def standard_input(self) -> BinaryIO:
        """What the client sends."""
        return io.BufferedReader(self._input, _PIECE)

    @property
    def is_guest(self) -> bool:
        """The host's files are out of reach."""
        return True

    def usual_output(self, name: str) -> Path:  # noqa: ARG002 - the client names its own file
        """Standard output."""
        return STANDARD


async def answer_command(visit: Visit) -> int:
    """Run the command line of a visit and give its exit code."""
    try:
        arguments = shlex.split(visit.command or "")
    except ValueError:
        raise NotACommandLine from None
    if arguments[:1] == [_PROGRAM]:
        del arguments[0]
    if not arguments:
        arguments = ["--help"]
    call = _Call(visit, asyncio.get_running_loop(), arguments)
    visit.end = call.interrupt
    # A thread that waits for the client is let go when the line drops: both of its ends then raise.
    return await visit.premises.hands.do(call.run)


def _nothing_else(*_: object) -> NoReturn:
    """Stands where a command on the host opens another installation, or asks for a password."""
    raise NotPermitted


@define(eq=False)
class _Call:
    """One command, as its thread sees it."""

    visit: Visit
    loop: asyncio.AbstractEventLoop
    arguments: Sequence[str]

    def run(self, hand: Hand) -> int:
        """Answer it; on a thread."""
        visit = self.visit
        desk, is_terminal = visit.guest.desk, visit.terminal is not None
        assert desk is not None  # noqa: S101 - the doorway asked
        output = _ChannelOut(visit.outflow, self.loop, hand, None, is_terminal=is_terminal)
        errors = _ChannelOut(visit.outflow, self.loop, hand, EXTENDED_DATA_STDERR, is_terminal=is_terminal)
        with _text(output) as out, _text(errors) as err:
            has_colour = visit.terminal is not None and visit.terminal.has_colours
            printer = Printer(self._language(), out, err, has_colour=has_colour)
            invocation = GuestInvocation(
                visit.premises.data,
                printer,
                visit.guest.account,
                _nothing_else,
                _nothing_else,
                desk=desk,
                input=_ChannelIn(visit, self.loop, hand, is_terminal=is_terminal),
            )
            return run(self.arguments, printer, line=guest_line, invocation=invocation)

    def interrupt(self) -> None:
        """End it, when the server stops: the person is told, and its streams break."""
        self.visit.say(
            N_("The server stops, and this command was not done to its end; look what it did, and repeat it.")
        )
        if not self.visit.channel.is_closing():
            self.visit.channel.exit(_GONE)

    def _language(self) -> Language:
        chosen = chosen_language(self.arguments, self.visit.language.code)
        return speak(chosen)


def _text(raw: io.RawIOBase) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(raw, _PIECE), "utf-8", errors="replace", newline="\n")


class _ChannelOut(io.RawIOBase):
    """A stream of a thread that ends on the channel; it waits for a client that is slow."""

    def __init__(
        self, outflow: Outflow, loop: asyncio.AbstractEventLoop, hand: Hand, datatype: int | None, *, is_terminal: bool
    ) -> None:
        self._outflow = outflow
        self._loop = loop
        self._hand = hand
        self._datatype = None if is_terminal else datatype
        self._is_terminal = is_terminal

    def writable(self) -> bool:
        """It is."""
        return True

    def isatty(self) -> bool:
        """Whether a person sees it at once."""
        return self._is_terminal

    def write(self, content: Any) -> int:  # noqa: ANN401 - whatever holds bytes
        """Send the next piece of it, when there is room."""
        piece = bytes(content[:_PIECE])
        asyncio.run_coroutine_threadsafe(self._send(piece), self._loop).result()
        return len(piece)

    async def _send(self, piece: bytes) -> None:
        if self._outflow.is_behind:
            async with self._hand.laid_down():
                await self._outflow.room()
        else:
            await self._outflow.room()
        # A terminal of the kernel's would do the same: each line begins at the left.
        self._outflow.write(piece.replace(b"\n", b"\r\n") if self._is_terminal else piece, self._datatype)


def _says_end(piece: bytes) -> bool:
    """Whether somebody pressed Ctrl+D, alone or on a new line: in the middle of other bytes it is one of them."""
    return piece == _END or piece.endswith((b"\r" + _END, b"\n" + _END))


class _ChannelIn(io.RawIOBase):
    """What the client sends, for a thread to read."""

    def __init__(self, visit: Visit, loop: asyncio.AbstractEventLoop, hand: Hand, *, is_terminal: bool) -> None:
        self._session = visit.session
        self._outflow = visit.outflow
        self._patience = visit.premises.limits.silent_input
        self._hand = hand
        self._reader = visit.reader()
        self._loop = loop
        self._is_terminal = is_terminal
        self._is_ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever holds bytes
        """The next piece; nothing at the end."""
        if self._is_ended:
            return 0
        piece = asyncio.run_coroutine_threadsafe(self._piece(min(len(buffer), _PIECE)), self._loop).result()
        if not piece and self._session.is_broken_off:
            # Half a file must not pass for a whole one.
            raise BrokenPipeError
        if self._is_terminal and _INTERRUPT in piece:
            raise click.Abort
        if self._is_terminal and _says_end(piece):
            self._is_ended, piece = True, piece[: -len(_END)]
        buffer[: len(piece)] = piece
        return len(piece)

    async def _piece(self, most: int) -> bytes:
        reading = asyncio.ensure_future(self._reader.read(most))
        await asyncio.wait({reading}, timeout=0)
        if not reading.done():
            async with self._hand.laid_down():
                await asyncio.wait({reading}, timeout=self._patience)
        if not reading.done():
            reading.cancel()
            raise InputSilent(round(self._patience))
        self._outflow.stir()
        return reading.result()
