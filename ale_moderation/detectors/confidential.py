"""What secrecy is likely to cover: a person's matters, hiding places, codes and open bids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ale_moderation.detectors.own_pending import OWN_SIGNS, own_pending
from ale_moderation.detectors.security import find_openings
from ale_moderation.detectors.sensitive import LABELS, judged_ties
from ale_moderation.detectors.topics import TOPIC_TAGS, Tie
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import INDIVIDUALS, Who

CONFIDENTIAL = {
    "welfare": "social_services",
    "child_welfare": "social_services",
    "neglect": "social_services",
    "victim": "social_services",
    "treatment": "care",
    "clinic": "care",
    "care": "care",
    "pupil_health": "school_health",
    "guardianship": "guardianship",
    "library": "library",
    "migration": "migration",
}
"""The kind of secrecy behind the detail of a topic list."""

_QUOTES = LABELS | {
    "protected_identity": "skyddade uppgifter",
    "security": "säkerhet",
    "procurement": "pågående upphandling",
    "insider": "uppgift från tjänsten",
}
_ROAD = re.compile(
    r"(?:vägen|gatan|stigen|gränd|gränden|backen|gärdet|allén|vretet|slingan|liden|torget)s?$"
)
_BUILDINGS = tuple(
    """
    skolan affären macken kassan butiken ica coop willys jobbet hotellet huset badet gymmet caféet
    köket apoteket salongen hallen villan lägenheten stugan torpet gården kyrkan lägenhet villa
    radhuset kedjehuset längan längorna
    """.split()
)
_BESIDE = frozenset(
    "bakom bredvid ovanför ovanpå intill mittemot mitt emot under nedanför vid i för på".split()
)
_LANDMARKS = tuple(
    """
    vårdcentralen stationen kyrkan macken skolan affären biblioteket hockeyrinken lekplatsen
    banken posten apoteket torget förskolan badhuset simhallen hotellet caféet frisören ica coop
    vändplanen kiosken pizzerian återvinningen parkeringen tvätteriet ladan vattentornet
    """.split()
)
_FLOORS = frozenset("ettan tvåan trean fyran femman sexan sjuan åttan uppgången".split())
"""A flat or a class: "mamman i trean"."""

_HOUSEHOLDS = frozenset(("familjen", "familj", "mamman", "kvinnan", "paret", "tjejen", "barnen"))
_PLACES = frozenset(("på", "i", "vid", "hos", "från", "till", "utanför", "ovanför", "bredvid"))
_ANY = frozenset(("som", "flesta", "andra", "med", "där"))
"""What makes "de" anybody: "de som har skyddad adress"."""

_ANY_CLASS = re.compile(r"\b(?:\d[a-zåäöA-ZÅÄÖ]?|[a-zA-Z]-laget)\b")
_PRIVATE = frozenset((Who.PERSON, Who.CHILD, Who.THIRD))
_OTHERS = INDIVIDUALS | {Who.THEY}
NEEDS = TOPIC_TAGS.union(
    ("protected", "shelter", "placed", "secret_code", "key", "guard", "openable", "gap"),
    ("alarm_off", "laid_bare", "bid", *OWN_SIGNS),
)


def find_confidential(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Everything likely to be covered by secrecy, each kind once."""
    best: dict[tuple[str, str], Finding] = {}
    for finding in _all(parsed):
        key = (finding.detail, finding.owner)
        if key not in best or best[key].certainty < finding.certainty:
            best[key] = finding
    yield from best.values()


def _all(parsed: ParsedText) -> Iterator[Finding]:
    if parsed.has(*OWN_SIGNS) or _may_be_secret(parsed):
        yield from _matters(parsed)
    if parsed.has("placed"):
        yield from _placed_children(parsed)
    if parsed.has("protected", "shelter"):
        yield from _hiding_places(parsed)
    if parsed.has("secret_code", "key", "guard", "openable", "gap", "alarm_off", "laid_bare"):
        for certainty, span in find_openings(parsed):
            yield _finding(parsed, span, "security", certainty)
    if parsed.has("bid"):
        yield from _procurement(parsed)


def _may_be_secret(parsed: ParsedText) -> bool:
    """Whether any topic can give a finding here: ties are dear to work out."""
    topics = [span for tag in TOPIC_TAGS for span in parsed.spans.get(tag, ())]
    if not topics:
        return False
    if parsed.has("insider") or any(t.entry.detail in CONFIDENTIAL for t in topics):
        return True
    return _ANY_CLASS.search(parsed.text.surface) is not None


def _finding(
    parsed: ParsedText, span: Span, detail: str, certainty: float, owner: str = ""
) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind="confidential",
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="confidential",
        quote=_QUOTES[detail],
        detail=detail,
        owner=owner,
    )


# ── Social services, care, pupil health, guardianship ───────────────────────────────────────────


def _matters(parsed: ParsedText) -> Iterator[Finding]:
    ties = judged_ties(parsed)
    third = [tie for tie in ties if not tie.is_self]
    insider = parsed.at("insider") if third else []
    for tie in third:
        if detail := CONFIDENTIAL.get(tie.detail):
            yield _finding(parsed, tie.topic, detail, tie.certainty, "third")
        elif tie.detail == "health" and tie.figure.is_pupil and tie.figure.is_child:
            yield _finding(parsed, tie.topic, "school_health", tie.certainty * 0.9, "third")
    revealed = [tie for tie in third if not tie.figure.is_kin and tie.detail != "crime"]
    if insider and revealed:
        surest = max(tie.certainty for tie in revealed)
        yield _finding(parsed, insider[0], "insider", min(insider[0].certainty, surest))
    yield from _own_matter(parsed, ties)


def _own_matter(parsed: ParsedText, ties: Sequence[Tie]) -> Iterator[Finding]:
    if found := own_pending(parsed, ties):
        certainty, span = found
        yield _finding(parsed, span, "social_services", certainty, "self")


def _placed_children(parsed: ParsedText) -> Iterator[Finding]:
    for span in parsed.at("placed"):
        sentence = parsed.sentence(span.start)
        after = parsed.words[span.end : min(span.end + 2, sentence.stop)]
        is_with = len(after) == 2 and after[0].norm == "hos"
        if (is_with and (after[1].is_capitalised or "person" in after[1].tags)) or _address(
            parsed, range(span.end, min(span.end + 5, sentence.stop))
        ):
            yield _finding(parsed, span, "social_services", 0.8, "third")


# ── Protected identity ──────────────────────────────────────────────────────────────────────────


def _hiding_places(parsed: ParsedText) -> Iterator[Finding]:
    shelters = parsed.at("shelter")
    if shelters and parsed.has("shelter_stay") and _is_located(parsed, shelters):
        yield _finding(parsed, shelters[0], "protected_identity", 0.75)
    signs = parsed.at("protected")
    if not signs:
        return
    others = [
        m
        for m in parsed.people
        if m.who in _OTHERS and (m.is_named or m.is_definite) and not m.is_plural
    ]
    is_household = any(word.norm in _HOUSEHOLDS for word in parsed.words)
    writer = any(m.who is Who.SELF and not m.is_plural for m in parsed.people)
    sign = max(signs, key=lambda s: s.certainty)
    is_they = sign.entry.detail == "strong" and any(
        m.who is Who.THEY and parsed.sentences[m.start] == parsed.sentences[sign.start]
        for m in parsed.people
        if parsed.words[m.end : m.end + 1] and parsed.words[m.end].norm not in _ANY
    )
    if not (others or is_household or writer or is_they):
        return
    near = _whereabouts(parsed, sign)
    if (others or is_household or is_they) and near:
        certainty = 0.9 if sign.entry.detail == "strong" else 0.62
        yield _finding(parsed, sign, "protected_identity", certainty, "third")
    elif others and parsed.has("hunt"):
        yield _finding(parsed, sign, "protected_identity", 0.55, "third")
    elif writer and not others and near and sign.entry.detail == "strong":
        yield _finding(parsed, sign, "protected_identity", 0.5, "self")


def _is_located(parsed: ParsedText, shelters: Sequence[Span]) -> bool:
    """Whether an address stands anywhere, or what the shelter is beside in the same sentence."""
    if _address(parsed, range(len(parsed.words))):
        return True
    return any(_beside(parsed, parsed.sentence(s.start)) for s in shelters)


def _beside(parsed: ParsedText, sentence: range) -> bool:
    """Whether a building is told with what it is beside: "bakom vårdcentralen", "under Simons"."""
    words = parsed.words
    for i in sentence:
        after = words[i + 1] if i + 1 < sentence.stop else None
        if after is None or words[i].norm not in _BESIDE:
            continue
        is_led = i > sentence.start and words[i - 1].norm.endswith(_BUILDINGS)
        if after.norm.endswith(_LANDMARKS) or (is_led and after.is_capitalised):
            return True
    return False


def _whereabouts(parsed: ParsedText, sign: Span) -> bool:
    """Whether a place stands near a sign that somebody hides, with a verb of being there."""
    words = parsed.words
    number = parsed.sentences[sign.start]
    spans = [s for s in parsed.at("whereabouts") if abs(parsed.sentences[s.start] - number) <= 1]
    for span in spans:
        stop = min(span.end + 6, parsed.sentence(span.start).stop)
        for i in range(span.end, stop):
            if words[i].norm in _PLACES and any(
                _is_place(parsed, k, sign) for k in range(i + 1, min(i + 4, stop))
            ):
                return True
    sentences = [parsed.sentence(s) for s, _ in parsed.sentence_ranges()]
    if (
        sign.entry.detail == "strong"
        and not parsed.has("pet")
        and any(
            abs(parsed.sentences[s.start] - number) <= 1 and _beside(parsed, s) for s in sentences
        )
    ):
        return True
    return any(
        words[i].norm in ("i", "på", "hos") and _is_place(parsed, i + 1, sign)
        for m in parsed.people
        if m.who in _PRIVATE
        for i in (m.end,)
        if i + 1 < len(words)
    )


def _is_place(parsed: ParsedText, i: int, sign: Span) -> bool:
    word = parsed.words[i]
    if sign.start <= i < sign.end:
        return False
    is_named = word.is_capitalised or "place" in word.tags or word.norm in _FLOORS
    return is_named or _ROAD.search(word.norm) is not None or word.norm.endswith(_BUILDINGS)


def _address(parsed: ParsedText, positions: range) -> bool:
    """Whether an address, or a house that is described, stands among some words."""
    words = parsed.words
    for i in positions:
        word = words[i]
        if (
            word.is_capitalised
            and (_ROAD.search(word.norm) or (i + 1 < len(words) and words[i + 1].norm.isdigit()))
            and i
            and words[i - 1].norm in _PLACES
        ):
            return True
        if (
            word.norm in ("huset", "villan", "lägenheten", "tegelvillan", "radhuset")
            and i >= 2
            and words[i - 2].norm in ("det", "den", "i", "gamla")
        ):
            return True
    return False


# ── Procurement ─────────────────────────────────────────────────────────────────────────────────


def _procurement(parsed: ParsedText) -> Iterator[Finding]:
    if not parsed.has("bid_value"):
        return
    bids = parsed.at("bid")
    decided = parsed.at("bid_decided")
    undecided = [span for span in decided if _is_yet_to_be(parsed, span)]
    is_decided = len(decided) > len(undecided)
    is_open = parsed.has("bid_open") or bool(undecided)
    if parsed.has("bid_split") and not is_open:
        return  # that purchases are parted is a tip, and no secret of a bid
    if parsed.has("bid_inside"):
        if is_open or not is_decided:
            yield _finding(parsed, bids[0], "procurement", 0.88)
    elif is_open and not is_decided and any(w.norm[:1].isdigit() for w in parsed.words):
        yield _finding(parsed, bids[0], "procurement", 0.55)


def _is_yet_to_be(parsed: ParsedText, span: Span) -> bool:
    """Whether a result is only expected: "inte tilldelat förrän", "innan det är publicerat"."""
    words = parsed.words
    around = (*words[max(0, span.start - 4) : span.start], *words[span.end : span.end + 2])
    return any(word.norm in _NOT_YET for word in around)


_NOT_YET = frozenset(("inte", "ej", "innan", "förrän", "förräns", "först", "ännu", "tills", "före"))
