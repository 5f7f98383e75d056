"""The commission's places in the app at full size: sixty departments, 220 commitments, twelve periods.

``python -m benchmarks.places [ROUNDS]`` opens every place of a coordinator's app by its digit, the first time in a new
app and again, and prints processor time: until the place shows what it reads at once, and until all of it is there.
The bound holds for what a person waits to see. Months' books and Pinyin are read once a process, in the first round.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from benchmarks.district import make_district
from benchmarks.saying import say
from benchmarks.year import DECEMBER, the_plan
from departments.accounts import Role
from departments.reports import Report, State
from tui import wiring
from tui.app import TianbaoApp
from tui.language import speak
from tui.screens.commission_place import NAMES

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from departments.desks import CoordinatorDesk, Office
    from storage.installation import Installation

ROUNDS = 5
BOUND_MS = 200.0
SIZE = (160, 48)
_A_MOMENT = 0.002
_PASSWORD = "a-password-for-the-benchmark"  # noqa: S105 - of an installation that is thrown away


def main(rounds: int = ROUNDS) -> int:
    """Measure, print the table, and give 1 if a bound is broken."""
    with tempfile.TemporaryDirectory(prefix="tianbao-bench-") as place:
        data = make_district(Path(place))
        installation = wiring.open_installation(data)
        _send_december(installation)
        office = wiring.office_of(installation, wiring.installation_clock(installation))
        desk = _coordinator(office)
        found = [asyncio.run(_visit(office, installation, desk)) for _ in range(rounds)]
    return _tell(found)


def _send_december(installation: Installation) -> None:
    """Half of December's reports wait for review."""
    for code in the_plan().directory.codes:
        book = installation.ledger.book(code)
        with book.transaction(by=code, at=wiring.now()) as transaction:
            for entry in transaction.entries(Report, f"{DECEMBER}/")[::2]:
                sent = evolve(entry.document, state=State.SUBMITTED)
                transaction.append("submitted", entry.key, sent, based_on=entry.revision)


def _coordinator(office: Office) -> CoordinatorDesk:
    once = office.operator_desk().add_account("coordinator", Role.COORDINATOR, None)
    return cast("CoordinatorDesk", office.change_password("coordinator", once, _PASSWORD))


async def _visit(office: Office, installation: Installation, desk: CoordinatorDesk) -> list[tuple[float, ...]]:
    """Milliseconds for each place: first seen, all there, and the same when it is opened again."""
    app = TianbaoApp(office, speak("zh"), desk=desk)
    async with app.run_test(size=SIZE) as pilot:
        app.follow(installation.watch)
        await _at_rest(app, pilot)
        first = [await _opened(app, pilot, digit) for digit in _digits()]
        again = [await _opened(app, pilot, digit) for digit in _digits()]
    return [one + other for one, other in zip(first, again, strict=True)]


def _digits() -> list[str]:
    """Every place's digit; the overview, where the app begins, last."""
    return [str(number) for number in (*range(2, len(NAMES) + 1), 1)]


async def _opened(app: TianbaoApp, pilot: Pilot[None], digit: str) -> tuple[float, float]:
    begun = time.process_time()
    app.simulate_key(digit)
    place: Any = None
    while place is None or getattr(place, "seen", None) is None:
        await asyncio.sleep(_A_MOMENT)
        place = app.screen if app.current_mode == NAMES[int(digit) - 1][0] else None
    await pilot.pause(0)
    shown = time.process_time()
    await _at_rest(app, pilot)
    return (shown - begun) * 1000, (time.process_time() - begun) * 1000


async def _at_rest(app: TianbaoApp, pilot: Pilot[None]) -> None:
    await pilot.pause(0)
    while any(each.is_running for each in app.workers):  # noqa: ASYNC110 - workers set no event
        await asyncio.sleep(_A_MOMENT)
    await pilot.pause(0)


def _tell(found: list[list[tuple[float, ...]]]) -> int:
    broken = 0
    heads = ("first seen", "all there", "again seen", "all there", "bound")
    say(f"{'ms of the processor':22}" + "".join(f"{each:>12}" for each in heads))
    for number, digit in enumerate(_digits()):
        middle = [statistics.median(each) for each in zip(*(each[number] for each in found), strict=True)]
        is_broken = max(middle[0], middle[2]) > BOUND_MS
        broken += is_broken
        bound = f"{BOUND_MS:.0f}{' BROKEN' if is_broken else ''}"
        say(f"{NAMES[int(digit) - 1][0]:22}" + "".join(f"{each:12.0f}" for each in middle) + f"{bound:>12}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
