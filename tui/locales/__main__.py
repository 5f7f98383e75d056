"""``python -m tui.locales``: bring the catalogues up to date with the code, and name what needs its Chinese."""

from __future__ import annotations

import sys

from tui.language import CATALOGUES
from tui.locales.rooms import bring_up_to_date

if __name__ == "__main__":
    missing = [(room, sentence) for room in CATALOGUES for sentence in bring_up_to_date(room)]
    for room, sentence in missing:
        sys.stdout.write(f"{room}: {sentence}\n")
    sys.exit(bool(missing))
