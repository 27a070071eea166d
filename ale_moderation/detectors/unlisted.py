"""Names that the name lists or the capitals do not give away, where the words around them do."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ale_moderation.detectors.figure import Figure, figure_at
from ale_moderation.detectors.whereabouts import VERBS, is_class, place_end
from ale_moderation.parsed_text import ParsedText, Word
from ale_moderation.people import Who

_NO_NAMES = frozenset(
    ("person", "child", "kin", "role_staff", "role_politician", "body", "group", "household")
) | {"pron_3s", "pron_3p", "place", "party", "union", "no_name", "common_word", "topic.trait"}
_RELATIVES = frozenset(("tie.genitive_kin", "tie.genitive_adult", "child", "kin"))
_ADULTS = frozenset(("tie.genitive_adult", "kin"))
_THINGS = frozenset(("topic.thing", "tie.goes_with"))
_TO = frozenset(("hos", "till", "åt"))
_WITH = frozenset(("hos", "av", "med", "åt", "från"))
_FONDLY = frozenset(("lilla", "lille", "gamle", "gamla", "stackars", "tant", "farbror"))
_NOUN_ENDINGS = ("en", "et", "na", "ing", "het", "ion", "are", "are", "skt", "igt", "ns")
"""Endings of ordinary words that open a sentence, which a name seldom has."""


def unlisted_figures(parsed: ParsedText, topics: Set[int]) -> Iterator[Figure]:
    """The figures that such names make, in order of place."""
    words = parsed.words
    finder = _Finder(parsed, topics)
    for i, word in enumerate(words):
        if word.is_capitalised:
            figure = finder.capitalised(i, word)
        elif "given_name" in word.tags:
            figure = finder.small_lettered(i)
        else:
            continue
        if figure is not None:
            yield figure


class _Finder:
    def __init__(self, parsed: ParsedText, topics: Set[int]) -> None:
        self._parsed = parsed
        self._words = parsed.words
        self._topics = topics

    def capitalised(self, i: int, word: Word) -> Figure | None:
        """A pupil, somebody in the genitive or the subject of a sentence."""
        if len(word.norm) < 3 or "given_name" in word.tags or not _NO_NAMES.isdisjoint(word.tags):
            return None
        if not word.norm.replace("-", "").isalpha():
            return None
        if figure := self._ambiguous(i, word):
            return figure
        if figure := self._pupil(i):
            return figure
        if word.norm[-1] == "s" and (figure := self._owner(i, word)):
            return figure
        if i and not word.is_known and self._words[i - 1].norm in _FONDLY:
            is_small = self._words[i - 1].norm in ("lilla", "lille")
            end = place_end(self._parsed, i + 1, self._topics)
            return self._named(i, end, 0.85, who=Who.CHILD if is_small else Who.PERSON)
        if i > 1 and self._words[i - 1].norm == "där" and self._words[i - 2].norm == "den":
            return self._named(i, place_end(self._parsed, i + 1, self._topics), 0.85)
        return self._at_their_place(i, word) or self._subject(i, word)

    def _at_their_place(self, i: int, word: Word) -> Figure | None:
        """A word in no dictionary whom one goes to, with their place: "hos Firat på kiosken"."""
        is_led = self._is_inside(i) and self._words[i - 1].norm in _WITH
        if word.is_known or not is_led or word.norm.endswith(_NOUN_ENDINGS):
            return None
        end = place_end(self._parsed, i + 1, self._topics)
        return self._named(i, end, 0.85) if end > i + 1 else None

    def small_lettered(self, i: int) -> Figure | None:
        """A first name in small letters that is also a word: "ronny på macken är …"."""
        words = self._words
        if not words[i].is_known or i + 1 >= len(words):
            return None
        end, after = place_end(self._parsed, i + 1, self._topics), words[i + 1]
        if after.is_word and not after.is_known and len(after.norm) > 3:
            end = i + 2
        if end == i + 1 and after.tags.isdisjoint(VERBS):
            return None
        return self._named(i, end, 0.9)

    def _ambiguous(self, i: int, word: Word) -> Figure | None:
        """A first name that is also a word, first of all: "Stig är …", "Stig på lagret går …"."""
        if (
            "given_name_or_word" not in word.tags
            or "name.seldom" in word.tags
            or self._is_inside(i)
        ):
            return None
        end, after = place_end(self._parsed, i + 1, self._topics), self._after(i)
        if after is None or (end == i + 1 and after.tags.isdisjoint(VERBS)):
            return None
        return self._named(i, end, 0.9)

    def _pupil(self, i: int) -> Figure | None:
        """A name with a school class: "Wille i 2B"."""
        words = self._words
        if i + 2 >= len(words) or words[i + 1].norm != "i" or not is_class(words[i + 2]):
            return None
        return self._named(i, i + 3, 0.95, who=Who.CHILD, is_pupil=True)

    def _owner(self, i: int, word: Word) -> Figure | None:
        """A name in the genitive or the plural: "Gunillas son", "Tores sprit", "hos Vattrångs"."""
        is_name = not word.is_known or word.norm[:-1] in word.keys
        if not is_name:
            return None
        after = self._after(i)
        if after is not None and not after.tags.isdisjoint(_RELATIVES):
            is_child = not after.tags.isdisjoint(("child", "tie.genitive_kin"))
            is_child = is_child and after.tags.isdisjoint(_ADULTS)
            end = place_end(self._parsed, i + 2, self._topics)
            return self._named(i, end, 1.0, who=Who.CHILD if is_child else Who.PERSON)
        if after is not None and (not after.tags.isdisjoint(_THINGS) or i + 1 in self._topics):
            return self._named(i, i + 1, 0.9 if self._is_inside(i) else 0.75)
        is_visited = self._is_inside(i) and self._words[i - 1].norm in _TO
        if is_visited and not word.is_known and not (after is not None and after.is_capitalised):
            return self._named(i, i + 1, 0.95, is_household=True)
        return None

    def _subject(self, i: int, word: Word) -> Figure | None:
        """A word in no dictionary before a verb of being or having: "Zoltek är …"."""
        first, dash, second = word.form.partition("-")
        if dash:
            is_name = (first + second).isalpha() and second.istitle()
        else:
            is_name = not word.is_known and len(word.norm) < 11
        if not is_name or word.norm.endswith(_NOUN_ENDINGS):
            return None
        end = place_end(self._parsed, i + 1, self._topics)
        after = self._after(end - 1)
        if after is None or after.tags.isdisjoint(VERBS) or "tie.prep" in after.tags:
            return None
        return self._named(i, end, 0.8 if self._is_inside(i) or end > i + 1 else 0.7)

    def _after(self, i: int) -> Word | None:
        """The next word of the sentence."""
        is_last = (
            i + 1 == len(self._words)
            or self._parsed.sentences[i + 1] != (self._parsed.sentences[i])
        )
        return None if is_last else self._words[i + 1]

    def _is_inside(self, i: int) -> bool:
        return i > 0 and self._parsed.sentences[i - 1] == self._parsed.sentences[i]

    def _named(
        self,
        start: int,
        end: int,
        known: float,
        *,
        who: Who = Who.PERSON,
        is_household: bool = False,
        is_pupil: bool = False,
    ) -> Figure:
        return figure_at(
            self._parsed,
            start,
            end,
            known,
            who=who,
            is_named=True,
            is_household=is_household,
            is_pupil=is_pupil,
        )
