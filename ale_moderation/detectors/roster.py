"""Whom a comment points out, and how surely: what `topics.py` needs beyond `people.py`.

A figure joins the mentions that stand together ("kocken Jörgen i skolcaféet"), with the place that
points it out, households ("familjen i 14B") and family names ("hos Vattrångs").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from ale_moderation.nlp import ParsedText, Span
from ale_moderation.people import INDIVIDUALS, Mention, Who

PREPOSITIONS = frozenset(
    "på i hos från vid till med me av för åt om mot bland enligt över under kring inom bakom efter".split()
)
_POINTING = frozenset(
    "på i hos från vid under ovanför bredvid mittemot bakom för till över ovanpå nedanför högst längst utanför".split()
)
_NOBODY = frozenset(("ska", "skall", "skulle", "sku", "me"))
"""Words that look like somebody: lemma "skola", and "med" as it is said."""
_CONJUNCTIONS = frozenset(("för", "om", "att", "så"))
_NOMINATIVES = frozenset(("han", "hon", "hen", "he", "she"))
_GENITIVE_KIN = frozenset(
    "yngsta yngste äldsta äldste minsta minste tös tjej kille grabb pojk ungar barn unge flicka son dotter fru man".split()
)
_CLASS = re.compile(r"(?:f-?\d|[pf]\d{2}|\d{1,2}[a-zåäö]|[a-zåäö]-laget|\d+)$")
_ROAD = re.compile(r"(?:vägen|gatan|stigen|gränd|gränden|backen|torget|gärdet|allén|vretet|kroken|slingan|liden|höjden|dal|berget|ängen|trappan|parken)$")
_DEFINITE = re.compile(r"(?:en|et|an|ten|na|ska)$")
_TIME = frozenset(("år", "årsåldern", "månader", "veckor", "dagar", "gång", "gånger", "timmar", "procent", "%"))


@frozen(kw_only=True)
class Figure:
    """Somebody in the text, at words `start` to `end`, their whereabouts included.

    `known` is 0 to 1: how surely one person (or household) is pointed out; 0 for bodies, groups and
    anybody at all. `is_kin` marks somebody of the writer's own family who is not named,
    `is_in_phrase` what stands after a preposition, `is_possessor` a possessive pronoun, `is_member`
    somebody named by their place in a family, `is_pupil` somebody in a school class.
    """

    start: int
    end: int
    who: Who
    known: float
    is_named: bool = False
    is_kin: bool = False
    is_child: bool = False
    is_household: bool = False
    is_in_phrase: bool = False
    is_possessor: bool = False
    is_pronoun: bool = False
    is_member: bool = False
    is_pupil: bool = False

    def weakened(self, factor: float) -> Figure:
        """The same figure, pointed out less surely."""
        return evolve(self, known=self.known * factor)


class Roster:
    """The figures of one comment, in order of place."""

    def __init__(self, parsed: ParsedText) -> None:
        self._parsed = parsed
        self._words = parsed.words
        self._is_insider = parsed.has("insider")
        self._covered = {
            i for tag in ("topic.state", "topic.thing", "topic.trait") for s in parsed.spans.get(tag, ()) for i in range(s.start, s.end)
        }
        figures = [*self._from_mentions(), *self._households(), *self._families()]
        self._figures = sorted(_apart(figures), key=lambda f: f.start)

    def within(self, sentence: range) -> list[Figure]:
        """The figures of a sentence."""
        return [f for f in self._figures if f.start in sentence]

    def before(self, position: int, sentence: range) -> list[Figure]:
        """The figures of a sentence that end at or before a position."""
        return [f for f in self._figures if f.start in sentence and f.end <= position]

    def first_after(self, position: int, sentence: range) -> Figure | None:
        """The first individual of a sentence after a position."""
        found = (f for f in self._figures if f.start in sentence and f.start >= position and f.known)
        figure = next(found, None)
        return None if figure is None else self.resolve(figure)

    def starting_at(self, position: int) -> Figure | None:
        """The figure that begins at a position."""
        return next((f for f in self._figures if f.start == position), None)

    def writer(self, position: int) -> Figure:
        """The writer, where the text leaves them out."""
        return Figure(start=position, end=position, who=Who.SELF, known=1.0)

    def taken_up(self, position: int, sentence: range) -> Figure | None:
        """Whom a pronoun or an ellipsis at a position takes up: the last one pointed out before."""
        number = self._parsed.sentences[position]
        for figure in reversed(self._figures):
            if figure.end > position or figure.is_pronoun or figure.who is Who.COMMENTER:
                continue
            if self._parsed.sentences[figure.start] < number - 2:
                break
            if figure.known >= 0.6 and figure.who is not Who.SELF:
                return figure
        return None

    def resolve(self, figure: Figure) -> Figure:
        """The figure as surely pointed out as what it takes up."""
        if not (figure.is_pronoun or figure.is_member) or figure.known >= 0.85:
            return figure
        sentence = self._parsed.sentence(figure.start)
        meant = self.taken_up(figure.start, sentence)
        if meant is None:
            return figure
        return evolve(
            meant,
            start=figure.start,
            end=figure.end,
            known=max(figure.known, meant.known * 0.97),
            is_child=figure.is_child or meant.is_child,
            is_possessor=figure.is_possessor,
        )

    # from mentions to figures

    def _from_mentions(self) -> Iterator[Figure]:
        words = self._words
        mentions = [m for m in self._parsed.people if words[m.start].norm not in _NOBODY]
        mentions = [m for k, m in enumerate(mentions) if not self._is_relative(mentions, k)]
        i = 0
        while i < len(mentions):
            run = [mentions[i]]
            i += 1
            while i < len(mentions) and self._belongs(run[-1], mentions[i]):
                run.append(mentions[i])
                i += 1
            yield self._figure(run)

    def _is_relative(self, mentions: list[Mention], k: int) -> bool:
        """Whether it is the subject of a clause that only describes another: "en elev jag har"."""
        mention = mentions[k]
        return (
            k > 0
            and mention.who is Who.SELF
            and mentions[k - 1].end == mention.start
            and mentions[k - 1].who in INDIVIDUALS
            and mentions[k - 1].who is not Who.THIRD
            and "pron_1s" in self._words[mention.start].tags
        )

    def _belongs(self, left: Mention, right: Mention) -> bool:
        """Whether two mentions are one figure: "min granne Ove", "brorsans tjej", "läraren Anna"."""
        words = self._words
        gap = words[left.end : right.start]
        if self._parsed.sentences[left.start] != self._parsed.sentences[right.start]:
            return False
        if right.who not in INDIVIDUALS or right.who is Who.THIRD:
            return False
        first = words[left.start]
        if not first.tags.isdisjoint(("poss_1", "poss_2", "poss_2p", "poss_3")):
            return len(gap) <= 2 and all(w.is_word and "tie.have" not in w.tags for w in gap)
        last = words[left.end - 1].norm
        is_apposed = len(gap) == 1 and gap[0].norm == "," and right.is_named and left.who in INDIVIDUALS
        is_owned = len(gap) == 1 and gap[0].is_word and left.is_named and last.endswith("s") and not right.is_named
        if gap and not (is_apposed or (is_owned and gap[0].norm not in PREPOSITIONS and "tie.be" not in gap[0].tags and "tie.have" not in gap[0].tags and gap[0].norm not in ("och", "slår"))):
            return False
        return left.who in INDIVIDUALS and left.who is not Who.THIRD and (right.is_named or last.endswith("s"))

    def _figure(self, run: list[Mention]) -> Figure:
        words = self._words
        start, last = run[0].start, run[-1]
        named = next((m for m in run if m.is_named), None)
        tags = frozenset().union(*(words[i].tags for m in run for i in range(m.start, m.end)))
        pointed, end = self._pointer(last.end)
        who = next((m.who for m in run if m.who in (Who.STAFF, Who.POLITICIAN, Who.CHILD)), last.who)
        is_pronoun = len(run) == 1 and last.who is Who.THIRD
        is_own = any(m.is_own for m in run) or (
            named is None and "kin" in tags and words[start].norm[-1:] in "ar" and len(run) == 1 and not words[start].norm.endswith(("an", "en"))
        )
        is_kin = named is None and is_own and not tags.isdisjoint(("kin", "child"))
        is_member = named is None and len(run) == 1 and "member" in tags and not is_own
        return Figure(
            start=start,
            end=end if pointed else last.end,
            who=Who.THIRD if is_pronoun else who,
            known=self._known(run, named, who, pointed, is_own=is_own),
            is_named=named is not None,
            is_kin=is_kin,
            is_child=who is Who.CHILD or "child" in tags or self._is_young(start, last.end),
            is_pupil=bool(pointed) and _CLASS.match(words[end - 1].norm) is not None,
            is_in_phrase=self._is_in_phrase(start),
            is_possessor=last.start == last.end - 1 and not words[last.start].tags.isdisjoint(("poss_1", "poss_3")),
            is_pronoun=is_pronoun,
            is_member=is_member,
        )

    def _known(self, run: list[Mention], named: Mention | None, who: Who, pointed: float, *, is_own: bool) -> float:
        words = self._words
        last = run[-1]
        if last.who in (Who.SELF, Who.COMMENTER):
            return 1.0 if last.who is Who.SELF else 0.75
        if last.who not in INDIVIDUALS:
            return 0.0
        if named is not None:
            is_full = named.end - named.start > 1 or len(run) > 1 or bool(pointed)
            return 1.0 if is_full else 0.9
        before = words[run[0].start - 1].norm if run[0].start else ""
        if last.is_plural and not (is_own and who is Who.CHILD):
            return 0.7 if pointed >= 1 and last.is_definite else 0.0
        if last.who is Who.THIRD:
            return max(0.9 * pointed, 0.62 if self._is_insider else 0.45)
        norm = words[last.start].norm
        if is_own or norm.startswith("granne") or (len(run) > 1 and run[0].who in INDIVIDUALS):
            return 0.9
        if before == "samma" or pointed >= 1:
            return 0.92 if last.is_definite or before == "samma" else 0.8
        if not last.is_definite:
            return 0.0
        if who in (Who.STAFF, Who.POLITICIAN):
            return 0.85
        return 0.7 if self._is_insider else 0.5

    def _pointer(self, end: int) -> tuple[float, int]:
        """Whether a place or unit stands after a mention, and where it ends."""
        words, sentences = self._words, self._parsed.sentences
        i = end
        if i >= len(words) or words[i].norm not in _POINTING or sentences[i] != sentences[end - 1]:
            return 0.0, end
        if words[i].norm in ("högst", "längst"):
            while i + 1 < len(words) and words[i + 1].norm in ("upp", "ner", "ned", "bort", "in", "i", "på"):
                i += 1
        target = i + 1
        if target < len(words) and words[target].norm in ("en", "ett", "den", "det", "min", "vår", "gamla", "nya", "röda", "gula", "vita", "gröna", "blå", "stora", "norra", "södra", "lilla"):
            target += 1
        if target >= len(words) or sentences[target] != sentences[i] or target in self._covered:
            return 0.0, end
        word = words[target]
        after = words[target + 1].norm if target + 1 < len(words) else ""
        if after in _TIME or word.norm in ("att", "hela", "hur", "sin", "sitt", "sina"):
            return 0.0, end
        strong = (
            word.is_capitalised
            or (target + 1 < len(words) and len(after) < 3 and words[target + 1].is_capitalised)
            or _CLASS.match(word.norm) is not None
            or "place" in word.tags
            or word.norm in ("oss", "mig", "dig", "tekniska")
            or target > i + 1
            or (_DEFINITE.search(word.norm) is not None and len(word.norm) >= 4)
        )
        stop = target + 1
        while stop < len(words) and sentences[stop] == sentences[target] and (
            words[stop].is_capitalised or words[stop].norm.isdigit()
        ):
            stop += 1
        if stop + 1 < len(words) and words[stop].norm in ("på", "i", "c") and (
            words[stop + 1].is_capitalised or "place" in words[stop + 1].tags
        ):
            stop += 2
        return (1.0 if strong else 0.0), (stop if strong else end)

    def _is_young(self, start: int, end: int) -> bool:
        """Whether "lilla" stands before, or an age under 18 after."""
        words = self._words
        if start and words[start - 1].norm in ("lilla", "lille"):
            return True
        after = [w.norm for w in words[end : end + 3] if w.norm not in (",", "(", "på")]
        return len(after) >= 2 and after[0].isdigit() and len(after[0]) < 3 and int(after[0]) < 18 and after[1] in ("år", "åring")

    def _is_in_phrase(self, start: int) -> bool:
        """Whether a preposition governs the figure that begins there."""
        words = self._words
        i = start - 1
        while i >= 0 and i >= start - 2 and words[i].norm in ("den", "där", "en", "ett", "nya", "gamla", "sin", "sina"):
            i -= 1
        if i < 0 or words[i].norm not in PREPOSITIONS | _POINTING:
            return False
        if words[start].norm in _NOMINATIVES or words[i].norm == "hos":
            return False
        if words[i].norm in _CONJUNCTIONS and start + 1 < len(words):
            following = words[start + 1 : start + 3]
            return not any("tie.be" in w.tags or "tie.have" in w.tags for w in following)
        return True

    def _households(self) -> Iterator[Figure]:
        for span in self._parsed.spans.get("household", ()):
            end, known = span.end, 0.0
            word = self._words[end] if end < len(self._words) else None
            if word is not None and word.is_capitalised and word.is_word:
                end, known = end + 1, 1.0
            else:
                pointed, end = self._pointer(end)
                known = 0.92 * pointed
            yield Figure(
                start=span.start, end=end, who=Who.PERSON, known=known, is_named=known == 1.0,
                is_household=True, is_in_phrase=self._is_in_phrase(span.start),
            )

    def _families(self) -> Iterator[Figure]:
        """Family names that no first name announces: "hos Vattrångs", "Fantomgrens yngsta"."""
        words, sentences = self._words, self._parsed.sentences
        for i, word in enumerate(words):
            if not word.is_capitalised or not word.norm.endswith("s") or len(word.norm) < 5 or not word.norm.isalpha():
                continue
            if "place" in word.tags or word.is_known:
                continue
            following = words[i + 1] if i + 1 < len(words) and sentences[i + 1] == sentences[i] else None
            before = words[i - 1].norm if i and sentences[i - 1] == sentences[i] else ""
            if following is not None and (following.norm in _GENITIVE_KIN or "child" in following.tags):
                yield Figure(start=i, end=i + 2, who=Who.CHILD, known=1.0, is_named=True, is_child=True, is_in_phrase=self._is_in_phrase(i))
            elif before in ("hos", "till", "åt") and (following is None or not following.is_capitalised):
                yield Figure(start=i, end=i + 1, who=Who.PERSON, known=0.95, is_named=True, is_household=True, is_in_phrase=True)

    def pointed_trait(self, topic: Span) -> Figure | None:
        """The person that a trait itself points out: "pedofilen på Storgatan", "den där alkisen i B"."""
        norm = self._words[topic.end - 1].norm
        if topic.end - topic.start > 1 or not norm.endswith(("en", "n", "et", "aren")) or norm == topic.entry.word:
            return None
        pointed, end = self._pointer(topic.end)
        if not pointed:
            return None
        return Figure(start=topic.start, end=end, who=Who.PERSON, known=0.9)


def _apart(figures: list[Figure]) -> list[Figure]:
    """The figures without those that a more telling one covers."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start - f.end, -f.known)):
        if all(figure.end <= k.start or k.end <= figure.start for k in kept):
            kept.append(figure)
    return kept
