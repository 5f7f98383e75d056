"""The app at the host's own terminal: on our driver, drawn for what the terminal says of itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui.app import TianbaoApp
from tui.local_driver import LocalDriver
from tui.terminal_kinds import facts_from
from tui.wiring import watch

if TYPE_CHECKING:
    from pathlib import Path

    from departments.desks import Office
    from tui.language import Language


def show_app(office: Office, language: Language, data: Path) -> None:
    """Run the app until the person leaves.

    Args:
        office: signs in.
        language: the one that is asked for.
        data: the installation that the office belongs to.
    """
    app = TianbaoApp(office, language, terminal=facts_from(os.environ), watch=watch(data))
    app.driver_class = LocalDriver
    app.run()
