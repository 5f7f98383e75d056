"""The first page: account and password, and one answer for everything that isn't right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical
from textual.widgets import Static

from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.messages import SignedIn
from tui.screens.place import Place
from tui.terminal_safety import plain
from tui.widgets.fields import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.language import Language
    from tui.screens.places import FrontRoom


class SignInScreen(Place):
    """Account and password; the check runs off the loop."""

    CSS_PATH = "sign_in.tcss"
    HAS_SETTINGS = False
    WIDTHS = ()
    HELP = N_("Type your account, Enter, your password, Enter. The coordinator gives a new password.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("check_terminal", "leave_app")

    account = getters.query_one("#account", LineInput)
    password = getters.query_one("#password", LineInput)

    def __init__(self, office: FrontRoom, language: Language) -> None:
        """Args: the office that signs in, and the language."""
        super().__init__(language)
        self._office = office
        self._is_signing_in = False

    @property
    def takes_keys(self) -> bool:
        """Not while somebody is being signed in: what is typed meanwhile is for the desk."""
        return not self._is_signing_in

    def compose_place(self) -> ComposeResult:
        """Two fields under the name of the app."""
        with Vertical(id="sign-in"):
            yield Static(plain(self.say("TIANBAO")), classes="name")
            yield Static(plain(self.say("Reporting on the annual plan")), classes="purpose")
            yield Static(plain(self.say("Account")), classes="label")
            yield LineInput(id="account", help=N_("The name of your account, as the coordinator gave it to you."))
            yield Static(plain(self.say("Password")), classes="label")
            yield LineInput(id="password", password=True, help=N_("Your password; it isn't shown."))
            yield Static(plain(self.say("Enter goes on; forgotten passwords: ask the coordinator.")), classes="hint")

    def on_mount(self) -> None:
        """Begin at the account."""
        self.title_line.show(self.say("TIANBAO"), self.say("Sign in"))
        self.account.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Nobody is signed in here."""
        return action != "sign_out"

    def action_leave_app(self) -> None:
        """Leave the app."""
        self.app.exit()

    @on(LineInput.Submitted, "#account")
    def go_to_password(self) -> None:
        """Enter in the account's field, once there is an account in it."""
        if self._has_account():
            self.set_focus(self.password)

    @on(LineInput.Submitted, "#password")
    def sign_in(self) -> None:
        """Enter in the password's field."""
        if self._has_account():
            self._sign_in(self.account.value, self.password.value)
        else:
            self.set_focus(self.account)

    def _has_account(self) -> bool:
        """Whether an account was typed; asks for one where none was."""
        is_typed = bool(self.account.value.strip())
        self.tell("" if is_typed else self.say("Type your account first."), is_alarm=True)
        return is_typed

    @work(exclusive=True, group="sign_in")
    async def _sign_in(self, account: str, password: str) -> None:
        from departments.accounts import OneTimePassword
        from tui.screens.change_password import ChangePasswordScreen

        self._is_signing_in = True
        self.tell(self.say("Signing in ..."))
        try:
            desk = await answer(self, partial(self._office.sign_in, account, password), unless=(OneTimePassword,))
        except OneTimePassword:
            self.tell("")
            self.password.value = ""
            await self.app.push_screen(ChangePasswordScreen(self._office, self.language, account, password))
            self._is_signing_in = False
            return
        self.password.value = ""
        if desk is None:
            self._is_signing_in = False
        else:
            self.post_message(SignedIn(desk))
