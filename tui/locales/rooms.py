"""Which sentences stand in which catalogue: each room's own, as its code says them. Only a checkout has babel for it.

A sentence is an English message marked with ``N_`` or handed to ``say``. The catalogue keeps it with its Chinese; a new
one stands there with nothing behind it until somebody translates it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tui.language import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYWORDS = ("N_", "say")
_LANGUAGE = "zh"
_ROOT = Path(__file__).parents[2]
_APP = (
    "actions.py",
    "app.py",
    "background.py",
    "dialogs",
    "evidence_text.py",
    "extension_text.py",
    "form_text.py",
    "messages.py",
    "pages.py",
    "report_stories.py",
    "screens",
    "settings_words.py",
    "terminal_safety.py",
    "themes.py",
    "widgets",
)
"""What of ``tui`` is the app; the door has a catalogue of its own, and the rest is the command line's."""


def sources(room: str) -> list[Path]:
    """The files and directories whose sentences a catalogue holds.

    Args:
        room: the catalogue's name.
    """
    if room in ("departments", "storage"):
        return [_ROOT / room]
    if room == "workbooks":
        return [_ROOT / "exports"]
    if room == "ssh":
        return [_ROOT / "tui" / "ssh"]
    everything = sorted(path for path in (_ROOT / "tui").iterdir() if path.name not in ("locales", "ssh"))
    return [path for path in everything if (path.name in _APP) == (room == "app")]


def sentences(room: str) -> list[str]:
    """Every sentence that a room's code can say, in the order of the code."""
    return list(dict.fromkeys(found for path in sources(room) for found in _sentences_in(path) if found))


def _sentences_in(path: Path) -> Iterator[str]:
    keywords = dict.fromkeys(_KEYWORDS)
    if path.is_dir():
        yield from (str(each[2]) for each in extract_from_dir(path, keywords=keywords))
    elif path.suffix == ".py":
        yield from (str(each[1]) for each in extract_from_file("python", path, keywords=keywords))


def catalogue_place(room: str, suffix: str) -> Path:
    """Where a room's catalogue lies, as people write it (``po``) or as the program reads it (``mo``)."""
    return LOCALES / _LANGUAGE / "LC_MESSAGES" / f"{room}.{suffix}"


def read_catalogue(room: str) -> Catalog:
    """A room's Chinese as people wrote it; an empty catalogue where there is none yet."""
    place = catalogue_place(room, "po")
    if not place.exists():
        return Catalog(locale=_LANGUAGE, header_comment=f"# Chinese for the sentences of {room}.", fuzzy=False)
    with place.open("rb") as written:
        return read_po(written, locale=_LANGUAGE)


def bring_up_to_date(room: str) -> list[str]:
    """Put what is new into a catalogue, take out what nobody says any more, and compile it.

    Returns:
        The sentences that still need their Chinese.
    """
    said = Catalog()
    for each in sentences(room):
        said.add(each)
    catalogue = read_catalogue(room)
    catalogue.update(said, no_fuzzy_matching=True, update_creation_date=False)
    with catalogue_place(room, "po").open("wb") as written:
        write_po(written, catalogue, width=0, no_location=True, ignore_obsolete=True)
    with catalogue_place(room, "mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    return [str(each.id) for each in catalogue if each.id and not each.string]
