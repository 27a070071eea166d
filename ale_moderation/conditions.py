"""The `when` language: Python's own expression grammar, restricted to facts and their values.

    insult_staff >= crude and offence_voice == own and not question
    named_private and consent in (unknown, given)

A bare name is a flag, and `always` alone holds for every row. There are no numbers, calls or
arithmetic: those are detectors or facts. `not` is pushed down into the tests, so a condition is
only tests, All and Any.
"""

from __future__ import annotations

import ast
import difflib
import operator
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from types import MappingProxyType

from attrs import field, frozen
from attrs.validators import in_

from ale_moderation.facts import Fact

LONGEST = 2_000
"""Characters that a condition may have."""

DEEPEST = 20
"""Levels of `and`, `or` and `not` within each other that a condition may have."""

MOST_BRANCHES = 256
"""Ways to hold that a condition may have; see `branches`."""

OPERATORS: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {
        "==": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)
"""Every comparison that a test may make."""


@frozen
class Test:
    """One fact compared with one of its values, as a place in `Fact.values`."""

    __test__ = False  # not a class of tests

    fact: str
    op: str = field(validator=in_(OPERATORS))
    value: int


@frozen
class All:
    """Holds where every part holds, so always where there is none."""

    parts: tuple[Condition, ...]


@frozen
class Any:
    """Holds where some part holds, so never where there is none."""

    parts: tuple[Condition, ...]


Condition = Test | All | Any


class ConditionError(Exception):
    """A condition cannot be read.

    `problems` holds (offset, message, hint) for every fault, in order of place. `offset` counts
    characters of the source from 0; a hint may be None.
    """

    def __init__(self, problems: tuple[tuple[int, str, str | None], ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        return "\n".join(
            f"{offset}: {message}" + ("" if hint is None else f" ({hint})")
            for offset, message, hint in self.problems
        )


def parse_condition(source: str, facts: Mapping[str, Fact]) -> Condition:
    """Read a condition over the given facts; ConditionError lists all that is wrong with it."""
    expression, shift = _expression(source)
    reader = _Reader(source[shift:], facts)
    if isinstance(expression, ast.Name) and expression.id == "always":
        return All(())
    condition = reader.read(expression, negated=False, depth=0)
    if not reader.problems and (ways := count_branches(condition)) > MOST_BRANCHES:
        message = f"the condition can hold in {ways} ways, and {MOST_BRANCHES} are allowed"
        reader.problems.append((0, message, "split the rule"))
    if reader.problems:
        problems = sorted(reader.problems, key=lambda problem: problem[0])
        raise ConditionError(tuple((shift + at, text, hint) for at, text, hint in problems))
    return condition


def holds(condition: Condition, row: Mapping[str, int]) -> bool:
    """Whether the condition holds in the row: the meaning that every engine must share."""
    match condition:
        case Test(fact, op, value):
            return OPERATORS[op](row[fact], value)
        case All(parts):
            return all(holds(part, row) for part in parts)
        case Any(parts):
            return any(holds(part, row) for part in parts)


def facts_used(condition: Condition) -> tuple[str, ...]:
    """The facts that the condition names, in order, each once."""
    return tuple(dict.fromkeys(test.fact for test in _tests(condition)))


def needed_facts(condition: Condition, row: Mapping[str, int]) -> tuple[str, ...]:
    """The facts that make the condition hold in the row, in order, each once.

    A fact whose first value (no, none, unknown) would do as well is not needed (`spam < clear`),
    and neither is what stands in a branch of `or` that does not hold. Empty where the condition
    does not hold.
    """
    return tuple(dict.fromkeys(_needed(condition, row))) if holds(condition, row) else ()


def branches(condition: Condition) -> tuple[tuple[Test, ...], ...]:
    """The ways in which the condition can hold: in each, all the tests hold.

    There are never more than MOST_BRANCHES for a condition that `parse_condition` has let through.
    """
    match condition:
        case Test():
            ways: Iterable[tuple[Test, ...]] = [(condition,)]
        case Any(parts):
            ways = [way for part in parts for way in branches(part)]
        case All(parts):
            ways = [
                tuple(dict.fromkeys(test for way in choice for test in way))
                for choice in product(*map(branches, parts))
            ]
    return tuple(dict.fromkeys(ways))


def count_branches(condition: Condition) -> int:
    """How many branches there are at most, without making them."""
    match condition:
        case Test():
            return 1
        case Any(parts):
            return sum(map(count_branches, parts))
        case All(parts):
            count = 1
            for part in parts:
                count *= count_branches(part)
            return count


def _tests(condition: Condition) -> Iterable[Test]:
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from _tests(part)


def _needed(condition: Condition, row: Mapping[str, int]) -> Iterable[str]:
    match condition:
        case Test(fact, op, value):
            if not OPERATORS[op](0, value):
                yield fact
        case All(parts) | Any(parts):
            for part in parts:
                if holds(part, row):
                    yield from _needed(part, row)


_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_LANGUAGE = "use facts and their values with ==, !=, <, <=, >, >=, in, and, or, not"


def _expression(source: str) -> tuple[ast.expr, int]:
    """Python's tree of the source, and where in the source the columns of the tree begin."""
    text = source.lstrip()
    shift = len(source) - len(text)
    if not text:
        raise ConditionError(((0, "the condition is empty", "write `always`"),))
    if len(source) > LONGEST:
        message = f"the condition has {len(source)} characters, and {LONGEST} are allowed"
        raise ConditionError(((shift, message, "split the rule"),))
    for offset, character in enumerate(source):
        # Columns of the tree are bytes, and a comment would hide what follows it.
        if not character.isascii() or character in "#\\\0":
            message = f"the character {character!r} cannot stand in a condition"
            raise ConditionError(((offset, message, _LANGUAGE),))
    try:
        line = "".join(" " if character.isspace() else character for character in text)
        return ast.parse(line, mode="eval").body, shift
    except SyntaxError as error:
        place = shift + min((error.offset or len(text) + 1) - 1, len(text))
        raise ConditionError(((place, "this is not a condition", _LANGUAGE),)) from None
    except (RecursionError, MemoryError):
        raise ConditionError(((shift, *_TOO_DEEP),)) from None


_TOO_DEEP = (f"the condition is nested deeper than {DEEPEST} levels", "split the rule")


class _Reader:
    """Turns Python's tree into a condition and collects the problems on the way."""

    def __init__(self, source: str, facts: Mapping[str, Fact]) -> None:
        self._source = source
        self._facts = facts
        self.problems: list[tuple[int, str, str | None]] = []

    def read(self, node: ast.expr, *, negated: bool, depth: int) -> Condition:
        """The condition, or its opposite; one that means nothing where there are problems."""
        if depth > DEEPEST:
            return self._refuse(node, *_TOO_DEEP)
        match node:
            case ast.BoolOp(op, values):
                parts = [self.read(v, negated=negated, depth=depth + 1) for v in values]
                return _join(All if isinstance(op, ast.And) != negated else Any, parts)
            case ast.UnaryOp(ast.Not(), operand):
                return self.read(operand, negated=not negated, depth=depth + 1)
            case ast.Name():
                return self._read_flag(node, negated)
            case ast.Compare(left, [op], [right]):
                return self._read_comparison(left, op, right, negated)
            case ast.Compare():
                return self._refuse(node, "comparisons cannot be chained", "join them with `and`")
        code = self._source[node.col_offset : node.end_col_offset]
        shown = code if len(code) <= 30 else f"{code[:29]}…"
        return self._refuse(node, f"`{shown}` cannot stand in a condition", _LANGUAGE)

    def _read_flag(self, node: ast.Name, negated: bool) -> Condition:
        if node.id == "always":
            return self._refuse(node, "`always` stands alone", "leave it out")
        fact = self._fact(node)
        if fact is None:
            return _NOTHING
        if not fact.is_flag:
            return self._refuse(node, f"{fact.name} is not a flag", _compare_with(fact))
        return Test(fact.name, "!=" if negated else "==", 1)

    def _read_comparison(
        self, left: ast.expr, op: ast.cmpop, right: ast.expr, negated: bool
    ) -> Condition:
        if not isinstance(left, ast.Name):
            return self._refuse(left, "a comparison begins with a fact", _LANGUAGE)
        fact = self._fact(left)
        if fact is None:
            return _NOTHING
        if fact.is_flag:
            hint = f"write {fact.name} or not {fact.name}"
            return self._refuse(left, f"{fact.name} is a flag and is not compared", hint)
        if isinstance(op, ast.In | ast.NotIn):
            if not isinstance(right, ast.Tuple) or not right.elts:
                hint = f"write {fact.name} in ({', '.join(fact.values[-2:])}), or use =="
                return self._refuse(right, "`in` takes values in parentheses", hint)
            is_in = isinstance(op, ast.In) != negated
            parts = [self._test(fact, "==" if is_in else "!=", value) for value in right.elts]
            return _join(Any if is_in else All, parts)
        symbol = _COMPARISONS.get(type(op))
        if symbol is None:
            return self._refuse(left, "`is` cannot stand in a condition", "use == or !=")
        if symbol not in ("==", "!=") and not fact.is_ordered:
            hint = f"use ==, != or in; the values are {', '.join(fact.values)}"
            return self._refuse(left, f"the values of {fact.name} have no order", hint)
        return self._test(fact, _OPPOSITES[symbol] if negated else symbol, right)

    def _fact(self, node: ast.Name) -> Fact | None:
        fact = self._facts.get(node.id)
        if fact is None:
            self._refuse(node, f"there is no fact {node.id}", _nearest(node.id, self._facts))
        return fact

    def _test(self, fact: Fact, op: str, node: ast.expr) -> Condition:
        if not isinstance(node, ast.Name):
            return self._refuse(node, f"here must stand a value of {fact.name}", _values(fact))
        if node.id not in fact.values:
            hint = _nearest(node.id, fact.values) or _values(fact)
            return self._refuse(node, f"{fact.name} has no value {node.id}", hint)
        return Test(fact.name, op, fact.values.index(node.id))

    def _refuse(self, node: ast.expr, message: str, hint: str | None) -> Condition:
        self.problems.append((node.col_offset, message, hint))
        return _NOTHING


_NOTHING = Any(())


def _join(kind: type[All] | type[Any], parts: Iterable[Condition]) -> Condition:
    """The parts as one condition, without one within another of the same kind."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _values(fact: Fact) -> str:
    return f"the values are {', '.join(fact.values)}"


def _compare_with(fact: Fact) -> str:
    op = ">=" if fact.is_ordered else "=="
    return f"write {fact.name} {op} {fact.values[-1]}; {_values(fact)}"


def _nearest(name: str, known: Iterable[str]) -> str | None:
    found = difflib.get_close_matches(name.lower(), list(known), n=1)
    return f"did you mean {found[0]}?" if found else None
