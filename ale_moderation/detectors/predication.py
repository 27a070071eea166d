"""Whether an ordinary noun is said of a person: "en riktig gris", "nöten som bor där", "din orm".

People speak of beasts, filth and illness without a thought of insult, so what stands before and
after the noun has to say that somebody is called it.
"""

from __future__ import annotations

from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.subjects import PREPOSITIONS

_ROLES = ("role_staff", "role_politician", "given_name")
_PEOPLE = frozenset(("role_staff", "role_politician", "person", "kin", "child", "human"))
_THE = ("den", "det", "de", "dom")
_DESCRIBING = frozenset(
    """
    en ett nån någon nåt något inget ingen annat än den det de dom där ju bara så fan fanimej
    verkligen helt riktig riktigt rikt riktit rikti ren rent rena sån sådan sånt sådant total totalt
    jäkla gammal gamla gammalt liten litet lilla stor stort stora mest värsta största fy alltså nog
    väl nu a an the absolut faktiskt också som ingenting inte mer utan
    """.split()
)
"""Words that may stand between a person and the noun that they are called."""

_ADJECTIVES = tuple(
    "ig igt iga lös löst lösa ande ad at ade sk skt ska ant anta el ell lla nt nta md".split()
)
_WHAT = ("vilken", "vilket", "vilka", "vicken")
_ARTICLE = frozenset("en ett nån nåt någon något a an sån sånt sådan".split())
_NO_ADJECTIVE = PREPOSITIONS | frozenset("och eller men att som i sin sitt sina inte för".split())
_NEUTRAL = frozenset("svarta vita bruna lilla stora nya fina söta snälla goa egna älskade".split())
_LEADING = ("copula", "poss_1", "poss_2", "poss_3", "pron_2s", "pron_3s", "pron_1s")
_SUBJECTS = ("pron_2s", "pron_3s", "given_name")
_ABUSING = ("insult_adj", "bad_trait", "profanity", "insult")
_GOVERNING = frozenset(
    """
    sköter leder bestämmer undervisar driver styr ansvarar handlägger vikarierar parkerar äger
    påstår kallar skriver skrev beslutade avslog
    """.split()
)
"""What only people do: a rat that does so is somebody."""

_RELATIVE = _GOVERNING | frozenset("bor jobbar kör sitter är".split())


def is_said_of_somebody(parsed: ParsedText, span: Span) -> bool:
    """Whether an ordinary noun is said of a person: "en riktig gris", "nöten som bor där".

    Of beasts and filth people speak much: "din hund" and "soporna som ligger där" are no insult.
    """
    words, start, end = parsed.words, span.start, span.end
    is_literal = span.entry.detail == "literal"
    if span.entry.anchor == "prefix":
        return not words[start].tags.isdisjoint(_PEOPLE)
    sentence = parsed.sentence(start)
    i = _before_described(parsed, start, sentence.start)
    described = words[i + 1 : start]
    is_abused = any(not w.tags.isdisjoint(_ABUSING) for w in described)
    before = words[i] if i >= sentence.start else None
    after = words[end] if end < sentence.stop else None
    if before is not None:
        is_likened = any(w.norm == "som" for w in described)
        if "copula" in before.tags or "pron_2s" in before.tags:
            if is_likened and is_literal and not is_abused:
                return False  # "du är som en igel på jobbet"
            return _is_indefinite(span, words[start]) or any(w.norm in _THE for w in described)
        if "poss_2" in before.tags:
            return is_abused or not is_literal or _is_called_out(parsed, i, end)
        if before.norm in (":", "="):
            return True
        if before.norm in _WHAT:
            late = any("copula" in words[k].tags for k in range(end, min(end + 6, sentence.stop)))
            return late or is_abused or not is_literal
        if not before.is_word and not is_literal and any(w.norm in _ARTICLE for w in described):
            return True  # "…, en nolla rakt av"
        if not before.is_word and not described and is_closed(parsed, end):
            return any("pron_2s" in words[k].tags for k in sentence)  # "kryp hem dit du hör, ohyra"
    if after is None:
        return is_abused
    if not is_literal and any(m.start == end and m.is_named for m in parsed.people):
        return True  # "subban Eva"
    if after.norm == "," and end + 2 < sentence.stop and words[end + 1].norm in ("det", "dä"):
        end, after = end + 2, words[end + 2]  # "mask, det är vad han är"
    if "copula" in after.tags and end + 1 < sentence.stop:  # "pedofil är han", "… är vad han är"
        subject = end + 2 if words[end + 1].norm in ("vad", "va") else end + 1
        is_named = subject < sentence.stop and not words[subject].tags.isdisjoint(_SUBJECTS)
        return is_named and (subject == end + 1 or "copula" in words[subject + 1].tags)
    if after.norm in ("till", "te") and end + 1 < sentence.stop:
        return not is_literal or _is_indefinite(None, words[end + 1])
    if after.norm == "där" and not is_literal:
        return True
    for i in range(end, min(end + 4, sentence.stop - 1)):
        if words[i].norm == "som":
            following = words[i + 1]
            if not following.tags.isdisjoint((*_ROLES, "pron_2s")):
                return True
            doing = _GOVERNING if is_literal else _RELATIVE
            if i == end and following.norm in doing and not _is_indefinite(span, words[start]):
                return True
            break
    return is_abused and (before is None or not before.norm.endswith("s"))


def is_intensifier(parsed: ParsedText, span: Span) -> bool:
    """Whether a short noun only strengthens the adjective after it: "hon är as snäll"."""
    words, start, end = parsed.words, span.start, span.end
    if words[start].norm not in _STRENGTHENING or end >= parsed.sentence(start).stop:
        return False
    after = words[end]
    is_other = after.norm in _NO_ADJECTIVE or not after.tags.isdisjoint(_LEADING)
    if is_other or not after.is_word or after.is_capitalised:
        return False
    before = words[start - 1] if start else None
    is_noun = before is not None and (
        before.norm in _DETERMINING or not before.tags.isdisjoint(("profanity", "insult_adj"))
    )
    return not is_noun


_STRENGTHENING = ("as", "skit", "svin", "piss", "fett", "röv")
_DETERMINING = _ARTICLE | frozenset(
    "ditt hans hennes deras vilket det gammalt gamla riktigt lilla litet".split()
)


def _before_described(parsed: ParsedText, start: int, first: int) -> int:
    """The place before the words that describe a noun: "ju en jävla stor", "klassens", "en fat"."""
    words = parsed.words
    for article in range(start - 1, max(first, start - 4) - 1, -1):
        word = words[article]
        if word.norm in _WHAT or "poss_2" in word.tags:
            return article
        if word.norm in _ARTICLE:
            start = article
            break
        if not word.is_word or word.norm in _NO_ADJECTIVE or not word.tags.isdisjoint(_LEADING):
            break
    i = start - 1
    while i >= max(first, start - 5):
        word = words[i]
        is_owner = word.norm.endswith("s") and len(word.norm) > 4 and i > first
        if not (_may_describe(word) or (is_owner and "copula" in words[i - 1].tags)):
            break
        i -= 1
    return i


def _may_describe(word: Word) -> bool:
    """Whether a word may stand between a person and what they are called."""
    if not word.tags.isdisjoint((*_ABUSING, "epithet")):
        return True
    return word.norm in _DESCRIBING or (len(word.norm) > 3 and word.norm.endswith(_ADJECTIVES))


def _is_indefinite(span: Span | None, word: Word) -> bool:
    """Whether a noun stands in its plain form: "gris", not "grisen"."""
    if span is not None and word.norm.endswith(span.entry.word.casefold()):
        return span.entry.anchor != "exact" or len(word.norm) < 5
    return not word.norm.endswith(("n", "t", "na"))


def _is_called_out(parsed: ParsedText, first: int, end: int) -> bool:
    """Whether "din …" calls somebody names and owns nothing: "håll käften din gris"."""
    words = parsed.words
    sentence = parsed.sentence(first)
    if not is_closed(parsed, end):
        return False
    is_described = end - first > 2 and words[first + 1].norm not in _NEUTRAL
    if first == sentence.start or not words[first - 1].is_word or is_described:
        return True
    others = [words[i] for i in sentence if words[i].is_word and not first <= i < end]
    return len(others) <= 1 or parsed.has("attack", "insult", "selfharm_urging", "insult_adj")


def is_closed(parsed: ParsedText, end: int) -> bool:
    """Whether a call ends at a word: the clause ends there, or a name or "du" follows."""
    if end >= parsed.sentence(end - 1).stop:
        return True
    word = parsed.words[end]
    return not word.is_word or word.is_capitalised or word.norm == "du"
