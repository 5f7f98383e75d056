"""Leaving pages for another one: each as Esc leaves it, so that nothing that is half typed or half decided is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dialogs.choose import Choice, ChooseDialog
from tui.screens.place import Place
from tui.screens.story import is_telling

if TYPE_CHECKING:
    from tui.destinations import Open


def open_over(base: Place, open_: Open) -> None:
    """Leave every page above one, and open another over it; whoever is asked by one of them and stays goes nowhere.

    Args:
        base: the page that stays, the first of its place.
        open_: opens the other one.
    """
    top = base.app.screen
    if top is base:
        base.run_worker(open_(), group="open", exclusive=True)
    elif isinstance(top, Place) and not is_telling(top):
        top.leave_for(lambda: _leave(top, base, open_))


def _leave(top: Place, base: Place, open_: Open) -> None:
    """Go one page down; not awaited, since one who is cancelled while a page goes away would stop the page's end."""
    top.dismiss("")
    open_over(base, open_)


async def what_becomes_of_typed(page: Place) -> str | None:
    """Ask whoever leaves a page with text that isn't saved: ``save``, ``discard``, or None to stay.

    Args:
        page: the one with the text.
    """
    choices = [
        Choice("save", page.say("Save and leave")),
        Choice("discard", page.say("Leave without saving: what was typed is lost")),
        Choice("stay", page.say("Stay here")),
    ]
    dialog = ChooseDialog(page.language, page.say("There is text that is not saved"), choices)
    chosen = await page.app.push_screen_wait(dialog)
    return None if chosen == "stay" else chosen
