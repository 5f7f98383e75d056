"""``tianbao account keys``, ``add-key``, ``remove-key`` and ``unlock``: how an account signs in over SSH."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from departments.desks import AccountKeepingDesk
from departments.ledger import UnreadableFile
from departments.wording import N_
from tui.invocation import STANDARD
from tui.printing import Column
from tui.spoken import SpokenCommand

if TYPE_CHECKING:
    from tui.invocation import Invocation

_LONGEST = 64 * 1024


@click.command("keys", cls=SpokenCommand, help=N_("Show the public keys by which an account may sign in."))
@click.argument("name")
@click.pass_obj
def keys(invocation: Invocation, name: str) -> None:
    """Show them."""
    say = invocation.language.say
    found = invocation.desk_of(AccountKeepingDesk).public_keys(name)
    columns = [Column(say(head)) for head in (N_("Kind"), N_("Fingerprint"), N_("Comment"))]
    invocation.printer.table(columns, [(each.algorithm, each.fingerprint, each.comment) for each in found])


@click.command(
    "add-key",
    cls=SpokenCommand,
    help=N_("Let an account sign in by a public key: FILE as ssh-keygen or PuTTYgen writes it, or standard input."),
)
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path), default=STANDARD)
@click.pass_obj
def add_key(invocation: Invocation, name: str, file: Path) -> None:
    """Add one."""
    desk = invocation.desk_of(AccountKeepingDesk)
    added = desk.add_key(name, _text(invocation, file))
    invocation.printer.say(N_("{name} can sign in with the key {key}."), name=name, key=added.fingerprint)


@click.command("remove-key", cls=SpokenCommand, help=N_("Take a public key from an account, by its fingerprint."))
@click.argument("name")
@click.argument("fingerprint")
@click.pass_obj
def remove_key(invocation: Invocation, name: str, fingerprint: str) -> None:
    """Remove one."""
    removed = invocation.desk_of(AccountKeepingDesk).remove_key(name, fingerprint)
    message = N_("{name} can't sign in with the key {key} any more.")
    invocation.printer.say(message, name=name, key=removed.fingerprint)


@click.command(
    "unlock", cls=SpokenCommand, help=N_("Forget an account's wrong passwords, so that it can sign in at once.")
)
@click.argument("name")
@click.pass_obj
def unlock(invocation: Invocation, name: str) -> None:
    """Unlock it."""
    invocation.desk_of(AccountKeepingDesk).unlock_account(name)
    invocation.printer.say(N_("{name} can try again at once."), name=name)


def _text(invocation: Invocation, file: Path) -> str:
    try:
        if file == STANDARD:
            return invocation.standard_input().read(_LONGEST).decode("utf-8", "replace")
        with file.open("rb") as content:
            return content.read(_LONGEST).decode("utf-8", "replace")
    except OSError as failure:
        raise UnreadableFile(str(file), failure.strerror or "") from failure
