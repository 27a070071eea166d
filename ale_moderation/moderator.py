"""The moderator: loads once, then one comment in, one justified decision out.

text -> findings -> facts -> rules -> decision, in one pass. Nothing here knows what an insult is;
it resolves exceptions, combines the axes and writes the justification.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from weakref import WeakSet

from attrs import evolve, frozen

from ale_moderation.axes import Axes, asked_by, combine
from ale_moderation.conditions import needed_facts
from ale_moderation.counterfactuals import Counterfactuals, counterfactuals_of
from ale_moderation.deadlines import due_day
from ale_moderation.detectors import DETECTORS
from ale_moderation.engine import build_engine
from ale_moderation.facts import FACTS, Facts, facts_of
from ale_moderation.language import LanguageIdentifier
from ale_moderation.lexicon import load_lexicon
from ale_moderation.masking import shown_safely
from ale_moderation.model import (
    Comment,
    Decision,
    Finding,
    Justification,
    Visibility,
)
from ale_moderation.nlp import AT_SIGN, LINK, ParsedText, SwedishPipeline
from ale_moderation.parallel import batches_of, work_in_processes
from ale_moderation.quotes import in_voices, needs_look, quotations
from ale_moderation.redaction import redacted_text, without_labels
from ale_moderation.rulebook import Rule, Rulebook, lexicon_files, load_rulebook
from ale_moderation.trace import Trace, trace_of
from ale_moderation.units import UNITS_FILE

_JUDGED_LANGUAGES = frozenset(("sv", "en", "no", "da", "und"))
_MOST_ROUNDS = 12
_WITHHELD = "[texten lämnas inte ut utan prövning]"
"""Stands for a text in which something new was found every time."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


_LOADED: WeakSet[Moderator] = WeakSet()
"""The moderators of this process, for decisions that look for one with their rules."""

_LOADED_LOCK = Lock()


@frozen(kw_only=True, eq=False)
class _Grounds:
    """The rules that remain when exceptions are resolved, in the order of the matrix.

    `needed` names, for each of them, the facts that made it fire.
    """

    rules: tuple[Rule, ...]
    needed: tuple[tuple[str, ...], ...]
    lifted: tuple[str, ...]


class Moderator:
    """Decides comments by one set of rules. Immutable, and safe for concurrent calls.

    `rules` is a folder of rule files and `policy` a file that stands in for its `policy.toml`; None
    means the shipped ones. Word lists that the folder does not hold are the shipped ones.
    RulebookError lists everything that is wrong.
    """

    def __init__(self, rules: Path | str | None = None, policy: Path | str | None = None) -> None:
        self._source = (rules, policy)
        with _collection_paused():  # a million small objects, none of them garbage
            self._load(rules, policy)

    def _load(self, rules: Path | str | None, policy: Path | str | None) -> None:
        self._rulebook = load_rulebook(rules, policy)
        people = self._rulebook.policy
        files = lexicon_files(self._rulebook.folder)
        lexicon = load_lexicon(
            files.values(),
            names={"known_official": people.officials, "known_politician": people.politicians},
            topics=self._rulebook.folder / UNITS_FILE,
        )
        self._pipeline = SwedishPipeline(lexicon)
        self._languages = LanguageIdentifier.from_file(files["languages.toml"])
        self._engine = build_engine({r.id: r.condition for r in self._rulebook.rules.values()})
        self._cited = {
            rule.id: (tuple(self._rulebook.clauses[c] for c in rule.clauses), rule.location)
            for rule in self._rulebook.rules.values()
        }
        self._plain = lru_cache(512)(self._justify_plainly)
        self._days = people.question_days
        self._axes = lru_cache(4096)(partial(_axes_of, answer_days=self._days))
        self._version = self._rulebook.version
        self._grounds = lru_cache(4096)(self._grounds_of)
        with _LOADED_LOCK:
            _LOADED.add(self)

    def __repr__(self) -> str:
        return f"Moderator(rules={self._rulebook.folder.name!r}, version={self.version!r})"

    def _repr_html_(self) -> str:
        from ale_moderation.display import show

        return show(self).html

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self._source

    @property
    def rulebook(self) -> Rulebook:
        """The rules, clauses and policy in force."""
        return self._rulebook

    @property
    def version(self) -> str:
        """The hash of the rule files, which every decision carries."""
        return self._rulebook.version

    def __call__(self, comment: Comment | str) -> Decision:
        """The decision on a comment; TypeError for anything else, EngineError if rules fail."""
        comment = as_comment(comment)
        return self.decide(comment, gallring_decision=None)

    def pipe(self, comments: Iterable[Comment | str], *, n_process: int = 1) -> Iterator[Decision]:
        """The decisions on many comments, lazily and in their order, in `n_process` processes.

        Memory does not grow with the number of comments. In one process it takes at most as many
        comments ahead as it has decided, and never more than 32.
        """
        if n_process < 1:
            raise ValueError(f"n_process: expected 1 or more, got {n_process}")
        if n_process > 1:
            for decisions in work_in_processes(self, _decide_all, comments, n_process):
                yield from decisions
            return
        for batch in batches_of(map(as_comment, comments)):
            yield from self._decide_all(batch)

    def redact(self, text: str) -> str:
        """The text for release: personal and confidential data replaced by labels, names numbered.

        `[personnummer]`, `[namn 1]`, `[känslig uppgift]` … Looking again at the result finds none
        of what is replaced. Public contact data and officials in service stay.
        """
        for _ in range(_MOST_ROUNDS):
            parsed = self._pipeline(without_labels(text))
            [findings] = _findings_in([parsed], [Comment(text=text)])
            again = redacted_text(text, findings)
            if again == text:
                return text
            text = again
        return _WITHHELD

    def decide(self, comment: Comment, *, gallring_decision: bool | None = None) -> Decision:
        """The decision, as if a disposal decision were in force or not; None asks the policy."""
        [decision] = self._decide_all([comment], gallring_decision)
        return decision

    def _decide_all(
        self, comments: Sequence[Comment], gallring_decision: bool | None = None
    ) -> Iterator[Decision]:
        """The decisions on some comments.

        Each step is taken for all of them before the next one: what it needs of code and data then
        stays in the processor's cache.
        """
        parsed = [self._pipeline(comment.text) for comment in comments]
        found = [
            self._with_quotations(comment, findings)
            if (comment.parent or ">" in comment.text) and any(map(needs_look, findings))
            else findings
            for comment, findings in zip(comments, _findings_in(parsed, comments), strict=True)
        ]
        languages = [
            self._languages.identify(
                text.text.surface,
                [word.norm for word in text.words],
                may_hold_address=text.has(AT_SIGN, LINK),
            )
            for text in parsed
        ]
        for comment, text, findings, language in zip(
            comments, parsed, found, languages, strict=True
        ):
            yield self._weigh(comment, text, findings, language, gallring_decision)

    def trace(self, decision: Decision) -> Trace:
        """How a decision of this moderator came about; ValueError for one of another."""
        self._own(decision)
        comment = decision.comment
        facts = facts_of(
            comment, decision.findings, gallring_decision=self._gallring_in_force(comment)
        )
        grounds = self._grounds(bytes(facts.row.values()))
        return trace_of(decision, self._rulebook, facts, [rule.id for rule in grounds.rules])

    def counterfactuals(self, decision: Decision) -> Counterfactuals:
        """Which finding or context decides; ValueError for a decision of another moderator."""
        self._own(decision)
        parsed = self._pipeline(decision.comment.text)

        def weigh(
            comment: Comment, findings: tuple[Finding, ...], gallring_decision: bool | None
        ) -> Decision:
            return self._weigh(comment, parsed, findings, decision.language, gallring_decision)

        return counterfactuals_of(decision, weigh)

    def _own(self, decision: Decision) -> None:
        if decision.version != self.version:
            raise ValueError(
                f"the decision was made by rules of version {decision.version}, "
                f"and this moderator's are of version {self.version}"
            )
        if decision != self(decision.comment):
            raise ValueError("this moderator decides the comment otherwise")

    def _weigh(
        self,
        comment: Comment,
        parsed: ParsedText,
        findings: tuple[Finding, ...],
        language: str,
        gallring_decision: bool | None,
    ) -> Decision:
        """The decision on a comment in which this was found."""
        if gallring_decision is None:
            gallring_decision = self._gallring_in_force(comment)
        facts = facts_of(comment, findings, gallring_decision=gallring_decision)
        grounds = self._grounds(bytes(facts.row.values()))
        return self._combine(comment, parsed, findings, facts, grounds, language)

    def _with_quotations(
        self, comment: Comment, findings: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """The findings, those in what is repeated of the parent in its writer's voice."""
        quoted = quotations(comment.text, comment.parent)
        if not quoted:
            return findings

        def read_again(text: str) -> tuple[Finding, ...]:
            [findings] = _findings_in([self._pipeline(text)], [evolve(comment, text=text)])
            return findings

        return in_voices(findings, quoted, read_again, comment.text)

    def _gallring_in_force(self, comment: Comment) -> bool:
        """Whether a disposal decision is known to have been in force when the comment came."""
        day = comment.created_at
        return day is not None and self._rulebook.policy.gallring_in_force(day.date())

    def _grounds_of(self, values: bytes) -> _Grounds:
        """The rules that fire on a row, given as its values in the order of `FACTS`.

        Rules that a fired exception lifts are taken away; a lifted exception lifts nothing.
        """
        row = dict(zip(FACTS, values, strict=True))
        fired = self._engine.fire(row)
        rules = self._rulebook.rules
        lifters: dict[str, list[str]] = {}
        for rule in fired:
            for lifted in rules[rule].exception_to:
                lifters.setdefault(lifted, []).append(rule)
        status: dict[str, bool] = {}

        def stands(rule: str) -> bool:  # exceptions have no cycles, so this ends
            if rule not in status:
                status[rule] = not any(stands(lifter) for lifter in lifters.get(rule, ()))
            return status[rule]

        standing = [rules[rule] for rule in fired if stands(rule)]
        standing.sort(key=lambda rule: (rule.step, rule.id))
        return _Grounds(
            rules=tuple(standing),
            needed=tuple(needed_facts(rule.condition, row) for rule in standing),
            lifted=tuple(sorted(rule for rule in fired if not stands(rule))),
        )

    def _combine(
        self,
        comment: Comment,
        parsed: ParsedText,
        findings: tuple[Finding, ...],
        facts: Facts,
        grounds: _Grounds,
        language: str,
    ) -> Decision:
        """Weigh each ground, combine what they ask for, and say why."""
        threshold = self._rulebook.policy.removal_threshold
        asked: list[Visibility] = []
        spoken: list[Justification] = []
        unsure: list[tuple[str, str]] = []
        certainties: list[float] = []
        for rule, needed in zip(grounds.rules, grounds.needed, strict=True):
            behind, certainty = _behind(needed, facts)
            visibility = asked_by(rule, certainty, threshold)
            asked.append(visibility)
            if rule.visibility is not Visibility.KEEP and certainty < threshold:
                unsure.append(_unsure(rule, certainty, threshold))
            if visibility is not Visibility.KEEP:
                certainties.append(certainty)
            if behind:
                spoken.append(self._justify(rule, behind, visibility, certainty))
            else:
                spoken.append(self._plain(rule.id))
        if language not in _JUDGED_LANGUAGES:
            unsure.append(_FOREIGN)
        if unsure:
            axes = combine(
                zip(grounds.rules, asked, strict=True), needs_review=True, answer_days=self._days
            )
        else:
            axes = self._axes(grounds)
        due = unit = None
        if axes.service:
            unit = self._rulebook.units.responsible(parsed, findings)
            if comment.created_at is not None and axes.answer_days is not None:
                due = due_day(comment.created_at, axes.answer_days)
        return Decision(
            comment=comment,
            visibility=axes.visibility,
            record=axes.record,
            service=axes.service,
            escalation=axes.escalation,
            findings=findings,
            justifications=tuple([j for j in spoken if j.rule in axes.spoken]),
            lifted=grounds.lifted,
            language=language,
            certainty=min(certainties) if certainties else None,
            review_reasons=(*unsure, *axes.reviews) if unsure else axes.reviews,
            version=self._version,
            due=due,
            forward_to=unit,
        )

    def _justify_plainly(self, rule: str) -> Justification:
        """The justification of a rule without findings behind it, which is always the same."""
        found = self._rulebook.rules[rule]
        return self._justify(found, (), found.visibility, 1.0)

    def _justify(
        self, rule: Rule, findings: tuple[Finding, ...], asked: Visibility, certainty: float
    ) -> Justification:
        clauses, location = self._cited[rule.id]
        return Justification(
            rule=rule.id,
            clauses=clauses,
            sv=_fill(rule.because_sv, findings),
            en=_fill(rule.because_en, findings),
            findings=findings,
            visibility=asked,
            certainty=certainty,
            location=location,
        )


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep the garbage collector from going through what is being built, over and over."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _findings_in(
    parsed: Sequence[ParsedText], comments: Sequence[Comment]
) -> list[tuple[Finding, ...]]:
    """What all detectors find in each comment, with quotes that may be shown."""
    found: list[list[Finding]] = [[] for _ in comments]
    for detector in DETECTORS:
        needs, find = detector.needs, detector.find
        for text, comment, findings in zip(parsed, comments, found, strict=True):
            if not needs.isdisjoint(text.tags):
                findings += find(text, comment)
    return [
        tuple([shown_safely(finding, text) for finding in findings])
        for text, findings in zip(parsed, found, strict=True)
    ]


def as_comment(given: Comment | str) -> Comment:
    """A comment, from itself or from its text."""
    if isinstance(given, Comment):
        return given
    if isinstance(given, str):
        return Comment(text=given)
    raise TypeError(f"expected a Comment or its text (str), got {type(given).__name__}")


def _decide_all(moderator: Moderator, comments: list[Comment | str]) -> list[Decision]:
    return list(moderator.pipe(comments))


@lru_cache(1)
def _default() -> Moderator:
    return Moderator()


def moderator_of(version: str) -> Moderator:
    """A moderator of this process that has these rules; LookupError where there is none."""
    with _LOADED_LOCK:
        loaded = list(_LOADED)
    for moderator in loaded:
        if moderator.version == version:
            return moderator
    raise LookupError(f"no Moderator with rules of version {version} is loaded here")


def moderate(text: Comment | str) -> Decision:
    """The decision on a comment by the shipped rules, which are loaded at the first call."""
    return _default()(text)


def redact(text: str) -> str:
    """The text with personal and confidential data replaced by labels; see `Moderator.redact`."""
    return _default().redact(text)


def _axes_of(grounds: _Grounds, *, answer_days: int) -> Axes:
    """The axes where every rule is sure of what it asks for."""
    asked = [(rule, rule.visibility) for rule in grounds.rules]
    return combine(asked, needs_review=False, answer_days=answer_days)


def _behind(needed: tuple[str, ...], facts: Facts) -> tuple[tuple[Finding, ...], float]:
    """The findings behind the facts that a rule needed, and how certain the least of these is."""
    found = [facts.sources[name] for name in needed if name in facts.sources]
    if not found:
        return (), 1.0
    certainty = min([max([finding.certainty for finding in behind]) for behind in found])
    if len(found) == 1:
        return found[0], certainty
    return tuple(dict.fromkeys(finding for behind in found for finding in behind)), certainty


def _fill(sentence: str, findings: tuple[Finding, ...]) -> str:
    """The sentence with the masked quotes of the findings that it names."""
    if "{" not in sentence:
        return sentence
    quotes: dict[str, list[str]] = {}
    for finding in findings:
        name = finding.kind.rpartition(".")[2]
        shown = quotes.setdefault(name, [])
        if finding.quote not in shown:
            shown.append(finding.quote)
    return _PLACEHOLDER.sub(lambda m: ", ".join(quotes.get(m[1], ["…"])[:3]), sentence)


_FOREIGN = (
    "Kommentaren är på ett språk som verktyget inte kan bedöma fullt ut.",
    "The comment is in a language that the tool can not judge fully.",
)


def _unsure(rule: Rule, certainty: float, threshold: float) -> tuple[str, str]:
    shown, limit = f"{certainty:.2f}", f"{threshold:.2f}"
    return (
        f"Regeln {rule.id} är osäker ({shown.replace('.', ',')}, gränsen är "
        f"{limit.replace('.', ',')}): en människa avgör.",
        f"The rule {rule.id} is unsure ({shown}, the limit is {limit}): a human decides.",
    )
