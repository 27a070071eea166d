"""The rule files: the sentences of the guideline and the rules that carry them out.

`load_rulebook()` reads a folder, and either all of it holds or RulebookError lists every problem.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from ale_moderation.conditions import Condition, parse_condition
from ale_moderation.errors import Problem, RulebookError
from ale_moderation.facts import FACTS
from ale_moderation.model import Clause, Escalation, Record, Service, Visibility
from ale_moderation.rulebook_checks import check_policy, check_sections
from ale_moderation.toml_positions import Keys, TomlFile, read_toml

_PACKAGE = Path(__file__).parent


@frozen(kw_only=True)
class Example:
    """A comment for which a rule must fire, or must not.

    `context` holds further arguments for `Comment`. `gallring_decision` says whether the policy
    has a decision on disposal in force; None leaves that to the policy.
    """

    text: str = field(repr=False)
    line: int
    context: Mapping[str, Any]
    gallring_decision: bool | None


@frozen(kw_only=True)
class Rule:
    """When it fires, what is to be done and why.

    `matrix` names rows of the decision matrix, and `step` (1 to 9) the place in its section 3.
    `review` is why a human must look, in Swedish and English. `because_sv` and `because_en` may
    name findings in braces. `exception_to` names the rules that are lifted when this one fires.
    """

    id: str
    matrix: tuple[int, ...]
    step: int
    clauses: tuple[str, ...]
    when: str
    condition: Condition = field(repr=False)
    visibility: Visibility
    record: Record
    service: tuple[Service, ...]
    escalation: tuple[Escalation, ...]
    review: tuple[str, str] | None
    because_sv: str
    because_en: str
    exception_to: tuple[str, ...]
    fires: tuple[Example, ...] = field(repr=False)
    silent: tuple[Example, ...] = field(repr=False)
    path: Path
    line: int

    @property
    def location(self) -> str:
        """The file's name and the line: `05-uppsikt-och-moderering.toml:14`."""
        return f"{self.path.name}:{self.line}"


@frozen(kw_only=True)
class Section:
    """A section of the guideline.

    The grounds of a clause follow it directly. `not_automated` says, by clause, why no rule cites
    it.
    """

    slug: str
    title_sv: str
    title_en: str
    clauses: tuple[Clause, ...]
    not_automated: Mapping[str, str]
    rules: tuple[Rule, ...]
    path: Path


@frozen(kw_only=True)
class Policy:
    """What a municipality sets.

    `removal_threshold` is a certainty, 0 to 1. The decision on disposal is empty, with None for
    its day, where there is none. `question_days` are working days.
    """

    removal_threshold: float
    gallring_reference: str
    gallring_section: str
    gallring_decided: date | None
    question_days: int
    officials: tuple[str, ...] = field(repr=False)
    politicians: tuple[str, ...] = field(repr=False)

    def gallring_in_force(self, on: date) -> bool:
        """Whether the decision on disposal applies that day."""
        return self.gallring_decided is not None and self.gallring_decided <= on


@frozen(kw_only=True)
class Rulebook:
    """All rule files of a folder, checked.

    `version` is the same on every machine for the same files, lexicon and policy included.
    """

    folder: Path
    sections: tuple[Section, ...] = field(repr=False)
    policy: Policy
    version: str

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause and ground by its id, in the order of the guideline."""
        return MappingProxyType({c.id: c for section in self.sections for c in section.clauses})

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule by its id."""
        return MappingProxyType({r.id: r for section in self.sections for r in section.rules})


def rules_folder() -> Path:
    """The folder with the shipped rules: in the package, or beside it in a checkout."""
    for folder in (_PACKAGE / "rules", _PACKAGE.parent / "rules"):
        if (folder / _POLICY).is_file():
            return folder
    hint = "install ale_moderation again, or name a folder of rules"
    raise RulebookError((_at(_PACKAGE / "rules", "the shipped rules are missing", hint),))


def load_rulebook(folder: Path | str | None = None, policy: Path | str | None = None) -> Rulebook:
    """The rules in `folder`, else the shipped ones; RulebookError with all that is wrong with them.

    `policy` is a file that takes the place of the folder's own `policy.toml`.
    """
    root = rules_folder() if folder is None else Path(folder)
    paths = _paths(root, None if policy is None else Path(policy))
    contents, problems = _read(paths)
    files: dict[str, TomlFile] = {}
    for name in contents:
        if "/" not in name:
            try:
                files[name] = read_toml(paths[name], contents[name])
            except RulebookError as error:
                problems += error.problems
    policy_file = files.pop(_POLICY, None)
    is_whole = len(files) == sum("/" not in name and name != _POLICY for name in paths)
    problems += check_sections(tuple(files.values()), is_whole=is_whole)
    if policy_file is not None:
        problems += check_policy(policy_file)
    if problems or policy_file is None:
        in_order = sorted(problems, key=lambda p: (p.path.as_posix(), p.line, p.column))
        raise RulebookError(tuple(in_order))
    return Rulebook(
        folder=root,
        sections=tuple(map(_section, files.values())),
        policy=_policy(policy_file.data),
        version=_version(contents),
    )


_POLICY = "policy.toml"
_LEXICON = "lexicon/"


def _at(path: Path, message: str, hint: str | None = None) -> Problem:
    return Problem(path=path, line=1, column=1, message=message, hint=hint)


def _paths(root: Path, policy: Path | None) -> dict[str, Path]:
    """Every TOML file of the folder under its POSIX path there, sorted."""
    found = {
        path.relative_to(root).as_posix(): path
        for path in root.rglob("*")
        if path.suffix == ".toml" and path.is_file()
    }
    found[_POLICY] = root / _POLICY if policy is None else policy
    return dict(sorted(found.items()))


def _read(paths: Mapping[str, Path]) -> tuple[dict[str, bytes], list[Problem]]:
    contents, problems = {}, []
    for name, path in paths.items():
        try:
            contents[name] = path.read_bytes()
        ...
    return contents, problems
