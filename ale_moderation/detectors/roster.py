"""Whom a comment points out, and how surely: what `topics.py` needs beyond `people.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from ale_moderation.detectors.epithets import find_epithets
from ale_moderation.detectors.figure import Figure
from ale_moderation.detectors.figures import FigureMaker
from ale_moderation.detectors.unlisted import unlisted_figures
from ale_moderation.detectors.whereabouts import is_relative_clause, place_end
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import INDIVIDUALS, Who

_DESCRIBED = 0.75
"""From here on a pronoun is pointed out by what is said of it: "hon som har kiosken"."""
_LEADING = frozenset(
    "ja jo alltså den där hon han typ fröken det är var va e de självaste ingen annan än".split()
)
_TRAILING = frozenset(("alltså", "heter", "då", "menar", "va", "ni", "så"))
_TOLD = ("topic.state", "topic.stay", "topic.thing", "topic.trait")


class Roster:
    """The figures of one comment, in order of place."""

    def __init__(self, parsed: ParsedText) -> None:
        self._parsed = parsed
        self._words = parsed.words
        self._topics = {
            i for tag in _TOLD for s in parsed.spans.get(tag, ()) for i in range(s.start, s.end)
        }
        maker = FigureMaker(parsed, self._topics)
        figures = (
            *maker.figures(),
            *find_epithets(parsed, self._topics),
            *unlisted_figures(parsed, self._topics),
        )
        self._figures = _named(parsed, _related(parsed, _apart(figures)))
        self._by_start = {figure.start: figure for figure in self._figures}
        self._by_sentence: dict[int, list[Figure]] = {}
        for figure in self._figures:
            self._by_sentence.setdefault(parsed.sentences[figure.start], []).append(figure)

    def within(self, sentence: range) -> Sequence[Figure]:
        """The figures of a sentence."""
        return self._by_sentence.get(self._parsed.sentences[sentence.start], ())

    def before(self, position: int, sentence: range) -> list[Figure]:
        """The figures of a sentence that end at or before a position."""
        return [f for f in self.within(sentence) if f.end <= position]

    def first_after(self, position: int, sentence: range) -> Figure | None:
        """The first individual of a sentence after a position."""
        found = (f for f in self.within(sentence) if f.start >= position and f.known)
        figure = next(found, None)
        return None if figure is None else self.resolve(figure)

    def starting_at(self, position: int) -> Figure | None:
        """The figure that begins at a position."""
        return self._by_start.get(position)

    def writer(self, position: int) -> Figure:
        """The writer, where the text leaves them out."""
        return Figure(start=position, end=position, who=Who.SELF, known=1.0)

    def taken_up(self, position: int, sentence: range) -> Figure | None:
        """Whom a pronoun or an ellipsis at a position takes up: the last one pointed out before."""
        last = self._parsed.sentences[position]
        for number in range(last, last - 3, -1):
            for figure in reversed(self._by_sentence.get(number, ())):
                if figure.end > position or figure.who is Who.COMMENTER:
                    continue
                if figure.is_pronoun and figure.known < _DESCRIBED:
                    continue
                if figure.known >= 0.6 and figure.who is not Who.SELF:
                    return figure
        return None

    def added_after(self, position: int) -> Figure | None:
        """Somebody pointed out apart, after it is told what "hon" is: "… Elliot i 2A alltså"."""
        last = self._parsed.sentences[position - 1]
        for number in (last, last + 1):
            for figure in self._by_sentence.get(number, ()):
                is_sure = figure.known >= 0.85 and figure.who in INDIVIDUALS and not figure.is_kin
                is_new = number == last or self._opens(
                    figure
                )  # "Sov gott, Hulda" is no one told of
                if figure.start >= position and is_sure and is_new and self._stands_apart(figure):
                    return figure.weakened(0.92)
        return None

    def _lead(self, figure: Figure) -> int:
        """Where the words begin that only lead to somebody: "ja hon", "den där"."""
        words, sentences = self._words, self._parsed.sentences
        start, number = figure.start, sentences[figure.start]
        while start and sentences[start - 1] == number and words[start - 1].norm in _LEADING:
            start -= 1
        return start

    def _opens(self, figure: Figure) -> bool:
        """Whether a sentence begins with somebody."""
        start = self._lead(figure)
        return start == 0 or self._parsed.sentences[start - 1] != self._parsed.sentences[start]

    def _stands_apart(self, figure: Figure) -> bool:
        """Whether somebody is named and nothing is said of them there."""
        words, sentences = self._words, self._parsed.sentences
        start, end, number = self._lead(figure), figure.end, sentences[figure.start]
        is_first = self._opens(figure) or not words[start - 1].is_word
        is_last = end == len(words) or sentences[end] != number or not words[end].is_word
        return is_first and (is_last or words[end].norm in _TRAILING)

    def resolve(self, figure: Figure) -> Figure:
        """The figure as surely pointed out as what it takes up."""
        if figure.who is Who.COMMENTER and not figure.is_named:
            return self._called_upon(figure)
        if not (figure.is_pronoun or figure.is_member) or figure.known >= 0.85:
            return figure
        sentence = self._parsed.sentence(figure.start)
        meant = self.taken_up(figure.start, sentence)
        if meant is None or self._is_of_justice(meant):
            return figure
        return evolve(
            meant,
            start=figure.start,
            end=figure.end,
            known=max(figure.known, meant.known * 0.97),
            is_child=figure.is_child or meant.is_child,
            is_possessor=figure.is_possessor,
            is_household=figure.is_household or meant.is_household,
        )

    def _is_of_justice(self, figure: Figure) -> bool:
        """Whether somebody deals with offences at work, and is not told of for one."""
        return any("tie.justice" in w.tags for w in self._words[figure.start : figure.end])

    def cheered(self, position: int) -> Figure | None:
        """Somebody called by their whole name, who is spoken to before a position."""
        for figure in self._figures:
            is_whole = figure.is_named and figure.known >= 1.0 and figure.who in INDIVIDUALS
            if figure.end <= position and is_whole and self._is_addressed(figure):
                return figure
        return None

    def _called_upon(self, figure: Figure) -> Figure:
        """Whom "du" stands for: somebody called by name and place ("Krya på dig, Ove i 6A")."""
        for other in self._figures:
            if not other.is_named or other.known < 1.0 or other.who not in INDIVIDUALS:
                continue
            if self._is_addressed(other):
                return evolve(
                    other, start=figure.start, end=figure.end, is_possessor=figure.is_possessor
                )
        return figure

    def _is_addressed(self, figure: Figure) -> bool:
        """Whether a name stands apart: after a greeting or alone between marks."""
        words = self._words
        sentence = self._parsed.sentence(figure.start)
        before = words[figure.start - 1] if figure.start > sentence.start else None
        after = words[figure.end] if figure.end < sentence.stop else None
        is_greeted = before is not None and "name.greeting" in before.tags
        is_apart = before is None or not before.is_word
        is_last = after is None or not after.is_word
        return (is_greeted or is_apart) and (is_last or is_greeted)

    def household_of(self, figure: Figure) -> Figure | None:
        """The household that "de" takes up, if one was pointed out before."""
        if figure.who is not Who.THEY or figure.known:
            return None
        meant = self.taken_up(figure.start, self._parsed.sentence(figure.start))
        if meant is None or not meant.is_household:
            return None
        return evolve(meant, start=figure.start, end=figure.end, known=meant.known * 0.95)

    def pointed_trait(self, topic: Span, sentence: range) -> Figure | None:
        """The person that a trait itself points out: "alkisen på Storgatan"."""
        norm = self._words[topic.end - 1].norm
        is_compound = topic.entry.anchor == "exact"
        is_led = topic.start > 0 and self._words[topic.start - 1].norm == "den"
        endings = ("en", "n", "et", "aren", "an", *(("a", "e") if is_led else ()))
        end = place_end(self._parsed, topic.end, self._topics)
        if self._lives_there(topic, sentence, is_placed=end > topic.end):
            return Figure(start=topic.start, end=end, who=Who.PERSON, known=0.85)
        if topic.end - topic.start > 1 or not norm.endswith(endings):
            return None
        if norm == topic.entry.word and not is_compound:
            return None
        is_described = is_compound and is_relative_clause(self._words, topic.end)
        if end == topic.end and not is_described:
            return None
        if end > topic.end and self._words[end - 1].norm in ("mig", "mej", "oss"):
            return None  # "diabetikern i mig"
        return Figure(start=topic.start, end=end, who=Who.PERSON, known=0.9)

    def _lives_there(self, topic: Span, sentence: range, *, is_placed: bool) -> bool:
        """Whether an address and a verb of living stand before: "på Aleväg 3 … bor en pedofil"."""
        words, start = self._words, max(sentence.start, topic.start - 4)
        before = words[start : topic.start]
        if not any(w.norm in ("bor", "bodde", "hyr") for w in before):
            return False
        return is_placed or any("street" in w.tags for w in words[max(0, start - 16) : start])


def _apart(figures: Iterable[Figure]) -> list[Figure]:
    """The figures in order of place, without those that a more telling one covers."""
    kept: list[Figure] = []
    taken: set[int] = set()
    for figure in sorted(figures, key=lambda f: (f.start - f.end, f.start, -f.known)):
        places = range(figure.start, figure.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(figure)
    return sorted(kept, key=lambda f: f.start)


def _related(parsed: ParsedText, figures: list[Figure]) -> list[Figure]:
    """The same with "dottern till Vera" and "jag och min sambo" as one figure each."""
    related: list[Figure] = []
    for figure in figures:
        left = related[-1] if related else None
        joined = None if left is None else _joined(parsed, left, figure)
        if joined is not None:
            related[-1] = joined
        else:
            related.append(figure)
    return related


def _named(parsed: ParsedText, figures: list[Figure]) -> list[Figure]:
    """The same, where somebody of whom more is told is called by name: "…, hon heter Alva"."""
    at = next((k for k, f in enumerate(figures) if _is_called(parsed, f)), 0)
    if at == 0 or figures[at - 1].who is Who.SELF:
        return figures
    name = figures[at]
    return [
        evolve(f, known=name.known, is_named=True, is_kin=False, is_member=False)
        if k < at and not f.is_named and (f.is_kin or f.is_pronoun or f.is_relative or k + 1 == at)
        else f
        for k, f in enumerate(figures)
    ]


def _is_called(parsed: ParsedText, figure: Figure) -> bool:
    """Whether it is a pronoun that was joined with the name: "hon heter Alva", "Alva heter hon"."""
    words, start, end = parsed.words, figure.start, figure.end
    if not figure.is_named:
        return False
    if start and words[start - 1].norm == "heter":  # "killen som stal cykeln heter Ove"
        return True
    if "pron_3s" in words[start].tags:
        return any(w.norm in ("heter", "kallas") for w in words[start + 1 : start + 3])
    after = words[end : end + 2]
    return len(after) == 2 and after[0].norm == "heter" and "pron_3s" in after[1].tags


def _joined(parsed: ParsedText, left: Figure, right: Figure) -> Figure | None:
    if right.is_named and not left.is_named and 1 <= right.start - left.end <= 4:
        bridge = parsed.words[left.end : right.start]
        is_called = bridge[-1].norm in ("heter", "kallas", "hette")
        is_all = all(w.norm in ("som", ",", "nu", "visst", bridge[-1].norm) for w in bridge)
        if (
            is_called
            and is_all
            and (left.who in INDIVIDUALS or (left.who is Who.SELF and not left.is_possessor))
            and left.start in parsed.sentence(right.start)
        ):
            return evolve(
                left,
                end=right.end,
                known=right.known,
                is_named=True,
                is_kin=False,
                is_member=False,
            )
    if right.start == left.end and left.is_possessor and right.is_household and not right.known:
        return evolve(left, end=right.end, is_household=True)  # "hans familj"
    if right.start - left.end != 1:
        return None
    between = parsed.words[left.end].norm
    if between == "vars" and right.is_relative:  # "han vars pappa"
        known = max(right.known, left.known) if left.known >= 0.5 else 0.8
        return evolve(right, start=left.start, known=known, is_kin=False, is_member=False)
    if between in ("till", "åt"):
        is_relative = left.is_relative and not left.is_named
        if is_relative and right.known >= 0.6 and right.who not in (Who.SELF, Who.COMMENTER):
            known = max(left.known, right.known * 0.97)
            return evolve(left, end=right.end, known=known, is_kin=False, is_member=False)
    elif between in ("och", "o", "å", "&", "samt"):
        first = parsed.words[right.start].norm
        if left.known >= 0.6 and first in ("hans", "hennes") and right.end > right.start + 1:
            return evolve(left, end=right.end)
        if left.is_pronoun and right.is_relative and not (right.is_kin or right.is_named):
            return evolve(left, end=right.end)  # "hon och maken"
        if left.who is Who.SELF and not left.is_possessor and right.is_kin:
            return evolve(left, end=right.end)
        if left.is_kin and right.who is Who.SELF and not right.is_possessor:
            return evolve(right, start=left.start)
    return None
