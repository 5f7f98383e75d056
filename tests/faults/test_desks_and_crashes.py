"""Desk calls in any order, with crashes anywhere in them, against the same desks over a plain model in memory."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest import mock

from attrs import define, field
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from departments.accounts import Role
from departments.desks import ClerkDesk, CoordinatorDesk
from departments.refusals import Refusal
from storage import durable, view
from storage.installation import Installation
from tests.building import CLINICS, JOBS, JULY, JUNE, MAY, REFORM, a_report
from tests.faults import scene
from tests.faults.figures import figure
from tests.faults.places import quick_place
from tests.faults.recording import Watched
from tests.faults.scene import KINDS, Stage, check_sound, office_of
from tests.memory_ledger import MemoryInstallation
from tests.people import ONE_TIME, back_at

if TYPE_CHECKING:
    from departments.desks import Office
    from departments.ledger import Ledger

BOOKS = ("office", "rsj", "kjj", "wjw")
CHANGING = ("open", "write", "pwrite", "fsync", "rename", "unlink", "mkdir", "ftruncate", "chmod")
LEADS = {JOBS: "rsj", REFORM: "kjj", CLINICS: "wjw"}
COMMITMENTS, PERIODS = st.sampled_from([*LEADS]), st.sampled_from([MAY, JUNE, JULY])
STALE = st.sampled_from([0, 0, 0, 1])
"""How far the revision that a person began from lies behind."""


class Crash(BaseException):
    """The process is gone; nothing of it does anything any more."""


@define
class Dying:
    """A process that dies at its n-th call which changes the disk."""

    left: int
    calls: int = 0
    is_dead: bool = False
    instead: dict[str, Callable[..., Any]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Stand in for each of the calls."""
        self.instead = {name: partial(self._call, getattr(os, name)) for name in CHANGING}

    def _call(self, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.is_dead = self.is_dead or self.left <= self.calls
        if self.is_dead:
            raise Crash
        self.calls += 1
        return real(*arguments, **named)


def said(ledger: Ledger) -> list[tuple[Any, ...]]:
    """All that the books say, in their order, without the hashes that model and disk make each in its way."""
    history: list[tuple[Any, ...]] = [
        (name, each.seq, each.at, each.by, each.action, each.key, each.revision, each.document)
        for name in BOOKS
        for each in ledger.book(name).events()
    ]
    standing = [
        (name, kind.__name__, each.key, each.revision, each.document)
        for name in BOOKS
        for kind in KINDS
        for each in ledger.book(name).entries(kind)
    ]
    return history + standing + [(name, *sorted(ledger.book(name).standings().items())) for name in BOOKS]


class Desks(RuleBasedStateMachine):
    """What people do, on disk and in the model alike."""

    steps: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.place = quick_place()
        self.data = self.place / "data"
        scene.make(self.data)
        self.stage = Stage.at(self.data)
        self.model = MemoryInstallation()
        scene.populate(office_of(self.model))
        self.crash_after: int | None = None

    def teardown(self) -> None:
        """Look through everything, and clear away."""
        check_sound(Installation.open(self.data))
        shutil.rmtree(self.place)

    @rule(calls=st.integers(0, 5))
    def die_early_in_the_next_verb(self, calls: int) -> None:
        """The next thing that somebody does is cut off by a crash after so many calls, if it makes as many."""
        self.crash_after = calls

    @rule(calls=st.integers(5, 15))
    def die_late_in_the_next_verb(self, calls: int) -> None:
        """The same, around the moment from which it counts."""
        self.crash_after = calls

    @rule()
    def reopen(self) -> None:
        """Another process opens the installation."""
        self.stage = Stage.at(self.data)

    @rule(name=st.sampled_from(BOOKS), harm=st.sampled_from(["missing", "empty", "torn"]))
    def lose_the_kept_state(self, name: str, harm: str) -> None:
        """A checkpoint goes, or is cut: nobody may notice."""
        path = self.data / "books" / name / view.CHECKPOINT
        if path.exists():
            content = path.read_bytes()
            path.unlink()
            if harm != "missing":
                path.write_bytes(content[: len(content) // 2] if harm == "torn" else b"")
        self.stage = Stage.at(self.data)

    @rule(commitment=COMMITMENTS, period=PERIODS, value=st.integers(0, 20000), behind=STALE)
    def save(self, commitment: str, period: Any, value: int, behind: int) -> None:
        """A clerk saves, sometimes over what somebody else has saved meanwhile."""

        def act(office: Office) -> None:
            desk = back_at(office, LEADS[commitment], ClerkDesk)
            report = a_report(commitment, {"4.1-01.1": value} if commitment == JOBS else {}, period=period)
            desk.save_report(report, based_on=desk.report(period, commitment).revision - behind)

        self.both("save", act)

    @rule(commitment=COMMITMENTS, period=PERIODS, verb=st.sampled_from(["submit_report", "withdraw_report"]))
    def send(self, commitment: str, period: Any, verb: str) -> None:
        """A clerk submits, or takes back."""

        def act(office: Office) -> None:
            desk = back_at(office, LEADS[commitment], ClerkDesk)
            getattr(desk, verb)(period, commitment, based_on=desk.report(period, commitment).revision)

        self.both(verb, act)

    @rule(commitment=COMMITMENTS, period=PERIODS, content=st.binary(max_size=40))
    def attach(self, commitment: str, period: Any, content: bytes) -> None:
        """A clerk attaches a file."""

        def act(office: Office) -> None:
            desk = back_at(office, LEADS[commitment], ClerkDesk)
            revision = desk.report(period, commitment).revision
            desk.attach_file(period, commitment, "照片.jpg", io.BytesIO(content), based_on=revision)

        self.both("attach", act)

    @rule(commitment=COMMITMENTS, period=PERIODS, is_good=st.booleans())
    def review(self, commitment: str, period: Any, is_good: bool) -> None:  # noqa: FBT001 - drawn by name
        """The coordinator approves or returns."""

        def act(office: Office) -> None:
            desk = back_at(office, "coordinator", CoordinatorDesk)
            revision = desk.report(period, commitment, LEADS[commitment]).revision
            if is_good:
                desk.approve_report(period, commitment, based_on=revision)
            else:
                desk.return_report(period, commitment, "数据口径不一致", based_on=revision)

        self.both("approve" if is_good else "return", act)

    @rule(period=PERIODS, is_opening=st.booleans())
    def move_the_calendar(self, period: Any, is_opening: bool) -> None:  # noqa: FBT001 - drawn by name
        """The coordinator opens or closes a period."""

        def act(office: Office) -> None:
            desk = back_at(office, "coordinator", CoordinatorDesk)
            if is_opening:
                desk.open_period(period, reason="补报")
            else:
                desk.close_period(period, with_unreviewed=True)

        self.both("open_period" if is_opening else "close_period", act)

    @rule(name=st.sampled_from(["reader", "rsj.second"]))
    def add_account(self, name: str) -> None:
        """The operator adds an account."""
        role, department = (Role.READER, None) if name == "reader" else (Role.CLERK, "rsj")
        self.both(
            "add_account",
            lambda office: office.operator_desk().add_account(name, role, department, password=ONE_TIME),
        )

    def both(self, verb: str, act: Callable[[Office], object]) -> None:
        """Do it on disk, where a crash may come, and in the model, where none does."""
        dying = Dying(10**6 if self.crash_after is None else self.crash_after)
        self.crash_after = None
        answer: object = None
        try:
            with mock.patch.object(durable, "os", Watched(dying.instead)):
                answer = outcome(act, self.stage.office)
        except Crash:
            self.steps.append(f"{verb}, cut off")
            self.stage = Stage.at(self.data)
            if said(self.stage.installation.ledger) != said(self.model.ledger):
                # It was cut off after the event was whole: then it was done.
                outcome(act, office_of(self.model))
            return
        self.steps.append(verb)
        assert answer == outcome(act, office_of(self.model))

    @invariant()
    def disk_and_model_say_the_same(self) -> None:
        """Whoever looks, in this process or a new one, sees what the model has."""
        expected = said(self.model.ledger)
        assert said(self.stage.installation.ledger) == expected
        assert said(Installation.open(self.data).ledger) == expected


def outcome(act: Callable[[Office], object], office: Office) -> object:
    """The name of the refusal with which it ended, or None."""
    try:
        act(office)
    except Refusal as refusal:
        return refusal.code
    return None


def test_desks_on_disk_and_in_memory_agree_whatever_crashes(executed: Callable[..., None]) -> None:
    """After each step the books on disk say what the model says; a verb cut off was done, or was not."""
    steps: list[str] = []
    machine = type("Told", (Desks,), {"steps": steps})
    with mock.patch.object(view, "_FEW", 4):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=figure(25, 400),
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    executed("desk calls", len(steps), at_least=figure(150, 3_000))
    executed("desk calls cut off by a crash", sum(each.endswith("cut off") for each in steps), at_least=figure(10, 200))
