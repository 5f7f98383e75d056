"""From a workbook to a file's bytes, and back to nothing else: the same workbook gives the same bytes at any time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

from exports.styles import register_styles

CREATOR = "填报"
_CORE = "docProps/core.xml"
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


def packed(workbook: Workbook, generated_at: dt.datetime) -> bytes:
    """The file's content, with ``generated_at`` as the only time in it.

    Args:
        workbook: finished.
        generated_at: with time zone.
    """
    draft = io.BytesIO()
    workbook.save(draft)
    # Saving stamps the present time into the properties and into every member of the archive.
    moment = generated_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.created = moment
    workbook.properties.modified = moment
    result = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(workbook.properties.to_tree()) if name == _CORE else source.read(name)
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, content)
    return result.getvalue()
