"""Choosing a new password, twice, where the old one was for one use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical
from textual.widgets import Static

from departments.accounts import MINIMUM_PASSWORD_LENGTH
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


class ChangePasswordScreen(Place):
    """The new password twice; then the desk."""

    CSS_PATH = "change_password.tcss"
    HAS_SETTINGS = False
    HELP = N_("Choose a password of at least eight characters that only you know.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("go_back")

    first = getters.query_one("#first", LineInput)
    second = getters.query_one("#second", LineInput)

    def __init__(self, office: FrontRoom, language: Language, account: str, password: str) -> None:
        """Args: the office, the language, and what was just typed on the sign-in page."""
        super().__init__(language)
        self._office = office
        self._account = account
        self._password = password
        self._is_changing = False

    @property
    def takes_keys(self) -> bool:
        """Not while the password is changed: an Enter too many would change it again, from one that is no more."""
        return not self._is_changing

    def compose_place(self) -> ComposeResult:
        """Two fields."""
        length = MINIMUM_PASSWORD_LENGTH
        what = self.say("This password was for one use. Choose a new one, at least {length} characters.", length=length)
        with Vertical(id="change-password"):
            yield Static(plain(what), classes="purpose")
            yield Static(plain(self.say("New password")), classes="label")
            yield LineInput(id="first", password=True, help=N_("At least eight characters; a short sentence is good."))
            yield Static(plain(self.say("The same again")), classes="label")
            yield LineInput(id="second", password=True, help=N_("The same password once more."))

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.title_line.show(self.say("TIANBAO"), self.say("New password for {account}", account=self._account))
        self.first.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Nobody is signed in here."""
        return action != "sign_out"

    @on(LineInput.Submitted, "#first")
    def go_to_second(self) -> None:
        """Enter in the first field."""
        self.set_focus(self.second)

    @on(LineInput.Submitted, "#second")
    def change(self) -> None:
        """Enter in the second field."""
        if self.first.value != self.second.value:
            self.tell(self.say("The two are not the same; type them again."), is_alarm=True)
            self.first.value = self.second.value = ""
            self.set_focus(self.first)
            return
        self._change(self.first.value)

    def action_go_back(self) -> None:
        """Back to the sign-in page, with the old password still in force."""
        self.dismiss("")

    @work(exclusive=True, group="change_password")
    async def _change(self, new: str) -> None:
        self._is_changing = True
        verb = partial(self._office.change_password, self._account, self._password, new)
        desk = await answer(self, verb)
        if desk is None:
            self._is_changing = False
            self.first.value = self.second.value = ""
            self.set_focus(self.first)
            return
        app = self.app
        self.dismiss("")
        app.post_message(SignedIn(desk))
