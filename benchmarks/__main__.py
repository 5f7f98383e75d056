"""Run every benchmark: each module here that has a ``main``; ends with 1 if a bound is broken."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import benchmarks
from benchmarks.saying import say


def main() -> int:
    """Run them one after the other, by name."""
    broken = 0
    for found in pkgutil.iter_modules(benchmarks.__path__):
        if found.name == "__main__":
            continue
        run = getattr(import_module(f"benchmarks.{found.name}"), "main", None)
        if run is not None:
            say(f"\n{found.name}")
            broken += run()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
