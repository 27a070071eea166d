"""What must hold within and between rules: names that exist, removals that are grounded.

All problems are found in one go, so a check passes over values that another has reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from graphlib import CycleError, TopologicalSorter

from attrs import frozen

from ale_moderation.conditions import ConditionError, facts_used, parse_condition
from ale_moderation.errors import Problem
from ale_moderation.facts import FACTS
from ale_moderation.model import KINDS
from ale_moderation.rulebook_schema import (
    CLAUSE,
    FILE,
    GROUND,
    POLICY,
    RULE,
    SECTION,
    Fields,
    Table,
    nearest,
    read_table,
)
from ale_moderation.toml_positions import Keys, TomlFile

_GROUNDLESS = ("otherwise", "record")
"""The roles of clauses that ground no removal."""


@frozen(kw_only=True)
class _Named:
    """A table that others may name, under the id that it has in the whole rulebook."""

    id: str
    table: Table
    key: str


@frozen(kw_only=True)
class _Draft:
    """The tables of one file and what is wrong with their shape; `is_whole` if none is lost."""

    sections: tuple[_Named, ...]
    clauses: tuple[_Named, ...]
    grounds: tuple[_Named, ...]
    rules: tuple[Table, ...]
    is_whole: bool
    problems: tuple[Problem, ...]


def check_sections(files: Sequence[TomlFile], *, is_whole: bool) -> Iterator[Problem]:
    """Every problem of the section files.

    `is_whole` is false where further files were unreadable: a name that is not found may then
    stand in one of them, and is let pass.
    """
    drafts = [_read(file) for file in files]
    sections = [section for draft in drafts for section in draft.sections]
    clauses = [clause for draft in drafts for clause in draft.clauses]
    grounds = [ground for draft in drafts for ground in draft.grounds]
    rules = [rule for draft in drafts for rule in draft.rules]
    named_rules = _named(rules, "id")
    groundless = {c.id for c in clauses + grounds if c.table.values.get("role") in _GROUNDLESS}

    for draft in drafts:
        yield from draft.problems
        yield from _check_names(draft)
    for kind, named in (
        ("section", sections),
        ("clause", clauses + grounds),
        ("rule", named_rules),
    ):
        yield from _check_unique(kind, named)
    for rule in rules:
        yield from _check_condition(rule)
        yield from _check_removal(rule, groundless)
        yield from _check_because(rule)
    yield from _check_circles(named_rules)
    if is_whole and all(draft.is_whole for draft in drafts):
        clause_ids = [clause.id for clause in clauses + grounds]
        yield from _check_known("clause", rules, "clauses", clause_ids)
        yield from _check_known("rule", rules, "exception_to", [rule.id for rule in named_rules])
        yield from _check_cited(clauses, rules)


def check_policy(file: TomlFile) -> Iterator[Problem]:
    """Every problem of the policy file."""
    policy, problems = read_table(file, (), POLICY)
    yield from problems
    gallring = policy.values.get("gallring") or {}
    empty = [key for key, value in gallring.items() if not str(value).strip()]
    for key in empty if len(empty) < len(gallring) else ():
        yield policy.problem(
            ("gallring", key),
            f"`{key}` is empty though the decision is named",
            "fill in reference, section and decided, or leave all three empty",
        )


def _read(file: TomlFile) -> _Draft:
    problems: list[Problem] = []
    lost: list[str] = []

    def read(keys: Keys, fields: Fields) -> Table:
        table, found = read_table(file, keys, fields)
        problems.extend(found)
        return table

    def read_all(parent: Table, key: str, fields: Fields) -> list[Table]:
        tables = parent.values.get(key, ())
        if tables is None:
            lost.append(key)
        return [read((*parent.keys, key, place), fields) for place in range(len(tables or ()))]

    def read_grounds(clause: Table) -> list[_Named]:
        grounds = read_all(clause, "ground", GROUND)
        id_ = clause.values.get("id")
        return [] if id_ is None else _named(grounds, "name", f"{id_}#")

    top = read((), FILE)
    sections = [read(("section",), SECTION)] if "section" in top.values else []
    clauses = read_all(top, "clause", CLAUSE)
    grounds = [ground for clause in clauses for ground in read_grounds(clause)]
    rules = read_all(top, "rule", RULE)
    return _Draft(
        sections=tuple(_named(sections, "slug")),
        clauses=tuple(_named(clauses, "id")),
        grounds=tuple(grounds),
        rules=tuple(rules),
        is_whole=not lost,
        problems=tuple(problems),
    )


def _named(tables: Iterable[Table], key: str, prefix: str = "") -> list[_Named]:
    return [
        _Named(id=prefix + table.values[key], table=table, key=key)
        for table in tables
        if table.values.get(key) is not None
    ]


def _check_names(draft: _Draft) -> Iterator[Problem]:
    for section in draft.sections:
        name = section.table.file.path.name
        if re.fullmatch(rf"[0-9]{{2}}-{section.id}\.toml", name) is None:
            yield section.table.problem(
                ("slug",), f"the file is named `{name}`", f"name it like `01-{section.id}.toml`"
            )
        for clause in draft.clauses:
            if not clause.id.startswith(f"{section.id}."):
                yield clause.table.problem(
                    ("id",), f"the clause is not one of `{section.id}`", "begin with the slug"
                )


def _check_unique(kind: str, named: Iterable[_Named]) -> Iterator[Problem]:
    first: dict[str, _Named] = {}
    for each in named:
        known = first.setdefault(each.id, each)
        if known is not each:
            place = f"{known.table.file.path.name}:{known.table.file.line(known.table.keys)}"
            message = f"the {kind} `{each.id}` stands twice"
            yield each.table.problem((each.key,), message, f"the first is at {place}")


def _check_known(
    kind: str, rules: Iterable[Table], key: str, known: Sequence[str]
) -> Iterator[Problem]:
    for rule in rules:
        for place, name in enumerate(rule.values.get(key) or ()):
            if name not in known:
                yield rule.problem((key, place), f"unknown {kind} `{name}`", nearest(name, known))


def _check_cited(clauses: Iterable[_Named], rules: Sequence[Table]) -> Iterator[Problem]:
    """A ground counts for its clause. Says nothing where the citations of a rule are unreadable."""
    citations = [rule.values.get("clauses") for rule in rules]
    cited = {name.partition("#")[0] for names in citations for name in names or ()}
    for clause in clauses:
        values = clause.table.values
        if clause.id in cited and "not_automated" in values:
            yield clause.table.problem(
                ("not_automated",), f"a rule cites `{clause.id}`", "remove not_automated"
            )
        is_settled = clause.id in cited or "not_automated" in values or None in citations
        if not is_settled and "incoming_comment" in (values.get("binds") or ()):
            yield clause.table.problem(
                ("id",),
                f"no rule cites `{clause.id}`, which binds incoming comments",
                'add a rule, or not_automated = "the reason"',
            )


def _check_condition(rule: Table) -> Iterator[Problem]:
    if rule.values.get("when") is None:
        return
    try:
        condition = parse_condition(rule.values["when"], FACTS)
    except ConditionError as error:
        for offset, message, hint in error.problems:
            yield rule.problem(("when",), message, hint, offset=offset)
        return
    if rule.values.get("record") == "gallra" and "gallring_decision" not in facts_used(condition):
        yield rule.problem(
            ("when",),
            "gallra without asking for a disposal decision",
            "add: and gallring_decision",
        )


def _check_removal(rule: Table, groundless: Set[str]) -> Iterator[Problem]:
    visibility = rule.values.get("visibility", "keep")
    record = rule.values.get("record", "none")
    clauses = rule.values.get("clauses")
    if record == "gallra" and visibility not in ("remove", None):
        yield rule.problem(("record",), "gallra without removal", 'add visibility = "remove"')
    if visibility not in ("remove", "hide_pending"):
        return
    if record == "none":
        yield rule.problem(
            ("record",) if "record" in rule.values else ("visibility",),
            "no removal without documentation",
            'add record = "register"',
        )
    if clauses is not None and groundless >= set(clauses):
        yield rule.problem(
            ("clauses",), "no removal without a ground", "cite the clause that asks for it"
        )


_PLACEHOLDERS = tuple(sorted(kind.rpartition(".")[2] for kind in KINDS))
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def _check_because(rule: Table) -> Iterator[Problem]:
    texts = rule.values.get("because") or {}
    problems = [problem for language in texts for problem in _check_braces(rule, language)]
    quoted = [set(_BRACES.findall(text)) for text in texts.values()]
    if not problems and quoted and quoted[0] != quoted[1]:
        differing = ", ".join(sorted(quoted[0] ^ quoted[1]))
        yield rule.problem(("because", "en"), f"sv and en do not quote the same: {differing}")
    yield from problems


def _check_braces(rule: Table, language: str) -> Iterator[Problem]:
    keys = ("because", language)
    for braces in _BRACES.finditer(rule.values["because"][language]):
        name, at = braces[1], braces.start()
        if name is None:
            yield rule.problem(keys, "a brace without its pair", offset=at)
        elif name not in _PLACEHOLDERS:
            hint = nearest(name, _PLACEHOLDERS)
            yield rule.problem(keys, f"unknown finding `{name}`", hint, offset=at + 1)


def _check_circles(rules: Iterable[_Named]) -> Iterator[Problem]:
    """One problem for each circle, at its first rule."""
    by_id = {rule.id: rule.table for rule in rules}
    lifts = {
        id_: list(dict.fromkeys(rule.values.get("exception_to") or ()))
        for id_, rule in by_id.items()
    }
    order = list(by_id)
    while True:
        try:
            TopologicalSorter(lifts).prepare()
            return
        except CycleError as error:
            circle = error.args[1][:0:-1]
        at = circle.index(min(circle, key=order.index))
        circle = circle[at:] + circle[:at]
        first, second = circle[0], circle[1 % len(circle)]
        yield by_id[first].problem(
            ("exception_to", by_id[first].values["exception_to"].index(second)),
            f"the exceptions go in a circle: {' → '.join([*circle, first])}",
        )
        lifts[first].remove(second)
