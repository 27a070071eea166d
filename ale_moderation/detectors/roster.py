"""Whom a comment points out, and how surely: what `topics.py` needs beyond `people.py`.

A figure joins the mentions that stand together ("kocken Jörgen i skolcaféet"), with the place that
points it out, households ("familjen i 14B") and family names ("hos Vattrångs").
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ale_moderation.detectors.whereabouts import is_class, place_end
from ale_moderation.nlp import ParsedText, Span
from ale_moderation.people import INDIVIDUALS, Mention, Who

_GOVERNING = frozenset(("tie.prep", "tie.point"))
VERBS = frozenset(("tie.be", "tie.have"))
_NOBODY = frozenset(("ska", "skall", "skulle", "sku", "me"))
"""Words that look like somebody: lemma "skola", and "med" as it is said."""
_SPOUSES = frozenset(("man", "make", "ex"))
"""Kin that `people.py` takes for pronouns and other words where they stand alone."""
_CONJUNCTIONS = frozenset(("för", "om", "att", "så"))
_PEOPLE = frozenset(
    ("person", "child", "kin", "role_staff", "body", "group", "household", "pron_3s")
)
_NOMINATIVES = frozenset(("han", "hon", "hen", "he", "she"))


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
            i
            for tag in ("topic.state", "topic.thing", "topic.trait")
            for s in parsed.spans.get(tag, ())
            for i in range(s.start, s.end)
        }
        figures = [*self._from_mentions(), *self._households(), *self._unlisted()]
        self._figures = sorted(_apart(figures), key=lambda f: f.start)

    def within(self, sentence: range) -> list[Figure]:
        """The figures of a sentence."""
        return [f for f in self._figures if f.start in sentence]

    def before(self, position: int, sentence: range) -> list[Figure]:
        """The figures of a sentence that end at or before a position."""
        return [f for f in self._figures if f.start in sentence and f.end <= position]

    def first_after(self, position: int, sentence: range) -> Figure | None:
        """The first individual of a sentence after a position."""
        found = (
            f for f in self._figures if f.start in sentence and f.start >= position and f.known
        )
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
        """Whether two mentions are one figure: "min granne Ove", "läraren Anna"."""
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
        is_apposed = (
            len(gap) == 1 and gap[0].norm == "," and right.is_named and left.who in INDIVIDUALS
        )
        is_owned = (
            len(gap) == 1
            and gap[0].is_word
            and left.is_named
            and last.endswith("s")
            and not right.is_named
        )
        if gap and not (
            is_apposed
            or (
                is_owned
                and "tie.prep" not in gap[0].tags
                and "tie.be" not in gap[0].tags
                and "tie.have" not in gap[0].tags
                and gap[0].norm not in ("och", "slår")
            )
        ):
            return False
        return (
            left.who in INDIVIDUALS
            and left.who is not Who.THIRD
            and (right.is_named or last.endswith("s"))
        )

    def _figure(self, run: list[Mention]) -> Figure:
        words = self._words
        start, last = run[0].start, run[-1]
        spouse = words[last.end : last.end + 1]
        if (
            "poss_1" in words[start].tags
            and len(run) == 1
            and any(w.norm in _SPOUSES for w in spouse)
        ):
            end = last.end + 1
            return Figure(start=start, end=end, who=Who.PERSON, known=0.9, is_kin=True)
        named = next((m for m in run if m.is_named), None)
        tags = words[start].tags
        if last.end > start + 1:
            tags = tags.union(*(words[i].tags for m in run for i in range(m.start, m.end)))
        end = place_end(self._parsed, last.end, self._covered)
        pointed = end > last.end
        who = next(
            (m.who for m in run if m.who in (Who.STAFF, Who.POLITICIAN, Who.CHILD)), last.who
        )
        if (
            who is Who.STAFF
            and named is not None
            and "role_staff" not in tags
            and pointed
            and any("tie.inmates" in w.tags for w in words[last.end : end])
        ):
            who = Who.PERSON  # "Elsa på avdelning 3" lives there as likely as she works there
        is_pronoun = len(run) == 1 and last.who is Who.THIRD
        is_own = any(m.is_own for m in run) or (
            named is None
            and "kin" in tags
            and words[start].norm[-1:] in "ar"
            and len(run) == 1
            and not words[start].norm.endswith(("an", "en"))
        )
        is_kin = named is None and is_own and not tags.isdisjoint(("kin", "child"))
        is_member = named is None and len(run) == 1 and "member" in tags and not is_own
        return Figure(
            start=start,
            end=end,
            who=Who.THIRD if is_pronoun else who,
            known=self._known(run, named, who, pointed, is_own=is_own),
            is_named=named is not None,
            is_kin=is_kin,
            is_child=who is Who.CHILD or "child" in tags or self._is_young(start, last.end),
            is_pupil=pointed and is_class(words[end - 1]),
            is_in_phrase=self._is_in_phrase(start),
            is_possessor=last.start == last.end - 1
            and not words[last.start].tags.isdisjoint(("poss_1", "poss_3")),
            is_pronoun=is_pronoun,
            is_member=is_member,
        )

    def _known(
        self, run: list[Mention], named: Mention | None, who: Who, pointed: bool, *, is_own: bool
    ) -> float:
        words = self._words
        last = run[-1]
        if last.who in (Who.SELF, Who.COMMENTER):
            return 1.0 if last.who is Who.SELF else 0.75
        if last.who not in INDIVIDUALS:
            return 0.0
        if named is not None:
            is_full = named.end - named.start > 1 or len(run) > 1 or pointed
            return 1.0 if is_full else 0.9
        before = words[run[0].start - 1].norm if run[0].start else ""
        if last.is_plural and not (is_own and who is Who.CHILD):
            at = last.end + 1
            is_of = (
                pointed
                and words[last.end].norm in ("hos", "från", "till")
                and words[at].is_capitalised
            )
            return 0.9 if is_of and who is Who.CHILD else 0.0
        if last.who is Who.THIRD:
            return max(0.9 * pointed, 0.62 if self._is_insider else 0.45)
        norm = words[last.start].norm
        if is_own or norm.startswith("granne") or (len(run) > 1 and run[0].who in INDIVIDUALS):
            return 0.9
        if before == "samma" or pointed:
            return 0.92 if last.is_definite or before == "samma" else 0.8
        if not last.is_definite:
            return 0.0
        if who in (Who.STAFF, Who.POLITICIAN):
            return 0.85
        return 0.7 if self._is_insider else 0.5

    def _is_young(self, start: int, end: int) -> bool:
        """Whether "lilla" stands before, or an age under 18 after."""
        words = self._words
        if start and words[start - 1].norm in ("lilla", "lille"):
            return True
        after = [w.norm for w in words[end : end + 3] if w.norm not in (",", "(", "på")]
        return (
            len(after) >= 2
            and after[0].isdigit()
            and len(after[0]) < 3
            and int(after[0]) < 18
            and after[1] in ("år", "åring")
        )

    def _is_in_phrase(self, start: int) -> bool:
        """Whether a preposition governs the figure that begins there."""
        words = self._words
        i = start - 1
        while (
            i >= 0
            and i >= start - 2
            and words[i].norm in ("den", "där", "en", "ett", "nya", "gamla", "sin", "sina")
        ):
            i -= 1
        if (
            i > 0
            and words[i].tags.isdisjoint(_GOVERNING)
            and words[i].is_word
            and words[i].tags.isdisjoint(VERBS)
        ):
            i -= 1  # "ur Svenska kyrkan"
        if i < 0 or words[i].tags.isdisjoint(_GOVERNING):
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
                end = place_end(self._parsed, span.end, self._covered)
                known = 0.92 if end > span.end else 0.0
            yield Figure(
                start=span.start,
                end=end,
                who=Who.PERSON,
                known=known,
                is_named=known == 1.0,
                is_household=True,
                is_in_phrase=self._is_in_phrase(span.start),
            )

    def _unlisted(self) -> Iterator[Figure]:
        """Names that the name lists or the capitals do not give away."""
        words = self._words
        for i, word in enumerate(words):
            if word.is_capitalised:
                figure = self._pupil(i) or (self._family(i) if word.norm[-1:] == "s" else None)
            else:
                figure = self._small_lettered(i) if "given_name" in word.tags else None
            if figure is not None:
                yield figure

    def _small_lettered(self, i: int) -> Figure | None:
        """A first name in small letters that is also a word: "ronny på macken är …"."""
        words = self._words
        if not words[i].is_known or i + 1 >= len(words):
            return None
        end, after = place_end(self._parsed, i + 1, self._covered), words[i + 1]
        if after.is_word and not after.is_known and len(after.norm) > 3:
            end = i + 2
        if end == i + 1 and after.tags.isdisjoint(VERBS):
            return None
        return self._named(i, end, 0.9, who=Who.PERSON)

    def _family(self, i: int) -> Figure | None:
        """A family name in the genitive or the plural: "Fantomgrens yngsta", "hos Vattrångs"."""
        word, sentences = self._words[i], self._parsed.sentences
        if len(word.norm) < 5 or not word.norm.isalpha() or word.is_known or "place" in word.tags:
            return None
        after = (
            self._words[i + 1 : i + 2]
            if sentences[i] == sentences[min(i + 1, len(sentences) - 1)]
            else []
        )
        if any("tie.genitive_kin" in w.tags or "child" in w.tags for w in after):
            return self._named(i, i + 2, 1.0, who=Who.CHILD)
        is_after = i > 0 and sentences[i - 1] == sentences[i]
        if (
            is_after
            and self._words[i - 1].norm in ("hos", "till", "åt")
            and not any(w.is_capitalised for w in after)
        ):
            return self._named(i, i + 1, 0.95, who=Who.PERSON, is_household=True)
        return None

    def _pupil(self, i: int) -> Figure | None:
        """A name that is in no list, with a school class: "Wille i 2B"."""
        words = self._words
        if i + 2 >= len(words) or words[i + 1].norm != "i" or not is_class(words[i + 2]):
            return None
        word = words[i]
        if not word.norm.isalpha() or "given_name" in word.tags:
            return None
        if not word.tags.isdisjoint(_PEOPLE):
            return None
        return evolve(self._named(i, i + 3, 0.95, who=Who.CHILD), is_pupil=True)

    def _named(
        self, start: int, end: int, known: float, *, who: Who, is_household: bool = False
    ) -> Figure:
        return Figure(
            start=start,
            end=end,
            who=who,
            known=known,
            is_named=True,
            is_child=who is Who.CHILD,
            is_household=is_household,
            is_in_phrase=self._is_in_phrase(start),
        )

    def pointed_trait(self, topic: Span) -> Figure | None:
        """The person that a trait itself points out: "alkisen på Storgatan"."""
        norm = self._words[topic.end - 1].norm
        if (
            topic.end - topic.start > 1
            or not norm.endswith(("en", "n", "et", "aren"))
            or norm == topic.entry.word
        ):
            return None
        end = place_end(self._parsed, topic.end, self._covered)
        if end == topic.end:
            return None
        return Figure(start=topic.start, end=end, who=Who.PERSON, known=0.9)


def _apart(figures: list[Figure]) -> list[Figure]:
    """The figures without those that a more telling one covers."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start - f.end, -f.known)):
        if all(figure.end <= k.start or k.end <= figure.start for k in kept):
            kept.append(figure)
    return kept
