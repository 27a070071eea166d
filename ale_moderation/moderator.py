"""The moderator: loads once, then one comment in, one justified decision out.

text -> findings -> facts -> rules -> decision, in one pass. What was found is weighed elsewhere
(`weighing.py`); nothing here knows what an insult is.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from weakref import WeakSet

from attrs import evolve

from ale_moderation.counterfactuals import Counterfactuals, counterfactuals_of
from ale_moderation.decision import Decision
from ale_moderation.detectors import DETECTORS
from ale_moderation.judgement import Judgement, ServiceJudgement
from ale_moderation.language import LanguageIdentifier
from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.masking import shown_safely
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.parallel import batches_of, work_in_processes
from ale_moderation.parsed_text import AT_SIGN, LINK, ParsedText
from ale_moderation.quotes import in_voices, needs_look, quotations
from ale_moderation.redaction import is_redacted, redacted_text, without_labels
from ale_moderation.resemblance import Resemblance
from ale_moderation.rulebook import (
    JUDGEMENT,
    RESEMBLANCE,
    SERVICE,
    Rulebook,
    fitted_file,
    lexicon_files,
    load_rulebook,
)
from ale_moderation.second_opinion import READ_LANGUAGES, second_opinion
from ale_moderation.trace import Trace, trace_of
from ale_moderation.units import UNITS_FILE
from ale_moderation.weighing import Weigher

_MOST_ROUNDS = 12
_WITHHELD = "[texten lämnas inte ut utan prövning]"
"""Stands for a text in which something new was found every time."""

_LOADED: WeakSet[Moderator] = WeakSet()
"""The moderators of this process, for decisions that look for one with their rules."""

_LOADED_LOCK = Lock()


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
        folder = self._rulebook.folder
        self._pipeline = pipeline_of(self._rulebook)
        self._resemblance = Resemblance(fitted_file(folder, RESEMBLANCE))
        self._judgement = Judgement(fitted_file(folder, JUDGEMENT))
        self._service = ServiceJudgement(fitted_file(folder, SERVICE))
        self._languages = LanguageIdentifier.from_file(lexicon_files(folder)["languages.toml"])
        self._weigher = Weigher(self._rulebook)
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
        comments ahead as it has decided, and never more than 32; of a list or tuple 32 at once.
        """
        if n_process < 1:
            raise ValueError(f"n_process: expected 1 or more, got {n_process}")
        if n_process > 1:
            for decisions in work_in_processes(self, _decide_all, comments, n_process):
                yield from decisions
            return
        at_hand = isinstance(comments, list | tuple)
        for batch in batches_of(map(as_comment, comments), at_hand=at_hand):
            yield from self._decide_all(batch)

    def redact(self, text: str) -> str:
        """The text for release: personal and confidential data replaced by labels, names numbered.

        `[personnummer]`, `[namn 1]`, `[känslig uppgift]` … Looking again at the result finds none
        of what is replaced. Public contact data and officials in service stay.
        """
        for _ in range(_MOST_ROUNDS):
            without = self._pipeline(without_labels(text))
            [findings] = findings_in([without], [Comment(text=text)])
            again = redacted_text(text, (*findings, *self._told(text)))
            if again == text:
                return text
            text = again
        return _WITHHELD

    def _told(self, text: str) -> Iterator[Finding]:
        """What is private in a text by resemblance alone."""
        parsed, comment = self._pipeline(text), Comment(text=text)
        [findings] = findings_in([parsed], [comment])
        for finding in self._second_opinion(parsed, findings):
            if finding.detector.startswith("resemblance") and is_redacted(finding):
                yield finding

    def _second_opinion(
        self, parsed: ParsedText, findings: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        return second_opinion(parsed, findings, self._resemblance, self._judgement, self._service)

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
        found = findings_in(parsed, comments)
        for comment, text, findings in zip(comments, parsed, found, strict=True):
            language = self._languages.identify(
                text.text.surface,
                [word.norm for word in text.words],
                may_hold_address=text.has(AT_SIGN, LINK),
            )
            if language in READ_LANGUAGES:
                findings = self._second_opinion(text, findings)
            if (comment.parent or ">" in comment.text) and any(map(needs_look, findings)):
                findings = self._with_quotations(comment, findings)
            yield self._weigher.weigh(comment, text, findings, language, gallring_decision)

    def trace(self, decision: Decision) -> Trace:
        """How a decision of this moderator came about; ValueError for one of another."""
        self._own(decision)
        facts, standing = self._weigher.grounds(decision.comment, decision.findings)
        return trace_of(decision, self._rulebook, facts, [rule.id for rule in standing])

    def counterfactuals(self, decision: Decision) -> Counterfactuals:
        """Which finding or context decides; ValueError for a decision of another moderator."""
        self._own(decision)
        parsed = self._pipeline(decision.comment.text)

        def weigh(
            comment: Comment, findings: tuple[Finding, ...], gallring_decision: bool | None
        ) -> Decision:
            return self._weigher.weigh(
                comment, parsed, findings, decision.language, gallring_decision
            )

        return counterfactuals_of(decision, weigh)

    def _own(self, decision: Decision) -> None:
        if decision.version != self.version:
            raise ValueError(
                f"the decision was made by rules of version {decision.version}, "
                f"and this moderator's are of version {self.version}"
            )
        if decision != self(decision.comment):
            raise ValueError("this moderator decides the comment otherwise")

    def _with_quotations(
        self, comment: Comment, findings: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """The findings, those in what is repeated of the parent in its writer's voice."""
        quoted = quotations(comment.text, comment.parent)
        if not quoted:
            return findings

        def read_again(text: str) -> tuple[Finding, ...]:
            [findings] = findings_in([self._pipeline(text)], [evolve(comment, text=text)])
            return findings

        return in_voices(findings, quoted, read_again, comment.text)


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


def findings_in(
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


def pipeline_of(rulebook: Rulebook) -> SwedishPipeline:
    """The pipeline with the word lists of a rulebook and the people of its policy."""
    people = rulebook.policy
    lexicon = load_lexicon(
        lexicon_files(rulebook.folder).values(),
        names={"known_official": people.officials, "known_politician": people.politicians},
        topics=rulebook.folder / UNITS_FILE,
    )
    return SwedishPipeline(lexicon)


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
