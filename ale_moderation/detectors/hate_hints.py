"""Hate in everyday words: a group named or pointed at, and what is said of beasts, dirt and exile.

The words are not tied to the group by grammar, as in `hate.py`, and so are only a suspicion: what
is found here removes where the second reader, too, holds the text for an offence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.detectors.contempt import are_beasts, groups
from ale_moderation.detectors.scorn import LONG, is_of_theirs
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Who
from ale_moderation.voice import idiom_words, voice_of

NEEDS = frozenset(
    (
        *("group", "group_stem", "slur", "reclaimable", "pointed_group", "nazi", "hate_sign"),
        "ape_emoji",
    )
)

_GROUPS = ("group", "reclaimable", "pointed_group")
_SIGNS = ("hate_sign", "dehumanise", "annihilation", "scorn")
_HARSH = frozenset(("vermin", "dehumanise", "power"))
"""What is no opinion on who may come and stay."""

_LIKENING = frozenset("som likt likna liknar mot jävla av bara in ur vilka såna dom de".split())
"""Words before a beast or a filth that is said of people."""

_NOT = frozenset(("inte", "aldrig", "ej"))

_SCORNFUL = frozenset(
    ("smell", "body", "coarse", "looks", "likening", "beast", "mind", "life", "command", "contempt")
)
_HALF = 0.5
"""What a field of scorn weighs: beside a group it may be told in pity."""

_MILD = 1
"""The severity of signs of scorn that are none of hate."""

_NEAR, _FAR = 6, 15
"""Words between a group and a sign from which on they have nothing to do with each other."""

_BASE, _STEP, _MOST_SURE = 0.42, 0.16, 0.68
"""How sure one field is, what each further one adds, and how sure all can be together."""

_SPEAKING = frozenset(
    """
    rasism rasist rasister rasistisk rasistiskt rasistiska fördom fördomar hets hatbrott hatet
    människosyn förintelsen minnesdag minns överlevande nazisterna sekten utsatta utsätts mobbas
    kallas kallades kallade jämför jämföra jämförde jämförs jämförelsen diskriminering
    diskrimineras homofobi hot hotas våga
    """.split()
)
"""Words of those who speak of hate, not with it."""


def find_hate_hints(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """At most one finding: signs of hate in the sentences beside a group."""
    if len(parsed.words) > LONG or any(word.norm in _SPEAKING for word in parsed.words):
        return
    idioms = idiom_words(parsed)
    signs = [
        s
        for s in parsed.at(*_SIGNS)
        if idioms.isdisjoint(range(s.start, s.end)) and _is_hostile(parsed, s)
    ]
    best: tuple[float, Span] | None = None
    for group in (*groups(parsed, *_GROUPS), *_apes(parsed, signs)):
        is_migrant = group.entry.detail == "migrant"
        near = [s for s in signs if _is_beside(parsed, group, s, is_close=is_migrant)]
        fields = {s.entry.detail or s.entry.tag for s in near}
        weight = sum(_HALF if field in _SCORNFUL else 1.0 for field in fields)
        is_politics = is_migrant and fields.isdisjoint(_HARSH)
        is_creed = group.entry.detail == "creed" and "away" not in fields
        if weight >= 1 and not (is_politics or is_creed) and (best is None or weight > best[0]):
            best = (weight, near[0])
    if best is None or _is_own(parsed):
        return
    weight, sign = best
    voice = voice_of(parsed, sign.start, sign.end)
    if voice in ("quoted", "reported"):
        return
    start, end = parsed.original_span(sign.start, sign.end)
    yield Finding(
        kind="offensive.hate",
        start=start,
        end=end,
        certainty=round(min(_BASE + _STEP * (weight - 1), _MOST_SURE), 3),
        detector="hate_hints",
        quote=parsed.masked_quote(sign.start, sign.end),
        detail="hint",
        severity=3,
        target="group",
        voice="own",
    )


def _apes(parsed: ParsedText, signs: list[Span]) -> list[Span]:
    """The first of several emoji of apes and bananas, where apes are said of people in words."""
    emoji = parsed.at("ape_emoji")
    is_several = len({parsed.words[s.start].norm for s in emoji}) > 1
    is_said = any(
        not parsed.words[s.start].keys.isdisjoint(_APES) for s in signs if s.entry.tag != "scorn"
    )
    is_fond = parsed.has("cheer", "fondness", "friendly")
    return emoji[:1] if is_several and is_said and not is_fond else []


_APES = frozenset(("apa", "apor", "aporna", "babian", "babianer", "gorilla", "schimpans"))


def _is_hostile(parsed: ParsedText, sign: Span) -> bool:
    """Whether a sign is said of somebody: not denied, nor a beast that is owned or eaten.

    Nor is a regime that is called vile, or what the writers say that they did "like swine".
    """
    after = parsed.words[sign.end : sign.end + 2]
    if is_of_theirs(after) or (after and "regime" in after[0].found_tags):
        return False
    if _is_of_writers(parsed, sign):
        return False
    if sign.entry.tag == "scorn":
        return sign.entry.severity != _MILD and not are_beasts(parsed, sign)
    if sign.entry.anchor == "phrase":
        return _NOT.isdisjoint(w.norm for w in parsed.words[sign.start : sign.end]) or (
            "inte" in sign.entry.word
        )
    if voice_of(parsed, sign.start, sign.end) == "negated" or are_beasts(parsed, sign):
        return False
    if (sign.entry.detail or sign.entry.tag) not in ("vermin", "dehumanise"):
        return True
    before = parsed.words[max(parsed.sentence(sign.start).start, sign.start - 5) : sign.start]
    return any("copula" in w.tags or w.norm in _LIKENING for w in before) or (
        not parsed.words[sign.start].is_word
    )


def _is_of_writers(parsed: ParsedText, sign: Span) -> bool:
    """Whether the writers liken what they do: "vi söp som svin"."""
    before = parsed.words[max(parsed.sentence(sign.start).start, sign.start - 4) : sign.start]
    is_likened = bool(before) and before[-1].norm == "som"
    return is_likened and any(w.norm in _WRITERS for w in before[:-1])


_WRITERS = frozenset(("vi", "jag"))


def _is_beside(parsed: ParsedText, group: Span, sign: Span, *, is_close: bool) -> bool:
    """Whether a sign stands in the sentence of a group or the ones beside it, and is not it.

    `is_close` asks for one right after it: of migration people speak in every other word.
    """
    if is_close:
        return group.end <= sign.start <= group.end + _NEAR
    apart = abs(parsed.sentences[sign.start] - parsed.sentences[group.start])
    is_other = sign.start >= group.end or group.start >= sign.end
    return apart <= 1 and is_other and abs(sign.start - group.start) <= _FAR


def _is_own(parsed: ParsedText) -> bool:
    """Whether the writer belongs to the group: "vi judar", "jag som är same"."""
    return any(
        m.who is Who.GROUP
        and m.start > 0
        and not parsed.words[m.start - 1].tags.isdisjoint(("pron_1p", "pron_1s", "poss_1"))
        for m in parsed.people
    )
