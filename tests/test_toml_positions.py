"""Tests of `ale_moderation.toml_positions`."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.errors import RulebookError
from ale_moderation.toml_positions import Keys, TomlFile, read_toml

PATH = Path("rules.toml")

# The mark ‸ stands before what is to be found, and is taken out before the text is read.
VALUES = {
    "number": ("a = ‸1.5", ("a",)),
    "second statement": ("a = 1.5\nb = ‸2", ("b",)),
    "after a date with a space": ("a = 2026-11-22 10:00:00.5\nb = ‸2", ("b",)),
    "after a comment": ('# a = "\na = ‸1 # b = 2', ("a",)),
    "after a comment with tabs": ("\t# x\n\ta\t=\t‸1", ("a",)),
    "dotted key": ('t.sv = "x"\nt.en = ‸"y"', ("t", "en")),
    "spaced dotted key": ('t . "en" = ‸"y"', ("t", "en")),
    "quoted key": ('"a = [\\"" = ‸"y"', ('a = ["',)),
    "literal key": ("'a.b' = ‸\"y\"", ("a.b",)),
    "empty key": ('"" = ‸1', ("",)),
    "table": ("x = 1\n‸[a]\ny = 1", ("a",)),
    "indented table": ("x = 1\n  ‸[ a . b ] # c\ny = 1", ("a", "b")),
    "table named after its part": ("[a.b]\nx = 1\n‸[a]\ny = 1", ("a",)),
    "table that only its part names": ("x = 1\n‸[a.b]\ny = 1", ("a",)),
    "table in a dotted key": ('‸title.sv = "x"', ("title",)),
    "in a table": ("[a]\nx = 1\n[b]\nx = ‸2", ("b", "x")),
    "list of tables": ("‸[[a]]\nx = 1\n[[a]]\nx = 2", ("a",)),
    "second table of a list": ("[[a]]\nx = 1\n‸[[a]]\nx = 2", ("a", 1)),
    "in the second table of a list": ("[[a]]\nx = 1\n[[a]]\nx = ‸2", ("a", 1, "x")),
    "table within a list of tables": ("[[a]]\n[[a]]\n‸[a.b]\nx = 2", ("a", 1, "b")),
    "list within a list of tables": (
        "[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\nx = ‸2",
        ("a", 1, "b", 1, "x"),
    ),
    "list": ("a = ‸[1, 2]", ("a",)),
    "item": ("a = [1.5, ‸2]", ("a", 1)),
    "item on a line of its own": ('a = [\n  "x", # "y",\n\n  ‸"y",\n]', ("a", 1)),
    "item after a comma at the start": ('a = [\n  "x"\n  , ‸"y"\n]', ("a", 1)),
    "item of an inner list": ("a = [[1], [], [2, ‸3]]\nb = 1", ("a", 2, 1)),
    "after a list with a last comma": ("a = [1, 2,]\nb = ‸1", ("b",)),
    "after a list of many lines": ("a = [\n1,\n[2],\n]\nb = ‸1", ("b",)),
    "inline table": ("a = ‸{ x = 1 }", ("a",)),
    "in an inline table": ("a = { x = 1.5, y.z = ‸2 }", ("a", "y", "z")),
    "after an empty inline table": ("a = {}\nb = ‸1", ("b",)),
    "inline table in a list": ('a = [ "x", { y = [1, 2], z = ‸2 } ]', ("a", 1, "z")),
    "text with brackets": ('a = "[b]\\" = {"\nb = ‸1', ("b",)),
    "literal text": ("a = 'x\\'\nb = ‸1", ("b",)),
    "text of many lines": ('a = """\n[b]\n"x" \\""" # "\n"""\nb = ‸1', ("b",)),
    "text that ends with quotation marks": ('a = """x"""""\nb = ‸1', ("b",)),
    "literal of many lines": ("a = '''\n[b]\n'x' ''\\'''''\nb = ‸1", ("b",)),
    "line break of Windows": ("a = 1\r\n[b]\r\nc = ‸2\r\n", ("b", "c")),
    "other line breaks are no line breaks": ('a = "x\u2028y" # \u0085\nb = ‸1', ("b",)),
    "after a letter of two units": ('a = ["𝄞", ‸"y"]', ("a", 1)),
    "what is not there: the table around it": ("[a]\n‸[b]\nx = 1", ("b", "y")),
}
KEYS = {
    "key": ("[a]\n  ‸x = 1", ("a", "x")),
    "last part of a dotted key": ("a.‸x = 1", ("a", "x")),
    "first part of a dotted key": ("‸a.x = 1\na.y = 1", ("a",)),
    "key of an inline table": ("a = { x = 1, ‸y = 2 }", ("a", "y")),
    "key of a header": ("[ ‸a ]\nx = 1", ("a",)),
    "key of a header of a list": ("[[b]]\n[[ b . ‸a ]]", ("b", 0, "a")),
}
CHARACTERS = {
    "first": ('a = "‸x"', 0),
    "last": ('a = "xy‸z"', 2),
    "end": ('a = "xyz‸"', 3),
    "empty": ('a = "‸"', 0),
    "after escapes": ('a = "\\"\\u00e5\\U0001d11e\\\\‸x"', 4),
    "escape": ('a = "x‸\\ny"', 1),
    "literal": ("a = '\\‸n'", 1),
    "many lines": ('a = """x\n  ‸y"""', 4),
    "many lines from a line of their own": ('a = """\nx\n‸y"""', 2),
    "many literal lines": ("a = '''\nx\n‸y'''", 2),
    "after a line that is continued": ('a = """x \\\n\n   ‸y"""', 2),
    "other space after a line that is continued": ('a = """x\\\n\u00a0‸y"""', 2),
    "first after a line that is continued": ('a = """\\\n   ‸y"""', 0),
    "Windows": ('a = """x\r\n‸y"""', 2),
}
SYNTAX = {
    "quotation mark missing": 'b = 1\na = "x‸\nc = 1',
    "quotation mark within a text": 'a = "x "‸y" z"',
    "no quotation marks": "a = ‸keep",
    "key twice": "a = 1\na = 2‸",
    "comma missing": 'a = [\n  "x"\n  ‸"y"\n]',
    "list not closed": "a = [1,\n‸",
    "no value": "a =‸",
    "text not closed": 'a = """x\ny‸',
}


def place(text: str) -> tuple[str, tuple[int, int]]:
    """The text without its mark, and the line and column of the mark."""
    before, _, after = text.partition("‸")
    line = before.count("\n") + 1
    return before + after, (line, len(before) - before.rfind("\n"))


def read(text: str) -> TomlFile:
    """The text as a file."""
    return read_toml(PATH, text.encode())


@pytest.mark.parametrize(("marked", "keys"), VALUES.values(), ids=VALUES)
def test_value(marked: str, keys: Keys) -> None:
    """A value is found where it begins, and a table at its header."""
    text, expected = place(marked)
    problem = read(text).problem(keys, "wrong")

    assert expected == (problem.line, problem.column)


@pytest.mark.parametrize(("marked", "keys"), KEYS.values(), ids=KEYS)
def test_key(marked: str, keys: Keys) -> None:
    """A key is found at its own part of a dotted key."""
    text, expected = place(marked)
    problem = read(text).problem(keys, "wrong", at_key=True)

    assert expected == (problem.line, problem.column)


@pytest.mark.parametrize(("marked", "offset"), CHARACTERS.values(), ids=CHARACTERS)
def test_character(marked: str, offset: int) -> None:
    """A character of a text is found behind escapes, line breaks and continued lines."""
    text, expected = place(marked)
    problem = read(text).problem(("a",), "wrong", offset=offset)

    assert expected == (problem.line, problem.column)


@pytest.mark.parametrize("marked", SYNTAX.values(), ids=SYNTAX)
def test_syntax(marked: str) -> None:
    """What is not TOML is one problem, where `tomllib` stopped."""
    text, expected = place(marked)
    with pytest.raises(RulebookError) as caught:
        read(text)
    (problem,) = caught.value.problems

    assert expected == (problem.line, problem.column)
    assert problem.source == text.split("\n")[problem.line - 1]
    assert problem.message.startswith("not valid TOML: ")


@pytest.mark.parametrize("text", ["a = " + "[" * 9_999, "a = " + "9" * 9_999])
def test_excess(text: str) -> None:
    """Nesting and numbers that `tomllib` cannot take are problems as well."""
    with pytest.raises(RulebookError, match="not valid TOML"):
        read(text)


def test_not_utf8() -> None:
    """A byte that is not UTF-8 is found by line and character, and its line is shown."""
    with pytest.raises(RulebookError) as caught:
        read_toml(PATH, 'a = 1\nb = "å'.encode() + b'\xe5"\nc = 1')
    (problem,) = caught.value.problems

    assert (problem.line, problem.column) == (2, 7)
    assert problem.source == 'b = "å\ufffd"'


def test_byte_order_mark() -> None:
    """The mark that some editors put first in a file is no part of it."""
    file = read_toml(PATH, b"\xef\xbb\xbfa = 1")

    assert file.data == {"a": 1}
    assert file.problem(("a",), "wrong").column == 5


def test_source() -> None:
    """A problem shows the line that it is on, without the line break."""
    file = read("a = 1\r\nb = 2\r\nc = 3")

    assert [file.problem((key,), "wrong").source for key in "abc"] == ["a = 1", "b = 2", "c = 3"]


class _Writer:
    """Writes data as TOML in a drawn style, and notes where each value begins."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.places: dict[Keys, int] = {}

    def gap(self, *, lines: bool = False) -> None:
        gaps = ["", " ", "\t ", *(["\n", '# ["\n', "\n\n "] if lines else [])]
        self.text += self.draw(st.sampled_from(gaps))

    def write_key(self, key: str) -> None:
        self.gap()
        is_bare = key.isascii() and key.isalnum()
        is_bare = is_bare and self.draw(st.booleans())
        self.text += key if is_bare else json.dumps(key, ensure_ascii=False)
        self.gap()
        self.text += "="
        self.gap()

    def write_text(self, value: str) -> None:
        styles = [json.dumps(value, ensure_ascii=False)]
        styles += [json.dumps(value)] if max(value, default="") <= "\uffff" else []
        styles.append('"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""')
        if "'" not in value:
            styles.append(f"'''\n{value}'''")
            styles += [] if "\n" in value else [f"'{value}'"]
        self.text += self.draw(st.sampled_from(styles))

    def write_value(self, keys: Keys, value: object) -> None:
        self.places[keys] = len(self.text)
        if isinstance(value, str):
            self.write_text(value)
        elif isinstance(value, list):
            self.text += "["
            for place, item in enumerate(value):
                self.gap(lines=True)
                self.write_value((*keys, place), item)
                self.gap(lines=True)
                self.text += "," if place < len(value) - 1 or self.draw(st.booleans()) else ""
            self.gap(lines=True)
            self.text += "]"
        elif isinstance(value, dict):
            self.text += "{"
            for place, (key, item) in enumerate(value.items()):
                self.text += ", " if place else ""
                self.write_key(key)
                self.write_value((*keys, key), item)
            self.text += "}"
        else:
            self.text += json.dumps(value)

    def write_table(self, keys: Keys, value: Mapping[str, object]) -> None:
        for key, item in value.items():
            self.write_key(key)
            self.write_value((*keys, key), item)
            self.gap()
            self.text += "\n"

    def write_tables(self, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        for key, items in tables.items():
            for place, item in enumerate(items):
                self.gap(lines=True)
                self.places[(key, place)] = len(self.text)
                self.text += f"[[{json.dumps(key, ensure_ascii=False)}]]\n"
                self.write_table((key, place), item)


LETTERS = st.characters(exclude_categories=["C"]) | st.sampled_from("\"'\\[]{}#=,\n")
TEXTS = st.text(LETTERS, max_size=8)
SCALARS = TEXTS | st.booleans() | st.integers(-99, 99) | st.floats(-9, 9).map(lambda x: x + 0.0)
INNER = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
TABLES = st.dictionaries(TEXTS, INNER, max_size=4)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, object, dict[Keys, int]]:
    """TOML, the data that it holds, and the offset of each value."""
    top = draw(TABLES)
    names = TEXTS.filter(lambda name: name not in top)
    tables = draw(st.dictionaries(names, st.lists(TABLES, min_size=1, max_size=3), max_size=2))
    writer = _Writer(draw)
    writer.write_table((), top)
    writer.write_tables(tables)
    return writer.text, top | tables, writer.places


@settings(deadline=None)
@given(written())
def test_every_value_is_found(example: tuple[str, object, dict[Keys, int]]) -> None:
    """Whatever the style, each value is found where it was written."""
    text, data, places = example
    file = read(text)
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    found = {keys: file.problem(keys, "wrong") for keys in places}

    assert file.data == data
    assert places == {keys: starts[p.line - 1] + p.column - 1 for keys, p in found.items()}
