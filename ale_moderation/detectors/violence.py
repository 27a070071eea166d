"""Violence by the phrases of the word lists: whether others are called to it, or it is meant.

`rules/lexicon/threats.toml` has the phrases; what is done by any verb stands in `harm.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ale_moderation.detectors.harm import ROUGH, is_object
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Mention, Who
from ale_moderation.subjects import PREPOSITIONS

_ADDRESSED = (Who.COMMENTER, Who.PLURAL_YOU)
_NOT_INCITED_AGAINST = (Who.SELF, Who.COMMENTER, Who.PLURAL_YOU)
_WHOEVER = frozenset(("den", "dom", "de", "alla", "varenda", "varje", "första", "nästa"))
_FUTURE = frozenset("ska skall kommer tänker lär gonna will måste ta tar".split())
_MODALS = frozenset("borde bör ska skall måste kommer förtjänar".split())
_PAST = frozenset(
    """
    sköt slog dödade har hade skulle kunde fick blev bröt skar körde höll ville försökte nära
    """.split()
)
_CONDITION = frozenset("om nästa annars så rör tar när".split())
_SHALL = ("ska", "skall", "kommer")
_THEN = frozenset("nu då sen så snart och imorgon ikväll".split())
_NOT = frozenset(("inte", "aldrig", "ej", "icke"))
_ME = frozenset(("mig", "mej", "oss"))
_WRITERS = frozenset(("vi", "jag"))
_AFTER = _WRITERS | {"ja"}
"""The writer after a verb, where "ja" is no yes."""

_OTHERS = frozenset("du ni han hon hen de dom som någon nån alla folk".split())
"""Whoever else may be the subject of a verb."""

_HATED = ("insult", "slur", "group", "profanity", "harm.crowd")
"""Without any of these, "they" may be opponents."""

PLAY = ("game", "harm.cheer", "harm.fond")
_ROLES = ("role_staff", "role_politician", "kin", "given_name")
_MOST = 50


def find_incitement(parsed: ParsedText, signs: Callable[[str], list[Span]]) -> Iterator[Span]:
    """Calls to crime, and violence or sabotage that somebody is called to."""
    has_step = is_lawful(parsed)
    yield from () if has_step or is_of_prey(parsed) else signs("incite")
    calls = {parsed.sentences[call.start] for call in signs("incite_call")}
    negated = {i for i, word in enumerate(parsed.words) if word.norm in _NOT}
    for span in () if has_step else signs("sabotage"):
        if _is_called(parsed, span, calls, reach=1) and negated.isdisjoint(_inside(span)):
            yield span
    for span in () if is_of_prey(parsed) else signs("violence"):
        if not negated.isdisjoint(_inside(span)):
            continue  # "kasta inte sten"
        is_grave = span.entry.detail == "grave"
        if has_step and not is_grave:
            continue
        if parsed.has(*PLAY) or not _is_called(parsed, span, calls, reach=0):
            continue
        if any("harm.hearth" in parsed.words[i].tags for i in parsed.sentence(span.start)):
            continue  # "sätt fyr på brasan"
        if is_grave or any(_is_victim(parsed, span, m) for m in parsed.people):
            yield span


def _inside(span: Span) -> range:
    """The words of a span, and the one after it."""
    return range(span.start, span.end + 1)


def _is_called(parsed: ParsedText, span: Span, calls: set[int], *, reach: int) -> bool:
    """Whether a call stands at most `reach` sentences away, or "vi" after the verb."""
    number = parsed.sentences[span.start]
    if any(abs(number - call) <= reach for call in calls):
        return True
    words, sentence = parsed.words, parsed.sentence(span.start)
    follows = any(i in sentence and words[i].norm == "vi" for i in (span.start + 1, span.end))
    return follows and words[sentence.stop - 1].norm != "?" and span.start > sentence.start


def _is_victim(parsed: ParsedText, span: Span, mention: Mention) -> bool:
    same = parsed.sentences[mention.start] == parsed.sentences[span.start]
    if not same or mention.who in _NOT_INCITED_AGAINST or mention.end <= span.start:
        return False
    is_rough = any(rough.start == span.start for rough in parsed.at(*ROUGH))
    if is_rough and mention.who is Who.THEY and not parsed.has(*_HATED):
        return False  # "krossa dom", said to a team
    return span.end - span.start > 1 or is_object(parsed, span, mention.start)


def how_meant(parsed: ParsedText, span: Span) -> float:
    """How sure it is that violence is announced against somebody; 0 where it is not."""
    words, sentence = parsed.words, parsed.sentence(span.start)
    inner = words[span.start : span.end]
    before = [words[i].norm for i in range(sentence.start, span.start)]
    is_passive = inner[0].norm.endswith(("as", "ås"))
    if is_passive and before[-1:] == ["skulle"]:
        before[-1] = "ska"  # "ni skulle hängas, hela fullmäktige"
    if inner[0].norm in _PAST or inner[0].norm.endswith("ade") or not _PAST.isdisjoint(before[-3:]):
        return 0.0
    if any(word.norm in _ME for word in words[span.end - 1 : min(span.end + 1, sentence.stop)]):
        return 0.0  # "frugan kommer strypa mig"
    people = [m for m in parsed.people if m.start in sentence]
    is_game = parsed.has(*PLAY) and not parsed.has("body_part", "weapon")
    can_be_hurt = [m for m in people if m.who is not Who.SELF and not m.is_own]
    is_suffered = span.entry.detail == "suffer" or any(w.norm.endswith(("as", "ås")) for w in inner)
    reach = 2 if span.entry.detail == "suffer" else 1
    if span.entry.detail == "suffer" and is_lawful(parsed):
        return 0.0  # "de ska få på nöten i valet"
    if is_suffered and not is_game and not _MODALS.isdisjoint(before[-reach:]):
        subjects = [
            m
            for m in can_be_hurt
            if 0 <= span.start - m.end <= 5 and "poss_3" not in words[m.start].tags
        ]
        return 0.8 if subjects else 0.0
    if is_game or span.entry.detail == "suffer":
        return 0.0
    is_opened = before[:1] and (
        before[0] in _SHALL or (before[0] in _THEN and before[1:2] and before[1] in _SHALL)
    )
    is_writer = _is_writers(parsed, span, sentence) or is_opened
    norms = {words[i].norm for i in sentence}
    is_future = not _FUTURE.isdisjoint(before[-6:])
    is_condition = not _CONDITION.isdisjoint(norms) and not inner[0].norm.endswith("s")
    if not is_writer or not (is_future or "jag" in norms or is_condition):
        return 0.0
    if any(_is_hit(parsed, span, m) for m in can_be_hurt):
        return 0.8
    if _is_of_whoever(parsed, span):
        return 0.7
    if is_future and any(m.who in _ADDRESSED for m in can_be_hurt):
        return 0.7  # "rör ni … så kommer jag och slår ihjäl"
    return 0.65 if span.entry.detail == "grave" and (is_future or is_condition) else 0.0


def _is_hit(parsed: ParsedText, span: Span, mention: Mention) -> bool:
    """Whether somebody is who violence is done to: right after a single verb."""
    if not span.start <= mention.start < span.end + 5:
        return False
    return span.end - span.start > 1 or is_object(parsed, span, mention.start)


def _is_of_whoever(parsed: ParsedText, span: Span) -> bool:
    """Whether it is meant for whoever does something: "jag dräper den som …"."""
    after = [word.norm for word in parsed.words[span.start + 1 : span.end + 4]]
    return any(first in _WHOEVER and "som" in after[i:] for i, first in enumerate(after))


def _is_writers(parsed: ParsedText, span: Span, sentence: range) -> bool:
    """Whether it is the writer who acts: the nearest subject before the verb, or right after it."""
    words = parsed.words
    if any(words[i].norm in _AFTER for i in (span.start + 1, span.end) if i in sentence):
        return True
    subjects = {
        m.end - 1
        for m in parsed.people
        if m.who is not Who.SELF and words[m.start - 1].norm not in PREPOSITIONS
    }
    for i in range(span.start - 1, max(sentence.start, span.start - 12) - 1, -1):
        if words[i].norm in _WRITERS:
            return True
        if words[i].norm in _OTHERS or (i in subjects and "pron_2s" not in words[i].tags):
            return False
    return False


def is_lawful(parsed: ParsedText) -> bool:
    """Whether a lawful step is spoken of, and not one that the other has taken or is to undo."""
    words = parsed.words
    for span in parsed.at("lawful_step")[:_MOST]:
        before = words[max(0, span.start - 4) : span.start]
        beside = (*before[-1:], *words[span.end : span.end + 1])
        is_others = any(w.norm in ("du", "ni") for w in before)
        if not is_others or any(w.norm in _WRITERS for w in beside):
            return True
    return False


def is_of_prey(parsed: ParsedText) -> bool:
    """Whether beasts are hunted: and no group of people is spoken of as one."""
    return parsed.has("prey") and not parsed.has("group", "slur", *_ROLES)
