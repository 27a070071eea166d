"""What a text is by resemblance alone, where the detectors found nothing that removes it.

Spam and advertising; a secret about somebody, where a person is pointed out in a text like those
that told one; somebody's home, where an address stands in it; and, for a human to read, too, what
implies a threat, and what despises somebody in office or by name, or a protected group. Otherwise
a human is asked, for resemblance knows little of texts unlike those that it was taught.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from attrs import evolve

from ale_moderation.detectors.addresses import addresses_in
from ale_moderation.detectors.contact import MASKS
from ale_moderation.detectors.homes import Address
from ale_moderation.detectors.news import is_news
from ale_moderation.masking import shown_safely
from ale_moderation.model import Finding
from ale_moderation.ownership import Owner
from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import INDIVIDUALS, Mention, Who
from ale_moderation.resemblance import REMOVED, SECRET, THREAT, Likeness, Peak, Resemblance
from ale_moderation.voice import is_attributed, voice_of

SOLD_KINDS = ("spam", "advertising")
SERVICE = ("question", "complaint", "fault_report")
_SURER = 1.5
"""What is added to the log-odds of what removes alone: of comments that were set apart, four of
five at the thresholds below were to go, though even log-odds say half."""

_SOLD, _SOLD_HEARD = -0.4, -1.0
"""The log-odds of spam or advertising from which on they remove, and where it goes by both readings
and resembles nothing else more."""

_CLEARLY_ASKED = 0.9
"""The certainty of a question, a complaint or a fault beside which resemblance sells nothing."""

_CLAIMED = 0.7
"""The certainty of a claim for damages beside which nothing is for sale."""

_SUSPECT, _DANGEROUS, _WEIGHTY = -0.25, -0.5, -0.5
"""The log-odds from which on a text that nothing else removes is shown to a human, those of a
threat, and those from which on one that nothing else registers is of importance."""

_SECRET, _PRIVATE, _SURELY_PRIVATE = -0.5, -0.4, 0.4
"""The log-odds of a secret and of any private matter, or of the latter alone, from which on a text
tells one of somebody who is pointed out, though no detector knows its words."""

_SECRET_NAMED, _NAMED = 1.0, 1.6
"""Those of a secret, or else of any private matter, that it takes besides where a name stands:
harmless greetings and thanks have one, too."""

_AT_HOME, _HOME = -0.1, 0.5
"""The log-odds of a private matter from which on an address is somebody's home, though nothing
found ties it to anybody, and what the address adds to them."""

_ADDRESS = "address"

_MENACE, _DREAD, _OFFENDING = 0.0, 0.5, 0.0
"""The log-odds of a threat, of one where nobody is spoken of, and of any offence, from which on a
text implies a threat, though no word of it threatens."""

_DOUBTED = 0.31
"""The certainty below which its detector holds a threat or a hint in known words for something
else, such as an accident or a kindness: just above what it then leaves."""

_CONTEMPT, _CONTEMPT_HEARD = 1.7, 0.8
"""The log-odds of offence from which on a text despises the official, the elected or the person by
name that it speaks of there, though no word of it offends; and anybody, or a protected group,
where it goes by both readings."""

_IN_OFFICE = frozenset((Who.STAFF, Who.POLITICIAN))
_GROUPS = ("group", "group_stem", "reclaimable")

_SUPPOSED = frozenset(("om", "ifall", "när"))
"""What begins a sentence in which "du" may be anybody."""

_VEILED = 1
"""The severity of a threat that is implied."""

_LONG = 60
"""Words from which on a text holds something of everything, and resemblance alone removes none."""

TOLD = "told"
"""The detail of a secret that resemblance alone found."""

_NEUTRAL = "privata förhållanden"
"""What is shown of it: nothing that is told."""

_ELSEWHERE = ("tie.abroad", "tie.history", "tie.fiction", "tie.story", "tie.told")
"""Tags of people far away, long dead, invented, in the news, or who told it in public."""

_FEWEST, _FEW, MOST_WORDS = 4, 3, 3
"""The different words that are known without which resemblance alone removes nothing, or finds
nothing of importance, and the most that a finding quotes."""


_ONLY_TALK = ("appeal.talk", "records.talk", "damage.talk", "gdpr.talk")
"""Signs of talk about what would be of importance: even odds are not enough beside them."""


class Verdict(Enum):
    """What both readings together say of a text: see `judgement.py`.

    It is surely to go; or it goes if one of them removes it, and else a human looks; or it stays,
    but for what is plain. None where nothing is judged.
    """

    GOES = "goes"
    OPEN = "open"
    STAYS = "stays"


class _Reading(NamedTuple):
    """What a text is taken for: the head that says so, and what the finding is."""

    head: str
    odds: float
    kind: str
    detail: str = ""


def resembling(
    parsed: ParsedText,
    findings: tuple[Finding, ...],
    like: Likeness,
    resemblance: Resemblance,
    verdict: Verdict | None,
) -> Iterator[Finding]:
    """What a text is that resembles removed ones, though nothing found removes it."""
    read = _read(parsed, findings, like, verdict)
    if read is None:
        return
    where = like.peaks[read.head].where
    if read.detail == _ADDRESS:
        yield _home(parsed, where, likelihood(read.odds))
        return
    telling = resemblance.telling(parsed.words[where.start : where.stop], read.head, MOST_WORDS)
    places = [where.start + i for i in telling]
    finding = finding_of(parsed, read.kind, read.detail, places, likelihood(read.odds))
    if read.kind == "offensive.threat":
        finding = evolve(finding, severity=_VEILED, voice="own")
    elif read.kind in ("offensive.insult", "offensive.hate"):
        finding = evolve(finding, voice="own")
    elif read.detail == TOLD:  # no word tells it alone: all of them are to be left out
        start, end = parsed.original_span(where.start, where.stop)
        finding = evolve(finding, start=start, end=end, quote=_NEUTRAL)
    yield finding


def _read(
    parsed: ParsedText, findings: tuple[Finding, ...], like: Likeness, verdict: Verdict | None
) -> _Reading | None:
    odds = {head: peak.odds for head, peak in like.peaks.items()}
    is_told = verdict is not Verdict.STAYS and _known_words(parsed) >= _FEWEST
    goes = verdict is Verdict.GOES
    if is_told and (reading := _removing(parsed, findings, like, odds, goes=goes)):
        return reading
    likest = max(REMOVED, key=odds.__getitem__)
    is_suspect = odds[likest] >= _SUSPECT or verdict in (Verdict.GOES, Verdict.OPEN)
    if is_suspect or odds[THREAT] >= _DANGEROUS:
        head = likest if is_suspect else THREAT
        return _Reading(head, odds[head], "benign", "resembles_removed")
    return None


def _removing(
    parsed: ParsedText,
    findings: tuple[Finding, ...],
    like: Likeness,
    odds: Mapping[str, float],
    *,
    goes: bool,
) -> _Reading | None:
    """As what a text is removed; where it `goes` by both readings, less likeness is enough."""
    likest = max(REMOVED, key=odds.__getitem__) if goes else ""
    sold = max(SOLD_KINDS, key=odds.__getitem__)
    is_sold = odds[sold] >= (_SOLD_HEARD if likest == sold else _SOLD)
    if is_sold and not _speaks_against(parsed, findings):
        return _Reading(sold, odds[sold] + _SURER, sold)
    if _is_told_of_somebody(parsed, findings, odds, like.peaks["private"], likest == "private"):
        return _Reading("private", odds["private"] + _SURER, "personal_data.sensitive", TOLD)
    is_excused = _is_excused(parsed, findings)
    is_offending = odds["offensive"] >= _OFFENDING or likest == "offensive"
    is_menacing = odds[THREAT] >= (_MENACE if parsed.people else _DREAD) and is_offending
    if is_menacing and len(parsed.words) < _LONG and not is_excused:
        return _Reading(THREAT, odds[THREAT] + _SURER, "offensive.threat")
    scorned = like.peaks["offensive"].where
    if not is_excused:
        despised = _despised(parsed, findings, odds, scorned, goes=likest == "offensive")
        if despised:
            return _Reading("offensive", odds["offensive"], despised, TOLD)
    if odds["private"] >= _AT_HOME and _addresses(parsed, like.peaks["private"].where):
        return _Reading("private", odds["private"] + _HOME, "personal_data.contact", _ADDRESS)
    return None


def _known_words(parsed: ParsedText) -> int:
    """How many different words are known."""
    return len({word.norm for word in parsed.words if word.is_known})


def _is_excused(parsed: ParsedText, findings: tuple[Finding, ...]) -> bool:
    """Whether words that may threaten warn of what kindles, are friendly, or tell of a tool."""
    doubted = {finding.detail for finding in findings if finding.certainty < _DOUBTED}
    is_warning = "threat_open" in doubted and parsed.has("menace.kindling")
    is_tool = parsed.has("urge.means") and not any(f.detail == "urge.means" for f in findings)
    return is_warning or is_tool or "threat_veiled" in doubted


def _despised(
    parsed: ParsedText,
    findings: tuple[Finding, ...],
    odds: Mapping[str, float],
    where: range,
    *,
    goes: bool,
) -> str:
    """The kind of offence, if the most offensive words despise somebody in office or by name.

    It may be anybody, or a protected group, where both readings say that the text `goes`: else
    debate speaks of groups in the words of contempt. Not people far away, nor what others say, nor
    a group for which something is asked ("muslimer äter inte gris, kan skolmaten …"), nor one of
    whose permits or customs it speaks.
    """
    if _is_of_elsewhere(parsed, where.stop):
        return ""
    if odds["offensive"] < (_CONTEMPT_HEARD if goes else _CONTEMPT):
        return ""
    if groups := parsed.at(*_GROUPS):
        is_own = any(
            voice_of(parsed, span.start, span.end) == "own"
            and not is_attributed(parsed, span.start)
            for span in groups
        )
        is_asked = any(finding.kind in SERVICE for finding in findings)
        is_debated = is_asked or parsed.has("group.policy")
        return "offensive.hate" if goes and is_own and not is_debated else ""
    people = [m for m in parsed.people if m.start in where and not m.is_own]
    is_pointed = any(
        m.is_named or m.who in _IN_OFFICE or (goes and _is_spoken_to_or_of(parsed, m))
        for m in people
    )
    return "offensive.insult" if is_pointed else ""


def _is_spoken_to_or_of(parsed: ParsedText, mention: Mention) -> bool:
    """Whether it is some one person: not several, not anybody, nor "du" for whoever it may be.

    Such a "du" is supposed or asked about: "om du går ut och dina grannar …".
    """
    if mention.who is not Who.COMMENTER:
        return mention.who in INDIVIDUALS and mention.is_definite and not mention.is_plural
    sentence = parsed.sentence(mention.start)
    norms = [word.norm for word in parsed.words[sentence.start : sentence.stop]]
    return "?" not in norms and _SUPPOSED.isdisjoint(norms[:2])


def _addresses(parsed: ParsedText, where: range) -> list[Address]:
    """The streets with a number, or flats, in some words."""
    return [
        address
        for address in addresses_in(parsed)
        if address.is_exact and address.start in where and not address.is_property
    ]


def _home(parsed: ParsedText, where: range, certainty: float) -> Finding:
    """The first address in some words, as somebody's home."""
    address = _addresses(parsed, where)[0]
    words = list(range(address.start, address.end))
    finding = finding_of(parsed, "personal_data.contact", _ADDRESS, words, certainty)
    return evolve(finding, quote=MASKS[_ADDRESS], owner=Owner.THIRD.value)


def _is_told_of_somebody(
    parsed: ParsedText,
    findings: tuple[Finding, ...],
    odds: Mapping[str, float],
    peak: Peak,
    goes: bool,
) -> bool:
    """Whether something private is told of one other who lives, and nothing of the writer."""
    secret, private = odds[SECRET], odds["private"]
    if private < (_PRIVATE if goes or secret >= _SECRET else _SURELY_PRIVATE):
        return False
    if _is_of_elsewhere(parsed, peak.where.stop):
        return False
    if any(finding.kind == "personal_data.self" for finding in findings):
        return False
    others = [m for m in parsed.people if m.who in INDIVIDUALS and not m.is_own]
    if goes:
        return bool(others)
    if any(m.is_named for m in others):
        return secret >= _SECRET_NAMED or private >= _NAMED
    return any(m.is_definite and not m.is_plural for m in others)


def _is_of_elsewhere(parsed: ParsedText, told: int) -> bool:
    """Whether a text is long, or of people far away, long dead or invented.

    That is said before the word `told`, where what is told of them ends, or of them.
    """
    if len(parsed.words) >= _LONG or is_news(parsed):
        return True
    return any(span.start < told for span in parsed.at(*_ELSEWHERE))


def _speaks_against(parsed: ParsedText, findings: tuple[Finding, ...]) -> bool:
    """Whether the writer asks, claims, debates, warns of fraud, which quotes it, jests, or buys."""
    excuses = {span.entry.detail for span in parsed.spans.get("spam_excuse")}
    is_praise = any(finding.detail == "customer_praise" for finding in findings)
    is_jest = any(span.entry.detail == "mock" for span in parsed.spans.get("ad_excuse"))
    is_asked = any(
        finding.kind in SERVICE and finding.certainty >= _CLEARLY_ASKED for finding in findings
    )
    return (
        is_jest
        or is_asked
        or is_claim(findings)
        or parsed.has(*_GROUPS)
        or "beware" in excuses
        or ("warning" in excuses and not parsed.has("spam_sign"))
        or (is_praise and not parsed.has("ad_sign"))
    )


def is_claim(findings: tuple[Finding, ...]) -> bool:
    """Whether somebody claims damages, and so gives prices without selling."""
    return any(
        finding.kind == "important.damage_claim" and finding.certainty >= _CLAIMED
        for finding in findings
    )


def weighty(
    parsed: ParsedText, findings: tuple[Finding, ...], like: Likeness, resemblance: Resemblance
) -> Iterator[Finding]:
    """Information of importance that the detectors missed."""
    odds = like.heads["important"]
    is_known = any(f.kind.startswith("important.") or f.detail == TOLD for f in findings)
    if odds < _WEIGHTY or is_known or _known_words(parsed) < _FEW:
        return
    if odds < 0 and parsed.has(*_ONLY_TALK):
        return
    words = resemblance.telling(parsed.words, "important", MOST_WORDS)
    yield finding_of(parsed, "important.other", "", words, likelihood(odds))


def finding_of(
    parsed: ParsedText, kind: str, detail: str, words: list[int], certainty: float
) -> Finding:
    """A finding from the first to the last of the words that speak most for it, which it quotes."""
    first, last = (words[0], words[-1] + 1) if words else (0, len(parsed.words))
    start, end = parsed.original_span(first, last)
    quote = " … ".join(parsed.masked_quote(i, i + 1) for i in words)
    return shown_safely(
        Finding(
            kind=kind,
            start=start,
            end=end,
            certainty=round(min(certainty, 0.99), 3),
            detector="resemblance",
            quote=quote,
            detail=detail,
        ),
        parsed,
    )


def likelihood(odds: float) -> float:
    """The certainty, 0 to 1, of some log-odds."""
    return 1 / (1 + math.exp(-odds))
