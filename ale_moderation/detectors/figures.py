"""The figures of a comment: mentions that stand together, with the place that points them out.

"Kocken Jörgen i skolcaféet" is one figure, and so are "familjen i 14B" and "dottern till Vera".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from ale_moderation.detectors.figure import Figure
from ale_moderation.detectors.whereabouts import (
    VERBS,
    is_article,
    is_class,
    is_governed,
    is_relative_clause,
    is_unit,
    place_end,
)
from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import INDIVIDUALS, Mention, Who

_SPOUSES = frozenset(("man", "make", "ex", "mans", "makes"))
"""Kin that `people.py` takes for pronouns and other words where they stand alone."""
_FRIENDS = ("kompis", "vän", "polare", "bekant", "väninna", "barndomsvän", "kamrat")
_HOMES = frozenset(("home.building", "street"))
_NOBODY = frozenset(("tie.inmates", "tie.nobody"))
_WRITER = frozenset(("jag", "vi"))
_CLAUSE_SUBJECTS = frozenset(("ni", "du"))
"""Subjects of a clause without som: "snickaren ni anlitade till skolan"."""
_POINTED = frozenset(("där", "två", "tre", "båda", "bägge"))
"""What may stand between "de" and their place: "de två på nedre botten"."""

_ANAPHORS = frozenset(
    "karln karlen gubben mannen kvinnan tjejen killen damen människan snubben kärringen bruden "
    "fruntimret typen stackaren stackarn personen tanten grabben flickan pojken ynglingen".split()
)
"""What takes up somebody who was named, where nothing tells that another is meant."""

_ROLES = frozenset((Who.STAFF, Who.POLITICIAN, Who.CHILD))
_UNOWNED = frozenset(("andra", "alla", "många", "vissa", "flera", "några", "varje", "fler"))
_HOUSE = re.compile(
    r"(?:huset|villan|stugan|torpet|gården|lägenheten|kåken|längan|våningen|trappan|uppgången|porten"
    r"|botten|ettan|tvåan|trean|fyran|planet)$"
)
_DEFINITE_NOUN = re.compile(r"...(?:en|et|an|rn|ln|na)$")
_COMPOUND = re.compile(r"[a-zåäö]{8,}$")
_NO_THING = re.compile(r"(?:ligen|igt|ande|ende|ast|vis|tals|ingen|inget|[aeo]r|ade|[dt]e)$")
_NO_NOUN = frozenset(
    (
        "ingen någon annan sedan redan även utan innan liten vilken egen igen gärna denna samman "
        "mycket vuxen medan ganska själen annat barnen tiden livet jobbet mamman pappan familjen "
        "pengarna kunna"
    ).split()
)


_TOWNS = frozenset("ale nödinge älvängen kommunen göteborg kungälv sverige länet".split())
"""Places with so many people that "en man i …" may be anyone of them."""

_BEFORE_WHO = frozenset("till åt hos inte väl ju nog visst bara".split())
_SIGNED = 9
"""The most words in which writers say who they are."""


def _is_friend(norm: str) -> bool:
    """Whether a word is one for a friend, of whom anybody has several."""
    return norm.startswith(_FRIENDS)


class FigureMaker:
    """Makes the figures of one comment. `topics` are the positions of what is told."""

    def __init__(self, parsed: ParsedText, topics: Set[int]) -> None:
        self._parsed = parsed
        self._words = parsed.words
        self._is_insider = parsed.has("insider")
        self._covered = topics

    def figures(self) -> Iterator[Figure]:
        """The figures that mentions and households make, in no order."""
        yield from self._from_mentions()
        yield from self._households()

    def _from_mentions(self) -> Iterator[Figure]:
        mentions = [m for m in self._parsed.people if not self._is_nobody(m)]
        mentions = [m for k, m in enumerate(mentions) if not self._is_relative(mentions, k)]
        i = 0
        while i < len(mentions):
            run = [mentions[i]]
            i += 1
            while i < len(mentions) and self._belongs(run[-1], mentions[i]):
                run.append(mentions[i])
                i += 1
            yield self._figure(run)

    def _is_nobody(self, mention: Mention) -> bool:
        """Whether it only looks like somebody: "me" for "med", "gruppboendet", "polisen"."""
        word = self._words[mention.start]
        if is_article(self._words, mention.start):
            return True
        is_nobody = not mention.is_named and not _NOBODY.isdisjoint(word.tags)
        return word.norm in ("me", "med") or is_nobody

    def _is_relative(self, mentions: list[Mention], k: int) -> bool:
        """Whether it is the subject of a clause that only describes another: "en elev jag har"."""
        mention = mentions[k]
        return (
            k > 0
            and mention.who in (Who.SELF, Who.PLURAL_YOU, Who.COMMENTER)
            and mentions[k - 1].end == mention.start
            and mentions[k - 1].who in INDIVIDUALS
            and self._words[mention.start].norm in (_WRITER | _CLAUSE_SUBJECTS)
            and (mentions[k - 1].who is not Who.THIRD or self._begins(mentions[k - 1].start))
        )

    def _begins(self, i: int) -> bool:
        """Whether a sentence or a clause begins at a word."""
        return (
            i == 0
            or self._parsed.sentences[i - 1] != self._parsed.sentences[i]
            or not self._words[i - 1].is_word
            or self._words[i - 1].norm in ("att", "och", "men", "för", "är")
            or (self._words[i - 1].norm in _BEFORE_WHO and self._is_word(i + 1, "som"))
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
            if len(gap) == 2 and gap[1].norm.endswith("ade"):
                return False  # "under mitt nattpass ramlade Ove"
            return len(gap) <= 2 and all(w.is_word and "tie.have" not in w.tags for w in gap)
        last = words[left.end - 1].norm
        is_apposed = (
            len(gap) == 1
            and gap[0].norm == ","
            and right.is_named
            and left.who in INDIVIDUALS
            and (left.is_named or left.is_definite or left.is_own)
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
        if any(w.norm in _SPOUSES for w in spouse):
            is_own = len(run) == 1 and "poss_1" in words[start].tags
            is_somebodys = last.who in INDIVIDUALS and words[last.end - 1].norm.endswith("s")
            if is_own or (is_somebodys and (last.is_named or last.is_definite)):
                end = last.end + 1
                return Figure(start=start, end=end, who=Who.PERSON, known=0.9, is_kin=is_own)
        named = next((m for m in run if m.is_named), None)
        if named is None and len(run) == 1 and self._is_signed(start, last.end):
            return Figure(start=start, end=last.end, who=Who.SELF, known=1.0)
        tags = words[start].tags
        if last.end > start + 1:
            tags = tags.union(*(words[i].tags for m in run for i in range(m.start, m.end)))
        is_meant = last.who in (Who.THEY, Who.THIRD) and last.end < len(words)
        there = int(is_meant and words[last.end].norm in _POINTED)
        end = place_end(self._parsed, last.end + there, self._covered)
        pointed = end > last.end + there and last.who is not Who.BODY
        end = end if pointed else last.end
        who = next((m.who for m in reversed(run) if m.who in _ROLES), last.who)
        if len(run) > 1 and "kin" in words[last.start].tags:
            who = last.who  # "kommunalrådets fru" has no seat herself
        if (
            who is Who.STAFF
            and named is not None
            and "role_staff" not in tags
            and any("tie.inmates" in w.tags for w in words[last.end : max(end, last.end + 3)])
        ):
            who = Who.PERSON  # "Elsa på avdelning 3" lives there as likely as she works there
        is_plain = not pointed and named is None and len(run) == 1
        is_pronoun = len(run) == 1 and last.who is Who.THIRD
        is_taken_up = is_plain and words[start].norm in _ANAPHORS and not self._is_told_apart(end)
        is_own = any(m.is_own for m in run) or (
            named is None
            and "kin" in tags
            and words[start].norm.removesuffix("s")[-1:] in "ar"
            and len(run) == 1
            and not words[start].norm.endswith(("an", "en"))
        )
        is_anothers = any("person" in words[m.end - 1].tags for m in run[:-1])
        is_spouse = is_own and "n.spouse" in words[last.end - 1].tags  # "min gubbe"
        is_family = is_spouse or not words[last.end - 1].tags.isdisjoint(("kin", "child"))
        is_kin = named is None and is_own and not is_anothers and is_family
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
            is_in_phrase=is_governed(words, start),
            is_possessor=last.start == last.end - 1
            and not words[last.start].tags.isdisjoint(("poss_1", "poss_3")),
            is_pronoun=is_pronoun or is_taken_up,
            is_member=is_member,
            is_household=last.who is Who.THEY,
            is_relative=not tags.isdisjoint(("kin", "child", "member")),
        )

    def _is_signed(self, start: int, end: int) -> bool:
        """Whether the writer says who they are: "Mamma till tre barn med autism här"."""
        words, sentences = self._words, self._parsed.sentences
        if start and sentences[start - 1] == sentences[start]:
            return False
        for i in range(end, min(end + _SIGNED, len(words))):
            if sentences[i] != sentences[start] or not words[i].tags.isdisjoint(VERBS):
                return False
            if words[i].norm == "här":
                return i + 1 == len(words) or not words[i + 1].is_word
        return False

    def _known(
        self, run: list[Mention], named: Mention | None, who: Who, pointed: bool, *, is_own: bool
    ) -> float:
        words = self._words
        last = run[-1]
        if last.who in (Who.SELF, Who.COMMENTER):
            return 1.0 if last.who is Who.SELF else 0.75
        if last.who is Who.THEY and pointed and self._is_home(last.end):
            return 0.85
        if last.who not in INDIVIDUALS:
            return 0.0
        if named is not None:
            first = run[0].start
            if first and "tie.abroad" in words[first - 1].tags:
                return 0.5  # news: "Ms Pugh"
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
            if last.is_definite and pointed and who is Who.PERSON and self._is_numbered(last.end):
                return 0.8  # "killarna i källaren på Storgatan 7"
            return 0.9 if is_of and who is Who.CHILD else 0.0
        if last.who is Who.THIRD:
            following = words[last.end].norm if last.end < len(words) else ""
            is_described = self._has_looks(last.end) or (
                self._begins(last.start) and (following in _WRITER or self._is_told_apart(last.end))
            )
            return max(0.9 * pointed, 0.8 * is_described, 0.62 if self._is_insider else 0.45)
        norm = words[last.start].norm
        if before in _UNOWNED and (norm == "barn" or not last.is_definite):
            return 0.0
        if norm == "barn" and len(run) == 1 and not is_own and not self._is_counted(last.start):
            return 0.0  # "soc tar barn i onödan"
        if len(run) > 1 and words[run[0].start].norm == "deras":
            return 0.5
        is_described = last.is_definite and self._is_told_apart(last.end)
        if is_own and len(run) == 2 and not pointed and not is_described and _is_friend(norm):
            return 0.6
        is_neighbour = last.is_definite and norm.startswith("grann")
        if is_own or is_neighbour or (len(run) > 1 and run[0].who in INDIVIDUALS):
            return 0.9
        if len(run) > 1 and run[0].who is Who.COMMENTER:
            return 0.75  # "din bror": as well known as the one addressed
        if not last.is_definite and before != "samma" and self._is_anybodys(run[0].start, last.end):
            return 0.0
        if before == "samma" or pointed:
            return 0.92 if last.is_definite or before == "samma" else 0.8
        if not last.is_definite:
            return 0.0
        if who in (Who.STAFF, Who.POLITICIAN):
            return 0.85
        if is_described:
            return 0.8
        return 0.7 if self._is_insider else 0.5

    def _is_anybodys(self, start: int, end: int) -> bool:
        """Whether it is one of many: "var tredje pensionär", "en man i Ale"."""
        words = self._words
        lead = words[max(0, start - 2) : start]
        if len(lead) == 2 and lead[0].norm in ("var", "vart", "varje") and lead[1].is_word:
            return True
        place = words[end : end + 2]
        is_town = len(place) == 2 and place[0].norm == "i" and place[1].norm in _TOWNS
        return is_town and any(w.norm in ("en", "ett") for w in lead[-1:])

    def _is_counted(self, i: int) -> bool:
        """Whether a word stands before that makes "barn" certain ones: "deras", "två"."""
        lead = self._words[i - 1] if i else None
        return lead is not None and not lead.tags.isdisjoint(("poss_2", "poss_3", "v.count"))

    def _is_told_apart(self, i: int) -> bool:
        """Whether what follows tells one from others: "som kör skolbussen", "med käppen"."""
        words = self._words
        lead = words[i].norm if i < len(words) else ""
        if self._has_looks(i):
            return True
        if lead == "vars":
            return True  # "han vars pappa …"
        if i < len(words) and words[i].norm in ("i", "med"):  # "i gul jacka som kör skolbussen"
            clause = next((k for k in (i + 2, i + 3) if is_relative_clause(words, k)), i)
            i = clause
        if is_relative_clause(words, i) or lead in _CLAUSE_SUBJECTS:
            ahead = range(i + 2, min(i + 6, len(words)))
        elif i < len(words) and words[i].norm in ("med", "me"):
            ahead = range(i + 1, min(i + 4, len(words)))
        else:
            return False
        for k in ahead:
            word = words[k]
            if not word.is_word or k in self._covered:
                return False
            is_one = word.is_capitalised or word.norm.isdigit() or is_unit(word)
            if is_one or (_DEFINITE_NOUN.search(word.norm) and word.norm not in _NO_NOUN):
                return True
            if lead == "som" and _COMPOUND.match(word.norm) and not _NO_THING.search(word.norm):
                return True  # "som sjöng luciasolo"
        return False

    def _has_looks(self, i: int) -> bool:
        """Whether it is told how one looks: "i gul jacka", "med den röda rullatorn"."""
        lead = self._words[i].norm if i < len(self._words) else ""
        looks = self._words[i + 1 : i + 4]
        return lead in ("i", "med", "me") and any("tie.looks" in w.tags for w in looks)

    def _is_word(self, i: int, norm: str) -> bool:
        return i < len(self._words) and self._words[i].norm == norm

    def _is_numbered(self, start: int) -> bool:
        """Whether the place that begins at a word has a street with a number."""
        words = self._words[start : start + 7]
        return any("street" in a.tags and b.norm.isdigit() for a, b in pairwise(words))

    def _is_home(self, start: int) -> bool:
        """Whether what points somebody out from a word on is a house or an address."""
        words = self._words[start : start + 6]
        return any(not _HOMES.isdisjoint(w.tags) or _HOUSE.search(w.norm) for w in words)

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

    def _households(self) -> Iterator[Figure]:
        for span in self._parsed.spans.get("household", ()):
            end, known = span.end, 0.0
            word = self._words[end] if end < len(self._words) else None
            if word is not None and word.is_capitalised and word.is_word:
                end, known = end + 1, 1.0
            else:
                end = place_end(self._parsed, span.end, self._covered)
                known = 0.92 if end > span.end else 0.85 * self._is_told_apart(span.end)
            yield Figure(
                start=span.start,
                end=end,
                who=Who.PERSON,
                known=known,
                is_named=known == 1.0,
                is_household=True,
                is_in_phrase=is_governed(self._words, span.start),
            )
