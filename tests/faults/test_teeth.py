"""The harnesses have teeth: each deliberate mistake on the commit path is found by one of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.bite import BITTEN, HARNESSES
from tests.faults.mutants import MUTANTS, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
AT_LEAST = 20
HEALTHY = [Mutant("nothing is wrong", "book.py", "", "", killer) for killer in HARNESSES]


def bitten(mutant: Mutant, place: Path) -> tuple[int, str]:
    """Make the mistake in a copy of the package and run its harness; gives the exit status and what was said."""
    shutil.copytree(ROOT / "storage", place / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    path = place / "storage" / mutant.file
    source = path.read_text()
    if mutant.old:
        assert source.count(mutant.old) == 1, f"{mutant.name}: what it changes stands {source.count(mutant.old)} times"
        path.write_text(source.replace(mutant.old, mutant.new))
    environment = {**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.faults.bite", mutant.killer, str(place)]
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=place, env=environment, timeout=180
        )
    except subprocess.TimeoutExpired:
        return BITTEN, "it never came to an end"
    return done.returncode, done.stdout + done.stderr


def test_every_mistake_on_the_commit_path_is_found(tmp_path: Path, executed: Callable[..., None]) -> None:
    """Each mutant is killed by its harness, and none of the harnesses complains of the real thing."""
    tried = [*HEALTHY, *MUTANTS]
    places = [tmp_path / str(number) for number in range(len(tried))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(bitten, tried, places))

    survivors = [
        f"{mutant.name}: status {status} {said[-300:]}"
        for mutant, (status, said) in zip(tried, outcomes, strict=True)
        if status != (BITTEN if mutant.old else 0)
    ]

    assert not survivors, "\n".join(survivors)
    executed("mutants killed", len(MUTANTS), at_least=AT_LEAST)
