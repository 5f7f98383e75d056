"""Draw every page anew: ``make frames``. Look at what is different before it is committed."""

from __future__ import annotations

from tests.golden.drawing import write

if __name__ == "__main__":
    print(f"{write()} files are different; look at them with git diff tests/golden")  # noqa: T201 - for whoever asked
