"""Word lists as data: reads rules/lexicon/*.toml and finds the entries of a single word.

A file holds `[[list]]` tables. Each list has a `tag`, which detectors ask for, and words by anchor:
`exact` (this form only), `word` (with its inflections), `head` (also as the last part of a
compound), `prefix` (the first part of a compound), `inside` (anywhere in a word) and `phrase`
(several words, see `phrases.py`). `not` lists forms that never match.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import simplemma
from attrs import field, frozen

from ale_moderation.errors import Problem, RulebookError
from ale_moderation.phrases import Phrase, PhraseError, parse_phrase

SEVERITIES = ("none", "mild", "crude", "degrading")
_ANCHORS = ("exact", "word", "head", "prefix", "inside")
_KEYS = frozenset((*_ANCHORS, "phrase", "not", "tag", "detail", "severity", "certainty", "about"))

_ENDINGS = (
    *("arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ars", "ers", "ors"),
    *("ena", "en", "et", "ar", "er", "or", "na", "an", "ns", "ts", "n", "t", "s", "a", "e"),
)
"""Noun and adjective endings, longest first; what is left is tried as it is and with -a, -e."""

_UNDOTTED = str.maketrans("åäöéü", "aaoeu")
COMMON = "common_word"
"""The tag of the commonest words, which are never read as inflections of another."""

_MASKS = frozenset("*#+")
_LEET = str.maketrans("0134578@$€!|ß", "oieastbaseiis")


@frozen(kw_only=True)
class Entry:
    """One line of a word list. `severity` is 0 to 3, `certainty` 0 to 1."""

    tag: str
    word: str
    anchor: str
    detail: str = ""
    severity: int = 0
    certainty: float = 1.0
    never: frozenset[str] = field(default=frozenset(), repr=False, eq=False)


@frozen(kw_only=True)
class Hit:
    """An entry found in a word. `certainty` is lower where the word was read in a rougher view."""

    entry: Entry
    certainty: float


@frozen(kw_only=True)
class Lexicon:
    """Every word list, indexed by anchor. `load_lexicon` makes one."""

    words: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    exact: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    heads: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    prefixes: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    inside: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    phrases: tuple[tuple[Phrase, Entry], ...] = field(repr=False)
    skeletons: Mapping[str, tuple[str, ...]] = field(repr=False)
    undotted: Mapping[str, tuple[str, ...]] = field(repr=False)
    masked: Mapping[str, tuple[str, ...]] = field(repr=False)

    def keys(self, norm: str, *, is_undotted: bool = False) -> tuple[str, ...]:
        """The spellings under which a casefolded word is known: itself, its lemma and, for a word
        in no dictionary, what it may be an inflection or a misspelling of.

        `is_undotted` says that the whole text is written without å, ä and ö.
        """
        keys = {norm: None}
        if not norm.isalpha():
            if any(c in _MASKS for c in norm):
                keys |= dict.fromkeys(self._unmasked(norm))
            plain = norm.translate(_LEET)
            if plain.isalpha() and any(c.isalpha() for c in norm):
                keys |= dict.fromkeys(self.keys(plain))
            return (*keys, *self.skeletons.get(_skeleton(norm), ()))
        keys[_lemma(norm)] = None
        if is_undotted:
            keys |= dict.fromkeys(self.undotted.get(norm, ()))
        if not simplemma.is_known(norm, "sv"):
            keys |= dict.fromkeys(k for k in _stems(norm) if k in self.words or k in self.exact)
            keys |= dict.fromkeys(self.skeletons.get(_skeleton(norm), ()))
        return tuple(keys)

    def hits(self, norm: str, keys: tuple[str, ...]) -> tuple[Hit, ...]:
        """The entries of a casefolded word, given its keys; the plainest reading wins."""
        hits: dict[str, list[Hit]] = {}
        _add(hits, self.exact.get(norm, ()) + self.words.get(norm, ()), norm, 1.0)
        if any(entry.tag == COMMON for entry in self.exact.get(norm, ())):
            keys = keys[:1]  # "ska" is a form of skola, and means something else nearly always
        plain = {_lemma(norm), *_stems(norm)} if norm.isalpha() else set()
        for key in keys[1:]:
            _add(hits, self.words.get(key, ()), norm, 1.0 if key in plain else 0.9)
        if len(norm) >= 5:
            for head, factor in self._compound_parts(norm):
                _add(hits, head, norm, factor)
        return tuple(hit for found in hits.values() for hit in found)

    def _compound_parts(self, norm: str) -> Iterator[tuple[tuple[Entry, ...], float]]:
        """What a compound says by its last part or, failing that, by its first, with a factor."""
        whole = norm.replace("-", "").translate(_LEET) if not norm.isalpha() else norm
        is_known = simplemma.is_known(whole, "sv")
        shortest = 4 if is_known else 3
        stems = () if is_known else _stems(whole)
        is_found = False
        for form in dict.fromkeys((whole, _lemma(whole), *stems)):
            for cut in range(2, len(form) - shortest + 1):
                head = self.heads.get(form[cut:], ())
                if is_known and len(form) - cut < 5:  # a short offence ends many ordinary words
                    head = tuple(entry for entry in head if not entry.severity)
                if head and self._may_begin(form[:cut]):
                    yield head, 0.95  # the longest first; a shorter one may bring another tag
                    is_found = True
        if is_found:
            return
        if key := self._undotted_head(whole):
            yield self.heads[key], 0.85
            return
        for cut in range(len(whole) - 2, len(whole) if is_known else 1, -1):
            if (prefix := self.prefixes.get(whole[:cut])) and simplemma.is_known(whole[cut:], "sv"):
                yield prefix, 0.9
                return
        for part, entries in self.inside.items():
            if part in whole:
                yield entries, 0.9

    def _unmasked(self, norm: str) -> tuple[str, ...]:
        """The words that a word with hidden letters ("f*tta") may stand for."""
        letters = "".join("." if c in _MASKS else re.escape(c) for c in norm)
        pattern = re.compile(letters.replace(".", r"[^\W\d_]{1,3}"))
        return tuple(w for w in self.masked.get(norm[0] + norm[-1], ()) if pattern.fullmatch(w))

    def _may_begin(self, part: str) -> bool:
        """Whether a compound may begin so: with a word, alone or with a joining letter."""
        part = part.rstrip("-")
        if part in self.prefixes or part in self.words:
            return True
        if len(part) < 3:
            return False
        return any(
            simplemma.is_known(p, "sv")
            for p in (part, part[:-1], part + "a", part + "e", part + part[-1])
            if len(p) >= 3
        )

    def _undotted_head(self, norm: str) -> str | None:
        """A head at the end of a word that is in no dictionary and is written without dots."""
        if simplemma.is_known(norm, "sv"):
            return None
        for cut in range(2, len(norm) - 3):
            for key in self.undotted.get(norm[cut:], ()):
                if key in self.heads and self._may_begin(norm[:cut]):
                    return key
        return None


def load_lexicon(folder: Path, names: Mapping[str, Iterable[str]] = MappingProxyType({})) -> Lexicon:
    """Every list of every `*.toml` in a folder; RulebookError names all faults at once.

    `names` adds people by tag, such as those that the policy lists as officials.
    """
    index: dict[str, dict[str, list[Entry]]] = {a: defaultdict(list) for a in _ANCHORS}
    phrases: list[tuple[Phrase, Entry]] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        source = path.read_text("utf-8")
        try:
            tables = tomllib.loads(source).get("list", [])
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"line (\d+), column (\d+)", str(error))
            line, column = map(int, place.groups()) if place else (source.count("\n") + 1, 1)
            problems.append(Problem(path=path, line=line, column=column, message=str(error)))
            continue
        for table in tables:
            faults = _read_list(table, index, phrases)
            problems += [_placed(path, source, where, message) for where, message in faults]
    if problems:
        raise RulebookError(tuple(problems))
    for tag, people in names.items():
        for name in people:
            parts = " ".join(f"={part}" for part in name.casefold().split())
            entry = Entry(tag=tag, word=name, anchor="phrase")
            phrases.append((parse_phrase(parts), entry))
    whole = index["word"]
    for word, entries in index["head"].items():
        whole[word] += entries
    literals = {w for a in ("word", "head") for w in index[a]}
    literals |= {w for phrase, _ in phrases for w in phrase.literals}
    return Lexicon(
        words=_frozen(whole),
        exact=_frozen(index["exact"]),
        heads=_frozen(index["head"]),
        prefixes=_frozen(index["prefix"]),
        inside=_frozen(index["inside"]),
        phrases=tuple(phrases),
        skeletons=_grouped(literals, _skeleton, minimum=4),
        undotted=_grouped(literals, lambda w: w.translate(_UNDOTTED), minimum=2),
        masked=_grouped(
            {w for w in whole if any(e.severity for e in whole[w])}, lambda w: w[0] + w[-1], minimum=4
        ),
    )


def _read_list(
    table: Mapping[str, Any],
    index: dict[str, dict[str, list[Entry]]],
    phrases: list[tuple[Phrase, Entry]],
) -> Iterable[tuple[str, str]]:
    """Take one list in; give (text to look for in the file, message) for each fault."""
    if unknown := sorted(table.keys() - _KEYS):
        yield from ((key, f"unknown key {key!r} in [[list]]") for key in unknown)
        return
    tag, severity = table.get("tag"), table.get("severity", "none")
    if not isinstance(tag, str) or severity not in SEVERITIES:
        yield "[[list]]", "a list needs `tag`, and `severity` is one of " + ", ".join(SEVERITIES)
        return
    certainty = table.get("certainty", 1.0)
    if not isinstance(certainty, int | float) or not 0 < certainty <= 1:
        yield "certainty", "certainty is a number above 0 and at most 1"
        return
    lists = {anchor: table.get(anchor, []) for anchor in (*_ANCHORS, "phrase", "not")}
    for anchor, words in lists.items():
        if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            yield anchor, f"`{anchor}` is a list of words"
            return
    never = frozenset(str(w).casefold() for w in lists.pop("not"))
    for anchor, words in lists.items():
        for word in words:
            entry = Entry(
                tag=tag,
                word=word,
                anchor=anchor,
                detail=str(table.get("detail", "")),
                severity=SEVERITIES.index(str(severity)),
                certainty=float(certainty),
                never=never,
            )
            if anchor != "phrase" and " " in word:
                yield word, "a word of several parts belongs in `phrase`"
            elif anchor != "phrase":
                index[anchor][word.casefold()].append(entry)
            else:
                try:
                    phrases.append((parse_phrase(word.casefold()), entry))
                except PhraseError as error:
                    yield word, str(error)


def _placed(path: Path, source: str, where: str, message: str) -> Problem:
    lines = source.splitlines() or [""]
    row = next((i for i, line in enumerate(lines) if where in line), 0)
    column = max(lines[row].find(where), 0) + 1
    return Problem(path=path, line=row + 1, column=column, message=message, source=lines[row])


def _frozen(index: Mapping[str, list[Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    return MappingProxyType({word: tuple(entries) for word, entries in index.items()})


def _grouped(
    words: Iterable[str], form: Callable[[str], str], *, minimum: int
) -> Mapping[str, tuple[str, ...]]:
    """The words of at least `minimum` letters by a form of theirs."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= minimum:
            grouped[form(word)].append(word)
    return MappingProxyType({key: tuple(found) for key, found in grouped.items()})


def _skeleton(word: str) -> str:
    """A word without dots, doubled letters, inner marks and disguising digits."""
    plain = word.translate(_UNDOTTED).translate(_LEET)
    out: list[str] = []
    for letter in plain:
        if letter.isalpha() and (not out or out[-1] != letter):
            out.append("k" if letter in "cq" else "v" if letter == "w" else letter)
    return "".join(out)


def _add(
    hits: dict[str, list[Hit]], entries: tuple[Entry, ...], norm: str, factor: float
) -> None:
    """Add the entries of tags that no plainer reading has given yet."""
    fresh = [e for e in _allowed(entries, norm) if e.tag not in hits]
    for entry in fresh:
        hits.setdefault(entry.tag, []).append(
            Hit(entry=entry, certainty=entry.certainty * factor)
        )


def _allowed(entries: tuple[Entry, ...], norm: str) -> tuple[Entry, ...]:
    """The entries whose list does not say that this form never matches."""
    return tuple(entry for entry in entries if norm not in entry.never)


def _lemma(norm: str) -> str:
    return str(simplemma.lemmatize(norm, "sv")).casefold() if norm.isalpha() else norm


def _stems(norm: str) -> tuple[str, ...]:
    """What a noun or adjective form may be made from, likeliest first."""
    stems: dict[str, None] = {}
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= 3:
            stem = norm[: -len(ending)]
            stems |= dict.fromkeys((stem, stem + "a", stem + "e"))
            if ending in ("n", "ar", "arna") and stem[-1:] in "lr":  # jäveln, jävlar
                stems[stem[:-1] + "e" + stem[-1]] = None
    return tuple(stems)
