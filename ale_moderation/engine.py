"""Which rules fire on a row of facts. The only file that imports durable.

durable_rules does the inference where it can be imported (Python before 3.13), a plain engine where
it can not, and the two always agree. What the comments call a trap is listed in the design.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import Any as Anything
from typing import Protocol

from ale_moderation.conditions import All, Any, Condition, Test, branches, facts_used
from ale_moderation.errors import EngineError

try:
    import durable.engine as durable  # type: ignore[import-untyped]
except ImportError:
    durable = None
else:
    # Only differences are taken of it. The wall clock can jump, and Python 3.12 warns of how it is
    # read, which ends every action where warnings are errors.
    durable._unix_now = time.monotonic

CACHED_ROWS = 4096
"""Rows whose fired rules are remembered."""

LARGEST_VALUE = 255
"""The largest value that a fact may have in a row; the smallest is 0."""


class Engine(Protocol):
    """What decides which rules fire."""

    def fire(self, row: Mapping[str, int]) -> frozenset[str]:
        """The ids of the rules whose conditions hold in the row.

        The row must hold every fact that the conditions use, and may hold more. TypeError where a
        value is not an integer (a bool counts as one), EngineError where there is no answer: never
        an empty set instead.
        """
        ...


def build_engine(conditions: Mapping[str, Condition]) -> Engine:
    """The engine for these rules (id -> condition): durable where importable, behind a cache."""
    return CachedEngine(conditions)


class CachedEngine:
    """Asks durable, or else the plain engine, once about each row, and remembers the last rows."""

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        self._conditions = dict(conditions)
        self._facts = facts = _facts_of(self._conditions)
        engine: Engine = (DurableEngine if durable else PlainEngine)(self._conditions)
        # lru_cache holds no lock while it asks, so a fork never copies one that is taken.
        self._fire = lru_cache(CACHED_ROWS)(
            lambda values: engine.fire(dict(zip(facts, values, strict=True)))
        )

    def fire(self, row: Mapping[str, int]) -> frozenset[str]:
        """The ids of the rules whose conditions hold in the row."""
        return self._fire(_values(self._facts, row))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._conditions,)


class PlainEngine:
    """Evaluates all conditions as one compiled Python expression."""

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        self._conditions = dict(conditions)
        self._rules = tuple(self._conditions)
        self._facts = _facts_of(self._conditions)
        names = {fact: f"f{i}" for i, fact in enumerate(self._facts)}
        tests = "".join(f"{_python(c, names)}," for c in self._conditions.values())
        code = f"lambda {','.join(names.values())}: ({tests})"
        self._hold: Callable[..., tuple[bool, ...]] = eval(code, {"__builtins__": {}})

    def fire(self, row: Mapping[str, int]) -> frozenset[str]:
        """The ids of the rules whose conditions hold in the row."""
        return frozenset(compress(self._rules, self._hold(*_values(self._facts, row))))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._conditions,)


class DurableEngine:
    """Asks durable_rules, one row at a time behind one lock.

    Its rule sets live in C memory, so a forked or unpickled engine compiles its own, and so does an
    engine after a failure.
    """

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        if durable is None:
            raise EngineError("durable_rules cannot be imported here")
        self._conditions = dict(conditions)
        self._facts = _facts_of(self._conditions)
        self._process = _Process(self._compile())

    def fire(self, row: Mapping[str, int]) -> frozenset[str]:
        """The ids of the rules whose conditions hold in the row."""
        values = _values(self._facts, row)
        process = self._process
        if process.id != os.getpid():  # forked: the parent's lock may be taken for ever
            process = self._process = _Process(None)
        with process.lock:
            try:
                if process.groups is None:
                    process.groups = self._compile()
                return frozenset(rule for group in process.groups for rule in group.fire(values))
            except BaseException as error:
                process.groups = None
                if isinstance(error, EngineError) or not isinstance(error, Exception):
                    raise
                raise EngineError(f"durable_rules failed: {error}") from error

    def _compile(self) -> list[_Group]:
        ways = [(rule, way) for rule, c in self._conditions.items() for way in branches(c)]
        places = {fact: i for i, fact in enumerate(self._facts)}
        return [_Group(ways[i : i + _GROUP], places) for i in range(0, len(ways), _GROUP)]

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._conditions,)


class _Process:
    """What an engine has in one process: a lock, and rule sets that are None until compiled."""

    def __init__(self, groups: list[_Group] | None) -> None:
        self.id = os.getpid()
        self.lock = threading.Lock()
        self.groups = groups


_GROUP = 60
"""Branches in one rule set: more than 64 nodes that match at once are too many (trap 9)."""

_DURABLE_TESTS: Mapping[str, str] = {
    "==": "$eq",
    "!=": "$neq",
    "<": "$lt",
    "<=": "$lte",
    ">": "$gt",
    ">=": "$gte",
}


class _Group:
    """One durable rule set, in which every branch is a rule of its own.

    Facts and rules go by number there, so no name can hurt (traps 2 and 10). The last rule, the
    sentinel None, fires on every row (trap 3), and that it did shows that none before it was left
    out: durable gives up silently where an action seems to take more than ten seconds.
    """

    def __init__(
        self, ways: Sequence[tuple[str, tuple[Test, ...]]], places: Mapping[str, int]
    ) -> None:
        self._fired: set[str | None] = set()
        self._sids = count()
        self._fields = {f"f{places[t.fact]}": places[t.fact] for _, way in ways for t in way}
        definitions: dict[str, Anything] = {}
        for rule, way in (*ways, (None, ())):
            tests = [{_DURABLE_TESTS[t.op]: {f"f{places[t.fact]}": t.value}} for t in way]
            definitions[f"r{len(definitions)}"] = {
                "all": [{"m": {"$and": [{"row": 1}, *tests]}}],
                "run": _recorder(self._fired, rule),
            }
        self._rules = durable.Ruleset("rules", None, definitions)
        delete = durable.durable_rules_engine.delete_ruleset
        weakref.finalize(self._rules, delete, self._rules._handle).atexit = False

    def fire(self, values: bytes) -> frozenset[str]:
        """The rules that fire; after any exception the group must not be used again."""
        self._fired.clear()
        sid = str(next(self._sids))
        fact = {"sid": sid, "row": 1} | {name: values[i] for name, i in self._fields.items()}
        outcomes: list[tuple[BaseException | None, Mapping[str, object] | None]] = []
        try:
            handle = self._rules.assert_fact(fact)
            self._rules.do_actions(handle, lambda *outcome: outcomes.append(outcome))
        finally:
            self._rules.retract_fact(fact)
            if self._fired:  # a state where nothing fired must not be deleted (trap 3)
                self._rules.delete_state(sid)
        for error, state in outcomes:
            if error is not None:
                raise error
            if state is not None and "exception" in state:
                raise EngineError(f"a rule's action failed: {state['exception']}")
        if len(outcomes) != 1 or None not in self._fired:
            raise EngineError("durable_rules stopped before it had tried every rule")
        return frozenset(rule for rule in self._fired if rule is not None)


def _recorder(fired: set[str | None], rule: str | None) -> Callable[[object], None]:
    """An action that only records its rule; a second parameter would stop durable (trap 8)."""

    def record(_: object) -> None:
        fired.add(rule)

    return record


def _facts_of(conditions: Mapping[str, Condition]) -> tuple[str, ...]:
    """Every fact that the conditions use, in one order for equal conditions."""
    return tuple(sorted({fact for c in conditions.values() for fact in facts_used(c)}))


def _values(facts: tuple[str, ...], row: Mapping[str, int]) -> bytes:
    """The values of the facts in the row, one byte each; an error names the fact that is wrong."""
    try:
        return bytes(map(row.__getitem__, facts))
    except (KeyError, TypeError, ValueError):
        for fact in facts:
            _check(fact, row)
        raise


def _check(fact: str, row: Mapping[str, int]) -> None:
    if fact not in row:
        raise EngineError(f"the row has no fact {fact}")
    if not hasattr(row[fact], "__index__"):  # in C, a string would pass for a number (trap 12)
        raise TypeError(f"{fact}: expected int, got {type(row[fact]).__name__}")
    if not 0 <= row[fact] <= LARGEST_VALUE:
        raise EngineError(f"{fact}: {row[fact]} is not within 0..{LARGEST_VALUE}")


def _python(condition: Condition, names: Mapping[str, str]) -> str:
    """The condition as a Python expression over our own names and integers."""
    match condition:
        case Test(fact, op, value):
            return f"{names[fact]}{op}{value:d}"
        case All(parts):
            return f"({' and '.join(_python(part, names) for part in parts) or True})"
        case Any(parts):
            return f"({' or '.join(_python(part, names) for part in parts) or False})"
