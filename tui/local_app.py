"""The app at the host's own terminal: on our driver, drawn for what the terminal says of itself.

Its first page stands before the installation is open: the program that reads a plan and keeps books takes as long to
load as the page, and is loaded while somebody types a name and a password.
"""

from __future__ import annotations

import gc
import os
import threading
from typing import TYPE_CHECKING

from textual import work

from departments.refusals import Damage, Refusal
from tui.app import TianbaoApp
from tui.background import aside
from tui.fault_keeping import FaultKeepingApp
from tui.local_driver import LocalDriver
from tui.terminal_kinds import facts_from

if TYPE_CHECKING:
    from pathlib import Path

    from departments.desks import Desk, Office
    from tui.changes import Watch
    from tui.language import Language

_UNTIL_THE_PAGE_IS_OUT = 0.05
"""Seconds: loading a program leaves the thread that writes to the terminal little of the processor."""


class LateOffice:
    """The office of a data directory that is opened at the first need, by whoever needs it first."""

    def __init__(self, data: Path) -> None:
        """Args: the data directory."""
        self._data = data
        self._opening = threading.Lock()
        self._office: Office | None = None

    def opened(self) -> Office:
        """The office.

        Raises:
            Damage, Refusal: there is no installation, or it can't be read.
        """
        from tui.wiring import open_office

        with self._opening:
            if self._office is None:
                self._office = open_office(self._data)
            return self._office

    def watch(self) -> Watch:
        """What shows that somebody writes in its books.

        Raises:
            Damage, Refusal: there is no installation, or it can't be read.
        """
        from tui.wiring import watch

        self.opened()
        return watch(self._data)

    def sign_in(self, account: str, password: str) -> Desk:
        """The desk of the account; raises what the office raises, and what :meth:`opened` does."""
        return self.opened().sign_in(account, password)

    def change_password(self, account: str, password: str, new_password: str) -> Desk:
        """The desk of the account, with a new password; raises what the office raises, and what :meth:`opened` does."""
        return self.opened().change_password(account, password, new_password)


class LocalApp(FaultKeepingApp, TianbaoApp):
    """One person's app on the host."""

    def __init__(self, office: LateOffice, language: Language) -> None:
        """Args: the office that signs in, and the language that is asked for."""
        super().__init__(office, language, terminal=facts_from(os.environ))
        self.driver_class = LocalDriver
        self._late_office = office
        self.trouble: Refusal | Damage | None = None
        """Why the installation could not be opened."""

    def on_ready(self) -> None:
        """Let the page go out to the terminal, and open the office behind it."""
        self.set_timer(_UNTIL_THE_PAGE_IS_OUT, self._open_office)

    @work
    async def _open_office(self) -> None:
        """Open the office; without one there is nothing to sign in to."""
        try:
            watch = await aside(self._late_office.watch)
        except (Refusal, Damage) as trouble:
            self.trouble = trouble
            self.exit()
        else:
            self.follow(watch)
        finally:
            gc.enable()


def show_app(data: Path, language: Language) -> None:
    """Run the app until the person leaves.

    Args:
        data: the installation.
        language: the one that is asked for.

    Raises:
        Damage, Refusal: the installation can't be opened.
        Exception: a mistake of ours ended the app.
    """
    office = LateOffice(data)
    if not data.is_dir():
        office.opened()
    app = LocalApp(office, language)
    app.run(mouse=False)
    if trouble := app.trouble or app.fault:
        raise trouble
