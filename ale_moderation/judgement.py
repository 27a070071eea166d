"""Whether the detectors and the second reader, heard together, speak for removal, or for an answer.

What each of them is worth beside the others is not told by a sum: a word that may offend weighs
much in a text like those that offended, and little in one about a match. Boosted trees (Friedman,
"Greedy Function Approximation", 2001) over what the detectors found, before anything was weighed,
and what the text resembles, taught by comments whose resemblance was told by weights that had not
seen them. They stand in `lexicon/judgement.txt` and `lexicon/service.txt` (see `trees.py`);
`python -m benchmarks.fit_judgement` fits them.

Whether a text is to go is judged of one to four sentences on end, and the worst of them counts, so
that no harmless sentence takes anything away; whether it is to be answered, of the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ale_moderation.model import Finding
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import HEADS, JUDGED, PEAKED, Likeness
from ale_moderation.trees import Trees

WORDS, MARKS = "words", "marks"
"""The features that count the words, and the question marks."""

_HOPELESS = -3.0
"""The log-odds below which no head of what is removed is worth a judgement, without a finding."""

_UNLIKELY = -99.0
"""Those of a text that is not worth one."""


class Judged(NamedTuple):
    """The log-odds that a text is to be removed, and the words that speak most for it."""

    odds: float
    words: range


class Judgement:
    """Whether a text is to be removed. Safe for concurrent calls.

    RulebookError where the file is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._trees = Trees(path, JUDGED, (WORDS,))

    def of(self, parsed: ParsedText, findings: Sequence[Finding], like: Likeness) -> Judged:
        """What the worst one to four sentences of a text are held for."""
        found = self._found(parsed, findings)
        best = Judged(_UNLIKELY, range(0))
        for words, sentences, odds in like.windows:
            within = [values for sentence in sentences for values in found.get(sentence, ())]
            if within or max(odds[: len(PEAKED)]) >= _HOPELESS:
                judged = self._trees.odds(odds, (len(words),), within)
                if judged > best.odds:
                    best = Judged(judged, words)
        return best

    def _found(
        self, parsed: ParsedText, findings: Sequence[Finding]
    ) -> dict[int, list[dict[int, int]]]:
        """What the findings of each sentence count as."""
        ends: list[int] = []
        found: dict[int, list[dict[int, int]]] = {}
        for finding in findings:
            if values := self._trees.counted(finding):
                ends = ends or _ends(parsed)
                sentence = min(bisect_right(ends, finding.start), len(ends) - 1)
                found.setdefault(sentence, []).append(values)
        return found


class ServiceJudgement:
    """Whether a text asks for an answer. Safe for concurrent calls.

    RulebookError where the file is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._trees = Trees(path, HEADS, (WORDS, MARKS))

    def of(self, parsed: ParsedText, findings: Sequence[Finding], like: Likeness) -> float:
        """The log-odds."""
        found = map(self._trees.counted, findings)
        return self._trees.odds(tuple(like.heads.values()), counts_of(parsed), found)


def counts_of(parsed: ParsedText) -> tuple[int, int]:
    """`WORDS` and `MARKS` of a text."""
    return len(parsed.words), sum([word.norm == "?" for word in parsed.words])


def _ends(parsed: ParsedText) -> list[int]:
    """Where the sentences end in the original text."""
    return [parsed.original_span(start, stop)[1] for start, stop in parsed.sentence_ranges()]
