"""What people are called that no list of insults holds: "din murkna stubbe".

The frame tells, not the word: a possessive, a noun that nobody would be said to own there, and a
clause that is over. What could be owned ("din bil", "ditt beslut") is no call. Nouns that are often
hurled and adjectives of scorn stand in `callings.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.people import INDIVIDUALS, Who
from ale_moderation.subjects import EXCLAIMING, PREPOSITIONS, TARGETS
from ale_moderation.targets import resolve_target
from ale_moderation.voice import idiom_words, voice_of

NEEDS = frozenset(("poss_2", "called", "epithet"))
_CRUDE, _MILD = 2, 1
_ABUSING = frozenset(("scornful", "insult_adj", "profanity"))
_OTHERS_WORK = frozenset(("insult", "kin", "child", "person", "role_staff", "role_politician"))
"""Nouns that are judged elsewhere, or that belong to somebody."""

_FOND = frozenset(
    """
    lilla lille söta söte goa goe gulliga snälla fina rara älskade kära bästa härliga underbara egna
    nya egen
    """.split()
)
_AGED = frozenset(("gamla", "gammal", "gamle"))
_OPENING = frozenset(
    """
    dig dej du nu igen då här där hem ner ned upp bort ut in själv käften truten munnen klaffen mun
    käft va fan helvete skogen nä nej men jo ja hallå hej hörru hördu tyst sluta skärp ju alltså
    bara mer mera också efter med dra
    """.split()
)
"""After these a possessive begins a call and no object: "lägg dig din …"."""

_JOINING = PREPOSITIONS | frozenset("och eller samt som än att är var blir heter".split())
_FINITE = ("r", "de", "te", "dde")
"""Endings of verbs, which have an object: "väckte din …", "såg vi din …"."""

_GOING_ON = frozenset(
    """
    kan är har ska skall vet fattar tror hör vad va hur varför när sluta gå håll ta vill får
    """.split()
)
_ARTICLES = frozenset("en ett nån någon sån sådan sånt sådant riktig riktigt ren rent som".split())
_TELLING = frozenset(
    """
    sluta lägg håll ta skärp skäms gå stick dra kom lär akta passa tänk skaffa sätt lyssna läs kryp
    svara tyst häll krypa flytta gräv knip hoppa logga stäng vakna res kliv
    """.split()
)
_SHAMING = frozenset("skäms skärp fy usch väx vakna tyst sluta dra försvinn".split())
"""After these "din" and scorn begin no object, for all that there is one to own."""

_ORDERING = _TELLING | {"gör", "ge", "låt", "skriv", "börja"}
_MOST = 50
"""Calls after the fiftieth say nothing new."""


@frozen
class _Call:
    """Words `start` to `end` that call somebody something, ending in a noun at `noun`."""

    start: int
    noun: int
    is_scorned: bool
    is_aged: bool
    is_described: bool

    @property
    def end(self) -> int:
        return self.noun + 1


def find_callings(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Everybody who is called something by the frame alone, each with target and severity."""
    idioms = idiom_words(parsed)
    found = 0
    for span in parsed.at("epithet")[:_MOST]:
        if finding := _nicknamed(parsed, span):
            yield finding
    for i, word in enumerate(parsed.words):
        if found >= _MOST:
            return
        finding = None
        if "poss_2" in word.tags and word.norm in ("din", "ditt"):
            finding = _called_out(parsed, i)
        elif "called" in word.tags and i not in idioms:
            finding = _said_of(parsed, i)
        if finding is not None:
            found += 1
            yield finding


def _called_out(parsed: ParsedText, i: int) -> Finding | None:
    """The call "din …", as sure as its frame and its noun are."""
    call = _call_after(parsed, i)
    if call is None:
        return None
    if "kin" in parsed.words[call.noun].tags:  # "skäms din usla morsa"
        return _finding(parsed, call, Who.COMMENTER, _CRUDE, 0.85)
    noun = parsed.words[call.noun]
    opening, is_told = _opening(parsed, i), _is_told(parsed, call)
    is_listed, is_coined = "called" in noun.tags, not noun.is_known and noun.norm.isalpha()
    is_base = _is_base(noun) or "scorn_part" in noun.tags
    is_sure = is_listed or is_base or _is_ordered(parsed, i)
    if not _ends_call(parsed, call, is_sure=is_sure):
        return None
    is_hailed = _is_hailed(parsed, i)
    if is_hailed and (call.is_aged or call.is_scorned):
        return _finding(parsed, call, Who.COMMENTER, _CRUDE, 0.8)
    if not (is_listed or is_coined or is_base):
        is_shaped = call.is_scorned or call.is_described or call.is_aged or is_hailed
        is_begun = opening == 1.0 or (opening > 0 and _is_ordered(parsed, i))
        is_personal = is_shaped and is_begun and is_told
        return _finding(parsed, call, Who.COMMENTER, _CRUDE, 0.5) if is_personal else None
    if call.is_scorned or is_base:
        certainty = 0.9 * opening if is_told or is_listed or is_base else 0.55
        return _finding(parsed, call, Who.COMMENTER, _CRUDE, certainty)
    if is_listed and (is_told or call.is_aged) and opening == 1.0:
        is_crude = call.is_aged and is_told
        return _finding(parsed, call, Who.COMMENTER, _CRUDE if is_crude else _MILD, 0.75)
    if (is_coined or is_listed) and (call.is_aged or call.is_described) and is_told:
        is_ordered = _is_ordered(parsed, i)
        return _finding(parsed, call, Who.COMMENTER, _CRUDE, 0.7 if is_ordered else 0.55)
    if is_coined and is_told and opening == 1.0:
        return _finding(parsed, call, Who.COMMENTER, _MILD, 0.75)
    return None


def _nicknamed(parsed: ParsedText, span: Span) -> Finding | None:
    """A name with an insult for a first part: "Mongo-Micke", "Fyll-Kalle"."""
    i = span.start
    first, _, name = parsed.words[i].form.partition("-")
    is_part = span.entry.anchor == "prefix" and first.casefold() == span.entry.word
    if not is_part or not name[:1].isupper() or not name.isalpha():
        return None
    call = _Call(i, i, is_scorned=True, is_aged=False, is_described=False)
    is_base = first.casefold() in _BASE_NAMES
    return _finding(parsed, call, Who.PERSON, 3 if is_base else _CRUDE, 0.9 if is_base else 0.5)


_BASE_NAMES = frozenset(
    "mongo cp pedo hor kuk fitt äckel luder rövhåls skit dårhus retard psyko miffo svin".split()
)
"""First parts that degrade whoever bears them; others only make game of somebody."""


def _is_hailed(parsed: ParsedText, i: int) -> bool:
    """Whether a name stands right before a possessive, as if called out to: "Birger ditt …"."""
    return any(m.end == i and m.is_named and m.who is Who.PERSON for m in parsed.people)


def _is_ordered(parsed: ParsedText, i: int) -> bool:
    """Whether the clause before a call is a command: "kliv ner från soffan din …"."""
    words, first = parsed.words, parsed.sentence(i).start
    return any(words[k].norm in _TELLING for k in (first, first + 1) if k < i)


def _call_after(parsed: ParsedText, i: int) -> _Call | None:
    """The adjectives and the noun after a possessive; None where it is no call."""
    words, stop = parsed.words, parsed.sentence(i).stop
    is_scorned = is_aged = is_described = False
    for noun in range(i + 1, min(stop, i + 5)):
        word = words[noun]
        if not word.is_word or word.norm in _FOND or "fond_noun" in word.tags:
            return None
        if word.norm in _AGED:
            is_aged = True
        elif not word.tags.isdisjoint(_ABUSING) and word.tags.isdisjoint(("insult", "called")):
            is_scorned = True
        elif _is_adjective(words, noun, stop):
            is_described = True
        else:
            is_thing = word.is_capitalised and not words[i].is_capitalised
            is_kin = is_scorned and "kin" in word.tags and words[max(0, i - 1)].norm in _SHAMING
            is_judged = not (is_kin or word.tags.isdisjoint(_OTHERS_WORK))
            if is_thing or is_judged or len(word.norm) < 3 or word.norm in _JOINING:
                return None
            return _Call(i, noun, is_scorned, is_aged, is_described)
    return None


def _is_adjective(words: Sequence[Word], i: int, stop: int) -> bool:
    """Whether a word looks like an adjective before its noun: "överjästa", "malande"."""
    follows = i + 1 < stop and words[i + 1].is_word and not words[i + 1].is_capitalised
    is_formed = words[i].norm.endswith(("a", "ande", "ende")) and len(words[i].norm) > 3
    is_formed = is_formed and words[i].tags.isdisjoint(_OTHERS_WORK)
    return follows and is_formed and words[i + 1].norm not in (*_JOINING, *_GOING_ON, "du")


def _opening(parsed: ParsedText, i: int) -> float:
    """How well a call may begin at a possessive, 0 to 1: not as an object or complement."""
    if i == parsed.sentence(i).start:
        return 1.0
    before = parsed.words[i - 1]
    if not before.is_word or before.norm in _OPENING or before.is_capitalised:
        return 1.0
    if before.norm in _JOINING or before.norm.endswith(_FINITE):
        return 0.0
    return 1.0 if "insult" in before.tags or "attack" in before.tags else 0.75


def _ends_call(parsed: ParsedText, call: _Call, *, is_sure: bool) -> bool:
    """Whether nothing is said of what would be owned: the clause ends, or turns to "du"."""
    end, stop = call.end, parsed.sentence(call.noun).stop
    if end >= stop:
        return True
    word = parsed.words[end]
    if not word.is_word or word.is_capitalised or "given_name" in word.tags or word.norm == "du":
        return word.norm not in ("?", "-", "–", "/")
    if not is_sure:
        return False
    after = [parsed.words[k].norm for k in range(end, min(end + 4, stop))]
    is_order = after[0] in ("och", "å") and not _ORDERING.isdisjoint(after[1:2])
    is_turn = after[0] in _GOING_ON and "du" in after
    return is_order or is_turn or after[0] in ("som", "ingen", "ta", "gå")


def _is_told(parsed: ParsedText, call: _Call) -> bool:
    """Whether somebody is addressed beside the call: told off, named, or nothing else is said."""
    words = parsed.words
    rest = [k for k, w in enumerate(words) if w.is_word and not call.start <= k < call.end]
    if not rest:
        return True
    near = [k for k in rest if abs(parsed.sentences[k] - parsed.sentences[call.start]) <= 1]
    return any(
        "pron_2s" in words[k].tags
        or not words[k].tags.isdisjoint(("attack", "insult"))
        or words[k].norm in _TELLING
        for k in near
    )


def _said_of(parsed: ParsedText, i: int) -> Finding | None:
    """What is said of somebody: "vilken … till rektor", "hon är en … kvast"."""
    words, sentence = parsed.words, parsed.sentence(i)
    start, is_scorned = i, False
    while start > sentence.start and start > i - 4:
        word = words[start - 1]
        if word.norm in _FOND:
            return None
        if word.tags.isdisjoint(_ABUSING) and word.norm not in _AGED:
            break
        is_scorned = is_scorned or word.norm not in _AGED
        start -= 1
    before = words[start - 1] if start > sentence.start else None
    if before is None or before.norm not in _ARTICLES | EXCLAIMING:
        is_bare = _is_base(words[i]) and before is not None and "copula" in before.tags
        if not is_bare:
            return None
    call = _Call(start, i, is_scorned, is_aged=False, is_described=False)
    is_weak = not is_scorned and not _is_base(words[i])
    if before is not None and before.norm in EXCLAIMING:
        after = words[i + 1].norm if i + 1 < sentence.stop else ""
        is_office = after in ("till", "te") and i + 2 < sentence.stop
        is_office = is_office and not words[i + 2].tags.isdisjoint(_OTHERS_WORK - {"kin", "child"})
        is_late = any("copula" in words[k].tags for k in range(i + 1, min(i + 5, sentence.stop)))
        if not (is_office or (is_late and not is_weak)):
            return None
        is_weak = False
    elif not any("copula" in words[k].tags for k in range(max(sentence.start, start - 4), start)):
        return None
    target = resolve_target(parsed, start, i + 1)
    is_one = target.kind in (*INDIVIDUALS, Who.COMMENTER)
    if not is_one or is_weak:
        return None
    return _finding(parsed, call, Who(target.kind), _CRUDE, target.certainty * 0.9)


def _is_base(word: Word) -> bool:
    """Whether a noun is filth, illness or decay: an insult whatever stands beside it."""
    return any(h.entry.tag == "called" and h.entry.severity > _MILD for h in word.hits)


def _finding(
    parsed: ParsedText, call: _Call, who: Who, severity: int, certainty: float
) -> Finding | None:
    if not certainty:
        return None
    if parsed.has("fondness", "friendly"):
        certainty *= 0.5
    start, end = parsed.original_span(call.start, call.end)
    return Finding(
        kind="offensive.insult",
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="calling",
        quote=parsed.masked_quote(call.start, call.end),
        detail="called",
        severity=severity,
        target=TARGETS.get(who, "unclear"),
        voice=voice_of(parsed, call.start, call.end),
    )
