"""What a rule file may hold: its keys, and the type and range of each value.

A shape looks at one value alone and says what is wrong with it. What must hold between values is
in `rulebook_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, TypeAlias

from attrs import field, frozen

from ale_moderation.errors import Problem
from ale_moderation.model import (
    KINDS,
    AuthorRole,
    Consent,
    Escalation,
    Record,
    Service,
    Visibility,
)
from ale_moderation.toml_positions import Keys, TomlFile

Shape: TypeAlias = Callable[[TomlFile, Keys, object], Iterator[Problem]]


@frozen(kw_only=True)
class Fields:
    """The keys of a table and the shapes of their values."""

    required: Mapping[str, Shape] = field(factory=dict)
    optional: Mapping[str, Shape] = field(factory=dict)


@frozen(kw_only=True)
class Table:
    """A table of a file. A value of the wrong shape is None; an absent one is absent."""

    file: TomlFile
    keys: Keys
    values: Mapping[str, Any]

    def problem(
        self, keys: Keys, message: str, hint: str | None = None, *, offset: int | None = None
    ) -> Problem:
        """A problem within the table; see `TomlFile.problem`."""
        return self.file.problem((*self.keys, *keys), message, hint, offset=offset)


def read_table(file: TomlFile, keys: Keys, fields: Fields) -> tuple[Table, list[Problem]]:
    """The table that `keys` lead to, and all that is wrong with its keys and values."""
    value = file.value(keys)
    if not isinstance(value, dict):
        return Table(file=file, keys=keys, values={}), [*_wrong_type("a table", file, keys, value)]
    known = {**fields.required, **fields.optional}
    missing = [file.problem(keys, f"`{k}` is missing") for k in fields.required if k not in value]
    unknown = [
        file.problem((*keys, key), f"unknown key `{key}`", nearest(key, known), at_key=True)
        for key in value
        if key not in known
    ]
    wrong = {
        key: list(known[key](file, (*keys, key), item))
        for key, item in value.items()
        if key in known
    }
    values = {key: None if faults else value[key] for key, faults in wrong.items()}
    problems = missing + unknown + [fault for faults in wrong.values() for fault in faults]
    return Table(file=file, keys=keys, values=values), problems


def nearest(name: str, known: Iterable[str]) -> str | None:
    """A hint with the known name most like `name`, or with all of them where they are few."""
    names = list(known)
    if close := get_close_matches(name, names, n=1):
        return f"did you mean {close[0]}?"
    return f"known here: {', '.join(names)}" if 0 < len(names) <= 20 else None


_TYPES: tuple[tuple[type, str], ...] = (
    (str, "a text"),
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (datetime, "a date and time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)


def _wrong_type(expected: str, file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    found = next(name for type_, name in _TYPES if isinstance(value, type_))
    yield file.problem(keys, f"expected {expected}, found {found}")


def _any_text(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield from _wrong_type("a text", file, keys, value)


def _text(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    yield from _any_text(file, keys, value)
    if isinstance(value, str) and not value.strip():
        yield file.problem(keys, "the text is empty")


def _name(pattern: str, hint: str) -> Shape:
    def check(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
        yield from _any_text(file, keys, value)
        if isinstance(value, str) and re.fullmatch(pattern, value) is None:
            yield file.problem(keys, f"`{value}` cannot be a name here", hint)

    return check


def _one_of(names: Iterable[str]) -> Shape:
    known = tuple(map(str, names))

    def check(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
        yield from _any_text(file, keys, value)
        if isinstance(value, str) and value not in known:
            yield file.problem(keys, f"unknown value `{value}`", nearest(value, known))

    return check


def _whole(low: int, high: int) -> Shape:
    def check(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield from _wrong_type("a whole number", file, keys, value)
        elif not low <= value <= high:
            yield file.problem(keys, f"expected a number from {low} to {high}")

    return check


def _share(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield from _wrong_type("a number", file, keys, value)
    elif not 0 <= value <= 1:
        yield file.problem(keys, "expected a number from 0 to 1")


def _flag(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield from _wrong_type("true or false", file, keys, value)


def _moment(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if not isinstance(value, datetime):
        yield from _wrong_type("a date and time", file, keys, value)


def _day_or_nothing(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if value != "" and (not isinstance(value, date) or isinstance(value, datetime)):
        yield from _wrong_type('a date such as 2026-01-31, or ""', file, keys, value)


def _list_of(item: Shape, *, at_least: int = 0) -> Shape:
    def check(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield from _wrong_type("a list", file, keys, value)
            return
        if len(value) < at_least:
            yield file.problem(keys, "the list is empty")
        for place, each in enumerate(value):
            yield from item(file, (*keys, place), each)

    return check


def _table(fields: Fields) -> Shape:
    def check(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
        yield from read_table(file, keys, fields)[1]

    return check


def _anything(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    yield from ()


def _tables(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if isinstance(value, dict):
        header = keys[-1] if len(keys) == 1 else f"{keys[0]}.{keys[-1]}"
        yield file.problem(keys, "expected a list of tables, found one", f"write [[{header}]]")
    elif not isinstance(value, list):
        yield from _wrong_type("a list of tables", file, keys, value)


def _example(file: TomlFile, keys: Keys, value: object) -> Iterator[Problem]:
    if isinstance(value, dict):
        yield from read_table(file, keys, _EXAMPLE)[1]
    elif not isinstance(value, str):
        yield from _wrong_type("a text or a table", file, keys, value)


_EXAMPLE = Fields(
    required={"text": _any_text},
    optional={
        "author": _any_text,
        "author_role": _one_of(AuthorRole),
        "channel": _any_text,
        "consent": _one_of(Consent),
        "created_at": _moment,
        "gallring_decision": _flag,
        "parent": _any_text,
        "records_request_pending": _flag,
        "triggered_action": _flag,
    },
)
_LANGUAGES = _table(Fields(required={"sv": _text, "en": _text}))
_SLUG = _name("[a-z0-9]+(-[a-z0-9]+)*", "write a to z, digits and hyphens")

FILE = Fields(required={"section": _anything}, optional={"clause": _tables, "rule": _tables})
SECTION = Fields(required={"slug": _SLUG, "title": _LANGUAGES})
CLAUSE = Fields(
    required={
        "id": _name(r"[a-z0-9-]+\.[0-9]+\.[0-9]+", "write slug.paragraph.sentence: `ansvar.1.2`"),
        "binds": _list_of(
            _one_of(("incoming_comment", "own_post", "account", "employee", "organisation")),
            at_least=1,
        ),
        "sv": _text,
        "en": _text,
    },
    optional={"force": _text, "not_automated": _text, "ground": _tables},
)
GROUND = Fields(required={"name": _SLUG, "sv": _text, "en": _text})
RULE = Fields(
    required={
        "id": _name(
            r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", "write lower-case words and dots: `insult.staff`"
        ),
        "matrix": _list_of(_whole(1, 42), at_least=1),
        "step": _whole(1, 9),
        "clauses": _list_of(_text, at_least=1),
        "when": _text,
        "because": _LANGUAGES,
        "fires": _list_of(_example, at_least=1),
        "silent": _list_of(_example, at_least=1),
    },
    optional={
        "visibility": _one_of(Visibility),
        "record": _one_of(Record),
        "service": _list_of(_one_of(Service)),
        "escalation": _list_of(_one_of(Escalation)),
        "review": _LANGUAGES,
        "exception_to": _list_of(_text),
        "answer_days": _whole(0, 365),
    },
)
POLICY = Fields(
    required={
        "thresholds": _table(Fields(required={"removal": _share})),
        "gallring": _table(
            Fields(
                required={"reference": _any_text, "section": _any_text, "decided": _day_or_nothing}
            )
        ),
        "service_levels": _table(Fields(required={"question_days": _whole(1, 365)})),
        "people": _table(
            Fields(required={"officials": _list_of(_text), "politicians": _list_of(_text)})
        ),
    }
)

ANCHORS = ("exact", "name", "word", "head", "prefix", "ending", "inside")
SEVERITIES = ("none", "mild", "crude", "degrading")

_ANCHORED = {key: _list_of(_text) for key in (*ANCHORS, "phrase", "not")}

UNITS = Fields(required={"unit": _tables}, optional={"topic": _tables})
UNIT = Fields(
    required={"id": _name("[a-z0-9_]+", "write a to z, digits and _"), "name": _LANGUAGES},
    optional={"otherwise": _flag, "kinds": _list_of(_one_of(sorted(KINDS)))},
)
TOPIC = Fields(
    required={"id": _name("[a-z0-9_]+", "write a to z, digits and _"), "unit": _text},
    optional={"about": _text, **_ANCHORED},
)

LEXICON = Fields(optional={"list": _tables, "language": _anything, "scripts": _anything})
WORD_LIST = Fields(
    required={"tag": _text},
    optional={
        "about": _text,
        "detail": _text,
        "severity": _one_of(SEVERITIES),
        "certainty": _share,
        **_ANCHORED,
    },
)
