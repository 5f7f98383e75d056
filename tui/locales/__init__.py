"""The Chinese of every room, and how it follows the code: ``python -m tui.locales`` brings it up to date."""
