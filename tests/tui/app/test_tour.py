"""The tour: shown at the first sign-in of an account and never again by itself, but from help whenever one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.settings import Settings, Theme
from tests.building import CLINICS, JOBS, a_report, submitted
from tui.language import speak
from tui.screens.commitments import CommitmentsScreen
from tui.screens.tour import TourDialog
from tui.screens.tour_pages import CLERK_TOUR, HEAD_TOUR
from tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal

NEW = Settings(theme=Theme.DARK)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_new_clerk_is_shown_round_once(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, language: str, size: tuple[int, int]
) -> None:
    """Every page whole, forth and back; afterwards the list, and nothing at the next sign-in."""
    clerk_desk.keep_settings(NEW)
    async with at_terminal(clerk_desk, language=language, size=size, is_new=True) as hands:
        for number, page in enumerate(CLERK_TOUR, 1):
            whole = "".join(hands.page.replace("|", " ").split())

            assert f"{number}/5" in hands.page
            say = hands.at(TourDialog).say
            for line in (say(page.title), *say(page.text).split("\n")):
                assert "".join(line.split()) in whole

            if number == 2:
                await hands.press("left")

                assert "1/5" in hands.page

                await hands.press("right")
            is_last = number == len(CLERK_TOUR)
            goes_on, ends = {"zh": ("下一页", "开始使用"), "en": ("Next page", "To work")}[language]

            assert (ends if is_last else goes_on) in hands.page
            assert (goes_on if is_last else ends) not in hands.page

            await hands.press("enter")

        assert hands.is_at(CommitmentsScreen)
    assert (True, Theme.DARK) == (clerk_desk.settings().is_tour_seen, clerk_desk.settings().theme)
    async with at_terminal(clerk_desk, is_new=True) as hands:
        assert hands.is_at(CommitmentsScreen)


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", ("先选中它", "列表下方")), ("en", ("is chosen when the list opens", "below the list"))],
)
async def test_what_the_tour_says_of_a_returned_report_is_so(
    at_terminal: AtTerminal,
    june: Period,
    clerk_desk: ClerkDesk,
    coordinator_desk: CoordinatorDesk,
    language: str,
    told: tuple[str, str],
) -> None:
    """Its row stays where the plan has it and is the chosen one; why it came back stands below all rows."""
    sent = submitted(clerk_desk, a_report(CLINICS, department="rsj", assessment=None))
    coordinator_desk.return_report(june, CLINICS, "请补充次数", department="rsj", based_on=sent.revision)
    said = speak(language).say(CLERK_TOUR[2].text)

    assert all(each in said for each in told)
    assert not any(each in said for each in ("最前", "at the top"))

    async with at_terminal(clerk_desk, language=language) as hands:
        table = hands.app.screen.query_one(RowTable)
        reason = next(place for place, line in enumerate(hands.page.splitlines()) if "请补充次数" in line)

        assert [JOBS, CLINICS] == [row.key for row in table.rows]
        assert CLINICS == table.chosen
        assert table.region.bottom <= reason


async def test_esc_skips_it_and_help_shows_it_again(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """It is remembered as seen; from help it can be looked at as often as one likes."""
    clerk_desk.keep_settings(Settings())
    async with at_terminal(clerk_desk, is_new=True) as hands:
        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)
        assert clerk_desk.settings().is_tour_seen

        await hands.press("f1", "f2")

        assert hands.is_at(TourDialog)

        await hands.press("escape")

        assert hands.is_at(CommitmentsScreen)


async def test_a_head_is_told_about_signing(at_terminal: AtTerminal, june: Period, head_desk: HeadDesk) -> None:
    """Fewer pages, and none about typing."""
    head_desk.keep_settings(Settings())
    async with at_terminal(head_desk, is_new=True) as hands:
        assert f"1/{len(HEAD_TOUR)}" in hands.page

        await hands.press("enter")

        assert "审签" in hands.page
        assert "F8" in hands.page


async def test_whoever_chooses_the_defaults_is_not_shown_round_again(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk
) -> None:
    """The tour is no matter of taste."""
    async with at_terminal(clerk_desk) as hands:
        await hands.press("ctrl+o", "f6", "escape")
    assert clerk_desk.settings().is_tour_seen
