"""What a person can do in the app: one table from which key bindings, the key line and the help page all derive.

An action's id is the desk's verb where there is one. The primary keys are those that a Chinese input method leaves
alone: function keys, digits, arrows, Enter, Esc; letters are extras. F6 and F8 are each other's way back: F8 sends a
report on (submit, sign), F6 takes it back (withdraw, return).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from attrs import frozen
from textual.binding import Binding

from departments.wording import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from textual.binding import BindingType

    from tui.language import Language


@frozen
class Action:
    """One thing that can be done."""

    id: str
    """The desk's verb, or what the app does; ``action_<id>`` on the screen does it."""
    keys: tuple[str, ...]
    """The primary key first."""
    label: str
    """A word or two for the key line."""
    help: str
    """One sentence for the help page."""
    is_shown: bool = True
    """Whether the key line names it."""

    def binding(self) -> Binding:
        """The binding that Textual wants; its wording is never shown, since the reader's language isn't known here."""
        keys = ",".join(self.keys)
        return Binding(keys, self.id, self.label, show=self.is_shown, id=self.id)


ACTIONS = (
    Action("show_help", ("f1",), N_("Help"), N_("Show the keys, and what goes into the field where you are.")),
    Action("open_item", ("enter",), N_("Open"), N_("Open what is chosen.")),
    Action("save_report", ("f2",), N_("Save"), N_("Save the report as a draft and check it.")),
    Action("show_workbooks", ("f2",), N_("Workbooks"), N_("Export your department's workbook, or import a form.")),
    Action("choose_department", ("f2",), N_("Department"), N_("Show one department alone, or all.")),
    Action("choose_part", ("f2",), N_("Part"), N_("Show one department or one section of the plan alone, or all.")),
    Action("find_item", ("f3", "slash"), N_("Find"), N_("Narrow the list to what you type: words, code, initials.")),
    Action("filter_light", ("f4",), N_("Lights"), N_("Show one light alone, then the next, then all again.")),
    Action("filter_state", ("f6",), N_("States"), N_("Show one state alone, then the next, then all again.")),
    Action(
        "previous_period",
        ("left_square_bracket",),
        N_("Earlier period"),
        N_("Go to the period before."),
        is_shown=False,
    ),
    Action("next_period", ("right_square_bracket",), N_("Later period"), N_("Go to the period after."), is_shown=False),
    Action(
        "choose_period",
        ("f7",),
        N_("Period"),
        N_("Choose another period from a list; {key_previous_period} and {key_next_period} go to the ones beside."),
    ),
    Action("show_light", ("f4",), N_("Lights"), N_("Choose a light and list what shows it.")),
    Action("filter_warnings", ("f6",), N_("Warnings"), N_("Show only what something was found in, or all.")),
    Action("next_department", ("f7",), N_("Department"), N_("Go to the next department that has to do with it.")),
    Action(
        "begin_practice",
        ("ctrl+t",),
        N_("Practise"),
        N_("Practise reporting; nothing of it is reported."),
        is_shown=False,
    ),
    Action("show_urges", ("f8",), N_("Urged"), N_("Show what the commission wrote about reports that are owed.")),
    Action("show_history", ("f2",), N_("History"), N_("Show who did what with it, old beside new.")),
    Action("previous_report", ("f3", "left_square_bracket"), N_("Previous"), N_("Go to the report before.")),
    Action("next_report", ("f4", "right_square_bracket"), N_("Next"), N_("Go to the next report; nothing is decided.")),
    Action("approve_report", ("f8",), N_("Approve"), N_("Approve the report and go to the next one.")),
    Action(
        "approve_all",
        ("f8",),
        N_("Approve many"),
        N_("Approve all that are listed, without warnings and never returned; it asks first."),
    ),
    Action("show_urging_list", ("f2",), N_("Urging list"), N_("Show the list of who owes what as a text to copy.")),
    Action(
        "shorten_list",
        ("f4",),
        N_("Short or full"),
        N_("Show one paragraph with a number for each department, or every report again."),
    ),
    Action("export_urging_list", ("f8",), N_("Export"), N_("Write the list as it is shown as a file.")),
    Action("urge_department", ("f8",), N_("Urge"), N_("Urge the chosen department; it finds the text at its sign-in.")),
    Action("urge_all", ("f4",), N_("Urge all"), N_("Urge every department that owes reports and may report.")),
    Action("export_merged", ("f8",), N_("Workbook"), N_("Write the merged workbook of the period that is shown.")),
    Action("export_history", ("f8",), N_("Export"), N_("Write the events that are listed as a table for Excel.")),
    Action("pick_file", ("enter", "space"), N_("Pick"), N_("Pick the chosen file, or leave it again.")),
    Action("pick_all", ("f4",), N_("Pick all"), N_("Pick every workbook; once more leaves them all.")),
    Action("merge_files", ("f8",), N_("Merge"), N_("Read what is picked and show what the files disagree about.")),
    Action("decide_conflict", ("enter",), N_("Decide"), N_("Choose which side stands, or leave a file out.")),
    Action("choose_newest", ("f4",), N_("Newest"), N_("Take the newer side of everything that is open.")),
    Action("save_merged", ("f8",), N_("Write workbook"), N_("Write the merged workbook into the outbox.")),
    Action("import_form", ("f8",), N_("Import"), N_("Save everything that the form changes as drafts, or nothing.")),
    Action("lay_marked", ("f4",), N_("Marked copy"), N_("Put a copy with the refused cells in red into the outbox.")),
    Action("export_department", ("f8",), N_("Export"), N_("Write your department's workbook into the outbox.")),
    Action("move_due_date", ("f2",), N_("Due date"), N_("Change the due date of the open period; give a reason.")),
    Action("grant_extension", ("f4",), N_("Extension"), N_("Let one department report in the closed period.")),
    Action("close_period", ("f6",), N_("Close"), N_("Close the period; nobody reports in it without an extension.")),
    Action("open_period", ("f8",), N_("Open period"), N_("Open the period for reporting; a closed one with a reason.")),
    Action("add_account", ("f2",), N_("Add"), N_("Add an account; its password is shown once.")),
    Action("reset_account", ("f4",), N_("New password"), N_("Give the account a one-time password, shown once.")),
    Action("disable_account", ("f6",), N_("Disable"), N_("Let nobody sign in with the account.")),
    Action("enable_account", ("f8",), N_("Enable"), N_("Let the account sign in again.")),
    Action("unlock_account", ("f7",), N_("Unlock"), N_("Forget the wrong passwords, so that it may try again.")),
    Action("reassign_commitment", ("f2",), N_("Departments"), N_("Give the commitment to other departments.")),
    Action("retarget_commitment", ("f4",), N_("Target"), N_("Change a target; the old one is kept with the reason.")),
    Action("split_commitment", ("f6",), N_("Split"), N_("Put parts in the commitment's place; its reports stay.")),
    Action("add_commitment", ("f8",), N_("Add"), N_("Put a commitment into the plan that a decision has made.")),
    Action("show_changes", ("f7",), N_("Changes"), N_("Show everything that was changed about the plan this year.")),
    Action("attach_evidence", ("f4",), N_("Evidence"), N_("Add evidence: a file from the inbox, or a reference.")),
    Action("detach_evidence", ("delete",), N_("Remove"), N_("Take the chosen piece of evidence off the report.")),
    Action("copy_previous", ("f7",), N_("Last text"), N_("Put the last period's text into the field where you are.")),
    Action("refresh", ("f5",), N_("Refresh"), N_("Read everything anew."), is_shown=False),
    Action("submit_report", ("f8",), N_("Submit"), N_("Send the report on.")),
    Action("withdraw_report", ("f6",), N_("Withdraw"), N_("Take the report back to change it.")),
    Action("sign_report", ("f8",), N_("Sign"), N_("Sign the report and let it go to the commission.")),
    Action("return_report", ("f6",), N_("Return"), N_("Give the report back with a reason.")),
    Action("accept", ("enter",), N_("OK"), N_("Do it.")),
    Action("accept_text", ("f2",), N_("OK"), N_("Do it with the text as it stands.")),
    Action("show_keys", ("f3",), N_("Keys"), N_("Look at the keys of everything, and give yourself other ones.")),
    Action(
        "check_terminal", ("f4",), N_("Terminal check"), N_("See what your terminal can show, and how keys arrive.")
    ),
    Action(
        "reset_settings",
        ("f6",),
        N_("Defaults"),
        N_("Choose everything as it is for who never chose anything; your own keys stay."),
    ),
    Action("choose_key", ("enter",), N_("Other key"), N_("Give the chosen action another key.")),
    Action("reset_key", ("delete",), N_("Its own key"), N_("Give the chosen action its own key again.")),
    Action("reset_keys", ("f6",), N_("All keys"), N_("Give every action its own key again.")),
    Action(
        "show_palette",
        ("f9",),
        N_("Commands"),
        N_("Find what can be done here, another place, or a commitment by typing a part of its name."),
    ),
    Action("go_back", ("escape",), N_("Back"), N_("Leave this page or question; a form asks about what isn't saved.")),
    Action("sign_out", ("f12",), N_("Sign out"), N_("Leave the desk; over SSH the connection ends with it.")),
    Action("leave_app", ("f12",), N_("Quit"), N_("Leave the app.")),
    Action("undo_typing", ("ctrl+z",), N_("Undo"), N_("Take back what was typed last, in any field."), is_shown=False),
    Action("redo_typing", ("ctrl+y",), N_("Redo"), N_("Do again what was taken back last."), is_shown=False),
    Action("settle_conflict", ("f2",), N_("Save as chosen"), N_("Save the report as it was chosen, field by field.")),
    Action("take_mine", ("f6",), N_("All mine"), N_("Choose my version of every field.")),
    Action("take_theirs", ("f7",), N_("All theirs"), N_("Choose their version of every field.")),
    Action(
        "show_settings",
        ("ctrl+o",),
        N_("Settings"),
        N_("Choose language, colours, keys and more for your account."),
        is_shown=False,
    ),
    Action("quit_app", ("ctrl+q",), N_("Quit"), N_("Leave the app."), is_shown=False),
    Action("show_tour", ("f2",), N_("Tour"), N_("Show the short tour of the first sign-in again.")),
    Action("next_page", ("enter",), N_("Next page"), N_("Go to the next page.")),
    Action("end_tour", ("enter",), N_("To work"), N_("End the tour and begin to work.")),
    Action("previous_page", ("f3",), N_("Previous page"), N_("Go a page back.")),
)
"""Every action, in the order of the key line."""

_BY_ID = MappingProxyType({action.id: action for action in ACTIONS})


def bindings(*ids: str) -> list[BindingType]:
    """The bindings of these actions, for a screen's or the app's ``BINDINGS``."""
    return _fixed(_BY_ID[each].binding() for each in ids)


def moving_keys(**actions: str) -> list[BindingType]:
    """A widget's own keys for moving about in it, which no page names: key to action."""
    return _fixed(Binding(key, action, show=False) for key, action in actions.items())


def editing_keys(inherited: Iterable[BindingType], *, without: Collection[str] = ()) -> list[BindingType]:
    """A text field's own keys, without the function keys: those belong to the page.

    Args:
        inherited: the keys of the field that it is made of.
        without: actions that are the page's matter too.
    """
    return _fixed(
        each
        for each in inherited
        if isinstance(each, Binding) and not re.fullmatch(r"f[0-9]+", each.key) and each.action not in without
    )


def _fixed(made: Iterable[Binding]) -> list[BindingType]:
    """Bindings that nobody can change, since a class is shared by every session; Textual only goes over them."""
    return cast("list[BindingType]", tuple(made))


def action(action_id: str) -> Action | None:
    """The action of this id, or None for a binding that belongs to a widget's own editing keys."""
    return _BY_ID.get(action_id)


def key_name(key: str, language: Language) -> str:
    """How a key is called on the keyboard."""
    names = {
        "enter": language.say("Enter"),
        "escape": "Esc",
        "delete": "Del",
        "slash": "/",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
    }
    return names.get(key, "+".join(part.capitalize() for part in key.split("+")))
