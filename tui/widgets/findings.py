"""What is wrong with a field, beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from departments.checks import Grade
from tui.folded_content import FoldedContent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.checks import Finding
    from departments.refusals import BadInput
    from tui.language import Language


class FindingLines(Static):
    """One line a finding; nothing at all where there is none."""

    DEFAULT_CSS = """
    FindingLines { height: auto; padding: 0 1; display: none; }
    FindingLines.-shown { display: block; }
    """

    def __init__(self, language: Language) -> None:
        """Args: the reader's language."""
        super().__init__(markup=False)
        self._language = language
        self._lines: list[tuple[str, str]] = []

    def show(self, findings: Sequence[Finding], unreadable: BadInput | None = None) -> bool:
        """Show these findings, and before them why what was typed can't be read; whether there is something new."""
        language = self._language
        lines = [(f"x {language.sentence(unreadable)}", "bold $light-behind")] if unreadable else []
        for each in findings:
            sign, style = ("x", "bold $light-behind") if each.grade is Grade.HARD else ("!", "$light-slightly-behind")
            lines.append((f"{sign} {language.sentence(each.sentence)}", style))
        if lines == self._lines:
            return False
        self._lines = lines
        self.update(FoldedContent.of(Content("\n").join(Content.styled(text, style) for text, style in lines)))
        self.set_class(bool(lines), "-shown")
        return bool(lines)
