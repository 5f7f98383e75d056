"""Every page looks as it did when somebody last looked at it.

In both languages, small and large, in sixteen colours and in monochrome ASCII.

A page that was changed on purpose is drawn anew with ``make frames``, looked at, and committed with the change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.golden.drawing import FRAMES, file_of
from tests.golden.scenes import SCENES
from tui.language import LANGUAGES
from tui.pages import FOR_ALL, FOR_DEPARTMENTS, FOR_THE_COMMISSION

if TYPE_CHECKING:
    from tests.golden.conftest import Look

TITLES = [each.title for each in SCENES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", TITLES)
def test_a_page_looks_as_it_did(drawn: Look, language: str, title: str) -> None:
    """To the letter and to the colour, in its four frames."""
    expected = file_of(language, title).read_text("utf-8")

    assert drawn(language).pages[title] == expected, "if this was meant: make frames, and look at what is different"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_sends_what_its_terminal_has_not(drawn: Look, language: str) -> None:
    """Sixteen colours or none, no blink, no link, and in ASCII mode nothing but ASCII and Chinese."""
    assert drawn(language).wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_by_a_colour_alone(drawn: Look, language: str) -> None:
    """Whoever can't tell red from green, and whoever prints a page, reads the same."""
    assert drawn(language).coloured == {}


def test_every_page_is_drawn(drawn: Look) -> None:
    """Whatever can be shown to anybody."""
    homes = {each.home for each in (*FOR_ALL, *FOR_DEPARTMENTS, *FOR_THE_COMMISSION)}

    assert homes - set(drawn("zh").visited.values()) == set()


def test_there_is_no_frame_of_a_page_that_is_gone() -> None:
    """Every file belongs to a scene."""
    kept = {(path.parent.name, path.stem) for path in FRAMES.glob("*/*.txt")}

    assert kept == {(language, title) for language in LANGUAGES for title in TITLES}
