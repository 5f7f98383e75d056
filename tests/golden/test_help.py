"""Help promises nothing that a page doesn't keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.golden.conftest import Look


def test_help_names_no_key_that_does_nothing_there(drawn: Look) -> None:
    """On every page and dialog that is drawn, with all that help says; and a row's number where rows have numbers.

    It is asked in Chinese alone: keys are the same in both languages.
    """
    assert drawn("zh").promised == {}
