"""What a key sets off, told from its beginning to its end: ask, do, tell. One at a time on a page.

Most stories ask something or open a page, and what is typed meanwhile is for that: keys wait. An errand asks nothing,
and whoever has sent for a workbook goes on working.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from tui.screens.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

P = TypeVar("P", bound=Place)
Args = ParamSpec("Args")

_GROUP = "story"


def is_telling(place: Place) -> bool:
    """Whether a story of the page hasn't come to its end."""
    return any(each.group == _GROUP and each.node is place and not each.is_finished for each in place.workers)


def errand(told: Callable[Concatenate[P, Args], Coroutine[Any, Any, None]]) -> Callable[Concatenate[P, Args], None]:
    """An action that is told by itself: a key pressed meanwhile sets off no other, so that none is broken off."""

    @wraps(told)
    def begin(place: P, /, *args: Args.args, **kwargs: Args.kwargs) -> None:
        if not is_telling(place):
            place.run_worker(told(place, *args, **kwargs), group=_GROUP)

    return begin


def story(told: Callable[Concatenate[P, Args], Coroutine[Any, Any, None]]) -> Callable[Concatenate[P, Args], None]:
    """An errand that asks or opens something: keys wait for that, and until all of it is told."""

    async def held(place: P, /, *args: Args.args, **kwargs: Args.kwargs) -> None:
        try:
            await told(place, *args, **kwargs)
        finally:
            place.is_asking = False

    run = errand(wraps(told)(held))

    @wraps(told)
    def begin(place: P, /, *args: Args.args, **kwargs: Args.kwargs) -> None:
        place.is_asking = place.is_asking or not is_telling(place)
        run(place, *args, **kwargs)

    return begin
