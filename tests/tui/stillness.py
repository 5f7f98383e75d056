"""When nothing more comes by itself of what a person did: asked of the event loop, and of no clock.

Textual's own test waits until its process has had little time of the processor for a fiftieth of a second. That is long
where there is nothing to wait for, and too short where a loaded machine gives the process none.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from textual._context import active_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App

_ROUNDS = 3
"""How often in a row nothing may be left to do: a thread's answer comes through the loop's own line."""
_MOMENT = 0.001


async def until_still(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until every task waits for something else than its turn, and what is put off until the next frame is done.

    Args:
        min_sleep: as Textual has it; nothing has to be waited for.
        max_sleep: seconds after which an app that never gets still is looked at all the same.
    """
    del min_sleep
    loop: Any = asyncio.get_running_loop()
    until, still = monotonic() + max_sleep, 0
    while still < _ROUNDS and monotonic() < until:
        app = active_app.get(None)
        # An app that holds back its drawing does so for a moment, and a clock of its own ends it.
        await asyncio.sleep(_MOMENT if app and app._batch_count else 0)
        still = 0 if loop._ready or (app and app._batch_count) else still + 1
        if still == _ROUNDS and app and _goes_on(app):
            still = 0


def _goes_on(app: App[Any]) -> bool:
    """Let the app do what it puts off until the next frame, a new size and drawing; whether there was anything."""
    if app._resize_timer is not None:
        app._check_resize()
        return True
    if not app._screen_stack:
        return False
    page = app.screen
    is_due = page._layout_required or page._scroll_required or page._repaint_required
    if not (is_due or page._dirty_widgets or page._callbacks):
        return False
    page._on_timer_update()
    return True


@contextmanager
def quick_pilots() -> Iterator[None]:
    """Let Textual's pilots wait in this way."""
    with ExitStack() as stack:
        for where in ("textual.app", "textual.pilot"):
            stack.enter_context(patch(f"{where}.wait_for_idle", until_still))
        yield
