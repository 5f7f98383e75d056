"""TOML tables that remember their lines, so that a wrong value can be told by where it stands."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from enum import StrEnum

E = TypeVar("E", bound="StrEnum")


@frozen
class Problem:
    """Something wrong in a file."""

    file: str
    line: int
    """From 1; 0 where the file as a whole is meant."""
    what: str
    """In the words of whoever edits the file: key, value, what is expected."""

    def __str__(self) -> str:
        """File, line and problem, as compilers write them."""
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


class TomlText:
    """One TOML file: its tables, where each stands, and the problems found so far."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._lines = text.splitlines()
        self._values: dict[str, Any] = {}
        try:
            self._values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line ([0-9]+)", str(error))
            self.problem(int(found[1]) if found else len(self._lines), str(error))

    def problem(self, line: int, what: str) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(self.name, line, what))

    def tables(self, header: str) -> list[Table]:
        """The tables of an array, in the file's order."""
        return self.tables_within(self._values.get(header, []), header, 0)

    def tables_within(self, found: object, header: str, after: int) -> list[Table]:
        """The tables of an array whose headers stand behind a line."""
        if not isinstance(found, list):
            self.problem(after, f"[[{header}]] has to be an array of tables")
            return []
        tables = []
        for values in found:
            after = self._line_that(rf"\[\[\s*{re.escape(header)}\s*\]\]", after) or after
            tables.append(Table(self, header, values if isinstance(values, dict) else {}, after))
        return tables

    def table(self, header: str) -> Table:
        """A single table; an empty one where the file has none."""
        values = self._values.get(header, {})
        line = self._line_that(rf"\[\s*{re.escape(header)}\s*\]", 0) or 1
        return Table(self, header, values if isinstance(values, dict) else {}, line)

    def line_of(self, key: str, after: int) -> int:
        """The line of a key behind a table's header, as far as the next header; else the header's own."""
        following = self._line_that(r"\[", after) or len(self._lines) + 1
        line = self._line_that(rf"{re.escape(key)}\s*=", after)
        return line if line and line < following else after

    def _line_that(self, begins_with: str, after: int) -> int | None:
        pattern = re.compile(rf"\s*{begins_with}")
        for number in range(after, len(self._lines)):
            if pattern.match(self._lines[number]):
                return number + 1
        return None


class Table:
    """One table of the file, with the line on which it begins."""

    def __init__(self, toml: TomlText, header: str, values: dict[str, Any], line: int) -> None:
        self.values, self.line = values, line
        self._toml, self._header = toml, header
        self._asked: set[str] = set()

    def problem(self, key: str, what: str) -> None:
        """Note a problem at the key's line."""
        self._toml.problem(self._toml.line_of(key, self.line), what)

    def text(self, key: str) -> str:
        """A text that may not be empty."""
        found = self._value(key)
        if isinstance(found, str) and found.strip():
            return found
        self._wrong(key, "a text in quotes")
        return ""

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        found = self._value(key)
        if found is None and default is not None:
            return default
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
        self._wrong(key, "a list of texts")
        return ()

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        found = self._value(key)
        if found is None and default is not None:
            return default
        if isinstance(found, int) and not isinstance(found, bool):
            return found
        self._wrong(key, "a whole number")
        return 0

    def decimal(self, key: str) -> Decimal:
        """A decimal number, written in quotes so that no digit is lost."""
        found = self._value(key)
        try:
            number = Decimal(found) if isinstance(found, str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            self._wrong(key, 'a number in quotes, such as "12.5"')
            return Decimal(0)
        return number

    def choice(self, key: str, kind: type[E], default: E) -> E:
        """One of a kind's words."""
        found = self._value(key)
        if found is None:
            return default
        if isinstance(found, str) and found in {each.value for each in kind}:
            return kind(found)
        self._wrong(key, "one of " + ", ".join(each.value for each in kind))
        return default

    def tables(self, key: str) -> list[Table]:
        """The tables of an array inside this one."""
        self._asked.add(key)
        return self._toml.tables_within(self.values.get(key, []), f"{self._header}.{key}", self.line)

    def done(self, *also: str) -> None:
        """Note every key that nobody asked for: a misspelt key is a lost value."""
        for key in self.values:
            if key not in self._asked and key not in also:
                self.problem(key, f"{key} is not known in [{self._header}]")

    def _value(self, key: str) -> Any:  # noqa: ANN401 - whatever the file has there
        self._asked.add(key)
        return self.values.get(key)

    def _wrong(self, key: str, wanted: str) -> None:
        what = f"{key} is missing" if key not in self.values else f"{key} = {self.values[key]!r} can't be used"
        self.problem(key, f"{what}; write {wanted}")
