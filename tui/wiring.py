"""The composition root: data directory, clock and plan become an office. The only place where tui meets storage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define, frozen

from departments.desks import Office, Registry
from departments.plan_file import DEPARTMENTS_FILE, PLAN_FILE, SOURCE_FILE, PlanDamaged, PlanFile, read_plan
from departments.refusals import Refusal
from departments.toml_tables import Problem
from departments.wording import N_, Sentence
from storage import durable
from storage.durable import DiskFailure
from storage.installation import PLAN, DirectoryInUse, Installation, NoInstallation, is_free

if TYPE_CHECKING:
    from collections.abc import Mapping

    from departments.ledger import Head
    from departments.plan import Plan
    from departments.refusals import Told
    from storage.backup import Backup
    from storage.doctor import Diagnosis
    from storage.identity import DiskIdentity
    from storage.rebuild import Rebuilt
    from storage.restore import Restored
    from storage.seats import DiskSeats
    from storage.watch import DiskWatch

SHIPPED_PLAN = Path(__file__).parent.parent / "departments" / "plans" / "nankai-2021"


@define
class Unwritable(Refusal):
    """A file that was asked for can't be written where it was asked for."""

    message: ClassVar[str] = N_("{path} can't be written ({reason}); name another place.")
    path: str
    reason: str | Sentence


def plan_texts(place: Path) -> dict[str, str]:
    """The texts of a plan, by file name.

    Args:
        place: the plan's directory, or its ``plan.toml`` under whatever name.

    Raises:
        PlanDamaged: a file can't be read, or is no UTF-8 text.
    """
    directory = place if place.is_dir() else place.parent
    paths = {name: directory / name for name in (PLAN_FILE, DEPARTMENTS_FILE, SOURCE_FILE)}
    if not place.is_dir():
        paths[PLAN_FILE] = place
    try:
        contents = {name: path.read_bytes() for name, path in paths.items() if path.exists()}
    except OSError as failure:
        raise _damaged(Path(failure.filename or place).name, 0, f"can't be read ({failure.strerror})") from failure
    return _decoded(contents)


def _decoded(contents: Mapping[str, bytes]) -> dict[str, str]:
    texts = {}
    for name, content in contents.items():
        try:
            texts[name] = content.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line = content.count(b"\n", 0, failure.start) + 1
            raise _damaged(name, line, "this line is not UTF-8 text; save the file as UTF-8") from failure
    return texts


def _damaged(name: str, line: int, what: str) -> PlanDamaged:
    problem = Problem(name, line, what)
    return PlanDamaged(1, problem, (problem,))


def create_installation(data: Path, plan: Path = SHIPPED_PLAN, *, demo_now: dt.datetime | None = None) -> Installation:
    """Make an installation with the plan of a directory.

    Args:
        data: a missing or empty directory.
        plan: the directory of ``plan.toml``, ``departments.toml`` and ``source.txt``.
        demo_now: the instant at which a sample stands still.

    Raises:
        PlanDamaged: the plan can't be used.
        Refusal: there is something in the directory, or the disk refused.
    """
    texts = plan_texts(plan)
    read_plan(texts)
    return Installation.create(data, {name: text.encode() for name, text in texts.items()}, demo_now=demo_now)


def make_room_for_sample(data: Path) -> None:
    """Take an earlier sample away; a sample holds nothing that is anybody's.

    Raises:
        DirectoryInUse: there is something else in the directory.
        Refusal: it can't be read.
    """
    if is_free(data):
        return
    if not is_installed(data) or Installation.open(data).demo_now is None:
        raise DirectoryInUse(str(data))
    import shutil

    shutil.rmtree(data.resolve())


def is_installed(data: Path) -> bool:
    """Whether there is an installation in this directory.

    Raises:
        Refusal: there is something, and it can't be read.
    """
    try:
        Installation.open(data)
    except NoInstallation:
        return False
    return True


def installed_plan_place(data: Path) -> Path:
    """The directory of the plan in force.

    Raises:
        Refusal: there is no installation, or it can't be read.
    """
    return Installation.open(data).data / PLAN


def read_shipped_plan() -> PlanFile:
    """The plan that comes with the program."""
    return read_plan(plan_texts(SHIPPED_PLAN))


def open_installation(data: Path) -> Installation:
    """The installation in this directory.

    Raises:
        Refusal: there is none, or it can't be read.
    """
    return Installation.open(data)


def read_installed_plan(installation: Installation) -> PlanFile:
    """The plan in force, as it was copied in.

    Raises:
        PlanDamaged: it can't be used.
    """
    return read_plan(_decoded(installation.plan_files()))


def open_office(data: Path) -> Office:
    """The office of the installation in this directory.

    Raises:
        Refusal: there is none, it can't be read, or its plan can't be used.
    """
    installation = open_installation(data)
    return office_of(installation, installation_clock(installation))


def office_of(installation: Installation, clock: Callable[[], dt.datetime]) -> Office:
    """The office of an installation, with the time told by the clock."""
    return Office(Registry.upon(installation, read_installed_plan(installation).plan, clock))


@frozen
class TemporaryOffice:
    """An office that keeps nothing: its directory goes when it is closed; after a kill, when the next one is opened."""

    office: Office
    installation: Installation
    close: Callable[[], None]


def open_temporary_office(plan: Plan, clock: Callable[[], dt.datetime]) -> TemporaryOffice:
    """An office on a new directory of its own, outside every installation.

    Raises:
        Refusal: there is no place for it on the disk.
    """
    from storage.passing import make_passing_directory

    try:
        directory = make_passing_directory()
    except OSError as failure:
        raise Unwritable(failure.filename or "", failure.strerror or "") from failure
    installation = Installation.create(directory.path / "data", {})
    return TemporaryOffice(Office(Registry.upon(installation, plan, clock)), installation, directory.remove)


def installation_clock(installation: Installation) -> Callable[[], dt.datetime]:
    """The host's clock; in a sample installation the day on which its story stands still, at the host's time."""
    standstill = installation.demo_now
    if standstill is None:
        return now
    return lambda: dt.datetime.combine(standstill.date(), now().timetz())


def present(data: Path) -> dt.datetime:
    """The present instant as the installation in this directory counts it.

    Raises:
        Refusal: there is no installation, or it can't be read.
    """
    return installation_clock(Installation.open(data))()


def now() -> dt.datetime:
    """The present instant in the host's time zone."""
    return dt.datetime.now().astimezone()


def seats(data: Path) -> DiskSeats:
    """The seats of the accounts' sessions, over all processes."""
    from storage.seats import DiskSeats

    return DiskSeats(data)


def lines(data: Path) -> DiskSeats:
    """The seats of the accounts' connections, over all processes."""
    from storage.seats import LINES, DiskSeats

    return DiskSeats(data, LINES)


def identity(data: Path) -> DiskIdentity:
    """The host keys of the installation in this directory."""
    from storage.identity import DiskIdentity

    return DiskIdentity(data)


def watch(data: Path) -> DiskWatch:
    """Books and drafts, for whoever watches whether anybody writes.

    Raises:
        Refusal: there is no installation, or it can't be read.
    """
    return Installation.open(data).watch


def write_file(path: Path, content: bytes) -> bool:
    """Write a file that somebody asked for, whole or not at all, for the owner alone.

    Args:
        path: where; a link is followed.
        content: all of it.

    Returns:
        Whether it took another one's place.

    Raises:
        Unwritable: the place is no plain file, or the operating system refused.
    """
    try:
        place = path.resolve()
        is_there = place.exists()
        if is_there and not place.is_file():
            raise Unwritable(str(path), Sentence(N_("it is not a plain file")))
        durable.replace(place, content)
    except DiskFailure as failure:
        raise Unwritable(str(path), failure.reason) from failure
    except OSError as failure:
        raise Unwritable(str(path), failure.strerror or "") from failure
    return is_there


def verify_data(
    data: Path, heads: Path | None = None, *, worded: Callable[[Sentence | Told], str] = str
) -> dict[str, Any]:
    """Look through everything on disk; gives the document that ``verify --json`` prints.

    Args:
        data: the data directory.
        worded: puts what is wrong into the reader's language.
        heads: a file of heads recorded earlier, or a merged workbook, which today's books have to extend.

    Raises:
        NoHeads: the file holds none.
        DiskRefused: the file can't be read.
        Refusal: there is no installation, or it can't be read.
    """
    from storage.verify import verify_installation

    recorded = _recorded_heads(heads) if heads else ()
    return verify_installation(Installation.open(data), recorded=recorded).as_json(worded)


def _recorded_heads(path: Path) -> tuple[Head, ...]:
    import zipfile

    from storage.heads import NoHeads, read_heads

    if not zipfile.is_zipfile(path):
        return read_heads(path)
    from exports.printed_heads import printed_heads

    heads = printed_heads(path.name, path.read_bytes())
    if not heads:
        raise NoHeads(str(path))
    return heads


def clean_garbage(data: Path) -> tuple[Path, ...]:
    """Take away the files that no event names, and give their paths.

    Raises:
        Damage: a journal can't be followed.
        Refusal: as storage has it.
    """
    from storage import garbage

    return garbage.clean_garbage(Installation.open(data))


def save_heads_of(data: Path, path: Path) -> None:
    """Record where every book's chain ends.

    Raises:
        Unwritable: the file can't be written.
    """
    from storage.heads import heads_of, write_heads

    write_heads(heads_of(Installation.open(data)), path)


def rebuild_data(data: Path, *, accept_loss: bool) -> tuple[Rebuilt, ...]:
    """Make every book's state again from its journal.

    Raises:
        Refusal: as storage has it.
    """
    from storage.rebuild import rebuild_books

    return rebuild_books(Installation.open(data), accept_loss=accept_loss)


def back_up(data: Path, path: Path) -> Backup:
    """Write a backup, verified.

    Raises:
        Damage, Refusal: as storage has it.
    """
    from storage.backup import write_backup

    return write_backup(Installation.open(data), path)


def restore_data(path: Path, directory: Path) -> Restored:
    """Make a data directory of a backup, verified.

    Raises:
        Refusal: as storage has it.
    """
    from storage.restore import restore_backup

    return restore_backup(path, directory)


def examine(data: Path) -> tuple[Diagnosis, ...]:
    """Look at the host from the data directory.

    Raises:
        Refusal: there is no installation, or it can't be read.
    """
    from storage.doctor import examine_host

    return examine_host(Installation.open(data), now=now())
