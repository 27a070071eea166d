"""TOML files with the place of every key and value, which `tomllib` does not keep.

`tomllib` reads and judges the file. The scan below only looks for places, so it may believe that
the text is valid TOML; it takes one pass over the tokens and no recursion.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property, reduce
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, TypeAlias, cast

from attrs import Factory, define, field, frozen

from ale_moderation.errors import Problem, RulebookError

Keys: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("rule", 2, "clauses", 0)` is the first clause of the third rule."""


@define
class _Node:
    """Where a key and its value begin, as offsets into the text, and what lies within the value."""

    key: int
    value: int
    is_list: bool = False
    items: dict[str | int, _Node] = Factory(dict)


@frozen(kw_only=True)
class TomlFile:
    """A file that is valid TOML. `data` is what `tomllib` made of it.

    Places are looked for when the first one is asked for: of most files none ever is.
    """

    path: Path
    data: Mapping[str, Any] = field(repr=False)
    _text: str = field(repr=False)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each line begins."""
        lines = self._text.split("\n")[:-2]
        return tuple(accumulate((len(line) + 1 for line in lines), initial=0))

    @cached_property
    def _root(self) -> _Node:
        return _scan(self._text)

    def value(self, keys: Keys) -> Any:
        """What `keys` lead to; KeyError or IndexError where that is nothing."""
        return reduce(lambda value, key: value[key], keys, cast(Any, self.data))

    def line(self, keys: Keys) -> int:
        """The line of a value, counted from 1; of a table it is the line of its header."""
        return bisect_right(self._starts, self._node(keys).value)

    def problem(
        self,
        keys: Keys,
        message: str,
        hint: str | None = None,
        *,
        offset: int | None = None,
        at_key: bool = False,
    ) -> Problem:
        """A problem with the value that `keys` lead to, or with the nearest table on the way there.

        `offset` counts characters within a text value, as read; escapes and line breaks of the
        file are allowed for. `at_key` points to the key instead of the value.
        """
        node = self._node(keys)
        at = node.key if at_key else node.value
        if offset is not None:
            at = _within(self._text, node.value, offset)
        line = bisect_right(self._starts, at)
        start = self._starts[line - 1]
        return Problem(
            path=self.path,
            line=line,
            column=at - start + 1,
            message=message,
            hint=hint,
            source=self._text[start : self._text.index("\n", start)],
        )

    def _node(self, keys: Keys) -> _Node:
        node = self._root
        for key in keys:
            if key not in node.items:
                break
            node = node.items[key]
        return node


def read_toml(path: Path, content: bytes) -> TomlFile:
    """The file at `path`, which holds `content`; RulebookError where that is not TOML in UTF-8."""
    content = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise RulebookError((_not_utf8(path, content, error.start),)) from None
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise RulebookError((_not_toml(path, text, error),)) from None
    return TomlFile(path=path, data=data, text=text + "\n")


def _not_utf8(path: Path, content: bytes, at: int) -> Problem:
    start = content.rfind(b"\n", 0, at) + 1
    return Problem(
        path=path,
        line=content.count(b"\n", 0, at) + 1,
        column=len(content[start:at].decode()) + 1,
        message="the file is not UTF-8",
        hint="save it with the encoding UTF-8",
        source=content[start:].partition(b"\n")[0].decode(errors="replace"),
    )


_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SYNTAX_HINTS = {
    "Illegal character '\\n'": "a quotation mark is missing at the end of the line",
    "Expected newline": 'decimals take a point, and quotation marks within a text are \\" or ”',
    "Invalid value": "a text stands in quotation marks",
    "Cannot overwrite": "the key stands twice in the same table",
    "Unclosed array": "a comma is missing before this, or the list has no closing ]",
}


def _not_toml(path: Path, text: str, error: Exception) -> Problem:
    says = "lists or tables are nested too deeply" if type(error) is RecursionError else str(error)
    what = _PLACE.sub("", says)
    place = _PLACE.search(says)
    lines = text.split("\n")
    line, column = 1, 1
    if place is not None and place[1] is None:
        line, column = len(lines), len(lines[-1]) + 1
    elif place is not None:
        line, column = int(place[1]), int(place[2])
    return Problem(
        path=path,
        line=line,
        column=column,
        message=f"not valid TOML: {what[:1].lower()}{what[1:]}",
        hint=next((hint for start, hint in _SYNTAX_HINTS.items() if what.startswith(start)), None),
        source=lines[line - 1],
    )


_TOKEN = re.compile(
    r'''
      (?: [ \t]++ | \#[^\n]*+ )                             # nothing
    | ( """ (?: [^"\\]++ | \\. | "(?!"") )*+ """ "{0,2}+    # the four kinds of text
      | \'\'\' (?: [^']++ | '(?!'') )*+ \'\'\' '{0,2}+
      | " (?: [^"\\\n]++ | \\. )*+ "
      | ' [^'\n]*+ '
      | [\[\]{}=,.\n]
      | [^\s\[\]{}=,."'\#]++                                # a bare key, or a part of a value
      )
    ''',
    re.VERBOSE | re.DOTALL,
)


def _scan(text: str) -> _Node:
    """The root of the tree of places. The text ends with a line break."""
    root = table = _Node(key=0, value=0)
    opened: list[_Node] = []  # the lists and inline tables around the token
    awaited: _Node | None = None  # whose value comes next
    keys: list[tuple[str, int]] = []
    header: int | None = None  # where it began
    is_list = False
    for match in _TOKEN.finditer(text):
        token, at = match[1], match.start()
        if token is None or token == "." or (token == "\n" and opened):
            continue
        if token == "\n":
            if header is not None:
                table = _open_table(root, keys, header, is_list)
            awaited, header, is_list, keys = None, None, False, []
        elif header is not None:
            if token == "[":
                is_list = True
            elif token != "]":
                keys.append((token, at))
        elif token in ("]", "}"):
            opened.pop()
            awaited, keys = None, []
        elif awaited is not None:
            awaited.value = at
            awaited.is_list = token == "["
            if token in ("[", "{"):
                opened.append(awaited)
            awaited = _item(awaited) if token == "[" else None
        elif token == ",":
            keys = []
            awaited = _item(opened[-1]) if opened[-1].is_list else None
        elif token == "=":
            awaited = _descend(opened[-1] if opened else table, keys)
            keys = []
        elif token == "[":
            header = at
        else:
            keys.append((token, at))
    return root


def _item(items: _Node) -> _Node:
    return items.items.setdefault(len(items.items), _Node(key=items.value, value=items.value))


def _descend(node: _Node, keys: list[tuple[str, int]], header: int | None = None) -> _Node:
    for token, at in keys:
        if node.is_list:
            node = node.items[len(node.items) - 1]
        new = _Node(key=at, value=at if header is None else header)
        node = node.items.setdefault(_name(token), new)
    return node


def _open_table(root: _Node, keys: list[tuple[str, int]], at: int, is_list: bool) -> _Node:
    node = _descend(root, keys, at)
    if is_list:
        node.is_list = True
        node = _item(node)
    node.value = at
    return node


def _name(token: str) -> str:
    """The key that a bare or quoted token stands for."""
    if token.startswith('"'):
        return str(tomllib.loads(f"key = {token}")["key"])
    return token.strip("'")


_CHARACTER = re.compile(r"(\\[ \t]*\n[ \t\n]*)|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL)
"""A character of a text, however it is written; the group is the end of a continued line."""


def _within(text: str, start: int, offset: int) -> int:
    """Where a character of a text value stands in the file, or its closing quotation mark."""
    quote = text[start]
    at = start + 1
    if text.startswith(quote * 3, start):
        at = start + 3 + text.startswith("\n", start + 3)
    if quote == "'":
        return at + offset
    characters = (c.start() for c in _CHARACTER.finditer(text, at) if c[1] is None)
    return next(islice(characters, offset, None), at)
