"""What a terminal would obey, and what a markup language would, by name: typed, pasted, sent in or kept by somebody.

Where a sequence has a number in it, it is one that the app itself never sends, so that a reader of the terminal's bytes
can tell the two apart. Each stands between two marks that can be read, which show that its text has arrived at all.
"""

from __future__ import annotations

from types import MappingProxyType

from attrs import frozen

ESCAPES = MappingProxyType(
    {
        # ── cursor, screen, modes
        "blink": "\x1b[5m闪\x1b[25m",
        "conceal": "\x1b[8m藏",
        "cursor home": "\x1b[777;777H",
        "cursor up": "\x1b[777A",
        "erase screen": "\x1b[2J",
        "erase scrollback": "\x1b[3J",
        "scroll region": "\x1b[7;9r",
        "insert lines": "\x1b[77L",
        "repeat": "\x1b[77b",
        "other screen": "\x1b[?1049l",
        "mouse on": "\x1b[?1003h",
        "paste end": "\x1b[201~rm -rf\x1b[200~",
        "cursor shape": "\x1b[2 q",
        "soft reset": "\x1b[!p",
        "kitty keyboard": "\x1b[>31u",
        "window size": "\x1b[8;1;1t",
        "window title report": "\x1b[21t",
        "print screen": "\x1b[5i",
        # ── questions that the terminal answers on the keyboard
        "cursor query": "\x1b[6n",
        "extended cursor query": "\x1b[?6n",
        "device attributes": "\x1b[c",
        "secondary attributes": "\x1b[>0c",
        "tertiary attributes": "\x1b[=0c",
        "mode query": "\x1b[?2026$p",
        "answerback": "\x05",
        "identify": "\x1bZ",
        # ── strings: title, clipboard, links, pictures
        "title": "\x1b]0;拥有\x07",
        "title, long end": "\x1b]2;拥有\x1b\\",
        "palette": "\x1b]4;1;?\x07",
        "link": "\x1b]8;;http://host.invalid/\x1b\\点\x1b]8;;\x1b\\",
        "note": "\x1b]9;通知\x07",
        "foreground": "\x1b]10;?\x07",
        "pointer": "\x1b]22;wait\x07",
        "clipboard": "\x1b]52;c;cm0gLXJmCg==\x07",
        "clipboard query": "\x1b]52;c;?\x07",
        "shell marks": "\x1b]133;A\x07",
        "notification": "\x1b]777;notify;a;b\x07",
        "iTerm2 picture": "\x1b]1337;File=inline=1:AAAA\x07",
        "kitty picture": "\x1b_Gf=24,s=1,v=1;AAAA\x1b\\",
        "sixel": "\x1bPq#0;2;0;0;0~-\x1b\\",
        "user keys": "\x1bP0;1|17/726d\x1b\\",
        "status string": "\x1bP$q m\x1b\\",
        "start of string": "\x1bX藏\x1b\\",
        "privacy message": "\x1b^藏\x1b\\",
        "title without an end": "\x1b]0;没有尾",
        "string within a string": "\x1b]0;\x1bP\x1b]52;c;AAAA\x07",
        # ── short ones
        "reset": "\x1bc",
        "alignment": "\x1b#8",
        "save and restore": "\x1b7\x1b8",
        "index": "\x1bD\x1bE\x1bM",
        "line drawing": "\x1b(0lqk\x1b(B",
        "shift out": "\x0elqk\x0f",
        "single shift": "\x1bNx\x1bOP",
        "keypad": "\x1b=",
        "escape alone": "\x1b",
        "two escapes": "\x1b\x1b[77A",
        "split": "\x1b\u200b[77A",
        "nested": "\x1b[\x1b[7;7H77A",
        # ── eight bits, as UTF-8 carries them
        "CSI in one": "\x9b777;777H",
        "OSC in one": "\x9d0;拥有\x9c",
        "DCS in one": "\x90q#0~\x9c",
        "APC in one": "\x9fGa=T\x9c",
        "PM in one": "\x9e藏\x9c",
        "SOS in one": "\x98藏\x9c",
        "all of C1": "".join(map(chr, range(0x80, 0xA0))),
        # ── single characters
        "bell": "\x07",
        "backspaces": "真\x08\x08假",
        "carriage return": "真的\r假的",
        "tabs": "\x0b\x0c\x1c\x1d\x1e\x1f",
        "delete": "\x7f\x7f",
        "nul": "\x00",
        "substitute": "\x18\x1a",
        # ── what looks like something else
        "right to left": "\u202etxt.exe\u202c",
        "left to right": "\u202d\u202a\u202b",
        "isolates": "\u2066\u2067\u2068\u2069",
        "direction marks": "\u200e\u200f\u061c",
        "zero width": "零\u200b宽\u2060的\ufeff",
        "joiners": "\u200c\u200d",
        "joined people": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "variants": "字\ufe0f体\ufe0e变\U000e0100",
        "tags": "\U0001f3f4\U000e0067\U000e0062\U000e007f",
        "flood of marks": "污" + "\u0301\u0316\u20dd" * 60,
        "line separator": "上\u2028下\u2029",
        "next line": "上\x85下",
        "private": "\ue000\uf8ff\U000f0000",
        "half a character": "\ud83d\udc00\udfff",
        "not a character": "\ufffe\uffff\ufdd0",
        "fillers": "\u3164\u115f\u1160\uffa0\u00ad",
        "annotations": "\ufff9甲\ufffa乙\ufffb",
    }
)
"""At least sixty."""

MARKUP = MappingProxyType(
    {
        # ── Textual's and Rich's
        "bold": "[bold]粗[/bold]",
        "colour": "[red on blue]红[/]",
        "closing": "[/]",
        "closing another": "[/nothing]",
        "closing, open": "[/",
        "opening": "[",
        "both": "[]][[",
        "unbalanced": "[b][i]甲[/b]",
        "action": "[@click=app.quit_app]点[/]",
        "action with words": "[@click='app.bell()']点[/]",
        "screen action": "[@click=screen.sign_out()]点[/]",
        "action without an end": "[@click=app.quit_app",
        "link": "[link=file:///etc/passwd]链[/link]",
        "quoted link": '[link="http://host.invalid"]链[/link]',
        "variable": "[$primary]变[/]",
        "unknown variable": "$nothing",
        "automatic": "[auto 50%]灰[/]",
        "escaped": "\\[bold]粗\\[/bold]",
        "backslash": "\\",
        "blink": "[blink]闪[/blink]",
        "reverse": "[reverse][conceal]藏[/]",
        "meta": "[@mouse.down=x]点[/]",
        "emoji": ":smile: :pile_of_poo: :warning:",
        "repr": "<Widget id=1>",
        "number": "[1]甲[2]",
        "style": "[not bold]细[/not bold]",
        "long": "[" * 30 + "]" * 30,
        # ── other people's
        "script": "<script>alert(1)</script>",
        "entity": "&lt;b&gt;&#27;",
        "markdown": "[点](javascript:alert(1)) **粗** `x` ![图](x)",
        "heading": "# 题 --- ===",
        "table": "| 甲 | 乙 |",
        "per cent": "%s %d %n %(name)s 100%",
        "braces": "{0} {} {name} {self.desk} {{",
        "brace alone": "}{",
        "attribute": "{0.__class__.__mro__}",
        "template": "${HOME} $(id) `id` {{7*7}} <%= 7 %>",
        "gettext": 'msgid "" msgstr ""',
        "formula": "=HYPERLINK(A1) +1 -1 @SUM(1)",
        "JSON": '"}],"x":[{"',
        "TOML": '"""\n[lights]',
        "escape written out": "\\x1b[31m \\u001b[2J \\033[0m ^[[31m",
        "paths": "../../etc/passwd ~root C:\\con",
    }
)
"""At least forty."""


@frozen
class Attack:
    """One string, and how it is known again."""

    name: str
    text: str
    """With its marks."""
    mark: str
    """Stands before and after it, and can be read."""


def _marked(number: int, name: str, text: str) -> Attack:
    mark = f"<{number}>"
    return Attack(name, f"{mark}{text}\n{mark}", mark)


ATTACKS = tuple(_marked(number, *each) for number, each in enumerate([*ESCAPES.items(), *MARKUP.items()], 100))
"""Every one of them; the line break ends a sequence that has no end of its own."""


def handfuls(count: int, between: str = " ") -> tuple[str, ...]:
    """All the attacks in so many texts.

    Args:
        count: how many texts.
        between: stands where a line ends.
    """
    lines = [each.text.replace("\n", between) for each in ATTACKS]
    return tuple(between.join(lines[start::count]) for start in range(count))
