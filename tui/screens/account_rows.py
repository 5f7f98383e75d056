"""The accounts as rows: who may sign in, as what, and when each last did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from departments.accounts import Role
from departments.wording import N_
from tui.widgets.found_table import Finder
from tui.widgets.row_table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.desks.account_keeping import AccountView
    from departments.directory import Directory
    from tui.language import Language

WIDE = 120
_NAME_WIDTH = 24


def account_columns(width: int, language: Language) -> tuple[Column, ...]:
    """The columns that fit."""
    say, is_wide = language.say, width >= WIDE
    signed_in, one_time = say(N_("Last sign-in")), say(N_("one-time password"))
    return (
        Column(say("Account"), 20 if is_wide else 12),
        Column(say(N_("Person")), 0, most=_NAME_WIDTH),
        Column(say(N_("Role")), max(cell_len(language.term(each)) for each in Role)),
        Column(say("Department"), 16 if is_wide else 10),
        Column(signed_in, 16 if is_wide else max(cell_len(signed_in), 11)),
        Column(say(N_("Remark")), 30 if is_wide else max(cell_len(one_time), 14)),
    )


def account_rows(views: Sequence[AccountView], directory: Directory, width: int, language: Language) -> tuple[Row, ...]:
    """A row an account."""
    return tuple(_row(view, directory, width, language) for view in views)


def found_by(views: Sequence[AccountView], directory: Directory, language: Language) -> Finder:
    """What each account is found by: name, person, role, department. Reads Pinyin: not for the event loop."""
    accounts = [view.account for view in views]
    texts = {
        each.name: (
            each.name,
            each.display_name,
            language.term(each.role),
            directory[each.department].short_name if each.department else "",
        )
        for each in accounts
    }
    return Finder.of(texts, people=(each.display_name for each in accounts), readings=directory.readings)


def _row(view: AccountView, directory: Directory, width: int, language: Language) -> Row:
    account = view.account
    when = "%Y-%m-%d %H:%M" if width >= WIDE else "%m-%d %H:%M"
    return Row(
        account.name,
        (
            Cell(account.name, "muted" if account.is_disabled else ""),
            Cell(account.display_name),
            Cell(language.term(account.role)),
            Cell(directory[account.department].short_name if account.department else ""),
            Cell(f"{view.last_sign_in:{when}}" if view.last_sign_in else language.say(N_("never"))),
            _remark(view, language),
        ),
    )


def _remark(view: AccountView, language: Language) -> Cell:
    say = language.say
    if view.account.is_disabled:
        return Cell(say(N_("disabled")), "alarm-text")
    parts = [
        say(N_("locked until {time}"), time=f"{view.locked_until:%H:%M}") if view.locked_until else "",
        say(N_("wrong passwords: {count}"), count=view.failed_tries) if view.failed_tries else "",
        say(N_("one-time password")) if view.has_one_time_password else "",
    ]
    tone = "alarm-text" if view.locked_until else "slightly-behind" if view.failed_tries else ""
    return Cell("  ".join(part for part in parts if part), tone)
