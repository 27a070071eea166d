"""At whom an expression is aimed: the one question that decides an insult.

Works without a parser, from word order: possessive before the word ("din …"), "… till rektor",
a copula with its subject on either side, a definite form that points ("kärringen i receptionen"),
a vocative, and at last whoever else the sentence or the one before it mentions.
"""

from __future__ import annotations

from attrs import frozen

from ale_moderation.nlp import ParsedText, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who

_PREPOSITIONS = frozenset(
    (
        "på",
        "i",
        "hos",
        "från",
        "av",
        "för",
        "med",
        "till",
        "vid",
        "om",
        "under",
        "över",
        "mot",
        "å",
        "åt",
        "efter",
        "kring",
    )
)
_CLAUSE_BREAKS = frozenset((",", ";", ":", "–", "-", "men", "och", "att", "så", "(", ")"))
_WORKPLACE_WORDS = frozenset(
    (
        "receptionen",
        "kiosken",
        "kassan",
        "luckan",
        "växeln",
        "köket",
        "grävskopan",
        "plogbilen",
        "bussen",
        "traktorn",
        "badet",
        "disken",
    )
)
THING = "thing"
SELF = "self"
UNCLEAR = "unclear"


@frozen(kw_only=True)
class Target:
    """`kind` is a value of `Who`, or "thing", "self" or "unclear"; `certainty` 0 to 1."""

    kind: str
    certainty: float


def resolve_target(parsed: ParsedText, start: int, end: int) -> Target:
    """Whom words `start` to `end` (an insulting noun, adjective or phrase) are aimed at."""
    words, people = parsed.words, parsed.people
    sentence = parsed.sentence(start)
    inside = [m for m in people if m.start in sentence and not start <= m.start < end]

    if own := _compared(parsed, end, sentence, inside):
        return own
    if likened := _likened(parsed, start, sentence, inside):
        return likened
    if possessed := _possessed(parsed, start, end, sentence, inside):
        return possessed
    if complement := _till(parsed, end, sentence, inside):
        return complement
    if attributive := _modifies(parsed, start, end, sentence, inside):
        return attributive
    if subject := _subject(parsed, start, end, sentence, inside):
        return subject
    if pointed := _pointing(parsed, start, end, sentence, inside):
        return pointed
    if vocative := _second_person(parsed, inside, sentence):
        return vocative
    individuals = [m for m in inside if m.who in INDIVIDUALS and not m.is_own and m.is_definite]
    named = [m for m in individuals if m.who is not Who.THIRD]
    if named:
        return Target(kind=_kind(parsed, named[0]), certainty=0.8)
    if individuals:
        return _antecedent(parsed, individuals[0])
    if any(m.who in (Who.BODY, Who.PLURAL_YOU, Who.THEY) for m in inside):
        return Target(kind=Who.BODY, certainty=0.9)
    if any(m.who is Who.GROUP for m in inside):
        return Target(kind=Who.GROUP, certainty=0.9)
    before = [m for m in people if m.start < sentence.start and sentence.start - m.start < 25]
    for mention in reversed(before):
        if mention.who is Who.COMMENTER or (
            mention.who in INDIVIDUALS and mention.who is not Who.THIRD and mention.is_definite
        ):
            return Target(kind=_kind(parsed, mention), certainty=0.65)
    content = [i for i in sentence if words[i].is_word and not start <= i < end]
    return Target(kind=UNCLEAR, certainty=0.75 if len(content) <= 4 else 0.6)


def _kind(parsed: ParsedText, mention: Mention) -> str:
    if mention.who is Who.BODY or mention.who is Who.THEY or mention.is_plural:
        return Who.COMMENTER if mention.who is Who.COMMENTER else Who.BODY
    if mention.who is Who.PERSON and mention.is_named:
        beside = [
            m
            for m in parsed.people
            if 0 <= mention.start - m.end <= 1 or 0 <= m.start - mention.end <= 2
        ]
        for other in beside:
            if other.who in (Who.STAFF, Who.POLITICIAN, Who.CHILD):
                return other.who
    return mention.who


def _compared(
    parsed: ParsedText, end: int, sentence: range, inside: list[Mention]
) -> Target | None:
    """ "en idiot som jag" / "… som du"."""
    words = parsed.words
    if end + 1 < sentence.stop and words[end].norm == "som":
        for mention in inside:
            if mention.start == end + 1:
                if mention.who is Who.SELF:
                    return Target(kind=SELF, certainty=1.0)
                if mention.who is Who.COMMENTER:
                    return Target(kind=Who.COMMENTER, certainty=0.95)
    return None


def _likened(
    parsed: ParsedText, start: int, sentence: range, inside: list[Mention]
) -> Target | None:
    """ "jag skäms som ett svin": likened to whoever the sentence begins with."""
    words = parsed.words
    if start - 2 < sentence.start or words[start - 2].norm != "som":
        return None
    before = [m for m in inside if m.end <= start - 2]
    if before and before[0].who is Who.SELF:
        return Target(kind=SELF, certainty=0.9)
    return None


def _possessed(
    parsed: ParsedText, start: int, end: int, sentence: range, inside: list[Mention]
) -> Target | None:
    """ "din jävla …", "ditt … till gubbe"; "min egen lilla skitunge" is the writer's own."""
    words = parsed.words
    for i in range(start - 1, max(sentence.start, start - 5) - 1, -1):
        tags = words[i].tags
        if i == start - 1 and not tags.isdisjoint(("pron_1s", "pron_1p")):
            return Target(kind=SELF, certainty=0.9)  # "vi krymplingar", "kalla mig kärring"
        if words[i].norm in ("mig", "mej", "oss") and words[i - 1].keys & {"kalla"}:
            return Target(kind=SELF, certainty=0.9)
        if "poss_2" in tags or ("pron_2s" in tags and i == start - 1):
            return Target(kind=Who.COMMENTER, certainty=1.0)
        if "poss_2p" in tags:
            return Target(kind=Who.PLURAL_YOU, certainty=0.8)
        if "poss_1" in tags:
            return Target(kind=SELF, certainty=0.9)
        if words[i].norm in _CLAUSE_BREAKS or words[i].norm in _PREPOSITIONS:
            break
        if "copula" in tags:
            break
    return None


def _till(parsed: ParsedText, end: int, sentence: range, inside: list[Mention]) -> Target | None:
    """ "skitstövel till marknadschef": the complement names the target; a thing is a thing."""
    words = parsed.words
    if end >= sentence.stop or words[end].norm not in ("till", "te"):
        return None
    for mention in inside:
        if end < mention.start <= end + 2:
            if mention.who in (Who.BODY, Who.GROUP):
                return Target(kind=mention.who, certainty=0.9)
            return Target(kind=_kind(parsed, mention), certainty=0.95)
    return Target(kind=THING, certainty=0.9)


def _modifies(
    parsed: ParsedText, start: int, end: int, sentence: range, inside: list[Mention]
) -> Target | None:
    """An adjective before a noun: "idiotiska förslag", "den efterblivna rektorn"."""
    words = parsed.words
    if "insult_adj" not in words[start].tags or end >= sentence.stop:
        return None
    before = words[max(sentence.start, start - 3) : start]
    if any("copula" in w.tags for w in before) and not any(w.norm in _ARTICLES for w in before):
        return None
    following = words[end]
    if "profanity" in following.tags and end + 1 < sentence.stop:
        following = words[end + 1]
        end += 1
    if not following.is_word or "insult" in following.tags or "copula" in following.tags:
        return None
    for mention in inside:
        if mention.start == end and mention.who is not Who.SELF:
            return Target(kind=_kind(parsed, mention), certainty=0.85)
    if (
        following.is_known
        and following.norm not in _CLAUSE_BREAKS
        and following.norm not in _FUNCTION
    ):
        return Target(kind=THING, certainty=0.85)
    return None


_ARTICLES = frozenset(("en", "ett", "den", "det", "de", "dom", "såna", "a", "the"))
_FUNCTION = frozenset(
    "ut i av hela in helt så nu igen här där alltså ni inte alls på om hos vad som att i på du ni är så och eller men när om han hon jag de den det till av för med å o va var ju".split()
)


def _subject(
    parsed: ParsedText, start: int, end: int, sentence: range, inside: list[Mention]
) -> Target | None:
    """The subject of a copula that the expression completes, on either side of it."""
    words = parsed.words
    copula = next(
        (
            i
            for i in range(start - 1, max(sentence.start, start - 12) - 1, -1)
            if "copula" in words[i].tags
        ),
        None,
    )
    if copula is None:  # "vilken clown du är", "svinpäls är vad du är", "X, vilken idiot"
        after = next(
            (i for i in range(end, min(sentence.stop, end + 7)) if "copula" in words[i].tags), None
        )
        if after is None:
            return None
        near = [m for m in inside if end <= m.start <= after + 2]
        near = [m for m in near if m.start < after] or near
        exclaims = any(w.norm in _EXCLAIMING for w in words[max(sentence.start, start - 4) : start])
        if not exclaims:
            near = [m for m in near if m.is_named or m.who in (Who.COMMENTER, Who.THIRD, Who.SELF)]
        if near:
            mention = near[-1]
            if mention.who is Who.SELF:
                return Target(kind=SELF, certainty=0.9)
            if mention.who is Who.THIRD:
                return _antecedent(parsed, mention)
            return Target(kind=_kind(parsed, mention), certainty=0.9)
        return None
    between = [m for m in inside if copula < m.start < start]
    if between and between[0].start <= copula + 2 and between[0].who is not Who.BODY:
        mention = between[0]  # "är du dum", "va du ä dum", "fan va du är"
    else:
        before = [m for m in inside if m.end <= copula]
        before = _without_complements(parsed, before, copula)
        if not before:
            late = [m for m in inside if end <= m.start <= end + 4 and m.who in INDIVIDUALS]
            if any(
                "poss_2" in words[i].tags and _is_family(words[i + 1])
                for i in range(sentence.start, copula - 1)
            ):
                return Target(kind=Who.COMMENTER, certainty=0.85)
            if words[copula - 1].norm in ("det", "dä", "de", "d") and late and copula > 0:
                return Target(kind=_kind(parsed, late[0]), certainty=0.85)
            return _generic_subject(parsed, copula, sentence)
        mention = before[-1]
        if mention.end < copula - 6:
            return None
    if mention.who is Who.SELF:
        if words[mention.start].tags & {"poss_1"}:  # "min granne är", handled as the granne
            return None
        return Target(kind=SELF, certainty=0.9)
    if mention.who is Who.THIRD:
        return _antecedent(parsed, mention)
    if mention.who is Who.THEY and any(m.is_named for m in inside if m.end <= mention.start):
        return Target(kind=Who.PERSON, certainty=0.75)
    if not mention.is_named and not mention.is_definite and mention.who in INDIVIDUALS:
        return Target(kind=Who.BODY, certainty=0.8)
    return Target(kind=_kind(parsed, mention), certainty=0.95)


def _is_family(word: Word) -> bool:
    return "kin" in word.tags or word.norm in ("släkt", "familj", "familjen", "hela", "släkten")


_EXCLAIMING = frozenset(("vilken", "vilket", "vilka", "vekken", "vicken", "sån", "sådan", "what"))


def _without_complements(parsed: ParsedText, mentions: list[Mention], copula: int) -> list[Mention]:
    """The mentions that can be a subject: not governed by a preposition, unless all are."""
    words = parsed.words
    mentions = [
        m for m in mentions if not words[m.start].tags & {"poss_1", "poss_2", "poss_3", "poss_2p"}
    ]
    free = [
        m
        for m in mentions
        if not (m.start and words[m.start - 1].norm in _PREPOSITIONS)
        and not any(words[k].norm in _PREPOSITIONS for k in range(max(0, m.start - 3), m.start))
    ]
    return free or ([m for m in mentions if m.who in INDIVIDUALS or m.who is Who.COMMENTER])


def _generic_subject(parsed: ParsedText, copula: int, sentence: range) -> Target | None:
    """A subject that names nobody: a thing, or "den som", "det"."""
    words = parsed.words
    before = [i for i in range(sentence.start, copula) if words[i].is_word]
    if not before:
        return None
    norms = {words[i].norm for i in before}
    if {"den", "som"} <= norms or {"de", "som"} <= norms or "såna" in norms:
        return Target(kind=Who.BODY, certainty=0.8)
    if {"han", "hon", "du", "ni"} & norms:
        return None
    if any(
        words[i].is_capitalised and not words[i].is_known and i > sentence.start for i in before
    ):
        return None
    return Target(kind=THING, certainty=0.8)


def _pointing(
    parsed: ParsedText, start: int, end: int, sentence: range, inside: list[Mention]
) -> Target | None:
    """A definite insulting noun that points at somebody: "kärringen i receptionen"."""
    words = parsed.words
    word = words[start]
    if "insult" not in word.tags and "animal" not in word.tags:
        return None
    if end < sentence.stop:  # "bygglovsjäveln Hittmark"
        for mention in inside:
            if mention.start == end and mention.is_named:
                return Target(kind=_kind(parsed, mention), certainty=0.95)
    base = {h.entry.word.casefold() for h in word.hits if h.entry.severity}
    plural = word.norm.endswith(("arna", "erna", "orna", "na")) and word.norm not in base
    definite = word.norm not in base and word.norm.endswith(("en", "et", "an", "n", "t"))
    before = [words[i].norm for i in range(max(sentence.start, start - 4), start)]
    pointed = "den" in before or "han" in before or "där" in before or "hon" in before
    if not (definite or pointed) or (plural and not pointed):
        return None
    following = [words[i] for i in range(end, min(sentence.stop, end + 5))]
    if following and following[0].norm in _PREPOSITIONS:
        for mention in inside:
            if mention.start in range(end, end + 4) and mention.who is Who.COMMENTER:
                return None
        place = following[1:4]
        works = any(
            not w.tags.isdisjoint(("body", "topic", "place"))
            and "place" not in w.tags
            or w.norm in _WORKPLACE_WORDS
            for w in place
        )
        return Target(kind=Who.STAFF if works else Who.PERSON, certainty=0.85)
    if following and following[0].norm == "som":
        return Target(kind=Who.PERSON, certainty=0.85)
    return None


def _second_person(parsed: ParsedText, inside: list[Mention], sentence: range) -> Target | None:
    """Somebody addressed in the sentence: du, @name, or a bare name beside an imperative."""
    if any(m.who is Who.COMMENTER for m in inside):
        return Target(kind=Who.COMMENTER, certainty=0.9)
    return None


def _antecedent(parsed: ParsedText, pronoun: Mention) -> Target:
    """Whom "han" or "hon" stands for: a person pointed out before; else one in the thread."""
    words = parsed.words
    after = words[pronoun.end] if pronoun.end < len(words) else None
    for mention in parsed.people:  # "han Provström", "hon i kassan", "han på gul moppe"
        if mention.start == pronoun.end and mention.is_named:
            return Target(kind=_kind(parsed, mention), certainty=0.9)
    if after is not None and after.norm in ("i", "på", "med", "som", "från", "där"):
        return Target(kind=Who.PERSON, certainty=0.85)
    earlier = [
        m
        for m in parsed.people
        if m.end <= pronoun.start
        and m.who in INDIVIDUALS
        and m.who is not Who.THIRD
        and not m.is_plural
    ]
    if earlier:
        return Target(kind=_kind(parsed, earlier[-1]), certainty=0.75)
    return Target(kind=UNCLEAR, certainty=0.7)
