"""A report on the screen: read, shown, judged as it is typed, and what is typed kept as a draft."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.widgets import Input, TextArea

from departments.desks import ClerkDesk, HeadDesk
from departments.periods import PeriodClosed, PeriodLocked
from tui.background import answer
from tui.form_text import Reading, read_typed, typed_of
from tui.screens.place import Place
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.lines import NoticeLine
from tui.widgets.narrative import NarrativeField
from tui.widgets.report_fields import ReportFields

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.timer import Timer

    from departments.desks import ReportView
    from departments.periods import Period
    from departments.plan import Plan
    from departments.plan_changes import PlanChange
    from tui.language import Language

KEEP_AFTER = 1.5
"""Seconds after a key until what was typed is kept as a draft."""
_BASED_ON, _AT = "based on", "at"
"""What a draft holds beside the typed text: the revision it began from, and the field it was left in."""


class ReportPage(Place):
    """One department's report on one commitment for one period; what can be done with it is the form's matter."""

    def __init__(self, desk: ClerkDesk | HeadDesk, language: Language, period: Period, commitment: str) -> None:
        """Args: the desk, the language, and which report."""
        super().__init__(language)
        self._desk = desk
        self._period = period
        self._commitment = commitment
        self._view: ReportView | None = None
        self._based_on = 0
        self._shows_findings = False
        self._is_busy = False
        self._timer: Timer | None = None
        self._drafting = asyncio.Lock()

    # ── opening

    def on_mount(self) -> None:
        """Read the report and what was left half-typed."""
        self.title_line.show(self._commitment)
        self._run(self._open)

    async def _open(self) -> None:
        read = await answer(self, self._read)
        if read is None:
            return
        view, plan, people, changes, draft = read
        fields = ReportFields(view, plan, people, self.language, changes)
        await self.mount(fields, before=self.query_one(NoticeLine))
        self._shows_findings = view.revision > 0
        self._show(view)
        fields.fill(typed_of(view.report))
        await self._preview()
        fields.focus_first()
        if draft:
            await self._restore(draft)

    def _read(self) -> tuple[ReportView, Plan, dict[str, str], tuple[PlanChange, ...], dict[str, str] | None]:
        view = self._desk.report(self._period, self._commitment)
        draft = self._desk.draft(self._period, self._commitment) if isinstance(self._desk, ClerkDesk) else None
        desk, period = self._desk, self._period
        return view, desk.plan(period), desk.people(), desk.plan_changes(period), draft

    async def _restore(self, draft: dict[str, str]) -> None:
        typed = {field: text for field, text in draft.items() if field not in (_BASED_ON, _AT)}
        if typed == typed_of(self._shown.report):
            return
        if not self._is_editable:
            self.tell(self.say("What you typed and didn't save is kept until the report can be changed again."))
            return
        self._fields.fill(typed)
        based_on = draft.get(_BASED_ON, "")
        self._based_on = int(based_on) if based_on.isdecimal() else self._based_on
        self._fields.focus_place(draft.get(_AT, ""))
        await self._preview()
        self.tell(self.say("What you had typed and not saved is back; F2 saves it."))

    # ── what is shown

    @property
    def _fields(self) -> ReportFields:
        return self.query_one(ReportFields)

    @property
    def _shown(self) -> ReportView:
        assert self._view is not None  # noqa: S101 - nothing can be done before the report was read
        return self._view

    @property
    def _is_editable(self) -> bool:
        return isinstance(self._desk, ClerkDesk) and self._view is not None and self._view.lock is None

    def _show(self, view: ReportView) -> None:
        self._view, self._based_on = view, view.revision
        name = view.commitment.indicators[0].name if view.commitment.indicators else view.commitment.quote
        self.title_line.show(
            f"{view.commitment.id} {name}",
            f"{self._desk.department.short_name} | {self._period} {self.language.term(view.report.state)}",
        )
        is_period = isinstance(view.lock, PeriodLocked | PeriodClosed)
        lock = view.lock if is_period or isinstance(self._desk, ClerkDesk) else None
        self._fields.show_view(view, self.language.sentence(lock) if lock else "", is_editable=self._is_editable)
        self.refresh_bindings()

    @work(exclusive=True, group="preview")
    async def _check_soon(self) -> None:
        """Show, when the desk has answered, what the typed text would find and which light it would give."""
        await self._preview()

    async def _preview(self) -> Reading:
        """Show what the typed text would find and which light it would give."""
        fields, view = self._fields, self._shown
        reading = read_typed(fields.typed(), view.commitment, view.report)
        if self._is_editable and isinstance(self._desk, ClerkDesk):
            view = await answer(self, partial(self._desk.preview_report, reading.report)) or view
        fields.show_preview(view)
        fields.show_findings(view.findings if self._shows_findings else (), reading.unreadable)
        return reading

    def _is_unsaved(self) -> bool:
        return self._is_editable and self._fields.typed() != typed_of(self._shown.report)

    # ── typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def keep_soon(self) -> None:
        """Keep what is being typed, a moment after the first key of a run."""
        if self._timer is None and self.query(ReportFields) and self._is_unsaved():
            self._timer = self.set_timer(KEEP_AFTER, self._keep_now)

    @on(ChoiceLine.Changed)
    def check_choice(self) -> None:
        """A choice is made at once; no field has to be left for it."""
        if self._view is not None and self.query(ReportFields):
            self._check_soon()

    def on_descendant_blur(self) -> None:
        """Check what was typed when its field is left."""
        if self._view is not None and self.query(ReportFields):
            self._check_soon()

    def on_descendant_focus(self) -> None:
        """What can be done depends on the field."""
        self.refresh_bindings()

    def _keep_now(self) -> None:
        self._timer = None
        self._keep_in_background()

    async def keep_typed(self) -> None:
        """Keep the form as it stands."""
        if self._view is not None and self.query(ReportFields):
            await self._keep_draft()

    @work(group="draft")
    async def _keep_in_background(self) -> None:
        await self._keep_draft()

    async def _keep_draft(self) -> None:
        async with self._drafting:
            if isinstance(self._desk, ClerkDesk) and self._is_unsaved():
                kept = {**self._fields.typed(), _BASED_ON: str(self._based_on), _AT: self._fields.place_in_focus()}
                await answer(self, partial(self._desk.keep_draft, self._period, self._commitment, kept))

    async def _drop_draft(self) -> None:
        async with self._drafting:
            if isinstance(self._desk, ClerkDesk):
                await answer(self, partial(self._desk.drop_draft, self._period, self._commitment))

    def action_copy_previous(self) -> None:
        """Put the last period's text into the field where one is."""
        field = self._narrative_in_focus()
        if field is not None:
            field.copy_last()

    def _narrative_in_focus(self) -> NarrativeField | None:
        ancestors = self.focused.ancestors if self.focused else []
        return next((each for each in ancestors if isinstance(each, NarrativeField) and each.last), None)

    # ── stories

    def _run(self, story: Callable[[], Coroutine[None, None, object]]) -> None:
        """Run one story at a time: a key pressed during one does nothing."""
        if not self._is_busy:
            self._is_busy = True
            self._to_its_end(story)

    @work(group="story")
    async def _to_its_end(self, story: Callable[[], Coroutine[None, None, object]]) -> None:
        try:
            await story()
        finally:
            self._is_busy = False
