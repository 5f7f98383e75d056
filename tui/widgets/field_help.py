"""What goes into each field of a report, from which document it comes, and an example: English, for the catalogue."""

from __future__ import annotations

from types import MappingProxyType

from departments.plan import Basis
from departments.wording import N_
from tui.form_text import NEXT_STEPS, PROBLEMS, PROGRESS

FIGURE = MappingProxyType(
    {
        Basis.CUMULATIVE: N_(
            "What goes in: the total from January to the end of this month in the unit shown, not this month's alone.\n"
            "From: your own ledger or statistical return; the same figure that you give to the statistics bureau.\n"
            "Example: 12800, 12,800 or 1.28万; full-width digits are fine. Where nothing happened, 0; where the figure"
            " isn't published yet, leave it empty and say why in the line below."
        ),
        Basis.LEVEL: N_(
            "What goes in: the figure as it stands at the end of this month, in the unit shown; it doesn't add up.\n"
            "From: the register, or the bulletin in which the figure is published, as of the month's end.\n"
            "Example: 412 of a number, 6.5 or 6.5% of a rate. Where the figure isn't published yet, leave it empty and"
            " say why in the line below."
        ),
    }
)
"""By how the figure is counted."""
ABSENT = N_(
    "What goes in: why there is no figure, and when there will be one; only where the figure is left empty.\n"
    "From: the publication calendar of whoever publishes the figure.\n"
    "Example: Published by the quarter; will be given after 20 July."
)
ASSESSMENT = N_(
    "What goes in: your own judgement of the commitment, held against the year's pace. Arrows or a digit choose.\n"
    "From: the figures above and your work plan; better than the figures has to be explained.\n"
    "Example: half of the target reached by the end of June is on track."
)
NOTHING_TO_REPORT = N_(
    "What goes in: yes only where nothing happened in this period. Arrows or a digit choose.\n"
    "From: your work plan; then write the reason under progress, and what comes next.\n"
    "Example: the check takes place in September; yes, with that reason."
)
NARRATIVE = MappingProxyType(
    {
        PROGRESS: N_(
            "What goes in: what was done from January to this month, with numbers; with nothing to report, why.\n"
            "From: your work log, minutes, and the documents that you add as evidence.\n"
            "Example: 26 job fairs were held, 9,800 people newly employed, 51.6% of the year's task."
        ),
        PROBLEMS: N_(
            "What goes in: what stands in the way, and what has to be decided by whom; may stay empty.\n"
            "From: the minutes of your coordination meetings, requests that were sent and not answered yet.\n"
            "Example: two sites have no land permit yet; the planning bureau is asked to decide by July."
        ),
        NEXT_STEPS: N_(
            "What goes in: what comes next, until when, by whom.\n"
            "From: your work plan and the division of work.\n"
            "Example: four fairs at schools by the end of September, by the employment centre."
        ),
    }
)
EXPLANATION = N_(
    "What goes in: an answer to every note marked !: why a figure fell or jumped, why you judge better than it.\n"
    "From: whoever gave the figure; the commission reads it beside the figure.\n"
    "Example: the figure was corrected by the census; the May figure counted 120 people twice."
)
EVIDENCE = N_(
    "What goes in: files and references that prove the report. {key_attach_evidence} adds one,"
    " {key_detach_evidence} takes the chosen one off.\n"
    "From: files that were sent into the inbox over SFTP; or a document number or address.\n"
    "Example: a list of the fairs as a workbook; 南政发〔2021〕5号."
)
EVIDENCE_TO_READ = N_(
    "What stands here: the files and references that prove the report, each with its note.\n"
    "A reference is kept elsewhere; only its number or address is here."
)
