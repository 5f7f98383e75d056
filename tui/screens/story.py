"""What a key sets off, told from its beginning to its end: ask, do, tell. One at a time on a page."""

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


def story(told: Callable[Concatenate[P, Args], Coroutine[Any, Any, None]]) -> Callable[Concatenate[P, Args], None]:
    """An action that is a story: a key pressed during one sets off nothing, so that none is broken off half-way."""

    @wraps(told)
    def begin(place: P, /, *args: Args.args, **kwargs: Args.kwargs) -> None:
        if not is_telling(place):
            place.run_worker(told(place, *args, **kwargs), group=_GROUP)

    return begin
