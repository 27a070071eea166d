"""Reads the word lists of `rules/lexicon/*.toml` into a lexicon, and tells all their faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ale_moderation.errors import Problem, RulebookError
from ale_moderation.lexicon import COMMON, OPEN, SPOKEN, TOPIC_TAG, Entry, Lexicon
from ale_moderation.morphology import is_ordinary, skeleton, undotted
from ale_moderation.phrases import Phrase, PhraseError, parse_phrase
from ale_moderation.rulebook_schema import (
    ANCHORS,
    LEXICON,
    SEVERITIES,
    TOPIC,
    UNITS,
    WORD_LIST,
    read_table,
)
from ale_moderation.toml_positions import Keys, TomlFile, read_toml


def load_lexicon(
    files: Path | Iterable[Path],
    names: Mapping[str, Iterable[str]] = MappingProxyType({}),
    topics: Path | None = None,
) -> Lexicon:
    """Every list of some files, or of every `*.toml` in a folder; RulebookError names all faults.

    `names` adds people by tag, such as those that the policy lists as officials. `topics` is the
    file with the topics of the units, where there is one.
    """
    paths = sorted(files.glob("*.toml")) if isinstance(files, Path) else list(files)
    if topics is not None and topics.is_file():
        paths.append(topics)
    contents = tuple([(path, path.read_bytes()) for path in paths])
    return _loaded(contents, tuple([(tag, tuple(names[tag])) for tag in names]), topics)


@lru_cache(2)
def _loaded(
    contents: tuple[tuple[Path, bytes], ...],
    names: tuple[tuple[str, tuple[str, ...]], ...],
    topics: Path | None,
) -> Lexicon:
    """The lists of some files. Two sets of rules mostly have the same, which are read once."""
    entries: list[tuple[str, Entry]] = []
    phrases: list[tuple[Phrase, Entry]] = []
    problems: list[Problem] = []
    for path, content in contents:
        try:
            file = read_toml(path, content)
        except RulebookError as error:
            problems += error.problems
        else:
            problems += _read_file(file, entries, phrases, is_topics=path == topics)
    if problems:
        raise RulebookError(tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column))))
    for tag, people in names:
        for name in people:
            entry = Entry(tag=tag, word=name, anchor="phrase")
            phrases += ((phrase, entry) for phrase in _phrases_of_name(name))
    return _indexed(entries, phrases)


def _read_file(
    file: TomlFile,
    entries: list[tuple[str, Entry]],
    phrases: list[tuple[Phrase, Entry]],
    *,
    is_topics: bool,
) -> Iterator[Problem]:
    """Take the lists of a file, or the topics of the units, in; give what is wrong with them."""
    key = "topic" if is_topics else "list"
    table, problems = read_table(file, (), UNITS if is_topics else LEXICON)
    yield from problems
    for place in range(len(table.values.get(key) or ())):
        yield from _read_list(file, (key, place), entries, phrases)


def _read_list(
    file: TomlFile,
    keys: Keys,
    entries: list[tuple[str, Entry]],
    phrases: list[tuple[Phrase, Entry]],
) -> Iterator[Problem]:
    """Take the words of a list or a topic in; give what is wrong with them."""
    is_topic = keys[0] == "topic"
    word_list, faults = read_table(file, keys, TOPIC if is_topic else WORD_LIST)
    yield from faults
    values = word_list.values
    if is_topic:
        values = {**values, "tag": TOPIC_TAG, "detail": values.get("id")}
    never = frozenset(word.casefold() for word in values.get("not") or ())
    for anchor in (*ANCHORS, "phrase"):
        for row, word in enumerate(values.get(anchor) or ()):
            entry = _entry(values, anchor, word, never)
            try:
                if anchor == "phrase":
                    phrases.append((parse_phrase(word.casefold()), entry))
                elif " " in word:
                    raise PhraseError("a word of several parts belongs in `phrase`")
                else:
                    entries.append((word.casefold(), entry))
            except PhraseError as error:
                yield file.problem((*keys, anchor, row), str(error))


def _entry(values: Mapping[str, Any], anchor: str, word: str, never: frozenset[str]) -> Entry:
    certainty = values.get("certainty")
    return Entry(
        tag=values.get("tag") or "",
        word=word,
        anchor=anchor,
        detail=values.get("detail") or "",
        severity=SEVERITIES.index(values.get("severity") or "none"),
        certainty=1.0 if certainty is None else float(certainty),
        never=never,
    )


def _phrases_of_name(name: str) -> Iterator[Phrase]:
    """A person's name as it stands and in the genitive; nothing for what is no name."""
    *given, last = name.casefold().split() or [""]
    source = " ".join(f"={part}" for part in (*given, f"{last}|{last}s"))
    try:
        yield parse_phrase(source)
    except PhraseError:
        return


def _indexed(
    entries: Iterable[tuple[str, Entry]], phrases: Iterable[tuple[Phrase, Entry]]
) -> Lexicon:
    """The lexicon of some entries by their casefolded words, and of some patterns."""
    index: dict[str, dict[str, list[Entry]]] = {a: defaultdict(list) for a in ANCHORS}
    for word, entry in entries:
        index[entry.anchor][word].append(entry)
    for word, named in index["name"].items():
        index["exact"][word] += named
        if not word.endswith(("s", "x", "z")) and not is_ordinary(f"{word}s"):
            index["exact"][f"{word}s"] += named
    for word, heads in index["head"].items():
        index["word"][word] += heads
    whole = index["word"]
    spoken: list[tuple[Phrase, Entry]] = []
    patterns: list[tuple[Phrase, Entry]] = []
    for phrase, entry in phrases:
        (spoken if entry.tag == SPOKEN else patterns).append((phrase, entry))
    literals = whole.keys() | {word for phrase, _ in patterns for word in phrase.literals}
    offences = {
        word
        for words in (whole, index["exact"])
        for word, found in words.items()
        if any(e.severity for e in found)
    }
    return Lexicon(
        words=_frozen(whole),
        exact=_frozen(index["exact"]),
        heads=_frozen(index["head"]),
        prefixes=_frozen(index["prefix"]),
        endings=_frozen(index["ending"]),
        inside=_frozen(index["inside"]),
        phrases=tuple(patterns),
        spoken=tuple(spoken),
        skeletons=_grouped(literals, skeleton, minimum=4),
        undotted=_grouped(literals, undotted, minimum=2),
        masked={
            **_grouped(offences, lambda word: word[0] + word[-1], minimum=4),
            **_grouped(offences, lambda word: word[0] + OPEN, minimum=4),
        },
        common=frozenset(w for w, es in index["exact"].items() if any(e.tag == COMMON for e in es)),
    )


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
