"""The rule files: the sentences of the guideline and the rules that carry them out.

`load_rulebook()` reads a folder, and either all of it holds or RulebookError lists every problem.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
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
from ale_moderation.units import UNITS_FILE, Units, check_units, read_units

_PACKAGE = Path(__file__).parent
_POLICY = "policy.toml"
_LEXICON = "lexicon/"
RESEMBLANCE, JUDGEMENT, SERVICE = "resemblance.tsv", "judgement.txt", "service.txt"
FITTED = (RESEMBLANCE, JUDGEMENT, SERVICE)
"""The files that were fitted to labelled comments."""


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

    `step` (1 to 9) is its place among reasons, gravest first: 1 danger to life, 2 secrecy, 3 crime,
    4 personal data, 5 insults, 6 information of importance, 7 service, 8 spam, 9 what stays.
    `matrix` names rows of a decision matrix, where a municipality has one.
    `answer_days` are working days within which to answer: 0 the same day, None as the policy says.
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
    answer_days: int | None
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


@frozen(kw_only=True, repr=False)
class Rulebook:
    """All rule files of a folder, checked.

    `version` is the same on every machine for the same files, lexicon and policy included.
    """

    folder: Path
    sections: tuple[Section, ...]
    policy: Policy
    units: Units = field(repr=False)
    version: str

    def __repr__(self) -> str:
        sentences = sum("#" not in clause for clause in self.clauses)
        return (
            f"<Rulebook {self.folder.name}: {len(self.sections)} sections, {sentences} sentences, "
            f"{len(self.rules)} rules ({self.version})>"
        )

    def _repr_html_(self) -> str:
        from ale_moderation.display import show

        return show(self).html

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
    raise RulebookError((_whole(_PACKAGE / "rules", "the shipped rules are missing", hint),))


def lexicon_files(folder: Path) -> Mapping[str, Path]:
    """The word lists in force for a folder of rules, by name.

    A file in its `lexicon/` takes the place of the shipped one of the same name; the others are the
    shipped ones.
    """
    shipped, own = (
        {path.name: path for path in root.joinpath(_LEXICON).glob("*.toml") if path.is_file()}
        for root in (rules_folder(), folder)
    )
    return MappingProxyType(dict(sorted((shipped | own).items())))


def fitted_file(folder: Path, name: str) -> Path:
    """What was fitted to labelled comments, for a folder of rules: its own, else the shipped.

    `name` is `RESEMBLANCE`, the weights of the second reader, or one of the files of trees:
    `JUDGEMENT`, what is to be removed, and `SERVICE`, what asks for an answer.
    """
    own = folder / _LEXICON / name
    return own if own.is_file() else rules_folder() / _LEXICON / name


def load_rulebook(folder: Path | str | None = None, policy: Path | str | None = None) -> Rulebook:
    """The rules in `folder`, else the shipped ones; RulebookError with all that is wrong with them.

    `policy` is a file that takes the place of the folder's own `policy.toml`.
    """
    root = rules_folder() if folder is None else Path(folder)
    paths = _paths(root, root / _POLICY if policy is None else Path(policy))
    problems = list(_check_folder(root, paths))
    contents: dict[str, bytes] = {}
    files: dict[str, TomlFile] = {}
    for name, path in paths.items():
        try:
            contents[name] = _read(path)
            if "/" not in name:
                files[name] = read_toml(path, contents[name])
        except RulebookError as error:
            problems += error.problems
    is_whole = all(name in files for name in paths if "/" not in name)
    policy_file, units_file = files.pop(_POLICY, None), files.pop(UNITS_FILE, None)
    problems += check_sections(tuple(files.values()), is_whole=is_whole)
    problems += () if policy_file is None else check_policy(policy_file)
    problems += () if units_file is None else check_units(units_file)
    if problems or policy_file is None:
        in_order = sorted(problems, key=lambda p: (p.path.as_posix(), p.line, p.column))
        raise RulebookError(tuple(in_order))
    return Rulebook(
        folder=root,
        sections=tuple(map(_section, files.values())),
        policy=_policy(policy_file.data),
        units=Units() if units_file is None else read_units(units_file),
        version=_version(contents),
    )


def _paths(root: Path, policy: Path) -> dict[str, Path]:
    """Every file that counts, by its path below the folder, sorted; shipped word lists too."""
    found = {
        path.relative_to(root).as_posix(): path
        for path in root.rglob("*")
        if path.suffix == ".toml" and path.is_file()
    }
    lexicon = {f"{_LEXICON}{name}": path for name, path in lexicon_files(root).items()}
    for name in FITTED:
        fitted = fitted_file(root, name)
        found |= {f"{_LEXICON}{name}": fitted} if fitted.is_file() else {}
    return dict(sorted((lexicon | found | {_POLICY: policy}).items()))


def _check_folder(root: Path, paths: Mapping[str, Path]) -> Iterator[Problem]:
    if not root.is_dir():
        yield _whole(root, "there is no such folder")
    elif all("/" in name or name in (_POLICY, UNITS_FILE) for name in paths):
        yield _whole(root, "the folder holds no rule file", "name them like `01-ansvar.toml`")
    for name, path in paths.items():
        if "/" in name and not name.startswith(_LEXICON):
            yield _whole(path, "no file is read here", f"rule files stand beside {_POLICY}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RulebookError((_whole(path, "the file is missing"),)) from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise RulebookError((_whole(path, message),)) from None


def _whole(path: Path, message: str, hint: str | None = None) -> Problem:
    """A problem with a file or folder as a whole."""
    return Problem(path=path, line=1, column=1, message=message, hint=hint)


def _version(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(name.encode() + b"\0")
        digest.update(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return digest.hexdigest()[:12]


# From here on every value is known to be of the right shape.


def _section(file: TomlFile) -> Section:
    head, clauses = file.data["section"], file.data.get("clause", [])
    return Section(
        slug=head["slug"],
        title_sv=head["title"]["sv"],
        title_en=head["title"]["en"],
        clauses=tuple(clause for table in clauses for clause in _clauses(table)),
        not_automated=MappingProxyType(
            {table["id"]: table["not_automated"] for table in clauses if "not_automated" in table}
        ),
        rules=tuple(_rule(file, ("rule", n)) for n in range(len(file.data.get("rule", [])))),
        path=file.path,
    )


def _clauses(table: Mapping[str, Any]) -> Iterator[Clause]:
    id_, binds = table["id"], tuple(table["binds"])
    grounds = [(f"{id_}#{ground['name']}", ground) for ground in table.get("ground", [])]
    for each, text in ((id_, table), *grounds):
        role = text.get("role", "")
        yield Clause(id=each, sv=text["sv"], en=text["en"], binds=binds, role=role)


def _rule(file: TomlFile, keys: Keys) -> Rule:
    table = file.value(keys)
    review = table.get("review")
    escalation = [*table.get("escalation", []), *([] if review is None else ["human_review"])]
    return Rule(
        id=table["id"],
        matrix=tuple(table.get("matrix", ())),
        step=table["step"],
        clauses=tuple(table["clauses"]),
        when=table["when"],
        condition=parse_condition(table["when"], FACTS),
        visibility=Visibility(table.get("visibility", Visibility.KEEP)),
        record=Record(table.get("record", Record.NONE)),
        service=tuple(map(Service, table.get("service", []))),
        escalation=tuple(map(Escalation, dict.fromkeys(escalation))),
        answer_days=table.get("answer_days"),
        review=None if review is None else (review["sv"], review["en"]),
        because_sv=table["because"]["sv"],
        because_en=table["because"]["en"],
        exception_to=tuple(table.get("exception_to", [])),
        fires=_examples(file, (*keys, "fires")),
        silent=_examples(file, (*keys, "silent")),
        path=file.path,
        line=file.line(keys),
    )


def _examples(file: TomlFile, keys: Keys) -> tuple[Example, ...]:
    return tuple(_example(file, (*keys, place)) for place in range(len(file.value(keys))))


def _example(file: TomlFile, keys: Keys) -> Example:
    given = file.value(keys)
    given = {"text": given} if isinstance(given, str) else dict(given)
    return Example(
        text=given.pop("text"),
        line=file.line(keys),
        gallring_decision=given.pop("gallring_decision", None),
        context=MappingProxyType(given),
    )


def _policy(data: Mapping[str, Any]) -> Policy:
    gallring, people = data["gallring"], data["people"]
    return Policy(
        removal_threshold=float(data["thresholds"]["removal"]),
        gallring_reference=gallring["reference"],
        gallring_section=gallring["section"],
        gallring_decided=gallring["decided"] or None,
        question_days=data["service_levels"]["question_days"],
        officials=tuple(people["officials"]),
        politicians=tuple(people["politicians"]),
    )
