"""账号: who may sign in; adding, new one-time passwords, disabling, unlocking. Nobody reads a password here."""

from __future__ import annotations

from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from departments.accounts import Role
from departments.desks import CoordinatorDesk
from departments.desks.account_keeping import AccountView
from departments.history import Sought
from departments.periods import Calendar
from departments.plan import Plan
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.choose import Choice, ChooseDialog, choose_department
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import Field
from tui.screens.account_rows import account_columns, account_rows, found_by
from tui.screens.asking import ask_until_taken
from tui.screens.commission_list import CommissionList
from tui.screens.commission_place import ACCOUNTS
from tui.screens.history_rows import history_page
from tui.screens.story import errand, story
from tui.screens.text_page import TextPage
from tui.widgets.find_line import FindLine
from tui.widgets.found_table import Finder, FoundTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

NAME_HELP = N_("What is typed at sign-in: lower-case letters, digits, dots; for example rsj.li.")
PERSON_HELP = N_("The person as tables print them (填报人); may stay empty.")


@frozen
class Kept:
    """The accounts, read at one go."""

    calendar: Calendar
    plan: Plan
    views: tuple[AccountView, ...]
    finder: Finder


class AccountsScreen(CommissionList[CoordinatorDesk, Kept]):
    """The list of accounts."""

    CSS_PATH = "accounts.tcss"
    HELP = N_(
        "Who may sign in. Enter shows what was done to the chosen account, {key_add_account} adds one; what can be done"
        " with the chosen one stands below."
    )
    NAME = ACCOUNTS
    HAS_PERIOD = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "open_item", "add_account", "reset_account", "disable_account", "enable_account", "unlock_account"
    )

    def compose_page(self) -> ComposeResult:
        """The list; it says itself how long it is."""
        yield FindLine()
        yield FoundTable()

    def read_now(self) -> Kept:
        """The accounts."""
        desk = self.desk
        plan, views = desk.plan(), desk.account_views()
        return Kept(desk.calendar(), plan, views, found_by(views, plan.directory, self.language))

    def show_list(self, seen: Kept) -> None:
        """Show the accounts that are found."""
        width = self.size.width
        views = [each for each in seen.views if self.is_found(each.account.name)]
        rows = account_rows(views, seen.plan.directory, width, self.language)
        self.table.show(account_columns(width, self.language), rows)

    def on_row_table_highlighted(self) -> None:
        """What can be done depends on the account."""
        self.refresh_bindings()

    @property
    def _chosen(self) -> AccountView | None:
        views, name = self.seen.views if self.seen else (), self.chosen
        return next((each for each in views if each.account.name == name), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the chosen account's standing allows."""
        chosen = self._chosen
        is_disabled = chosen is not None and chosen.account.is_disabled
        match action:
            case "reset_account" | "disable_account":
                return chosen is not None and not is_disabled
            case "enable_account":
                return is_disabled
            case "unlock_account":
                return chosen is not None and chosen.failed_tries > 0
        return super().check_action(action, parameters)

    async def action_open_item(self) -> None:
        """Show what was done to the chosen account."""
        chosen = self._chosen
        if chosen is not None:
            name = chosen.account.name
            text = await answer(self, partial(history_page, self.desk, Sought(account=name), self.language))
            if text is not None:
                title = self.say("History of {what}", what=name)
                await self.app.push_screen(TextPage(self.language, title, text))

    # ── what the coordinator does with an account

    @story
    async def action_add_account(self) -> None:
        """Ask for role, department and names, and show the one-time password."""
        if self.seen is None:
            return
        directory, code = self.seen.plan.directory, None
        roles = [Choice(each.value, self.language.term(each)) for each in Role]
        role = await self.app.push_screen_wait(ChooseDialog(self.language, self.say("Which role?"), roles))
        if role is None:
            return
        if Role(role).has_department:
            choices = [choose_department(each) for each in directory.departments]
            question = self.say("Which department?")
            dialog = ChooseDialog(self.language, question, choices, readings=directory.readings)
            code = await self.app.push_screen_wait(dialog)
            if code is None:
                return
        whose = directory[code].short_name if code else ""
        title = self.say("A new account: {role} {department}", role=Role(role), department=whose)
        fields = [
            Field(self.say("Account"), self._free_name(code), NAME_HELP),
            Field(self.say("Person"), help=PERSON_HELP),
        ]

        def added(name: str, person: str) -> tuple[str, str]:
            return name, self.desk.add_account(name, Role(role), code, display_name=person)

        done = await ask_until_taken(self, title, fields, added)
        if done is not None:
            await self.read_and_show()
            self.table.choose(done[0])
            await self._show_password(*done)

    def _free_name(self, code: str | None) -> str:
        """A name that nobody has yet, proposed for a new account of the department."""
        taken = {each.account.name for each in self.seen.views} if self.seen else set()
        names = chain((code or "",), (f"{code}.{number}" for number in count(2)))
        return next(name for name in names if name not in taken)

    @story
    async def action_reset_account(self) -> None:
        """Give the chosen account a one-time password."""
        chosen = self._chosen
        if chosen is None:
            return
        name = chosen.account.name
        lines = [self.say("The old password no longer works; the new one is shown once.")]
        title = self.say("A new password for {name}?", name=name)
        if await self.app.push_screen_wait(ConfirmDialog(self.language, title, lines)):
            password = await answer(self, partial(self.desk.reset_account, name))
            if password is not None:
                await self.read_and_show()
                await self._show_password(name, password)

    async def _show_password(self, name: str, password: str) -> None:
        lines = [
            self.say("Account: {name}", name=name),
            self.say("One-time password: {password}", password=password),
            "",
            self.say(
                "Hand it over now; it is kept nowhere and can't be shown again. At the first sign-in the"
                " person chooses another one."
            ),
        ]
        await self.app.push_screen_wait(ConfirmDialog(self.language, self.say("One-time password"), lines))

    @story
    async def action_disable_account(self) -> None:
        """Let nobody sign in with the chosen account."""
        chosen = self._chosen
        if chosen is None:
            return
        name = chosen.account.name
        left = await answer(self, partial(self.desk.preview_disabling, name))
        if left is None:
            return
        lines = [self.say("What it did stays attributed to it; it can be enabled again.")]
        lines += [self.language.sentence(left.sentence)] if left.sentence else []
        if await self.app.push_screen_wait(ConfirmDialog(self.language, self.say("Disable {name}?", name=name), lines)):
            await self._do(partial(self.desk.disable_account, name), N_("{name} is disabled."), name)

    @errand
    async def action_enable_account(self) -> None:
        """Let the chosen account sign in again."""
        chosen = self._chosen
        if chosen is not None:
            name = chosen.account.name
            await self._do(partial(self.desk.enable_account, name), N_("{name} can sign in again."), name)

    @errand
    async def action_unlock_account(self) -> None:
        """Forget the chosen account's wrong passwords."""
        chosen = self._chosen
        if chosen is not None:
            name = chosen.account.name
            await self._do(partial(self.desk.unlock_account, name), N_("{name} can try again at once."), name)

    async def _do(self, verb: Callable[[], None], said: str, name: str) -> None:
        def done() -> bool:
            verb()
            return True

        if await answer(self, done):
            await self.read_and_show()
            self.tell(self.say(said, name=name))
