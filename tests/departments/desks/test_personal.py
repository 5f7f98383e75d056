"""An account's settings are its own: kept at its desk, in memory as on disk, and read by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from departments.settings import (
    MOST_KEYS,
    Ascii,
    Colours,
    NoSuchKey,
    Settings,
    Theme,
    Tongue,
    TooManyKeys,
)

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, Office, ReaderDesk

CHOSEN = Settings(
    theme=Theme.DARK,
    colours=Colours.MONO,
    ascii=Ascii.ON,
    language=Tongue.ENGLISH,
    has_mouse=True,
    is_compact=True,
    keys={"save_report": "f9", "refresh": "ctrl+r"},
)


def test_who_never_chose_has_the_defaults(clerk_desk: ClerkDesk) -> None:
    """As the terminal has it, without a mouse, with the keys of all."""
    assert Settings() == clerk_desk.settings()
    assert not Settings().has_mouse
    assert {} == Settings().keys


def test_what_was_chosen_is_there_at_the_next_sign_in(
    office: Office,
    clerk_desk: ClerkDesk,
    head_desk: HeadDesk,
    coordinator_desk: CoordinatorDesk,
    reader_desk: ReaderDesk,
) -> None:
    """At every desk, and only for the account that chose."""
    desks: list[Any] = [clerk_desk, head_desk, coordinator_desk, reader_desk]
    for desk in desks:
        assert Settings() == desk.settings()

        desk.keep_settings(CHOSEN)

        assert CHOSEN == office.admit(desk.account.name).settings()


def test_a_colleague_keeps_what_is_hers(clerk_desk: ClerkDesk, colleague_desk: ClerkDesk) -> None:
    """Two clerks of one department have each their own."""
    clerk_desk.keep_settings(CHOSEN)

    assert Settings() == colleague_desk.settings()


def test_back_to_the_defaults(clerk_desk: ClerkDesk) -> None:
    """Keeping the defaults forgets everything that was chosen."""
    clerk_desk.keep_settings(CHOSEN)
    clerk_desk.keep_settings(Settings())

    assert Settings() == clerk_desk.settings()


@pytest.mark.parametrize(
    ("action", "key"),
    [
        ("../x", "f2"),
        ("save_report", "\x1b[A"),
        ("", "f2"),
        ("save_report", ""),
        ("save_report", "f2,f3"),
        ("保存", "f2"),
    ],
)
def test_what_is_no_key_is_not_kept(clerk_desk: ClerkDesk, action: str, key: str) -> None:
    """Whatever program asks: names of actions and keys have a form."""
    clerk_desk.keep_settings(CHOSEN)
    with pytest.raises(NoSuchKey):
        clerk_desk.keep_settings(Settings(keys={action: key}))

    assert CHOSEN == clerk_desk.settings()


def test_there_are_only_so_many_actions(clerk_desk: ClerkDesk) -> None:
    """A key map longer than that is none."""
    with pytest.raises(TooManyKeys) as refused:
        clerk_desk.keep_settings(Settings(keys={f"a{'b' * place}": "f2" for place in range(MOST_KEYS + 1)}))

    assert str(MOST_KEYS + 1) == refused.value.value


def test_settings_cannot_be_changed_where_they_lie() -> None:
    """Not even the key map in them."""
    with pytest.raises(AttributeError):
        CHOSEN.theme = Theme.LIGHT  # type: ignore[misc]
    with pytest.raises(TypeError):
        CHOSEN.keys["refresh"] = "f5"  # type: ignore[index]


def test_a_department_is_told_of_its_own_book_and_the_offices(clerk_desk: ClerkDesk, reader_desk: ReaderDesk) -> None:
    """What a hundred other departments write makes no clerk's screen read anew."""
    assert clerk_desk.sees({"rsj", "kjj"})
    assert clerk_desk.sees({"office"})
    assert not clerk_desk.sees({"kjj"})
    assert not clerk_desk.sees(set())
    assert reader_desk.sees({"kjj"})
