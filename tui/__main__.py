"""``python -m tui``: the same as ``tianbao``."""

from __future__ import annotations

from tui.cli import main

main()
