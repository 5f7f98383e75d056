"""English on a small terminal: heads are whole, and one thing is not said as if it were several."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.golden.conftest import Look


def test_english_fits_a_small_terminal(drawn: Look) -> None:
    """On every page that is drawn."""
    assert drawn("en").stumbling == {}
