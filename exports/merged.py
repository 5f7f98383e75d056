"""The merged workbook, which goes upward. To add a sheet: a file in ``exports/sheets/`` and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.edition import Edition
from exports.packing import new_workbook, packed
from exports.sheets.chain_heads import write_chain_heads
from exports.sheets.evidence import counted_reports, write_evidence
from exports.sheets.long_texts import write_long_texts
from exports.sheets.not_reported import write_not_reported
from exports.sheets.progress import write_progress
from exports.sheets.summary import write_summary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from departments.ledger import Head
    from departments.overview import Overview

UNIT_LINE = "汇总单位（盖章）：＿＿＿＿＿＿＿＿"


def merged_workbook(
    overview: Overview,
    heads: Sequence[Head],
    generated_at: dt.datetime,
    people: Mapping[str, str] | None = None,
) -> bytes:
    """The whole plan's workbook for a period, as the content of an xlsx file; the same input gives the same bytes.

    Args:
        overview: of the whole plan.
        heads: where every book's chain ends, to be printed.
        generated_at: the present instant, with time zone; all times in the workbook are in this zone.
        people: account name to the person as tables print it; an account that is not in it is printed by its name.
    """
    edition = Edition(overview.period, generated_at, UNIT_LINE, people or {})
    workbook = new_workbook(f"{overview.plan.title} {overview.period}")
    write_summary(workbook, overview, edition)
    progress = write_progress(workbook, overview, edition)
    not_reported = write_not_reported(workbook, overview, edition)
    evidence = write_evidence(workbook, counted_reports(overview), overview.plan.directory, edition)
    write_chain_heads(workbook, heads, overview.plan.directory, edition)
    write_long_texts(workbook, (*progress.long_texts, *not_reported.long_texts, *evidence.long_texts), edition)
    return packed(workbook, generated_at)
