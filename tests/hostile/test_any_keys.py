"""Whatever is typed, in whatever order and however fast, while others work: the app answers, and no session ends."""

from __future__ import annotations

import asyncio
import unicodedata
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste, Resize
from textual.geometry import Size

from departments.desks import ClerkDesk, CoordinatorDesk
from departments.refusals import Refusal
from tests.building import FIRMS, JOBS, JULY, JUNE, a_report, saved
from tests.golden.meanwhile import a_whole_form_comes, form_comes, workbooks_come
from tests.golden.office import CLERK, COORDINATOR, HEAD, READER, Round, a_round
from tests.golden.scenes import SCENES
from tests.hostile.attacks import ESCAPES
from tests.people import back_at, signed_in
from tests.tui.app.conftest import LARGE, SMALL, Hands
from tui.app import TianbaoApp
from tui.dialogs.confirm import ConfirmDialog
from tui.language import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.events import Event

BURSTS, LONGEST = 6, 24
"""How often keys come, and how many of them at most without any time between."""
KEYS = (
    *(f"f{number}" for number in range(1, 12)),
    *("enter", "enter", "enter", "escape", "escape", "tab", "tab", "shift+tab", "up", "down", "left", "right"),
    *("home", "end", "pageup", "pagedown", "backspace", "delete", "ctrl+z", "ctrl+y", "ctrl+o"),
    *"1234567890/?[]、／【】.axj万亿新增就业区人社局 ",
)
PASTES = ("12800", "多行\n文字", "长" * 2000, "", "[/][link=x]", *ESCAPES.values())
SIZES = (SMALL, SMALL, LARGE, (79, 24), (1, 1), (300, 80))


class Others:
    """Colleagues in the same department and another coordinator, who go on with their work."""

    def __init__(self, round_: Round, chance: Random) -> None:
        self._round, self._chance = round_, chance
        self._coordinator = signed_in(round_.office, "coordinator.second", CoordinatorDesk)
        self._colleague = signed_in(round_.office, "rsj.second", ClerkDesk, "rsj")
        self._elsewhere = back_at(round_.office, "kjj", ClerkDesk)

    def act(self) -> None:
        """Do one thing, if it can be done."""
        each = self._chance.choice(tuple(self._acts()))
        try:
            each()
        except Refusal:
            return

    def _acts(self) -> Iterator[Callable[[], object]]:
        coordinator, colleague, elsewhere = self._coordinator, self._colleague, self._elsewhere
        figure = self._chance.randrange(12000)
        yield lambda: saved(colleague, a_report(values={f"{JOBS}.1": figure}))
        yield lambda: colleague.keep_draft(JUNE, JOBS, {"progress": f"{figure}"})
        yield lambda: colleague.submit_report(JUNE, JOBS, based_on=colleague.report(JUNE, JOBS).revision)
        yield lambda: elsewhere.withdraw_report(JUNE, FIRMS, based_on=elsewhere.report(JUNE, FIRMS).revision)
        yield lambda: coordinator.return_report(JUNE, JOBS, "退回", based_on=coordinator.report(JUNE, JOBS).revision)
        yield lambda: coordinator.approve_report(JUNE, JOBS, based_on=coordinator.report(JUNE, JOBS).revision)
        yield lambda: coordinator.urge_departments(JUNE)
        yield lambda: coordinator.close_period(JUNE, with_unreviewed=True)
        yield lambda: coordinator.open_period(JUNE, reason="补报")
        yield lambda: coordinator.reassign_commitment(JOBS, lead="wjw", supporting=(), reason="调整", since=JULY)
        for deliver in (form_comes, a_whole_form_comes, workbooks_come):
            yield partial(deliver, self._round)


def pressed(name: str) -> Key:
    """A key as a terminal sends it."""
    if len(name) > 1:
        return Key(name, None)
    return Key(unicodedata.name(name).lower().replace(" ", "_").replace("-", "_"), name)


def some_keys(who: str, chance: Random) -> Iterator[Event]:
    """What somebody types at once: keys that lead to a page or none, and any others."""
    if chance.random() < 0.6:
        scene = chance.choice([each for each in SCENES if each.who == who and each.there])
        for step in scene.there:
            if isinstance(step, str):
                yield from map(pressed, step[1:] if step.startswith("=") else [step])
    for _ in range(chance.randrange(LONGEST)):
        if chance.random() < 0.06:
            yield Paste(chance.choice(PASTES))
        else:
            yield pressed(chance.choice(KEYS))


async def answers(hands: Hands) -> None:
    """Wait until everything that was typed is taken, and app and page answer."""
    app = hands.app
    await hands.until(lambda: not app._type_ahead.waiting and getattr(app.screen, "takes_keys", True), "the page")
    page, has_answered = app.screen, [asyncio.Event(), asyncio.Event()]
    app.call_later(has_answered[0].set)
    page.call_later(has_answered[1].set)
    await hands.until(has_answered[0].is_set, "the app")
    await hands.until(lambda: has_answered[1].is_set() or app.screen is not page, "its page")


def resize(app: TianbaoApp, size: tuple[int, int]) -> None:
    """Give the terminal another size, and wait for nothing."""
    app._driver._size = Size(*size)  # type: ignore[union-attr]
    app.post_message(Resize(Size(*size), Size(*size)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("who", [CLERK, HEAD, COORDINATOR, READER])
async def test_the_app_answers_whatever_is_typed(who: str, language: str) -> None:
    """Keys, pastes and sizes at once, from the first page on; Esc leads back from wherever that ends."""
    chance = Random(f"{who} {language}")  # noqa: S311 - no secret
    round_ = a_round()
    others = Others(round_, chance)
    app = TianbaoApp(round_.office, speak(language), desk=round_.desks[who])
    async with app.run_test(size=SMALL) as pilot:
        hands = Hands(pilot)
        for _ in range(BURSTS):
            for event in some_keys(who, chance):
                app.post_message(event)
                if chance.random() < 0.05:
                    resize(app, chance.choice(SIZES))
            others.act()
            app.post_change(("office", "rsj", "kjj"))
            await answers(hands)
        resize(app, SMALL)
        await hands.until(lambda: app.screen.size == SMALL, "room")
        for _ in range(100):
            await answers(hands)
            if len(app.screen_stack) == 1:
                break
            # Whoever has typed something is asked: 2 and Enter lose it.
            losing = "enter" if hands.is_at(ConfirmDialog) else "2"
            app.post_message(pressed(chance.choice(["escape", "escape", losing])))

        assert len(app.screen_stack) == 1
        app.exit()
        await app.task
