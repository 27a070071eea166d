"""Which language a comment is written in.

Cheap evidence settles nearly every comment: the script, the words, the letters beyond a to z, and,
where these leave a doubt, parts of words. All of it is data, in the lexicon file. langdetect is
asked only about what is then still in doubt and is long enough for it. A very short text is
Swedish unless something says otherwise.

Every word carries its evidence for all languages in one integer, with a lane of 16 bits for each
language, so that one sum over a comment weighs all languages at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import repeat
from pathlib import Path
from struct import unpack
from threading import Lock
from typing import Any, Final, Self
from unicodedata import normalize

from attrs import field, frozen
from langdetect.detector_factory import DetectorFactory  # type: ignore[import-untyped]
from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

from ale_moderation.errors import Problem, RulebookError

UNDETERMINED: Final = "und"
"""The answer where there is nothing to go by: no letters, or letters of no known script."""

_LONGEST: Final = 2000  # characters looked at
_MOST_WORDS: Final = 1000
_WORD_WEIGHT: Final = 4  # of a single letter half as much
_LETTER_WEIGHT: Final = 3
_PART_WEIGHT: Final = 1
_PRIOR: Final = 3  # the head start of the first language of a script
_LANE: Final = 0xFFFF
_SETTLED: Final = 4  # a lead over the second that needs no further question
_ASKED_FROM: Final = 4  # words
_POINT: Final = 32.0  # odds that one point of lead is worth against langdetect's n-grams
_PARTED_WORDS: Final = 60  # words looked into, each up to
_PARTED_LENGTH: Final = 30  # letters
_LONGEST_PART: Final = 5  # with ^ and $

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEYOND_ASCII = re.compile(
    "[\x80-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\uffef\U00010000-\U0001efff]"
)
_BEYOND_LATIN: Final = "\u0250"
_DOMAIN = re.compile(r"\.(?:se|nu|com|net|org|info|eu|no|dk|fi|de|example)(?![^\W_])")
_STRETCHED = re.compile(r"(.)\1\1+")


class LastResort:
    """langdetect, always with the same seed; its profiles are loaded at the first question."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self._codes = codes
        self._lock = Lock()
        self._factory: Any = None

    def __reduce__(self) -> tuple[type[LastResort], tuple[tuple[str, ...]]]:
        return LastResort, (self._codes,)

    def best(self, text: str, prior: Mapping[str, float]) -> str | None:
        """The likeliest of the languages in `prior`; None where langdetect can not tell."""
        detector = self._loaded().create()
        detector.append(text)
        try:
            detector.set_prior_map(prior)
            guesses = detector.get_probabilities()
        except LangDetectException:
            return None
        return str(guesses[0].lang) if guesses else None

    def _loaded(self) -> Any:
        with self._lock:
            if self._factory is None:
                folder = files("langdetect") / "profiles"
                profiles = [p for code in self._codes if (p := folder / code).is_file()]
                factory = DetectorFactory()
                factory.load_json_profile([p.read_text(encoding="utf-8") for p in profiles])
                factory.set_seed(0)
                self._factory = factory
            return self._factory


@frozen(kw_only=True)
class _Script:
    """One script: its letters, the lanes of its languages, and the first language's head start."""

    letters: re.Pattern[str]
    mask: int
    prior: int


@frozen(kw_only=True, eq=False)
class LanguageIdentifier:
    """Tells the language of a comment. Made once by `from_file`; threads may share it."""

    codes: tuple[str, ...]
    last_resort: LastResort | None = field(repr=False)
    _words: Mapping[str, int] = field(repr=False)
    _letters: Mapping[str, int] = field(repr=False)
    _parts: Mapping[str, int] = field(repr=False)
    _scripts: tuple[_Script, ...] = field(repr=False)
    _ones: int = field(repr=False)
    _tops: int = field(repr=False)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """The identifier that a lexicon file describes; RulebookError where it has faults."""
        scripts, languages = _read(path)
        lanes = {language["code"]: 1 << 16 * i for i, language in enumerate(languages)}
        of_script = {
            name: [lanes[language["code"]] for language in languages if name in language["scripts"]]
            for name in scripts
        }
        return cls(
            codes=tuple(lanes),
            last_resort=LastResort(tuple(lanes)),
            words=_evidence(languages, "words", _WORD_WEIGHT, lambda word: {word.casefold()}),
            letters=_evidence(languages, "letters", _LETTER_WEIGHT, lambda c: {c, c.upper()}),
            parts=_evidence(languages, "parts", _PART_WEIGHT, lambda part: {part}),
            ones=sum(lanes.values()),
            tops=sum(lanes.values()) << 15,
            scripts=tuple(
                _Script(
                    letters=re.compile(f"[{scripts[name]}]"),
                    mask=sum(members) * _LANE,
                    prior=members[0] * _PRIOR,
                )
                for name, members in of_script.items()
            ),
        )

    def identify(
        self, text: str, words: Sequence[str] | None = None, *, may_hold_address: bool = True
    ) -> str:
        """The ISO 639-1 code of the dominant language, "no" for Norwegian; or `UNDETERMINED`.

        `words` are the casefolded words of the text, where the caller has them already, and
        `may_hold_address` says whether it can hold a link, an e-mail address or a mention.
        """
        if len(text) > _LONGEST:
            text, words = text[:_LONGEST], None
        if may_hold_address and _has_address(text):
            text, words = " ".join(c for c in text.split() if not _has_address(c)), None
        words = _WORD.findall(text.casefold()) if words is None else words[:_MOST_WORDS]
        evidence = sum(map(self._words.get, words, repeat(0)))
        if self._is_plainly_first(evidence, len(words)):
            return self.codes[0]

        script = self._scripts[0]
        beyond: set[str] = set()
        if not text.isascii():
            beyond = set(_BEYOND_ASCII.findall(text))
            if beyond and max(beyond) >= _BEYOND_LATIN:
                text = normalize("NFKC", text)[:_LONGEST]
                words = _WORD.findall(text.casefold())
                evidence = sum(map(self._words.get, words, repeat(0)))
                beyond = set(_BEYOND_ASCII.findall(text))
                script = max(self._scripts, key=lambda s: len(s.letters.findall(text)))
        if not script.letters.search(text):
            return UNDETERMINED
        evidence += sum(map(self._letters.get, beyond, repeat(0)))
        evidence = (evidence & script.mask) + script.prior
        best, lead = self._lead(evidence)
        if lead >= _SETTLED or script is not self._scripts[0]:
            return best
        evidence += self._inside(words) & script.mask
        best, lead = self._lead(evidence)
        if lead >= _SETTLED or best == self.codes[0] or len(words) < _ASKED_FROM:
            return best
        asked = self.last_resort and self.last_resort.best(" ".join(words), self._prior(evidence))
        return asked or best

    def _is_plainly_first(self, evidence: int, words: int) -> bool:
        """Whether a quarter of the words is of the first language, and no other comes near it.

        All lanes are compared at once: a lane's top bit survives the subtraction if its score is
        not above the bar.
        """
        score = evidence & _LANE
        bar = score + _PRIOR - _SETTLED
        if not score or 4 * score < words * _WORD_WEIGHT:
            return False
        return (self._tops + self._ones * bar - (evidence ^ score)) & self._tops == self._tops

    def _scores(self, evidence: int) -> tuple[int, ...]:
        count = len(self.codes)
        return unpack(f"<{count}H", evidence.to_bytes(2 * count, "little"))

    def _lead(self, evidence: int) -> tuple[str, int]:
        """The language with the most evidence, the first of equals, and how far it leads."""
        scores = self._scores(evidence)
        second, first = sorted(scores)[-2:]
        return self.codes[scores.index(first)], first - second

    def _inside(self, words: Sequence[str]) -> int:
        """The evidence of the parts of unknown words; of a stretched word ("heeej"), its core's."""
        evidence = 0
        for word in words[:_PARTED_WORDS]:
            if word in self._words:
                continue
            core = _STRETCHED.sub(r"\1", word[:_PARTED_LENGTH])
            known = self._words.get(core)
            evidence += (
                sum(map(self._parts.get, _parts(core), repeat(0))) if known is None else known
            )
        return evidence

    def _prior(self, evidence: int) -> dict[str, float]:
        """The languages that the cheap evidence leaves in doubt, and the weight of each."""
        scores = self._scores(evidence)
        first = max(scores)
        return {
            code: _POINT ** (score - first)
            for code, score in zip(self.codes, scores, strict=True)
            if score and score > first - 2 * _SETTLED
        }


def _has_address(text: str) -> bool:
    """Whether there is a link, an e-mail address or a mention in the text."""
    return "@" in text or "://" in text or "www." in text or bool(_DOMAIN.search(text))


def _parts(word: str) -> Iterator[str]:
    """Every group of letters in the word that the lexicon could name."""
    whole = f"^{word}$"
    for start in range(len(whole)):
        for end in range(start + 1, min(start + _LONGEST_PART, len(whole)) + 1):
            yield whole[start:end]


def _evidence(
    languages: Iterable[Mapping[str, Any]],
    key: str,
    weight: int,
    forms: Callable[[str], set[str]],
) -> dict[str, int]:
    """For every form of what stands under `key`: its weight, in the lane of each language."""
    table: dict[str, int] = {}
    for i, language in enumerate(languages):
        entries = language.get(key, "")
        split = list(entries) if key == "letters" else entries.split()
        for form in {form for entry in split for form in forms(entry)}:
            once = weight // 2 if key == "words" and len(form) == 1 else weight
            table[form] = table.get(form, 0) + (once << 16 * i)
    return table


def _read(path: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The scripts and languages of the file, checked."""
    if not path.is_file():
        raise RulebookError((_problem(path, "", 1, 1, "the file is missing"),))
    source = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = map(int, place.groups()) if place else (source.count("\n") + 1, 1)
        raise RulebookError((_problem(path, source, line, column, str(error)),)) from None
    if not isinstance(data.get("scripts"), dict) or not _has_tables(data.get("language")):
        message = "there must be a table [scripts] and at least two [[language]]"
        raise RulebookError((_problem(path, source, 1, 1, message),))
    faults = [(1, message) for message in _faults_of_file(data)]
    heads = [n for n, s in enumerate(source.splitlines(), 1) if s.strip() == "[[language]]"]
    lines = heads + [1] * len(data["language"])
    for line, language in zip(lines, data["language"], strict=False):
        faults += [(line, message) for message in _faults_of_language(language, data)]
    if faults:
        raise RulebookError(tuple(_problem(path, source, line, 1, m) for line, m in faults))
    return data["scripts"], data["language"]


def _has_tables(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(isinstance(v, dict) for v in value)


def _faults_of_file(data: Mapping[str, Any]) -> Iterator[str]:
    scripts, languages = data["scripts"], data["language"]
    yield from (f"unknown key {key!r}" for key in data if key not in ("scripts", "language"))
    for name, letters in scripts.items():
        if not any(name in language.get("scripts", ()) for language in languages):
            yield f"no language is written in the script {name!r}"
        try:
            re.compile(f"[{letters}]")
        except re.error as error:
            yield f"the letters of the script {name!r}: {error}"
    codes = [language.get("code") for language in languages]
    yield from (f"{c!r} stands here twice" for c in dict.fromkeys(codes) if codes.count(c) > 1)
    if next(iter(scripts), None) not in languages[0].get("scripts", ()):
        yield "the first language must be written in the first script"


def _faults_of_language(language: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    texts = ("code", "words", "letters", "parts")
    yield from (f"unknown key {key!r}" for key in language if key not in (*texts, "scripts"))
    if any(not isinstance(language[key], str) for key in texts if key in language):
        yield f"{', '.join(texts)} must be strings"
    elif not re.fullmatch("[a-z]{2,3}", language.get("code", "")):
        yield "code must be two or three letters, a to z"
    scripts = language.get("scripts")
    if not isinstance(scripts, list) or not scripts:
        yield "scripts must be a list with at least one script"
    elif unknown := [script for script in scripts if script not in data.get("scripts", {})]:
        yield f"unknown scripts: {', '.join(map(repr, unknown))}"


def _problem(path: Path, source: str, line: int, column: int, message: str) -> Problem:
    lines = source.splitlines()
    shown = lines[line - 1] if line <= len(lines) else None
    return Problem(path=path, line=line, column=column, message=message, source=shown)
