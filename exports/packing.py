"""From a workbook to a file's bytes, and back to nothing else: the same workbook gives the same bytes at any time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from exports.styles import register_styles

CREATOR = "填报"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def new_workbook(title: str) -> Workbook:
    """A workbook without a sheet, with all the named styles."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    register_styles(workbook)
    workbook.properties.creator = CREATOR
    workbook.properties.lastModifiedBy = CREATOR
    workbook.properties.title = title
    return workbook


class _StillArchive(zipfile.ZipFile):
    """An archive that knows no present time, which every member would be stamped with."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:  # noqa: ANN401 - as zipfile
        """Write a member, dated at the beginning of the zip format's time."""
        member = zipfile.ZipInfo(name, _ZIP_EPOCH)
        member.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(member, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:  # noqa: ANN401 - as zipfile
        """Write a file as a member, without its date."""
        self.writestr(arcname, Path(filename).read_bytes())


def packed(workbook: Workbook, generated_at: dt.datetime) -> bytes:
    """The file's content, with ``generated_at`` as the only time in it.

    Args:
        workbook: finished.
        generated_at: with time zone.
    """
    moment = generated_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.created = workbook.properties.modified = moment
    content = io.BytesIO()
    ExcelWriter(workbook, _StillArchive(content, "w", zipfile.ZIP_DEFLATED)).save()
    return content.getvalue()
