"""A person's own keys: which there are to choose from, what collides with what, and what is in force.

Everything that names a key — the key line, help, the list of keys — asks the page what sets an action off, so that a
changed key is changed everywhere; a sentence names a key by its action, and :class:`KeyedLanguage` fills in what holds.
F1, Esc and Enter always do what they do: nobody loses the way to help, or back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen
from textual.binding import Binding
from textual.screen import ModalScreen

from tui.actions import ACTIONS, Action, action, key_name
from tui.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import ActiveBinding
    from textual.screen import Screen

    from departments.desks import Desk

CHOICES = (
    *(f"f{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 12)),
    *(f"ctrl+{letter}" for letter in "bglnoprt"),
)
"""Keys that a person may give to an action: none that a terminal, an input method or a field keeps for itself."""
REQUIRED = frozenset({"f1", "escape", "enter"})
"""Keys that keep their actions, and that no other action gets."""
EVERYWHERE = ("show_palette", "show_settings", "quit_app")
"""Actions of the app itself, possible on every page but not in a dialog."""
_NAMED = re.compile(r"{key_(\w+)}")


@frozen
class PageKeys:
    """Which actions a page has."""

    name: str
    """What the page is called, in English."""
    actions: tuple[Action, ...]


@frozen
class Clash:
    """One key for two actions of a page."""

    page: str
    key: str
    one: Action
    other: Action


def page_keys(name: str, page: type[Screen[Any]]) -> PageKeys:
    """The actions of a page, those that it inherits included.

    Args:
        name: what the page is called.
        page: its class.
    """
    ids: list[str] = [] if issubclass(page, ModalScreen) else list(EVERYWHERE)
    for each in page.__mro__:
        bindings = vars(each).get("BINDINGS", ())
        ids += [one.id for one in bindings if isinstance(one, Binding) and one.id and action(one.id)]
    return PageKeys(name, tuple(each for each in ACTIONS if each.id in ids))


def keys_of(each: Action, own: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action, the one that is shown first.

    Args:
        each: the action.
        own: the person's key map.
    """
    key = own.get(each.id)
    if key not in CHOICES:
        return each.keys
    kept = each.keys if each.keys[0] in REQUIRED else each.keys[1:]
    return (key, *(other for other in kept if other != key))


def clashes(own: Mapping[str, str], pages: Iterable[PageKeys]) -> list[Clash]:
    """What a key map brings together that was apart: each page's actions that share a key and didn't before."""
    found = []
    for page in pages:
        for place, one in enumerate(page.actions):
            for other in page.actions[place + 1 :]:
                shared = set(keys_of(one, own)) & set(keys_of(other, own)) - (set(one.keys) & set(other.keys))
                found += [Clash(page.name, key, one, other) for key in sorted(shared)]
    return found


def in_force(own: Mapping[str, str], pages: Iterable[PageKeys]) -> dict[str, str]:
    """The part of a key map that holds: without actions and keys that are none, and without what collides.

    A newer version may have given a key away that somebody had chosen; then theirs gives way.
    """
    holds = {each: key for each, key in own.items() if action(each) is not None and key in CHOICES}
    pages = tuple(pages)
    while found := clashes(holds, pages):
        for clash in found:
            holds.pop(clash.one.id, None)
            holds.pop(clash.other.id, None)
    return holds


def keymap_of(own: Mapping[str, str]) -> dict[str, str]:
    """The key map in the form that the app's bindings take it."""
    changed = (each for each in ACTIONS if each.id in own)
    return {each.id: ",".join(keys_of(each, own)) for each in changed}


def own_keymap(own: Mapping[str, str], desk: Desk) -> dict[str, str]:
    """The key map of somebody at this desk in the form that the app's bindings take it, as far as it holds.

    Args:
        own: what the person has chosen.
        desk: whose pages are looked at for what collides.
    """
    if not own:
        return {}
    from tui.pages import pages_of

    return keymap_of(in_force(own, (page_keys(each.name, each.load()) for each in pages_of(desk))))


def first_key(action_id: str, keymap: Mapping[str, str]) -> str:
    """The key of an action that is named to somebody with this key map.

    Args:
        action_id: the action's.
        keymap: what holds, in the form of :func:`keymap_of`.
    """
    each = action(action_id)
    assert each is not None  # noqa: S101 - there are no others
    return keymap.get(action_id, each.keys[0]).partition(",")[0]


@frozen(eq=False)
class KeyedLanguage(Language):
    """A language at somebody's keyboard: ``{key_save_report}`` in a sentence is the key that saves there now."""

    keymap: Callable[[], Mapping[str, str]]
    """What holds at this moment, in the form of :func:`keymap_of`; asked whenever a sentence names a key."""

    def say(self, message: str, **fields: Any) -> str:  # noqa: ANN401 - whatever a sentence names
        """The message in this language, with its fields and the keys that it names filled in.

        Args:
            message: the English text, to the letter as it stands in the catalogue.
            **fields: what fills its other braces.
        """
        keys = {f"key_{each}": key_name(first_key(each, self.keymap()), self) for each in _NAMED.findall(message)}
        return super().say(message, **fields, **keys)


def keys_here(active: Iterable[ActiveBinding]) -> dict[str, list[str]]:
    """What sets an action off on a page now, by the action's id; the key that is shown first."""
    keys: dict[str, list[str]] = {}
    for _, binding, is_enabled, _ in active:
        if is_enabled and binding.id:
            keys.setdefault(binding.id, []).append(binding.key)
    return keys


def actions_here(active: Iterable[ActiveBinding]) -> list[tuple[Action, list[str]]]:
    """The actions that are possible on a page now, in the order of their table, each with what sets it off."""
    keys = keys_here(active)
    return [(each, keys[each.id]) for each in ACTIONS if each.id in keys]
