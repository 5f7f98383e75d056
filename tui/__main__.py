"""``python -m tui``: the same as ``tianbao``."""

from __future__ import annotations

from tui.program import main

if __name__ == "__main__":
    main()
