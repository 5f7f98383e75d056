"""LibreOffice as a person uses it: opening a workbook, printing it, saving it again; and what a printed page says."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell

_SECONDS = 150


def converted(kind: str, *files: Path) -> list[Path]:
    """The files as LibreOffice saves them in another format, or in the same one, each in a directory beside it.

    Args:
        kind: ``pdf`` or ``xlsx``.
        files: all in one directory.
    """
    place = files[0].parent / kind
    profile = f"-env:UserInstallation={(files[0].parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(place), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return [place / f"{each.stem}.{kind}" for each in files]


def pages_by_sheet(pdf: Path) -> list[str]:
    """What is printed of each sheet, without any space; a sheet begins with its 附件."""
    raw = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=_SECONDS)
    sheets: list[str] = []
    for page in raw.stdout.decode().split("\f"):
        if re.search(r"(?m)^附件[0-9]+$", page):
            sheets.append("")
        if page.strip():
            sheets[-1] += bare(page)
    return sheets


def texts_by_sheet(workbook: Path) -> dict[str, list[str]]:
    """What each visible sheet has to show: texts and whole numbers, without any space."""
    book = load_workbook(workbook)
    return {
        sheet.title: [shown for row in sheet.iter_rows() for cell in row if (shown := _shown(cell))]
        for sheet in book
        if sheet.sheet_state == "visible"
    }


def _shown(cell: Cell | MergedCell) -> str:
    match cell.value:
        case str() as text:
            return bare(text)
        case int() as number:
            return f"{number:,}" if "#,##0" in cell.number_format else str(number)
        case _:
            return ""


def bare(text: str) -> str:
    """The text without any space, in the forms that a printed page has."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
