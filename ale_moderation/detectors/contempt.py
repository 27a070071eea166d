"""Whether contempt is said of a group: a predicate, a likening, a demand, or all that is added.

Works without a parser, from the copula, the words between and the sentence after.
"""

from __future__ import annotations

from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.subjects import PREPOSITIONS

ABUSE = ("insult", "epithet", "insult_adj")
_MODALS = frozenset(
    "borde bör ska skall skulle måste låt vill gärna förtjänar behöver får kan should must".split()
)
_DRIVEN = frozenset(
    """
    ut bort rensa rensas släng slänga slängas kasta kastas sparka sparkas jaga jagas fös fösa kör
    köras
    """.split()
)
"""The verbs of expulsion that no decision on a permit is meant by."""

_BETWEEN = frozenset("för av mot om i med på från till inte att hos utan emot och som".split())
_PASSIVE = ("as", "ås")
_FOLK = (
    *("kvinn", "man", "män", "ung", "barn", "familj", "folk", "släkt", "tjej", "kill", "grabb"),
    *("pojk", "flick", "gubb", "kärring", "tant", "snubb", "brud", "klan", "gäng", "mamm", "papp"),
)
"""Heads that make people of any group's name."""


def groups(parsed: ParsedText, *tags: str) -> list[Span]:
    """The words of some tags, and those that join a group's name with people: "muslimkvinnor"."""
    joined = [span for span in parsed.at("group_stem") if _is_of_people(parsed, span)]
    return [*parsed.at(*tags), *joined]


def _is_of_people(parsed: ParsedText, span: Span) -> bool:
    word = parsed.words[span.start]
    rest = word.norm.removeprefix(span.entry.word).lstrip("-")
    return rest.startswith(_FOLK) and word.tags.isdisjoint(("slur", "group"))


def is_hostile(parsed: ParsedText, group: Span, other: Span) -> bool:
    """Whether people are to be driven out, and not only a policy of migration is spoken of."""
    is_driven = parsed.words[other.start].norm in _DRIVEN and group.entry.detail != "migrant"
    return is_driven or _is_sworn_at(parsed, group)


def is_contempt(parsed: ParsedText, group: Span, other: Span, is_slang: bool) -> bool:
    """Whether a word of contempt is said of the group, and not of something beside it."""
    tag = other.entry.tag
    if are_beasts(parsed, other):
        return False
    distance = parsed.sentences[other.start] - parsed.sentences[group.start]
    if distance == -1:
        is_harsh = tag in ("dehumanise", "group_crime", "annihilation")
        return is_harsh and _is_meant_after(parsed, group, other)
    if distance not in (0, 1):
        return False
    apart = abs(other.start - group.start)
    if tag == "profanity":
        return is_slang and other.end == group.start and other.entry.word.endswith(("a", "s"))
    if tag in ABUSE:
        close = is_slang and apart <= 2
        is_harsh = other.entry.severity >= 2 and distance == 0
        return is_harsh and (close or _is_said_of(parsed, group, other))
    if tag == "group_crime":
        is_near = distance == 0 or _is_added(parsed, other)
        if parsed.words[other.end : other.end + 1] and parsed.words[other.end].norm == "?":
            return False  # "… är lata? Nej"
        return is_near and _is_said_of(parsed, group, other)
    if tag == "dehumanise":
        is_called = _is_pointed_at(parsed, other) or _is_sworn_at(parsed, other)
        is_close = distance == 0 and other.start > group.start and is_called
        is_beside = apart <= 6 and is_slang and not _is_owned(parsed, group, other)
        return is_close or is_beside or _is_said_of(parsed, group, other)
    if tag == "expulsion":
        return is_slang or 0 <= group.start - other.end <= 2 or apart <= 4
    return apart <= 12 and _is_demanded(parsed, other)


def _is_meant_after(parsed: ParsedText, group: Span, other: Span) -> bool:
    """As in "sånt folk förökar sig som ogräs. Jag menar romerna": told who was meant."""
    before = {w.norm for w in parsed.words[max(0, group.start - 3) : group.start]}
    said = {parsed.words[i].norm for i in parsed.sentence(other.start)}
    return bool(before & {"menar", "syftar", "pratar"}) and bool(said & _UNNAMED)


_UNNAMED = frozenset("sånt sådant såna sådana de dom dem den folk sorten typen packet".split())
"""Words for people who are yet to be named."""


def _is_sworn_at(parsed: ParsedText, span: Span) -> bool:
    """Whether an abusive word stands right before: "jävla …", "vidriga …"."""
    before = parsed.words[max(0, span.start - 1) : span.start]
    return any(not w.tags.isdisjoint(("profanity", "insult_adj")) for w in before)


def _is_pointed_at(parsed: ParsedText, beasts: Span) -> bool:
    """Whether beasts are some that were spoken of: "dom där djuren"."""
    before = [w.norm for w in parsed.words[max(0, beasts.start - 2) : beasts.start]]
    return len(before) == 2 and before[0] in ("de", "dom", "dem") and before[1] == "där"


def are_beasts(parsed: ParsedText, beasts: Span) -> bool:
    """Whether "de där djuren" are such, for others are spoken of: horses, a pet, prey."""
    return _is_pointed_at(parsed, beasts) and any(
        i != beasts.start and not word.found_tags.isdisjoint(_BEASTS)
        for i, word in enumerate(parsed.words)
    )


_BEASTS = ("beasts_about", "pet", "prey", "supervision.animal")


def _is_said_of(parsed: ParsedText, group: Span, other: Span) -> bool:
    """Whether contempt is a predicate or comparison of the group, or what it is said to do."""
    words = parsed.words
    if parsed.sentences[group.start] != parsed.sentences[other.start]:
        is_they = any("pron_3p" in w.tags for w in words[group.end : other.end])
        return is_they or _is_added(parsed, other)
    if other.start < group.start:  # "de är råttor, de där romerna": too far to be sure
        return False
    between = words[group.end : other.start]
    if len(between) > 1 and between[0].norm in PREPOSITIONS:
        between = between[2:]  # "romerna på torget är …": told by where they are
    copula = next((i for i, w in enumerate(between) if "copula" in w.tags), None)
    if copula is None and "copula" in words[group.end - 1].tags:
        copula = -1  # "de svarta är …" is one entry
    if copula is not None:
        tail = between[copula + 1 :]
        after = words[other.end].norm if other.end < len(words) else ""
        is_they = copula > 0 and "pron_3p" in between[copula - 1].tags
        is_other = copula > 2 and between[copula - 1].norm in ("det", "detta", "som")
        if is_other:
            return False  # "hatet mot judar växer, det är …"
        is_predicate = _BETWEEN.isdisjoint(w.norm for w in tail if w.norm != "som")
        return (copula <= 4 or is_they) and len(tail) <= 4 and is_predicate and after != "att"
    if other.entry.anchor == "phrase" and len(between) <= 2:  # "… styr bankerna"
        return _BETWEEN.isdisjoint(w.norm for w in between)
    is_worse = bool(between) and between[-1].norm == "än"
    if is_worse and any(w.norm in _BEHAVING for w in between):
        return True  # "… luktar värre än …"; "… bor sämre än …" is said in pity
    # "… i en källare som stinker mögel" tells of the cellar
    is_verb = other.entry.anchor == "phrase" or (bool(between) and between[-1].norm.endswith("r"))
    is_likened = not is_verb and any(w.norm in ("som", "likt") for w in between[-2:])
    return is_likened or any("pron_3p" in w.tags for w in between)


def _is_owned(parsed: ParsedText, group: Span, other: Span) -> bool:
    """Whether a beast is one that they have: "… har en hund"."""
    return any(w.norm in _HAVING for w in parsed.words[group.end : other.start])


_HAVING = ("har", "hade", "äger", "köpt", "köpte", "skaffat", "skaffade", "rastar", "föder")


def _is_added(parsed: ParsedText, other: Span) -> bool:
    """Whether contempt is all that the next sentence says: "romer … . Tjuvar, varenda en"."""
    sentence = parsed.sentence(other.start)
    if other.start != sentence.start or parsed.words[other.end - 1].norm.endswith(("en", "et")):
        return False
    after = parsed.words[other.end] if other.end < sentence.stop else None
    return after is None or not after.is_word or after.norm in _ALL or after.norm in PREPOSITIONS


_ALL = frozenset("allihop allihopa alla varenda hela samtliga och å".split())


_BEHAVING = frozenset(
    """
    luktar luktade lukta stinker stank beter betedde uppför uppförde äter åt låter skriker skriar
    förökar avlar ynglar tänker fattar tigger stjäl
    """.split()
)
"""What a group is said to do in a way worse than beasts."""


def _is_demanded(parsed: ParsedText, other: Span) -> bool:
    """Whether violence is called for, not reported: "borde skjutas", "utrota …", not "skjuts"."""
    word = parsed.words[other.start]
    verb = other.entry.word
    is_call = verb.startswith(word.norm) or other.entry.anchor == "phrase"  # "utrota", "skjut"
    if is_call and not word.norm.endswith(_PASSIVE):
        return True
    first = max(parsed.sentence(other.start).start, other.start - 6)
    return any(w.norm in _MODALS for w in parsed.words[first : other.start])
