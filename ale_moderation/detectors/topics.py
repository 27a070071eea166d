"""Ties sensitive words to the person that they are about.

A topic (`rules/lexicon/sensitive.toml`, `confidential.toml`) says nothing alone. It is tied when a
person who can be pointed out is its subject, owner or object in the same sentence, or is taken up
by a pronoun from a sentence before. Whom the text points out, and how surely, is `roster.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ale_moderation.detectors.attached import (
    FARTHEST,
    REFLEXIVES,
    WORK,
    is_appended,
    is_caused,
    is_explained,
    is_of_the_subject,
    is_spoken_of_as_known,
)
from ale_moderation.detectors.bearing import (
    CRIMES,
    FINITE,
    is_apposition,
    is_aside,
    keeps_apart,
    may_concern,
)
from ale_moderation.detectors.clefts import singled_out
from ale_moderation.detectors.figure import Figure
from ale_moderation.detectors.roster import Roster
from ale_moderation.detectors.whereabouts import VERBS
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Who

TOPIC_TAGS = frozenset(
    ("topic.trait", "topic.thing", "topic.state", "topic.upon", "topic.stay", "topic.deed")
)

_NEAR_AFTER = 5
_NEAREST_PREPOSITIONS = frozenset(("hos", "på", "för", "åt", "i", "mellan"))
_ADDED = frozenset((",", "-", "–", "(", "den", "där", "denna", "denne", "alltså"))
_TAKEN = frozenset(
    ("tagit", "tog", "tar", "knäckt", "knäckte", "drabbat", "drabbade", "brutit", "dödade")
)
_QUANTIFIED = frozenset(("alla", "båda", "bägge", "allihop", "henne", "honom", "dem", "dom", "na"))
_CALLING = frozenset(("säger", "kallar", "nu"))
_ABOUT = frozenset(("om", "på", "hos", "av", "runt", "kring"))
_PLURAL_ENDINGS = ("ar", "er", "or", "arna", "erna", "orna", "arnas", "ernas", "iska", "rna")
_SAYING = frozenset("säger sa sade berättar skriver menar enligt uppger förklarar hävdar".split())
_ILLNESS = frozenset(("health", "addiction", "treatment", "clinic", "child_welfare"))
_SEEN = frozenset(("såg", "sett", "mötte", "träffade", "stötte"))
_GOING = frozenset(("tie.be", "tie.have", "tie.stay", "topic.clinic_verb", "tie.going"))


@frozen(kw_only=True)
class Tie:
    """A topic that somebody is tied to.

    `certainty` counts the words, the tie and how surely the person is pointed out. `figure` is the
    person. `detail` is that of the topic's word list.
    """

    topic: Span
    figure: Figure
    certainty: float
    detail: str

    @property
    def is_self(self) -> bool:
        """Whether it is about the writer."""
        return self.figure.who is Who.SELF


def find_ties(parsed: ParsedText) -> Iterator[Tie]:
    """Every topic of a comment that is tied to an individual, or to the writer."""
    finder = _Finder(parsed)
    for tag in sorted(TOPIC_TAGS):
        for topic in parsed.at(tag):
            tie = finder.tie(tag, topic)
            if tie is not None:
                yield tie
            if topic.entry.detail == "victim" and (culprit := finder.culprit(topic)):
                yield culprit


def _tied(topic: Span, figure: Figure, detail: str = "") -> Tie:
    certainty = topic.certainty * figure.known
    if topic.entry.detail in CRIMES:
        detail = "crime"
    return Tie(topic=topic, figure=figure, certainty=certainty, detail=detail or topic.entry.detail)


class _Finder:
    def __init__(self, parsed: ParsedText) -> None:
        self._parsed = parsed
        self._words = parsed.words
        self._roster = Roster(parsed)
        self._haves = parsed.at("tie.have") if parsed.has("topic.thing") else []

    def tie(self, tag: str, topic: Span) -> Tie | None:
        sentence = self._parsed.sentence(topic.start)
        if tag == "topic.trait":
            figure = self._trait(topic, sentence)
        elif tag == "topic.thing":
            figure = self._thing(topic, sentence)
        elif tag == "topic.state":
            figure = self._state(topic, sentence)
        elif tag == "topic.stay":
            figure = self._stay(topic, sentence)
        elif tag == "topic.upon":
            figure = self._object(topic.end, sentence)
        else:
            figure = singled_out(self._parsed, self._roster, topic)
        is_open = figure is None or figure.who is Who.COMMENTER
        if is_open and tag == "topic.thing" and (cheered := self._cheered(topic, sentence)):
            return _tied(topic, cheered)
        if figure is None and tag != "topic.deed":
            figure = self._carried_on(topic, sentence) or self._implied(topic, sentence)
        if figure is None:
            return None
        if figure.is_pronoun and figure.known < 0.6:
            figure = self._named_late(topic, sentence) or figure
        return _tied(topic, figure) if may_concern(self._parsed, tag, topic, figure) else None

    def _named_late(self, topic: Span, sentence: range) -> Figure | None:
        """Who "hon" is, where the name is added at the end: "hon är …, den där Vera"."""
        after = self._roster.first_after(topic.end, sentence)
        is_added = after is not None and after.is_named and not after.is_in_phrase
        if after is not None and is_added and after.start - topic.end <= 3:
            between = self._words[topic.end : after.start]
            if all(w.norm in _ADDED for w in between):
                return after
        return self._roster.added_after(topic.end)

    def culprit(self, topic: Span) -> Tie | None:
        """By whom an offence was done: "utsatt för övergrepp av vikarien"."""
        words = self._words
        if topic.end >= len(words) or words[topic.end].norm != "av":
            return None
        figure = self._object(topic.end + 1, self._parsed.sentence(topic.start))
        if figure is None or figure.known < 0.6 or figure.who is Who.SELF:
            return None
        return _tied(topic, figure, "crime")

    # what somebody is

    def _trait(self, topic: Span, sentence: range) -> Figure | None:
        words = self._words
        before = words[topic.start - 1] if topic.start > sentence.start else None
        if before is not None and before.norm == "som" and topic.start - 1 == sentence.start:
            return self._roster.writer(topic.start)
        ahead = self._roster.starting_at(topic.end)
        if ahead is not None and ahead.is_named:  # "alkisen Kalle"
            return ahead
        if held := self._within(topic, sentence):  # "särskoleeleven Moa", "är Moa Hiv-smittad"
            return held
        figure = self._subject(topic.start, sentence)
        if figure is not None and (figure.is_household or not self._is_plural(topic)):
            bridge = words[figure.end : topic.start]
            lead = words[max(sentence.start, figure.start - 2) : figure.start]
            farthest = FARTHEST + 5 * figure.is_named
            if len(bridge) <= farthest and not keeps_apart(words, figure, topic):
                be = [k for k, w in enumerate(bridge) if "tie.be" in w.tags]
                tail = bridge[be[-1] + 1 :] if be else bridge
                is_led = not be and len(bridge) <= 3 and any("tie.be" in w.tags for w in lead)
                is_apposed = is_apposition(bridge)
                if (be or is_led or is_apposed) and not any("tie.prep" in w.tags for w in tail):
                    return figure
        if figure := self._placed_first(topic, sentence, "tie.be"):
            return figure
        if figure := self._called_last(topic, sentence):
            return figure
        if before is not None and before.norm == "den":  # "…, den tjuven"
            meant = self._roster.taken_up(topic.start, sentence)
            if meant is not None and meant.is_named and topic.entry.word != words[topic.start].norm:
                return meant.weakened(0.85)
        return self._roster.pointed_trait(topic, sentence)

    def _called_last(self, topic: Span, sentence: range) -> Figure | None:
        """Who is called so last of all: "Ove på macken slår hunden, djurplågare"."""
        words, end = self._words, topic.end
        if topic.start == sentence.start or words[topic.start - 1].norm != ",":
            return None
        if self._is_plural(topic) or words[end - 1].norm.endswith("ade"):
            return None
        if end < len(words) and words[end].is_word and words[end].norm not in _CALLING:
            return None
        figures = self._roster.before(topic.start, sentence)
        sure = [f for f in figures if f.known >= 0.85 and f.who is not Who.SELF]
        return sure[0].weakened(0.85) if sure and not sure[0].is_in_phrase else None

    def _cheered(self, topic: Span, sentence: range) -> Figure | None:
        """Who is wished well by name, where an illness is known: "Krya på dig Siv …, cancern"."""
        if topic.entry.detail not in _ILLNESS or not self._parsed.has("tie.courage"):
            return None
        is_writers = any(f.who is Who.SELF for f in self._roster.before(topic.start, sentence))
        if (
            is_writers
            or not is_spoken_of_as_known(self._words, topic)
            or self._parsed.has("tie.mourning")
        ):
            return None
        return self._roster.cheered(topic.start)

    def _is_plural(self, topic: Span) -> bool:
        norm = self._words[topic.end - 1].norm
        return norm.endswith(_PLURAL_ENDINGS) and topic.entry.word.casefold() != norm

    # what somebody has

    def _thing(self, topic: Span, sentence: range) -> Figure | None:
        words = self._words
        figure = self._subject(topic.start, sentence)
        if figure is not None:
            gap = topic.start - figure.end
            owner = words[figure.end - 1]
            is_owner = figure.is_possessor or owner.norm.endswith("s")
            between = words[figure.end : topic.start]
            if is_owner and gap <= 2 and all(w.tags.isdisjoint(VERBS) for w in between):
                return figure
            if 0 < gap <= 4 and words[figure.end].norm in ("med", "me"):
                return figure
            if self._has(figure, topic, sentence) or is_appended(
                self._words, figure, topic, sentence
            ):
                return figure
            if is_of_the_subject(self._words, figure, topic):
                return figure.weakened(0.95)
            if is_caused(words, figure, topic):
                return figure.weakened(0.8)
            if is_explained(words, figure, topic):
                return figure.weakened(0.9)
        if figure := self._placed_first(topic, sentence, "tie.have"):
            return figure
        for i in range(topic.end, min(topic.end + 4, sentence.stop)):
            if words[i].norm in _NEAREST_PREPOSITIONS:
                after = self._object(i + 1, sentence)
                if after is not None:
                    return after
            if words[i].norm in _TAKEN:
                return self._object(i + 1, sentence)
            if words[i].norm in (",", "och", "men"):
                break
        return None

    def _placed_first(self, topic: Span, sentence: range, tag: str) -> Figure | None:
        """Who has or is what the clause begins with: "blodförtunnande har hon", "alkis är han"."""
        words, end = self._words, topic.end
        is_first = topic.start == sentence.start or not words[topic.start - 1].is_word
        if not is_first or end + 1 >= sentence.stop or tag not in words[end].tags:
            return None
        figure = self._roster.starting_at(end + 1)
        return None if figure is None else self._roster.resolve(figure)

    def _has(self, figure: Figure, topic: Span, sentence: range) -> bool:
        words = self._words
        lead = max(sentence.start, figure.start - 2)
        haves = [h for h in self._haves if lead <= h.start and h.end <= topic.start]
        if not haves:
            return False
        last = max(haves, key=lambda h: (h.end, -h.start))
        tail = words[max(last.end, figure.end) : topic.start]
        if len(tail) > 5 or topic.start - figure.end > FARTHEST + 6:
            return False
        if last.end <= figure.start and tail and "tie.prep" in tail[0].tags:
            tail = tail[1:]  # "lider jag av"
        if any("tie.prep" in w.tags or "tie.work" in w.tags for w in tail):
            return False
        return not keeps_apart(self._words, figure, topic)

    # what is said of somebody

    def _state(self, topic: Span, sentence: range) -> Figure | None:
        lead = [w.norm for w in self._words[max(sentence.start, topic.start - 2) : topic.start]]
        if lead == ["vem", "som"] and (later := self._roster.added_after(topic.end)):
            return later  # "alla vet vem som langar, Ove Rud"
        if meant := singled_out(self._parsed, self._roster, topic):
            return meant
        figure = self._subject(topic.start, sentence)
        held = self._held(topic, sentence) if figure is None or figure.who is Who.SELF else None
        if held is not None:
            return held
        if figure is not None:
            if topic.start - figure.end > FARTHEST + 3:
                return None
            return None if keeps_apart(self._words, figure, topic) else figure
        if topic.entry.detail in ("clinic", "child_welfare", "treatment", *CRIMES):
            after = self._roster.first_after(topic.end, sentence)
            is_victim = (
                topic.entry.detail in CRIMES
                and after is not None
                and (after.is_in_phrase or after.is_kin or after.start - topic.end > _NEAR_AFTER)
            )
            if after is not None and self._words[after.start - 1].norm in _SAYING:
                return None  # "… omhändertagna, säger Siv Ek"
            if after is not None and after.known >= 0.8 and not is_victim:
                return after.weakened(0.8)
        return self._told_before(topic, sentence)

    def _within(self, topic: Span, sentence: range) -> Figure | None:
        """The one called by name whom the topic is a part of."""
        for figure in self._roster.within(sentence):
            is_edge = (figure.start == topic.start) != (topic.end == figure.end)
            is_inside = figure.start <= topic.start and topic.end <= figure.end
            if is_edge and is_inside and figure.is_named:
                return figure
        return None

    def _held(self, topic: Span, sentence: range) -> Figure | None:
        """Who stands within the topic: "hämtade de Hedmarks tvillingar med polis"."""
        within = [f for f in self._roster.within(sentence) if topic.start <= f.start < topic.end]
        return next((f for f in within if f.is_named and f.who is not Who.STAFF), None)

    def _told_before(self, topic: Span, sentence: range) -> Figure | None:
        """Whom a statement without a subject is of: "luktar sprit om Stefan på fritidsgården"."""
        words, end = self._words, topic.end
        if topic.start - sentence.start > 2 or end >= sentence.stop:
            return None
        is_led = words[end - 1].norm in _ABOUT or words[end].norm in _ABOUT
        after = self._object(end + (words[end].norm in _ABOUT), sentence) if is_led else None
        return after if after is not None and after.is_named else None

    def _stay(self, topic: Span, sentence: range) -> Figure | None:
        """Who is somewhere as a patient or a client: "Vera kom hem från psyket i går"."""
        figure = self._subject(topic.start, sentence)
        if figure is None or topic.start - figure.end > FARTHEST:
            return None
        lead = self._words[max(sentence.start, figure.start - 2) : figure.start]
        between = (*lead, *self._words[figure.end : topic.start])
        is_served = any("tie.patient" in w.tags for w in between)
        is_served = is_served or (figure.is_named and any(w.norm in _SEEN for w in lead))
        if not is_served and (figure.who is Who.STAFF or not any(w.tags & _GOING for w in between)):
            return None
        if any(not w.tags.isdisjoint(WORK) for w in between):
            return None
        return None if keeps_apart(self._words, figure, topic) else figure

    # whom it is said of

    def _subject(self, position: int, sentence: range) -> Figure | None:
        """The nearest figure before a position that is not only part of another's whereabouts."""
        figures = self._roster.before(position, sentence)
        follows_som = position > 0 and self._words[position - 1].norm == "som"
        for k in range(len(figures) - 1, -1, -1):
            figure = figures[k]
            earlier = [f for f in figures[:k] if f.known or f.who is Who.SELF]
            is_last = k == len(figures) - 1 and figure.who is not Who.SELF
            if figure.is_in_phrase and earlier and not (follows_som and is_last):
                continue
            if household := self._roster.household_of(figure):
                return household
            if earlier and not figure.known and self._is_anothers(figure):
                continue
            if earlier and figure.who is Who.BODY and self._words[figure.end - 1].norm[-1] == "s":
                continue  # "Ove Rud, kommunens egen mutkolv"
            if earlier and is_aside(self._words, figure.start):
                continue
            is_some = figure.known or figure.is_member or figure.who is Who.SELF
            return self._roster.resolve(figure) if is_some else None
        return None

    def _is_anothers(self, figure: Figure) -> bool:
        """Whether it is whom the subject has, or what it is: "med sin fru och", "är lärare och"."""
        lead = self._words[max(0, figure.start - 2) : figure.start]
        is_calling = bool(lead) and ("tie.be" in lead[-1].tags or lead[-1].norm in ("en", "som"))
        return is_calling or any(w.norm in REFLEXIVES for w in lead)

    def _object(self, position: int, sentence: range) -> Figure | None:
        """The figure that begins at a position, after determiners and adjectives."""
        for i in range(position, min(position + 4, sentence.stop)):
            figure = self._roster.starting_at(i)
            if figure is not None:
                if figure.known:
                    return self._roster.resolve(figure)
                behind = self._words[figure.end : figure.end + 1]
                is_of = any(w.norm in ("från", "för", "hos", "till", "av") for w in behind)
                owner = self._roster.starting_at(figure.end + 1) if is_of else None
                return owner if owner is not None and owner.known else None
            if self._words[i].norm in _QUANTIFIED:
                return self._roster.taken_up(i, sentence)
            if not self._words[i].is_word or "tie.prep" in self._words[i].tags:
                break
        return None

    def _carried_on(self, topic: Span, sentence: range) -> Figure | None:
        """The person of the sentence before, where this one is short and names nobody."""
        opens = topic.start == sentence.start and topic.entry.tag in ("topic.state", "topic.trait")
        if opens and self._words[topic.start].tags.isdisjoint(FINITE):
            pass  # "Åtalad för att ha slagit sin sambo"
        elif self._goes_on(topic, sentence) or self._is_the_reason(topic, sentence):
            pass  # "Carina … . Heltid på sjukersättning, och ändå …"
        elif len(sentence) > 8 or self._roster.within(sentence) or topic.start > sentence.start + 1:
            return None
        figure = self._roster.taken_up(sentence.start, sentence)
        return None if figure is None else figure.weakened(0.85)

    def _goes_on(self, topic: Span, sentence: range) -> bool:
        """Whether a sentence without people begins with what is told of the one named before."""
        if topic.start > sentence.start + 2 or self._roster.within(sentence):
            return False
        meant = self._roster.taken_up(sentence.start, sentence)
        return meant is not None and meant.is_named

    def _is_the_reason(self, topic: Span, sentence: range) -> bool:
        """Whether a sentence tells what is the matter: "Siv är borta. Det är bröstcancer"."""
        if topic.start != sentence.start + 2 or topic.entry.detail not in _ILLNESS:
            return False
        it, be = self._words[sentence.start : topic.start]
        after = self._words[topic.end] if topic.end < sentence.stop else None
        is_all = after is None or not after.is_word or after.norm in ("så", "igen", "och", "tyvärr")
        return it.norm == "det" and "tie.be" in be.tags and is_all

    def _implied(self, topic: Span, sentence: range) -> Figure | None:
        """The writer, where a statement begins with its verb: "Är diabetiker och …"."""
        first = self._words[sentence.start]
        if first.tags.isdisjoint(("tie.be", "tie.have")) or topic.start - sentence.start > 4:
            return None
        if self._roster.before(topic.start, sentence) or self._words[sentence.stop - 1].norm == "?":
            return None
        return self._roster.writer(topic.start)
