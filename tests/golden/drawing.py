"""Going through the scenes: each is drawn in sixteen colours and in monochrome ASCII, small and large."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from attrs import asdict, field, frozen
from rich.cells import cell_len
from rich.color import ColorType
from textual._compositor import Compositor

from departments.desks import account_keeping
from departments.settings import Ascii, Colours, Settings
from tests.golden.asking import ABOUT_COLOURS, promises_nothing_keeps, said_by_colour_alone, stumbling_blocks
from tests.golden.frame import Frame
from tests.golden.office import NOW, a_round
from tests.golden.scenes import SCENES
from tests.tui.app.conftest import LARGE, SMALL, Hands
from tests.tui.stillness import quick_pilots
from tui import wiring
from tui.app import TianbaoApp
from tui.language import LANGUAGES, speak
from tui.messages import SettingsChosen

if TYPE_CHECKING:
    from rich.style import Style

    from tests.golden.office import Round
    from tests.golden.scenes import Scene, Step

FRAMES = Path(__file__).parent
SHOWN_ONCE = "abcd-efgh-jkmn-pqrs"
"""The password that a new account is given."""
SIXTEEN, ASCII = "16 colours", "monochrome ASCII"
LOOKS = {SIXTEEN: Settings(), ASCII: Settings(colours=Colours.MONO, ascii=Ascii.ON)}


@frozen
class Drawn:
    """What came of the scenes of one language."""

    pages: dict[str, str] = field(factory=dict)
    """The text of each scene's file, by title."""
    wrong: dict[str, list[str]] = field(factory=dict)
    """What a terminal was sent that it hasn't got, by title."""
    promised: dict[str, list[str]] = field(factory=dict)
    """What help names that isn't there, by title; asked in Chinese."""
    stumbling: dict[str, list[str]] = field(factory=dict)
    """What an English reader stumbles over in a small terminal, by title."""
    coloured: dict[str, list[str]] = field(factory=dict)
    """What is said by a colour alone, by title."""
    visited: dict[str, str] = field(factory=dict)
    """Module under ``tui`` and class of the page of each scene, by title."""
    fault: str = ""
    """Where and how the walk broke off."""

    def as_json(self) -> str:
        """All of it, for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> Drawn:
        """What another process has drawn.

        Raises:
            AssertionError: that process didn't come to the end.
        """
        drawn = cls(**json.loads(text))
        assert not drawn.fault, drawn.fault
        return drawn


def file_of(language: str, title: str) -> Path:
    """Where the frames of a scene lie."""
    return FRAMES / language / f"{title}.txt"


def draw(language: str) -> Drawn:
    """Draw every scene in a language; the frames in between, which nobody sees, are left out.

    A practice looks at the real clock, and a new password is a matter of chance: both stand still here.
    """
    with (
        quick_pilots(),
        patch.object(Compositor, "render_update", return_value=None),
        patch.object(account_keeping, "new_one_time_password", return_value=SHOWN_ONCE),
        patch.object(wiring, "now", return_value=NOW),
    ):
        return asyncio.run(_draw(language))


async def _draw(language: str) -> Drawn:
    drawn, round_ = Drawn(), a_round()
    for who, desk in round_.desks.items():
        app: Any = TianbaoApp(round_.office, speak(language), desk=desk)
        at = who
        try:
            async with app.run_test(size=SMALL) as pilot:
                hands = Hands(pilot)
                await hands.settle()
                for scene in (each for each in SCENES if each.who == who):
                    at = scene.title
                    await going(hands, scene.there, round_)
                    await _look(hands, scene, drawn, language)
                    await going(hands, scene.back, round_)
        except Exception as fault:
            fault.add_note(f"at the scene {at}, {language}")
            raise
    return drawn


async def going(hands: Hands, steps: tuple[Step, ...], round_: Round) -> None:
    """Press keys, type, and let others do what they do meanwhile.

    Args:
        hands: whose keyboard.
        steps: one after the other.
        round_: the office in which others do something.
    """
    for step in steps:
        if not isinstance(step, str):
            step(round_)
        else:
            await (hands.type(step[1:]) if step.startswith("=") else hands.press(step))


async def _look(hands: Hands, scene: Scene, drawn: Drawn, language: str) -> None:
    """Draw one scene in both looks and both sizes, ask of it what is asked, and leave the app as it was."""
    screen = type(hands.app.screen)
    drawn.visited[scene.title] = f"{screen.__module__.removeprefix('tui.')}:{screen.__name__}"
    if language == "en":
        _note(drawn.stumbling, scene, stumbling_blocks(hands))
    frames = []
    for size, looks in zip(scene.sizes, ((SIXTEEN, ASCII), (ASCII, SIXTEEN)), strict=True):
        await _resize(hands, size)
        for look in looks:
            await hands.app.on_settings_chosen(SettingsChosen(LOOKS[look]))
            frame = Frame(hands.app.screen._compositor.render_strips())
            frames.append((size, look, frame.told()))
            _note(drawn.wrong, scene, _wrong(frame, look))
            if look == SIXTEEN and scene.title != ABOUT_COLOURS:
                _note(drawn.coloured, scene, said_by_colour_alone(frame, speak(language)))
    if language == "zh":
        await _resize(hands, LARGE)
        _note(drawn.promised, scene, await promises_nothing_keeps(hands, scene))
    await _resize(hands, SMALL)
    frames.sort(key=lambda each: (each[0], each[1] != SIXTEEN))
    drawn.pages[scene.title] = "\n".join(
        f"== {width}x{height}, {look}\n{told}\n" for (width, height), look, told in frames
    )


async def _resize(hands: Hands, size: tuple[int, int]) -> None:
    if hands.app.size != size:
        await hands.pilot.resize_terminal(*size)
        await hands.settle()


def _note(where: dict[str, list[str]], scene: Scene, found: list[str]) -> None:
    """Keep what was found, if anything."""
    if found:
        where.setdefault(scene.title, []).extend(found)


def _wrong(frame: Frame, look: str) -> list[str]:
    """Colours that the look hasn't got, and signs that aren't ASCII where they have to be."""
    kinds = (ColorType.DEFAULT, ColorType.STANDARD) if look == SIXTEEN else ()
    wrong = [
        f"{look}: {each}" for each in {one.style for one in frame.segments if one.style} if _has_other(each, kinds)
    ]
    if look == ASCII:
        signs = {sign for each in frame.segments for sign in each.text if not sign.isascii() and cell_len(sign) == 1}
        wrong += [f"{look}: {sign}" for sign in sorted(signs)]
    return wrong


def _has_other(style: Style, kinds: tuple[ColorType, ...]) -> bool:
    colours = (each for each in (style.color, style.bgcolor) if each)
    return any(each.type not in kinds for each in colours) or bool(style.blink or style.link)


def write() -> int:
    """Draw everything and keep it; how many files are different now."""
    changed = 0
    for language in LANGUAGES:
        drawn = draw(language)
        for path in (FRAMES / language).glob("*.txt"):
            if path.stem not in drawn.pages:
                path.unlink()
                changed += 1
        for title, text in drawn.pages.items():
            path = file_of(language, title)
            path.parent.mkdir(exist_ok=True)
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                changed += 1
    return changed
