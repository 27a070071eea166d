"""What can go wrong, as a tree.

::

    ModerationError
    ├── RulebookError    rule files, lexicon or policy have problems: all, each with its place
    ├── EngineError      an inference engine failed; the comment has no decision (never "keep")
    └── ArchiveError     an archive or one of its rows cannot be read
        └── NoTextError  a row has no text, or a table no column of texts: it holds no comments

A value of the wrong type raises TypeError. No message holds the text of a comment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from attrs import frozen


class ModerationError(Exception):
    """The root of every error that this library raises on purpose."""


@frozen(kw_only=True)
class Problem:
    """One fault in a rule file: where it is, what is wrong, and how to mend it.

    `line` and `column` count from 1. `source` is the line as it stands in the file.
    """

    path: Path
    line: int
    column: int
    message: str
    hint: str | None = None
    source: str | None = None

    def __str__(self) -> str:
        shown = [f"{self.path.as_posix()}:{self.line}:{self.column}: {self.message}"]
        if self.source is not None:
            shown.append(f"    {self.source}")
            caret = "".join("\t" if c == "\t" else " " for c in self.source[: self.column - 1])
            shown.append(f"    {caret}^")
        if self.hint is not None:
            shown.append(f"    hint: {self.hint}")
        return "\n".join(shown)


class RulebookError(ModerationError):
    """The rule files cannot be used. `problems` lists every fault found, in order of place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        return "\n".join([*map(str, self.problems), f"{count} {noun} in the rule files"])


class EngineError(ModerationError):
    """The inference engine failed on a row of facts, so there is no decision."""


class ArchiveError(ModerationError):
    """An archive cannot be read. `row` counts from 1; None means the whole file.

    `member` is the file of a folder or zip, "" where the archive is one file.
    """

    def __init__(self, message: str, *, row: int | None = None, member: str = "") -> None:
        self.message = message
        self.row = row
        self.member = member
        super().__init__(message, row, member)

    def placed(self, *, row: int | None = None, member: str = "") -> Self:
        """The same error of a row, or of a file in the archive."""
        return type(self)(self.message, row=row, member=member)

    def __str__(self) -> str:
        message = self.message if self.row is None else f"row {self.row}: {self.message}"
        return f"{self.member}:{message}" if self.member else message


class NoTextError(ArchiveError):
    """A row without a text, or a table without a column of texts."""
