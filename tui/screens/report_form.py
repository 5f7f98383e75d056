"""What can be done with a report: save, prove, send on, take back; for the department's head, sign or return."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from departments.checks import Finding, Grade
from departments.desks import ClerkDesk, HeadDesk
from departments.desks.reviewing import ReasonMissing
from departments.ledger import RevisionConflict
from departments.reports import State
from departments.wording import N_
from tui.actions import bindings
from tui.background import answer
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.conflict import ConflictDialog, conflict_words
from tui.dialogs.evidence import EvidenceDialog
from tui.form_text import Reading, Side, differences, settled, typed_of
from tui.messages import SignedOut
from tui.screens.asking_why import ask_for_reason
from tui.screens.leaving import what_becomes_of_typed
from tui.screens.report_page import CHANGED_NOW, ReportPage, is_period_locked, may_send_on, may_withdraw
from tui.screens.sending_words import QUESTIONS, SENT, summary
from tui.widgets.evidence_list import EvidenceList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.binding import BindingType

    from departments.desks import ReportView
    from departments.reports import Report

_PURPOSES = MappingProxyType(
    {
        "sign_report": N_(
            "A report that waits for your signature. {key_sign_report} signs it and sends it to the commission;"
            " {key_return_report} gives it back to the clerk with a reason."
        ),
        "return_report": N_("A report to read. {key_return_report} gives it back to the clerk with a reason."),
        "submit_report": N_(
            "A report that waits for a signature that nobody is left to give. {key_submit_report} sends it on;"
            " {key_withdraw_report} takes it back to change it."
        ),
        "withdraw_report": N_("The report as it was sent. {key_withdraw_report} takes it back to change it."),
    }
)
"""What the page is for where nothing can be typed, by what can be done."""
_TO_READ = N_("The report as it stands; nothing can be changed here now. Arrows and PageDown move through it.")


class ReportFormScreen(ReportPage):
    """A department's report on one commitment for one period."""

    CSS_PATH = "report_form.tcss"
    HELP = N_(
        "The report on one commitment. Tab goes to the next field; {key_save_report} saves and checks;"
        " {key_submit_report} sends it on."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "save_report",
        "attach_evidence",
        "detach_evidence",
        "copy_previous",
        "undo_typing",
        "redo_typing",
        "withdraw_report",
        "return_report",
        "submit_report",
        "sign_report",
        "go_back",
        "quit_app",
    )

    # ── what can be done now

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Only what the report's state and the desk allow."""
        is_clerk, is_head = isinstance(self._desk, ClerkDesk), isinstance(self._desk, HeadDesk)
        state = self._view.report.state if self._view else None
        match action:
            case "save_report" | "submit_report" | "attach_evidence":
                lacks_head = is_clerk and self._view is not None and may_send_on(self._view)
                return self._is_editable or (action == "submit_report" and lacks_head)
            case "detach_evidence" | "copy_previous" | "undo_typing" | "redo_typing":
                return self._is_editable and self._has_use_for(action)
            case "withdraw_report":
                return is_clerk and self._view is not None and may_withdraw(self._view)
            case "sign_report":
                return is_head and state is State.SIGNING and not is_period_locked(self._shown)
            case "return_report":
                return is_head and state is State.SIGNING
        return True

    @property
    def purpose(self) -> str:
        """What can be done with the report as it stands."""
        if self._is_editable:
            return super().purpose
        able = (sentence for action, sentence in _PURPOSES.items() if self.check_action(action, ()))
        return self.say(next(able, _TO_READ))

    def _has_use_for(self, action: str) -> bool:
        """Whether there is something in the form for it to be done to."""
        return {
            "detach_evidence": isinstance(self.focused, EvidenceList) and bool(self.focused.rows),
            "copy_previous": self._narrative_in_focus() is not None,
            "undo_typing": self._history.can_undo,
            "redo_typing": self._history.can_redo,
        }[action]

    # ── saving

    def action_save_report(self) -> None:
        """Save and check."""
        self._run(self._save)

    async def _save(self) -> bool:
        """Save what is typed; whether it is saved."""
        assert isinstance(self._desk, ClerkDesk)  # noqa: S101 - check_action lets nobody else come here
        typed = self._fields.typed()
        self._shows_findings = True
        reading = self._check()
        if reading.unreadable:
            place, refusal = next(iter(reading.unreadable.items()))
            self._fields.focus_place(place)
            why = self.language.sentence(refusal)
            self.tell(self.say("Not saved yet; what you typed is kept. {why}", why=why), is_alarm=True)
            await self._keep_draft()
            return False
        if self._is_saved(typed):
            self.tell(self._said_of(self._shown.findings))
            return True
        verb = partial(self._desk.save_report, reading.report, based_on=self._based_on)
        try:
            saved = await answer(self, verb, unless=(RevisionConflict,))
        except RevisionConflict as conflict:
            return await self._settle(conflict, reading)
        if saved is None:
            await self._keep_draft()
            return False
        await self._take_over(saved, typed)
        self.tell(self._said_of(saved.findings))
        return True

    def _is_saved(self, typed: Mapping[str, str]) -> bool:
        """Whether the draft reads like this already; saving it again would be a version that says nothing new."""
        is_draft = self._shown.report.state is State.DRAFT and self._based_on == self._shown.revision
        return is_draft and not self._is_unsaved(typed)

    async def _take_over(self, view: ReportView, typed: Mapping[str, str]) -> None:
        """Show what the desk has now; text typed meanwhile stays."""
        await self._show_anew(view)
        if self._fields.typed() == typed:
            self._fields.fill(typed_of(view.report))
            await self._drop_draft()
        self._check()

    def _said_of(self, findings: tuple[Finding, ...]) -> str:
        hard = sum(each.grade is Grade.HARD for each in findings)
        if hard:
            return self.say("Saved as a draft; to put right before it can be sent: {count}.", count=hard)
        return self.say("Saved as a draft; {key_submit_report} sends it.")

    async def _save_if_unsaved(self) -> bool:
        return await self._save() if self._is_unsaved() else True

    async def _settle(self, conflict: RevisionConflict, reading: Reading) -> bool:
        """Let the person choose between two versions, field by field; whether what was chosen is saved."""
        await self._keep_draft()
        theirs = await answer(self, partial(self._desk.report, self._period, self._commitment))
        if theirs is None:
            return False
        typed, mine = self._fields.typed(), self._judged(reading.report)
        before = self._shown.report if self._based_on == self._shown.revision else None
        found = differences(theirs.commitment, mine, theirs.report, before, self.language)
        if not found:
            await self._take_over(theirs, typed)
            self.tell(self.say("{by} has saved the same text meanwhile.", by=self._person(conflict.by)))
            return self._is_editable
        said = conflict_words(conflict, theirs, mine, self._person(conflict.by), self.language)
        picked = await self.app.push_screen_wait(ConflictDialog(self.language, said, found))
        may_save = theirs.lock is None
        if not may_save and not may_withdraw(theirs):
            await self._give_way(theirs)
        elif picked is None:
            self.tell(self.say("Nothing is saved; what you typed is kept as a draft."), is_alarm=True)
        elif all(side is Side.THEIRS for side in picked.values()):
            await self._take_over(theirs, typed)
            self.tell(self.say("This is their version; nothing of yours was saved."))
        else:
            basis = theirs if may_save else await self._take_back(theirs)
            return basis is not None and await self._save_chosen(basis, mine, picked)
        return False

    async def _give_way(self, theirs: ReportView) -> None:
        """Show a version over which nothing can be saved now; what was typed stays as a draft."""
        await self._show_anew(theirs)
        self._fields.fill(typed_of(theirs.report))
        self._check()
        self.tell(self.say("What you typed and didn't save is kept until the report can be changed again."))

    async def _take_back(self, theirs: ReportView) -> ReportView | None:
        """Take back what a colleague sent on, so that the chosen version can be saved."""
        assert isinstance(self._desk, ClerkDesk)  # noqa: S101 - only a clerk saves
        verb = partial(self._desk.withdraw_report, self._period, self._commitment, based_on=theirs.revision)
        return await self._changed(verb)

    async def _save_chosen(self, theirs: ReportView, mine: Report, picked: Mapping[str, Side]) -> bool:
        """Put the chosen version into the form and save it; one that was put together is looked at first."""
        await self._show_anew(theirs)
        self._fields.fill(settled(mine, theirs.report, picked))
        self._check()
        joined = [field for field, side in picked.items() if side is Side.BOTH]
        if not joined:
            return await self._save()
        self._fields.focus_place(joined[0])
        await self._keep_draft()
        self.tell(self.say("Both texts stand here, theirs before yours: put them right, then {key_save_report} saves."))
        return False

    # ── sending on and taking back

    def action_submit_report(self) -> None:
        """Send the report on, after one look at what it says."""
        self._run(self._submit)

    async def _submit(self) -> None:
        assert isinstance(self._desk, ClerkDesk)  # noqa: S101 - check_action lets nobody else come here
        if not await self._save_if_unsaved():
            return
        view, self._shows_findings = self._shown, True
        self._check()
        hard = [each for each in view.findings if each.grade is Grade.HARD]
        if hard:
            first = self._fields.first_of(hard)
            self._fields.focus_place(first.place)
            self.tell(self.language.sentence(first.sentence), is_alarm=True)
            return
        leads_to = await answer(self, self._desk.state_when_submitted)
        if leads_to is None:
            return
        lines = summary(view, self.language)
        if await self.app.push_screen_wait(ConfirmDialog(self.language, self.say(QUESTIONS[leads_to]), lines)):
            verb = partial(self._desk.submit_report, self._period, self._commitment, based_on=self._based_on)
            await self._send(verb, SENT)

    def action_withdraw_report(self) -> None:
        """Take the report back."""
        self._run(self._withdraw)

    async def _withdraw(self) -> None:
        assert isinstance(self._desk, ClerkDesk)  # noqa: S101 - check_action lets nobody else come here
        verb = partial(self._desk.withdraw_report, self._period, self._commitment, based_on=self._based_on)
        view = await self._changed(verb)
        if view is not None:
            await self._show_anew(view)
            self._check()
            self._fields.focus_first()
            self.tell(self.say("Taken back; it can be changed and has to be submitted again."))

    def action_sign_report(self) -> None:
        """Sign the report."""
        self._run(self._sign)

    async def _sign(self) -> None:
        assert isinstance(self._desk, HeadDesk)  # noqa: S101 - check_action lets nobody else come here
        if await self.app.push_screen_wait(
            ConfirmDialog(
                self.language, self.say("Sign and send to the commission?"), summary(self._shown, self.language)
            )
        ):
            verb = partial(self._desk.sign_report, self._period, self._commitment, based_on=self._based_on)
            await self._send(verb, {State.SUBMITTED: N_("{commitment} is signed and submitted.")})

    def action_return_report(self) -> None:
        """Give the report back with a reason."""
        self._run(self._return)

    async def _return(self) -> None:
        assert isinstance(self._desk, HeadDesk)  # noqa: S101 - check_action lets nobody else come here
        desk, title = self._desk, self.say("Return to the clerk")
        what = self.say("What has to be put right? The clerk reads it at the top of the report.")

        async def returned(reason: str) -> None:
            verb = partial(desk.return_report, self._period, self._commitment, reason, based_on=self._based_on)
            await self._send(verb, {State.RETURNED: N_("{commitment} is returned.")}, unless=(ReasonMissing,))

        await ask_for_reason(self, title, what, returned)

    async def _send(
        self,
        verb: Callable[[], ReportView],
        said: Mapping[State, str],
        *,
        unless: tuple[type[ReasonMissing], ...] = (),
    ) -> None:
        """Do what moves the report on, and leave the page with the sentence of where the report stands then."""
        view = await self._changed(verb, unless=unless)
        if view is not None:
            state = view.report.state
            self.dismiss(self.say(said.get(state, CHANGED_NOW), commitment=self._commitment, state=state))

    async def _changed(
        self, verb: Callable[[], ReportView], *, unless: tuple[type[ReasonMissing], ...] = ()
    ) -> ReportView | None:
        """What the verb gives; where somebody else changed the report meanwhile, that is told and shown."""
        try:
            return await answer(self, verb, unless=(RevisionConflict, *unless))
        except RevisionConflict as conflict:
            await self._read_anew()
            self.refuse(conflict)
            return None

    async def _read_anew(self) -> None:
        """Show what a colleague did; where something is typed and not saved, saving it will show both."""
        view = await answer(self, partial(self._desk.report, self._period, self._commitment))
        if view is not None and not self._is_unsaved():
            await self._take_over(view, self._fields.typed())

    # ── evidence

    def action_attach_evidence(self) -> None:
        """Add a file or a reference."""
        self._run(self._add_evidence)

    async def _add_evidence(self) -> None:
        assert isinstance(self._desk, ClerkDesk)  # noqa: S101 - check_action lets nobody else come here
        desk = self._desk
        files = await answer(self, desk.inbox)
        named = await self.app.push_screen_wait(EvidenceDialog(self.language, files or ()))
        if named is None or not await self._save_if_unsaved():
            return
        attach = desk.attach_from_inbox if named.is_file else desk.attach_reference
        verb = partial(attach, self._period, self._commitment, named.name, note=named.note, based_on=self._based_on)
        await self._change_evidence(verb, N_("{name} is added."), named.name)

    def action_detach_evidence(self) -> None:
        """Take the chosen piece off the report."""
        self._run(self._remove_evidence)

    async def _remove_evidence(self) -> None:
        assert isinstance(self._desk, ClerkDesk)  # noqa: S101 - check_action lets nobody else come here
        chosen = self._fields.evidence.chosen
        if chosen is None or not await self._save_if_unsaved():
            return
        piece = self._shown.report.evidence[int(chosen)]
        title = self.say("Take this off the report?")
        if await self.app.push_screen_wait(ConfirmDialog(self.language, title, [piece.name, piece.note])):
            verb = partial(self._desk.detach_evidence, self._period, self._commitment, piece, based_on=self._based_on)
            await self._change_evidence(verb, N_("{name} is taken off the report."), piece.name)

    async def _change_evidence(self, verb: Callable[[], ReportView], said: str, name: str) -> None:
        view = await self._changed(verb)
        if view is not None:
            await self._show_anew(view)
            self._check()
            self.tell(self.say(said, name=name))

    # ── leaving

    def action_go_back(self) -> None:
        """Leave the report."""
        self.leave_for(self._go_back)

    async def action_sign_out(self) -> None:
        """Leave the desk."""
        self.leave_for(partial(self.app.post_message, SignedOut()))

    def action_quit_app(self) -> None:
        """Leave the app."""
        self.leave_for(self.app.exit)

    def leave_for(self, go: Callable[[], object]) -> None:
        """Go elsewhere, after asking what becomes of text that isn't saved."""
        self._run(partial(self._leave, go))

    def _go_back(self) -> None:
        self.dismiss("")

    async def _leave(self, leave: Callable[[], object]) -> None:
        if self._view is not None and self._is_unsaved():
            chosen = await what_becomes_of_typed(self)
            if chosen is None or (chosen == "save" and not await self._save()):
                return
            if chosen == "discard":
                await self._drop_draft()
                self._kept = None  # a keeping that waited for this would bring it back
        else:
            await self._keep_draft()
        leave()
