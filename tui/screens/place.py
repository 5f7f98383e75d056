"""What every place has: a title line above, a notice and the keys below, and a language."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.events import ScreenResume
from textual.messages import Prune

from departments.refusals import Damage, Refusal
from departments.wording import N_
from tui.actions import bindings
from tui.departure import Departing
from tui.messages import SignedOut
from tui.widgets.fields import MOST_TYPED, NO_ROOM, FieldFull
from tui.widgets.lines import KeyLine, NoticeLine, TitleLine
from tui.widgets.practice_line import PRACTISING, PracticeLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import AwaitMount

    from tui.actions import Action
    from tui.destinations import Destinations
    from tui.language import Language
    from tui.screens.tour_pages import TourPage


class Place(Departing[str]):
    """The base of every full-page screen; what it answers when it is left is a sentence for the page beneath."""

    HELP: ClassVar[str] = ""
    """What the page is for: an English sentence of the catalogue."""
    DOES: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """What actions do here, by their ids, where they do something else elsewhere: sentences of the catalogue."""
    TOUR: tuple[TourPage, ...] = ()
    """The tour that help on the page shows again; none where there is none."""
    HAS_SETTINGS: ClassVar[bool] = True
    """Whether the settings can be opened over the page."""
    WIDTHS: ClassVar[tuple[tuple[int, str], ...]] = ((120, "-wide"),)
    """The class that the page has from so many columns on."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("show_help", "sign_out")
    is_asking = False
    """Whether a story is told that asks or opens something, for which keys wait."""

    title_line = getters.query_one(TitleLine)
    notice_line = getters.query_one(NoticeLine)

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = list(self.WIDTHS)
        self.language = language
        self.say = language.say

    def compose(self) -> ComposeResult:
        """The frame around what the place composes itself."""
        yield TitleLine()
        if self.app.has_class(PRACTISING):
            yield PracticeLine(self.language)
        yield from self.compose_place()
        yield NoticeLine()
        yield KeyLine(self.language)

    def compose_place(self) -> ComposeResult:
        """The place's own widgets."""
        yield from ()

    @property
    def purpose(self) -> str:
        """What the page is for as it stands now, in words; most pages are always for the same."""
        return self.say(self.HELP) if self.HELP else ""

    def does(self, each: Action) -> str:
        """What an action does on the page, in words."""
        return self.say(self.DOES.get(each.id, each.help))

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed has somewhere to go: until the page has been read, and while it is left, keys wait."""
        return not self.is_asking

    @property
    def places(self) -> Sequence[tuple[str, str]]:
        """Where else to go at a digit: each place with its name in words, this one too; most pages lead nowhere."""
        return ()

    def go_to_place(self, place: str) -> AwaitMount:
        """Go there.

        Args:
            place: one of :attr:`places`.
        """
        self.tell("")
        return self.app.switch_mode(place)

    def read_destinations(self) -> Destinations:
        """What of the plan can be opened over the page, for the palette. Not for the event loop."""
        from tui.destinations import Destinations

        return Destinations()

    def leave_for(self, go: Callable[[], object]) -> None:
        """Go elsewhere, which takes the page away; one that has something to lose asks first, as Esc does.

        Args:
            go: goes there; not called where the person stays.
        """
        go()

    @on(ScreenResume)
    def _style_the_page(self, event: ScreenResume) -> None:
        """What stands on the page is not styled anew: it was when it was made, and is whenever the app looks different.

        The page itself was styled before its own style sheet was read.
        """
        event.refresh_styles = False
        self.app.stylesheet.apply(self)

    @on(Prune)
    def _break_off(self) -> None:
        """Break off what the page still reads or tells: it would come to one that is half taken away."""
        self.workers.cancel_node(self)

    def look_again(self) -> None:
        """Show what others did meanwhile; a page that shows nothing of theirs does nothing."""

    def say_keys_anew(self) -> None:
        """Say what names a key on the page again, since one has moved; a notice may have named it, and goes."""
        for each in self.query(NoticeLine):
            each.tell("")

    async def keep_typed(self) -> None:
        """Keep what is typed and not saved, because the app is about to end; most places have nothing of the kind."""

    def tell(self, sentence: str, *, is_alarm: bool = False) -> None:
        """Show one sentence above the keys, until the next one, or until the person types or goes on in a list.

        A page that is being taken away, together with the one above it that has something to tell, tells nothing.
        """
        for line in self.query(NoticeLine):
            line.tell(sentence, about=self.typed_now, is_alarm=is_alarm)

    @property
    def typed_now(self) -> object:
        """What is typed on the page, where notices are about that; None where they are not.

        A page that has something here holds its notices against it with every change: what the page itself puts into
        its fields before it tells something makes no notice go.
        """
        return None

    def on_row_table_moved(self) -> None:
        """Let the notice of a list go, which whoever goes on in it has read; one about what is typed stays."""
        if self.typed_now is None:
            self.notice_line.clear()

    @on(FieldFull)
    def _tell_full(self) -> None:
        self.tell(self.say(NO_ROOM, most=MOST_TYPED), is_alarm=True)

    def refuse(self, refusal: Refusal | Damage) -> None:
        """Show why something was refused, or what is damaged."""
        said = self.language.sentence(refusal)
        if isinstance(refusal, Damage):
            said = self.language.say(N_("What lies on disk is damaged; tell the operator. {what}"), what=said)
        self.tell(said, is_alarm=True)

    def action_show_help(self) -> None:
        """Show the keys and what goes into the focused field."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen.about(self, self.language))

    async def action_check_terminal(self) -> None:
        """Look at what the terminal can show."""
        await self.app.run_action("check_terminal")

    async def action_sign_out(self) -> None:
        """Leave the desk."""
        self.post_message(SignedOut())
