"""Where the data lies when nobody says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def default_data_directory() -> Path:
    """Where an installation lives when nobody says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("tianbao", appauthor=False)
