"""At whom an expression is aimed that stands outside the grammar: a cry, a call, a gloss.

"Vilket pucko. Läs innan du skriver", "… Sten", "hon i kassan, surfittan", "Idiot! Han på buss 3 …".
"""

from __future__ import annotations

from ale_moderation.people import INDIVIDUALS, Who
from ale_moderation.subjects import (
    PREPOSITIONS,
    UNCLEAR,
    Site,
    Target,
    find_antecedent,
    kind_of,
)

_TELLING = frozenset(
    """
    sluta lägg håll ta skärp skäms gå stick dra kom lär akta passa tänk skaffa sätt lyssna läs kryp
    svara
    """.split()
)
"""Imperatives with which somebody is told off."""

_AGED = ("gamla", "den", "jävla", "lilla")


def told_next(site: Site) -> Target | None:
    """The one told off in the next sentence: "vilket pucko. Läs innan du skriver"."""
    words, stop = site.parsed.words, site.sentence.stop
    spoken = [i for i in site.sentence if words[i].is_word]
    if len(spoken) > 4 or stop >= len(words) or site.inside:
        return None
    following = site.parsed.sentence(stop)
    is_told = words[stop].norm in _TELLING or any(
        m.who is Who.COMMENTER and m.start in following for m in site.parsed.people
    )
    return Target(kind=Who.COMMENTER, certainty=0.8) if is_told else None


def called_out_to(site: Site) -> Target | None:
    """The one who is told something by name at the end: "sluta glo på tjejerna Sten"."""
    words, inside = site.parsed.words, site.inside
    if not inside or not inside[-1].is_named or inside[-1].start <= site.end:
        return None
    last = site.sentence.stop
    while last > inside[-1].end and not words[last - 1].is_word:
        last -= 1
    if inside[-1].end != last or words[inside[-1].start - 1].norm in PREPOSITIONS:
        return None
    told = any(words[i].norm in _TELLING for i in range(site.sentence.start, inside[-1].start))
    return Target(kind=Who.COMMENTER, certainty=0.85) if told else None


def apposed(site: Site) -> Target | None:
    """What one is called right after being pointed out: "hon i kassan, surfittan med luggen"."""
    words = site.parsed.words
    first = site.start
    if first - 1 > site.sentence.start and words[first - 1].norm in _AGED:
        first -= 1
    word = words[site.end - 1]
    if first - 1 <= site.sentence.start or words[first - 1].norm not in (",", "–", "-"):
        return None
    is_noun = not word.tags.isdisjoint(("insult", "epithet")) and word.norm.endswith(("n", "t"))
    before = [m for m in site.inside if first - 7 <= m.start < first and m.who in INDIVIDUALS]
    if not is_noun or not before or before[-1].is_own:
        return None
    mention = before[-1]
    if mention.who is Who.THIRD:
        return find_antecedent(site.parsed, mention)
    return Target(kind=kind_of(site.parsed, mention), certainty=0.85)


def pointed_next(site: Site) -> Target | None:
    """Whom a bare cry is about that the next sentence opens with: "Idiot! Han på buss 3 …"."""
    words, stop = site.parsed.words, site.sentence.stop
    spoken = [i for i in site.sentence if words[i].is_word and not site.start <= i < site.end]
    if len(spoken) > 2 or stop + 1 >= len(words):
        return None
    opening = next((m for m in site.parsed.people if stop <= m.start <= stop + 1), None)
    if opening is None or opening.who not in INDIVIDUALS or opening.is_own:
        return None
    if opening.who is Who.THIRD:
        target = find_antecedent(site.parsed, opening)
        return target if target.kind != UNCLEAR else None
    is_one = opening.is_named or opening.is_definite
    return Target(kind=kind_of(site.parsed, opening), certainty=0.8) if is_one else None
