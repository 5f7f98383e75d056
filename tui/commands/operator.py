"""What the operator does on the host: prove the books, make their state again, keep backups, look at the host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from departments.clean_text import clean_line
from departments.wording import N_
from tui.printing import Column
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from tui.invocation import Invocation
    from tui.printing import Printer

_NO = 1


@click.command(
    cls=SpokenCommand,
    help=N_("Prove that the books are whole: every chain, every event, every piece of evidence."),
)
@click.option("--clean", is_flag=True, help=N_("Where nothing is damaged, take away files that no event names."))
@click.option(
    "--heads",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Prove too that today's books extend the heads recorded in FILE."),
)
@click.option(
    "--save-heads",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Record today's heads in FILE; keep it away from this host."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_context
def verify(ctx: click.Context, *, clean: bool, heads: Path | None, save_heads: Path | None, as_json: bool) -> None:
    """Prove the books."""
    from tui.wiring import clean_garbage, save_heads_of, verify_data

    invocation: Invocation = ctx.obj
    printer = invocation.printer
    found = verify_data(invocation.data, heads, worded=printer.language.sentence)
    if as_json:
        printer.json(found)
    else:
        _print_books(found, printer)
        _print_evidence(found["evidence"], printer)
        _print_rest(found, printer)
    if not found["ok"]:
        ctx.exit(_NO)
    if clean:
        removed = clean_garbage(invocation.data)
        printer.note(N_("Files removed that no event names: {count}."), count=len(removed))
    if save_heads is not None:
        save_heads_of(invocation.data, save_heads)
        printer.note(N_("Wrote today's heads to {path}."), path=str(save_heads))


def _print_books(found: dict[str, Any], printer: Printer) -> None:
    say = printer.language.say
    columns = [
        Column(say(N_("Book"))),
        Column(say(N_("Events")), is_number=True),
        Column(say(N_("Head"))),
        Column(say(N_("Result")), is_flexible=True),
    ]
    whole = say(N_("whole"))
    rows = [
        (each["book"], str(each["events"]), each["head"][:16], "; ".join([each["problem"] or whole, *each["notes"]]))
        for each in found["books"]
    ]
    printer.table(columns, rows)


def _print_evidence(evidence: dict[str, Any], printer: Printer) -> None:
    printer.say(
        N_("Files of evidence: {files}, bytes: {bytes}; missing: {missing}, damaged: {damaged}, of no use: {garbage}."),
        **{name: evidence[name] for name in ("files", "bytes", "missing", "damaged", "garbage")},
    )
    for each in evidence["missing_files"]:
        printer.note(N_("missing: {what}"), what=each)
    for each in evidence["damaged_files"]:
        printer.note(N_("damaged: {what}"), what=each)


def _print_rest(found: dict[str, Any], printer: Printer) -> None:
    for each in found["heads"]:
        if each["problem"]:
            printer.note_line(clean_line(f"{each['book']}: {each['problem']}"))
    if found["heads"]:
        held = sum(each["problem"] is None for each in found["heads"])
        printer.say(N_("Recorded heads that hold: {held} of {all}."), held=held, all=len(found["heads"]))
    for problem in found["problems"]:
        printer.note_line(clean_line(problem))
    if found["ok"]:
        printer.say(N_("Everything is whole."))
    else:
        printer.note(N_("Something is damaged; leave the directory as it is and restore a backup beside it."))


@click.command(cls=SpokenCommand, help=N_("Make every book's state again from its journal."))
@click.option(
    "--accept-loss",
    is_flag=True,
    help=N_("Let a journal count as it stands although acknowledged events are missing from its end."),
)
@click.pass_context
def rebuild(ctx: click.Context, *, accept_loss: bool) -> None:
    """Make the states again."""
    from tui.wiring import rebuild_data

    invocation: Invocation = ctx.obj
    printer = invocation.printer
    rebuilt = rebuild_data(invocation.data, accept_loss=accept_loss)
    for each in rebuilt:
        if each.problem:
            what = printer.language.sentence(each.problem)
            printer.note(N_("{book}: left as it is: {what}"), book=each.book, what=what)
    done = [each for each in rebuilt if each.problem is None]
    printer.say(
        N_("Books rebuilt: {count} of {all}; events read: {events}."),
        count=len(done),
        all=len(rebuilt),
        events=sum(each.events for each in done),
    )
    if len(done) < len(rebuilt):
        ctx.exit(_NO)


@click.command(
    cls=SpokenCommand, help=N_("Write a backup to FILE, read it back, and only then call it one. Clerks may go on.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Write a backup."""
    from tui.wiring import back_up

    invocation: Invocation = ctx.obj
    written = back_up(invocation.data, file)
    invocation.printer.say(
        N_("Wrote {path}; books: {books}, files: {files}, bytes: {bytes}; read back and found whole."),
        path=str(file),
        books=len(written.heads),
        files=len(written.files),
        bytes=written.bytes,
    )
    for each in written.missing:
        invocation.printer.note(N_("missing: {what}"), what=each)
    if written.missing:
        ctx.exit(_NO)


@click.command(cls=SpokenCommand, help=N_("Make a data directory DIR of the backup FILE, checked in full."))
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def restore(ctx: click.Context, file: Path, directory: Path) -> None:
    """Make a data directory of a backup."""
    from tui.wiring import restore_data

    invocation: Invocation = ctx.obj
    restored = restore_data(file, directory)
    invocation.printer.say(
        N_("Files restored into {directory}: {files}; look at it with tianbao --data {directory} status."),
        files=len(restored.backup.files),
        directory=str(directory),
    )
    for each in restored.backup.missing:
        invocation.printer.note(N_("missing: {what}"), what=each)
    if not restored.findings.is_ok:
        ctx.exit(_NO)


@click.command(cls=SpokenCommand, help=N_("Look at the host: file system, sync, room, permissions, clock, locale."))
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Look at the host."""
    from tui.wiring import examine

    invocation: Invocation = ctx.obj
    printer = invocation.printer
    say = printer.language.say
    topics = {
        "file_system": N_("file system"),
        "sync": N_("sync"),
        "room": N_("room"),
        "permissions": N_("permissions"),
        "clock": N_("clock"),
        "locale": N_("locale"),
    }
    found = examine(invocation.data)
    heads = (N_("Topic"), N_("Result"), N_("Value"), N_("What to do"))
    good, bad = say(N_("good")), say(N_("to be set right"))
    printer.table(
        [Column(say(head), is_flexible=head == heads[-1]) for head in heads],
        [
            (
                say(topics.get(each.topic.value, each.topic.value)),
                good if each.is_ok else bad,
                str(printer.language.word(each.value)),
                printer.language.sentence(each.advice) if each.advice else "",
            )
            for each in found
        ],
    )
    if not all(each.is_ok for each in found):
        ctx.exit(_NO)
