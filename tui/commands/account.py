"""``tianbao account``: who may sign in. Passwords are given once, for one use, and kept nowhere in readable form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from departments.accounts import Role
from departments.desks import AccountKeepingDesk
from departments.wording import N_
from tui.commands.account_keys import add_key, keys, remove_key, unlock
from tui.commands.named_departments import code_at
from tui.commands.options import json_option
from tui.documents import accounts_document
from tui.option_types import TermType
from tui.printing import Column
from tui.spoken import SpokenGroup

if TYPE_CHECKING:
    from tui.invocation import Invocation


@click.group(cls=SpokenGroup, help=N_("Accounts: who may sign in, and as what."))
def account() -> None:
    """Group the verbs of accounts."""


@account.command("list", help=N_("Show every account."))
@json_option()
@click.pass_obj
def _list(invocation: Invocation, *, as_json: bool) -> None:
    desk, printer = invocation.desk_of(AccountKeepingDesk), invocation.printer
    views = desk.account_views()
    if as_json:
        printer.json(accounts_document(views))
        return
    say, term, word = printer.language.say, printer.language.term, printer.language.word
    heads = (
        N_("Account"),
        N_("Role"),
        N_("Department"),
        N_("Name"),
        N_("In use"),
        N_("Last sign-in"),
        N_("Locked until"),
    )
    short_names = {each.code: each.short_name for each in desk.plan().directory.departments}
    yes, no = say(N_("yes")), say(N_("no"))
    printer.table(
        [Column(say(head)) for head in heads],
        [
            (
                each.name,
                term(each.role),
                short_names.get(each.department or "", "-"),
                each.display_name,
                no if each.is_disabled else yes,
                str(word(view.last_sign_in)) if view.last_sign_in else "-",
                str(word(view.locked_until)) if view.locked_until else "-",
            )
            for view, each in ((view, view.account) for view in views)
        ],
    )


@account.command("add", help=N_("Add an account and print its password for one use."))
@click.argument("name")
@click.option(
    "--role",
    required=True,
    type=TermType(Role),
    metavar=TermType(Role).choices(),
    help=N_("What the account is for."),
)
@click.option("--department", metavar="NAME", help=N_("The department, for a clerk or a head."))
@click.option("--display-name", default="", metavar="TEXT", help=N_("The person as tables print it."))
@click.pass_obj
def _add(invocation: Invocation, name: str, role: Role, department: str | None, display_name: str) -> None:
    desk = invocation.desk_of(AccountKeepingDesk)
    code = department and code_at(desk, department)
    _print_password(invocation, name, desk.add_account(name, role, code, display_name=display_name))


@account.command("reset", help=N_("Replace a password by one for one use, and print it."))
@click.argument("name")
@click.pass_obj
def _reset(invocation: Invocation, name: str) -> None:
    _print_password(invocation, name, invocation.desk_of(AccountKeepingDesk).reset_account(name))


@account.command(
    "password",
    help=N_(
        "Choose a new password for the account named with --account. It is asked for twice, or taken from"
        " TIANBAO_NEW_PASSWORD."
    ),
)
@click.pass_obj
def _password(invocation: Invocation) -> None:
    invocation.change_password()
    invocation.printer.say(N_("The password of {name} was changed."), name=invocation.account)


def _print_password(invocation: Invocation, name: str, password: str) -> None:
    invocation.printer.line(f"{name}  {password}")
    invocation.printer.note(
        N_("This password is for one use and is shown only here; a new one is chosen at the first sign-in.")
    )


@account.command("disable", help=N_("Let nobody sign in with an account; what it did stays attributed to it."))
@click.argument("name")
@click.pass_obj
def _disable(invocation: Invocation, name: str) -> None:
    desk, printer = invocation.desk_of(AccountKeepingDesk), invocation.printer
    left = desk.preview_disabling(name)
    desk.disable_account(name)
    printer.say(N_("{name} can't sign in any more."), name=name)
    if left.sentence is not None:
        printer.note(left.sentence.message, **left.sentence.fields)


@account.command("enable", help=N_("Let an account sign in again."))
@click.argument("name")
@click.pass_obj
def _enable(invocation: Invocation, name: str) -> None:
    invocation.desk_of(AccountKeepingDesk).enable_account(name)
    invocation.printer.say(N_("{name} can sign in again."), name=name)


for _each in (keys, add_key, remove_key, unlock):
    account.add_command(_each)
