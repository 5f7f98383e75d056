"""终端自检: what the terminal says and answers, samples of everything that is drawn, and the key as it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from departments.lights import Light
from departments.wording import N_
from tui.actions import bindings, key_name
from tui.messages import TerminalAnswered
from tui.screens.place import Place
from tui.settings_words import COLOUR_WORDS
from tui.terminal_safety import plain
from tui.widgets.folded_text import FoldedText, paragraphs
from tui.widgets.light import light_words, tone_of

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key, Paste

    from tui.language import Language
    from tui.terminal_look import Appearance

_COLOURS = (
    ("black", N_("black")),
    ("red", N_("red")),
    ("green", N_("green")),
    ("yellow", N_("yellow")),
    ("blue", N_("blue")),
    ("magenta", N_("magenta")),
    ("cyan", N_("cyan")),
    ("white", N_("white")),
)
SIGNS = "─│┌┐└┘├┤┼ █ ▆ … — · “” ‘’ × ± → ← ● ○ ■ □"
"""Signs of ambiguous width; ASCII stands in their place in ASCII mode."""
_TENS = 3
RULER = ("1234567890" * _TENS, "一二三四五" * _TENS, "─" * 10 * _TENS)
"""Lines that are equally long where everything is drawn as wide as it is measured."""


class TerminalCheckScreen(Place):
    """What this terminal can show."""

    CSS_PATH = "terminal_check.tcss"
    HAS_SETTINGS = False
    HELP = N_("What your terminal can show. Press any key to see how it arrives; Esc leaves the page.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("go_back")

    def __init__(self, language: Language, appearance: Appearance) -> None:
        """Args: the language, and how this session is drawn."""
        super().__init__(language)
        self._appearance = appearance

    def compose_place(self) -> ComposeResult:
        """Facts, samples, ruler, key, and what to do."""
        with Vertical():
            yield Static(id="facts", markup=False)
            yield Static(self._colours(), id="colours")
            yield Static(self._lights(), id="lights")
            yield Static(plain(SIGNS), id="signs")
            yield Static(plain("\n".join(f"{line}|" for line in RULER)), id="ruler")
            yield Static(plain(self.say("The three lines above have to end at the same place.")), classes="label")
            yield Static(id="key", classes="strong", markup=False)
            yield FoldedText(paragraphs(self.say(self._advice)), id="advice", classes="label")

    _advice = N_(
        "If something looks wrong, choose for yourself: sign in, press {key_show_settings}, and set colours and ASCII"
        " signs. In PuTTY: Window, Translation, UTF-8; and Terminal, Keyboard, function keys ESC[n~ or Xterm R6."
    )

    def on_mount(self) -> None:
        """Ask anew."""
        self.title_line.show(f"{self.say('TIANBAO')} | {self.say('Terminal check')}")
        self._show_key(self.say("none yet"))
        self.post_message(TerminalAnswered())

    def on_resize(self) -> None:
        """Show the size that it has now."""
        self.on_terminal_answered()

    def on_terminal_answered(self) -> None:
        """Show what is known now."""
        self.query_one("#facts", Static).update(plain("\n".join(self._facts())))

    def _facts(self) -> list[str]:
        say, facts, look = self.say, self._appearance.facts, self._appearance.look
        answered = facts.answer
        if answered is None:
            width = say("no answer")
        else:
            width = say("two cells (answered)") if answered.is_wide else say("one cell (answered)")
        utf8 = say("yes") if facts.is_utf8 else say("no")
        how = say("answered") if answered else say("said") if facts.says_utf8 is not None else say("assumed")
        size = self.app.size
        return [
            say("Kind: {kind}   Size: {width} by {height}", kind=facts.kind, width=size.width, height=size.height),
            say(
                "Colours: {said} said, {used} used",
                said=say(COLOUR_WORDS[facts.colours]),
                used=say(COLOUR_WORDS[look.colours]),
            ),
            say("UTF-8: {yes} ({how})", yes=utf8, how=how),
            say("Lines and quotation marks: {width}", width=width),
            say("ASCII signs: {on}", on=say("on") if look.is_ascii else say("off")),
        ]

    def _colours(self) -> Content:
        rows = []
        for bright in ("", "bright_"):
            cells = [Content.styled(self.say(word), f"ansi_{bright}{name}") for name, word in _COLOURS]
            rows.append(Content("  ").join(cells))
        return Content("\n").join(rows)

    def _lights(self) -> Content:
        lights = [each for each in Light if each is not Light.NOT_DUE]
        return Content("  ").join(
            [Content.styled(light_words(each, self.language), f"bold $light-{tone_of(each)}") for each in lights]
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's form
        """Every key is shown and does nothing, but the way back."""
        return action == "go_back"

    def on_key(self, event: Key) -> None:
        """Show how a key arrives."""
        if event.key != "escape":
            event.stop()
        name = key_name(event.key, self.language)
        sign = event.character if event.is_printable else None
        self._show_key(f"{name}  {sign}" if sign and sign != name else name)

    def on_paste(self, event: Paste) -> None:
        """Show how much arrived at once."""
        event.stop()
        self._show_key(self.say("characters pasted: {count}", count=len(event.text)))

    def _show_key(self, said: str) -> None:
        self.query_one("#key", Static).update(plain(self.say("Last key: {key}", key=said)))

    def action_go_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss("")
