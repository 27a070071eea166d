"""Scorn told in words that are no insults: smells, looks, stalls, cellars, pills beside a person.

No single word decides. The fields of meaning in `scorn.toml` are counted beside somebody who is
pointed out, and even many of them are only a suspicion: what is found here stays below the
certainty that removes until the second reader, too, holds the text for an offence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who
from ale_moderation.subjects import TARGETS, UNCLEAR, find_antecedent, kind_of
from ale_moderation.voice import idiom_words, voice_of

_SIGN = "scorn"
_BORROWED = (
    *("insult", "insult_adj", "attack", "bad_trait", "scornful", "epithet", "called", "dehumanise"),
)
"""Tags of other detectors, which found no insult in them: half a sign, all of them one field."""

NEEDS = frozenset((_SIGN, *_BORROWED))

_NOUNS = frozenset(("epithet", "called", "dehumanise"))
_CALLING = frozenset("en ett nån din ditt som likt gamla jävla riktig rena vilken sån".split())
"""Words before a noun that somebody is called; of a hound and a badger people speak otherwise."""

_SOMEBODY = frozenset(
    ("role_staff", "role_politician", "person", "kin", "child", "given_name", "human")
)
_TEASES = ("insult", "insult_emoji")
_HERDS = ("arna", "orna", "erna")
"""Endings of beasts in the plural, which are beasts."""

_CRUDE = 2
_WEIGHT = 0.5
"""What a severity step of a sign weighs: 0.5 for mild, 1 for crude."""

_AGAIN = 0.25
"""What a second sign of the same field adds."""

_ENOUGH, _WHOLE, _BASE, _MOST_SURE = 0.5, 1.0, 0.36, 0.68
_BELOW, _ABOVE = 0.46, 0.32
"""The weight from which on it may be scorn, that of a whole sign, how sure that is, and how sure it
can be at most: so sure that a second reader who sees nothing in it still keeps it. What a weight
less takes away, and one more adds."""

_MORE = 0.5
"""What must be added for a politician, who bears more, and for a child without a name: of "barnet"
people speak much."""

_DEGRADING = frozenset(("smell", "looks", "beast"))
"""Fields that deny somebody's worth as a human being, and not only their ways or wits."""

LONG = 90
"""Words from which on a text holds a sign of everything."""

_FEATURES = frozenset(("body",))
"""The field that describes somebody, "hon med de röda läpparna", unless another joins it."""

_FRIENDLY = ("fondness", "friendly", "cheer")
_NEAR = frozenset((Who.COMMENTER, Who.THIRD))
"""Those of whom the next sentence, too, speaks: "hon i kassan. Fetknoppen …"."""

_DENIABLE = frozenset(("mind", "looks", "contempt", "smell"))
"""Fields of which a sign says nothing where it is denied: "du är inte dum"."""


@frozen(kw_only=True)
class _Scorn:
    """The signs beside one mention, and what they weigh together."""

    mention: Mention
    signs: tuple[Span, ...]
    weight: float


def find_scorn(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """At most one finding: the heaviest scorn beside anybody who is pointed out."""
    if parsed.has(*_FRIENDLY) or len(parsed.words) > LONG:
        return
    no_signs = idiom_words(parsed) | _surnames(parsed)
    signs = [
        s
        for s in parsed.at(_SIGN, *_BORROWED)
        if no_signs.isdisjoint(range(s.start, s.end)) and _is_scornful(parsed, s)
    ]
    if not signs:
        return
    people = [m for m in parsed.people if is_pointed_out(m) and not _is_asked(parsed, m)]
    scorned = [scorn for m in people if (scorn := _beside(parsed, m, signs)) is not None]
    if not scorned:
        return
    finding = _finding(parsed, max(scorned, key=lambda s: (s.weight, -s.mention.start)))
    if finding is not None:
        yield finding


def _surnames(parsed: ParsedText) -> set[int]:
    """The words of whole names after the first, which mean nothing: "Vincent Delorme"."""
    return {
        i
        for mention in parsed.people
        if mention.is_named
        for i in range(mention.start + 1, mention.end)
        if parsed.words[i].is_capitalised and "-" not in parsed.words[i].form
    }


def _is_scornful(parsed: ParsedText, sign: Span) -> bool:
    """Whether a sign is neither denied, nor said of the writer, nor of a beast spoken of."""
    words = parsed.words
    if not words[sign.start].is_word and parsed.has("beasts_about"):
        return False
    if sign.entry.tag != _SIGN and 0 < sign.entry.severity < _CRUDE:
        return False  # what teases only is judged by its own detector
    if sign.end - sign.start == 1 and _is_tease(words[sign.start]):
        return False
    sentence = parsed.sentence(sign.start)
    after = words[sign.end : min(sign.end + 2, sentence.stop)]
    if _is_of_a_thing(after) or is_of_theirs(after):
        return False
    if _smells_sweet(words[max(sentence.start, sign.start - 4) : min(sign.end + 3, sentence.stop)]):
        return False
    before = words[max(sentence.start, sign.start - 4) : sign.start]
    if sign.entry.tag in _NOUNS and _CALLING.isdisjoint(w.norm for w in before[-3:]):
        return False
    if sign.entry.detail == "beast" and not _is_said(words[sign.start], sign, before):
        return False
    if _is_own(before):
        return False
    if sign.entry.tag == _SIGN and sign.entry.detail not in _DENIABLE:
        return True
    return voice_of(parsed, sign.start, sign.end) != "negated"


def _is_own(before: Sequence[Word]) -> bool:
    """Whether the words before a sign say it of the writer: "jag är", "man känner sig dum"."""
    is_being = any("copula" in w.tags or w.norm in _FEELING for w in before)
    return is_being and any("pron_1s" in w.tags or w.norm == "man" for w in before)


def _is_said(beast: Word, sign: Span, before: Sequence[Word]) -> bool:
    """Whether a beast is what somebody is, "kossan i kassan", not what they own and sell."""
    if sign.entry.anchor != "head":
        return True
    if beast.norm.endswith(_HERDS):
        return False
    is_bare = beast.norm.endswith(sign.entry.word)
    return not is_bare or any("copula" in w.tags or w.norm in _CALLING for w in before)


_FEELING = frozenset("känner kände känna känt".split())
_OWNERS = frozenset("du ni han hon de dom vi jag".split())
_OWNING = frozenset("har hade fick köpte födde".split())
_SMELLS = frozenset("luktar luktade doftar doftade".split())
_SWEET = frozenset("gott gött godare ljuvligt underbart fräscht nybakat nytvättat parfym".split())


def _smells_sweet(words: Sequence[Word]) -> bool:
    """Whether somebody smells as nobody is mocked for: "luktar gott av tvål"."""
    return any(
        word.norm in _SMELLS and any(near.norm in _SWEET for near in words[i + 1 : i + 4])
        for i, word in enumerate(words)
    )


def _is_of_a_thing(after: Sequence[Word]) -> bool:
    """Whether "till" says that a thing is meant: "ett fläskberg till kommunhus"."""
    if len(after) < 2 or after[0].norm not in ("till", "te"):
        return False
    return after[1].is_known and after[1].tags.isdisjoint(_SOMEBODY)


def is_of_theirs(after: Sequence[Word]) -> bool:
    """Whether it is said of what somebody has: "löjliga deras vanor är", "vilken höna du har"."""
    if len(after) < 2:
        return False
    if after[0].norm in _OWNERS and after[1].norm in _OWNING:
        return True
    if "poss_3" not in after[0].tags:
        return False
    return after[1].is_known and after[1].tags.isdisjoint((*_SOMEBODY, _SIGN))


def _is_tease(word: Word) -> bool:
    """Whether a word belittles only: mes, tomte, 🤡."""
    return any(h.entry.tag in _TEASES and 0 < h.entry.severity < _CRUDE for h in word.found)


def is_pointed_out(mention: Mention) -> bool:
    """Whether a mention is one person: addressed, named, or in a definite form."""
    if mention.who is Who.COMMENTER:
        return True
    is_one = mention.who in INDIVIDUALS and not mention.is_plural
    return is_one and mention.is_definite and not mention.is_own


def _is_asked(parsed: ParsedText, mention: Mention) -> bool:
    """Whether somebody is asked what they know: "vet du vad det är för slem i ån"."""
    first = parsed.sentence(mention.start).start
    return mention.start == first + 1 and parsed.words[first].norm in _ASKING


_ASKING = ("vet", "minns", "såg", "hörde", "tror", "märkte", "känner", "har", "kan")


def _beside(parsed: ParsedText, mention: Mention, signs: list[Span]) -> _Scorn | None:
    """The signs in the sentence of a mention and in those beside it."""
    sentence = parsed.sentences[mention.start]
    reach = 1 if mention.is_named or mention.who in _NEAR else 0
    is_plain = mention.who in (Who.CHILD, Who.PERSON) and not mention.is_named
    near = tuple(
        s
        for s in signs
        if abs(parsed.sentences[s.start] - sentence) <= reach
        and not (is_plain and s.start < mention.start < s.end)  # "skaffa barn med …"
    )
    fields: dict[str, float] = {}
    taken: set[int] = set()
    weight = 0.0
    for sign in sorted(near, key=_heaviest_first):
        words = range(sign.start, sign.end)
        if not taken.isdisjoint(words):
            continue
        taken.update(words)
        is_borrowed = sign.entry.tag != _SIGN
        worth = _WEIGHT if is_borrowed else sign.entry.severity * _WEIGHT
        field = _BORROWED[0] if is_borrowed else sign.entry.detail
        is_again = field in fields
        weight += min(worth, _AGAIN) if is_again else worth
        fields[field] = worth
    is_hardened = mention.who is Who.POLITICIAN
    is_any_child = mention.who is Who.CHILD and not mention.is_named
    half = _ENOUGH if mention.who is Who.COMMENTER else _WHOLE
    enough = _WHOLE + _MORE if is_any_child or is_hardened else half
    if weight < enough or fields.keys() <= _FEATURES:
        return None
    return _Scorn(mention=mention, signs=near, weight=weight)


def _heaviest_first(sign: Span) -> tuple[int, int, int]:
    own = sign.entry.severity if sign.entry.tag == _SIGN else 0
    return -own, sign.start - sign.end, sign.start


def _finding(parsed: ParsedText, scorn: _Scorn) -> Finding | None:
    mention = scorn.mention
    kind = (
        find_antecedent(parsed, mention).kind
        if mention.who is Who.THIRD
        else kind_of(parsed, mention)
    )
    kind = Who.PERSON if kind == UNCLEAR else kind
    first = scorn.signs[0]
    voice = voice_of(parsed, first.start, first.end)
    if kind not in TARGETS or voice in ("quoted", "reported"):
        return None
    is_degrading = any(
        s.entry.detail in _DEGRADING and s.entry.severity > 1 and s.entry.tag == _SIGN
        for s in scorn.signs
    )
    start, end = parsed.original_span(first.start, first.end)
    more = scorn.weight - _WHOLE
    certainty = _BASE + more * (_ABOVE if more > 0 else _BELOW)
    return Finding(
        kind="offensive.insult",
        start=start,
        end=end,
        certainty=round(min(certainty, _MOST_SURE), 3),
        detector="scorn",
        quote=parsed.masked_quote(first.start, first.end),
        detail="scorn",
        severity=3 if is_degrading else 2,
        target=TARGETS[kind],
        voice="own",
    )
