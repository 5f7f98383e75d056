"""Files over SFTP and scp: a tree of two trays that is nowhere on disk, at the desk of whoever signed in.

``待上传`` takes what is sent in and ``导出`` holds what lies ready; both are the own department's alone, or the
commission's. Nothing of asyncssh's own file server is left standing: what isn't answered here is refused.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import posixpath
import secrets
import stat
from collections.abc import Callable  # noqa: TC003 - needed at run time
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from asyncssh import (
    FXF_APPEND,
    FXF_CREAT,
    FXF_EXCL,
    FXF_TRUNC,
    FXF_WRITE,
    SFTPAttrs,
    SFTPError,
    SFTPFailure,
    SFTPFileAlreadyExists,
    SFTPName,
    SFTPNoSuchFile,
    SFTPOpUnsupported,
    SFTPPermissionDenied,
    SFTPQuotaExceeded,
    SFTPServer,
    SSHReader,
)
from asyncssh.constants import EXTENDED_DATA_STDERR, FILEXFER_TYPE_DIRECTORY, FILEXFER_TYPE_REGULAR
from asyncssh.scp import run_scp_server
from asyncssh.sftp import run_sftp_server

from departments.deliveries import Delivery, InboxFull, NameTaken
from departments.desks.tray_verbs import Delivering, Fetching
from departments.ledger import EvidenceTooLarge
from departments.refusals import NotFound, NotPermitted, Refusal
from departments.wording import N_
from tui.ssh.file_line import FINE, FarewellWriter, PatientReader, break_off
from tui.ssh.tray_files import Reading, Sending
from tui.ssh.workbooks import lay_out_workbook
from tui.tray_names import INBOX, OUTBOX

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from typing import TypeVar

    from departments.ledger import TrayFile
    from tui.ssh.visit import Visit

    T = TypeVar("T")

log = logging.getLogger("tianbao.ssh")
_SFTP_VERSION = 3
_DIRECTORY, _FILE = stat.S_IFDIR | 0o700, stat.S_IFREG | 0o600
_READ_ONLY_DIRECTORY, _READ_ONLY_FILE = stat.S_IFDIR | 0o500, stat.S_IFREG | 0o400
_NO = 1
_ALONE = N_("Files can be sent, renamed and removed in {tray} alone.")
_MOST_OPEN = 16
"""Files that one client may have open."""
_PIECE = 256 * 1024
_SFTP_ERRORS: tuple[tuple[type[Refusal], Callable[[str], SFTPError]], ...] = (
    (NotFound, SFTPNoSuchFile),
    (NotPermitted, SFTPPermissionDenied),
    (NameTaken, SFTPFileAlreadyExists),
    (EvidenceTooLarge, SFTPQuotaExceeded),
    (InboxFull, SFTPQuotaExceeded),
)


async def serve_files(visit: Visit) -> int:
    """Move files until the client has had enough."""
    desk = visit.guest.desk
    if not isinstance(desk, Fetching):
        visit.say(N_("Files are sent and fetched by a department's account or the coordinator's; this one is neither."))
        return _NO
    reader, writer = PatientReader(visit), FarewellWriter(visit)
    tree = Tree(visit, desk, reader)
    visit.end = partial(break_off, visit)
    if visit.is_sftp:
        await run_sftp_server(tree, reader, writer, _SFTP_VERSION)
    else:
        serving = run_scp_server(tree, visit.command or "", reader, writer, visit.writer(EXTENDED_DATA_STDERR))
        if serving is not None:
            await serving
    return FINE


class Tree(SFTPServer):
    """The two trays of a department or of the commission, as a file client sees them."""

    def __init__(self, visit: Visit, desk: Fetching, reader: SSHReader[bytes]) -> None:
        """Args: the visit, the desk that answers, and where the client's requests come from."""
        super().__init__(visit.channel)
        self._visit = visit
        self._desk = desk
        self._reader = reader
        self._open: set[Reading | Sending] = set()
        self._is_laid_out = False
        self._told = ""

    # ── looking

    def realpath(self, path: bytes) -> bytes:
        """The path from the root, without detours."""
        return _path(path).encode()

    async def stat(self, path: bytes) -> SFTPAttrs:
        """What is known of a tray or a file in one."""
        tray, name = await self._place(path)
        if name:
            return _of_file(await self._file(tray, name), is_ours=tray == INBOX)
        return await self._of_directory(tray)

    lstat = stat

    async def fstat(self, file_obj: object) -> SFTPAttrs:
        """What is known of an open file."""
        assert isinstance(file_obj, Reading | Sending)  # noqa: S101 - made sure of before
        return SFTPAttrs(type=FILEXFER_TYPE_REGULAR, size=file_obj.size, permissions=_FILE, uid=0, gid=0)

    async def scandir(self, path: bytes) -> AsyncIterator[SFTPName]:
        """The trays, or the files in one."""
        tray, name = await self._place(path)
        if name:
            await self._file(tray, name)
            raise SFTPFailure(self._say(N_("{name} is a file."), name=name))
        for dots in (b".", b".."):
            yield await self._named(dots, await self._of_directory(tray))
        if not tray:
            for inner in self._trays():
                yield await self._named(inner.encode(), await self._of_directory(inner))
            return
        for each in await self._files(tray):
            yield await self._named(each.name.encode("utf-8", "surrogateescape"), _of_file(each, is_ours=tray == INBOX))

    def format_user(self, uid: int | None) -> str:  # noqa: ARG002 - as asyncssh calls it
        """Everything here is the account's."""
        return self._visit.guest.account

    def format_group(self, gid: int | None) -> str:  # noqa: ARG002 - as asyncssh calls it
        """Everything here is the department's."""
        return self._desk.tray_owner

    # ── sending and fetching

    async def open(self, path: bytes, pflags: int, attrs: SFTPAttrs) -> Reading | Sending:  # noqa: ARG002 - as asyncssh calls it
        """Begin to send or fetch a file."""
        if len(self._open) >= _MOST_OPEN:
            raise SFTPFailure(self._say(N_("Too many files are open at a time; try again.")))
        self._told = ""
        is_sent = bool(pflags & FXF_WRITE)
        tray, name = await (self._place_to_send(path) if is_sent else self._place(path))
        opened = await (self._send(tray, name, pflags) if is_sent else self._fetch(tray, name))
        self._open.add(opened)
        return opened

    async def read(self, file_obj: object, offset: int, size: int) -> bytes:
        """The next piece."""
        if not isinstance(file_obj, Reading):
            raise SFTPPermissionDenied(self._say(N_("A file that is being sent can't be read.")))
        return await self._ask(partial(file_obj.read, offset, min(size, _PIECE)))

    async def write(self, file_obj: object, offset: int, data: bytes) -> int:
        """Add the next piece."""
        if not isinstance(file_obj, Sending):
            raise SFTPPermissionDenied(self._say(N_("What lies ready can only be fetched.")))
        await self._ask(partial(file_obj.write, offset, data))
        return len(data)

    async def close(self, file_obj: object) -> None:
        """Let a file that came whole be seen; one that broke off is kept only under a provisional name."""
        assert isinstance(file_obj, Reading | Sending)  # noqa: S101 - made sure of before
        self._open.discard(file_obj)
        is_cut_off = self._reader.at_eof() or self._visit.channel.is_closing()
        await self._ask(partial(file_obj.close, is_cut_off=is_cut_off))

    # ── putting in order

    async def remove(self, path: bytes) -> None:
        """Take a file out of the inbox."""
        self._told = ""
        tray, name = await self._place(path)
        desk = self._sender(tray, name)
        await self._ask(partial(desk.remove_sent, name))

    async def rename(self, oldpath: bytes, newpath: bytes) -> None:
        """Give a file in the inbox another name."""
        await self._rename(oldpath, newpath, is_replacing=False)

    async def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        """The same, in place of another file."""
        await self._rename(oldpath, newpath, is_replacing=True)

    async def setstat(self, path: bytes, attrs: SFTPAttrs) -> None:
        """Leave times and rights as they are, without a complaint: clients set them after every file."""
        tray, name = await self._place(path)
        if attrs.size is not None:
            self._check_size(attrs.size, (await self._file(tray, name)).size)

    lsetstat = setstat

    async def fsetstat(self, file_obj: object, attrs: SFTPAttrs) -> None:
        """The same of an open file."""
        assert isinstance(file_obj, Reading | Sending)  # noqa: S101 - made sure of before
        if attrs.size is not None:
            self._check_size(attrs.size, file_obj.size)

    async def fsync(self, file_obj: object) -> None:
        """Everything is made durable when the file is closed."""

    async def exit(self) -> None:
        """Let go of what is still open."""
        for each in tuple(self._open):
            await self.close(each)

    # ── what there isn't

    def mkdir(self, path: bytes, attrs: SFTPAttrs) -> NoReturn:  # noqa: ARG002 - as asyncssh calls it
        """There are two trays and no more."""
        self._told = ""
        message = N_("Directories can't be made here; send files into {tray}.")
        raise SFTPPermissionDenied(self._said_aloud(message, tray=INBOX))

    def rmdir(self, path: bytes) -> NoReturn:  # noqa: ARG002 - as asyncssh calls it
        """The trays stay."""
        self._told = ""
        raise SFTPPermissionDenied(self._said_aloud(N_("The trays stay where they are.")))

    def _unsupported(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 - whatever a sentence names
        raise SFTPOpUnsupported(self._say(N_("That can't be done here.")))

    map_path = reverse_map_path = _unsupported
    open56 = readlink = symlink = link = lock = unlock = statvfs = fstatvfs = _unsupported

    # ── the way to the desk

    def _trays(self) -> tuple[str, ...]:
        return (INBOX, OUTBOX) if isinstance(self._desk, Delivering) else (OUTBOX,)

    async def _place(self, path: bytes) -> tuple[str, str]:
        """The tray and the file's name; both empty for the root."""
        tray, _, name = _path(path)[1:].partition("/")
        if (tray and tray not in self._trays()) or "/" in name:
            raise SFTPNoSuchFile(
                self._say(N_("There is nothing of this name; the trays are {trays}."), trays=self._shown())
            )
        if tray == OUTBOX and not self._is_laid_out:
            self._is_laid_out = True
            laying = self._visit.premises.hands.do(lambda _: lay_out_workbook(self._desk))
            await self._answered(asyncio.ensure_future(laying))
        return tray, name

    async def _place_to_send(self, path: bytes) -> tuple[str, str]:
        """The same for what a person wants to send; elsewhere there is no place for it, and that is told."""
        try:
            return await self._place(path)
        except SFTPNoSuchFile:
            raise SFTPNoSuchFile(self._said_aloud(_ALONE, tray=INBOX)) from None

    def _shown(self) -> str:
        return "、".join(self._trays())

    async def _files(self, tray: str) -> Sequence[TrayFile]:
        desk = self._desk
        return await self._ask(desk.sent if tray == INBOX and isinstance(desk, Delivering) else desk.outbox)

    async def _file(self, tray: str, name: str) -> TrayFile:
        for each in await self._files(tray):
            if each.name == name:
                return each
        raise SFTPNoSuchFile(self._say(N_("There is no file {name} in {tray}."), name=name, tray=tray))

    async def _of_directory(self, tray: str) -> SFTPAttrs:
        files = await self._files(tray) if tray else ()
        newest = max((int(each.modified_at.timestamp()) for each in files), default=0)
        mode = _DIRECTORY if tray == INBOX else _READ_ONLY_DIRECTORY
        return SFTPAttrs(
            type=FILEXFER_TYPE_DIRECTORY, size=0, uid=0, gid=0, permissions=mode, atime=newest, mtime=newest, nlink=1
        )

    async def _named(self, name: bytes, attrs: SFTPAttrs) -> SFTPName:
        named = SFTPName(name, attrs=attrs)
        self.format_longname(named)
        return named

    def _sender(self, tray: str, name: str) -> Delivering:
        if tray != INBOX or not name or not isinstance(self._desk, Delivering):
            raise SFTPPermissionDenied(self._said_aloud(_ALONE, tray=INBOX))
        return self._desk

    def _check_size(self, wanted: int, there: int) -> None:
        """A file is as long as what was sent of it: none is cut short or drawn out."""
        if wanted != there:
            message = N_("The size of a file can't be changed here; send the file again.")
            raise SFTPOpUnsupported(self._said_aloud(message))

    async def _send(self, tray: str, name: str, flags: int) -> Sending:
        desk = self._sender(tray, name)
        there = next((each for each in await self._files(tray) if each.name == name), None)
        if there and flags & FXF_EXCL:
            raise SFTPFileAlreadyExists(self._say(NameTaken.message, name=name))
        if not there and not flags & FXF_CREAT:
            await self._file(tray, name)

        def begin(is_continued: bool) -> Delivery:  # noqa: FBT001 - the only thing that it is told
            return desk.begin_delivery(name, is_continued=is_continued)

        sending = Sending(name, begin, there.size if there else 0, is_appending=bool(flags & FXF_APPEND))
        if not there or flags & FXF_TRUNC:
            await self._ask(sending.begin)
        return sending

    async def _fetch(self, tray: str, name: str) -> Reading:
        await self._file(tray, name)
        desk = self._desk
        opening = desk.open_sent if tray == INBOX and isinstance(desk, Delivering) else desk.open_outbox
        return Reading(await self._ask(partial(opening, name)))

    async def _rename(self, oldpath: bytes, newpath: bytes, *, is_replacing: bool) -> None:
        self._told = ""
        (tray, name), (new_tray, new_name) = await self._place(oldpath), await self._place_to_send(newpath)
        desk = self._sender(tray, name)
        self._sender(new_tray, new_name)
        await self._ask(partial(desk.rename_sent, name, new_name, is_replacing=is_replacing))

    async def _ask(self, verb: Callable[[], T]) -> T:
        """What the desk answers, from a thread; a refusal is told in the person's language."""
        return await self._answered(asyncio.get_running_loop().run_in_executor(self._visit.premises.disk, verb))

    async def _answered(self, answer: asyncio.Future[T]) -> T:
        await asyncio.wait({answer})
        fault = answer.exception()
        if fault is None:
            return answer.result()
        if isinstance(fault, Refusal):
            error = next((theirs for ours, theirs in _SFTP_ERRORS if isinstance(fault, ours)), SFTPFailure)
            sentence = self._visit.language.sentence(fault)
            if not isinstance(fault, NotFound):
                self._tell(sentence)
            raise error(sentence)
        reference = secrets.token_hex(4).upper()
        log.error("fault %s", reference, exc_info=fault)
        raise SFTPFailure(
            self._say(N_("Something went wrong here; tell the operator: {reference}."), reference=reference)
        )

    def _tell(self, sentence: str) -> None:
        """Print why something was refused: of an answer clients show the number and words of their own, no sentence."""
        channel = self._visit.channel
        if self._visit.is_sftp and sentence != self._told and not channel.is_closing():
            channel.write(f"{sentence}\n".encode(), EXTENDED_DATA_STDERR)
        self._told = sentence

    def _said_aloud(self, message: str, **fields: Any) -> str:  # noqa: ANN401 - whatever a sentence names
        """The sentence, which has been printed too."""
        sentence = self._say(message, **fields)
        self._tell(sentence)
        return sentence

    def _say(self, message: str, **fields: Any) -> str:  # noqa: ANN401 - whatever a sentence names
        return self._visit.language.say(message, **fields)


def _path(path: bytes) -> str:
    try:
        text = path.decode()
    except UnicodeDecodeError:
        raise OSError(errno.EILSEQ, "Set your program to UTF-8 names") from None
    return "/" + posixpath.normpath("/" + text).lstrip("/")


def _of_file(file: TrayFile, *, is_ours: bool) -> SFTPAttrs:
    at = int(file.modified_at.timestamp())
    mode = _FILE if is_ours else _READ_ONLY_FILE
    return SFTPAttrs(
        type=FILEXFER_TYPE_REGULAR, size=file.size, uid=0, gid=0, permissions=mode, atime=at, mtime=at, nlink=1
    )
