"""Runs what a document shows: its blocks of code, in order, in a folder of their own.

`python` blocks share their names, and a `text` block right after one is what it prints. `console`
blocks hold commands (`$ ale-moderation …`) and what each prints. A `toml` block is added to the end
of the file that its first line names (`# rules/05-….toml`); `policy.toml` it replaces. Three dots
stand for anything; the version and the lines of the rule files may differ.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from ale_moderation.cli import main

_BLOCK = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CHANGING = re.compile(r"(version:? |\.toml:)[0-9a-f]+")
_RUNNABLE = frozenset(("python", "text", "console", "toml"))


def run(source: str, folder: Path, *, only: frozenset[str] = _RUNNABLE) -> int:
    """Run the blocks of a Markdown text with `folder` as the working directory; give their number.

    AssertionError where one does not print what stands there, or can not be run.
    """
    names: dict[str, object] = {}
    printed: str | None = None
    shown = [(language, text) for language, text in _BLOCK.findall(source) if language[:1] != "{"]
    blocks = [(language, text) for language, text in shown if language in only]
    assert only < _RUNNABLE or blocks == shown, "a block that can not be run"
    with contextlib.chdir(folder):
        for language, text in blocks:
            if language == "text":
                assert printed is not None, f"nothing printed this:\n{text}"
                assert_same(text, printed)
            printed = None
            if language == "python":
                stream = io.StringIO()
                with contextlib.redirect_stdout(stream):
                    exec(text, names)
                printed = stream.getvalue()
            elif language == "console":
                _run_commands(text)
            elif language == "toml":
                _write(text)
    return len(blocks)


def assert_same(shown: str, printed: str) -> None:
    """Fail where a text is not what was printed."""
    expected, actual = (_CHANGING.sub(r"\1…", text).strip() for text in (shown, printed))
    parts = [re.escape(part) for part in expected.split("...")]
    if re.fullmatch(".*".join(parts), actual, re.DOTALL) is None:
        assert expected == actual


def _run_commands(text: str) -> None:
    for command in text.split("$ ")[1:]:
        line, _, shown = command.partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "ale-moderation", f"not run: {line}"
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert_same(shown, result.output)


def _write(text: str) -> None:
    head, _, _ = text.partition("\n")
    path = Path(head.removeprefix("# "))
    old = path.read_text("utf-8") if path.exists() and path.name != "policy.toml" else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{old}\n{text}", encoding="utf-8")
